package models

import (
	"context"

	"tanggap/models/text"
)

// Transfer (disposisi) is a ticket handed from unit to unit; the receiver accepts or returns it. The clock goes on.
type Transfer struct {
	ID         int64
	TicketID   int64
	FromUnitID int64
	ToUnitID   int64
	Reason     string
	ByID       int64
	State      string // pending, accepted, returned
	Note       string
	DecidedBy  int64
	DecidedAt  Time
	CreatedAt  Time
	Answer     string // what the citizen was told with it
	AcceptBy   Time   // the receiver's own target
	LateAt     Time   // when people were told that it is not accepted; 0: not
}

// HandoverState is how a ticket stands between two units; it is written on the ticket, for lists.
type HandoverState int

// Of a live ticket that is not simply its unit's.
const (
	HandoverPending  HandoverState = iota + 1 // waits to be accepted
	HandoverLate                              // past the receiver's target
	HandoverReturned                          // returned twice: the coordinator decides
)

// Handover is what goes with a ticket to another unit.
type Handover struct {
	Unit   string // slug
	Reason string // for colleagues
	Answer string // for the citizen, sent with it: what is known so far, who goes on; may be empty
}

// Transfer hands the ticket over with a reason alone; see HandOver.
func (s *Store) Transfer(ctx context.Context, who Actor, number, unit, reason string) error {
	return s.HandOver(ctx, who, number, Handover{Unit: unit, Reason: reason})
}

// HandOver gives the ticket to another unit, which owns it from now on and has a time of its own to accept or return it.
// Invalid to itself, to an unknown or closed unit, or without a reason; Conflict when the ticket is not live. Passing on
// accepts what was received.
func (s *Store) HandOver(ctx context.Context, who Actor, number string, h Handover) error {
	h.Reason, h.Answer = text.Clean(h.Reason), text.Clean(h.Answer)
	to, err := s.receiver(ctx, &h)
	if err != nil {
		return err
	}
	return s.act(ctx, who, number, TransferTickets, func(tx *Tx, t *Ticket) error {
		if t.UnitID == to.ID {
			return invalid("unit", "transfer_self")
		}
		if !t.Live {
			return conflict("status", "Status", t.Status)
		}
		if err := tx.endHandover(who, t); err != nil {
			return err
		}
		by, err := tx.acceptBy(to.ID)
		if err != nil {
			return err
		}
		if h.Answer != "" {
			if _, err := tx.signed(who, t, "answer", h.Answer); err != nil {
				return err
			}
			if err := tx.say(who, t, OutReply, h.Answer, nil); err != nil {
				return err
			}
		}
		_, err = tx.insert(`INSERT INTO transfers (ticket_id, from_unit_id, to_unit_id, reason, by_id, state, created_at, answer,
			accept_by) VALUES (?, ?, ?, ?, ?, 'pending', ?, ?, ?) RETURNING id`,
			t.ID, t.UnitID, to.ID, h.Reason, who.ID, tx.now, h.Answer, by)
		if err != nil {
			return err
		}
		data := map[string]any{"from": t.UnitID, "to": to.ID, "reason": h.Reason, "until": by}
		if err := tx.record(who, TransferAsked, t.ID, t.UnitID, data); err != nil {
			return err
		}
		t.Handover = HandoverPending
		return tx.move(who, t, to.ID, "transferred")
	})
}

// receiver checks the form and finds the unit.
func (s *Store) receiver(ctx context.Context, h *Handover) (Unit, error) {
	to, err := s.Unit(ctx, h.Unit)
	if err != nil && ErrorCode(err) != NotFound {
		return to, err
	}
	var wrong problems
	switch {
	case h.Unit == "":
		wrong.add("unit", "required")
	case err != nil:
		wrong.add("unit", "unknown", "Value", h.Unit)
	case !to.Active:
		wrong.add("unit", "unit_closed", "Name", to.Name)
	}
	if h.Reason == "" {
		wrong.add("reason", "required")
	}
	for field, words := range map[string]string{"reason": h.Reason, "answer": h.Answer} {
		if err := tooLong(field, words); err != nil {
			wrong = append(wrong, AsError(err))
		}
	}
	return to, wrong.err()
}

