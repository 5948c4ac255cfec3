package views

import (
	"html/template"
	"strconv"
	"time"
)

// Macros is the list of texts to begin an answer with.
type Macros struct {
	Rows []Macro
	May  bool // the user may write some
}

// Macro is one of them.
type Macro struct {
	ID    int64
	Scope string // key below "macroscope."
	Unit  string // whose it is; empty: a person's, or everybody's
	Name  string
	Text  string
	Uses  int
	Used  time.Time // zero: never
	Mine  bool      // the user may change it
}

// MacroForm is the form of one.
type MacroForm struct {
	ID        int64
	Scope     string
	Scopes    []string // keys below "macroscope." the user may write
	Unit      string
	Units     []Option
	Name      string
	Text      string
	Preview   string   // the words on an example ticket
	Variables []string // keys below "variable."
}

// Action is where the form goes.
func (f MacroForm) Action() string {
	if f.ID == 0 {
		return "/account/macros"
	}
	return "/account/macros/" + strconv.FormatInt(f.ID, 10)
}

// Slot is a variable as it is written; the braces as entities, because a page with two of them in a row is one that a
// template has not finished.
func (MacroForm) Slot(name string) template.HTML {
	return template.HTML("&#123;&#123;" + template.HTMLEscapeString(name) + "&#125;&#125;") //nolint:gosec // escaped
}
