package views

import (
	"bytes"
	"html/template"
	"time"
)

// Page is what every page gets, whoever looks at it; Data is the struct of the page itself.
type Page struct {
	Lang    string         // "id" or "en"; anything else is shown in Indonesian
	Theme   string         // "light", "dark", or "" to follow the device
	KeysOff bool           // the single-letter keys of this browser are switched off
	Path    string         // of this request with its query: where language and theme switches come back to
	Now     time.Time      // one instant for the whole page
	Zone    *time.Location // in which dates are shown; nil: UTC
	House   string         // name of the government, "Kabupaten Bintan"; shown beside the brand
	User    *UserBox       // nil for the public
	Flash   *Flash         // what was just done; nil mostly
	// Errors are the fields of the form that failed, field name -> text, already translated.
	Errors map[string]string
	// Summary is a failure of the whole form, already translated; shown above the fields' errors.
	Summary string
	Data    any

	// Set by the engine before rendering.
	views *Views
	out   *bytes.Buffer
}

// draw lets what is written by hand append itself to the page, at the place where the template stands: a template writes as it
// goes. Handed over as a value it would be copied three times, half of all memory an inbox of 80 kB took.
func (p *Page) draw(add func(b []byte) []byte) template.HTML {
	p.out.Write(add(p.out.AvailableBuffer()))
	return ""
}

// UserBox is the signed-in user as the top bar shows them.
type UserBox struct {
	ID     int64
	Name   string
	Role   string          // key below "role."
	Can    map[string]bool // names of the user's capabilities
	Unread int             // notices not read yet
	Kept   *Kept           // a form that was sent when the session had ended; nil mostly
}

// Kept is a form that was sent when the session had ended: what was written is shown, the rest goes along with it.
type Kept struct {
	Action string
	Fields []KeptField
}

// KeptField is one value of it.
type KeptField struct {
	Name, Value string
	Shown       bool
}

// Flash tells once what was done: Kind is "done", "note" or "fault"; Key is a text below "flash.".
type Flash struct {
	Kind string
	Key  string
	Args []any
}

// Option is a choice of a select; Label is shown as it is, so it may be a name from the database.
type Option struct {
	Value string
	Label string
	Group string // options of one group follow one another; empty: ungrouped
}

// In is a page with the one struct a part is about: {{template "clock" ($.With .Due)}}.
type In struct {
	*Page
	It any
}

// With gives a part its struct together with the page's language and zone.
func (p *Page) With(it any) In { return In{Page: p, It: it} }

// May reports whether the signed-in user has the capability.
func (p *Page) May(capability string) bool { return p.User != nil && p.User.Can[capability] }

// T returns the text in the page's language; args are pairs of name and value.
func (p *Page) T(key string, args ...any) string { return p.views.T(p.Lang, key, args...) }

// Word returns a text of a family, as $.Word "status" .Status; the value itself when the family does not know it.
func (p *Page) Word(family, value string) string {
	if value == "" {
		return ""
	}
	if text, ok := p.views.texts[p.Lang].plain(family + "." + value); ok {
		return text
	}
	return value
}

// FlashText is the flash in the page's language.
func (p *Page) FlashText() string { return p.T("flash."+p.Flash.Key, p.Flash.Args...) }

// Field returns the form's error for the field, empty when there is none.
func (p *Page) Field(name string) string { return p.Errors[name] }

// Naming is the field's label with a colon, where it has one we know: a list of faults must say of what.
func (p *Page) Naming(field string) string {
	for _, family := range []string{"label.", "field."} {
		if text, ok := p.views.texts[p.Lang].plain(family + field); ok {
			return text + ": "
		}
	}
	return ""
}

// Failed reports whether the form came back with anything wrong.
func (p *Page) Failed() bool { return p.Summary != "" || len(p.Errors) > 0 }

// Staff reports whether somebody is signed in.
func (p *Page) Staff() bool { return p.User != nil }

// OtherLang is the language the switch offers.
func (p *Page) OtherLang() string {
	if p.Lang == "en" {
		return "id"
	}
	return "en"
}

// EventText is a line of the history in words.
func (p *Page) EventText(e Event) string { return p.T("event."+e.Type, e.Args...) }

// NoticeText is a notice in words.
func (p *Page) NoticeText(n Notice) string { return p.T("notice."+n.Key, n.Args...) }

// Invalid marks a field that failed and ties it to its message; the name is one of our own templates.
func (p *Page) Invalid(name string) template.HTMLAttr {
	if p.Errors[name] == "" {
		return ""
	}
	return template.HTMLAttr(`aria-invalid="true" aria-describedby="error-` + name + `"`) //nolint:gosec // see above
}
