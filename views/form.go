package views

import (
	"strconv"
	"strings"
)

// choice is what the part "options" draws: names from the database, one of them chosen.
type choice struct {
	Options []Option
	Chosen  string
}

// words is what the part "words" draws: values of one family of texts, one of them chosen.
type words struct {
	Family, Chosen string
	Values         []string
}

// Options draws the options of a select: {{template "options" ($.Options .Units .Unit)}}.
func (p *Page) Options(options []Option, chosen string) In {
	return p.With(choice{Options: options, Chosen: chosen})
}

// Words draws options whose names are texts: {{template "words" ($.Words "kind" .Kinds .Kind)}}.
func (p *Page) Words(family string, values []string, chosen string) In {
	return p.With(words{Family: family, Values: values, Chosen: chosen})
}

// At reports whether the page lies at the path, whatever its query.
func (p *Page) At(path string) bool {
	here, _, _ := strings.Cut(p.Path, "?")
	return here == path
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
