package sla

import (
	"errors"
	"slices"
	"time"
)

// Result is what a ticket's events say at one instant.
type Result struct {
	At       time.Time
	Calendar *Calendar // the one in force at that instant
	// Clocks are those that have started, in the order first response, next
	// response (its latest group), resolution.
	Clocks []Clock
	// NextDue is the earliest due of the clocks in state running.
	NextDue time.Time
	// LiveDue is the earliest due of all open clocks, breached ones included:
	// what a list is sorted by.
	LiveDue time.Time

	stints []stint
}

// Clock returns the clock of a target, and nil if it has not started.
func (r *Result) Clock(target Target) *Clock {
	for i := range r.Clocks {
		if r.Clocks[i].Target == target {
			return &r.Clocks[i]
		}
	}
	return nil
}

// Replay derives the clocks of one ticket from its events as seen at an
// instant. Events may come in any order; later ones have not happened yet.
// warn is the share of a target after which a clock is near, DefaultWarn if 0.
//
// It returns ErrInput for an event the clocks do not know, and ErrNoTime or
// ErrAmount if a due time cannot be computed.
func Replay(cal *Calendar, targets Targets, warn float64, events []Event, at time.Time) (Result, error) {
	if warn == 0 {
		warn = DefaultWarn
	}
	t := ticket{cal: cal, targets: targets, warn: warn}
	for _, e := range sorted(events) {
		if e.At.After(at) {
			break
		}
		if !e.Type.known() {
			return Result{}, wrong(ErrInput, "events", "%s is no event type", quoted(string(e.Type)))
		}
		if e.Type == Recalendared && e.Calendar == nil {
			return Result{}, wrong(ErrInput, "events", "a recalendared event has no calendar")
		}
		t.apply(e)
	}
	return t.result(at)
}

// sorted returns the events by instant; those of the same instant keep their
// order.
func sorted(events []Event) []Event {
	byTime := func(a, b Event) int { return a.At.Compare(b.At) }
	if slices.IsSortedFunc(events, byTime) {
		return events
	}
	events = slices.Clone(events)
	slices.SortStableFunc(events, byTime)
	return events
}

func (t *ticket) result(at time.Time) (Result, error) {
	now := at.Unix()
	t.expire(now)
	res := Result{At: t.cal.time(now), Calendar: t.cal, Clocks: make([]Clock, 0, len(t.runs())), stints: t.stints}
	for _, r := range t.runs() {
		if !r.measured() {
			continue
		}
		if r.ending == open {
			r.track.gaps = t.gapsAt()
		}
		c, err := r.clock(now)
		if err != nil {
			return Result{}, about(r.target, err)
		}
		t.annotate(&c, now)
		res.Clocks = append(res.Clocks, c)
		if c.State == Running {
			res.NextDue = earliest(res.NextDue, c.Due)
		}
		if c.State == Running || c.State == Breached {
			res.LiveDue = earliest(res.LiveDue, c.Due)
		}
	}
	return res, nil
}

// annotate adds what the ticket knows and the run does not.
func (t *ticket) annotate(c *Clock, now int64) {
	switch c.Target {
	case NextResponse:
		c.Misses, c.LongestWait = t.waits(now)
	case Resolution:
		c.First = t.firstStop
	}
	if c.State == Cancelled && c.Reason == "" {
		c.Reason = t.reason
	}
}

// about says which target a due time could not be computed for.
func about(target Target, err error) error {
	var e *Error
	if errors.As(err, &e) {
		e.Reason = e.Field + " " + e.Reason
	}
	return within(err, func(string) string { return "targets." + string(target) })
}

// earliest returns the earlier of two times, of which a may be none.
func earliest(a, b time.Time) time.Time {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}
