package models

import (
	"context"
	"time"
)

// Throttle is how often something may be tried in a window of time. Counts are rows, so that they hold for every
// instance and survive a restart.
type Throttle struct {
	Purpose string
	Limit   int
	Window  time.Duration
}

// Try counts one attempt of somebody, named by what they can be recognised by (an address, an account).
// Limited, with the minutes to wait, when the window's attempts are used up.
func (s *Store) Try(ctx context.Context, t Throttle, who string) error {
	return s.update(ctx, func(tx *Tx) error { return tx.try(t, who) })
}

// Forgive takes one attempt back: it turned out to be in order.
func (s *Store) Forgive(ctx context.Context, t Throttle, who string) error {
	return s.update(ctx, func(tx *Tx) error { return tx.forgive(t, who) })
}

func (t Throttle) key(who string) string { return t.Purpose + ":" + who }

func (tx *Tx) try(t Throttle, who string) error {
	var count int
	var resets Time
	err := tx.row(`INSERT INTO throttles (key, count, resets_at) VALUES (?, 1, ?)
		ON CONFLICT (key) DO UPDATE SET
			count     = CASE WHEN throttles.resets_at <= ? OR throttles.resets_at > excluded.resets_at THEN 1 ELSE throttles.count + 1 END,
			resets_at = CASE WHEN throttles.resets_at <= ? OR throttles.resets_at > excluded.resets_at THEN excluded.resets_at ELSE throttles.resets_at END
		RETURNING count, resets_at`, t.key(who), tx.now.Add(t.Window), tx.now, tx.now).Scan(&count, &resets)
	if err != nil || count <= t.Limit {
		return err
	}
	return limited(int64(resets - tx.now))
}

func (tx *Tx) forgive(t Throttle, who string) error {
	return tx.exec("UPDATE throttles SET count = count - 1 WHERE key = ? AND count > 0", t.key(who))
}

// Seconds is how long to wait after Limited, 0 for any other failure.
func (e *Error) Seconds() int64 {
	for i := 0; i+1 < len(e.Args); i += 2 {
		if seconds, ok := e.Args[i+1].(int64); ok && e.Args[i] == "Seconds" {
			return seconds
		}
	}
	return 0
}

// limited says how long to wait, in whole minutes so that nobody comes back too early.
func limited(seconds int64) *Error {
	return &Error{Code: Limited, Key: "rate", Args: []any{"Count", max((seconds+59)/60, 1), "Seconds", seconds}}
}
