package models

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// scope says which tickets a change can concern.
type scope struct {
	All       bool        `json:"all,omitempty"`
	Policy    int64       `json:"policy,omitempty"`    // what it measures, or would measure now
	Units     []int64     `json:"units,omitempty"`     // that got another calendar or place in the tree
	Calendars []dateRange `json:"calendars,omitempty"` // dates with other hours than before
}

// dateRange is a stretch of time in which a calendar counts otherwise than before.
type dateRange struct {
	Calendar int64 `json:"calendar"`
	From     Time  `json:"from"`
	To       Time  `json:"to"`
}

func readScope(raw string) (sc scope, err error) {
	if err = json.Unmarshal([]byte(raw), &sc); err != nil {
		err = fmt.Errorf("scope of a recomputation: %w", err)
	}
	return sc, err
}

// askRecompute leaves the work to the job, in the transaction of the change itself.
func (tx *Tx) askRecompute(who Actor, sc scope, why string) error {
	raw, err := json.Marshal(sc)
	if err != nil {
		return err
	}
	return tx.exec("INSERT INTO recomputes (scope, why, by_id, created_at) VALUES (?, ?, ?, ?)", string(raw), why, who.ID, tx.now)
}

// scopeRows is one stretch of a walk: which tickets to measure, and up to which one all have been looked at.
type scopeRows struct {
	ids    []int64
	last   int64
	looked int
}

// Live tickets looked at between two waits for the writer.
const scopeRowsAtMost = 2000

// scopePage reads the next stretch of the tickets a change concerns.
func (s *Store) scopePage(ctx context.Context, sc *scope, after int64) (scopeRows, error) {
	if sc.Calendars != nil {
		ids, err := s.reaching(ctx, sc.Calendars, after)
		if err != nil || len(ids) == 0 {
			return scopeRows{}, err
		}
		return scopeRows{ids, ids[len(ids)-1], len(ids)}, nil
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return scopeRows{}, err
	}
	tickets, err := s.liveAfter(ctx, sc, after, scopeRowsAtMost)
	if err != nil || len(tickets) == 0 {
		return scopeRows{}, err
	}
	page := scopeRows{last: tickets[len(tickets)-1].ID, looked: len(tickets)}
	for i := range tickets {
		if tickets[i].Hops > 0 || ref.concerns(sc, &tickets[i]) { // handed over: looked at more closely later
			page.ids = append(page.ids, tickets[i].ID)
		}
	}
	return page, nil
}

// liveAfter reads what a policy can name of the next live tickets.
func (s *Store) liveAfter(ctx context.Context, sc *scope, after int64, n int) ([]Ticket, error) {
	query, args := "SELECT * FROM tickets WHERE live = TRUE AND id > ?", []any{after}
	if len(sc.Units) > 0 {
		query, args = query+" AND (unit_id IN ? OR hops > 0)", append(args, sc.Units)
	}
	var tickets []Ticket
	err := s.find(ctx, &tickets, query+" ORDER BY id LIMIT ?", append(args, n)...)
	return tickets, err
}

// concerns reports whether a policy measures the ticket or would measure it now. Others stay by the policy they have:
// a ticket that was handed over keeps its due time, whatever is edited elsewhere.
func (r *reference) concerns(sc *scope, t *Ticket) bool {
	if len(sc.Units) > 0 {
		return slices.Contains(sc.Units, t.UnitID)
	}
	if sc.Policy == 0 || t.PolicyID == sc.Policy {
		return true
	}
	p, err := r.policyFor(t)
	return err == nil && p.ID == sc.Policy
}

// countScope is how many tickets there are to look at, for the progress bar.
func (s *Store) countScope(ctx context.Context, sc *scope) (n int, err error) {
	if sc.Calendars != nil {
		ids, err := s.reaching(ctx, sc.Calendars, 0)
		return len(ids), err
	}
	query, args := "SELECT COUNT(*) FROM tickets WHERE live = TRUE", []any{}
	if len(sc.Units) > 0 {
		query, args = query+" AND (unit_id IN ? OR hops > 0)", append(args, sc.Units)
	}
	err = s.find(ctx, &n, query, args...)
	return n, err
}

// reaching returns the tickets with an open clock that runs over a changed date, in order. Served by clocks_open: what
// ended or ends before is not looked at. A paused clock has no end yet and reaches everything.
func (s *Store) reaching(ctx context.Context, changed []dateRange, after int64) ([]int64, error) {
	var ids []int64
	for _, r := range changed {
		var some []int64
		err := s.find(ctx, &some, `SELECT DISTINCT ticket_id FROM clocks
			WHERE version_id IN (SELECT id FROM calendar_versions WHERE calendar_id = ?)
			AND state IN ('running', 'paused') AND critical_at >= ? AND started_at < ? AND ticket_id > ?`,
			r.Calendar, r.From, r.To, after)
		if err != nil {
			return nil, err
		}
		ids = append(ids, some...)
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// ruleIn returns the terms that hold for the ticket now. After a change of dates only the calendar is another; which
// policy measures it stays as it was.
func (tx *Tx) ruleIn(ref *reference, sc *scope, t *Ticket) (terms, error) {
	if sc.Calendars == nil {
		judged, err := judged(tx.find, t)
		if err != nil || !ref.concerns(sc, judged) {
			now, e := tx.inForce(t)
			return now, errors.Join(err, e)
		}
		return ref.termsFor(judged)
	}
	now, err := tx.inForce(t)
	now.Version = ref.newest(now.Version)
	return now, err
}

// judged returns the ticket as it is measured: for the unit that held it when it came or was last classified. A transfer
// has no effect on due, neither at once nor when something else is edited later (targets.md section 3).
func judged(find func(out any, query string, args ...any) error, t *Ticket) (*Ticket, error) {
	if t.Hops == 0 {
		return t, nil
	}
	as := *t
	err := find(&as.UnitID, `SELECT unit_id FROM events WHERE ticket_id = ? AND type IN ('opened', 'classified')
		ORDER BY id DESC LIMIT 1`, t.ID)
	return &as, err
}

// inForce reads the terms a ticket follows.
func (tx *Tx) inForce(t *Ticket) (terms, error) {
	var events []Event
	err := tx.find(&events, `SELECT * FROM events WHERE ticket_id = ? AND type IN ('opened', 'retargeted', 'recalendared')
		ORDER BY id`, t.ID)
	if err != nil {
		return terms{}, err
	}
	return inForce(events)
}
