package regency

import (
	"iter"
	"math/rand/v2"
	"slices"
	"time"
)

// weekdays weigh Sunday to Saturday: 21 % of complaints come at the weekend,
// as counted in a large Indonesian city.
var weekdays = [7]int{105, 158, 158, 158, 158, 158, 105}

// hours weigh the hours of a working day so that 44 % of all complaints fall
// into office hours (Monday to Friday 07.30 to 16.00), with the evening peak of
// people who are home from work; restHours are those of the weekend.
var (
	hours     = [24]int{8, 5, 3, 3, 5, 10, 20, 42, 51, 55, 55, 51, 43, 46, 48, 45, 34, 28, 32, 42, 44, 38, 26, 15}
	restHours = [24]int{10, 6, 4, 3, 5, 10, 20, 30, 42, 50, 52, 48, 44, 42, 42, 44, 46, 44, 46, 56, 58, 50, 34, 18}
)

// Arrival makes up when a citizen writes: some moment in the given number of
// days (at least one) before end, weighed by weekday and hour as citizens do.
// Days and hours are those of end's zone.
func Arrival(rnd *rand.Rand, end time.Time, days int) time.Time {
	for {
		day := end.AddDate(0, 0, -rnd.IntN(max(days, 1)+1))
		if rnd.IntN(158) >= weekdays[day.Weekday()] {
			continue
		}
		weights := &hours
		if wd := day.Weekday(); wd == time.Saturday || wd == time.Sunday {
			weights = &restHours
		}
		y, m, d := day.Date()
		at := time.Date(y, m, d, hour(rnd, weights), rnd.IntN(60), rnd.IntN(60), 0, end.Location())
		if !at.After(end) && end.Sub(at) <= time.Duration(max(days, 1))*24*time.Hour {
			return at
		}
	}
}

func hour(rnd *rand.Rand, weights *[24]int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	n := rnd.IntN(sum)
	for h, w := range weights {
		if n -= w; n < 0 {
			return h
		}
	}
	return 0
}

// Arrivals makes up when n citizens write in the given number of days before end, in order of time and as they come to
// be needed: hour by hour, each with its share. Days and hours are those of end's zone.
func Arrivals(rnd *rand.Rand, end time.Time, days, n int) iter.Seq[time.Time] {
	var all int
	each := func(visit func(hour time.Time, weight int) bool) {
		for at := end.AddDate(0, 0, -days).Truncate(time.Hour); at.Before(end); at = at.Add(time.Hour) {
			weights := &hours
			if wd := at.Weekday(); wd == time.Saturday || wd == time.Sunday {
				weights = &restHours
			}
			if !visit(at, weekdays[at.Weekday()]*weights[at.Hour()]) {
				return
			}
		}
	}
	each(func(_ time.Time, weight int) bool {
		all += weight
		return true
	})
	return func(yield func(time.Time) bool) {
		passed, told := 0, 0
		each(func(hour time.Time, weight int) bool {
			passed += weight
			seconds := make([]int, n*passed/all-told)
			told += len(seconds)
			length := int(min(end.Sub(hour), time.Hour) / time.Second)
			for i := range seconds {
				seconds[i] = rnd.IntN(length)
			}
			slices.Sort(seconds)
			for _, second := range seconds {
				if !yield(hour.Add(time.Duration(second) * time.Second)) {
					return false
				}
			}
			return true
		})
	}
}
