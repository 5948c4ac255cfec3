package models

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"tanggap/models/sla"
)

// reclock replays the ticket's events, writes what changed of its clocks and what they measured, and saves the ticket.
// Every verb ends with it: there is no other way for a due time to change.
func (tx *Tx) reclock(t *Ticket) error {
	clocks, r, err := tx.remeasure(t)
	if err != nil {
		return err
	}
	if moved, err := tx.followCalendar(t, r.last, clocks); err != nil {
		return err
	} else if moved {
		if clocks, r, err = tx.remeasure(t); err != nil {
			return err
		}
	}
	t.face(clocks)
	if err := tx.settleMeasurements(t.ID, r); err != nil {
		return err
	}
	if err := tx.staleDay(t); err != nil {
		return err
	}
	return tx.saveTicket(t)
}

// followCalendar lets running clocks follow the present version of their calendar when they have come to touch days that
// were changed: a change of hours or holidays leaves alone what ends before it, and a pause, a reopening or a new message
// may bring a clock there later.
func (tx *Tx) followCalendar(t *Ticket, now terms, clocks []Clock) (bool, error) {
	ref, err := tx.store.reference(tx.ctx)
	if err != nil {
		return false, err
	}
	next := now
	if next.Version = ref.newest(now.Version); next.Version == now.Version {
		return false, nil
	}
	change, next, err := tx.store.adoption(tx.ctx, tx.now, clocks, now, next)
	if err != nil || change == "" {
		return false, err
	}
	return true, tx.record(System, change, t.ID, t.UnitID, next)
}

// remeasure replays the ticket's events and writes what changed of its clocks.
func (tx *Tx) remeasure(t *Ticket) ([]Clock, *reckoning, error) {
	var events []Event
	if err := tx.find(&events, "SELECT * FROM events WHERE ticket_id = ? ORDER BY id", t.ID); err != nil {
		return nil, nil, err
	}
	r, err := tx.store.reckon(tx.ctx, events, tx.now)
	if err != nil {
		return nil, nil, fmt.Errorf("replay ticket %d: %w", t.ID, err)
	}
	var stored []Clock
	if err := tx.find(&stored, "SELECT * FROM clocks WHERE ticket_id = ?", t.ID); err != nil {
		return nil, nil, err
	}
	t.PolicyID, t.VersionID = r.last.Policy, r.last.Version
	for i := range r.Clocks {
		if stored, err = tx.settleClock(t, r, stored, &r.Clocks[i]); err != nil {
			return nil, nil, err
		}
	}
	return stored, r, nil
}

// settleClock brings one stored clock to what the replay says, and writes the flags it has passed meanwhile.
func (tx *Tx) settleClock(t *Ticket, r *reckoning, stored []Clock, one *sla.Clock) ([]Clock, error) {
	stored, at := clockFor(t, stored, one)
	c := &stored[at]
	missed := c.follow(t, &r.terms, one)
	for _, flag := range missed {
		if _, err := tx.raise(t.ID, c, flag.Level, At(flag.At)); err != nil {
			return nil, err
		}
	}
	if err := tx.saveClock(c); err != nil || len(missed) == 0 || !c.Open() {
		return stored, err
	}
	return stored, tx.tellMissed(t, *c, missed[len(missed)-1])
}

// clockFor finds the stored clock of a replayed one, adding it when it has only now begun.
func clockFor(t *Ticket, stored []Clock, r *sla.Clock) ([]Clock, int) {
	at := slices.IndexFunc(stored, func(c Clock) bool { return c.Target == r.Target })
	if at < 0 {
		stored = append(stored, Clock{TicketID: t.ID, Target: r.Target, Round: 1, State: sla.Running, StartedAt: At(r.Started)})
		at = len(stored) - 1
	}
	return stored, at
}

// follow takes over what the replay says and returns the flags passed meanwhile that no sweep has raised: an answer
// between two runs of the job is late all the same.
func (c *Clock) follow(t *Ticket, by *ledger, r *sla.Clock) (missed []sla.Flag) {
	if c.Target == sla.NextResponse && c.StartedAt != At(r.Started) {
		c.Round, c.Level, c.StartedAt, c.State = c.Round+1, 0, At(r.Started), sla.Running
	}
	by.on(c, r)
	c.take(r)
	if c.Open() {
		c.UnitID = t.UnitID
	}
	for _, flag := range r.Flags() {
		if level := slices.Index(levels, flag.Level) + 1; level > c.Level {
			c.Level = level
			missed = append(missed, flag)
		}
	}
	c.FlagAt = c.nextFlag()
	return missed
}

// ledger remembers of each event of a ticket, by its place, which terms it set and whose it was.
type ledger struct {
	rules map[int]terms
	acts  []act
	first terms
	last  terms

	editions editions // of the policies
}

// act is who did something, and for which unit.
type act struct{ unit, user int64 }

