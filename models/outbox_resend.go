package models

import "context"

// RetrySend puts what failed, or may not have arrived, into the outbox again, with all its attempts. Conflict for what
// is on its way, has arrived or was taken back. Of an unknown send somebody must have looked whether it is there.
func (s *Store) RetrySend(ctx context.Context, who Actor, id int64) error {
	return s.actOnSend(ctx, who, id, func(tx *Tx, o *Outgoing, t *Ticket) error {
		if o.State != OutFailed && o.State != OutUnknown {
			return conflict("send_state", "State", o.State)
		}
		err := tx.exec(`UPDATE outbox SET state = 'queued', attempts = 0, next_at = ?, claimed_by = '', error = ''
			WHERE id = ?`, tx.clock, o.ID)
		if err != nil || !o.brings() {
			return err
		}
		if err := tx.exec("UPDATE messages SET state = 'queued' WHERE id = ?", o.MessageID); err != nil {
			return err
		}
		return tx.record(who, ReplyQueued, t.ID, t.UnitID, map[string]any{"message": o.MessageID, "again": true})
	})
}

// ConfirmSend tells that an unknown send did arrive: somebody looked. An answer counts from when it was last tried.
// Conflict for any other state.
func (s *Store) ConfirmSend(ctx context.Context, who Actor, id int64) error {
	return s.actOnSend(ctx, who, id, func(tx *Tx, o *Outgoing, t *Ticket) error {
		if o.State != OutUnknown {
			return conflict("send_state", "State", o.State)
		}
		return tx.arrived(who, o, t, o.SentAt, o.ExternalID)
	})
}

// DropSend gives up what waits, failed or may not have arrived; it stays in the list as cancelled. The message of an
// unknown send stays unknown: it may be out there. Conflict for what is on its way or has arrived.
func (s *Store) DropSend(ctx context.Context, who Actor, id int64) error {
	return s.actOnSend(ctx, who, id, func(tx *Tx, o *Outgoing, t *Ticket) error {
		switch o.State {
		case OutUnknown:
			return tx.exec("UPDATE outbox SET state = 'cancelled' WHERE id = ?", o.ID)
		case OutQueued, OutFailed:
			return tx.withdraw(who, o, t)
		}
		return conflict("send_state", "State", o.State)
	})
}

// sendWhere returns the newest row of the outbox that fits; NotFound when there is none.
func (s *Store) sendWhere(ctx context.Context, where string, args ...any) (*Outgoing, error) {
	o := &Outgoing{}
	err := s.find(ctx, o, "SELECT * FROM outbox WHERE "+where+" ORDER BY id DESC LIMIT 1", args...)
	if err == nil && o.ID == 0 {
		return nil, errNotFound
	}
	return o, err
}

// actOnSend is the frame of every verb on a row of the outbox: whoever answers the ticket may touch what leaves it,
// whoever configures the house everything. The ticket is locked before the row, as everywhere; nil without a ticket.
func (s *Store) actOnSend(ctx context.Context, who Actor, id int64, verb func(*Tx, *Outgoing, *Ticket) error) error {
	o, err := s.sendWhere(ctx, "id = ?", id)
	if err != nil {
		return err
	}
	reader := who
	switch {
	case who.Can(Configure):
		reader = System
	case o.TicketID == 0:
		return errNotFound
	case !who.Can(AnswerTickets):
		return denied()
	}
	return s.update(ctx, func(tx *Tx) (err error) {
		var t *Ticket
		if o.TicketID != 0 {
			if t, err = tx.load(reader, o.TicketID); err != nil {
				return err
			}
		}
		if o, err = tx.send(id); err != nil {
			return err
		}
		return verb(tx, o, t)
	})
}

// send reads the row a verb is about to change, locked.
func (tx *Tx) send(id int64) (*Outgoing, error) {
	o := &Outgoing{}
	err := tx.find(o, "SELECT * FROM outbox WHERE id = ?"+tx.store.dialect.locking(), id)
	if err == nil && o.ID == 0 {
		return nil, errNotFound
	}
	return o, err
}

// arrived notes that a row was accepted at an instant; an answer reaches its citizen with it and stops the clock.
func (tx *Tx) arrived(who Actor, o *Outgoing, t *Ticket, at Time, external string) error {
	err := tx.exec(`UPDATE outbox SET state = 'sent', sent_at = ?, external_id = ?, claimed_by = '', error = ''
		WHERE id = ?`, at, external, o.ID)
	if err != nil || !o.brings() {
		return err
	}
	author, err := tx.author(o.MessageID)
	if err != nil {
		return err
	}
	if who.Kind == BySystem {
		who = author
	}
	if err := tx.accepted(who, author, t, o.MessageID, o.Kind, at, external); err != nil {
		return err
	}
	return tx.reclock(t)
}

// author is who wrote the message: the answer is theirs, whoever brings it.
func (tx *Tx) author(message int64) (Actor, error) {
	var m Message
	if err := tx.find(&m, "SELECT user_id, author FROM messages WHERE id = ?", message); err != nil || m.UserID == 0 {
		return System, err
	}
	return Actor{Kind: ByUser, ID: m.UserID, Name: m.Author}, nil
}
