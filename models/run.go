package models

import (
	"context"
	"time"
)

// Run is the last time a job was done, by whichever instance.
type Run struct {
	Job       string
	Slot      Time // the moment of the schedule it was done for
	Instance  string
	StartedAt Time
	EndedAt   Time // zero while it is under way
	Result    string
}

// A run that has not ended after this long was cut off with its instance, and the job is free again.
const runAtMost = 15 * time.Minute

// Clocks of instances differ by less than this. A run further in the future was done while the clock was wrong, and must
// not keep the job from running until that time comes.
const clocksApart = 5 * time.Minute

// Once does the work of a job for a moment of its schedule, unless an instance has done it or is still at an earlier one;
// false then. What the work says, or its error, is kept as the result.
func (s *Store) Once(ctx context.Context, job string, slot Time, work func(context.Context) (string, error)) (bool, error) {
	var taken bool
	err := s.update(ctx, func(tx *Tx) error {
		n, err := tx.changed(`INSERT INTO runs (job, slot, instance, started_at) VALUES (?, ?, ?, ?)
			ON CONFLICT (job) DO UPDATE SET slot = excluded.slot, instance = excluded.instance,
				started_at = excluded.started_at, ended_at = 0, result = ''
			WHERE (runs.slot < excluded.slot OR runs.slot > ?)
				AND (runs.ended_at > 0 OR runs.started_at <= ? OR runs.started_at > ?)`,
			job, slot, s.instance, tx.now, slot.Add(clocksApart), tx.now.Add(-runAtMost), tx.now.Add(clocksApart))
		taken = n > 0
		return err
	})
	if err != nil || !taken {
		return false, err
	}
	result, failed := work(ctx)
	if failed != nil {
		result = "error: " + failed.Error()
	}
	err = s.update(context.WithoutCancel(ctx), func(tx *Tx) error {
		return tx.exec("UPDATE runs SET ended_at = ?, result = ? WHERE job = ? AND slot = ? AND instance = ?",
			tx.now, result, job, slot, s.instance)
	})
	if failed != nil {
		return true, failed
	}
	return true, err
}

// Runs returns the last run of every job, by name.
func (s *Store) Runs(ctx context.Context, who Actor) ([]Run, error) {
	if err := who.need(Configure); err != nil {
		return nil, err
	}
	var runs []Run
	err := s.find(ctx, &runs, "SELECT * FROM runs ORDER BY job")
	return runs, err
}
