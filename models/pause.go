package models

import (
	"context"
	"time"

	"tanggap/models/text"
)

// Pause is a ticket waiting for its citizen.
type Pause struct {
	ID        int64
	TicketID  int64
	Question  string
	ByID      int64
	CreatedAt Time
	UntilAt   Time // the clocks go on by themselves then
	EndedAt   Time
	EndedBy   string
}

// Days a ticket may wait for its citizen: one by default at least, fourteen at most
// (UU 25/2009 gives the complainant 30 calendar days to complete a file; a regency waits in shorter rounds).
const (
	PauseDays       = 5
	PauseDaysAtMost = 14
)

// Pause stops the clocks until the citizen writes, somebody resumes, or the days are over; the question goes to the
// citizen as a message, which like every human answer is a response once the channel accepts it (targets.md section 3).
// Invalid without a question or with more days than allowed; Conflict unless the ticket is live and not already waiting.
func (s *Store) Pause(ctx context.Context, who Actor, number, question string, days int) error {
	question = text.Clean(question)
	if days == 0 {
		days = PauseDays
	}
	var wrong problems
	if question == "" {
		wrong.add("question", "required")
	}
	if days < 1 || days > PauseDaysAtMost {
		wrong.add("days", "range", "Min", 1, "Max", PauseDaysAtMost)
	}
	if err := wrong.err(); err != nil {
		return err
	}
	return s.act(ctx, who, number, AnswerTickets, func(tx *Tx, t *Ticket) error {
		if !t.Live || t.Status == StatusWaiting {
			return conflict("status", "Status", t.Status)
		}
		until := tx.now.Add(time.Duration(days) * 24 * time.Hour)
		_, err := tx.insert(`INSERT INTO pauses (ticket_id, question, by_id, created_at, until_at)
			VALUES (?, ?, ?, ?, ?) RETURNING id`, t.ID, question, who.ID, tx.now, until)
		if err != nil {
			return err
		}
		if err := tx.say(who, t, OutQuestion, question, nil); err != nil {
			return err
		}
		t.Status = StatusWaiting
		if err := tx.record(who, TicketPaused, t.ID, t.UnitID, map[string]any{"until": until}); err != nil {
			return err
		}
		return tx.reclock(t)
	})
}

// Waiting returns what a ticket waits for, nil when it does not; NotFound outside the actor's scope.
func (s *Store) Waiting(ctx context.Context, who Actor, ticket int64) (*Pause, error) {
	if _, err := s.ticket(ctx, who, ticket); err != nil {
		return nil, err
	}
	p := &Pause{}
	err := s.find(ctx, p, "SELECT * FROM pauses WHERE ticket_id = ? AND ended_at = ? ORDER BY id DESC LIMIT 1", ticket, Never)
	if err != nil || p.ID == 0 {
		return nil, err
	}
	return p, nil
}

// Resume lets the clocks go on; Conflict unless the ticket waits.
func (s *Store) Resume(ctx context.Context, who Actor, number string) error {
	return s.act(ctx, who, number, AnswerTickets, func(tx *Tx, t *Ticket) error {
		if t.Status != StatusWaiting {
			return conflict("status", "Status", t.Status)
		}
		if err := tx.endPause(t, "staff"); err != nil {
			return err
		}
		if err := tx.record(who, TicketResumed, t.ID, t.UnitID, nil); err != nil {
			return err
		}
		return tx.reclock(t)
	})
}

// endPause closes the row of a waiting ticket; the event that ends it for the clock is the caller's.
func (tx *Tx) endPause(t *Ticket, by string) error {
	if t.Status != StatusWaiting {
		return nil
	}
	t.Status = StatusOpen
	if t.LastOutAt > 0 {
		t.Status = StatusAnswered
	}
	return tx.exec("UPDATE pauses SET ended_at = ?, ended_by = ? WHERE ticket_id = ? AND ended_at = ?",
		tx.now, by, t.ID, Never)
}

// EndPauses resumes what has waited its days, in order, some at a time; it returns how many.
func (s *Store) EndPauses(ctx context.Context) (int, error) {
	var due []struct {
		TicketID int64
		UntilAt  Time
	}
	err := s.find(ctx, &due, `SELECT ticket_id, until_at FROM pauses WHERE ended_at = 253402300799 AND until_at <= ?
		ORDER BY until_at LIMIT 200`, s.now())
	if err != nil {
		return 0, err
	}
	for i, p := range due {
		err := s.update(ctx, func(tx *Tx) error {
			t, err := tx.load(System, p.TicketID)
			if err != nil || t.Status != StatusWaiting {
				return err
			}
			if err := tx.endPause(t, "time"); err != nil {
				return err
			}
			if err := tx.recordAt(System, TicketResumed, t.ID, t.UnitID, p.UntilAt, nil); err != nil {
				return err
			}
			if err := tx.noticeAssignee(t, "pause_ended"); err != nil {
				return err
			}
			return tx.reclock(t)
		})
		if err != nil {
			return i, err
		}
	}
	return len(due), nil
}
