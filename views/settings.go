package views

import (
	"html/template"
	"strings"
	"time"
)

// Settings is a page of the settings: what it warns of, a table, a form, acts; most pages have one or two of these.
// Keys name texts below the family in brackets.
type Settings struct {
	Section  string // of the house that is shown: [section], and [about] what it is for
	Title    string // a name from the database; empty: the section's
	Adding   bool   // the form adds something: [adding] is the title
	Sections []Section
	Progress *Progress
	Warnings []Warning
	Secret   *Secret
	Filter   *Form // over the table, sent by GET
	Ask      *Form // a question by GET, whose answer stands in Parts
	Add      string
	Pages    []Link // neighbouring pages of the table, as years
	Table    *Table
	Note     string // key: what else to know about the table [note]
	Form     *Form
	Parts    []Part // further tables below the form
	Preview  *Preview
	Year     *Year
	Acts     []Act
}

// Section is a room of the settings as the menu shows it.
type Section struct {
	Key     string // [section]
	Href    string
	Current bool
}

// Link is a neighbouring page.
type Link struct {
	Text    string
	Href    string
	Current bool
}

// Progress is the measuring anew of clocks, while it is under way.
type Progress struct {
	Why                           string
	Done, Total, Changed, Waiting int
}

// Preview is what an edit would do to running clocks, as far as it is counted.
type Preview struct {
	Count         string // where counting goes on
	Over          bool
	Looked, Total int
	Facts         []Fact
}

// Fact is a number with what it counts: [fact]. Grave ones are set off.
type Fact struct {
	Key   string
	Count int
	Grave bool
}

// Warning is something an administrator should act on: [warning].
type Warning struct {
	Key  string
	Args []any
	Href string
}

// Secret is shown once and kept nowhere: [secret] says what it is.
type Secret struct {
	Key   string
	For   string // name of the user or token
	Value string
}

// Part is a table below the form; its Key is the heading: [part].
type Part struct {
	Key   string
	Add   string
	Note  string // below it, in words
	Table *Table
}

// Table lists things of one kind. An empty one says what to do: [none].
type Table struct {
	Key     string   // [part]; empty: the table is what the page is about
	Columns []string // [label]
	Rows    []Line
	Empty   string // [none]
}

// Acting reports whether any row can be acted on: the table has one column more then.
func (t *Table) Acting() bool {
	for i := range t.Rows {
		if len(t.Rows[i].Acts) > 0 {
			return true
		}
	}
	return false
}

// Line is a row of a table.
type Line struct {
	Href  string // where the first cell leads
	Depth int    // in a tree
	Off   bool   // not in use any more
	Cells []Cell
	Acts  []Act
}

// Cell is one value: a text as it is, a word of a family, a target's amount, a date, or a moment.
type Cell struct {
	Text   string
	Family string    // Text is one of its words; "amount": a target; "date": 2026-11-24
	Tag    string    // drawn as a tag of this kind
	At     time.Time // shown as how long ago
	Clock  time.Time // shown as date and time
	List   []Cell    // several, with commas
	Apart  string    // what stands between them instead
	Href   string
}

// Act is a small form of its own, as revoking a token: [act], and where Confirm is set [confirm] asks first.
type Act struct {
	Key     string
	Action  string
	Confirm bool
	Danger  bool
	Fields  []Field
}

// Form is a form of the settings.
type Form struct {
	Action string
	Back   string // where cancelling leads
	Files  bool
	Button string // [button]; empty: save
	Groups []Group
}

// Group is some fields of a form, with a heading when Key is set: [group].
type Group struct {
	Key    string
	Hint   string // [hint], for all of its fields
	Fields []Field
}

// Kinds of fields; none is one line of text.
const (
	InputEmail  = "email"  // an address
	InputSearch = "search" // part of a name
	InputNumber = "number"
	InputDay    = "date"
	InputMoment = "datetime-local"
	InputSecret = "password" // never shown again
	InputURL    = "url"
	InputLong   = "long"   // several lines
	InputChoice = "choice" // one of Options, or of the words of Family
	InputChecks = "checks" // several of them
	InputCheck  = "check"  // yes or no
	InputFile   = "file"
	InputHidden = "hidden"
)

// Field is one field of a form.
type Field struct {
	Name     string
	Label    string // [label]; empty: Name
	Kind     string
	Value    string
	Chosen   []string // of Checks
	Options  []Option
	Family   string
	Values   []string
	Blank    string // [blank]: a choice may be left open
	Hint     string // [hint]
	Required bool
	Min, Max int // of a number
	Accept   string
}

// LabelKey names the field's label.
func (f Field) LabelKey() string {
	if f.Label != "" {
		return f.Label
	}
	return f.Name
}

// Yes is the value of a ticked check.
const Yes = "yes"

// FieldOptions draws the options of a choice.
func (p *Page) FieldOptions(f Field) template.HTML {
	if f.Family != "" {
		return p.Words(f.Family, f.Values, f.Value)
	}
	return p.Options(f.Options, f.Value)
}

// Choices are what can be ticked.
func (p *Page) Choices(f Field) []CheckChoice {
	options := f.Options
	for _, value := range f.Values {
		options = append(options, Option{Value: value, Label: p.Word(f.Family, value)})
	}
	choices := make([]CheckChoice, len(options))
	for i, o := range options {
		choices[i] = CheckChoice{Option: o}
		for _, chosen := range f.Chosen {
			choices[i].Chosen = choices[i].Chosen || chosen == o.Value
		}
	}
	return choices
}

// CheckChoice is one box to tick.
type CheckChoice struct {
	Option
	Chosen bool
}

// CellText is a cell's value in words.
func (p *Page) CellText(c Cell) string {
	switch {
	case len(c.List) > 0:
		words := make([]string, len(c.List))
		for i, one := range c.List {
			words[i] = p.CellText(one)
		}
		if c.Apart != "" {
			return strings.Join(words, c.Apart)
		}
		return strings.Join(words, ", ")
	case c.Family == "amount":
		return p.Amount(c.Text)
	case c.Family == "date":
		return p.CivilDate(c.Text)
	case c.Family != "":
		return p.Word(c.Family, c.Text)
	}
	return c.Text
}

// CivilDate shows a date that is the same everywhere: "Sel, 24 Nov 2026" for 2026-11-24.
func (p *Page) CivilDate(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return days[p.Lang][t.Weekday()] + ", " + (&Page{Lang: p.Lang}).Date(t)
}

// WarningText is a warning in words.
func (p *Page) WarningText(w Warning) string { return p.T("warning."+w.Key, w.Args...) }

// Heading is the title of a page of the settings.
func (p *Page) Heading(s *Settings) string {
	switch {
	case s.Adding:
		return p.Word("adding", s.Section)
	case s.Title != "":
		return s.Title
	}
	return p.Word("section", s.Section)
}

// Typed puts back into the form what somebody typed, as they typed it; sent returns what was sent under a name.
func (f *Form) Typed(sent func(name string) []string) {
	for g := range f.Groups {
		for i := range f.Groups[g].Fields {
			field := &f.Groups[g].Fields[i]
			field.Chosen, field.Value = sent(field.Name), ""
			if len(field.Chosen) > 0 {
				field.Value = field.Chosen[0]
			}
		}
	}
}
