package views

import "time"

// Composing is a draft as a composer goes on with it.
type Composing struct {
	ID     int64
	Mark   string // what the window knows of the draft; empty: none yet
	At     time.Time
	Others []DraftVersion // written in another window at the same time
}

// DraftVersion is one of them.
type DraftVersion struct {
	ID   int64
	Text string
	At   time.Time
}

// Drafts is the list of what a user has begun to write.
type Drafts struct{ Rows []DraftRow }

// DraftRow is one of them.
type DraftRow struct {
	ID     int64
	Number string
	Kind   string // key below "draftkind."
	Text   string
	At     time.Time
	Moved  bool // the ticket is not in the user's sight any more
}

// Anchor is where the ticket's page goes on with it.
func (r DraftRow) Anchor() string { return "#" + r.Kind }
