package sla

// verdict is what a track says about a target at one instant. A point that is
// not reached while a gap is open is never.
type verdict struct {
	end                 int64 // the stop or the instant looked at
	total, used         int64
	due, warn, critical int64
}

// late tells whether the end came after due; exactly at due is in time.
func (v verdict) late() bool { return v.due < v.end }

// judge measures the track against an amount. It returns the errors of Add and
// AddDays for the due time; a critical point no date can be written for is
// never.
func (t track) judge(a Amount, end int64, warn float64) (verdict, error) {
	v := verdict{end: end, used: t.worked(end)}
	var err error
	if v.total, err = t.total(a); err != nil {
		return v, err
	}
	if v.due, err = t.reach(v.total, true); err != nil {
		return v, err
	}
	if v.warn, err = t.reach(max(1, portion(v.total, warn)), false); err != nil {
		return v, err
	}
	if v.critical, err = t.reach(2*v.total, true); err != nil {
		v.critical = never
	}
	return v, nil
}
