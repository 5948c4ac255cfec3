package models

import (
	"context"
	"slices"
	"unicode/utf8"

	"tanggap/models/text"
)

// Classification is what kind of matter a ticket is; empty fields stay as they are.
type Classification struct {
	Kind     Kind
	Category string // slug
	Priority Priority
	PlaceID  *int64  // nil: as it is; 0: not known
	Place    *string // nil, or as the page shows it: as it is
}

// Classify changes kind, category and priority. Clocks that still run are measured by the policy that now matches,
// from their original start; none becomes un-breached. A category of alleged misconduct takes the ticket out of sight
// of its unit, to the one that leads such matters.
func (s *Store) Classify(ctx context.Context, who Actor, number string, c Classification) error {
	ref, err := s.reference(ctx)
	if err != nil {
		return err
	}
	category := ref.categoryBySlug[c.Category]
	var wrong problems
	c.check(ref, &wrong)
	if c.PlaceID != nil && *c.PlaceID != 0 && ref.place[*c.PlaceID].ID == 0 {
		wrong.add("place_id", "unknown", "Value", *c.PlaceID)
	}
	if c.Place != nil && utf8.RuneCountInString(*c.Place) > 300 {
		wrong.add("place", "too_long", "Limit", 300)
	}
	if err := wrong.err(); err != nil {
		return err
	}
	return s.act(ctx, who, number, AnswerTickets, func(tx *Tx, t *Ticket) error {
		before := t.matter(ref)
		c.apply(t, category)
		if t.Status == StatusNew {
			t.Status = StatusOpen
		}
		err := tx.record(who, TicketClassified, t.ID, t.UnitID, map[string]any{"before": before, "after": t.matter(ref)})
		if err != nil {
			return err
		}
		if category.Confidential && category.UnitID != 0 && category.UnitID != t.UnitID {
			if err := tx.endHandover(who, t); err != nil {
				return err
			}
			if err := tx.move(who, t, category.UnitID, "transferred"); err != nil {
				return err
			}
		}
		if err := tx.retarget(who, ref, t); err != nil {
			return err
		}
		if err := tx.reclock(t); err != nil || before.Priority == Emergency || t.Priority != Emergency {
			return err
		}
		return tx.page(t)
	})
}

// check finds what does not exist, whatever the ticket.
func (c *Classification) check(ref *reference, wrong *problems) {
	if c.Kind != "" && !slices.Contains(Kinds, c.Kind) {
		wrong.add("kind", "choice", "Value", c.Kind, "Allowed", Kinds)
	}
	if _, known := ref.categoryBySlug[c.Category]; c.Category != "" && !known {
		wrong.add("category", "unknown", "Value", c.Category)
	}
	if c.Priority != "" && !slices.Contains(Priorities, c.Priority) {
		wrong.add("priority", "choice", "Value", c.Priority, "Allowed", Priorities)
	}
}

// apply changes what was named; category is the one of the slug.
func (c *Classification) apply(t *Ticket, category Category) {
	if c.Kind != "" {
		t.Kind = c.Kind
	}
	if c.Priority != "" {
		t.Priority = c.Priority
	}
	if category.ID != 0 {
		t.CategoryID = category.ID
	}
	if category.Confidential {
		t.Confidential = 2
	}
	if c.PlaceID != nil {
		t.PlaceID = *c.PlaceID
	}
	if c.Place != nil && *c.Place != text.Mask(t.Place) {
		t.Place = text.Clean(*c.Place)
	}
}

// matter is what a classification can change, for the history.
func (t *Ticket) matter(ref *reference) Matter {
	place := ref.place[t.PlaceID].Name
	if place != "" && t.Place != "" {
		place += ", "
	}
	return Matter{Kind: t.Kind, Category: ref.category[t.CategoryID].Slug, Priority: t.Priority, Place: place + t.Place}
}

// retarget appends what changes for the clocks when another policy or calendar holds for the ticket now.
// A transfer does not come here: it has no effect on due.
func (tx *Tx) retarget(who Actor, ref *reference, t *Ticket) error {
	measured, err := judged(tx.find, t)
	if err != nil {
		return err
	}
	rule, err := ref.termsFor(measured)
	if err != nil {
		return err
	}
	_, err = tx.adopt(who, t, rule)
	return err
}
