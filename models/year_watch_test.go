package models

import (
	"fmt"
	"strings"
	"time"
)

// The second calculation of the year: targets.md done the slow way, by a stopwatch that looks at every single minute.
// It shares nothing with models/sla.

// deskHours are a calendar as people write it.
type deskHours struct {
	zone     string
	week     map[string][]string
	dates    map[string][]string
	holidays map[string]bool
}

// Minutes known to a tape: the year, what came before it and as much after it as the longest target reaches.
const (
	tapeFrom    = 1764547200 // 2025-12-01T00:00:00Z
	tapeMinutes = 1000 * 24 * 60
	tapeEnd     = tapeFrom + 60*tapeMinutes
)

// tape says of every minute whether a desk works.
type tape struct {
	zone  *time.Location
	works []bool
}

func newTape(h deskHours) *tape {
	zone, err := time.LoadLocation(h.zone)
	if err != nil {
		panic(err)
	}
	k := &tape{zone: zone, works: make([]bool, tapeMinutes)}
	for at := time.Unix(tapeFrom, 0).In(zone); at.Unix() < tapeEnd; at = at.AddDate(0, 0, 1) {
		date := at.Format(time.DateOnly)
		spans, dated := h.dates[date]
		if !dated {
			spans = h.week[strings.ToLower(at.Format("Mon"))]
		}
		if h.holidays[date] {
			continue
		}
		for _, span := range spans {
			var h1, m1, h2, m2 int
			if _, err := fmt.Sscanf(span, "%d:%d-%d:%d", &h1, &m1, &h2, &m2); err != nil {
				panic(err)
			}
			for m := h1*60 + m1; m < h2*60+m2; m++ {
				i := (time.Date(at.Year(), at.Month(), at.Day(), 0, m, 0, 0, zone).Unix() - tapeFrom) / 60
				if i >= 0 && i < tapeMinutes {
					k.works[i] = true
				}
			}
		}
	}
	return k
}

// away is a stretch that does not count: waiting for the citizen, or closed before a reopening.
type away struct{ from, to int64 }

// reading is what a stopwatch shows: the seconds up to an instant, and when it comes to the points of the target; Never
// while it is stopped before them.
type reading struct {
	used                int64
	warn, due, critical Time
}

// watch lets the stopwatch run minute by minute, and to every edge of a stretch away within one. It looks as far as an
// instant, and beyond until all points are reached if asked to.
func (k *tape) watch(start int64, aways []away, total, share, end int64, beyond bool) reading {
	r := reading{warn: Never, due: Never, critical: Never}
	points := []struct {
		seconds int64
		at      *Time
	}{{(total*share + 99) / 100, &r.warn}, {total, &r.due}, {2 * total, &r.critical}}
	used := int64(0)
	for u := start; u < tapeEnd; {
		next, counts := edge((u/60+1)*60, u, end), k.works[(u-tapeFrom)/60]
		for _, a := range aways {
			next = edge(edge(next, u, a.from), u, a.to)
			counts = counts && (u < a.from || u >= a.to)
		}
		if counts {
			for _, p := range points {
				if used < p.seconds && p.seconds <= used+next-u {
					*p.at = Time(u + p.seconds - used)
				}
			}
			used += next - u
		}
		if u = next; u == end {
			r.used = used
		}
		ever := len(aways) == 0 || u < aways[len(aways)-1].from || aways[len(aways)-1].to < int64(Never)
		if u >= end && (!beyond || used >= 2*total || !ever) {
			break
		}
	}
	for _, point := range []*Time{&r.due, &r.critical} { // waiting from that very instant: the point waits too
		for _, a := range aways {
			if Time(a.from) == *point {
				*point = k.opening(a.to)
			}
		}
	}
	return r
}

// opening is the first instant from u on at which the desk works.
func (k *tape) opening(u int64) Time {
	for u < tapeEnd && !k.works[(u-tapeFrom)/60] {
		u = (u/60 + 1) * 60
	}
	if u >= tapeEnd {
		return Never
	}
	return Time(u)
}

// same reports whether another tape has the same hours on every date from one instant to another.
func (k *tape) same(other *tape, from, to int64) bool {
	first, last := time.Unix(from, 0).In(k.zone), time.Unix(to, 0).In(k.zone)
	begin := time.Date(first.Year(), first.Month(), first.Day(), 0, 0, 0, 0, k.zone).Unix()
	end := time.Date(last.Year(), last.Month(), last.Day()+1, 0, 0, 0, 0, k.zone).Unix()
	for u := begin; u < end; u += 60 {
		if i := (u - tapeFrom) / 60; k.works[i] != other.works[i] {
			return false
		}
	}
	return true
}

// edge is the next instant at which something may change.
func edge(next, u, at int64) int64 {
	if u < at && at < next {
		return at
	}
	return next
}

// days returns the working seconds up to the last closing of the n-th working date after that of the start.
func (k *tape) days(start int64, n int) int64 {
	date := time.Unix(start, 0).In(k.zone)
	midnight := time.Date(date.Year(), date.Month(), date.Day(), 0, 0, 0, 0, k.zone)
	closing := int64(0)
	for n > 0 {
		midnight = midnight.AddDate(0, 0, 1)
		last := int64(0)
		for u := midnight.Unix(); u < midnight.AddDate(0, 0, 1).Unix(); u += 60 {
			if k.works[(u-tapeFrom)/60] {
				last = u + 60
			}
		}
		if last > 0 {
			n, closing = n-1, last
		}
	}
	return k.watch(start, []away{{closing, int64(Never)}}, 1<<40, 50, closing, false).used
}
