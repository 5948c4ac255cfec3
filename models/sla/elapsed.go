package sla

import (
	"math"
	"time"
)

// DefaultWarn is the share of a target after which a clock is near its due.
const DefaultWarn = 0.5

// Elapsed returns the working seconds from a to b, and 0 if b is not after a.
func (c *Calendar) Elapsed(a, b time.Time) int64 { return c.elapsed(a.Unix(), b.Unix()) }

// WarnAt returns the instant at which the given share of the working seconds
// between start and due has passed, and the same errors as Add.
func (c *Calendar) WarnAt(start, due time.Time, share float64) (time.Time, error) {
	return c.Add(start, portion(c.Elapsed(start, due), share))
}

// Critical returns the instant at which twice the working seconds between
// start and due have passed, and the same errors as Add.
func (c *Calendar) Critical(start, due time.Time) (time.Time, error) {
	return c.Add(start, 2*c.Elapsed(start, due))
}

// portion returns the first whole second at which the share has passed. The
// tiny subtrahend keeps 0.1 × 30, a little more than 3 in binary, at 3.
func portion(seconds int64, share float64) int64 {
	return int64(math.Ceil(float64(seconds)*share - 1e-6))
}

func (c *Calendar) elapsed(a, b int64) (seconds int64) {
	a, b = max(a, firstInstant), min(b, lastInstant)
	if b <= a {
		return 0
	}
	w := c.walk(a)
	last, _ := c.local(b)
	// The day after is looked at too: clocks set back at midnight let the old
	// date come twice, and its second hour belongs to the next day's hours.
	for w.day <= last+1 {
		spans, midnight := w.spans()
		for _, s := range spans {
			seconds += max(0, min(midnight+s.to, b)-max(midnight+s.from, a))
		}
		w.skip(1)
		if last-w.day >= 7 {
			if weeks := min(w.ordinaryWeeks(), (last-w.day)/7); weeks > 0 {
				seconds += weeks * c.workweek
				w.skip(weeks * 7)
			}
		}
	}
	return seconds
}
