package models

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"hash"
)

// Seal holds together the events of all tickets written up to one of them: each chain tells of a changed event in it,
// the seals also of a tail that was cut off, or of a whole ticket that is gone.
type Seal struct {
	ID        int64
	FromEvent int64 // the first one after the seal before
	ToEvent   int64
	Events    int64
	Hash      []byte
	CreatedAt Time
}

// Events under one seal at most: what Verify names when a seal does not fit.
const sealAtMost = 100_000

// Seal seals the events written since the last time and returns how many seals that took.
func (s *Store) Seal(ctx context.Context) (int, error) {
	if more, err := s.unsealed(ctx); err != nil || !more {
		return 0, err
	}
	var until int64
	err := s.update(ctx, func(tx *Tx) error {
		if err := s.dialect.settled(tx, "events"); err != nil {
			return err
		}
		return tx.row("SELECT COALESCE(MAX(id), 0) FROM events").Scan(&until)
	})
	for made := 0; ; made++ {
		if err != nil {
			return made, err
		}
		var next *Seal
		if next, err = s.nextSeal(ctx, until); err != nil || next == nil {
			return made, err
		}
		err = s.update(ctx, func(tx *Tx) error {
			return tx.exec(`INSERT INTO seals (from_event, to_event, events, hash, created_at) VALUES (?, ?, ?, ?, ?)
				ON CONFLICT (from_event) DO NOTHING`, next.FromEvent, next.ToEvent, next.Events, next.Hash, tx.now)
		})
	}
}

// unsealed looks whether anything was written since the last seal, so that a house at night does nothing.
func (s *Store) unsealed(ctx context.Context) (bool, error) {
	var found []int64
	err := s.find(ctx, &found, `SELECT id FROM events WHERE id >
		COALESCE((SELECT to_event FROM seals ORDER BY id DESC LIMIT 1), 0) ORDER BY id LIMIT 1`)
	return len(found) > 0, err
}

// nextSeal computes the seal that follows the last one; nil when nothing is left up to an event.
func (s *Store) nextSeal(ctx context.Context, until int64) (*Seal, error) {
	var last Seal
	if err := s.find(ctx, &last, "SELECT * FROM seals ORDER BY id DESC LIMIT 1"); err != nil {
		return nil, err
	}
	w := newWax(last.Hash)
	found, err := s.eachHash(ctx, last.ToEvent, until, sealAtMost, w.add)
	if err != nil || found == 0 {
		return nil, err
	}
	return &Seal{FromEvent: last.ToEvent + 1, ToEvent: w.last, Events: w.events, Hash: w.sum()}, nil
}

// wax is a seal while it is made.
type wax struct {
	hash   hash.Hash
	last   int64
	events int64
}

func newWax(before []byte) *wax {
	w := &wax{hash: sha256.New()}
	w.hash.Write(before)
	return w
}

func (w *wax) add(id int64, hash []byte) {
	var number [8]byte
	binary.BigEndian.PutUint64(number[:], uint64(id))
	w.hash.Write(number[:])
	w.hash.Write(hash)
	w.last = id
	w.events++
}

func (w *wax) sum() []byte { return w.hash.Sum(nil) }

// eachHash calls use with the events after one and up to another, at most so many, in their order.
func (s *Store) eachHash(ctx context.Context, after, until int64, atMost int, use func(id int64, hash []byte)) (int, error) {
	const page = 5000
	found := 0
	for found < atMost {
		var rows []struct {
			ID   int64
			Hash []byte
		}
		limit := min(page, atMost-found)
		err := s.find(ctx, &rows, "SELECT id, hash FROM events WHERE id > ? AND id <= ? ORDER BY id LIMIT ?", after, until, limit)
		if err != nil {
			return found, err
		}
		for _, row := range rows {
			use(row.ID, row.Hash)
			after = row.ID
		}
		if found += len(rows); len(rows) < limit {
			break
		}
	}
	return found, nil
}