// move changes the owner, tells the new one, and makes both units' feeds notice.
func (tx *Tx) move(who Actor, t *Ticket, unit int64, key string) error {
	if err := tx.returnScheduled(who, t); err != nil {
		return err
	}
	t.UnitID, t.AssigneeID = unit, 0
	t.Hops++
	if err := tx.store.dialect.indexUnit(tx, t.ID, unit); err != nil {
		return err
	}
	if err := tx.noticeUnit(t, key, nil); err != nil {
		return err
	}
	if err := tx.record(who, TicketAssigned, t.ID, unit, map[string]any{"user": 0, "unit": unit}); err != nil {
		return err
	}
	return tx.reclock(t)
}

// endHandover accepts what waits to be accepted, because its receiver goes on with it: by passing it on, closing it, or
// making it a matter of another unit.
func (tx *Tx) endHandover(who Actor, t *Ticket) error {
	t.Handover = 0
	return tx.exec("UPDATE transfers SET state = 'accepted', decided_by = ?, decided_at = ? WHERE ticket_id = ? AND state = 'pending'",
		who.ID, tx.now, t.ID)
}

func (tx *Tx) pending(t *Ticket) (*Transfer, error) {
	var found []Transfer
	err := tx.find(&found, `SELECT * FROM transfers WHERE ticket_id = ? AND state = 'pending' ORDER BY id DESC LIMIT 1`, t.ID)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

func (tx *Tx) decide(who Actor, transfer *Transfer, state, note string) error {
	return tx.exec("UPDATE transfers SET state = ?, note = ?, decided_by = ?, decided_at = ? WHERE id = ?",
		state, note, who.ID, tx.now, transfer.ID)
}

// AcceptTransfer takes a ticket that was handed over; Conflict when it was decided already.
func (s *Store) AcceptTransfer(ctx context.Context, who Actor, number string, id int64) error {
	return s.act(ctx, who, number, TransferTickets, func(tx *Tx, t *Ticket) error {
		transfer, err := tx.pending(t)
		if err != nil {
			return err
		}
		if transfer == nil || transfer.ID != id {
			return conflict("transfer_decided")
		}
		if err := tx.decide(who, transfer, "accepted", ""); err != nil {
			return err
		}
		t.Handover = 0
		if err := tx.record(who, TransferAccepted, t.ID, t.UnitID, map[string]any{"from": transfer.FromUnitID}); err != nil {
			return err
		}
		return tx.saveTicket(t)
	})
}

// ReturnTransfer gives it back with a reason; after two returns it goes to the regency's desk, where the
// coordinator decides (domain.md section 6, pain 5).
func (s *Store) ReturnTransfer(ctx context.Context, who Actor, number string, id int64, reason string) error {
	reason = text.Clean(reason)
	if reason == "" {
		return invalid("reason", "required")
	}
	return s.act(ctx, who, number, TransferTickets, func(tx *Tx, t *Ticket) error {
		transfer, err := tx.pending(t)
		if err != nil {
			return err
		}
		if transfer == nil || transfer.ID != id {
			return conflict("transfer_decided")
		}
		if err := tx.decide(who, transfer, "returned", reason); err != nil {
			return err
		}
		data := map[string]any{"from": t.UnitID, "to": transfer.FromUnitID, "reason": reason}
		if err := tx.record(who, TransferReturned, t.ID, t.UnitID, data); err != nil {
			return err
		}
		target, err := tx.afterReturn(t, transfer)
		if err != nil {
			return err
		}
		return tx.move(who, t, target, "returned")
	})
}

// afterReturn is where a returned ticket goes.
func (tx *Tx) afterReturn(t *Ticket, transfer *Transfer) (int64, error) {
	t.Handover = 0
	var returns int
	err := tx.row("SELECT COUNT(*) FROM transfers WHERE ticket_id = ? AND state = 'returned'", t.ID).Scan(&returns)
	if err != nil || returns < 2 {
		return transfer.FromUnitID, err
	}
	ref, err := tx.store.reference(tx.ctx)
	if err != nil {
		return 0, err
	}
	t.Handover = HandoverReturned
	return ref.root().ID, nil
}

// Transfers returns the hand-overs of a ticket, oldest first.
func (s *Store) Transfers(ctx context.Context, who Actor, ticket int64) ([]Transfer, error) {
	if _, err := s.ticket(ctx, who, ticket); err != nil {
		return nil, err
	}
	var transfers []Transfer
	err := s.find(ctx, &transfers, "SELECT * FROM transfers WHERE ticket_id = ? ORDER BY id", ticket)
	return transfers, err
}
