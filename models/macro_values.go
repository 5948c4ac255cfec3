package models

import (
	"context"
	"slices"
	"time"
)

// MacroValues are what a ticket gives to a macro; dates are put into words by whoever draws them (views.AnswerValues has the
// same fields).
type MacroValues struct {
	Name     string // as the actor sees it; empty for somebody who wants no name seen
	Number   string
	Unit     string
	Category string
	Link     string // the public page, which asks for the code
	Officer  string
	Due      time.Time // zero: no deadline runs
	Zone     *time.Location
}

// MacroValues reads them; NotFound outside the actor's scope. It gives no more of a person than the ticket's page does:
// of a sealed reporter, and of one without a name, nothing.
func (s *Store) MacroValues(ctx context.Context, who Actor, number string) (*Ticket, MacroValues, error) {
	t, err := s.Ticket(ctx, who, number)
	if err != nil {
		return nil, MacroValues{}, err
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, MacroValues{}, err
	}
	zone, err := s.Zone(ctx, t.UnitID)
	if err != nil {
		return nil, MacroValues{}, err
	}
	v := MacroValues{
		Zone:   zone,
		Number: s.Number(t), Unit: ref.unit[t.UnitID].Name, Category: ref.category[t.CategoryID].NameID,
		Link: s.trackingLink(t), Officer: who.Name,
	}
	if t.Live && t.DueAt.Set() {
		v.Due = t.DueAt.Std()
	}
	view := &TicketView{Ticket: t}
	if t.Privacy != Named || t.Confidential > 0 {
		return t, v, nil
	}
	if err := s.viewReporter(ctx, who, view); err != nil {
		return nil, v, err
	}
	v.Name = view.Reporter.Name
	return t, v, nil
}

// installMacros gives a fresh house something to begin with.
func (tx *Tx) installMacros() error {
	for _, m := range slices.Clone(firstMacros) {
		m.Scope = OfAll
		if err := tx.writeMacro(System, &m); err != nil {
			return err
		}
	}
	return nil
}
