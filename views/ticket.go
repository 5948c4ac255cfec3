package views

import (
	"strings"
	"time"
)

// Ticket is the page of one ticket; its block "live" is refreshed alone, forms stay untouched.
type Ticket struct {
	Number       string
	Path         string    // /tickets/NUMBER: every form below it posts there
	Kind         string    // key below "kind."
	Category     string    // name; empty: none yet
	Unit         string    // name
	Channel      string    // key below "channel."
	Account      string    // the official account it came to; empty: none
	Status       string    // key below "status."
	Priority     string    // key below "priority."
	Privacy      string    // key below "privacy."
	Confidential int       // 1: the reporter is sealed, 2: for the inspectorate only
	Assignee     string    // empty: nobody
	AwayUntil    time.Time // of the assignee; zero: there
	StandIn      string    // who does their work
	Paged        []Telling // whom the emergency was told to
	Received     time.Time
	Taken        time.Time // when the house took it; shown when it differs from Received
	Due          Due
	Why          []string // why kind, category, unit and urgency were suggested, in words

	Messages    []Message
	Clocks      []Clock
	Place       PlaceBox
	Files       []File
	Citizen     CitizenBox
	History     []Event
	Pause       *Pause    // nil: not waiting
	Undecided   *Transfer // nil: none waits to be accepted
	Returned    bool      // twice: the coordinator decides whose it is
	Desks       Desks
	Extension   *Extension // nil: none waits for a second person
	Closing     *Closing   // nil: live
	Stream      string     // address of the live feed; empty: not live
	Event       int64      // the last the page knows of
	Fresh       []Message  // what came meanwhile
	Anyhow      string     // the button that sends all the same: "send", "resolve" or another way
	Present     []Present  // who else has the ticket open
	Follows     bool       // the user is told of what happens to it
	Conflict    bool       // there are new messages: the text is kept, the page shows what came
	Reply       ReplyForm
	Forms       TicketForms
	Actions     Actions
	Tidy        Tidy
	BackToInbox string // the inbox with the filters one came from
}

// Actions are what the user may do now; what is false is not shown.
type Actions struct {
	Reply, Note, Classify, Assign, Take, Transfer, Decide, Pause, EndPause, Extend, Approve, Close, Reopen bool
}

// ReplyForm is the composer as it was last sent, so that nothing typed is lost.
type ReplyForm struct {
	Text       string
	Seen       int    // messages the page showed: how a competing answer is noticed
	Reaches    string // where the answer goes, key below "reach."
	To         string // masked address or account for that text; may be empty
	Limit      int    // longest text
	Most       int    // longest answer the channel takes, the signature with it; 0: no limit of its own
	In         string // what it is counted by, key below "measure."
	Signature  string // what will stand below it; may be empty
	Request    string // token that keeps the same answer from going out twice
	FilesLimit int
	FileSizeMB int
	HadFiles   bool   // browsers forget chosen files: say so
	Note       string // text of the note form
	Question   string // asked of the citizen when waiting
	Draft      Composing
	NoteDraft  Composing
	Macros     []Option
	Mention    string    // id of the colleague a note calls upon
	Ask        string    // the question that goes with the answer
	Opens      time.Time // when the unit opens; zero: it works now
}

// TicketForms are the choices of the forms on the page, and what each had when it came back with an error.
type TicketForms struct {
	Kinds      []string
	Priorities []string
	Categories []Option
	Units      []Option
	Places     []Option
	People     []Option // who can be given the ticket
	Me         string   // the user's own id

	Kind, Category, Priority, PlaceID, Place string // classification, as it stands or was sent
	Assignee                                 string // user id
	AssignmentNote                           string // what staff only see
	Unit, Reason, Answer                     string // transfer
	PauseDays                                string
	PauseDaysLimit                           int
	Silence, Closing                         string // what becomes of it without an answer: "wait", "close" with the text
	Closure                                  string // public text
	ArchiveReason, ReopenReason, ReturnNote  string
	ExtensionReason, RefusalNote             string
}

// Message is one entry of the conversation.
type Message struct {
	ID        int64
	Direction string // "in", "out", "note"
	Author    string
	Text      string // masked where the reader must not see it
	At        time.Time
	State     string // key below "message."
	UndoUntil time.Time
	LeavesAt  time.Time // waits for the unit to open; zero: does not wait
	Sends     []Send    // what has not arrived of it
	Files     []File
}

// UndoLeft is how many seconds the reply can still be taken back; 0: no longer.
func (p *Page) UndoLeft(m Message) int { return int(max(0, m.UndoUntil.Sub(p.Now).Seconds())) }

// Send is something on its way out that has not arrived yet: the answer itself, or the mail that tells of it.
type Send struct {
	ID    int64
	What  string // key below "send.": "reply", "mail", "receipt"
	State string // "queued", "failed", "unknown"; key below "message."
	Error string // of the last attempt: a key below "failure.", with the other side's answer behind a blank
	Next  time.Time
}

// Failure is why something was not sent, in words; what a server answered stands behind in brackets.
func (v *Views) Failure(lang, code string) string {
	word, answer, _ := strings.Cut(code, " ")
	if !v.Has("failure." + word) {
		return code
	}
	text := v.T(lang, "failure."+word)
	if answer != "" {
		text += " (" + answer + ")"
	}
	return text
}

// Failure is the same on a page.
func (p *Page) Failure(code string) string { return p.views.Failure(p.Lang, code) }

// File is an attachment.
type File struct {
	Name, Href string
	Type       string // MIME type by content
	Size       int64
	Missing    bool // the bytes are gone; shown, not linked
}

// Image reports whether the file can be shown in the page.
func (f File) Image() bool {
	return f.Type == "image/jpeg" || f.Type == "image/png" || f.Type == "image/webp"
}

