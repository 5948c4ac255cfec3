// Package jobs is the edge where time comes in: the table of what runs when, one file per job, and the worker that
// empties the outbox. Each job calls one or two verbs of the store. It knows no HTTP and no SQL.
package jobs

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/robfig/cron/v3"

	"tanggap/channels"
	"tanggap/models"
	"tanggap/views"
)

// Jobs are what happens without anybody asking.
type Jobs struct {
	Store   *models.Store
	Views   *views.Views
	Senders map[string]channels.Sender // by channel; what is for any other fails visibly
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
	{"recompute", "* * * * *", recompute},
	{"measurements", "* * * * *", measurements},
	{"rollups", "* * * * *", rollups},
	{"digests", "* * * * *", digests},
	{"seals", "20 * * * *", seals},
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
	timed := j.schedule(work, &under)
	timed.Start()
	under.Go(func() { j.deliver(ctx, work) })
	<-ctx.Done()
	scheduled := timed.Stop()
	ended := make(chan struct{})
	go func() { under.Wait(); <-scheduled.Done(); close(ended) }()
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

// schedule puts the table into a clock, and does at once what was missed while the house was closed.
func (j *Jobs) schedule(ctx context.Context, under *sync.WaitGroup) *cron.Cron {
	log := cronLog{j.Log}
	// Skipping stands outside recovering: a panic would otherwise leave the job marked as running for ever.
	timed := cron.New(cron.WithLocation(time.UTC), cron.WithLogger(log),
		cron.WithChain(cron.SkipIfStillRunning(log), cron.Recover(log)))
	last := j.lastSlots(ctx)
	for _, one := range table {
		id, err := timed.AddFunc(one.schedule, func() { j.once(ctx, one) })
		if err != nil {
			panic("jobs: " + one.name + ": " + err.Error()) // the table is ours
		}
		entry := timed.Entry(id)
		if !entry.Schedule.Next(last[one.name].Std()).After(j.Store.Clock().Std()) {
			under.Go(entry.WrappedJob.Run)
		}
	}
	return timed
}

func (j *Jobs) lastSlots(ctx context.Context) map[string]models.Time {
	runs, err := j.Store.Runs(ctx, models.System)
	if err != nil {
		j.Log.Error("runs", "error", err)
	}
	last := map[string]models.Time{}
	for _, r := range runs {
		last[r.Job] = r.Slot
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

// cronLog lets the clock write into our log; that it wakes up is no news.
type cronLog struct{ log *slog.Logger }

func (l cronLog) Info(message string, pairs ...any) { l.log.Debug("cron: "+message, pairs...) }

func (l cronLog) Error(err error, message string, pairs ...any) {
	l.log.Error("cron: "+message, append(pairs, "error", err)...)
}