// note takes an event in and returns its place; change are the terms it brings, when it brings any.
func (l *ledger) note(e *Event, change terms) int {
	l.acts = append(l.acts, act{e.UnitID, e.person()})
	place := len(l.acts)
	switch e.Type {
	case TicketOpened:
		l.first = change
	case ClockRetargeted:
		if !change.Whole {
			change.Version = l.last.Version // hours and holidays change by an event of their own
		}
		change.Targets = l.last.Targets.With(change.Targets).Without(change.Dropped)
	case ClockRecalendar:
		change.Targets = l.last.Targets
	default:
		return place
	}
	change.Dropped, change.Whole = nil, false
	if l.rules == nil {
		l.rules = map[int]terms{}
	}
	l.last, l.rules[place] = change, change
	return place
}

// on puts on a clock by which terms it is measured, and who stopped it.
func (l *ledger) on(c *Clock, r *sla.Clock) {
	rule := l.rules[r.Terms]
	c.Warn, c.PolicyID, c.VersionID, c.UnitID, c.UserID = rule.Warn, rule.Policy, rule.Version, 0, 0
	if r.By > 0 {
		c.UnitID, c.UserID = l.acts[r.By-1].unit, l.acts[r.By-1].user
	}
}

// person is the user whose doing an event was: an answer is its writer's, whoever brought it.
func (e *Event) person() int64 {
	if e.Type == ReplySent && strings.Contains(e.Data, `"by":`) {
		var data struct{ By int64 }
		if json.Unmarshal([]byte(e.Data), &data) == nil {
			return data.By
		}
	}
	if e.Actor == ByUser {
		return e.ActorID
	}
	return 0
}

// reckoning is what the events of a ticket say of its clocks at one instant.
type reckoning struct {
	sla.Result
	terms ledger
	last  terms // in force at the end
}

// reckon derives clocks from stored events.
func (s *Store) reckon(ctx context.Context, events []Event, at Time) (*reckoning, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	r := &reckoning{terms: ledger{editions: ref.editions}}
	history := make([]sla.Event, 0, len(events))
	for i := range events {
		at = max(at, events[i].CreatedAt) // it has happened, whatever the clock was set to since
		e, change, ok, err := s.clockEvent(ctx, &events[i])
		if err != nil {
			return nil, err
		}
		if e.ID = r.terms.note(&events[i], change); ok {
			history = append(history, e)
		}
	}
	r.last = r.terms.last
	calendar, err := s.calendar(ctx, r.terms.first.Version)
	if err != nil {
		return nil, err
	}
	r.Result, err = sla.Replay(calendar, r.terms.first.Targets, float64(r.terms.first.Warn)/100, history, at.Std())
	return r, err
}

// clockEvent translates a stored event into one the clocks know; ok is false for all others.
func (s *Store) clockEvent(ctx context.Context, e *Event) (event sla.Event, change terms, ok bool, err error) {
	event.At = e.At.Std()
	switch e.Type {
	case TicketOpened:
		event.Type = sla.Received
		err = json.Unmarshal([]byte(e.Data), &change)
	case MessageReceived, ReplySent, TicketResumed, TicketResolved, TicketReopened, TicketArchived, TicketMerged:
		event.Type = sla.EventType(e.Type)
	case TicketUnmerged:
		event.Type = sla.Reopened
	case TicketPaused:
		var pause struct {
			Until Time `json:"until"`
		}
		err = json.Unmarshal([]byte(e.Data), &pause)
		event.Type, event.Until = sla.Paused, pause.Until.Std()
	case ClockRetargeted:
		err = json.Unmarshal([]byte(e.Data), &change)
		event.Type, event.Targets, event.Warn = sla.Retargeted, change.Targets, float64(change.Warn)/100
		if event.Dropped = change.Dropped; err == nil && change.Whole {
			event.Calendar, err = s.calendar(ctx, change.Version)
		}
	case ClockRecalendar:
		if err = json.Unmarshal([]byte(e.Data), &change); err == nil {
			event.Type = sla.Recalendared
			event.Calendar, err = s.calendar(ctx, change.Version)
		}
	default:
		return event, change, false, nil
	}
	if err != nil {
		err = fmt.Errorf("event %d: %w", e.ID, err)
	}
	return event, change, true, err
}

// saveTicket writes everything of the row that verbs change.
func (tx *Tx) saveTicket(t *Ticket) error {
	t.Live = t.Status.Live()
	return tx.exec(`UPDATE tickets SET kind = ?, category_id = ?, unit_id = ?, status = ?, live = ?, priority = ?,
		confidential = ?, place_id = ?, place = ?, assignee_id = ?, policy_id = ?, version_id = ?, due_at = ?,
		due_target = ?, warn_at = ?, critical_at = ?, extension = ?, last_in_at = ?, last_out_at = ?, closed_at = ?, hops = ?,
		messages = ?, handover = ? WHERE id = ?`,
		t.Kind, t.CategoryID, t.UnitID, t.Status, t.Live, t.Priority, t.Confidential, t.PlaceID, t.Place, t.AssigneeID,
		t.PolicyID, t.VersionID, t.DueAt, t.DueTarget, t.WarnAt, t.CriticalAt, t.Extension, t.LastInAt, t.LastOutAt, t.ClosedAt,
		t.Hops, t.Messages, t.Handover, t.ID)
}
