package models

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"tanggap/models/sla"
)

// reclock replays the ticket's events, writes what changed of its clocks, and saves the ticket.
// Every verb ends with it: there is no other way for a due time to change.
func (tx *Tx) reclock(t *Ticket) error { return tx.reclockBy(t, System) }

// reclockBy also says who stopped a clock that stops now.
func (tx *Tx) reclockBy(t *Ticket, who Actor) error {
	clocks, rule, err := tx.remeasure(t, who)
	if err != nil {
		return err
	}
	if moved, err := tx.followCalendar(t, rule, clocks); err != nil {
		return err
	} else if moved {
		if clocks, _, err = tx.remeasure(t, who); err != nil {
			return err
		}
	}
	t.face(clocks)
	if err := tx.staleDay(t); err != nil {
		return err
	}
	return tx.saveTicket(t)
}

// followCalendar lets running clocks follow the present version of their calendar when they have come to touch days that
// were changed: a change of hours or holidays leaves alone what ends before it, and a pause, a reopening or a new message
// may bring a clock there later.
func (tx *Tx) followCalendar(t *Ticket, rule terms, clocks []Clock) (bool, error) {
	ref, err := tx.store.reference(tx.ctx)
	if err != nil || ref.present(rule.Version) {
		return false, err
	}
	var calendar int64
	if err := tx.find(&calendar, "SELECT calendar_id FROM calendar_versions WHERE id = ?", rule.Version); err != nil {
		return false, err
	}
	newest, ok := ref.versionOf[calendar]
	if !ok {
		return false, nil // the calendar is gone
	}
	rule.Version = newest
	changes, err := tx.store.adoption(tx.ctx, t, clocks, rule)
	if err != nil || !slices.Contains(changes, ClockRecalendar) {
		return false, err
	}
	return true, tx.record(System, ClockRecalendar, t.ID, t.UnitID, rule)
}

// present reports whether a version is that of a calendar as it is now.
func (r *reference) present(version int64) bool {
	for _, newest := range r.versionOf {
		if newest == version {
			return true
		}
	}
	return false
}

// remeasure replays the ticket's events and writes what changed of its clocks.
func (tx *Tx) remeasure(t *Ticket, who Actor) ([]Clock, terms, error) {
	var events []Event
	if err := tx.find(&events, "SELECT * FROM events WHERE ticket_id = ? ORDER BY id", t.ID); err != nil {
		return nil, terms{}, err
	}
	result, rule, err := tx.store.replay(tx.ctx, events, tx.now)
	if err != nil {
		return nil, rule, fmt.Errorf("replay ticket %d: %w", t.ID, err)
	}
	var stored []Clock
	if err := tx.find(&stored, "SELECT * FROM clocks WHERE ticket_id = ?", t.ID); err != nil {
		return nil, rule, err
	}
	t.PolicyID, t.VersionID = rule.Policy, rule.Version
	for i := range result.Clocks {
		if stored, err = tx.settleClock(t, who, rule, stored, &result.Clocks[i]); err != nil {
			return nil, rule, err
		}
	}
	return stored, rule, nil
}

// settleClock brings one stored clock to what the replay says, and writes the flags it has passed meanwhile.
func (tx *Tx) settleClock(t *Ticket, who Actor, rule terms, stored []Clock, r *sla.Clock) ([]Clock, error) {
	stored, at := clockFor(t, stored, r)
	c := &stored[at]
	for _, flag := range c.follow(t, who, rule, r) {
		if _, err := tx.raise(t.ID, c, flag.Level, At(flag.At)); err != nil {
			return nil, err
		}
	}
	return stored, tx.saveClock(c)
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
func (c *Clock) follow(t *Ticket, who Actor, rule terms, r *sla.Clock) (missed []sla.Flag) {
	if c.Target == sla.NextResponse && c.StartedAt != At(r.Started) {
		c.Round, c.Level, c.StartedAt, c.State = c.Round+1, 0, At(r.Started), sla.Running
	}
	wasOpen := c.Open()
	c.Warn, c.PolicyID, c.VersionID = rule.Warn, rule.Policy, rule.Version
	c.take(r)
	switch {
	case c.Open():
		c.UnitID, c.UserID = t.UnitID, 0
	case wasOpen:
		c.UnitID, c.UserID = t.UnitID, 0
		if who.Kind == ByUser {
			c.UserID = who.ID
		}
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

// replay derives clocks from stored events and returns the terms in force at the end.
func (s *Store) replay(ctx context.Context, events []Event, at Time) (sla.Result, terms, error) {
	var first, last terms
	var history []sla.Event
	for i := range events {
		e, change, ok, err := s.clockEvent(ctx, &events[i])
		switch {
		case err != nil:
			return sla.Result{}, last, err
		case !ok:
			continue
		case len(history) == 0:
			first, last = change, change
		case e.Type == sla.Retargeted || e.Type == sla.Recalendared:
			last = change
		}
		history = append(history, e)
	}
	calendar, err := s.calendar(ctx, first.Version)
	if err != nil {
		return sla.Result{}, last, err
	}
	result, err := sla.Replay(calendar, first.Targets, float64(last.Warn)/100, history, at.Std())
	return result, last, err
}

// clockEvent translates a stored event into one the clocks know; ok is false for all others.
func (s *Store) clockEvent(ctx context.Context, e *Event) (event sla.Event, change terms, ok bool, err error) {
	event.At = e.At.Std()
	switch e.Type {
	case TicketOpened:
		event.Type = sla.Received
		err = json.Unmarshal([]byte(e.Data), &change)
	case MessageReceived, ReplySent, TicketResumed, TicketResolved, TicketReopened, TicketArchived:
		event.Type = sla.EventType(e.Type)
	case TicketPaused:
		var pause struct {
			Until Time `json:"until"`
		}
		err = json.Unmarshal([]byte(e.Data), &pause)
		event.Type, event.Until = sla.Paused, pause.Until.Std()
	case ClockRetargeted:
		err = json.Unmarshal([]byte(e.Data), &change)
		event.Type, event.Targets = sla.Retargeted, change.Targets
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
		messages = ? WHERE id = ?`,
		t.Kind, t.CategoryID, t.UnitID, t.Status, t.Live, t.Priority, t.Confidential, t.PlaceID, t.Place, t.AssigneeID,
		t.PolicyID, t.VersionID, t.DueAt, t.DueTarget, t.WarnAt, t.CriticalAt, t.Extension, t.LastInAt, t.LastOutAt, t.ClosedAt,
		t.Hops, t.Messages, t.ID)
}
