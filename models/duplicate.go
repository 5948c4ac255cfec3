package models

import (
	"context"
	"slices"

	"tanggap/models/text"
)

// Duplicate is a ticket that may be about the same matter, and why.
type Duplicate struct {
	Ticket
	Why   []string // words, place, citizen
	alike float64
}

// What is looked at for likely duplicates: a week to either side, so many of the same unit and of the same citizen.
const (
	duplicateWithin = 7 * 24 * 3600
	duplicateUnit   = 60
	duplicateOwn    = 20
	duplicateShown  = 3
	duplicateWords  = 0.5  // share of common pieces that is enough by itself
	duplicateHalf   = 0.25 // together with the same place or citizen
)

// duplicates finds tickets in the actor's scope that may be the same matter. Served by tickets_unit and tickets_citizen: a
// fixed number of rows whatever the house holds. Tickets of one citizen are joined only where both gave their name.
func (s *Store) duplicates(ctx context.Context, who Actor, t *Ticket) ([]Duplicate, error) {
	if !t.Live || t.Confidential > 0 {
		return nil, nil
	}
	where, args := who.scope()
	near := "SELECT t.* FROM tickets t WHERE " + where + " AND t.unit_id = ? AND t.confidential = 0"
	var looked, all []Ticket
	for _, q := range []struct {
		query string
		args  []any
	}{
		{
			near + " AND t.received_at >= ? AND t.received_at <= ? ORDER BY t.received_at, t.id LIMIT ?",
			[]any{t.UnitID, t.ReceivedAt, t.ReceivedAt + duplicateWithin, duplicateUnit},
		},
		{
			near + " AND t.received_at <= ? AND t.received_at >= ? ORDER BY t.received_at DESC, t.id DESC LIMIT ?",
			[]any{t.UnitID, t.ReceivedAt, t.ReceivedAt - duplicateWithin, duplicateUnit},
		},
		{"SELECT t.* FROM tickets t WHERE " + where + ` AND t.citizen_id = ? AND t.citizen_id > 0 AND t.privacy = 'named'
			ORDER BY t.id DESC LIMIT ?`, []any{t.CitizenID, duplicateOwn}},
	} {
		if err := s.find(ctx, &looked, q.query, append(slices.Clone(args), q.args...)...); err != nil {
			return nil, err
		}
		all, looked = append(all, looked...), nil
	}
	return alike(t, all), nil
}

func alike(t *Ticket, looked []Ticket) []Duplicate {
	pieces := text.ShinglesOf(t.Excerpt)
	seen := map[int64]bool{t.ID: true}
	var found []Duplicate
	for i := range looked {
		d := Duplicate{Ticket: looked[i]}
		if seen[d.ID] || d.Status == StatusMerged || d.Status == StatusArchived {
			continue
		}
		seen[d.ID] = true
		d.alike = pieces.Likeness(text.ShinglesOf(d.Excerpt))
		if d.alike >= duplicateHalf {
			d.Why = append(d.Why, "words")
		}
		if d.PlaceID != 0 && d.PlaceID == t.PlaceID {
			d.Why = append(d.Why, "place")
		}
		if samePerson(&d.Ticket, t) {
			d.Why = append(d.Why, "citizen")
		}
		if d.alike >= duplicateWords || d.alike >= duplicateHalf && len(d.Why) > 1 {
			found = append(found, d)
		}
	}
	slices.SortStableFunc(found, func(a, b Duplicate) int {
		switch {
		case a.alike > b.alike:
			return -1
		case a.alike < b.alike:
			return 1
		}
		return 0
	})
	return found[:min(len(found), duplicateShown)]
}
