package models

import (
	"context"
	"errors"
)

// Recompute is the work that a change of policies, hours or holidays leaves: running clocks are measured anew, in
// batches, resumable after a stop, from their original start; none becomes un-breached. A row for each change.
type Recompute struct {
	ID        int64  `json:"-"`
	Scope     string `json:"-"`
	Why       string `json:"why"`
	ByID      int64  `json:"by"`
	CreatedAt Time   `json:"-"`
	AfterID   int64  `json:"after"` // tickets up to this id are done
	Total     int    `json:"total"`
	Done      int    `json:"done"`
	Changed   int    `json:"changed"` // tickets of which a clock stands otherwise now
	EndedAt   Time   `json:"-"`
	Waiting   int    `json:"-" gorm:"-"` // changes behind it
}

// Recomputing returns the work under way, nil when there is none.
func (s *Store) Recomputing(ctx context.Context) (*Recompute, error) {
	var open []Recompute
	err := s.find(ctx, &open, "SELECT * FROM recomputes WHERE ended_at = ? ORDER BY id LIMIT 100", Never)
	if err != nil || len(open) == 0 {
		return nil, err
	}
	open[0].Waiting = len(open) - 1
	return &open[0], nil
}

// Tickets measured anew in one transaction: some 20 ms, so that intake is not held up.
const recomputeBatch = 20

// Recompute does the work that is left, until it is done or the context ends. It returns what it did.
func (s *Store) Recompute(ctx context.Context) (Recompute, error) {
	var did Recompute
	s.caches.drop()
	for {
		work, err := s.Recomputing(ctx)
		if err != nil || work == nil {
			return did, err
		}
		before := *work
		err = s.recomputeAll(ctx, work)
		did.Why, did.Done, did.Changed = work.Why, did.Done+work.Done-before.Done, did.Changed+work.Changed-before.Changed
		if err != nil && !errors.Is(err, errElsewhere) {
			return did, err
		}
	}
}

// errElsewhere: another instance has gone on with the same work.
var errElsewhere = errors.New("another instance goes on with it")

// recomputeAll does one work. Which tickets it is about is read outside the writer.
func (s *Store) recomputeAll(ctx context.Context, work *Recompute) error {
	sc, err := readScope(work.Scope)
	if err != nil {
		return err
	}
	if work.Done == 0 {
		if work.Total, err = s.countScope(ctx, &sc); err != nil {
			return err
		}
	}
	for {
		page, err := s.scopePage(ctx, &sc, work.AfterID)
		if err != nil {
			return err
		}
		if page.looked == 0 {
			return s.endRecompute(ctx, work)
		}
		for rest := page.ids; len(rest) > 0; {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			n := min(recomputeBatch, len(rest))
			if err := s.recomputeSome(ctx, work, &sc, rest[:n], rest[n-1], n); err != nil {
				return err
			}
			rest = rest[n:]
		}
		if err := s.recomputeSome(ctx, work, &sc, nil, page.last, page.looked-len(page.ids)); err != nil {
			return err
		}
	}
}

// recomputeSome measures some tickets, after which all up to last are done: looked more than before.
func (s *Store) recomputeSome(ctx context.Context, work *Recompute, sc *scope, ids []int64, last int64, looked int) error {
	ref, err := s.reference(ctx)
	if err != nil {
		return err
	}
	var next Recompute
	err = s.update(ctx, func(tx *Tx) error {
		next = *work
		for _, id := range ids {
			changed, err := tx.recompute(ref, sc, id, work)
			if err != nil {
				return err
			}
			if changed {
				next.Changed++
			}
		}
		next.Done, next.AfterID = next.Done+looked, last
		n, err := tx.changed(`UPDATE recomputes SET after_id = ?, total = ?, done = ?, changed = ?
			WHERE id = ? AND after_id = ? AND done = ? AND ended_at = ?`,
			next.AfterID, next.Total, next.Done, next.Changed, work.ID, work.AfterID, work.Done, Never)
		if err == nil && n == 0 {
			return errElsewhere
		}
		return err
	})
	if err == nil {
		*work = next
	}
	return err
}

// recompute measures one ticket by what holds now; it leaves alone what would not change. Old and new due times, why
// and by whom go into the history.
func (tx *Tx) recompute(ref *reference, sc *scope, id int64, work *Recompute) (bool, error) {
	t, err := tx.load(System, id)
	if err != nil || !t.Live {
		return false, ignoreMissing(err)
	}
	rule, err := tx.ruleIn(ref, sc, t)
	if err != nil {
		return false, err
	}
	who := System
	if work.ByID != 0 {
		who = Actor{Kind: ByUser, ID: work.ByID}
	}
	var before, after []Clock
	if err := tx.find(&before, "SELECT * FROM clocks WHERE ticket_id = ?", t.ID); err != nil {
		return false, err
	}
	due := t.DueAt
	changed, err := tx.adopt(who, t, rule)
	if err != nil || !changed {
		return false, err
	}
	if err := tx.reclock(t); err != nil {
		return false, err
	}
	if err := tx.find(&after, "SELECT * FROM clocks WHERE ticket_id = ? ORDER BY target", t.ID); err != nil {
		return false, err
	}
	moves := dueMoves(tx.now, before, after)
	if len(moves) == 0 {
		return false, nil
	}
	return true, tx.record(who, DueChanged, t.ID, t.UnitID,
		map[string]any{"from": due, "to": t.DueAt, "why": work.Why, "by": work.ByID, "clocks": moves})
}

func (s *Store) endRecompute(ctx context.Context, work *Recompute) error {
	return s.update(ctx, func(tx *Tx) error {
		n, err := tx.changed("UPDATE recomputes SET ended_at = ? WHERE id = ? AND ended_at = ?", tx.now, work.ID, Never)
		if err != nil || n == 0 {
			return err
		}
		return tx.record(System, ClocksRecomputed, 0, 0, work)
	})
}

func ignoreMissing(err error) error {
	if ErrorCode(err) == NotFound {
		return nil
	}
	return err
}
