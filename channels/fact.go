package channels

import "time"

// Fact is something that happened to a ticket, for programs: nothing of the citizen, no words, no names. Of a
// confidential ticket only the number is told.
type Fact struct {
	Type     string    `json:"type"` // ticket.near, ticket.late, ticket.critical, ticket.after, ticket.emergency
	At       time.Time `json:"at"`   // the true moment
	Number   string    `json:"number,omitempty"`
	Link     string    `json:"link,omitempty"`
	Unit     string    `json:"unit,omitempty"` // slug
	Kind     string    `json:"kind,omitempty"`
	Category string    `json:"category,omitempty"` // slug
	Channel  string    `json:"channel,omitempty"`
	Priority string    `json:"priority,omitempty"`
	Target   string    `json:"target,omitempty"`
	Due      time.Time `json:"due,omitzero"`
	Round    int       `json:"round,omitempty"` // of a repetition: which
	Count    int       `json:"count,omitempty"` // more than one at once: how many, and no number
}
