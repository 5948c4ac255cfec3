package models

import (
	"context"

	"tanggap/models/text"
)

// Track returns the actor holding a tracking code, and their ticket. NotFound for a number and code that do not
// belong together, in the same words as for a number that does not exist.
func (s *Store) Track(ctx context.Context, number, code string) (Actor, *Ticket, error) {
	id, year, ok := parseNumber(number)
	if !ok {
		return Actor{}, nil, errNotFound
	}
	t := &Ticket{}
	err := s.find(ctx, t, "SELECT t.* FROM tickets t WHERE t.tracking_hash = ?", hashCode(code))
	if err != nil {
		return Actor{}, nil, err
	}
	if t.ID == 0 || t.ID != id || t.CreatedAt.Std().Year() != year {
		return Actor{}, nil, errNotFound
	}
	return citizenOf(t.ID), t, nil
}

// WriteBack adds a citizen's message to their own ticket, from the tracking page; it reopens a closed one.
// On a merged one it reaches the ticket that goes on. Invalid with neither words nor files.
func (s *Store) WriteBack(ctx context.Context, who Actor, number string, in Intake) (*Ticket, error) {
	return s.writeBack(ctx, who, number, in, func(*Ticket) bool { return true })
}

// NotSolved is the citizen's word that a resolved ticket is not: it reopens. Conflict unless it was resolved.
func (s *Store) NotSolved(ctx context.Context, who Actor, number string, in Intake) (*Ticket, error) {
	return s.writeBack(ctx, who, number, in, (*Ticket).Reopenable)
}

// Confirm is the citizen's word that a resolved ticket is solved; it stays closed, and they may still reopen it.
// Conflict unless it is resolved.
func (s *Store) Confirm(ctx context.Context, who Actor, number string) error {
	return s.act(ctx, who, number, ReadTickets, func(tx *Tx, t *Ticket) error {
		if who.Kind != ByCitizen {
			return denied()
		}
		if t.Status != StatusResolved {
			return conflict("status", "Status", t.Status)
		}
		t.Status = StatusClosed
		if err := tx.record(who, TicketConfirmed, t.ID, t.UnitID, nil); err != nil {
			return err
		}
		return tx.saveTicket(t)
	})
}

// Reopenable reports whether the citizen may say that it is not solved.
func (t *Ticket) Reopenable() bool { return t.Status == StatusResolved || t.Status == StatusClosed }

func (s *Store) writeBack(ctx context.Context, who Actor, number string, in Intake, may func(*Ticket) bool) (*Ticket, error) {
	in.Text = text.Clean(in.Text)
	if in.Text == "" && len(in.Files) == 0 {
		return nil, invalid("text", "required")
	}
	if err := tooLong("text", in.Text); err != nil {
		return nil, err
	}
	if len(in.Files) > FilesAtMost {
		return nil, invalid("files", "file_count", "Limit", FilesAtMost)
	}
	var answered *Ticket
	err := s.act(ctx, who, number, ReadTickets, func(tx *Tx, t *Ticket) error {
		answered = t
		if who.Kind != ByCitizen {
			return denied()
		}
		if seen, err := tx.repeated(&in); err != nil || seen != nil {
			return err
		}
		goesOn, err := tx.root(t)
		if err != nil {
			return err
		}
		if !may(goesOn) {
			return conflict("status", "Status", goesOn.Status)
		}
		_, err = tx.hear(who, t, in.Text, text.Tokens(in.Text), tx.now, &in)
		return err
	})
	if err != nil {
		s.discard(ctx, in.Files)
	}
	return answered, err
}
