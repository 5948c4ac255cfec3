package models

import "context"

// CancelReply takes an answer back while it waits in the outbox: it never leaves, the clock goes on as if it had not
// been written, and the message stays on the ticket as cancelled. Conflict once it is on its way or has left.
func (s *Store) CancelReply(ctx context.Context, who Actor, message int64) error {
	o, err := s.sendWhere(ctx, "once = ? AND once <> '' AND kind = 'reply'", bringing(message)) // served by outbox_once
	if err != nil {
		return err
	}
	return s.actOnSend(ctx, who, o.ID, func(tx *Tx, o *Outgoing, t *Ticket) error {
		if o.State != OutQueued || o.NextAt <= tx.now {
			return conflict("sent")
		}
		if err := tx.withdraw(who, o, t); err != nil || o.SendAt == 0 {
			return err
		}
		return tx.backToDraft(who, o, t)
	})
}

// withdraw takes a row out of the outbox for good, and with it the message it was to bring.
func (tx *Tx) withdraw(who Actor, o *Outgoing, t *Ticket) error {
	if err := tx.exec("UPDATE outbox SET state = 'cancelled' WHERE id = ?", o.ID); err != nil {
		return err
	}
	if !o.brings() {
		return nil
	}
	err := tx.exec("UPDATE messages SET state = 'cancelled' WHERE id = ?", o.MessageID)
	if err != nil {
		return err
	}
	return tx.record(who, ReplyCancelled, t.ID, t.UnitID, map[string]any{"message": o.MessageID})
}
