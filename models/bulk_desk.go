package models

import "context"

func (l *life) transfer(who Actor, slug, reason string) error {
	to, known := l.f.ref.unitBySlug[slug]
	if !known || to.ID == l.t.UnitID {
		return invalid("unit", "unknown", "Value", slug)
	}
	l.endHandover(who)
	by, err := l.acceptBy(to.ID)
	if err != nil {
		return err
	}
	l.transfers = append(l.transfers, Transfer{
		FromUnitID: l.t.UnitID, ToUnitID: to.ID, Reason: reason, ByID: who.ID, State: "pending", CreatedAt: l.now, AcceptBy: by,
	})
	data := map[string]any{"from": l.t.UnitID, "to": to.ID, "reason": reason, "until": by}
	if err := l.record(who, TransferAsked, data); err != nil {
		return err
	}
	l.t.Handover = HandoverPending
	return l.move(who, to.ID)
}

// acceptBy is when the unit must have accepted what it is handed now.
func (l *life) acceptBy(unit int64) (Time, error) {
	calendar, err := l.f.store.calendar(context.Background(), l.f.ref.versionOf[l.f.ref.calendarOf[unit]])
	if err != nil {
		return 0, err
	}
	return acceptance(calendar, l.f.within, l.now)
}

// endHandover does what the verb of the same name does.
func (l *life) endHandover(who Actor) {
	l.t.Handover = 0
	if pending := l.pending(); pending != nil {
		pending.State, pending.DecidedBy, pending.DecidedAt = "accepted", who.ID, l.now
	}
}

// unaccepted marks what is not accepted in time, as FlagTransfers does.
func (l *life) unaccepted() error {
	x := l.pending()
	l.t.Handover, x.LateAt = HandoverLate, l.now
	return l.recordAt(System, TransferLate, x.AcceptBy, map[string]any{"from": x.FromUnitID, "to": x.ToUnitID})
}

func (l *life) move(who Actor, unit int64) error {
	l.t.UnitID, l.t.AssigneeID = unit, 0
	l.t.Hops++
	return l.change(who, TicketAssigned, map[string]any{"user": 0, "unit": unit})
}

func (l *life) pending() *Transfer {
	if n := len(l.transfers); n > 0 && l.transfers[n-1].State == "pending" {
		return &l.transfers[n-1]
	}
	return nil
}

func (l *life) decide(who Actor, how EventType, reason string) error {
	transfer := l.pending()
	if transfer == nil {
		return conflict("transfer_decided")
	}
	transfer.DecidedBy, transfer.DecidedAt, l.t.Handover = who.ID, l.now, 0
	if how == TransferAccepted {
		transfer.State = "accepted"
		return l.record(who, how, map[string]any{"from": transfer.FromUnitID})
	}
	transfer.State, transfer.Note = "returned", reason
	data := map[string]any{"from": l.t.UnitID, "to": transfer.FromUnitID, "reason": reason}
	if err := l.record(who, how, data); err != nil {
		return err
	}
	returns := 0
	for i := range l.transfers {
		if l.transfers[i].State == "returned" {
			returns++
		}
	}
	if returns >= 2 {
		l.t.Handover = HandoverReturned
		return l.move(who, l.f.ref.root().ID)
	}
	return l.move(who, transfer.FromUnitID)
}
