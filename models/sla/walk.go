package sla

import (
	"cmp"
	"slices"
)

// walker goes through the civil days of a calendar in order.
type walker struct {
	c       *Calendar
	p       period
	day     int64
	special int    // the first special day on or after day
	room    []span // reused for days on which the clocks change
}

// walk returns a walker on the first day that may hold working time at or
// after u.
func (c *Calendar) walk(u int64) walker {
	p := c.period(u)
	day, _ := civilDay(u + p.offset)
	w := walker{c: c, p: p, day: day}
	if !w.plain() {
		w.day-- // hours of yesterday may have moved into today
	}
	w.special = c.nextSpecial(w.day)
	return w
}

func (w *walker) skip(days int64) {
	w.day += days
	for w.special < len(w.c.special) && w.c.special[w.special].day < w.day {
		w.special++
	}
}

// plain tells whether the day and both its neighbours lie in one period, so
// that a second of the day is midnight plus that many seconds.
func (w *walker) plain() bool {
	if w.midnight()-daySeconds >= w.p.start && w.midnight()+2*daySeconds <= w.p.end {
		return true
	}
	w.p = w.c.period(w.midnight() + daySeconds/2)
	return w.midnight()-daySeconds >= w.p.start && w.midnight()+2*daySeconds <= w.p.end
}

// midnight is the instant at which a plain day begins.
func (w *walker) midnight() int64 { return w.day*daySeconds - w.p.offset }

// spans returns the day's working time, and the instant its seconds are
// counted from: midnight, or 0 if they are instants themselves. The slice is
// good until the next call.
func (w *walker) spans() ([]span, int64) {
	if !w.plain() {
		w.room = w.c.changing(w.room[:0], w.day)
		return w.room, 0
	}
	if w.special < len(w.c.special) && w.c.special[w.special].day == w.day {
		return w.c.special[w.special].spans, w.midnight()
	}
	return w.c.week[weekdayOf(w.day)], w.midnight()
}

// ordinaryWeeks returns how many whole weeks from this day on follow the week,
// without a special day and without a change of the clocks.
func (w *walker) ordinaryWeeks() int64 {
	days := forever / daySeconds
	if w.special < len(w.c.special) {
		days = w.c.special[w.special].day - w.day
	}
	if days < 7 || w.c.workweek == 0 || !w.plain() { // the cheapest question first: it is asked of every day
		return 0
	}
	return min(days, (w.p.end-w.midnight()-daySeconds)/daySeconds) / 7
}

// changing appends the working time of a day near a change of the clocks, as
// instants. Hours that do not exist have moved forward, perhaps over other
// hours or past midnight, so the neighbours are looked at too and what
// overlaps counts once.
func (c *Calendar) changing(all []span, day int64) []span {
	begin, end := c.instant(day*daySeconds), c.instant((day+1)*daySeconds)
	for d := day - 1; d <= day+1; d++ {
		midnight := d * daySeconds
		if c.instant(midnight) >= c.instant(midnight+daySeconds) {
			continue // a date the zone jumped over (Samoa, 2011-12-30)
		}
		for _, s := range c.spansOn(d) {
			from, to := max(c.instant(midnight+s.from), begin), min(c.instant(midnight+s.to), end)
			if from < to {
				all = append(all, span{from, to})
			}
		}
	}
	slices.SortFunc(all, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	return merged(all)
}

// merged joins sorted spans that overlap or touch, in place.
func merged(all []span) []span {
	n := 0
	for _, s := range all {
		if n > 0 && s.from <= all[n-1].to {
			all[n-1].to = max(all[n-1].to, s.to)
			continue
		}
		all[n] = s
		n++
	}
	return all[:n]
}
