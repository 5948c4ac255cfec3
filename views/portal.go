package views

import "time"

// Portal is the front page for the public.
type Portal struct {
	Received   int     // in the last 30 days
	Answered   int     // of those
	OnTime     float64 // share of first responses in time, NaN: nothing to measure
	Median     time.Duration
	HasMedian  bool
	Hours      []string // office hours in words, one line each
	Emergency  string   // number to call; empty: none known
	Categories []Option // most used, linking to the form: Value is the slug
}

// Report is the form /lapor.
type Report struct {
	Kinds      []string // keys below "kind." the public may choose
	Categories []Option
	Places     []Option // villages grouped by sub-district
	Privacies  []string // keys below "privacy."
	TextLimit  int
	FilesLimit int
	FileSizeMB int
	Request    string // token that keeps the same form from opening two tickets

	Text, Kind, Category, PlaceID, Place, Name, Email, Phone, Privacy string
	HadFiles                                                          bool // browsers forget chosen files: say so
}

// Thanks follows a report.
type Thanks struct {
	Number   string
	Code     string // shown this once
	Track    string // address of the tracking page
	Email    string // masked; where the code went too; empty: nowhere
	Due      time.Time
	Unit     string
	Repeated bool // the same form had been sent before
}

// TrackForm is /lacak before a ticket is opened.
type TrackForm struct {
	Number, Code string
	Text         string // a message written when the page had locked itself; it goes with the code
}

// Track is a ticket as its citizen sees it. A field that is not here cannot leak.
type Track struct {
	Number     string
	Status     string // key below "status."
	Kind       string
	Category   string
	Unit       string
	Received   time.Time
	Due        Due
	Messages   []TrackMessage
	Steps      []TrackStep
	Question   string    // the house waits for this answer, and the clock with it; empty: it does not
	Until      time.Time // the clock goes on by itself then, or the report is closed
	Closes     bool      // closed
	Reminded   time.Time // zero: not yet
	Extended   []TrackExtension
	Incident   string       // title of the failure many report; empty: none
	Merged     *TrackMerged // nil: it goes its own way
	CanWrite   bool
	CanConfirm bool // resolved, and the citizen has not said yes
	CanReopen  bool // resolved: the citizen may say "not solved"
	Text       string
	Reason     string // of reopening, as it was sent
	HadFiles   bool   // browsers forget chosen files: say so
	FilesLimit int
	FileSizeMB int
	Request    string // token that keeps the same message from being taken twice
}

// TrackExtension is more time that was granted, and why.
type TrackExtension struct {
	Amount string // as the policy says: "7wd"
	Reason string
	At     time.Time
	Due    time.Time // of the resolution now; zero while nothing is due
}

// TrackMessage is one public message.
type TrackMessage struct {
	Mine  bool   // the citizen wrote it
	From  string // unit that answered; never a person
	Text  string
	At    time.Time
	Files []File
}

// TrackStep is one step of the public timeline.
type TrackStep struct {
	Key string // below "step.": received, routed, answered, waiting, reminded, extended, resolved, unanswered, …
	At  time.Time
	To  string // unit, for routed
}

// Transparency is the public page of numbers: of every unit in one period, without small groups.
type Transparency struct {
	First, Last time.Time // dates
	Periods     []Option  // to choose from: Value is the key
	Period      string    // key of this one
	Whole       UnitFigures
	Units       []UnitFigures // the last may have no name: small ones together
	FewCounts   int           // fewer tickets than this are not told of
	Hidden      bool          // there are fewer in all
	Unlisted    bool          // no official list of holidays for a year in the period
}

// UnitFigures is one line per unit.
type UnitFigures struct {
	Name     string
	Received int
	Answered int
	OnTime   float64 // NaN: nothing to measure
	Median   time.Duration
	HasTime  bool
}
