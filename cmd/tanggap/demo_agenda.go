package main

import (
	"container/heap"
	"context"
	"sync/atomic"
	"time"

	"tanggap/cmd/tanggap/regency"
	"tanggap/models"
)

// movableClock is the store's time: what was set, or the real one once it is let go.
type movableClock struct{ at atomic.Int64 }

func (c *movableClock) set(at time.Time) { c.at.Store(at.UnixNano()) }

func (c *movableClock) letGo() { c.at.Store(0) }

func (c *movableClock) now() time.Time {
	if at := c.at.Load(); at != 0 {
		return time.Unix(0, at)
	}
	return time.Now()
}

// step is something somebody does at a time.
type step struct {
	at time.Time
	do func(context.Context) error
}

// agenda is a heap of steps, the earliest first.
type agenda []step

func (a agenda) Len() int           { return len(a) }
func (a agenda) Less(i, j int) bool { return a[i].at.Before(a[j].at) }
func (a agenda) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }

// Push and Pop are what container/heap asks for.
func (a *agenda) Push(x any) { *a = append(*a, x.(step)) }

func (a *agenda) Pop() any {
	last := len(*a) - 1
	s := (*a)[last]
	*a = (*a)[:last]
	return s
}

// at puts a step of a life into the agenda.
func (t *town) at(at time.Time, l *life, do func(context.Context, *life) error) {
	heap.Push(&t.agenda, step{at, func(ctx context.Context) error { return do(ctx, l) }})
}

// The days before are swept this often: flags carry the true moment anyway.
const demoSweepEvery = 20 * time.Minute

// live plays the days before end in their order, through the ordinary verbs: every step moves the clock.
func (t *town) live(ctx context.Context, end time.Time, perDay int) error {
	for range demoDays * perDay {
		at := regency.Arrival(t.rnd, end.In(t.zone), demoDays)
		t.at(at, &life{Story: regency.Tell(t.rnd)}, t.write)
	}
	nextSweep := end.AddDate(0, 0, -demoDays)
	for len(t.agenda) > 0 && !t.agenda[0].at.After(end) {
		for ; nextSweep.Before(t.agenda[0].at); nextSweep = nextSweep.Add(demoSweepEvery) {
			if err := t.minute(ctx, nextSweep); err != nil {
				return err
			}
		}
		s := heap.Pop(&t.agenda).(step)
		t.clock.set(s.at)
		if err := s.do(ctx); err != nil && models.ErrorCode(err) != models.Conflict {
			return err
		}
	}
	t.clock.letGo()
	t.lively = true
	_, err := t.store.Sweep(ctx, t.store.Clock())
	return err
}

// minute does what the jobs do.
func (t *town) minute(ctx context.Context, at time.Time) error {
	t.clock.set(at)
	if _, err := t.store.Sweep(ctx, models.At(at)); err != nil {
		return err
	}
	_, err := t.store.EndPauses(ctx)
	return err
}

// working returns the moment some office hours later; now and then somebody answers in the evening instead.
func (t *town) working(hours float64) time.Time {
	now := t.clock.now()
	if t.lively { // a working hour is ten seconds: whoever looks at the demo has minutes, not days
		return now.Add(time.Duration(hours * 10 * float64(time.Second)))
	}
	if t.chance(8) {
		return now.Add(time.Duration(hours*60) * time.Minute)
	}
	at, err := t.hours.Add(now, int64(hours*3600))
	if err != nil {
		return now.AddDate(1, 0, 0) // no list of holidays reaches there: never, for a demo
	}
	return at.Add(time.Duration(t.rnd.IntN(50)) * time.Second)
}

// later is when a citizen writes again, who keeps no office hours.
func (t *town) later(hours float64) time.Time {
	unit := time.Hour
	if t.lively {
		unit = 10 * time.Second
	}
	return t.clock.now().Add(time.Duration(hours * float64(unit)))
}

func (t *town) chance(percent int) bool { return t.rnd.IntN(100) < percent }
