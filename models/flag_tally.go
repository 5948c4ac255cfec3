package models

import (
	"sync"
	"time"
)

// FlagTally is what the flagging job of this process has done since it began, for monitors.
type FlagTally struct {
	Levels [3]int64 // flags raised: near, late, critical
	Lags   [len(LagBounds) + 1]int64
	Waited time.Duration // all lags together
}

// LagBounds sort flags by the time between the true moment and the flag: up to a minute while all is well, days after
// days without the job. The last of the Lags are longer than every bound.
var LagBounds = [...]time.Duration{
	time.Minute, 2 * time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 6 * time.Hour, 24 * time.Hour, 72 * time.Hour,
}

// count takes in one flag.
func (f *FlagTally) count(level int, lag time.Duration) {
	f.Levels[level-1]++
	f.Waited += lag
	for i, bound := range LagBounds {
		if lag <= bound {
			f.Lags[i]++
			return
		}
	}
	f.Lags[len(LagBounds)]++
}

// swept is what this process knows of its own sweeps.
type swept struct {
	mu    sync.Mutex
	last  SweepResult
	tally FlagTally
}

// add takes in what became of a run.
func (s *swept) add(r SweepResult, t *FlagTally) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = r
	for i, n := range t.Levels {
		s.tally.Levels[i] += n
	}
	for i, n := range t.Lags {
		s.tally.Lags[i] += n
	}
	s.tally.Waited += t.Waited
}

func (s *swept) read() (SweepResult, FlagTally) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.last, s.tally
}
