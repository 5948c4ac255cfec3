package models

import (
	"context"

	"tanggap/models/text"
)

// Closure is a ticket that was resolved or archived, until somebody reopened it.
type Closure struct {
	ID        int64
	TicketID  int64
	Outcome   string // resolved, archived
	Text      string // the public answer, or the reason
	ByID      int64
	CreatedAt Time
	EndedAt   Time
}

// Resolution is how a ticket ends: a public answer, or a reason where nothing is said to the citizen.
type Resolution struct {
	Text   string
	Reason string
	Seen   int // messages the writer had seen; 0: not checked
	Files  []Upload
	Draft  string // mark of the draft the answer was written as
}

// Resolve ends a ticket with a public answer, which is sent, or with a reason, after which the first response counts
// as unanswered if none was given. Invalid with neither; Conflict if it is not live or somebody answered meanwhile.
func (s *Store) Resolve(ctx context.Context, who Actor, number string, r Resolution) (*Ticket, error) {
	r.Text, r.Reason = text.Clean(r.Text), text.Clean(r.Reason)
	if r.Text == "" && r.Reason == "" {
		return nil, invalid("text", "text_or_reason")
	}
	if err := sendable("text", r.Text); err != nil {
		return nil, err
	}
	var resolved *Ticket
	err := s.act(ctx, who, number, AnswerTickets, func(tx *Tx, t *Ticket) error {
		resolved = t
		if err := tx.stillSeen(t, r.Seen); err != nil {
			return err
		}
		if !t.Live {
			return conflict("status", "Status", t.Status)
		}
		if err := tx.endPause(t, "resolved"); err != nil {
			return err
		}
		if r.Text != "" {
			if err := tx.say(who, t, OutResolved, r.Text, r.Files); err != nil {
				return err
			}
		}
		if err := tx.dropSent(who, t.ID, DraftReply, r.Text, r.Draft); err != nil {
			return err
		}
		return tx.close(who, t, StatusResolved, TicketResolved, r.Text+r.Reason, r.Text != "")
	})
	if err != nil {
		s.discard(ctx, r.Files)
	}
	return resolved, err
}

// Archive puts away noise and what is not ours, with a reason that anybody in the house may read.
func (s *Store) Archive(ctx context.Context, who Actor, number, reason string) error {
	reason = text.Clean(reason)
	if reason == "" {
		return invalid("reason", "required")
	}
	return s.act(ctx, who, number, AnswerTickets, func(tx *Tx, t *Ticket) error {
		if !t.Live {
			return conflict("status", "Status", t.Status)
		}
		if err := tx.endPause(t, "archived"); err != nil {
			return err
		}
		return tx.close(who, t, StatusArchived, TicketArchived, reason, false)
	})
}

func (tx *Tx) close(who Actor, t *Ticket, status Status, event EventType, words string, public bool) error {
	if err := tx.endHandover(who, t); err != nil {
		return err
	}
	if err := tx.returnScheduled(who, t); err != nil {
		return err
	}
	_, err := tx.insert(`INSERT INTO closures (ticket_id, outcome, text, by_id, created_at)
		VALUES (?, ?, ?, ?, ?) RETURNING id`, t.ID, status, words, who.ID, tx.now)
	if err != nil {
		return err
	}
	t.Status, t.ClosedAt = status, tx.now
	if err := tx.noticeFollowers(who, t, "followed_ended"); err != nil {
		return err
	}
	data := map[string]any{"public": public}
	if !public {
		data["reason"] = words
	}
	if err := tx.record(who, event, t.ID, t.UnitID, data); err != nil {
		return err
	}
	return tx.reclock(t)
}

// Reopen takes a ticket up again; Conflict while it is live.
func (s *Store) Reopen(ctx context.Context, who Actor, number, reason string) error {
	reason = text.Clean(reason)
	if reason == "" {
		return invalid("reason", "required")
	}
	return s.act(ctx, who, number, AnswerTickets, func(tx *Tx, t *Ticket) error {
		if t.Live || t.Status == StatusMerged {
			return conflict("status", "Status", t.Status)
		}
		if err := tx.endClosure(t); err != nil {
			return err
		}
		data := map[string]any{"reason": reason}
		if err := tx.record(who, TicketReopened, t.ID, t.UnitID, data); err != nil {
			return err
		}
		return tx.reclock(t)
	})
}

// endClosure marks the last closure as undone; the event that reopens the clocks is the caller's.
func (tx *Tx) endClosure(t *Ticket) error {
	if t.Status.Live() {
		return nil
	}
	t.Status, t.ClosedAt = StatusOpen, 0
	return tx.exec("UPDATE closures SET ended_at = ? WHERE ticket_id = ? AND ended_at = ?", tx.now, t.ID, Never)
}
