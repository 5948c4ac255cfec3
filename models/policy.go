package models

import "context"

// Policy says which targets hold for a ticket. Empty fields match anything; the most specific policy wins.
type Policy struct {
	ID            int64
	Name          string
	Kind          Kind
	CategoryID    int64
	Priority      Priority
	UnitID        int64
	Channel       string
	FirstResponse string // a target as in targets.md ("4h", "5wd"); empty: no such clock
	NextResponse  string
	Resolution    string
	Warn          int    // percent of the working time between start and due
	CalendarID    int64  // 0: the unit's
	Extension     string // by how much the resolution may lawfully be extended, once; empty: not
	Basis         string
	ValidFrom     Time
	ValidTo       Time
	Position      int
	Active        bool
}

// Policies returns all policies in their stated order.
func (s *Store) Policies(ctx context.Context) ([]Policy, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	return ref.policies, nil
}

// policy returns the policy with the id; an empty one when it is gone.
func (r *reference) policy(id int64) Policy {
	for i := range r.policies {
		if r.policies[i].ID == id {
			return r.policies[i]
		}
	}
	return Policy{}
}

// matches returns how many fields name the ticket, -1 when one names another or the policy does not hold at its start.
func (p *Policy) matches(t *Ticket) int {
	if !p.Active || t.ReceivedAt < p.ValidFrom || t.ReceivedAt >= p.ValidTo {
		return -1
	}
	specific := 0
	for _, field := range []struct{ named, same bool }{
		{p.Kind != "", p.Kind == t.Kind},
		{p.CategoryID != 0, p.CategoryID == t.CategoryID},
		{p.Priority != "", p.Priority == t.Priority},
		{p.UnitID != 0, p.UnitID == t.UnitID},
		{p.Channel != "", p.Channel == t.Channel},
	} {
		switch {
		case !field.named:
		case field.same:
			specific++
		default:
			return -1
		}
	}
	return specific
}

// policyFor returns the most specific policy, the earlier one among equals; an error when none matches,
// because a ticket without a target is a fault that somebody must see.
func (r *reference) policyFor(t *Ticket) (*Policy, error) {
	var best *Policy
	most := -1
	for i := range r.policies {
		if n := r.policies[i].matches(t); n > most {
			best, most = &r.policies[i], n
		}
	}
	if best == nil {
		return nil, conflict("no_policy", "Kind", t.Kind)
	}
	return best, nil
}
