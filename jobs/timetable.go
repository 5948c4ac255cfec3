package jobs

import (
	"sync/atomic"
	"time"

	"github.com/robfig/cron/v3"
)

// timetable says when each job is due, by the clock of the house. That clock may be set: forward, and what was passed
// over is done once; back, and the jobs go on from there instead of waiting for the old time to come again.
type timetable struct {
	jobs []*timed
	last time.Time
}

type timed struct {
	job
	schedule cron.Schedule
	next     time.Time
	busy     atomic.Bool // under way: the next turn is left out
}

// newTimetable begins with what was done last; what was missed since is due at once.
func newTimetable(table []job, last map[string]time.Time, now time.Time) *timetable {
	t := &timetable{last: now}
	for _, one := range table {
		schedule, err := cron.ParseStandard(one.schedule)
		if err != nil {
			panic("jobs: " + one.name + ": " + err.Error()) // the table is ours
		}
		from := last[one.name]
		if from.After(now) { // done while the clock was wrong
			from = now
		}
		t.jobs = append(t.jobs, &timed{job: one, schedule: schedule, next: schedule.Next(from.UTC())})
	}
	return t
}

// due returns what has its turn now, and whether the clock was set back since it was asked last.
func (t *timetable) due(now time.Time) (jobs []*timed, back bool) {
	now = now.UTC()
	back = now.Before(t.last)
	t.last = now
	for _, one := range t.jobs {
		if back {
			one.next = one.schedule.Next(now.Add(-time.Minute)) // this minute too, unless it has had its turn
		}
		if one.next.After(now) {
			continue
		}
		jobs = append(jobs, one)
		one.next = one.schedule.Next(now)
	}
	return jobs, back
}
