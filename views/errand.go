package views

import (
	"html/template"
	"strconv"
	"strings"
	"time"
)

// Errand is one action upon many tickets, as its progress page shows it; its block "progress" is refreshed alone.
type Errand struct {
	ID       int64
	Action   string // key below "errandaction."
	Of       string // of an undo: what is undone
	What     string // what is done, in words: the assignee, the unit, the category, the text
	State    string // key below "errandstate."
	Total    int
	Pending  int
	Done     int
	Refused  int
	Asked    time.Time
	Ended    time.Time
	UndoID   int64
	Undoable bool
	Final    bool   // of a kind that cannot be undone
	Shown    string // state of the results below
	Results  []ErrandResult
	Next     string // address of the next page of results; empty on the last
}

// Path is the errand's own address.
func (e *Errand) Path() string { return "/errands/" + strconv.FormatInt(e.ID, 10) }

// Undo is that of the errand which undoes this one.
func (e *Errand) Undo() string { return "/errands/" + strconv.FormatInt(e.UndoID, 10) }

// Open reports whether it is still under way.
func (e *Errand) Open() bool { return e.State == "collecting" || e.State == "running" }

// Over is how many are decided.
func (e *Errand) Over() int { return e.Done + e.Refused }

// ErrandResult is what became of one ticket.
type ErrandResult struct {
	Number, Reason string
}

// Errands lists a user's own.
type Errands struct{ Rows []Errand }

// ErrandForm asks what to do with the tickets that were chosen; each action is a form of its own.
type ErrandForm struct {
	Query    string // the selection, as the address has it
	Back     string
	Count    int
	All      bool // everything that matches a filter
	Unknown  bool // how many is known only once each was looked at
	Limit    int
	Answers  int    // the limit of answers
	Open     string // the action whose form is unfolded
	Request  string
	Hours    int // an undo is possible for so long
	Transfer bool

	Assignee, Kind, Category, Priority, Unit, Reason, Text, Macro string

	People, Categories, Units, Macros []Option
	Kinds, Priorities, Variables      []string
}

// Slot is a variable as it is written.
func (ErrandForm) Slot(name string) template.HTML { return MacroForm{}.Slot(name) }

// Action is where the forms are sent; the selection goes along in the address.
func (f *ErrandForm) Action() template.URL {
	return template.URL("/errands?" + strings.TrimPrefix(f.Query, "?")) //nolint:gosec // encoded by net/url
}

// Pick lets the tickets of a list be chosen for an errand; nil where nothing can be done to them.
type Pick struct {
	Fields []Option // the filter of the list: name and value
	Total  int      // 0: not known
	More   bool
}

// AnswerValues are what a ticket gives to the variables of an answer.
type AnswerValues struct {
	Name, Number, Unit, Category, Link, Officer string

	Due  time.Time // zero: no deadline runs
	Zone *time.Location
}

// Words are the values by their variable, in the language citizens are written to.
func (v *Views) Words(a AnswerValues) map[string]string {
	lang := Languages[0]
	page := Page{Lang: lang, Zone: a.Zone, views: v}
	due := ""
	if !a.Due.IsZero() {
		due = page.FullTime(a.Due)
	}
	if a.Name == "" {
		a.Name = v.T(lang, "macro.nobody")
	}
	return map[string]string{
		"nama": a.Name, "nomor": a.Number, "unit": a.Unit, "batas_waktu": due, "kategori": a.Category, "tautan": a.Link,
		"petugas": a.Officer,
	}
}
