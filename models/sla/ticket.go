package sla

import (
	"slices"
	"time"
)

// phase is where a ticket stands while it is replayed.
type phase int

const (
	unborn phase = iota // no citizen has written yet
	working
	resolved
	archived
)

// ticket is the state a replay moves from event to event.
type ticket struct {
	cal     *Calendar
	targets Targets
	warn    float64
	terms   int // ID of the event that set calendar, targets and warn share
	phase   phase
	closed  int64 // when it was resolved or archived
	gaps    []gap // closed gaps, in order
	paused  bool
	pause   gap // the open pause; it ends by itself at until, never if 0
	until   int64
	replied bool // a person has answered

	first, next, last run
	misses            int   // of the groups before next
	longest           int64 // wait in the groups before next
	firstStop         *Stop
	reason            string // of the last archiving or merging
	stints            []stint
}

// apply moves the ticket by one event; events without effect change nothing.
func (t *ticket) apply(e Event) {
	at := e.At.Unix()
	t.expire(at)
	switch e.Type {
	case Received:
		t.receive(e)
	case Replied:
		t.reply(e)
	case Paused:
		t.hold(at, e.Until)
	case Resumed:
		t.resume(at)
	case Resolved:
		t.resolve(e)
	case Reopened:
		t.reopen(at)
	case Archived, Merged:
		t.archive(e)
	case Retargeted:
		t.retarget(e)
	case Recalendared:
		t.cal, t.terms = e.Calendar, e.ID
		t.adopt(at)
	}
}

// expire ends a pause whose longest time is over.
func (t *ticket) expire(now int64) {
	if t.paused && t.until != 0 && t.until <= now {
		t.resume(max(t.until, t.pause.from))
	}
}

func (t *ticket) receive(e Event) {
	at := e.At.Unix()
	switch t.phase {
	case unborn:
		t.phase, t.terms = working, e.ID
		t.start(&t.first, FirstResponse, at)
		t.start(&t.last, Resolution, at)
	case archived:
		return
	case resolved:
		t.reopen(at)
		if t.replied {
			t.start(&t.next, NextResponse, at)
		}
	case working:
		t.resume(at)
		if t.replied && (!t.next.started || t.next.ending != open) {
			t.start(&t.next, NextResponse, at)
		}
	}
}

// start begins a run; a group of the next response before it is banked first.
func (t *ticket) start(r *run, target Target, at int64) {
	if target == NextResponse {
		if t.targets.NextResponse.IsZero() && r.measured() {
			return // there is no such target any more: the last group stays to be shown
		}
		t.misses, t.longest = t.waits(at)
	}
	*r = run{
		target: target, started: true, amount: t.targets.Of(target), warn: t.warn, terms: t.terms, round: r.round + 1,
		track: track{cal: t.cal, start: at, gaps: t.gapsAt()},
	}
}

// waits returns the misses and the longest wait of all groups up to now. A
// cancelled group was no wait, but stays a miss if it was one.
func (t *ticket) waits(now int64) (misses int, longest int64) {
	misses, longest = t.misses, t.longest
	if !t.next.measured() || t.next.dropped {
		return misses, longest
	}
	end := now
	if t.next.ending != open {
		end = t.next.stop
	}
	if t.next.late(end) {
		misses++
	}
	if t.next.ending != cancelled {
		longest = max(longest, t.next.track.worked(end))
	}
	return misses, longest
}

// reply stops what waits for an answer. While the ticket is resolved that is
// what was left unanswered; the clocks of an archived ticket stay cancelled.
func (t *ticket) reply(e Event) {
	t.replied = t.replied || t.phase != unborn
	for _, r := range []*run{&t.first, &t.next} {
		r.answered = r.started
		if r.started && (r.ending == open || r.ending == unanswered) {
			t.undo(r, e.At.Unix())
			t.finish(r, e, stopped, t.gapsUpTo(e.At.Unix()))
		}
	}
}

func (t *ticket) hold(at int64, until time.Time) {
	if t.phase != working {
		return
	}
	if !t.paused {
		t.paused, t.pause, t.until = true, gap{at, never, SkipPaused}, 0
	}
	if !until.IsZero() {
		t.until = until.Unix()
	}
}

func (t *ticket) resume(at int64) {
	if t.paused {
		t.paused = false
		t.leaveOut(gap{t.pause.from, at, SkipPaused})
	}
}

