package models

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"tanggap/models/sla"
)

// DueMove is how one clock of a ticket comes to stand otherwise: a row of what a change of policy or calendar did.
type DueMove struct {
	Target sla.Target `json:"target"`
	From   Time       `json:"from"` // due before; 0: there was no such clock, Never: paused
	To     Time       `json:"to"`   // due now; 0: it ended, Never: paused
	Late   bool       `json:"late,omitempty"`
}

// inForce returns the terms a ticket's clocks follow at the end of its events.
func inForce(events []Event) (terms, error) {
	var l ledger
	for i := range events {
		var change terms
		switch events[i].Type {
		case TicketOpened, ClockRetargeted, ClockRecalendar:
			if err := json.Unmarshal([]byte(events[i].Data), &change); err != nil {
				return terms{}, fmt.Errorf("event %d: %w", events[i].ID, err)
			}
		}
		l.note(&events[i], change)
	}
	return l.last, nil
}

// adopt appends the event that makes the clocks follow the terms, when they differ from those in force.
func (tx *Tx) adopt(who Actor, t *Ticket, rule terms) (bool, error) {
	var clocks []Clock
	if err := tx.find(&clocks, "SELECT * FROM clocks WHERE ticket_id = ?", t.ID); err != nil {
		return false, err
	}
	now, err := tx.inForce(t)
	if err != nil {
		return false, err
	}
	change, rule, err := tx.store.adoption(tx.ctx, tx.now, clocks, now, rule)
	if err != nil || change == "" {
		return false, err
	}
	return true, tx.record(who, change, t.ID, t.UnitID, rule)
}

// adoption returns the event, with its data, by which clocks come to follow the terms; none when nothing would change.
// A calendar whose changes touch no day between start and due leaves the clocks as they are. A breached clock follows
// nothing any more.
func (s *Store) adoption(ctx context.Context, at Time, clocks []Clock, now, rule terms) (EventType, terms, error) {
	retarget, recalendar := rule.Policy != now.Policy || rule.Warn != now.Warn || rule.Targets != now.Targets, false
	for i := range clocks {
		c := &clocks[i]
		if !c.Open() || c.BreachedAt.Set() || c.DueAt < at {
			continue
		}
		if rule.Targets.Of(c.Target).IsZero() {
			rule.Dropped = append(rule.Dropped, c.Target)
			retarget = true
		} else if rule.Version != now.Version {
			moved, err := s.moves(ctx, c, now.Version, rule.Version)
			if err != nil {
				return "", rule, err
			}
			recalendar = recalendar || moved
		}
	}
	for _, target := range []sla.Target{sla.FirstResponse, sla.NextResponse, sla.Resolution} {
		if gone := rule.Targets.Of(target).IsZero() && !now.Targets.Of(target).IsZero(); gone && !slices.Contains(rule.Dropped, target) {
			rule.Dropped = append(rule.Dropped, target)
		}
	}
	if rule.Version != now.Version && !recalendar { // another calendar altogether: what starts later is measured by it
		ref, err := s.reference(ctx)
		if err != nil {
			return "", rule, err
		}
		recalendar = ref.calendarBy[rule.Version] != ref.calendarBy[now.Version]
	}
	switch {
	case retarget:
		rule.Whole = rule.Version != now.Version
		return ClockRetargeted, rule, nil
	case recalendar:
		return ClockRecalendar, rule, nil
	}
	return "", rule, nil
}

// moves reports whether two versions of a calendar have other hours on a date from a clock's start to its critical point;
// to compare the seconds between them would miss a holiday that was moved by a day. A paused clock has no due yet and
// follows the newest.
func (s *Store) moves(ctx context.Context, c *Clock, from, to int64) (bool, error) {
	if c.DueAt == Never {
		return true, nil
	}
	before, err := s.calendar(ctx, from)
	if err != nil {
		return false, err
	}
	after, err := s.calendar(ctx, to)
	if err != nil {
		return false, err
	}
	until := c.CriticalAt
	if until == Never {
		until = c.DueAt
	}
	return !before.Same(after, c.StartedAt.Std(), until.Std()), nil
}

// dueMoves tells which clocks stand otherwise than before.
func dueMoves(at Time, before, after []Clock) (moves []DueMove) {
	for i := range after {
		now := &after[i]
		k := slices.IndexFunc(before, func(c Clock) bool { return c.Target == now.Target })
		var move DueMove
		switch {
		case k < 0:
			move = DueMove{Target: now.Target, To: now.DueAt}
		case before[k].Open() && !now.Open():
			move = DueMove{Target: now.Target, From: before[k].DueAt}
		case !before[k].Open() && now.Open():
			move = DueMove{Target: now.Target, To: now.DueAt}
		case now.Open() && (before[k].DueAt != now.DueAt || now.DueAt == Never && before[k].Amount != now.Amount):
			move = DueMove{Target: now.Target, From: before[k].DueAt, To: now.DueAt}
		default:
			continue
		}
		move.Late = now.Open() && now.DueAt < at && (k < 0 || !before[k].Open() || before[k].DueAt >= at)
		moves = append(moves, move)
	}
	return moves
}
