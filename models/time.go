package models

import "time"

// Time is an instant in unix seconds, UTC: the precision the clock is decided in (targets.md section 2).
type Time int64

// Never is later than every real instant (9999-12-31), so that columns ordered by time need no NULL.
const Never Time = 253402300799

// At returns t in unix seconds, cutting what is finer.
func At(t time.Time) Time { return Time(t.Unix()) }

// Std returns the instant as a time.Time in UTC.
func (t Time) Std() time.Time { return time.Unix(int64(t), 0).UTC() }

// Set reports whether t is a real instant, neither zero nor Never.
func (t Time) Set() bool { return t > 0 && t < Never }

// Add returns t moved by d, cut to seconds.
func (t Time) Add(d time.Duration) Time { return t + Time(d/time.Second) }

// AddSeconds returns t moved by n seconds.
func (t Time) AddSeconds(n int64) Time { return t + Time(n) }
