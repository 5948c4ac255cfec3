package models

import (
	"context"
	"slices"
	"time"

	"tanggap/models/sla"
)

// Duty is a time in which somebody can be reached at any hour, for a unit and everything below it.
type Duty struct {
	ID        int64
	UnitID    int64
	UserID    int64
	FromAt    Time
	ToAt      Time
	ByID      int64
	CreatedAt Time
}

// Bounds of a duty: nobody is on duty for longer without a break, and a plan further ahead is none.
const (
	dutyAtMost  = 14 * 86400 // s
	weeksAtMost = 26
)

// Duties returns the duties that last or are to come, in the units the actor plans.
func (s *Store) Duties(ctx context.Context, who Actor) ([]Duty, error) {
	if err := who.need(PlanPeople); err != nil {
		return nil, err
	}
	var duties []Duty
	err := s.find(ctx, &duties, "SELECT * FROM duties WHERE to_at > ? ORDER BY from_at, unit_id, id", s.now())
	return slices.DeleteFunc(duties, func(d Duty) bool { return !staffed(who, d.UnitID) }), err
}

// AddDuty enters a duty, and the same again in the weeks that follow, where the local time stays the same. It returns how
// many that were. Invalid names the fields: for somebody who may not see the unit's tickets.
func (s *Store) AddDuty(ctx context.Context, who Actor, d Duty, weeks int) (int, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return 0, err
	}
	if d.UnitID == 0 {
		return 0, invalid("unit", "required")
	}
	if err := s.mayStaff(who, ref, d.UnitID); err != nil {
		return 0, err
	}
	zone, err := s.Zone(ctx, d.UnitID)
	if err != nil {
		return 0, err
	}
	if err := ref.checkDuty(&d, weeks, s.now()); err != nil {
		return 0, err
	}
	err = s.changeHouse(ctx, who, PlanPeople, "duty", d, func(tx *Tx) error {
		for week := range weeks {
			from, to := later(d.FromAt, week, zone), later(d.ToAt, week, zone)
			err := tx.exec("INSERT INTO duties (unit_id, user_id, from_at, to_at, by_id, created_at) VALUES (?, ?, ?, ?, ?, ?)",
				d.UnitID, d.UserID, from, to, who.ID, tx.now)
			if err != nil {
				return err
			}
		}
		return nil
	})
	return weeks, err
}

func later(at Time, weeks int, zone *time.Location) Time {
	return At(at.Std().In(zone).AddDate(0, 0, 7*weeks))
}

func (r *reference) checkDuty(d *Duty, weeks int, now Time) error {
	var wrong problems
	officer := r.colleague[d.UserID]
	units, all := r.sees(officer, max(d.FromAt, now))
	works := slices.Contains([]Role{Agent, Coordinator, Supervisor, Inspector}, officer.Role)
	switch {
	case d.UserID == 0:
		wrong.add("user", "required")
	case !officer.Active || !works:
		wrong.add("user", "unknown", "Value", d.UserID)
	case !all && !slices.Contains(units, d.UnitID) && d.UnitID != r.root().ID:
		wrong.add("user", "duty_scope", "Name", officer.Name)
	}
	checkPeriod(&wrong, d.FromAt, d.ToAt, now)
	if len(wrong) == 0 && d.ToAt-d.FromAt > dutyAtMost {
		wrong.add("to", "duty_long")
	}
	if weeks < 1 || weeks > weeksAtMost {
		wrong.add("weeks", "range", "Min", 1, "Max", weeksAtMost)
	}
	return wrong.err()
}

// EndDuty ends a duty now, or takes one back that has not begun; NotFound outside the actor's units.
func (s *Store) EndDuty(ctx context.Context, who Actor, id int64) error {
	return s.endPlan(ctx, who, "duties", "duty_ended", id)
}

// onDuty returns who is on duty for a unit at an instant: its own people, else those of the units above.
func (r *reference) onDuty(unit int64, at Time) []int64 {
	for _, above := range r.upwards(unit) {
		var users []int64
		for _, d := range r.roster.duties {
			if d.UnitID == above && holds(d.FromAt, d.ToAt, at) && r.colleague[d.UserID].Active {
				users = append(users, d.UserID)
			}
		}
		if len(users) > 0 {
			return users
		}
	}
	return nil
}

// Gap is a time out of hours in which nobody is on duty.
type Gap struct{ From, To Time }

// Gaps of the plan are looked for this far ahead, and so many are told.
const (
	gapsAhead  = 14
	gapsAtMost = 5
)

// DutyGaps returns when in the next two weeks, out of the regency's hours, nobody is on duty for all of it; more tells
// that there are others. Then whoever leads the ticket's unit is told in place of a duty officer.
func (s *Store) DutyGaps(ctx context.Context) (gaps []Gap, more bool, err error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, false, err
	}
	root := ref.root().ID
	hours, err := s.calendar(ctx, ref.versionOf[ref.calendarOf[root]])
	if err != nil {
		return nil, false, err
	}
	now := s.now() / 60 * 60
	gaps = closed(hours, now, now+gapsAhead*86400)
	for _, d := range ref.roster.duties {
		if d.UnitID == root && ref.colleague[d.UserID].Active {
			gaps = without(gaps, d.FromAt, d.ToAt)
		}
	}
	if more = len(gaps) > gapsAtMost; more {
		gaps = gaps[:gapsAtMost]
	}
	return gaps, more, nil
}

// closed returns the times between two instants in which a calendar does not work. Breaks of up to two hours are none.
func closed(hours *sla.Calendar, from, to Time) []Gap {
	const breakAtMost = 2 * 3600 // s
	var gaps []Gap
	for from < to {
		opens, err := hours.Add(from.Std(), 0)
		open := min(At(opens), to)
		if err != nil {
			open = to
		}
		if open-from > breakAtMost {
			gaps = append(gaps, Gap{from, open})
		}
		// Spans begin and end at full minutes: the first one without working time ends this.
		for from = open; from < to && hours.Elapsed(from.Std(), (from+60).Std()) > 0; {
			from += 60
		}
	}
	return gaps
}

// without takes a period out of others.
func without(gaps []Gap, from, to Time) []Gap {
	var left []Gap
	for _, g := range gaps {
		if to <= g.From || g.To <= from {
			left = append(left, g)
			continue
		}
		if g.From < from {
			left = append(left, Gap{g.From, from})
		}
		if to < g.To {
			left = append(left, Gap{to, g.To})
		}
	}
	return left
}
