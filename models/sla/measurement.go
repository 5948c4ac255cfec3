package sla

import "time"

// Measurement is a clock as it stood when it stopped. It is a fact: policies
// and calendars that change afterwards do not reach it.
type Measurement struct {
	Clock
	// Undone is when the clock ran on, after a reopening or with an answer that
	// came after all: a later measurement of the same round has the last word.
	Undone time.Time
}

// stint is a run as it stood when it ended.
type stint struct {
	run
	undone int64 // 0: not
}

// Measurements returns what has been measured to its end, in the order of the
// ends: one for each answered group of a next response, and each stop of a
// clock that ran on later. What was cancelled was not measured.
func (r *Result) Measurements() ([]Measurement, error) {
	all := make([]Measurement, 0, len(r.stints))
	for i := range r.stints {
		s := &r.stints[i]
		if !s.measured() || s.dropped {
			continue
		}
		c, err := s.clock(s.stop)
		if err != nil {
			return nil, about(s.target, err)
		}
		m := Measurement{Clock: c}
		if s.undone != 0 {
			m.Undone = c.track.cal.time(s.undone)
		}
		all = append(all, m)
	}
	return all, nil
}

// finish ends a run and keeps what it measured.
func (t *ticket) finish(r *run, e Event, how ending, gaps []gap) {
	r.finish(e, how, gaps)
	if how != cancelled {
		t.stints = append(t.stints, stint{run: *r})
	}
}

// undo marks the last measurement of a run's round as followed by another.
func (t *ticket) undo(r *run, at int64) {
	for i := len(t.stints) - 1; i >= 0; i-- {
		if s := &t.stints[i]; s.target == r.target && s.round == r.round {
			if s.undone == 0 {
				s.undone = at
			}
			return
		}
	}
}
