package models

import (
	"context"
	"fmt"
	"strings"
	"time"

	"tanggap/models/sla"
)

// Clock is one target running for one ticket, as last replayed from the ticket's events.
type Clock struct {
	ID             int64
	TicketID       int64
	Target         sla.Target
	Amount         string
	Warn           int
	PolicyID       int64
	VersionID      int64
	Round          int       // next_response: which unanswered group
	State          sla.State // running also stands for breached: that follows from due and the present instant
	StartedAt      Time
	DueAt          Time // Never while paused
	WarnAt         Time
	CriticalAt     Time
	StoppedAt      Time
	BreachedAt     Time
	WorkingSeconds int64
	Misses         int
	LongestWait    int64
	Level          int // flags written: 1 near, 2 late, 3 critical
	FlagAt         Time
	UnitID         int64
	UserID         int64
}

// Levels of flags in the order they are reached.
var levels = []sla.Level{sla.Near, sla.Overdue, sla.CriticalLate}

// StateAt is the state as targets.md names it, at an instant.
func (c *Clock) StateAt(now Time) sla.State {
	if c.State == sla.Running && c.DueAt < now {
		return sla.Breached
	}
	return c.State
}

// Open reports whether the clock has neither stopped nor been cancelled.
func (c *Clock) Open() bool { return c.State == sla.Running || c.State == sla.OnHold }

// Clocks returns the clocks of a ticket: first response, next response, resolution.
func (s *Store) Clocks(ctx context.Context, who Actor, ticket int64) ([]Clock, error) {
	if _, err := s.ticket(ctx, who, ticket); err != nil {
		return nil, err
	}
	var clocks []Clock
	err := s.find(ctx, &clocks, "SELECT * FROM clocks WHERE ticket_id = ? ORDER BY target", ticket)
	return clocks, err
}

// terms are what a ticket is measured by: written into its events, because policies and calendars change.
type terms struct {
	Policy  int64       `json:"policy"`
	Version int64       `json:"calendar"`
	Warn    int         `json:"warn"`
	Targets sla.Targets `json:"targets"`
	// Dropped are targets that no longer are; Whole says that a retargeting takes over the calendar too.
	Dropped []sla.Target `json:"dropped,omitempty"`
	Whole   bool         `json:"whole,omitempty"`
}

// termsFor chooses policy and calendar for the ticket as it is now.
func (r *reference) termsFor(t *Ticket) (terms, error) {
	p, err := r.policyFor(t)
	if err != nil {
		return terms{}, err
	}
	found := terms{Policy: p.ID, Warn: p.Warn}
	calendar := r.calendarFor(p, t.UnitID)
	found.Version = r.versionOf[calendar]
	for _, target := range []struct {
		amount *sla.Amount
		text   string
	}{
		{&found.Targets.FirstResponse, p.FirstResponse},
		{&found.Targets.NextResponse, p.NextResponse},
		{&found.Targets.Resolution, p.Resolution},
	} {
		if err := target.amount.UnmarshalText([]byte(target.text)); err != nil {
			return terms{}, fmt.Errorf("policy %d: %w", p.ID, err)
		}
	}
	if found.Targets.Resolution, err = extended(found.Targets.Resolution, t.Extension); err != nil {
		return terms{}, fmt.Errorf("extension of ticket %d: %w", t.ID, err)
	}
	return found, nil
}

// calendarFor is the policy's own calendar, or that of the unit.
func (r *reference) calendarFor(p *Policy, unit int64) int64 {
	if p.CalendarID != 0 {
		return p.CalendarID
	}
	return r.calendarOf[unit]
}

// startClocks measures a new ticket's first message and fills the ticket's due time.
func (tx *Tx) startClocks(ref *reference, t *Ticket) (terms, []Clock, error) {
	rule, err := ref.termsFor(t)
	if err != nil {
		return rule, nil, err
	}
	t.PolicyID, t.VersionID = rule.Policy, rule.Version
	calendar, err := tx.store.calendar(tx.ctx, rule.Version)
	if err != nil {
		return rule, nil, err
	}
	received := []sla.Event{{At: t.ReceivedAt.Std(), Type: sla.Received}}
	result, err := sla.Replay(calendar, rule.Targets, float64(rule.Warn)/100, received, tx.now.Std())
	if err != nil {
		return rule, nil, fmt.Errorf("start the clocks: %w", err)
	}
	clocks := make([]Clock, 0, len(result.Clocks))
	for i := range result.Clocks {
		c := Clock{Level: 0, Round: 1, UnitID: t.UnitID, Warn: rule.Warn, PolicyID: rule.Policy, VersionID: rule.Version}
		c.take(&result.Clocks[i])
		clocks = append(clocks, c)
	}
	t.face(clocks)
	return rule, clocks, nil
}

