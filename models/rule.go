package models

import (
	"context"
	"slices"
)

// Rule says who gets a new ticket of a unit by itself. Of all that fit the first holds, in order of their position.
type Rule struct {
	ID         int64
	Position   int
	UnitID     int64
	CategoryID int64 // 0: any
	Channel    string
	PlaceID    int64 // a sub-district stands for its villages
	UserID     int64 // 0: the unit's people in turn
	Most       int   // open tickets of one person; 0: no limit
	LastUser   int64 // whose turn it was
	ByID       int64
	FromAt     Time
	ToAt       Time
}

const rulesAtMost = 200

// Rules returns those in force of the units the actor plans, in the order they are tried.
func (s *Store) Rules(ctx context.Context, who Actor) ([]Rule, error) {
	if err := who.need(PlanPeople); err != nil {
		return nil, err
	}
	all, err := s.rules(ctx)
	return slices.DeleteFunc(all, func(r Rule) bool { return !staffed(who, r.UnitID) }), err
}

func (s *Store) rules(ctx context.Context) (all []Rule, err error) {
	err = s.find(ctx, &all, "SELECT * FROM rules WHERE to_at > ? ORDER BY position, id LIMIT 1000", s.now())
	return all, err
}

// AddRule adds one; Invalid names what is wrong. It holds for tickets that come in from now on.
func (s *Store) AddRule(ctx context.Context, who Actor, r Rule) error {
	ref, err := s.reference(ctx)
	if err != nil {
		return err
	}
	var wrong problems
	if ref.unit[r.UnitID].ID == 0 || !staffed(who, r.UnitID) {
		wrong.add("unit", "unknown", "Value", r.UnitID)
	}
	if r.CategoryID != 0 && ref.category[r.CategoryID].ID == 0 {
		wrong.add("category", "unknown", "Value", r.CategoryID)
	}
	if r.Channel != "" && !slices.Contains(Channels, r.Channel) {
		wrong.add("channel", "choice", "Value", r.Channel, "Allowed", Channels)
	}
	if r.UserID != 0 && !slices.Contains(ref.hands(r.UnitID), r.UserID) {
		wrong.add("user", "assignee_scope", "Name", ref.colleague[r.UserID].Name)
	}
	if r.Most < 0 || r.Most > 10_000 {
		wrong.add("most", "range", "Min", 0, "Max", 10_000)
	}
	if err := wrong.err(); err != nil {
		return err
	}
	return s.changeHouse(ctx, who, PlanPeople, "rule", r, func(tx *Tx) error {
		var all, last int64
		if err := tx.find(&all, "SELECT COUNT(*) FROM rules WHERE to_at > ?", tx.now); err != nil {
			return err
		}
		if all >= rulesAtMost {
			return invalid("unit", "rules_many", "Limit", rulesAtMost)
		}
		if all == 0 {
			if err := tx.find(&last, "SELECT COALESCE(MAX(id), 0) FROM tickets"); err != nil {
				return err
			}
			if err := tx.setSetting(rulesKey, last); err != nil {
				return err
			}
		}
		return tx.exec(`INSERT INTO rules (position, unit_id, category_id, channel, place_id, user_id, most, by_id, from_at, to_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			r.Position, r.UnitID, r.CategoryID, r.Channel, r.PlaceID, r.UserID, r.Most, who.ID, tx.now, Never)
	})
}

// EndRule ends one; NotFound for one of a unit the actor does not plan.
func (s *Store) EndRule(ctx context.Context, who Actor, id int64) error {
	return s.endPlan(ctx, who, "rules", "rule_ended", id)
}

// hands are the people of a unit who answer tickets, by id.
func (r *reference) hands(unit int64) (users []int64) {
	for _, p := range r.colleagues {
		if p.Active && p.Role == Agent && slices.Contains(p.units, unit) {
			users = append(users, p.ID)
		}
	}
	slices.Sort(users)
	return users
}

// fits reports whether the rule is about the ticket.
func (r *Rule) fits(ref *reference, t *Ticket) bool {
	place := r.PlaceID == 0 || r.PlaceID == t.PlaceID || r.PlaceID == ref.place[t.PlaceID].ParentID
	return r.UnitID == t.UnitID && place && (r.CategoryID == 0 || r.CategoryID == t.CategoryID) &&
		(r.Channel == "" || r.Channel == t.Channel)
}

// RuleFor returns the first rule that fits such a ticket, and who would get it now; 0 when all are away or have enough, nil
// when no rule fits.
func (s *Store) RuleFor(ctx context.Context, who Actor, like Ticket) (*Rule, int64, error) {
	if err := who.need(PlanPeople); err != nil {
		return nil, 0, err
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, 0, err
	}
	all, err := s.Rules(ctx, who)
	for i := range all {
		if all[i].fits(ref, &like) {
			user, err := s.turn(ref, &all[i], &like, func(out any, query string, args ...any) error { return s.find(ctx, out, query, args...) })
			return &all[i], user, err
		}
	}
	return nil, 0, err
}
