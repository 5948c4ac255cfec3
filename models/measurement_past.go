package models

import (
	"context"
	"encoding/json"
)

// measuringKey is the setting that the migration leaves: how far the tickets from before measurements were kept have
// come. It is gone when all are measured.
const measuringKey = "measuring"

type measuring struct {
	After int64 `json:"after"` // tickets up to this id are done
}

// Tickets measured in one transaction: some 20 ms, so that intake is not held up.
const measureBatch = 50

// Remeasure writes the measurements of tickets that ended before they were kept, from their events; it returns how many
// tickets it looked at. It stops when the context ends and goes on from there the next time.
func (s *Store) Remeasure(ctx context.Context) (done int, err error) {
	for ctx.Err() == nil {
		work, err := s.measuring(ctx)
		if err != nil || work == nil {
			return done, err
		}
		var ids []int64
		err = s.find(ctx, &ids, "SELECT id FROM tickets WHERE id > ? ORDER BY id LIMIT ?", work.After, measureBatch)
		if err != nil {
			return done, err
		}
		err = s.update(ctx, func(tx *Tx) error {
			if len(ids) == 0 {
				return tx.exec("DELETE FROM settings WHERE key = ?", measuringKey)
			}
			for _, id := range ids {
				if err := tx.measurePast(id); err != nil {
					return err
				}
			}
			return tx.setSetting(measuringKey, measuring{ids[len(ids)-1]})
		})
		if err != nil {
			return done, err
		}
		done += len(ids)
	}
	return done, ctx.Err()
}

func (s *Store) measuring(ctx context.Context) (*measuring, error) {
	var raw string
	err := s.find(ctx, &raw, "SELECT value FROM settings WHERE key = ?", measuringKey)
	if err != nil || raw == "" {
		return nil, err
	}
	work := &measuring{}
	return work, json.Unmarshal([]byte(raw), work)
}

func (tx *Tx) measurePast(id int64) error {
	if _, err := tx.load(System, id); err != nil { // locked: a verb may be measuring it
		return ignoreMissing(err)
	}
	var events []Event
	if err := tx.find(&events, "SELECT * FROM events WHERE ticket_id = ? ORDER BY id", id); err != nil {
		return err
	}
	r, err := tx.store.reckon(tx.ctx, events, tx.now)
	if err != nil {
		return err
	}
	return tx.settleMeasurements(id, r)
}

// markUnmeasured marks the tickets that Remeasure has still to come to.
func (s *Store) markUnmeasured(ctx context.Context, all []dossier) error {
	work, err := s.measuring(ctx)
	if err != nil || work == nil {
		return err
	}
	for i := range all {
		all[i].unmeasured = all[i].id > work.After
	}
	return nil
}
