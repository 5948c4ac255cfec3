package models

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"sync"
	"time"
)

// An errand is worked on in turns, so that a small one does not wait for one of a hundred thousand; an instance that dies
// lets go of it after the lease.
const (
	errandLease   = time.Minute
	errandPages   = 5  // of rowsAtMost tickets, found in one turn
	errandTickets = 80 // done in one turn
	errandHands   = 4  // at once: on SQLite they share their commits
)

// Filler puts the values of a ticket into the words of an answer; dates and names are put into words by the edge.
type Filler func(ctx context.Context, who Actor, words, number string) (string, error)

// WorkErrand does a turn of the errand that has waited longest; false when there is none. What a crash cut off is gone on
// with by the next turn of any instance: a ticket and its result are one transaction.
func (s *Store) WorkErrand(ctx context.Context, fill Filler) (bool, error) {
	e, err := s.claimErrand(ctx)
	if err != nil || e == nil {
		return false, err
	}
	who, err := s.ActorOf(ctx, e.UserID)
	switch {
	case ErrorCode(err) == NotFound: // dismissed meanwhile: nobody is left who asks for it
		return true, s.endErrand(ctx, e, "stopped")
	case err != nil:
		return true, err
	case e.State == "collecting":
		err = s.collectErrand(ctx, who, e)
	default:
		err = s.doErrand(ctx, who, e, fill)
	}
	if err != nil {
		return true, err // its lease runs out, and it is tried again
	}
	return true, s.update(ctx, func(tx *Tx) error {
		return tx.exec("UPDATE errands SET lease_at = ? WHERE id = ?", tx.clock, e.ID)
	})
}

// claimErrand takes the next one for this instance. Served by errands_open.
func (s *Store) claimErrand(ctx context.Context) (*Errand, error) {
	var e Errand
	err := s.find(ctx, &e, `SELECT * FROM errands WHERE state IN ('collecting', 'running') AND lease_at <= ?
		ORDER BY lease_at, id LIMIT 1`, s.now())
	if err != nil || e.ID == 0 {
		return nil, err
	}
	var taken int64
	err = s.update(ctx, func(tx *Tx) (err error) {
		taken, err = tx.changed("UPDATE errands SET lease_at = ? WHERE id = ? AND lease_at = ? AND state = ?",
			tx.clock.Add(errandLease), e.ID, e.LeaseAt, e.State)
		return err
	})
	if err != nil || taken == 0 {
		return nil, err
	}
	return &e, nil
}

// collectErrand walks the filter page by page and writes down what it finds; where it was is part of the same commit.
func (s *Store) collectErrand(ctx context.Context, who Actor, e *Errand) error {
	var f TicketFilter
	if err := json.Unmarshal([]byte(e.Filter), &f); err != nil {
		return err
	}
	for range errandPages {
		f.Cursor, f.Limit = e.Cursor, rowsAtMost
		list, err := s.Tickets(ctx, who, f)
		if e := AsError(err); e != nil && e.Code != Unavailable { // its unit or category was removed meanwhile
			list, err = &TicketList{}, nil
		}
		if err != nil {
			return err
		}
		ids := make([]int64, len(list.Rows))
		for i := range list.Rows {
			ids[i] = list.Rows[i].ID
		}
		e.Cursor = list.Next
		state, over := "collecting", false
		if list.Next == "" {
			state = "running"
		}
		err = s.update(ctx, func(tx *Tx) error {
			if err := tx.addErrandTickets(e.ID, ids); err != nil {
				return err
			}
			n, err := tx.changed("UPDATE errands SET cursor = ?, state = ? WHERE id = ? AND state = 'collecting'", e.Cursor, state, e.ID)
			over = n == 0
			return err
		})
		if err != nil || over {
			return err
		}
		if state == "running" {
			return s.fewEnough(ctx, e)
		}
	}
	return nil
}

