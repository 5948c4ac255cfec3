package models

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"
)

// Refusal is what a user does not want to get by a way; everything not refused comes.
type Refusal struct {
	UserID int64
	Topic  string
	Way    string
}

// Obligation is what nobody in a unit, or below it, can refuse, and why.
type Obligation struct {
	ID        int64
	UnitID    int64
	Topic     string
	Way       string
	Why       string
	ByID      int64
	CreatedAt Time
}

// Topics are what somebody is told of, as it can be refused.
var Topics = []string{"near", "late", "critical", After, "urgent", "assigned", "transferred", "sending", "ticket"}

// WishWays are the ways a topic can be refused by. In the app it always stands: there it disturbs nobody.
var WishWays = []string{ByMail, ByTelegram}

// topicOf returns the topic of a notice's key.
func topicOf(key string) string {
	key = strings.TrimSuffix(strings.TrimPrefix(key, "flag."), "_many")
	switch {
	case slices.Contains(Topics, key):
		return key
	case key == "returned":
		return "transferred"
	case strings.HasPrefix(key, "send_") || key == "mail_failed" || key == "telegram_blocked":
		return "sending"
	}
	return "ticket"
}

// wants reports whether a user gets a topic by a way: unless they refused it, and nobody made it an obligation.
func (r *reference) wants(user int64, topic, way string) bool {
	refused := slices.Contains(r.roster.refusals, Refusal{user, topic, way})
	return !refused || topic == "urgent" || r.obliged(user, topic, way) != nil
}

// obliged returns the obligation that binds a user; nil for none.
func (r *reference) obliged(user int64, topic, way string) *Obligation {
	for i := range r.roster.obligations {
		o := &r.roster.obligations[i]
		if o.Topic != topic || o.Way != way {
			continue
		}
		for _, unit := range r.colleague[user].units {
			if slices.Contains(r.upwards(unit), o.UnitID) {
				return o
			}
		}
	}
	return nil
}

// Wish is one field of what a user wants to get.
type Wish struct {
	Topic, Way string
	On         bool
	Locked     bool
	Why        string // of the obligation; empty for what is always locked
	By         string // who made it one
}

// Wishes returns what the actor gets, topic by topic, each by every way of WishWays.
func (s *Store) Wishes(ctx context.Context, who Actor) ([]Wish, error) {
	if err := who.need(SignedIn); err != nil {
		return nil, err
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	var wishes []Wish
	for _, topic := range Topics {
		for _, way := range WishWays {
			w := Wish{Topic: topic, Way: way, On: ref.wants(who.ID, topic, way), Locked: topic == "urgent"}
			if o := ref.obliged(who.ID, topic, way); o != nil {
				w.Locked, w.Why, w.By = true, o.Why, ref.colleague[o.ByID].Name
			}
			wishes = append(wishes, w)
		}
	}
	return wishes, nil
}

// SetWishes keeps what the actor wants to get, each as "topic.way"; what is not among it is refused. What is obligatory
// comes all the same.
func (s *Store) SetWishes(ctx context.Context, who Actor, wanted []string) error {
	return s.changeHouse(ctx, who, SignedIn, "wishes", wanted, func(tx *Tx) error {
		if err := tx.exec("DELETE FROM refusals WHERE user_id = ?", who.ID); err != nil {
			return err
		}
		for _, topic := range Topics {
			for _, way := range WishWays {
				if topic == "urgent" || slices.Contains(wanted, topic+"."+way) {
					continue
				}
				err := tx.exec("INSERT INTO refusals (user_id, topic, way) VALUES (?, ?, ?)", who.ID, topic, way)
				if err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// Obligations returns what cannot be refused, in the units the actor plans.
func (s *Store) Obligations(ctx context.Context, who Actor) ([]Obligation, error) {
	if err := who.need(PlanPeople); err != nil {
		return nil, err
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	all := slices.Clone(ref.roster.obligations)
	return slices.DeleteFunc(all, func(o Obligation) bool { return !staffed(who, o.UnitID) }), nil
}

// Oblige makes a topic by a way obligatory in a unit and below it. Invalid names the fields; a reason is needed, because
// everybody bound by it reads it.
func (s *Store) Oblige(ctx context.Context, who Actor, o Obligation) error {
	o.Why = tidy(o.Why)
	ref, err := s.reference(ctx)
	if err != nil {
		return err
	}
	if o.UnitID == 0 {
		return invalid("unit", "required")
	}
	if err := s.mayStaff(who, ref, o.UnitID); err != nil {
		return err
	}
	var wrong problems
	if !slices.Contains(Topics, o.Topic) {
		wrong.add("topic", "choice", "Value", o.Topic, "Allowed", Topics)
	}
	if !slices.Contains(WishWays, o.Way) {
		wrong.add("way", "choice", "Value", o.Way, "Allowed", WishWays)
	}
	if o.Why == "" {
		wrong.add("why", "required")
	} else if utf8.RuneCountInString(o.Why) > 300 {
		wrong.add("why", "too_long", "Limit", 300)
	}
	if err := wrong.err(); err != nil {
		return err
	}
	return s.changeHouse(ctx, who, PlanPeople, "obligation", o, func(tx *Tx) error {
		n, err := tx.changed(`INSERT INTO obligations (unit_id, topic, way, why, by_id, created_at) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT DO NOTHING`, o.UnitID, o.Topic, o.Way, o.Why, who.ID, tx.now)
		if err == nil && n == 0 {
			return invalid("topic", "obliged")
		}
		return err
	})
}

// Release lets people refuse again what was obligatory; NotFound outside the actor's units.
func (s *Store) Release(ctx context.Context, who Actor, id int64) error {
	return s.changeHouse(ctx, who, PlanPeople, "obligation_removed", id, func(tx *Tx) error {
		var unit int64
		err := tx.find(&unit, "SELECT unit_id FROM obligations WHERE id = ?", id)
		if err == nil && (unit == 0 || !staffed(who, unit)) {
			err = errNotFound
		}
		if err != nil {
			return err
		}
		return tx.exec("DELETE FROM obligations WHERE id = ?", id)
	})
}
