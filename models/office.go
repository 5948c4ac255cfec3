package models

import (
	"context"
	"slices"
	"unicode/utf8"
)

// Office is a unit's head or supervisor for a time. Whoever holds it sees the unit and what is below it, and may approve
// there; with the last day this ends by itself.
type Office struct {
	ID        int64
	UnitID    int64
	Office    string // one of OfficeKinds
	UserID    int64
	Acting    bool // in place of somebody: Plt., Plh.
	FromAt    Time
	ToAt      Time
	Basis     string // decree or order
	ByID      int64
	CreatedAt Time
}

// Offices there are.
const (
	Head      = "head"
	Oversight = "supervisor"
)

// OfficeKinds lists them.
var OfficeKinds = []string{Head, Oversight}

// Holds reports whether the office is held at an instant.
func (o *Office) Holds(at Time) bool { return holds(o.FromAt, o.ToAt, at) }

// mayStaff is Denied unless the actor plans people, NotFound for a unit that is not theirs.
func (s *Store) mayStaff(who Actor, ref *reference, unit int64) error {
	if err := who.need(PlanPeople); err != nil {
		return err
	}
	if ref.unit[unit].ID == 0 || !staffed(who, unit) {
		return errNotFound
	}
	return nil
}

// staffed reports whether the actor may see and change what is planned for a unit.
func staffed(who Actor, unit int64) bool {
	return who.Can(Configure) || who.exercising(PlanPeople).In(unit)
}

// Offices returns the offices held now or later in the units the actor plans, unit by unit.
func (s *Store) Offices(ctx context.Context, who Actor) ([]Office, error) {
	if err := who.need(PlanPeople); err != nil {
		return nil, err
	}
	var offices []Office
	err := s.find(ctx, &offices, "SELECT * FROM offices WHERE to_at > ? ORDER BY unit_id, office, from_at, id", s.now())
	return slices.DeleteFunc(offices, func(o Office) bool { return !staffed(who, o.UnitID) }), err
}

// AppointOffice lets somebody hold an office. Invalid names the fields: for somebody who does not work on tickets, or
// when the unit has a definite holder at that time already.
func (s *Store) AppointOffice(ctx context.Context, who Actor, o Office) (int64, error) {
	o.Basis = tidy(o.Basis)
	ref, err := s.reference(ctx)
	if err != nil {
		return 0, err
	}
	if o.UnitID == 0 {
		return 0, invalid("unit", "required")
	}
	if err := s.mayStaff(who, ref, o.UnitID); err != nil {
		return 0, err
	}
	if err := ref.checkOffice(&o, s.now()); err != nil {
		return 0, err
	}
	err = s.changeHouse(ctx, who, PlanPeople, "office", o, func(tx *Tx) (err error) {
		if !o.Acting {
			var other int64
			err := tx.find(&other, `SELECT id FROM offices WHERE unit_id = ? AND office = ? AND acting = FALSE
				AND from_at < ? AND to_at > ? LIMIT 1`, o.UnitID, o.Office, o.ToAt, o.FromAt)
			if err == nil && other != 0 && o.Office == Head {
				err = invalid("user", "office_held")
			}
			if err != nil {
				return err
			}
		}
		o.ID, err = tx.insert(`INSERT INTO offices (unit_id, office, user_id, acting, from_at, to_at, basis, by_id, created_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
			o.UnitID, o.Office, o.UserID, o.Acting, o.FromAt, o.ToAt, o.Basis, who.ID, tx.now)
		return err
	})
	return o.ID, err
}

func (r *reference) checkOffice(o *Office, now Time) error {
	var wrong problems
	if !slices.Contains(OfficeKinds, o.Office) {
		wrong.add("office", "choice", "Value", o.Office, "Allowed", OfficeKinds)
	}
	holder := r.colleague[o.UserID]
	switch {
	case o.UserID == 0:
		wrong.add("user", "required")
	case !holder.Active:
		wrong.add("user", "unknown", "Value", o.UserID)
	case holder.Role == Agent || holder.Role == Supervisor:
	case (holder.Role == Inspector || holder.Role == Coordinator) && slices.Contains(holder.units, o.UnitID):
	default:
		wrong.add("user", "office_role", "Name", holder.Name)
	}
	checkPeriod(&wrong, o.FromAt, o.ToAt, now)
	if o.Acting && o.ToAt == Never {
		wrong.add("to", "acting_end")
	}
	if utf8.RuneCountInString(o.Basis) > 300 {
		wrong.add("basis", "too_long", "Limit", 300)
	}
	return wrong.err()
}

// checkPeriod: what begins must end later, and not have ended.
func checkPeriod(wrong *problems, from, to, now Time) {
	switch {
	case from == 0:
		wrong.add("from", "required")
	case to <= from:
		wrong.add("to", "period")
	case to <= now:
		wrong.add("to", "past")
	}
}

// EndOffice ends an office now, or takes one back that has not begun; NotFound outside the actor's units.
func (s *Store) EndOffice(ctx context.Context, who Actor, id int64) error {
	return s.endPlan(ctx, who, "offices", "office_ended", id)
}

// endPlan ends a planned row of a unit now; the row stays, as what was.
func (s *Store) endPlan(ctx context.Context, who Actor, table, what string, id int64) error {
	return s.changeHouse(ctx, who, PlanPeople, what, id, func(tx *Tx) error {
		var unit int64
		err := tx.find(&unit, "SELECT unit_id FROM "+table+" WHERE id = ? AND to_at > ?"+tx.store.dialect.locking(), id, tx.now)
		if err == nil && (unit == 0 || !staffed(who, unit)) {
			err = errNotFound
		}
		if err != nil {
			return err
		}
		return tx.exec("UPDATE "+table+" SET to_at = CASE WHEN from_at > ? THEN from_at ELSE ? END WHERE id = ?",
			tx.now, tx.now, id)
	})
}

// takeOffices gives the actor what their offices give: units, and the supervisor's capabilities in those units only.
func (r *reference) takeOffices(a *Actor, at Time) {
	held := r.officesOf(a.ID, at)
	if len(held) == 0 {
		return
	}
	for _, unit := range held {
		a.offices = append(a.offices, r.below(unit)...)
	}
	for _, c := range roleCapabilities[Supervisor] {
		if !slices.Contains(a.capabilities, c) {
			a.byOffice = append(a.byOffice, c)
		}
	}
	a.capabilities = append(slices.Clone(a.capabilities), a.byOffice...)
	if a.AllUnits {
		return
	}
	a.Units = append(a.Units, a.offices...)
	slices.Sort(a.Units)
	a.Units = slices.Compact(a.Units)
}
