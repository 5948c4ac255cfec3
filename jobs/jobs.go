// Package jobs is the edge where time comes in: the table of what runs when, one file per job, and the worker that
// empties the outbox. Each job calls one or two verbs of the store. It knows no HTTP and no SQL.
package jobs

import (
	"context"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"tanggap/channels"
	"tanggap/models"
	"tanggap/views"
)

// Jobs are what happens without anybody asking.
type Jobs struct {
	Store   *models.Store
	Views   *views.Views
	Senders map[string]channels.Sender // by channel; what is for any other fails visibly
	Bot     Bot                        // nil: nobody can link a chat
	Log     *slog.Logger
}

// job is one line of the table.
type job struct {
	name     string
	schedule string // minute, hour, day, month, weekday in UTC
	do       func(*Jobs, context.Context) (string, error)
}

// table is what runs when. Whichever instance is first does it; the others see that in the table of runs.
var table = []job{
	{"sweep", "* * * * *", sweep},
	{"pauses", "* * * * *", pauses},
	{"transfers", "* * * * *", transfers},
	{"absences", "* * * * *", absences},
	{"rules", "* * * * *", rules},
	{"recompute", "* * * * *", recompute},
	{"measurements", "* * * * *", measurements},
	{"rollups", "* * * * *", rollups},
	{"digests", "* * * * *", digests},
	{"seals", "* * * * *", seals},
	{"incidents", "* * * * *", incidents},
	{"chats", "* * * * *", chats},
	{"purge", "40 18 * * *", purge}, // 01.40 in the west of the country
}

// What is under way has this long to end after the context did; then it is interrupted, with a second to say so.
// Together with what HTTP takes, and both end at once, the house closes within ten.
const (
	endWithin  = 8 * time.Second
	tellWithin = time.Second
)

// Run works until the context ends, and returns when everything under way has ended or was interrupted.
func (j *Jobs) Run(ctx context.Context) {
	work, interrupt := context.WithCancel(context.WithoutCancel(ctx))
	defer interrupt()
	var under sync.WaitGroup
	under.Go(func() { j.keepTime(ctx, work, &under) })
	under.Go(func() { j.deliver(ctx, work) })
	under.Go(func() { j.errands(ctx, work) })
	<-ctx.Done()
	ended := make(chan struct{})
	go func() { under.Wait(); close(ended) }()
	select {
	case <-ended:
		return
	case <-time.After(endWithin):
	}
	interrupt()
	select {
	case <-ended:
	case <-time.After(tellWithin):
	}
}

// How often the clock is looked at: a job begins this late at most.
const lookEvery = time.Second

// keepTime starts what is due until ctx ends. What it starts, work may interrupt.
func (j *Jobs) keepTime(ctx, work context.Context, under *sync.WaitGroup) {
	times := newTimetable(table, j.lastSlots(work), j.Store.Clock().Std())
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	j.setRight(work)
	for {
		due, back := times.due(j.Store.Clock().Std())
		if back {
			j.setRight(work)
		}
		for _, one := range due {
			j.start(work, one, under)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// start runs a job beside the others, unless it is still at the time before.
func (j *Jobs) start(ctx context.Context, one *timed, under *sync.WaitGroup) {
	if !one.busy.CompareAndSwap(false, true) {
		return
	}
	under.Go(func() {
		defer one.busy.Store(false)
		defer func() {
			if cause := recover(); cause != nil {
				j.Log.Error("job panicked", "job", one.name, "cause", cause, "stack", string(debug.Stack()))
			}
		}()
		j.once(ctx, one.job)
	})
}

// setRight lets go of what waits for a time the clock showed by mistake.
func (j *Jobs) setRight(ctx context.Context) {
	if n, err := j.Store.SetRight(ctx); err != nil && ctx.Err() == nil {
		j.Log.Error("clock", "error", err)
	} else if n > 0 {
		j.Log.Warn("the clock was set back; what waited for the time it had shown goes out now", "sends", n)
	}
}

func (j *Jobs) lastSlots(ctx context.Context) map[string]time.Time {
	runs, err := j.Store.Runs(ctx, models.System)
	if err != nil {
		j.Log.Error("runs", "error", err)
	}
	last := map[string]time.Time{}
	for _, r := range runs {
		last[r.Job] = r.Slot.Std()
	}
	return last
}

// once does a job for this minute, unless another instance has.
func (j *Jobs) once(ctx context.Context, one job) {
	slot := models.At(j.Store.Clock().Std().Truncate(time.Minute))
	started := time.Now()
	done, err := j.Store.Once(ctx, one.name, slot, func(ctx context.Context) (string, error) { return one.do(j, ctx) })
	switch {
	case err != nil && ctx.Err() == nil:
		j.Log.Error("job", "job", one.name, "error", err)
	case done:
		j.Log.Debug("job", "job", one.name, "ms", time.Since(started).Milliseconds())
	}
}
