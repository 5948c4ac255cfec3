package models

import (
	"context"
	"time"
)

// edition is a policy as it read after one saved change, until the next or until that one was undone.
type edition struct {
	change       int64 // 0: as it read before the first change on record
	from, undone Time
	reads        Policy
}

// editions are those of each policy that was ever edited, oldest first.
type editions map[int64][]edition

// How long an edit may be on its way: a verb that began before it was committed does not see it yet.
const editionGrace = time.Minute

func (s *Store) loadEditions(ctx context.Context) (editions, error) {
	var changes []PolicyChange
	err := s.find(ctx, &changes, `SELECT id, policy_id, before, after, saved_at, undone_at FROM policy_changes
		WHERE saved_at < ? ORDER BY saved_at, id`, Never)
	if err != nil {
		return nil, err
	}
	all := editions{}
	for i := range changes {
		c := &changes[i]
		before, after, err := c.Policies()
		if err != nil {
			return nil, err
		}
		if all[c.PolicyID] == nil {
			first := before
			if first.ID == 0 {
				first = after
			}
			all[c.PolicyID] = []edition{{from: -1, undone: Never, reads: first}}
		}
		all[c.PolicyID] = append(all[c.PolicyID], edition{c.ID, c.SavedAt, c.UndoneAt, after})
	}
	return all, nil
}

// at returns by which change a policy read when an instant began.
func (e editions) at(policy int64, at Time) (change int64) {
	for _, one := range e[policy] {
		if one.from < at && at <= one.undone {
			change = one.change
		}
	}
	return change
}

// policyAs returns a policy as it read by a change; as it is now when it was never edited.
func (r *reference) policyAs(policy, change int64) Policy {
	for _, one := range r.editions[policy] {
		if one.change == change {
			return one.reads
		}
	}
	return r.policy(policy)
}
