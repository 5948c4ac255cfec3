package sla

import "time"

// State is what can be said of a clock at the instant looked at.
type State string

// The states of a clock.
const (
	Running    State = "running"
	OnHold     State = "paused"     // open and not breached; no due time
	Met        State = "met"        // stopped in time
	Late       State = "late"       // stopped after due
	Breached   State = "breached"   // open and past due, paused or not
	Cancelled  State = "cancelled"  // archived or merged: no measurement
	Unanswered State = "unanswered" // resolved without an answer
)

// Clock is one target of one ticket as replayed. Times are in the calendar's
// zone; a zero time means there is none.
type Clock struct {
	Target Target
	State  State
	Amount Amount // the target it is measured against
	Reason string // why it was cancelled

	Started  time.Time
	Due      time.Time // zero while paused
	Warn     time.Time // near: the warn point; zero while paused
	Critical time.Time // 200 %; zero while paused or if no date can be written for it
	Stopped  time.Time
	// BreachedAt is the due instant once it has passed without a stop. It
	// never goes away.
	BreachedAt time.Time

	Total int64 // working seconds of the target
	Used  int64 // working seconds up to the stop or the instant looked at, pauses left out
	Left  int64 // Total - Used, negative when late

	// Misses counts breaches: those of all groups for a next response.
	Misses int
	// LongestWait is the most working seconds a citizen waited in any group
	// of a next response, the latest included as far as it has come.
	LongestWait int64
	// First is the resolution before the first reopening, nil without one.
	First *Stop

	Round int // of a next response: which group of unanswered messages; else 1
	Terms int // ID of the event that set the terms it is measured by
	By    int // ID of the event that stopped it

	track   track
	verdict verdict
	near    int64 // when it was first near by earlier terms; 0: it was not
}

// Gap is a stretch that was left out of a clock.
type Gap struct {
	From, To time.Time // To is zero while it lasts
	Why      Skip      // SkipPaused or SkipClosed
}

// Gaps returns what was left out of the clock since its start, in order.
func (c *Clock) Gaps() []Gap {
	var gaps []Gap
	for _, g := range c.track.gaps {
		if g.to <= c.track.start || c.verdict.end <= g.from {
			continue
		}
		gap := Gap{From: c.track.cal.time(g.from), Why: g.why}
		if g.to != never {
			gap.To = c.track.cal.time(g.to)
		}
		gaps = append(gaps, gap)
	}
	return gaps
}

// Stop is a verdict that was later followed by another.
type Stop struct {
	At    time.Time
	State State // Met or Late
	Used  int64
}

// Level is how far a clock has come.
type Level string

// The levels of a flag, in order.
const (
	Near         Level = "near"     // the warn point
	Overdue      Level = "late"     // past due
	CriticalLate Level = "critical" // past twice the target
)

// Flag is a level a clock has reached and the true moment of it.
type Flag struct {
	Level Level
	At    time.Time
}

// Flags returns the levels reached up to the stop or the instant looked at, in
// order. A clock is near from its warn point, and late or critical from the
// first second after that point. A level once reached stays with its moment,
// whatever the terms became afterwards.
func (c *Clock) Flags() []Flag {
	var flags []Flag
	v, near := c.verdict, c.near
	if near == 0 && v.warn <= v.end {
		near = v.warn
	}
	if near != 0 {
		flags = append(flags, Flag{Near, c.track.cal.time(near)})
	}
	if v.late() {
		flags = append(flags, Flag{Overdue, c.track.cal.time(v.due)})
	}
	if v.critical < v.end {
		flags = append(flags, Flag{CriticalLate, c.track.cal.time(v.critical)})
	}
	return flags
}
