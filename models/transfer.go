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
}

// Transfer hands the ticket to another unit, which owns it from now on. Invalid to itself, to an unknown or closed
// unit, or without a reason; Conflict while an earlier transfer waits to be accepted.
func (s *Store) Transfer(ctx context.Context, who Actor, number, unit, reason string) error {
	reason = text.Clean(reason)
	to, err := s.Unit(ctx, unit)
	var wrong problems
	if err != nil || !to.Active {
		wrong.add("unit", "unknown", "Value", unit)
	}
	if reason == "" {
		wrong.add("reason", "required")
	}
	if err := wrong.err(); err != nil {
		return err
	}
	return s.act(ctx, who, number, TransferTickets, func(tx *Tx, t *Ticket) error {
		if t.UnitID == to.ID {
			return invalid("unit", "transfer_self")
		}
		if !t.Live {
			return conflict("status", "Status", t.Status)
		}
		pending, err := tx.pending(t)
		if err != nil {
			return err
		}
		if pending != nil {
			if err := tx.decide(who, pending, "accepted", ""); err != nil { // passing on accepts what was received
				return err
			}
		}
		if _, err := tx.insert(`INSERT INTO transfers (ticket_id, from_unit_id, to_unit_id, reason, by_id, state, created_at)
			VALUES (?, ?, ?, ?, ?, 'pending', ?) RETURNING id`, t.ID, t.UnitID, to.ID, reason, who.ID, tx.now); err != nil {
			return err
		}
		data := map[string]any{"from": t.UnitID, "to": to.ID, "reason": reason}
		if err := tx.record(who, TransferAsked, t.ID, t.UnitID, data); err != nil {
			return err
		}
		return tx.move(who, t, to.ID, "transferred")
	})
}

// move changes the owner, tells the new one, and makes both units' feeds notice.
func (tx *Tx) move(who Actor, t *Ticket, unit int64, key string) error {
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
		return tx.record(who, TransferAccepted, t.ID, t.UnitID, map[string]any{"from": transfer.FromUnitID})
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

func (tx *Tx) afterReturn(t *Ticket, transfer *Transfer) (int64, error) {
	var returns int
	err := tx.row("SELECT COUNT(*) FROM transfers WHERE ticket_id = ? AND state = 'returned'", t.ID).Scan(&returns)
	if err != nil || returns < 2 {
		return transfer.FromUnitID, err
	}
	ref, err := tx.store.reference(tx.ctx)
	if err != nil {
		return 0, err
	}
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
