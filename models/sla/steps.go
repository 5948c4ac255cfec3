package sla

// Skip says why a date or a stretch of it does not count.
type Skip string

// The reasons.
const (
	SkipHoliday Skip = "holiday"     // Step.Name may name it
	SkipWeekend Skip = "weekend"     // a weekday without hours
	SkipOff     Skip = "closed"      // a date whose own hours are none
	SkipDayZero Skip = "day zero"    // the date of the start, never a working day
	SkipLate    Skip = "after hours" // the start came after the last closing
	SkipPaused  Skip = "paused"      // waiting for the citizen
	SkipClosed  Skip = "resolved"    // between a closure and a reopening
	SkipMore    Skip = "and so on"   // the list was cut here
)

// maxSteps bounds an explanation; nobody reads further, and an hour a week for
// ten years of working time would fill the memory.
const maxSteps = 20_000

// Step is one line of the answer to "why this date?": a span that counts, or a
// date or stretch that does not. From and To are local times of the date and
// empty if the whole date is skipped.
type Step struct {
	Date     string
	From, To string
	Seconds  int64  // counted; 0 if skipped
	Skip     Skip   // empty if counted
	Name     string // of the holiday, if it has one
	Day      int    // which working day it is, for targets in working days
}

// Steps explains the due time from the start on: the seconds of its steps add
// up to the target, unless it is given in working days (then they are the
// counted days' and day zero is left out) or the clock is paused (then they
// end with what has been looked at).
func (c *Clock) Steps() []Step {
	until := c.verdict.due
	if until == never {
		until = c.verdict.end
	}
	e := explanation{track: c.track, until: until, days: c.Amount.Days, steps: []Step{}}
	e.day, _ = c.track.cal.local(c.track.start)
	last, _ := c.track.cal.local(max(until-1, c.track.start))
	w := c.track.cal.walk(c.track.start)
	w.skip(e.day - w.day)
	for first := e.day; e.day <= last; e.day++ {
		if len(e.steps) >= maxSteps {
			e.skip(SkipMore)
			break
		}
		e.explain(&w, e.day == first)
		w.skip(1)
	}
	return e.steps
}

// explanation collects the steps day by day.
type explanation struct {
	track   track
	until   int64
	days    int // working days of the target
	counted int // working days so far
	day     int64
	steps   []Step
}

func (e *explanation) skip(why Skip) {
	e.steps = append(e.steps, Step{Date: formatDay(e.day), Skip: why})
}

func (e *explanation) explain(w *walker, first bool) {
	spans, midnight := w.spans()
	switch {
	case len(spans) == 0:
		e.skipDate()
		return
	case first && e.days > 0:
		e.skip(SkipDayZero)
		return
	}
	e.counted++
	before := len(e.steps)
	for _, s := range spans {
		e.span(max(midnight+s.from, e.track.start), min(midnight+s.to, e.until))
	}
	if len(e.steps) == before && first {
		e.skip(SkipLate)
	}
	e.condense(before)
}

// skipDate says why a date has no working time.
func (e *explanation) skipDate() {
	cal := e.track.cal
	e.skip(SkipWeekend)
	step := &e.steps[len(e.steps)-1]
	if i := cal.nextSpecial(e.day); i < len(cal.special) && cal.special[i].day == e.day {
		step.Skip = SkipOff
		if cal.special[i].holiday {
			step.Skip, step.Name = SkipHoliday, cal.special[i].name
		}
	} else if len(cal.week[weekdayOf(e.day)]) > 0 {
		step.Skip = SkipOff // its hours were lost to a change of the clocks
	}
}

// span adds the steps of one stretch of working time, cut by the gaps.
func (e *explanation) span(from, to int64) {
	for _, g := range e.track.gaps {
		if g.to <= from || from >= to {
			continue
		}
		if g.from >= to {
			break
		}
		e.step(from, g.from, "")
		e.step(max(from, g.from), min(g.to, to), g.why)
		from = min(g.to, to)
	}
	e.step(from, to, "")
}

func (e *explanation) step(from, to int64, why Skip) {
	if from >= to {
		return
	}
	cal := e.track.cal
	s := Step{Date: formatDay(e.day), From: cal.clockTime(from, e.day), To: cal.clockTime(to, e.day), Skip: why}
	if why == "" {
		if s.Seconds = to - from; e.counted <= e.days {
			s.Day = e.counted
		}
	}
	e.steps = append(e.steps, s)
}

// clockTime prints the local time of an instant on a date; the midnight that
// ends the date is 24:00.
func (c *Calendar) clockTime(u, day int64) string {
	on, second := c.local(u)
	if second == 0 && on == day+1 {
		second = daySeconds
	}
	return formatSecond(second)
}

// condense makes one step of a date that is skipped whole for one reason.
func (e *explanation) condense(from int) {
	date := e.steps[from:]
	if len(date) < 1 || date[0].Skip == "" {
		return
	}
	for _, s := range date {
		if s.Skip != date[0].Skip {
			return
		}
	}
	e.steps = append(e.steps[:from], Step{Date: date[0].Date, Skip: date[0].Skip})
}
