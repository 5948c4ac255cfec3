package models

import (
	"context"
	"slices"
)

// roster is who leads, who is away, who is on duty, and what people want to get: part of the reference data, with rows
// that begin and end by themselves.
type roster struct {
	offices     []Office
	absences    []Absence
	duties      []Duty
	refusals    []Refusal
	obligations []Obligation
	chats       []Chat
}

// What ended so long ago is left out; not less, because a machine's clock may be set back.
const rosterBack = 7 * 86400 // s

func (s *Store) loadRoster(ctx context.Context) (roster, error) {
	var r roster
	since := s.now() - rosterBack
	for _, q := range []struct {
		out   any
		query string
		args  []any
	}{
		{&r.offices, "SELECT * FROM offices WHERE to_at > ? ORDER BY acting DESC, from_at DESC, id", []any{since}},
		{&r.absences, "SELECT * FROM absences WHERE to_at > ? ORDER BY from_at, id", []any{since}},
		{&r.duties, "SELECT * FROM duties WHERE to_at > ? ORDER BY from_at, id", []any{since}},
		{&r.refusals, "SELECT * FROM refusals ORDER BY user_id, topic, way", nil},
		{&r.obligations, "SELECT * FROM obligations ORDER BY unit_id, id", nil},
		{&r.chats, "SELECT user_id, chat, linked_at FROM chats WHERE chat <> ''", nil},
	} {
		if err := s.find(ctx, q.out, q.query, q.args...); err != nil {
			return r, err
		}
	}
	return r, nil
}

// holds reports whether a period holds an instant.
func holds(from, to, at Time) bool { return from <= at && at < to }

// upwards returns a unit and those above it; bounded, should the tree ever hold a circle.
func (r *reference) upwards(unit int64) []int64 {
	var found []int64
	for unit != 0 && len(found) <= len(r.units) {
		found = append(found, unit)
		unit = r.unit[unit].ParentID
	}
	return found
}

// officesOf returns the units in which a user holds an office at an instant.
func (r *reference) officesOf(user int64, at Time) []int64 {
	var units []int64
	for _, o := range r.roster.offices {
		if o.UserID == user && holds(o.FromAt, o.ToAt, at) {
			units = append(units, o.UnitID)
		}
	}
	return units
}

// sees returns the units whose tickets a colleague may see at an instant; all is true for all of them.
func (r *reference) sees(c Colleague, at Time) (units []int64, all bool) {
	if c.Role == Coordinator {
		return nil, true
	}
	for _, unit := range c.units {
		if c.Role == Supervisor {
			units = append(units, r.below(unit)...)
		} else {
			units = append(units, unit)
		}
	}
	for _, unit := range r.officesOf(c.ID, at) {
		units = append(units, r.below(unit)...)
	}
	return units, false
}

// covers reports whether somebody may do what an absent colleague does: sees all units the other is in, and no less of
// what is confidential.
func (r *reference) covers(standIn, absent Colleague, at Time) bool {
	if !standIn.Active || standIn.ID == absent.ID {
		return false
	}
	peer := standIn.Role == absent.Role
	if absent.Role == Agent || absent.Role == Supervisor {
		peer = standIn.Role == Agent || standIn.Role == Supervisor
	}
	units, all := r.sees(standIn, at)
	if !peer || all {
		return peer
	}
	for _, unit := range absent.units {
		if !slices.Contains(units, unit) {
			return false
		}
	}
	return len(absent.units) > 0
}
