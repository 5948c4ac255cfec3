package sla

import "time"

// horizon is how many days may pass without working time before a calendar is
// called empty: a year and a day.
const horizon = 366

// The first and last instant of the years 1 to 9999, those RFC 3339 can write.
const (
	firstInstant = -62135596800
	lastInstant  = 253402300799
)

// Add returns the instant at which the given working seconds have passed since
// start. Work that ends exactly at a closing time is due at that closing time;
// no seconds at all are due at start, or at the next opening if start lies
// outside hours.
//
// It returns ErrAmount for a negative amount or one that reaches beyond the
// year 9999, and ErrNoTime if 366 days pass without working time.
func (c *Calendar) Add(start time.Time, seconds int64) (time.Time, error) {
	u, err := c.add(start.Unix(), seconds)
	return c.at(u, err)
}

// AddDays returns the last closing time of the n-th working date after the
// local date of start, which is never counted. A working date has hours and is
// no holiday.
//
// It returns ErrAmount unless n is more than zero or if n reaches beyond the
// year 9999, and ErrNoTime if 366 days pass without a working date.
func (c *Calendar) AddDays(start time.Time, n int) (time.Time, error) {
	u, err := c.addDays(start.Unix(), n)
	return c.at(u, err)
}

// Opening returns t if it lies in working time and the next opening if not.
// It returns ErrNoTime if there is none within 366 days.
func (c *Calendar) Opening(t time.Time) (time.Time, error) { return c.Add(t, 0) }

func (c *Calendar) at(u int64, err error) (time.Time, error) {
	if err != nil {
		return time.Time{}, err
	}
	return c.time(u), nil
}

// time returns an instant in the calendar's zone, and no time for never.
func (c *Calendar) time(u int64) time.Time {
	if u == never {
		return time.Time{}
	}
	return time.Unix(u, 0).In(c.loc)
}

func (c *Calendar) add(start, seconds int64) (int64, error) {
	if seconds < 0 {
		return 0, wrong(ErrAmount, "amount", "%d working seconds are less than none", seconds)
	}
	w := c.walk(start)
	for last := w.day + horizon; w.day <= last; {
		if w.outside() {
			return 0, tooFar()
		}
		spans, midnight := w.spans()
		for _, s := range spans {
			from, to := max(midnight+s.from, start), midnight+s.to
			if to <= start {
				continue
			}
			if seconds <= to-from {
				return from + seconds, nil
			}
			seconds -= to - from
			last = w.day + horizon
		}
		w.skip(1)
		if seconds > c.workweek && c.workweek > 0 {
			// One second stays for the walk: a full week ends at its last closing.
			if weeks := w.ordinaryWeeks(); weeks > 0 {
				weeks = min(weeks, (seconds-1)/c.workweek)
				seconds -= weeks * c.workweek
				w.skip(weeks * 7)
				last = w.day + horizon
			}
		}
	}
	return 0, noTime(start)
}

func (c *Calendar) addDays(start int64, n int) (int64, error) {
	if n <= 0 {
		return 0, wrong(ErrAmount, "amount", "%d working days are not more than none", n)
	}
	day, _ := c.local(start)
	w := c.walk(start)
	w.skip(day + 1 - w.day)
	for last := day + horizon; w.day <= last; w.skip(1) {
		if w.outside() {
			return 0, tooFar()
		}
		if spans, midnight := w.spans(); len(spans) > 0 {
			if n--; n == 0 {
				return midnight + spans[len(spans)-1].to, nil
			}
			last = w.day + horizon
		}
	}
	return 0, noTime(start)
}

// outside tells whether the walk has left the years that can be written.
func (w *walker) outside() bool {
	return w.day < firstInstant/daySeconds || w.day > lastInstant/daySeconds
}

func tooFar() error {
	return wrong(ErrAmount, "amount", "reaches beyond the years 1 to 9999")
}

func noTime(start int64) error {
	return wrong(ErrNoTime, "calendar", "has no working time within 366 days of %s",
		time.Unix(start, 0).UTC().Format(time.DateOnly))
}