// fewEnough stops an errand whose search found more than is allowed, before anything is done.
func (s *Store) fewEnough(ctx context.Context, e *Errand) error {
	var n int
	err := s.find(ctx, &n, "SELECT COUNT(*) FROM errand_results WHERE errand_id = ?", e.ID)
	if err != nil || n <= errandLimit(e.Action) {
		return err
	}
	return s.endErrand(ctx, e, "stopped")
}

// doErrand does the next tickets of an errand, and ends it when there are none.
func (s *Store) doErrand(ctx context.Context, who Actor, e *Errand, fill Filler) error {
	var ids []int64
	err := s.find(ctx, &ids, `SELECT ticket_id FROM errand_results WHERE errand_id = ? AND state = 'pending'
		ORDER BY ticket_id LIMIT ?`, e.ID, errandTickets)
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		return s.endErrand(ctx, e, "done")
	}
	job := &errandJob{Errand: e, who: who, fill: fill}
	if err := json.Unmarshal([]byte(e.Data), &job.data); err != nil {
		return err
	}
	next, failed := make(chan int64), make(chan error, errandHands)
	var hands sync.WaitGroup
	for range errandHands {
		hands.Go(func() {
			var first error
			for id := range next {
				if first == nil {
					first = s.errandOn(ctx, job, id)
				}
			}
			failed <- first
		})
	}
	for _, id := range ids {
		next <- id
	}
	close(next)
	hands.Wait()
	close(failed)
	for err := range failed {
		if err != nil && !errors.Is(err, errErrandOver) {
			return err
		}
	}
	return nil
}

// errandOn does one ticket, or writes down why not. Only what has nothing to do with the ticket is an error.
func (s *Store) errandOn(ctx context.Context, job *errandJob, ticket int64) error {
	err := s.errandVerb(ctx, job, ticket)
	e := AsError(err)
	switch {
	case err == nil || errors.Is(err, errErrandOver) || ctx.Err() != nil:
		return err
	case e != nil && e.Code == Unavailable:
		return err
	case e == nil || e.Code == Internal:
		slog.Error("errand", "errand", job.ID, "ticket_id", ticket, "error", err)
		e = &Error{Code: Internal, Key: "conflict.errand_failed"}
	}
	return s.update(ctx, func(tx *Tx) error {
		return tx.exec(`UPDATE errand_results SET state = 'refused', reason = ?, args = ?
			WHERE errand_id = ? AND ticket_id = ? AND state = 'pending'`, e.Key, asJSON(e.Args), job.ID, ticket)
	})
}

// endErrand ends it, and tells whoever got the tickets with one notice instead of one for each.
func (s *Store) endErrand(ctx context.Context, e *Errand, state string) error {
	return s.update(ctx, func(tx *Tx) error {
		n, err := tx.changed("UPDATE errands SET state = ?, ended_at = ? WHERE id = ? AND state IN ('collecting', 'running')",
			state, tx.now, e.ID)
		if err != nil || n == 0 {
			return err
		}
		return tx.tellErrand(e)
	})
}

func (tx *Tx) tellErrand(e *Errand) error {
	var data ErrandData
	if err := json.Unmarshal([]byte(e.Data), &data); err != nil {
		return err
	}
	var done int
	if err := tx.find(&done, "SELECT COUNT(*) FROM errand_results WHERE errand_id = ? AND state = 'done'", e.ID); err != nil || done == 0 {
		return err
	}
	told := map[string]any{"count": done}
	switch {
	case e.Action == "assign" && data.Assignee != 0 && data.Assignee != e.UserID:
		return tx.notify([]int64{data.Assignee}, 0, "assigned_many", told, true)
	case e.Action == "transfer":
		unit, err := tx.store.Unit(tx.ctx, data.Unit)
		if err != nil {
			return ignoreMissing(err)
		}
		users, err := tx.members(unit.ID)
		if err != nil {
			return err
		}
		return tx.notify(users, 0, "transferred_many", told, true)
	}
	return nil
}
