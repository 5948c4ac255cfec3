package models

import (
	"context"
	"slices"
	"unicode/utf8"
)

// Absence is a user's leave: what would go to them goes to the stand-in meanwhile.
type Absence struct {
	ID        int64
	UserID    int64
	StandInID int64
	FromAt    Time
	ToAt      Time
	Reason    string
	Tickets   string // what becomes of the open ones: keep, hand, handed, back
	ByID      int64
	CreatedAt Time
}

// A leave longer than this is a typing error.
const absenceAtMost = 400 * 86400 // s

// Absences returns the leaves that last or are to come: of people in the units the actor plans, and the actor's own.
func (s *Store) Absences(ctx context.Context, who Actor) ([]Absence, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	var absences []Absence
	err = s.find(ctx, &absences, "SELECT * FROM absences WHERE to_at > ? ORDER BY from_at, id", s.now())
	return slices.DeleteFunc(absences, func(a Absence) bool { return !ref.plansFor(who, a.UserID) }), err
}

// plansFor reports whether the actor may enter a leave: their own, or of somebody in a unit they plan.
func (r *reference) plansFor(who Actor, user int64) bool {
	if who.Kind == ByUser && who.ID == user {
		return true
	}
	in := func(unit int64) bool { return staffed(who, unit) }
	return who.Can(PlanPeople) && slices.ContainsFunc(r.colleague[user].units, in)
}

// AddAbsence enters a leave. Invalid names the fields: for a stand-in who could not do the work, is away at that time,
// or whose own stand-in would be the one who is away.
func (s *Store) AddAbsence(ctx context.Context, who Actor, a Absence) (int64, error) {
	a.Reason = tidy(a.Reason)
	if a.Tickets == "" {
		a.Tickets = KeepTickets
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return 0, err
	}
	if a.UserID == 0 {
		return 0, invalid("user", "required")
	}
	if !ref.plansFor(who, a.UserID) {
		return 0, errNotFound
	}
	err = s.changeHouse(ctx, who, Public, "absence", a, func(tx *Tx) (err error) {
		var others []Absence
		err = tx.find(&others, "SELECT * FROM absences WHERE from_at < ? AND to_at > ? ORDER BY id", a.ToAt, a.FromAt)
		if err != nil {
			return err
		}
		if err := ref.checkAbsence(&a, others, tx.now); err != nil {
			return err
		}
		a.ID, err = tx.insert(`INSERT INTO absences (user_id, stand_in_id, from_at, to_at, reason, tickets, by_id, created_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
			a.UserID, a.StandInID, a.FromAt, a.ToAt, a.Reason, a.Tickets, who.ID, tx.now)
		return err
	})
	return a.ID, err
}

// checkAbsence looks at a leave beside the others of its time.
func (r *reference) checkAbsence(a *Absence, others []Absence, now Time) error {
	var wrong problems
	checkPeriod(&wrong, a.FromAt, a.ToAt, now)
	if len(wrong) == 0 && a.ToAt-a.FromAt > absenceAtMost {
		wrong.add("to", "absence_long")
	}
	if utf8.RuneCountInString(a.Reason) > 300 {
		wrong.add("reason", "too_long", "Limit", 300)
	}
	if !slices.Contains(Handings, a.Tickets) {
		wrong.add("tickets", "choice", "Value", a.Tickets, "Allowed", Handings)
	}
	absent, standIn := r.colleague[a.UserID], r.colleague[a.StandInID]
	if !absent.Active {
		wrong.add("user", "unknown", "Value", a.UserID)
	}
	switch {
	case a.StandInID == 0:
		wrong.add("stand_in", "required")
	case standIn.ID == 0 || !standIn.Active:
		wrong.add("stand_in", "stand_in_gone")
	case a.StandInID == a.UserID:
		wrong.add("stand_in", "stand_in_self")
	case !r.covers(standIn, absent, max(a.FromAt, now)):
		wrong.add("stand_in", "stand_in_scope", "Name", standIn.Name)
	case circle(a, others):
		wrong.add("stand_in", "stand_in_circle", "Name", standIn.Name)
	}
	for _, o := range others {
		if o.UserID == a.UserID {
			wrong.add("from", "absence_overlap")
			break
		}
	}
	return wrong.err()
}

// circle reports whether the stand-in, followed through leaves of the same time, leads back to the one who is away.
func circle(a *Absence, others []Absence) bool {
	reached := []int64{a.StandInID}
	for i := 0; i < len(reached); i++ {
		for _, o := range others {
			if o.UserID == reached[i] && !slices.Contains(reached, o.StandInID) {
				reached = append(reached, o.StandInID)
			}
		}
	}
	return slices.Contains(reached, a.UserID)
}

// EndAbsence ends a leave now: somebody is back earlier, and what was given to the stand-in comes back. NotFound when it is not the actor's to end.
func (s *Store) EndAbsence(ctx context.Context, who Actor, id int64) error {
	ref, err := s.reference(ctx)
	if err != nil {
		return err
	}
	return s.changeHouse(ctx, who, Public, "absence_ended", id, func(tx *Tx) error {
		var a Absence
		err := tx.find(&a, "SELECT * FROM absences WHERE id = ? AND to_at > ?"+tx.store.dialect.locking(), id, tx.now)
		if err == nil && (a.ID == 0 || !ref.plansFor(who, a.UserID)) {
			err = errNotFound
		}
		if err != nil {
			return err
		}
		return tx.exec("UPDATE absences SET to_at = ? WHERE id = ?", max(a.FromAt, tx.now), id)
	})
}

// awayAt returns the leave of a user at an instant; nil when they are there.
func (r *reference) awayAt(user int64, at Time) *Absence {
	for i := range r.roster.absences {
		if a := &r.roster.absences[i]; a.UserID == user && holds(a.FromAt, a.ToAt, at) {
			return a
		}
	}
	return nil
}

// inPlaceOf returns who does a user's work at an instant: the user, or whoever stands in for them, or for those. found is
// false when all of them are away, have been dismissed, or may not see the same: then somebody above must know.
func (r *reference) inPlaceOf(user int64, at Time) (standIn int64, found bool) {
	absent, seen := r.colleague[user], []int64{user}
	for now := user; ; {
		away := r.awayAt(now, at)
		if away == nil {
			return now, now == user || r.covers(r.colleague[now], absent, at)
		}
		if now = away.StandInID; slices.Contains(seen, now) {
			return user, false
		}
		seen = append(seen, now)
	}
}
