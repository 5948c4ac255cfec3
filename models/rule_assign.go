package models

import (
	"context"
	"encoding/json"
	"strings"
	"time"
)

// rulesKey is the setting that says up to which ticket the rules were tried.
const rulesKey = "rules_upto"

const (
	rulesAtOnce = 50
	// A lower number may become visible after a higher one for so long: a transaction that opens a ticket takes far less.
	rulesOverlap = 5 * time.Second
)

// AssignByRule gives new tickets that nobody has to whom the rules say, each in its own transaction; it returns how many.
// Run it in one instance at a time: a ticket is never given twice, but two could pass over somebody's turn.
func (s *Store) AssignByRule(ctx context.Context) (given int, err error) {
	all, err := s.rules(ctx)
	if err != nil || len(all) == 0 {
		return 0, err
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return 0, err
	}
	var raw string
	var upto int64
	if err := s.find(ctx, &raw, "SELECT value FROM settings WHERE key = ?", rulesKey); err != nil {
		return 0, err
	}
	_ = json.Unmarshal([]byte(raw), &upto) // ours
	after, safe := upto, upto
	for {
		var fresh []Ticket
		err := s.find(ctx, &fresh, `SELECT * FROM tickets WHERE id > ? ORDER BY id LIMIT ?`, after, rulesAtOnce)
		if err != nil {
			return given, err
		}
		for i := range fresh {
			t := &fresh[i]
			done, err := s.giveByRule(ctx, ref, all, t)
			if err != nil {
				return given, err
			}
			if done {
				given++
			}
			if after = t.ID; t.CreatedAt <= s.now().Add(-rulesOverlap) {
				safe = t.ID
			}
		}
		if len(fresh) < rulesAtOnce {
			break
		}
	}
	if safe == upto {
		return given, nil
	}
	return given, s.update(ctx, func(tx *Tx) error { return tx.setSetting(rulesKey, safe) })
}

// giveByRule tries the rules on one ticket; not on one that somebody has, or had.
func (s *Store) giveByRule(ctx context.Context, ref *reference, all []Rule, t *Ticket) (given bool, err error) {
	for i := range all {
		if !t.Live || t.AssigneeID != 0 || !all[i].fits(ref, t) {
			continue
		}
		err := s.update(ctx, func(tx *Tx) (err error) {
			given, err = tx.giveByRule(ref, all[i].ID, t.ID)
			return err
		})
		if given || err != nil {
			return given, err
		}
	}
	return false, nil
}

func (tx *Tx) giveByRule(ref *reference, rule, ticket int64) (bool, error) {
	t, err := tx.load(System, ticket)
	if err != nil || !t.Live || t.AssigneeID != 0 {
		return false, ignoreMissing(err)
	}
	var r Rule
	if err := tx.find(&r, "SELECT * FROM rules WHERE id = ? AND to_at > ?"+tx.store.dialect.locking(), rule, tx.now); err != nil {
		return false, err
	}
	var had int
	if err := tx.find(&had, "SELECT COUNT(*) FROM assignments WHERE ticket_id = ?", t.ID); err != nil {
		return false, err
	}
	if r.ID == 0 || had > 0 || !r.fits(ref, t) { // taken back by hand, or changed meanwhile
		return false, nil
	}
	user, err := tx.store.turn(ref, &r, t, tx.find)
	if err != nil || user == 0 {
		return false, err
	}
	if err := tx.exec("UPDATE rules SET last_user = ? WHERE id = ?", user, r.ID); err != nil {
		return false, err
	}
	if err := tx.notify([]int64{user}, t.ID, "assigned", nil, true); err != nil {
		return false, err
	}
	return true, tx.assignBecause(System, t, Actor{ID: user, Name: ref.colleague[user].Name}, map[string]any{"rule": r.ID, "turn": r.UserID == 0})
}

// turn is who gets the ticket by the rule: the one it names, or the next of the unit after whose turn it was; 0 when
// everybody is away, has enough, or may not see it.
func (s *Store) turn(ref *reference, r *Rule, t *Ticket, find func(out any, query string, args ...any) error) (int64, error) {
	people := []int64{r.UserID}
	if r.UserID == 0 {
		people = ref.hands(r.UnitID)
		for i, id := range people {
			if id > r.LastUser {
				people = append(people[i:len(people):len(people)], people[:i]...)
				break
			}
		}
	}
	if len(people) == 0 || t.Confidential > 1 {
		return 0, nil
	}
	open := map[int64]int{}
	if r.Most > 0 {
		var counts []struct {
			AssigneeID int64
			N          int
		}
		err := find(&counts, `SELECT assignee_id, COUNT(*) AS n FROM tickets WHERE live = TRUE
			AND assignee_id IN (?`+strings.Repeat(", ?", len(people)-1)+`) GROUP BY assignee_id`, anys(people)...)
		if err != nil {
			return 0, err
		}
		for _, c := range counts {
			open[c.AssigneeID] = c.N
		}
	}
	now := s.now()
	for _, id := range people {
		there := ref.colleague[id].Active && ref.awayAt(id, now) == nil
		if there && (r.Most == 0 || open[id] < r.Most) {
			return id, nil
		}
	}
	return 0, nil
}
