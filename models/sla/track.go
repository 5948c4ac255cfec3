package sla

import "math"

// never ends a gap that is still open.
const never = math.MaxInt64

// gap is a stretch of a ticket's life that does not count.
type gap struct {
	from, to int64
	why      Skip // SkipPaused or SkipClosed
}

// track is the stretch of time one clock is measured over: working time of a
// calendar from start, with gaps left out. Gaps are in order and do not
// overlap; those before start do not matter.
type track struct {
	cal   *Calendar
	start int64
	gaps  []gap
}

// worked returns the working seconds from start to end, gaps left out.
func (t track) worked(end int64) (seconds int64) {
	from := t.start
	for _, g := range t.gaps {
		if g.to <= from {
			continue
		}
		if g.from >= end {
			break
		}
		seconds += t.cal.elapsed(from, g.from)
		from = g.to
	}
	return seconds + t.cal.elapsed(from, end)
}

// reach returns the instant at which the given working seconds, more than
// none, have passed since start, and never if an open gap lies before it.
// A gap that begins at that very instant moves it to the gap's end if moved:
// whoever pauses exactly at due is in time, like whoever answers then. A warn
// point is reached at its own instant, so a gap from there comes too late.
func (t track) reach(seconds int64, moved bool) (int64, error) {
	from := t.start
	for _, g := range t.gaps {
		if g.to <= from {
			continue
		}
		before := t.cal.elapsed(from, g.from)
		if before > seconds {
			break
		}
		if before == seconds {
			at, err := t.cal.add(from, seconds)
			if err != nil || at < g.from || !moved {
				return at, err
			}
		}
		seconds -= before
		if from = g.to; from == never {
			return never, nil
		}
	}
	return t.cal.add(from, seconds)
}

// total returns the working seconds an amount means for this track. Working
// days are those up to the last closing time, whatever is paused later.
func (t track) total(a Amount) (int64, error) {
	if a.Days == 0 {
		return a.Seconds, nil
	}
	due, err := t.cal.addDays(t.start, a.Days)
	if err != nil {
		return 0, err
	}
	return t.cal.elapsed(t.start, due), nil
}
