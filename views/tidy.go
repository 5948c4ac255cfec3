package views

import "time"

// Tidy is what brings order between tickets: on the page of one.
type Tidy struct {
	Into  *Merged // nil: not merged
	Taken []Beside

	Incidents []IncidentHint
	Alike     []Alike // may be the same matter

	Merge, Unmerge, Open, Leave bool // may be done now

	MergeInto, MergeReason, UnmergeReason     string // as they were sent
	IncidentTitle, IncidentAbout, LeaveReason string
}

// Alike is a ticket that may be about the same matter.
type Alike struct {
	Beside
	Excerpt  string
	Why      []string // keys below "alike."
	Received time.Time
	Merge    bool // this one may go into it: it came first, and goes on
}

// Merged is where a merged ticket went.
type Merged struct {
	Number string
	Href   string // empty: out of sight
	Reason string
	By     string
	At     time.Time
	Same   bool // of the same citizen
}

// Beside is another ticket that has to do with the one shown.
type Beside struct {
	Number, Href, Status string
	Same                 bool // of the same citizen
}

// TrackMerged is what the citizen of a merged ticket is told.
type TrackMerged struct {
	Same bool // the other is theirs too
}
