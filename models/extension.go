package models

import (
	"context"
	"fmt"

	"tanggap/models/sla"
	"tanggap/models/text"
)

// Extension (perpanjangan) gives a ticket's resolution more time where the law allows it, once, with a reason that
// somebody else approves: a request for information has 10 working days and 7 more (UU 14/2008, article 22).
type Extension struct {
	ID        int64
	TicketID  int64
	Amount    string
	Reason    string
	ByID      int64
	State     string // pending, approved, refused
	Note      string
	DecidedBy int64
	DecidedAt Time
	CreatedAt Time
}

// AskExtension asks a supervisor for the time the ticket's policy allows. Invalid without a reason; Conflict when the
// policy allows none, one was asked before, or the resolution does not run any more in time.
func (s *Store) AskExtension(ctx context.Context, who Actor, number, reason string) error {
	reason = text.Clean(reason)
	if reason == "" {
		return invalid("reason", "required")
	}
	if err := tooLong("reason", reason); err != nil {
		return err
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return err
	}
	staff, err := s.people(ctx)
	if err != nil {
		return err
	}
	return s.act(ctx, who, number, AnswerTickets, func(tx *Tx, t *Ticket) error {
		allowed := ref.policy(t.PolicyID).Extension
		if allowed == "" {
			return conflict("extension_none")
		}
		if err := tx.extensible(t); err != nil {
			return err
		}
		id, err := tx.insert(`INSERT INTO extensions (ticket_id, amount, reason, by_id, state, created_at)
			VALUES (?, ?, ?, ?, 'pending', ?) ON CONFLICT DO NOTHING RETURNING id`, t.ID, allowed, reason, who.ID, tx.now)
		if err != nil {
			return err
		}
		if id == 0 {
			return conflict("extension_once")
		}
		err = tx.record(who, ExtensionAsked, t.ID, t.UnitID, map[string]any{"amount": allowed, "reason": reason})
		if err != nil {
			return err
		}
		return tx.notify(staff.approvers(t), t.ID, "extension_asked", nil, true)
	})
}

// extensible is Conflict unless the resolution is open and not late: what is late stays late.
func (tx *Tx) extensible(t *Ticket) error {
	var c Clock
	err := tx.find(&c, "SELECT * FROM clocks WHERE ticket_id = ? AND target = ?", t.ID, sla.Resolution)
	if err == nil && (c.ID == 0 || !c.Open() || c.DueAt < tx.now || c.BreachedAt < Never) {
		return conflict("extension_late")
	}
	return err
}

// DecideExtension approves what was asked, from when on the resolution has the additional time, or refuses it with a
// note. Denied to whoever asked and to whoever may not approve; Conflict when it was decided already.
func (s *Store) DecideExtension(ctx context.Context, who Actor, number string, id int64, approve bool, note string) error {
	note = text.Clean(note)
	if !approve && note == "" {
		return invalid("note", "required")
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return err
	}
	return s.act(ctx, who, number, Approve, func(tx *Tx, t *Ticket) error {
		var asked Extension
		err := tx.find(&asked, "SELECT * FROM extensions WHERE id = ? AND ticket_id = ? AND state = 'pending'", id, t.ID)
		switch {
		case err != nil:
			return err
		case asked.ID == 0:
			return conflict("extension_decided")
		case asked.ByID == who.ID:
			return denied()
		}
		state, event := "refused", ExtensionRefused
		if approve {
			state, event = "approved", ExtensionApproved
			if err := tx.extensible(t); err != nil {
				return err
			}
		}
		err = tx.exec("UPDATE extensions SET state = ?, note = ?, decided_by = ?, decided_at = ? WHERE id = ?",
			state, note, who.ID, tx.now, id)
		if err != nil {
			return err
		}
		if err := tx.record(who, event, t.ID, t.UnitID, map[string]any{"amount": asked.Amount, "reason": note}); err != nil {
			return err
		}
		if err := tx.notify([]int64{asked.ByID}, t.ID, "extension_"+state, nil, true); err != nil {
			return err
		}
		if !approve {
			return nil
		}
		return tx.extend(who, ref, t, asked)
	})
}

// extend lets the clock follow the granted amount and says so in the history.
func (tx *Tx) extend(who Actor, ref *reference, t *Ticket, granted Extension) error {
	before := t.DueAt
	t.Extension = granted.Amount
	if err := tx.retarget(who, ref, t); err != nil {
		return err
	}
	if err := tx.reclock(t); err != nil {
		return err
	}
	if err := tx.tellExtension(t, granted); err != nil || t.DueAt == before {
		return err
	}
	return tx.record(who, DueChanged, t.ID, t.UnitID,
		map[string]any{"from": before, "to": t.DueAt, "why": granted.Reason, "by": granted.ByID})
}

// tellExtension mails the citizen why their matter takes longer, and until when.
func (tx *Tx) tellExtension(t *Ticket, granted Extension) error {
	var due Time
	err := tx.find(&due, "SELECT due_at FROM clocks WHERE ticket_id = ? AND target = ?", t.ID, sla.Resolution)
	if err != nil {
		return err
	}
	return tx.mailCitizen(t, Outgoing{Kind: OutExtended, Once: fmt.Sprintf("extension:%d", granted.ID)},
		Letter{Text: granted.Reason, Until: due})
}

// Extensions returns what was asked for a ticket, oldest first.
func (s *Store) Extensions(ctx context.Context, who Actor, ticket int64) ([]Extension, error) {
	if _, err := s.ticket(ctx, who, ticket); err != nil {
		return nil, err
	}
	var asked []Extension
	err := s.find(ctx, &asked, "SELECT * FROM extensions WHERE ticket_id = ? ORDER BY id", ticket)
	return asked, err
}

// extended adds a granted extension to the resolution. An amount of another sort (days to hours), left from before
// the ticket was reclassified, adds nothing.
func extended(base sla.Amount, granted string) (sla.Amount, error) {
	var more sla.Amount
	if err := more.UnmarshalText([]byte(granted)); err != nil {
		return base, err
	}
	if (base.Days > 0) == (more.Days > 0) && !base.IsZero() {
		base.Days, base.Seconds = base.Days+more.Days, base.Seconds+more.Seconds
	}
	return base, nil
}

// approvers are the supervisors over the ticket's unit who may see it.
func (p *people) approvers(t *Ticket) []int64 {
	var found []int64
	for unit := range p.upwards(t.UnitID) {
		found = append(found, ids(p.supervisors[unit], t.Confidential)...)
	}
	return found
}
