package views

import (
	"html/template"
	"strconv"
	"strings"
)

// Options draws the options of a select, named by the database: {{$.Options .Units .Unit}}. Selects are written by hand
// because a page has many of them and they were half of the time of a template.
func (p *Page) Options(options []Option, chosen string) template.HTML {
	return p.draw(func(b []byte) []byte {
		group := ""
		for i := range options {
			if o := &options[i]; o.Group != group {
				if group != "" {
					b = append(b, "</optgroup>"...)
				}
				if group = o.Group; group != "" {
					b = append(appendEscaped(append(b, `<optgroup label="`...), group), `">`...)
				}
			}
			b = appendOption(b, options[i].Value, options[i].Label, chosen)
		}
		if group != "" {
			b = append(b, "</optgroup>"...)
		}
		return b
	})
}

// Words draws options whose names are texts of one family: {{$.Words "kind" .Kinds .Kind}}.
func (p *Page) Words(family string, values []string, chosen string) template.HTML {
	return p.draw(func(b []byte) []byte {
		for _, value := range values {
			b = appendOption(b, value, p.Word(family, value), chosen)
		}
		return b
	})
}

func appendOption(b []byte, value, label, chosen string) []byte {
	b = append(appendEscaped(append(b, `<option value="`...), value), '"')
	if value == chosen {
		b = append(b, " selected"...)
	}
	return append(appendEscaped(append(b, '>'), label), "</option>"...)
}

// At reports whether the page lies at the path, whatever its query.
func (p *Page) At(path string) bool {
	here, _, _ := strings.Cut(p.Path, "?")
	return here == path
}

// Under reports whether the page lies at the path or below it.
func (p *Page) Under(path string) bool {
	here, _, _ := strings.Cut(p.Path, "?")
	return here == path || strings.HasPrefix(here, path+"/")
}

// Nobody is the word for a ticket without an assignee.
func (p *Page) Nobody() string { return p.T("ticket.nobody") }

// Nameless is the word for somebody who gave no name.
func (p *Page) Nameless() string { return p.T("house.nameless") }

// Skipped says why a date was not counted: a word we know, or the name of the holiday as it is.
func (p *Page) Skipped(reason string) string { return p.Word("skip", reason) }

var amountUnits = map[string]string{"wd": "amount.wd", "h": "amount.h", "m": "amount.m", "s": "amount.s"}

// Amount is a target's amount in words: "4h" is "4 jam kerja", "14wd" is "14 hari kerja".
func (p *Page) Amount(amount string) string {
	digits := strings.TrimRight(amount, "wdhms")
	n, err := strconv.Atoi(digits)
	key, ok := amountUnits[strings.TrimPrefix(amount, digits)]
	if err != nil || !ok {
		return amount
	}
	return p.T(key, "Count", n)
}