// Clock is one target with the steps its due time was counted by.
type Clock struct {
	Target   string // key below "target."
	State    string // key below "clockstate."
	Due      Due
	Amount   string // as the policy says: "4h", "14wd"
	Policy   string // its name
	Basis    string // legal basis
	Calendar string // name of the calendar
	Started  time.Time
	Stopped  time.Time // zero: still running
	Used     time.Duration
	Left     time.Duration // negative when late
	Misses   int           // groups answered late
	Flags    []Raised
	Steps    []Step

	PolicyFrom time.Time // the policy holds from then; zero: always
	Version    int64     // of the calendar
	VersionAt  time.Time
	Warn       int // percent
	StoppedBy  string
	Pauses     []ClockPause
	Changes    []ClockChange
}

// ClockPause is a stretch that a clock left out.
type ClockPause struct {
	From, To time.Time // To is zero while it lasts
	Why      string    // key below "skip."
}

// ClockChange is a recomputation that moved a due time.
type ClockChange struct {
	At, From, To time.Time // zero: paused
	Who          string    // empty: the house itself
	Why          string
}

// ClockProof is the page of a ticket's clocks as somebody outside can check it, printed too.
type ClockProof struct {
	Number   string
	Path     string // of the ticket
	Unit     string
	Status   string // key below "status."
	Kind     string
	Category string
	Received time.Time
	At       time.Time // looked at
	Clocks   []Clock
	Measured []Measured
	Desks    Desks
	Events   int
	Event    int64  // the last
	Hash     string // of it
	Intact   bool   // the chain of events holds
}

// Measured is one stop of a clock, as it was stored.
type Measured struct {
	Target       string // key below "target."
	Round        int
	State        string // key below "clockstate."
	Started, Due time.Time
	Stopped      time.Time
	Working      time.Duration
	Calendar     time.Duration
	Unit, By     string
	Undone       bool // the clock ran on

	Policy, Basis string // as they read at the stop
	PolicyFrom    time.Time
}

// Raised is a flag on a clock.
type Raised struct {
	Level string // key below "flag."
	At    time.Time
	Told  string // names; empty: nobody was told
	By    []Telling
	Round int // of what is told again: which time; 0: a flag
}

// Telling is that somebody was told, and by what.
type Telling struct {
	Name    string
	Instead string // who was away
	App     time.Time
	Mail    time.Time // zero: not by mail
	MailOut bool      // it went out; else it waits until then
	Chat    time.Time
	ChatOut bool
}

// Step is one counted span, or one date skipped.
type Step struct {
	Date    time.Time // local midnight of the date
	From    string    // "07:30"; empty when skipped
	To      string
	Counted time.Duration
	Skip    string // key below "skip.", or the holiday's name
}

// PlaceBox is where it is about.
type PlaceBox struct {
	Name      string // village and sub-district
	Text      string // what the citizen wrote
	Lat, Long string // with a point as the mark; empty: no position
}

// CitizenBox is the person behind the ticket, masked as the reader may see them.
type CitizenBox struct {
	Name    string // empty: nameless
	Sealed  bool   // confidential: not even the name is kept in clear
	Hidden  bool   // wants no name seen
	Email   string // masked: "b•••@contoh.id"
	Phone   string // masked
	Earlier []Row  // earlier tickets of the same person the reader may see
	More    int    // earlier tickets beyond those
}

// Event is one line of the history.
type Event struct {
	Type   string    // key below "event."
	Args   []any     // of its text
	Detail string    // old -> new, reason
	Was    time.Time // of a due time that changed
	Until  time.Time // the new due time, the end of a pause
	Moves  []Move    // the clocks whose due time changed; none: of earlier versions, which told the ticket's only
	Actor  string
	At     time.Time
}

// Move is a clock whose due time was changed by an edit of policies or hours.
type Move struct {
	Target     string
	Was, Until time.Time // zero: none, or not while it is paused
	Paused     bool
	Ended      bool
}

// MoveText is a move in words.
func (p *Page) MoveText(m Move) string {
	told := p.Word("target", m.Target) + " "
	switch {
	case m.Ended:
		return told + p.T("ticket.move_ended")
	case m.Paused:
		return told + p.T("ticket.move_paused")
	case m.Was.IsZero():
		return told + p.T("ticket.move_begun", "To", p.DateTime(m.Until))
	}
	return told + p.T("ticket.history_due", "From", p.DateTime(m.Was), "To", p.DateTime(m.Until))
}

// Transfer is a hand-over to another unit that waits to be accepted.
type Transfer struct {
	ID       int64
	From, To string
	Reason   string
	By       string
	At       time.Time
	AcceptBy time.Time // zero: no limit
	Late     bool      // not accepted in time
}

// Desk is the time one unit held the ticket.
type Desk struct {
	Unit     string
	From, To time.Time // To is zero while it still holds it
	Working  time.Duration
	Calendar time.Duration
}

// Desks are all of them with their sum, which is the time the ticket was open.
type Desks struct {
	Rows     []Desk
	Working  time.Duration
	Calendar time.Duration
	Hops     int
}

// Extension is more time asked for, which a second person approves or refuses.
type Extension struct {
	ID     int64
	Amount string // as the policy says: "7wd"
	Reason string
	By     string
	At     time.Time
}

// Closing is how a ticket ended.
type Closing struct {
	Outcome    string // "resolved", "archived"
	Reason     string // empty: with a public answer
	Unanswered bool   // by rule: the citizen did not answer
	By         string
	At         time.Time
}

// Pause is a ticket waiting for its citizen.
type Pause struct {
	Question string
	By       string
	Since    time.Time
	Until    time.Time // resumes by itself then, or is closed
	Closing  string    // what it is closed with; empty: it resumes
	Reminded time.Time // zero: not yet
}
