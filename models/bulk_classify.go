package models

import "context"

// classify does what Classify does.
func (l *life) classify(who Actor, c Classification) error {
	t, ref := &l.t, l.f.ref
	category, known := ref.categoryBySlug[c.Category]
	if c.Category != "" && !known {
		return invalid("category", "unknown", "Value", c.Category)
	}
	before := t.matter(ref)
	c.apply(t, category)
	if t.Status == StatusNew {
		t.Status = StatusOpen
	}
	l.judged = t.UnitID
	if err := l.record(who, TicketClassified, map[string]any{"before": before, "after": t.matter(ref)}); err != nil {
		return err
	}
	if category.Confidential && category.UnitID != 0 && category.UnitID != t.UnitID {
		l.endHandover(who)
		if err := l.move(who, category.UnitID); err != nil {
			return err
		}
	}
	if err := l.retarget(who); err != nil {
		return err
	}
	if err := l.replay(); err != nil || before.Priority == Emergency || t.Priority != Emergency {
		return err
	}
	return l.page()
}

// page says who would have been told of an emergency.
func (l *life) page() error {
	t := &l.t
	told := joined(l.f.people.paged(concern{t.UnitID, t.AssigneeID, t.Confidential, true}))
	return l.record(System, DutyPaged, rawData(`{"told":"`+told+`"}`))
}

// alarm does what alarm of a transaction does.
func (l *life) alarm(body string) error {
	change := l.t.alarmed(l.f.ref, body)
	if change == nil {
		return nil
	}
	if err := l.record(System, TicketClassified, change); err != nil {
		return err
	}
	if err := l.retarget(System); err != nil {
		return err
	}
	return l.page()
}

// retarget lets the clocks follow the policy and calendar that hold for the ticket now.
func (l *life) retarget(who Actor) error {
	measured := l.t
	measured.UnitID = l.judged
	rule, err := l.f.ref.termsFor(&measured)
	if err != nil {
		return err
	}
	change, rule, err := l.f.store.adoption(context.Background(), l.now, l.clocks, l.terms.last, rule)
	if err != nil || change == "" {
		return err
	}
	err = l.record(who, change, rule)
	l.t.PolicyID, l.t.VersionID = l.terms.last.Policy, l.terms.last.Version
	return err
}
