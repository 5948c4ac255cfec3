package sla

import (
	"encoding/json"
	"time"
)

// Proof is a result written out for somebody outside to check: the document
// `tanggap replay` prints. Times are in the calendar's zone.
type Proof struct {
	Clocks  []ClockProof `json:"clocks"`
	NextDue *string      `json:"next_due"`
}

// ClockProof is one clock of a Proof. LongestWait stands with a next response
// only, Reason with a cancelled clock, First with a resolution that was
// reopened.
type ClockProof struct {
	Target      Target      `json:"target"`
	State       State       `json:"state"`
	Reason      string      `json:"reason,omitempty"`
	StartedAt   *string     `json:"started_at"`
	Due         *string     `json:"due"`
	WarnAt      *string     `json:"warn_at"`
	StoppedAt   *string     `json:"stopped_at"`
	BreachedAt  *string     `json:"breached_at"`
	Used        int64       `json:"working_seconds"`
	Left        int64       `json:"left_seconds"`
	Misses      int         `json:"misses"`
	LongestWait *int64      `json:"longest_wait_seconds,omitempty"`
	First       *FirstProof `json:"first_resolution,omitempty"`
	Steps       []Step      `json:"steps"`
}

// FirstProof is the resolution before the first reopening.
type FirstProof struct {
	StoppedAt *string `json:"stopped_at"`
	State     State   `json:"state"`
	Used      int64   `json:"working_seconds"`
}

// Proof writes the result out, every clock with its steps.
func (r *Result) Proof() Proof {
	loc := r.Calendar.loc
	p := Proof{Clocks: make([]ClockProof, 0, len(r.Clocks)), NextDue: written(r.NextDue, loc)}
	for i := range r.Clocks {
		p.Clocks = append(p.Clocks, r.Clocks[i].proof(loc))
	}
	return p
}

// Proof writes one clock out, with its steps.
func (c *Clock) Proof() ClockProof { return c.proof(c.track.cal.loc) }

func (c *Clock) proof(loc *time.Location) ClockProof {
	p := ClockProof{
		Target: c.Target, State: c.State, Reason: c.Reason,
		StartedAt: written(c.Started, loc), Due: written(c.Due, loc), WarnAt: written(c.Warn, loc),
		StoppedAt: written(c.Stopped, loc), BreachedAt: written(c.BreachedAt, loc),
		Used: c.Used, Left: c.Left, Misses: c.Misses, Steps: c.Steps(),
	}
	if c.Target == NextResponse {
		p.LongestWait = &c.LongestWait
	}
	if c.First != nil {
		p.First = &FirstProof{StoppedAt: written(c.First.At, loc), State: c.First.State, Used: c.First.Used}
	}
	return p
}

// written returns a time as RFC 3339, and nil (null) for none.
func written(t time.Time, loc *time.Location) *string {
	if t.IsZero() {
		return nil
	}
	s := t.In(loc).Format(time.RFC3339)
	return &s
}

// MarshalJSON writes a counted span as date, from, to and seconds, and a
// skipped date as date and skip, the holiday's name in place of "holiday".
func (s Step) MarshalJSON() ([]byte, error) {
	skip := string(s.Skip)
	if s.Name != "" {
		skip = s.Name
	}
	return json.Marshal(struct {
		Date    string `json:"date"`
		From    string `json:"from,omitempty"`
		To      string `json:"to,omitempty"`
		Seconds int64  `json:"seconds,omitempty"`
		Skip    string `json:"skip,omitempty"`
		Day     int    `json:"day,omitempty"`
	}{s.Date, s.From, s.To, s.Seconds, skip, s.Day})
}
