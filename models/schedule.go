package models

import (
	"context"
)

// NextOpening is when the unit works next, by its calendar; open tells that it does so now.
func (s *Store) NextOpening(ctx context.Context, unit int64) (at Time, open bool, err error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return 0, false, err
	}
	hours, err := s.calendar(ctx, ref.versionOf[ref.calendarOf[unit]])
	if err != nil {
		return 0, false, err
	}
	now := s.now()
	next, err := hours.Opening(now.Std())
	if err != nil {
		return 0, false, conflict("no_opening")
	}
	return max(At(next), now), At(next) <= now, nil
}

// sendAt is when an answer that is to wait for the unit leaves; 0 when it need not wait. Conflict for a unit that will
// never work again.
func (tx *Tx) sendAt(t *Ticket, r *Reply) (Time, error) {
	if !r.Later {
		return 0, nil
	}
	at, open, err := tx.store.NextOpening(tx.ctx, t.UnitID)
	if open || err != nil {
		return 0, err
	}
	return at, nil
}

// returnScheduled takes back what waits for the unit to open, because the ticket ends or goes to another unit: each
// answer becomes a draft of its writer again, who is told. An answer nobody would write today must not go out tomorrow.
func (tx *Tx) returnScheduled(who Actor, t *Ticket) error {
	var waiting []Outgoing
	err := tx.find(&waiting, `SELECT * FROM outbox WHERE ticket_id = ? AND ticket_id > 0 AND state = 'queued' AND send_at > ?
		ORDER BY id`, t.ID, tx.clock)
	for i := range waiting {
		if err == nil {
			err = tx.withdraw(who, &waiting[i], t)
		}
		if err == nil {
			err = tx.backToDraft(who, &waiting[i], t)
		}
	}
	return err
}

// backToDraft gives the words of an answer that never left back to its writer.
func (tx *Tx) backToDraft(who Actor, o *Outgoing, t *Ticket) error {
	var m Message
	if err := tx.find(&m, "SELECT * FROM messages WHERE id = ?", o.MessageID); err != nil || m.UserID == 0 {
		return err
	}
	words, err := tx.unsigned(m.UserID, t, m.Text)
	if err != nil {
		return err
	}
	draft := Draft{UserID: m.UserID, TicketID: t.ID, Kind: DraftReply, Number: tx.store.Number(t), Text: words}
	if _, _, err := tx.saveDraft(draft, ""); err != nil && ErrorCode(err) != Conflict {
		return err // with too many drafts the words still stand on the ticket
	}
	if who.Kind == ByUser && who.ID == m.UserID {
		return nil
	}
	return tx.notify([]int64{m.UserID}, t.ID, "send_returned", nil, true)
}
