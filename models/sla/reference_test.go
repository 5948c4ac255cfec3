package sla

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// reference is the slow and obviously right calendar: a set of working minutes
// found by reading the wall clock minute by minute.
type reference struct {
	loc     *time.Location
	from    int64
	walls   []int64        // what the wall shows, minute by minute from wallsBefore on
	working map[int64]bool // by unix minute
}

const (
	minute   = int64(60)
	refDays  = 12
	hoursOff = 27 // no zone is further than this from another
)

const wallsBefore = 6 * 86400

// wall is what a clock on the wall shows, as seconds since 1970 there.
func (r *reference) wall(u int64) int64 { return r.walls[(u-r.from+wallsBefore)/minute] }

func (r *reference) readWall(u int64) int64 {
	t := time.Unix(u, 0).In(r.loc)
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC).Unix()
}

// instant finds when the wall shows a local time: the first time it does, or
// as long after the gap as it would have been.
func (r *reference) instant(local int64) int64 {
	first := local - hoursOff*3600
	before := r.wall(first)
	for u := first + minute; ; u += minute {
		now := r.wall(u)
		if now == local {
			return u
		}
		if before < local && now > local {
			return r.instant(local + now - before - minute)
		}
		before = now
	}
}

func newReference(t testing.TB, spec CalendarSpec, from int64) *reference {
	loc, err := time.LoadLocation(spec.Zone)
	if err != nil {
		t.Fatal(err)
	}
	r := &reference{loc: loc, from: from, working: map[int64]bool{}}
	for u := from - wallsBefore; u < from+(refDays+6)*86400; u += minute {
		r.walls = append(r.walls, r.readWall(u))
	}
	shown := map[string]bool{}
	for u := from - 3*86400; u < from+(refDays+3)*86400; u += minute {
		shown[time.Unix(u, 0).In(loc).Format(time.DateOnly)] = true
	}
	for date := range shown {
		day, _ := time.Parse(time.DateOnly, date)
		spans, dated := spec.Dates[date]
		if !dated {
			spans = spec.Week[[]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}[day.Weekday()]]
		}
		if _, holiday := spec.Holidays[date]; holiday {
			continue
		}
		for _, s := range spans {
			var h1, m1, h2, m2 int64
			if _, err := fmt.Sscanf(s, "%d:%d-%d:%d", &h1, &m1, &h2, &m2); err != nil {
				t.Fatal(err)
			}
			end := r.instant(day.Unix() + h2*3600 + m2*60)
			for u := r.instant(day.Unix() + h1*3600 + m1*60); u < end; u += minute {
				r.working[u/minute] = true
			}
		}
	}
	return r
}

func (r *reference) elapsed(a, b int64) (seconds int64) {
	for m := (a - minute) / minute; m*minute < b; m++ {
		if r.working[m] {
			seconds += max(0, min(b, (m+1)*minute)-max(a, m*minute))
		}
	}
	return seconds
}

// add returns false if the minutes known do not hold so many seconds.
func (r *reference) add(start, seconds int64) (int64, bool) {
	for m := (start - minute) / minute; m*minute < r.from+refDays*86400; m++ {
		if !r.working[m] || (m+1)*minute <= start {
			continue
		}
		from := max(start, m*minute)
		if seconds <= (m+1)*minute-from {
			return from + seconds, true
		}
		seconds -= (m+1)*minute - from
	}
	return 0, false
}

