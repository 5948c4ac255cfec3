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
	// dropped shows the run as cancelled while there is no such target; below
	// it goes on, so that a target given again finds it as it would have been.
	dropped     bool
	droppedAt   int64
	droppedBy   int // ID of the event that took the target away
	droppedGaps []gap
	reason      string
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

// drop takes the target away from a run that still runs. A breach is for ever:
// a breached one stays as it is.
func (r *run) drop(e Event, gaps []gap) {
	at := e.At.Unix()
	if !r.measured() || r.dropped || r.ending != open {
		return
	}
	if r.track.gaps = gaps; r.breached || r.late(at) {
		r.breached = true
		return
	}
	if v, err := r.track.judge(r.amount, at, r.warn); err == nil && r.near == 0 && v.warn <= at {
		r.near = v.warn
	}
	if r.reason = e.Reason; r.reason == "" {
		r.reason = string(Retargeted)
	}
	r.dropped, r.droppedAt, r.droppedBy, r.droppedGaps = true, at, e.ID, gaps
}

// take gives a run its target back, from the original start.
func (r *run) take(t *ticket) {
	r.dropped, r.reason = false, ""
	if r.ending == open {
		r.track.cal, r.amount, r.warn, r.terms = t.cal, t.targets.Of(r.target), t.warn, t.terms
	}
}

// clock shows the run at an instant.
func (r *run) clock(now int64) (Clock, error) {
	switch {
	case r.dropped:
		return r.shown(r.droppedAt, r.droppedBy, track{cal: r.track.cal, start: r.track.start, gaps: r.droppedGaps})
	case r.ending != open:
		return r.shown(r.stop, r.by, r.track)
	}
	return r.shown(now, 0, r.track)
}

func (r *run) shown(end int64, by int, track track) (Clock, error) {
	v, err := track.judge(r.amount, end, r.warn)
	if err != nil {
		return Clock{}, err
	}
	cal := track.cal
	c := Clock{
		Target: r.target, State: r.state(v), Amount: r.amount,
		Started: cal.time(track.start),
		Total:   v.total, Used: v.used, Left: v.total - v.used,
		Round: r.round, Terms: r.terms,
		track: track, verdict: v, near: r.near, Reason: r.reason,
	}
	if c.State != OnHold {
		c.Due, c.Warn, c.Critical = cal.time(v.due), cal.time(v.warn), cal.time(v.critical)
	}
	if r.dropped || r.ending != open {
		c.Stopped, c.By = cal.time(end), by
	}
	if v.late() {
		c.BreachedAt = cal.time(v.due)
		c.Misses = 1
	}
	return c, nil
}

func (r *run) state(v verdict) State {
	switch {
	case r.dropped:
		return Cancelled
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
