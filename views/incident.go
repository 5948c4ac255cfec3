package views

import (
	"html/template"
	"time"
)

// Incidents is the list of failures many citizens report.
type Incidents struct {
	Rows []IncidentRow
}

// IncidentRow is one line of it.
type IncidentRow struct {
	Title, Href, Unit string
	Tickets, Open     int
	Since, Ended      time.Time // Ended: zero while it goes on
}

// Incident is the page of one.
type Incident struct {
	IncidentRow
	Path, About, By string
	Rows            []IncidentTicket
	Answers         []IncidentAnswer
	Similar         []IncidentTicket
	MayAnswer       bool
	MayEnd          bool
	Busy            bool // an answer waits for approval or is on its way
	Variables       []string

	Text, Note string // as they were sent
	Resolves   bool
}

// IncidentTicket is a ticket of an incident, or one that may belong to it.
type IncidentTicket struct {
	Number, Href, Author, Excerpt, Status string
	State                                 string // key below "incidentsend."; empty: no answer yet
	Received                              time.Time
}

// IncidentAnswer is a text for all of them.
type IncidentAnswer struct {
	ID                             int64
	Text, State, By, Decider, Note string // State: key below "incidentanswer."
	At                             time.Time
	Resolves, MayDecide            bool
	Waiting, Queued, Skipped, All  int
}

// IncidentHint is the incident of a ticket, or one it may belong to.
type IncidentHint struct {
	ID          int64
	Title, Href string
	In          bool
}

// Slot is how a variable is written in a text.
func (i *Incident) Slot(name string) template.HTML { return MacroForm{}.Slot(name) }
