package models

import (
	"context"
	"encoding/json"
	"errors"
)

// Recompute is the work that a change of policies, hours or holidays leaves: running clocks are measured anew, in
// batches, resumable after a stop, from their original start; none becomes un-breached.
type Recompute struct {
	Why     string `json:"why"`
	ByID    int64  `json:"by"`
	After   int64  `json:"after"` // tickets up to this id are done
	Done    int    `json:"done"`
	Changed int    `json:"changed"`
}

const recomputeKey = "recompute"

// askRecompute leaves the work to the job; a second change while one is under way starts over.
func (s *Store) askRecompute(ctx context.Context, who Actor, why string) error {
	return s.update(ctx, func(tx *Tx) error { return tx.setSetting(recomputeKey, Recompute{Why: why, ByID: who.ID}) })
}

// Recomputing returns the work under way, nil when there is none.
func (s *Store) Recomputing(ctx context.Context) (*Recompute, error) {
	var raw string
	err := s.find(ctx, &raw, "SELECT value FROM settings WHERE key = ?", recomputeKey)
	if err != nil || raw == "" {
		return nil, err
	}
	work := &Recompute{}
	return work, json.Unmarshal([]byte(raw), work)
}

// Tickets measured anew in one transaction: some 20 ms, so that intake is not held up.
const recomputeBatch = 20

// Recompute does the work that is left, until it is done or the context ends. It returns what it did.
func (s *Store) Recompute(ctx context.Context) (Recompute, error) {
	s.caches.drop()
	for {
		work, err := s.Recomputing(ctx)
		if err != nil || work == nil {
			return Recompute{}, err
		}
		var ids []int64
		err = s.find(ctx, &ids, `SELECT id FROM tickets WHERE live = TRUE AND id > ? ORDER BY id LIMIT 2000`, work.After)
		if err != nil {
			return *work, err
		}
		if len(ids) == 0 {
			return *work, s.endRecompute(ctx, work)
		}
		for len(ids) > 0 && ctx.Err() == nil {
			n := min(recomputeBatch, len(ids))
			if err := s.recomputeSome(ctx, work, ids[:n]); errors.Is(err, errSuperseded) {
				break
			} else if err != nil {
				return *work, err
			}
			ids = ids[n:]
		}
		if ctx.Err() != nil {
			return *work, ctx.Err()
		}
	}
}

// errSuperseded: the house changed again meanwhile; begin anew with what holds now.
var errSuperseded = errors.New("recompute was asked for again")

func (s *Store) recomputeSome(ctx context.Context, work *Recompute, ids []int64) error {
	ref, err := s.reference(ctx)
	if err != nil {
		return err
	}
	next := *work
	err = s.update(ctx, func(tx *Tx) error {
		next = *work
		var now string
		if err := tx.find(&now, "SELECT value FROM settings WHERE key = ?", recomputeKey); err != nil {
			return err
		}
		if before, err := json.Marshal(work); err != nil || string(before) != now {
			return errors.Join(err, errSuperseded)
		}
		for _, id := range ids {
			changed, err := tx.recompute(ref, id, work)
			if err != nil {
				return err
			}
			next.Done++
			if changed {
				next.Changed++
			}
			next.After = id
		}
		return tx.setSetting(recomputeKey, next)
	})
	if err == nil {
		*work = next
	}
	return err
}

// recompute measures one ticket by what holds now; it leaves alone what would not change.
func (tx *Tx) recompute(ref *reference, id int64, work *Recompute) (bool, error) {
	t, err := tx.load(System, id)
	if err != nil || !t.Live {
		return false, ignoreMissing(err)
	}
	rule, err := ref.termsFor(t)
	if err != nil {
		return false, err
	}
	before := t.DueAt
	changed, err := tx.adopt(System, t, rule)
	if err != nil || !changed {
		return false, err
	}
	if err := tx.reclock(t); err != nil {
		return false, err
	}
	if t.DueAt == before {
		return true, nil
	}
	return true, tx.record(System, DueChanged, t.ID, t.UnitID,
		map[string]any{"from": before, "to": t.DueAt, "why": work.Why, "by": work.ByID})
}

// adopt appends the events that make the clocks follow the terms, when they differ from those in force.
// A calendar whose changes touch no day between start and due leaves the clock as it is.
func (tx *Tx) adopt(who Actor, t *Ticket, rule terms) (bool, error) {
	var clocks []Clock
	if err := tx.find(&clocks, "SELECT * FROM clocks WHERE ticket_id = ?", t.ID); err != nil {
		return false, err
	}
	changes, err := tx.store.adoption(tx.ctx, t, clocks, rule)
	for _, change := range changes {
		if err == nil {
			err = tx.record(who, change, t.ID, t.UnitID, rule)
		}
	}
	return len(changes) > 0, err
}

// adoption returns the events by which the clocks of a ticket come to follow the terms; none when nothing would change.
func (s *Store) adoption(ctx context.Context, t *Ticket, clocks []Clock, rule terms) (changes []EventType, err error) {
	retarget, recalendar := rule.Policy != t.PolicyID, false
	for i := range clocks {
		c := &clocks[i]
		if !c.Open() || c.BreachedAt.Set() { // what stopped or is late keeps what it was measured by
			continue
		}
		amount := rule.Targets.Of(c.Target)
		retarget = retarget || c.Warn != rule.Warn || (!amount.IsZero() && amount.String() != c.Amount)
		if rule.Version != t.VersionID {
			moved, err := s.moves(ctx, c, t.VersionID, rule.Version)
			if err != nil {
				return nil, err
			}
			recalendar = recalendar || moved
		}
	}
	if retarget {
		recalendar = recalendar || rule.Version != t.VersionID // a new due may lie where hours have changed
		changes = append(changes, ClockRetargeted)
	}
	if recalendar {
		changes = append(changes, ClockRecalendar)
	}
	return changes, nil
}

// moves reports whether two versions of a calendar count differently between a clock's start and due. A paused
// clock has no due yet and follows the newest.
func (s *Store) moves(ctx context.Context, c *Clock, from, to int64) (bool, error) {
	if c.DueAt == Never {
		return true, nil
	}
	before, err := s.calendar(ctx, from)
	if err != nil {
		return false, err
	}
	after, err := s.calendar(ctx, to)
	if err != nil {
		return false, err
	}
	start, due := c.StartedAt.Std(), c.DueAt.Std()
	warn, critical := c.WarnAt.Std(), c.CriticalAt.Std()
	differs := before.Elapsed(start, due) != after.Elapsed(start, due) ||
		before.Elapsed(start, warn) != after.Elapsed(start, warn)
	if c.CriticalAt < Never {
		differs = differs || before.Elapsed(due, critical) != after.Elapsed(due, critical)
	}
	return differs, nil
}

func (s *Store) endRecompute(ctx context.Context, work *Recompute) error {
	return s.update(ctx, func(tx *Tx) error {
		if err := tx.exec("DELETE FROM settings WHERE key = ?", recomputeKey); err != nil {
			return err
		}
		return tx.record(System, ClocksRecomputed, 0, 0, work)
	})
}

func (tx *Tx) setSetting(key string, value any) error {
	raw, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return tx.exec(`INSERT INTO settings (key, value, updated_at) VALUES (?, ?, ?)
		ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
		key, string(raw), tx.now)
}

func ignoreMissing(err error) error {
	if ErrorCode(err) == NotFound {
		return nil
	}
	return err
}
