package models

import (
	"context"
	"slices"

	"tanggap/models/sla"
)

// PolicyExample is a ticket somebody thinks of.
type PolicyExample struct {
	Kind       Kind
	CategoryID int64
	Priority   Priority
	UnitID     int64
	Channel    string
	At         Time // received
}

// PolicyVerdict says how one policy stands to the example.
type PolicyVerdict struct {
	Policy
	Fit
	Why string // wins, less_specific, unit_further, order, differs, off, early, late
}

// PolicyDue is a date the policy that wins would give.
type PolicyDue struct {
	Target    sla.Target
	Amount    string
	Warn, Due Time
	Extended  Time // the resolution with its lawful extension; Never: none
}

// PolicyAnswer is which policy measures the example, why, and what it would give.
type PolicyAnswer struct {
	Verdicts     []PolicyVerdict // the winner first, then in their stated order
	Dues         []PolicyDue     // of the first message; the next response counts from the next one
	Next         string          // amount of the next response
	Calendar     Calendar
	CalendarUnit int64 // the unit it is inherited from; 0: the policy's own
}

// ExplainPolicy tells which policy would measure a ticket and why, and the dates it would give. A conflict when none
// does.
func (s *Store) ExplainPolicy(ctx context.Context, who Actor, example PolicyExample) (PolicyAnswer, error) {
	var a PolicyAnswer
	if err := who.need(Configure); err != nil {
		return a, err
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return a, err
	}
	if err := ref.checkExample(&example); err != nil {
		return a, err
	}
	t := Ticket{
		Kind: example.Kind, CategoryID: example.CategoryID, Priority: example.Priority, UnitID: example.UnitID,
		Channel: example.Channel, ReceivedAt: example.At,
	}
	best, err := ref.policyFor(&t)
	if err != nil {
		best = &Policy{}
	}
	a.Verdicts = ref.verdicts(&t, best)
	if err != nil {
		return a, err
	}
	calendar := ref.calendarFor(best, t.UnitID)
	if best.CalendarID == 0 {
		a.CalendarUnit = ref.calendarSource(t.UnitID)
	}
	if a.Calendar, err = s.Calendar(ctx, calendar); err != nil {
		return a, err
	}
	a.Next = best.NextResponse
	a.Dues, err = s.examine(ctx, best, ref.versionOf[calendar], t.ReceivedAt)
	return a, err
}

func (r *reference) checkExample(e *PolicyExample) error {
	var wrong problems
	if !slices.Contains(Kinds, e.Kind) {
		wrong.add("kind", "choice", "Value", e.Kind, "Allowed", Kinds)
	}
	if !slices.Contains(Priorities, e.Priority) {
		wrong.add("priority", "choice", "Value", e.Priority, "Allowed", Priorities)
	}
	if !slices.Contains(Channels, e.Channel) {
		wrong.add("channel", "choice", "Value", e.Channel, "Allowed", Channels)
	}
	if _, known := r.category[e.CategoryID]; e.CategoryID != 0 && !known {
		wrong.add("category", "unknown", "Value", e.CategoryID)
	}
	if _, known := r.unit[e.UnitID]; !known {
		wrong.add("unit", "unknown", "Value", e.UnitID)
	}
	return wrong.err()
}

// verdicts compares every policy with the ticket.
func (r *reference) verdicts(t *Ticket, best *Policy) []PolicyVerdict {
	most := r.fit(best, t)
	all := make([]PolicyVerdict, 0, len(r.policies))
	for i := range r.policies {
		p := &r.policies[i]
		v := PolicyVerdict{Policy: *p, Fit: r.fit(p, t)}
		switch {
		case p.ID == best.ID:
			v.Why = "wins"
		case v.Off:
			v.Why = "off"
		case len(v.Differs) > 0:
			v.Why = "differs"
		case v.Early:
			v.Why = "early"
		case v.Late:
			v.Why = "late"
		case len(v.Named) < len(most.Named):
			v.Why = "less_specific"
		case v.Distance > most.Distance:
			v.Why = "unit_further"
		default:
			v.Why = "order"
		}
		if v.Why == "wins" {
			all = slices.Insert(all, 0, v)
			continue
		}
		all = append(all, v)
	}
	return all
}

// examine measures a first message as a new ticket is measured.
func (s *Store) examine(ctx context.Context, p *Policy, version int64, at Time) ([]PolicyDue, error) {
	calendar, err := s.calendar(ctx, version)
	if err != nil {
		return nil, err
	}
	var targets sla.Targets
	for text, amount := range map[*string]*sla.Amount{
		&p.FirstResponse: &targets.FirstResponse, &p.Resolution: &targets.Resolution,
	} {
		if err := amount.UnmarshalText([]byte(*text)); err != nil {
			return nil, err
		}
	}
	measure := func() (sla.Result, error) {
		received := []sla.Event{{At: at.Std(), Type: sla.Received}}
		return sla.Replay(calendar, targets, float64(p.Warn)/100, received, at.Std())
	}
	result, err := measure()
	if err != nil {
		return nil, err
	}
	dues := make([]PolicyDue, len(result.Clocks))
	for i := range dues {
		c := &result.Clocks[i]
		dues[i] = PolicyDue{Target: c.Target, Amount: c.Amount.String(), Warn: orNever(c.Warn), Due: orNever(c.Due), Extended: Never}
	}
	if p.Extension == "" || p.Resolution == "" {
		return dues, nil
	}
	if targets.Resolution, err = extended(targets.Resolution, p.Extension); err != nil {
		return nil, err
	}
	longer, err := measure()
	if err != nil {
		return nil, err
	}
	dues[len(dues)-1].Extended = orNever(longer.Clock(sla.Resolution).Due)
	return dues, nil
}
