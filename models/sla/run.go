package sla

// ending says how a run came to its end.
type ending int

const (
	open ending = iota
	stopped
	unanswered
	cancelled
)

// run is one target being measured while a ticket is replayed.
type run struct {
	target  Target
	started bool
	track   track
	amount  Amount
	ending  ending
	stop    int64
	// answered is a response given, perhaps too late to stop a cancelled run.
	answered bool
	// breached keeps the terms as they were when it was breached.
	breached bool
	// near is when it was first near by earlier terms; 0: it was not.
	near  int64
	warn  float64
	terms int // ID of the event that set calendar, amount and warn share
	by    int // ID of the event that ended it
	round int
}

// finish ends the run by an event; gaps are those up to it.
func (r *run) finish(e Event, how ending, gaps []gap) {
	r.ending, r.stop, r.by, r.track.gaps = how, e.At.Unix(), e.ID, gaps
}

// measured tells whether there is a clock to show at all.
func (r *run) measured() bool { return r.started && !r.amount.IsZero() }

// late tells whether the run is past due at an instant. A due time that cannot
// be computed has not passed.
func (r *run) late(at int64) bool {
	if !r.measured() {
		return false
	}
	v, err := r.track.judge(r.amount, at, DefaultWarn)
	return err == nil && v.late()
}

// adopt measures the run by the ticket's present terms from its own start,
// unless it is breached by now under the old ones. That it was near stays.
func (r *run) adopt(t *ticket, now int64) {
	if v, err := r.track.judge(r.amount, now, r.warn); r.measured() && err == nil {
		r.breached = r.breached || v.late()
		if r.near == 0 && v.warn <= now {
			r.near = v.warn
		}
	}
	if r.started && !r.breached {
		r.track.cal, r.amount, r.warn, r.terms = t.cal, t.targets.Of(r.target), t.warn, t.terms
	}
}

// clock shows the run at an instant.
func (r *run) clock(now int64) (Clock, error) {
	end := now
	if r.ending != open {
		end = r.stop
	}
	v, err := r.track.judge(r.amount, end, r.warn)
	if err != nil {
		return Clock{}, err
	}
	cal := r.track.cal
	c := Clock{
		Target: r.target, State: r.state(v), Amount: r.amount,
		Started: cal.time(r.track.start),
		Total:   v.total, Used: v.used, Left: v.total - v.used,
		Round: r.round, Terms: r.terms,
		track: r.track, verdict: v, near: r.near,
	}
	if c.State != OnHold {
		c.Due, c.Warn, c.Critical = cal.time(v.due), cal.time(v.warn), cal.time(v.critical)
	}
	if r.ending != open {
		c.Stopped, c.By = cal.time(r.stop), r.by
	}
	if v.late() {
		c.BreachedAt = cal.time(v.due)
		c.Misses = 1
	}
	return c, nil
}

func (r *run) state(v verdict) State {
	switch {
	case r.ending == unanswered:
		return Unanswered
	case r.ending == cancelled:
		return Cancelled
	case r.ending == stopped && v.late():
		return Late
	case r.ending == stopped:
		return Met
	case v.late():
		return Breached
	case r.track.held():
		return OnHold
	}
	return Running
}

// held tells whether a gap is still open.
func (t track) held() bool { return len(t.gaps) > 0 && t.gaps[len(t.gaps)-1].to == never }