func (t *ticket) resolve(e Event) {
	if t.phase != working {
		return
	}
	at := e.At.Unix()
	t.resume(at)
	t.phase, t.closed = resolved, at
	t.finishOpen(e, unanswered)
}

func (t *ticket) archive(e Event) {
	if t.phase != working && t.phase != resolved {
		return
	}
	if t.reason = e.Reason; t.reason == "" {
		t.reason = string(e.Type)
	}
	if t.phase == working {
		t.resume(e.At.Unix())
		t.closed = e.At.Unix()
	}
	t.phase = archived
	t.finishOpen(e, cancelled)
}

// finishOpen ends what still runs; what resolves a ticket is the answer to its
// resolution.
func (t *ticket) finishOpen(e Event, how ending) {
	for _, r := range t.runs() {
		if !r.started || r.ending != open {
			continue
		}
		end := how
		if r == &t.last && how == unanswered {
			end = stopped
		}
		t.finish(r, e, end, t.gapsAt())
	}
}

// reopen lets the clocks without an answer run again, the closed time left
// out.
func (t *ticket) reopen(at int64) {
	if t.phase != resolved && t.phase != archived {
		return
	}
	t.keepFirst()
	t.leaveOut(gap{t.closed, at, SkipClosed})
	t.phase = working
	for _, r := range t.runs() {
		if !r.started || r.answered {
			continue
		}
		r.breached = r.breached || !r.dropped && r.late(r.stop)
		if gone := t.targets.Of(r.target).IsZero(); gone && r.measured() && !r.breached && !r.dropped {
			continue // its target was taken away meanwhile: the verdict of then stays
		}
		t.undo(r, at)
		if r.ending, r.track.gaps = open, t.gapsAt(); !r.dropped {
			r.adopt(t, at)
		}
	}
}

// keepFirst remembers the first resolution before it is undone.
func (t *ticket) keepFirst() {
	if t.firstStop != nil || !t.last.measured() || t.last.dropped || t.last.ending != stopped {
		return
	}
	if c, err := t.last.clock(t.last.stop); err == nil {
		t.firstStop = &Stop{At: c.Stopped, State: c.State, Used: c.Used}
	}
}

// retarget changes the amounts and the warn share, and takes targets away.
func (t *ticket) retarget(e Event) {
	at := e.At.Unix()
	t.targets, t.terms = t.targets.With(e.Targets).Without(e.Dropped), e.ID
	if e.Warn != 0 {
		t.warn = e.Warn
	}
	if e.Calendar != nil {
		t.cal = e.Calendar
	}
	for _, r := range t.runs() {
		switch {
		case !r.started:
		case slices.Contains(e.Dropped, r.target):
			r.drop(e, t.gapsUpTo(at))
		case r.dropped && !t.targets.Of(r.target).IsZero():
			t.giveBack(r)
		}
	}
	t.adopt(at)
}

// giveBack lets a run have its target again, and what it measured meanwhile
// count.
func (t *ticket) giveBack(r *run) {
	r.take(t)
	for i := range t.stints {
		if s := &t.stints[i]; s.target == r.target && s.round == r.round {
			s.dropped = false
		}
	}
}

// adopt measures the runs that still run by the ticket's present calendar and
// targets.
func (t *ticket) adopt(at int64) {
	for _, r := range t.runs() {
		if r.started && !r.dropped && r.ending == open {
			r.track.gaps = t.gapsAt()
			r.adopt(t, at)
		}
	}
}

func (t *ticket) runs() [3]*run { return [3]*run{&t.first, &t.next, &t.last} }

func (t *ticket) leaveOut(g gap) {
	if g.from < g.to {
		t.gaps = append(t.gaps, g)
	}
}

// gapsAt returns the gaps as they are now, an open pause among them. The slice
// is never changed afterwards.
func (t *ticket) gapsAt() []gap {
	if t.paused {
		return append(t.gaps[:len(t.gaps):len(t.gaps)], t.pause)
	}
	return t.gaps[:len(t.gaps):len(t.gaps)]
}

// gapsUpTo returns the gaps with an open pause ended at an instant.
func (t *ticket) gapsUpTo(at int64) []gap {
	gaps := t.gapsAt()
	if t.paused {
		gaps[len(gaps)-1].to = at
	}
	return gaps
}