// changes are days around which the clocks of a zone change, and some at which
// they do not.
var changes = []struct{ zone, date string }{
	{"Asia/Jakarta", "2026-02-16"},
	{"Asia/Jayapura", "2026-12-28"},
	{"Asia/Kathmandu", "2026-01-01"},
	{"Europe/Berlin", "2026-03-29"},
	{"Europe/Berlin", "2026-10-25"},
	{"America/Los_Angeles", "2014-03-09"},
	{"America/Los_Angeles", "2014-11-02"},
	{"Australia/Lord_Howe", "2026-04-05"},
	{"Australia/Lord_Howe", "2026-10-04"}, // half an hour
	{"America/St_Johns", "2010-03-14"},
	{"America/St_Johns", "2010-11-07"}, // a minute past midnight
	{"America/Sao_Paulo", "2017-10-15"},
	{"America/Sao_Paulo", "2018-02-18"}, // at midnight
	{"America/Havana", "2026-03-08"},
	{"America/Havana", "2026-11-01"},
	{"Africa/Cairo", "2026-04-24"},
	{"Africa/Cairo", "2026-10-30"},
	{"America/Toronto", "1919-03-31"}, // from 23:30 over midnight
	{"Pacific/Apia", "2011-12-30"},    // a date that never was
	{"Europe/Berlin", "2200-03-30"},
	{"Europe/Berlin", "2104-12-31"}, // beyond the table of periods
}

// anyHours draws the spans of a day, on full or odd minutes.
func anyHours(t *rapid.T, label string) []string {
	edges := rapid.SliceOfNDistinct(rapid.IntRange(0, 48*2), 0, 6, rapid.ID[int]).Draw(t, label)
	slices.Sort(edges)
	shift := rapid.SampledFrom([]int{0, 0, 0, 1, 7}).Draw(t, label+" shift")
	var spans []string
	for i := 0; i+1 < len(edges); i += 2 {
		from, to := edges[i]*15+shift, min(edges[i+1]*15+shift, 1440)
		if from < to {
			spans = append(spans, fmt.Sprintf("%02d:%02d-%02d:%02d", from/60, from%60, to/60, to%60))
		}
	}
	return spans
}

// anyCalendar draws a calendar with holidays and dated hours within the days
// the reference looks at, and the first instant of them.
func anyCalendar(t *rapid.T) (CalendarSpec, int64) {
	change := rapid.SampledFrom(changes).Draw(t, "change")
	day, _ := time.Parse(time.DateOnly, change.date)
	from := day.Unix() - rapid.Int64Range(0, 4).Draw(t, "days before")*86400
	spec := CalendarSpec{Zone: change.zone, Week: map[string][]string{}, Holidays: map[string]string{}, Dates: map[string][]string{}}
	usual := anyHours(t, "usual")
	for _, name := range []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"} {
		switch rapid.IntRange(0, 3).Draw(t, name+" kind") {
		case 0:
			spec.Week[name] = anyHours(t, name)
		case 1, 2:
			spec.Week[name] = usual
		}
	}
	date := func(label string) string {
		return time.Unix(from+rapid.Int64Range(0, refDays).Draw(t, label)*86400, 0).UTC().Format(time.DateOnly)
	}
	for range rapid.IntRange(0, 2).Draw(t, "holidays") {
		spec.Holidays[date("holiday")] = "x"
	}
	for range rapid.IntRange(0, 2).Draw(t, "dates") {
		spec.Dates[date("dated")] = anyHours(t, "dated hours")
	}
	spec.Week["wed"] = append(spec.Week["wed"][:0:0], "10:00-10:30") // never wholly empty
	return spec, from
}

func TestReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spec, from := anyCalendar(t)
		c, err := NewCalendar(spec)
		if err != nil {
			t.Fatalf("NewCalendar(%+v): %v", spec, err)
		}
		slow := newReference(new(testing.T), spec, from)
		for range 20 {
			a := from + rapid.Int64Range(0, 6*86400).Draw(t, "a")
			b := a + rapid.Int64Range(-3600, 5*86400).Draw(t, "b")
			if got, want := c.elapsed(a, b), slow.elapsed(a, b); got != want {
				t.Fatalf("%+v: elapsed(%v, %v) = %d, want %d", spec, c.time(a), c.time(b), got, want)
			}
			seconds := rapid.Int64Range(0, 40*3600).Draw(t, "seconds")
			if want, known := slow.add(a, seconds); known {
				if got, err := c.add(a, seconds); err != nil || got != want {
					t.Fatalf("%+v: add(%v, %d) = %v, %v; want %v", spec, c.time(a), seconds, c.time(got), err, c.time(want))
				}
			}
		}
	})
}
