package sla

import (
	"cmp"
	"maps"
	"slices"
	"time"
	_ "time/tzdata" // zones work on machines without a zone database
)

// CalendarSpec is a calendar as people write it, and as scenarios and rows
// hold it.
type CalendarSpec struct {
	Zone string `json:"zone"`
	// Week maps mon…sun to spans such as "07:30-12:00"; a day left out is off.
	Week map[string][]string `json:"week"`
	// Holidays maps dates to their names; a name may be empty. A scenario may
	// also list the dates only.
	Holidays map[string]string `json:"holidays,omitempty"`
	// Dates maps dates to the spans that replace those of their weekday.
	Dates map[string][]string `json:"dates,omitempty"`
}

// Calendar says when a desk works. It never changes after NewCalendar, so it
// may be shared by any number of goroutines.
type Calendar struct {
	zone     string
	loc      *time.Location
	periods  []period
	week     [7][]span
	workweek int64 // working seconds of a week without exceptions
	special  []specialDay
}

// specialDay is a civil day that does not follow the week.
type specialDay struct {
	day     int64
	spans   []span // empty on a holiday
	holiday bool
	name    string
}

var weekdays = map[string]time.Weekday{
	"sun": time.Sunday, "mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday,
	"thu": time.Thursday, "fri": time.Friday, "sat": time.Saturday,
}

// NewCalendar builds a calendar. It returns ErrSpan for a span that is
// malformed or overlaps another, ErrNoTime if no day has any hours, and
// ErrInput for an unknown zone, weekday or date; all of them are an *Error
// naming the field.
func NewCalendar(spec CalendarSpec) (*Calendar, error) {
	loc, err := loadZone(spec.Zone)
	if err != nil {
		return nil, err
	}
	c := &Calendar{zone: spec.Zone, loc: loc, periods: periodsOf(loc)}
	if err := c.setWeek(spec.Week); err != nil {
		return nil, err
	}
	if err := c.setSpecial(spec.Holidays, spec.Dates); err != nil {
		return nil, err
	}
	if !c.works() {
		return nil, wrong(ErrNoTime, "week", "has no working time: no weekday and no date has any hours")
	}
	return c, nil
}

// Zone returns the name of the calendar's time zone.
func (c *Calendar) Zone() string { return c.zone }

// Location returns the calendar's time zone, for printing its times.
func (c *Calendar) Location() *time.Location { return c.loc }

func (c *Calendar) setWeek(week map[string][]string) error {
	for _, name := range slices.Sorted(maps.Keys(week)) {
		day, ok := weekdays[name]
		if !ok {
			return wrong(ErrInput, "week", "%s is no weekday: use mon, tue, wed, thu, fri, sat, sun", quoted(name))
		}
		spans, err := parseSpans("week."+name, week[name])
		if err != nil {
			return err
		}
		c.week[day] = spans
		for _, s := range spans {
			c.workweek += s.to - s.from
		}
	}
	return nil
}

// setSpecial keeps one row a day, in order; a holiday wins over dated spans.
func (c *Calendar) setSpecial(holidays map[string]string, dates map[string][]string) error {
	days := make(map[int64]specialDay, len(holidays)+len(dates))
	for _, text := range slices.Sorted(maps.Keys(dates)) {
		day, err := parseDay(text)
		if err != nil {
			return wrong(ErrInput, "dates", "%s is no date: write it as 2026-12-25", quoted(text))
		}
		spans, err := parseSpans("dates."+text, dates[text])
		if err != nil {
			return err
		}
		days[day] = specialDay{day: day, spans: spans}
	}
	for _, text := range slices.Sorted(maps.Keys(holidays)) {
		day, err := parseDay(text)
		if err != nil {
			return wrong(ErrInput, "holidays", "%s is no date: write it as 2026-12-25", quoted(text))
		}
		days[day] = specialDay{day: day, holiday: true, name: holidays[text]}
	}
	c.special = slices.SortedFunc(maps.Values(days), func(a, b specialDay) int { return cmp.Compare(a.day, b.day) })
	return nil
}

func (c *Calendar) works() bool {
	return c.workweek > 0 || slices.ContainsFunc(c.special, func(s specialDay) bool { return len(s.spans) > 0 })
}

// nextSpecial returns the index of the first special day on or after day.
func (c *Calendar) nextSpecial(day int64) int {
	i, _ := slices.BinarySearchFunc(c.special, day, func(s specialDay, day int64) int { return cmp.Compare(s.day, day) })
	return i
}

// spansOn returns the spans of a civil day in seconds of that day.
func (c *Calendar) spansOn(day int64) []span {
	if i := c.nextSpecial(day); i < len(c.special) && c.special[i].day == day {
		return c.special[i].spans
	}
	return c.week[weekdayOf(day)]
}

// Same tells whether two calendars have the same hours on every date from that
// of one instant to that of another.
func (c *Calendar) Same(other *Calendar, from, to time.Time) bool {
	if c.zone != other.zone {
		return false
	}
	first, _ := c.local(from.Unix())
	last, _ := c.local(to.Unix())
	for day := first; day <= last; day++ {
		if !slices.Equal(c.spansOn(day), other.spansOn(day)) {
			return false
		}
	}
	return true
}
