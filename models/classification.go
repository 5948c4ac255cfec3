package models

import (
	"context"
	"slices"
)

// Classification is what kind of matter a ticket is; empty fields stay as they are.
type Classification struct {
	Kind     Kind
	Category string // slug
	Priority Priority
}

// Classify changes kind, category and priority. Clocks that still run are measured by the policy that now matches,
// from their original start; none becomes un-breached.
func (s *Store) Classify(ctx context.Context, who Actor, number string, c Classification) error {
	ref, err := s.reference(ctx)
	if err != nil {
		return err
	}
	category, known := ref.categoryBySlug[c.Category]
	var wrong problems
	if c.Kind != "" && !slices.Contains(Kinds, c.Kind) {
		wrong.add("kind", "choice", "Value", c.Kind, "Allowed", Kinds)
	}
	if c.Category != "" && !known {
		wrong.add("category", "unknown", "Value", c.Category)
	}
	if c.Priority != "" && !slices.Contains(Priorities, c.Priority) {
		wrong.add("priority", "choice", "Value", c.Priority, "Allowed", Priorities)
	}
	if err := wrong.err(); err != nil {
		return err
	}
	return s.act(ctx, who, number, AnswerTickets, func(tx *Tx, t *Ticket) error {
		before := map[string]any{"kind": t.Kind, "category": ref.category[t.CategoryID].Slug, "priority": t.Priority}
		if c.Kind != "" {
			t.Kind = c.Kind
		}
		if c.Priority != "" {
			t.Priority = c.Priority
		}
		if known {
			t.CategoryID = category.ID
			if category.Confidential {
				t.Confidential = 2
			}
		}
		if t.Status == StatusNew {
			t.Status = StatusOpen
		}
		after := map[string]any{"kind": t.Kind, "category": ref.category[t.CategoryID].Slug, "priority": t.Priority}
		err := tx.record(who, TicketClassified, t.ID, t.UnitID, map[string]any{"before": before, "after": after})
		if err != nil {
			return err
		}
		if err := tx.retarget(who, ref, t); err != nil {
			return err
		}
		return tx.reclockBy(t, who)
	})
}

// retarget appends what changes for the clocks when another policy or calendar holds for the ticket now.
// A transfer does not come here: it has no effect on due.
func (tx *Tx) retarget(who Actor, ref *reference, t *Ticket) error {
	rule, err := ref.termsFor(t)
	if err != nil {
		return err
	}
	_, err = tx.adopt(who, t, rule)
	return err
}
