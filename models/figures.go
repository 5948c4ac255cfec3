package models

import (
	"encoding/binary"
	"math"

	"tanggap/models/sla"
)

// Figures are what is counted of a group of tickets: of those of a unit, of a kind, of a day.
// Every received ticket is in exactly one of OnTime, TooLate, Overdue, Pending, Unanswered, SetAside and Unmeasured,
// and belongs, as targets.md says, to the unit that held it when its first response ended, or holds it until then.
// Open, Late and Resolved belong to the unit that holds the ticket now.
type Figures struct {
	Received   int
	OnTime     int // first response within its target
	TooLate    int // first response given after due
	Overdue    int // no response yet, past due
	Pending    int // no response yet, not yet due or waiting for the citizen
	Unanswered int // ended without a response
	Missed     int // of those unanswered: due has passed since
	SetAside   int // archived or merged before a response: not measured
	Unmeasured int // no target for a first response
	Open       int // somebody still has to do something
	Late       int // of those open: a clock is past due
	Resolved   int

	Times Histogram // working seconds until the first response, of those answered
}

// Answered returns how many got a first response, in time or not.
func (f *Figures) Answered() int { return f.OnTime + f.TooLate }

// Measured is what the on-time share is a share of: all whose due has passed, and those met before.
func (f *Figures) Measured() int { return f.OnTime + f.TooLate + f.Overdue + f.Missed }

// Share returns the share of first responses on time; NaN when there is nothing to measure yet.
func (f *Figures) Share() float64 {
	if f.Measured() == 0 {
		return math.NaN()
	}
	return float64(f.OnTime) / float64(f.Measured())
}

func (f *Figures) counts() [12]*int {
	return [...]*int{
		&f.Received, &f.OnTime, &f.TooLate, &f.Overdue, &f.Pending, &f.Unanswered, &f.Missed, &f.SetAside,
		&f.Unmeasured, &f.Open, &f.Late, &f.Resolved,
	}
}

// Add puts the counts of another group in, without its times.
func (f *Figures) Add(other *Figures) {
	into := f.counts()
	for i, n := range other.counts() {
		*into[i] += *n
	}
}

// merge puts another group in.
func (f *Figures) merge(other *Figures) {
	f.Add(other)
	f.Times.Merge(&other.Times)
}

// response counts a ticket by its first response.
func (f *Figures) response(t *counted, now Time) {
	f.Received++
	switch t.state {
	case "":
		f.Unmeasured++
	case sla.Met:
		f.OnTime++
		f.Times.Add(t.seconds)
	case sla.Late:
		f.TooLate++
		f.Times.Add(t.seconds)
	case sla.Unanswered:
		f.Unanswered++
		if t.due < now {
			f.Missed++
		}
	case sla.Cancelled:
		f.SetAside++
	default: // running or paused; while paused there is no due
		if t.due < now {
			f.Overdue++
		} else {
			f.Pending++
		}
	}
}

// holding counts a ticket by how it stands.
func (f *Figures) holding(t *counted, now Time) {
	if t.live {
		f.Open++
		if t.ticketDue < now {
			f.Late++
		}
	}
	if t.status == StatusResolved || t.status == StatusClosed {
		f.Resolved++
	}
}

func (f *Figures) encode(b []byte) []byte {
	for _, n := range f.counts() {
		b = binary.AppendUvarint(b, uint64(*n))
	}
	return f.Times.encode(b)
}

func (r *cellReader) figures(into *Figures) {
	for _, n := range into.counts() {
		*n += r.count()
	}
	r.merge(&into.Times)
}