// take copies what the replay says.
func (c *Clock) take(r *sla.Clock) {
	c.Target, c.State, c.Amount = r.Target, r.State, r.Amount.String()
	c.StartedAt, c.DueAt, c.WarnAt, c.CriticalAt = At(r.Started), orNever(r.Due), orNever(r.Warn), orNever(r.Critical)
	c.StoppedAt, c.BreachedAt = orNever(r.Stopped), orNever(r.BreachedAt)
	c.WorkingSeconds, c.Misses, c.LongestWait = r.Used, r.Misses, r.LongestWait
	if c.State == sla.Breached {
		c.State = sla.Running
	}
	c.FlagAt = c.nextFlag()
}

func orNever(t time.Time) Time {
	if t.IsZero() {
		return Never
	}
	return At(t)
}

// nextFlag is the instant at which the next level is reached: near at the warn point, late and critical in the
// first second after theirs.
func (c *Clock) nextFlag() Time {
	if c.State != sla.Running {
		return Never
	}
	switch {
	case c.Level == 0:
		return c.WarnAt
	case c.Level == 1 && c.DueAt < Never:
		return c.DueAt + 1
	case c.Level == 2 && c.CriticalAt < Never:
		return c.CriticalAt + 1
	}
	return Never
}

// face puts the earliest due, warn and critical times on the ticket, for lists. A clock flagged late is near no more.
func (t *Ticket) face(clocks []Clock) {
	t.DueAt, t.DueTarget, t.WarnAt, t.CriticalAt = Never, "", Never, Never
	for i := range clocks {
		c := &clocks[i]
		if c.State != sla.Running {
			continue
		}
		if c.DueAt < t.DueAt {
			t.DueAt, t.DueTarget = c.DueAt, string(c.Target)
		}
		t.CriticalAt = min(t.CriticalAt, c.CriticalAt)
		if c.Level < 2 {
			t.WarnAt = min(t.WarnAt, c.WarnAt)
		}
	}
}

const clockColumns = `ticket_id, target, amount, warn, policy_id, version_id, round, state, started_at, due_at, warn_at,
	critical_at, stopped_at, breached_at, working_seconds, misses, longest_wait, level, flag_at, unit_id, user_id`

func (c *Clock) values() []any {
	return []any{
		c.TicketID, c.Target, c.Amount, c.Warn, c.PolicyID, c.VersionID, c.Round, c.State, c.StartedAt,
		c.DueAt, c.WarnAt, c.CriticalAt, c.StoppedAt, c.BreachedAt, c.WorkingSeconds, c.Misses, c.LongestWait,
		c.Level, c.FlagAt, c.UnitID, c.UserID,
	}
}

// insertClocks writes all clocks of a new ticket in one statement.
func (tx *Tx) insertClocks(ticket int64, clocks []Clock) error {
	if len(clocks) == 0 {
		return nil
	}
	marks := "(?" + strings.Repeat(", ?", 20) + ")"
	args := make([]any, 0, 21*len(clocks))
	for i := range clocks {
		clocks[i].TicketID = ticket
		args = append(args, clocks[i].values()...)
	}
	return tx.exec("INSERT INTO clocks ("+clockColumns+") VALUES "+marks+
		strings.Repeat(", "+marks, len(clocks)-1), args...)
}

// saveClock updates a clock row, or inserts one that has only now begun.
func (tx *Tx) saveClock(c *Clock) error {
	if c.ID == 0 {
		return tx.insertClocks(c.TicketID, []Clock{*c})
	}
	return tx.exec(`UPDATE clocks SET amount = ?, warn = ?, policy_id = ?, version_id = ?, round = ?, state = ?,
		started_at = ?, due_at = ?, warn_at = ?, critical_at = ?, stopped_at = ?, breached_at = ?, working_seconds = ?,
		misses = ?, longest_wait = ?, level = ?, flag_at = ?, unit_id = ?, user_id = ? WHERE id = ?`,
		append(c.values()[2:], c.ID)...)
}
