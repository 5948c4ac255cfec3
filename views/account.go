package views

import "time"

// Login is the sign-in form.
type Login struct {
	Email string
	Next  string // where to go afterwards
	Held  bool   // something typed before the session ended is kept and comes back
}

// Fault is the page of an error.
type Fault struct {
	Status    int
	Key       string // below "error."
	Args      []any
	Reference string // for the log; empty: the fault was not ours
	Back      string // where to go on; empty: the front page
	Again     *Kept  // the form that failed, to be sent once more; nil mostly
}

// Text is the fault in words.
func (f Fault) Text(p *Page) string { return p.T("error."+f.Key, f.Args...) }

// NewTicket is the form for what comes by other ways: a phone call, a letter, a visit, a mail.
type NewTicket struct {
	Channels   []string // phone, letter, visit, email
	Kinds      []string
	Categories []Option
	Units      []Option
	Places     []Option
	Priorities []string
	Privacies  []string
	TextLimit  int
	FilesLimit int
	FileSizeMB int
	HadFiles   bool   // browsers forget chosen files: say so
	AnyUnit    bool   // may leave the unit to the house
	Latest     string // the newest time it can have come at
	Request    string // token that keeps the same form from opening two tickets

	Channel, Text, Kind, Category, Unit, PlaceID, Place, Name, Email, Phone, Privacy, Priority, At string
}

// Notices is the list of what the user was told.
type Notices struct {
	Items  []Notice
	Unread int
	Next   string
}

// Notice is one of them.
type Notice struct {
	Key   string // below "notice."
	Args  []any
	For   string // in whose place one is told; empty: one's own
	Href  string
	Level string // for its icon, as Due.Level; empty: none
	At    time.Time
	Read  bool
}

// Account is the user's own settings.
type Account struct {
	Name, Email, Role string   // Role is a key below "role."
	Units             []string // names
	Lang, Theme       string
	MustChange        bool // signed in with a first password
	MinPassword       int  // characters a password must have
	Sessions          []Session

	Wishes    []Wish   // what the user is told of
	Ways      []string // columns of it, keys below "way."
	Bot       string   // name of the house's Telegram bot; empty: there is none
	ChatSince time.Time
	ChatCode  string // just made, shown once
	Leaves    []Leave
	Leave     LeaveForm
	StandIns  []Option // who could stand in
	Handings  []string // what can become of one's tickets: keys below "handing."

	Signature      string // below answers that go to the citizen alone
	SignatureLimit int
	Answers        bool // writes answers at all
	Tokens         []OwnToken
	Scopes         []string  // what a token may be given, keys below "scope."
	Token          TokenForm // as it was typed
	TokenSecret    string    // just made, shown once
}

// Wish is a topic with the ways it comes by.
type Wish struct {
	Topic string // key below "topic."
	Ways  []WishWay
}

// WishWay is whether a topic comes by one way; locked: it cannot be refused, and why.
type WishWay struct {
	Name   string // of the field
	Way    string // key below "way."
	On     bool
	Locked bool
	Why    string // empty: it never can
	By     string // who made it so
}

// OwnToken is one of the user's keys for programs.
type OwnToken struct {
	ID          int64
	Name        string
	Scopes      []string // keys below "scope."
	Since, Used time.Time
}

// TokenForm is a token as it was typed.
type TokenForm struct {
	Name   string
	Scopes map[string]bool
}

// Leave is one of the user's own.
type Leave struct {
	ID       int64
	From, To time.Time
	StandIn  string
	Tickets  string // key below "handing."
	Reason   string
}

// LeaveForm is a leave as it was typed.
type LeaveForm struct{ StandIn, From, To, Tickets, Reason string }

// Session is one place the user is signed in.
type Session struct {
	ID      int64
	Agent   string // browser and system in words
	Address string
	Since   time.Time
	Seen    time.Time
	Current bool
}
