package models

import (
	"context"
	"time"

	"tanggap/models/text"
)

// Pause is a ticket waiting for its citizen.
type Pause struct {
	ID         int64
	TicketID   int64
	Question   string
	ByID       int64
	CreatedAt  Time
	UntilAt    Time // the clocks go on by themselves then, or the ticket is closed
	EndedAt    Time
	EndedBy    string // staff, citizen, time, resolved, archived
	Closing    string // the public text it is closed with when nobody answers; empty: the clocks go on
	RemindAt   Time   // half way; Never once it is done
	RemindedAt Time
}

// Days a ticket may wait for its citizen: one by default at least, fourteen at most
// (UU 25/2009 gives the complainant 30 calendar days to complete a file; a regency waits in shorter rounds).
const (
	PauseDays       = 5
	PauseDaysAtMost = 14
)

// Question is what a citizen is asked, and what becomes of their ticket when they do not answer.
type Question struct {
	Text    string
	Answer  string // what is said before it, in the same message
	Files   []Upload
	Draft   string                  // mark of the draft the answer was written as
	Seen    int                     // messages the writer had seen; 0: not checked
	Days    int                     // 0: PauseDays
	Closing string                  // what it is closed with; empty: the clocks go on
	Told    func(until Time) string // the sentence that tells the citizen so; nil: none
}

// Pause asks the citizen, and lets the clocks go on when the days are over; see Ask.
func (s *Store) Pause(ctx context.Context, who Actor, number, question string, days int) error {
	return s.Ask(ctx, who, number, Question{Text: question, Days: days})
}

// Ask stops the clocks until the citizen writes, somebody resumes, or the days are over; the question goes to the
// citizen as a message, which like every human answer is a response once the channel accepts it (targets.md section 3).
// Invalid without a question or with more days than allowed; Conflict unless the ticket is live and not already waiting.
func (s *Store) Ask(ctx context.Context, who Actor, number string, q Question) error {
	q.Text, q.Closing, q.Answer = text.Clean(q.Text), text.Clean(q.Closing), text.Clean(q.Answer)
	if q.Days == 0 {
		q.Days = PauseDays
	}
	if err := q.check(); err != nil {
		return err
	}
	err := s.act(ctx, who, number, AnswerTickets, func(tx *Tx, t *Ticket) error {
		if err := tx.stillSeen(t, q.Seen); err != nil {
			return err
		}
		switch {
		case t.Status == StatusWaiting:
			return conflict("paused")
		case !t.Live:
			return conflict("status", "Status", t.Status)
		}
		p := q.pause(t.ID, who, tx.now)
		_, err := tx.insert(`INSERT INTO pauses (ticket_id, question, by_id, created_at, until_at, closing, remind_at)
			VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`,
			p.TicketID, p.Question, p.ByID, p.CreatedAt, p.UntilAt, p.Closing, p.RemindAt)
		if err != nil {
			return err
		}
		if err := tx.say(who, t, OutQuestion, q.message(p.UntilAt), q.Files); err != nil {
			return err
		}
		if err := tx.dropSent(who, t.ID, DraftReply, q.Answer, q.Draft); err != nil {
			return err
		}
		t.Status = StatusWaiting
		if err := tx.record(who, TicketPaused, t.ID, t.UnitID, p.told()); err != nil {
			return err
		}
		return tx.reclock(t)
	})
	if err != nil {
		s.discard(ctx, q.Files)
	}
	return err
}

func (q *Question) check() error {
	var wrong problems
	if q.Text == "" {
		wrong.add("question", "required")
	}
	if err := sendable("question", q.Text); err != nil {
		wrong = append(wrong, AsError(err))
	}
	if err := sendable("text", q.Answer); err != nil {
		wrong = append(wrong, AsError(err))
	}
	if err := sendable("closing", q.Closing); err != nil {
		wrong = append(wrong, AsError(err))
	}
	if q.Days < 1 || q.Days > PauseDaysAtMost {
		wrong.add("days", "range", "Min", 1, "Max", PauseDaysAtMost)
	}
	return wrong.err()
}

// pause is the row; half of the time passes before the citizen is reminded.
func (q *Question) pause(ticket int64, who Actor, now Time) Pause {
	length := time.Duration(q.Days) * 24 * time.Hour
	return Pause{
		TicketID: ticket, Question: q.Text, ByID: who.ID, CreatedAt: now, UntilAt: now.Add(length), EndedAt: Never,
		Closing: q.Closing, RemindAt: now.Add(length / 2),
	}
}

// message is what the citizen reads.
func (q *Question) message(until Time) string {
	words := q.Text
	if q.Answer != "" {
		words = q.Answer + "\n\n" + words
	}
	if q.Told != nil {
		words += "\n\n" + q.Told(until)
	}
	return words
}

// told is what the event of a pause says.
func (p *Pause) told() map[string]any {
	data := map[string]any{"until": p.UntilAt}
	if p.Closing != "" {
		data["closes"] = true
	}
	return data
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
			return conflict("not_paused")
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
