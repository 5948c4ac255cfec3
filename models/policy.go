package models

import "context"

// Policy says which targets hold for a ticket. Empty fields match anything; the most specific policy wins. A unit
// stands for itself and all units below it.
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
