package models

import (
	"context"

	"tanggap/models/text"
)

// Merge is a ticket that went into another: the same matter, told twice.
type Merge struct {
	ID        int64
	TicketID  int64
	TargetID  int64
	Reason    string
	ByID      int64
	CreatedAt Time
	EndedAt   Time // Never: it still is
	EndedBy   int64
}

// Longest reason of what tidies up.
const reasonAtMost = 500

func reasonFits(field, reason string) error {
	if reason == "" {
		return invalid(field, "required")
	}
	if n := len([]rune(reason)); n > reasonAtMost {
		return invalid(field, "too_long", "Limit", reasonAtMost, "Length", n)
	}
	return nil
}

// Merge puts a ticket into another, which goes on for both: its clocks end without a measurement, its citizen follows the
// other, and what they write arrives there. Invalid without a reason, and into itself, what
// is not there, not live or merged already, and what began later: merging must not win time. Conflict unless it is live.
func (s *Store) Merge(ctx context.Context, who Actor, number, target, reason string) error {
	reason = text.Clean(reason)
	if err := reasonFits("reason", reason); err != nil {
		return err
	}
	if err := who.need(AnswerTickets); err != nil {
		return err
	}
	id, _, ok := parseNumber(number)
	if !ok {
		return errNotFound
	}
	if text.Clean(target) == "" {
		return invalid("into", "required")
	}
	into, err := s.Ticket(ctx, who.exercising(AnswerTickets), target)
	switch {
	case ErrorCode(err) == NotFound:
		return invalid("into", "no_ticket", "Number", text.Clean(target))
	case err != nil:
		return err
	case into.ID == id:
		return invalid("into", "merge_self")
	}
	return s.update(ctx, func(tx *Tx) error {
		t, into, err := tx.loadTwo(who.exercising(AnswerTickets), id, into.ID)
		if err != nil {
			return err
		}
		if err := tx.once(ctx, t); err != nil {
			return err
		}
		if err := tx.mergeable(t, into); err != nil {
			return err
		}
		return tx.merge(who, t, into, reason)
	})
}

// loadTwo loads two tickets, locked in the order of their ids: two verbs that want both never wait for each other.
func (tx *Tx) loadTwo(who Actor, one, other int64) (*Ticket, *Ticket, error) {
	first, err := tx.load(who, min(one, other))
	if err != nil {
		return nil, nil, err
	}
	second, err := tx.load(who, max(one, other))
	if err != nil || first.ID == one {
		return first, second, err
	}
	return second, first, nil
}

// mergeable is the rule. No circle can arise: what takes another in has gone nowhere itself.
func (tx *Tx) mergeable(t, into *Ticket) error {
	number := tx.store.Number(into)
	switch {
	case t.Status == StatusMerged:
		return conflict("merged_already")
	case !t.Live:
		return conflict("status", "Status", t.Status)
	case into.Status == StatusMerged:
		root, err := tx.root(into)
		if err != nil {
			return err
		}
		if root.ID == t.ID {
			return invalid("into", "merge_circle", "Number", number)
		}
		return invalid("into", "merge_merged", "Number", number, "Into", tx.store.Number(root))
	case !into.Live:
		return invalid("into", "merge_ended", "Number", number)
	case t.Confidential != into.Confidential || (t.Privacy == Confidential) != (into.Privacy == Confidential):
		return invalid("into", "merge_confidential", "Number", number)
	case into.ReceivedAt > t.ReceivedAt:
		return invalid("into", "merge_younger", "Number", number)
	}
	return nil
}

func (tx *Tx) merge(who Actor, t, into *Ticket, reason string) error {
	if err := tx.endPause(t, "merged"); err != nil {
		return err
	}
	if err := tx.endHandover(who, t); err != nil {
		return err
	}
	if err := tx.returnScheduled(who, t); err != nil {
		return err
	}
	_, err := tx.insert(`INSERT INTO merges (ticket_id, target_id, reason, by_id, created_at) VALUES (?, ?, ?, ?, ?)
		RETURNING id`, t.ID, into.ID, reason, who.ID, tx.now)
	if err != nil {
		return err
	}
	t.Status, t.ClosedAt = StatusMerged, tx.now
	err = tx.record(who, TicketMerged, t.ID, t.UnitID,
		map[string]any{"reason": reason, "into": into.ID, "ticket": tx.store.Number(into)})
	if err != nil {
		return err
	}
	if err := tx.reclock(t); err != nil {
		return err
	}
	if into.AssigneeID != who.ID {
		if err := tx.noticeAssignee(into, "merge_taken"); err != nil {
			return err
		}
	}
	return tx.record(who, MergeTaken, into.ID, into.UnitID,
		map[string]any{"reason": reason, "from_ticket": t.ID, "ticket": tx.store.Number(t)})
}

// Unmerge takes a merge back: the ticket is open again, with the time it was away left out of its clocks. Invalid without
// a reason; Conflict unless it is merged, or when another ticket of its conversation was opened meanwhile.
func (s *Store) Unmerge(ctx context.Context, who Actor, number, reason string) error {
	reason = text.Clean(reason)
	if err := reasonFits("reason", reason); err != nil {
		return err
	}
	return s.act(ctx, who, number, AnswerTickets, func(tx *Tx, t *Ticket) error {
		if t.Status != StatusMerged {
			return conflict("not_merged")
		}
		m, err := tx.merged(t.ID)
		if err != nil {
			return err
		}
		if taken, err := tx.threadTaken(t); err != nil || taken {
			if err == nil {
				err = conflict("thread_taken")
			}
			return err
		}
		err = tx.exec("UPDATE merges SET ended_at = ?, ended_by = ? WHERE id = ?", tx.now, who.ID, m.ID)
		if err != nil {
			return err
		}
		t.Status, t.ClosedAt = StatusOpen, 0
		var into Ticket
		if err := tx.find(&into, "SELECT * FROM tickets WHERE id = ?", m.TargetID); err != nil {
			return err
		}
		err = tx.record(who, TicketUnmerged, t.ID, t.UnitID,
			map[string]any{"reason": reason, "into": into.ID, "ticket": tx.store.Number(&into)})
		if err != nil {
			return err
		}
		if err := tx.takeBack(who, t, m); err != nil {
			return err
		}
		return tx.record(who, MergeReturned, into.ID, into.UnitID,
			map[string]any{"reason": reason, "from_ticket": t.ID, "ticket": tx.store.Number(t)})
	})
}

// takeBack lets what the citizen wrote meanwhile wait for an answer here too: nobody can tell whether the one given on the
// other ticket was for them.
func (tx *Tx) takeBack(who Actor, t *Ticket, m *Merge) error {
	var last Message
	err := tx.find(&last, "SELECT * FROM messages WHERE via_id = ? AND via_id > 0 AND received_at >= ? ORDER BY id DESC LIMIT 1",
		t.ID, m.CreatedAt)
	if err == nil && last.ID > 0 {
		err = tx.record(who, MessageReceived, t.ID, t.UnitID, map[string]any{"message": last.ID})
	}
	if err != nil {
		return err
	}
	return tx.reclock(t)
}

func (tx *Tx) threadTaken(t *Ticket) (bool, error) {
	if t.Thread == "" {
		return false, nil
	}
	var other int64
	err := tx.find(&other, "SELECT id FROM tickets WHERE thread = ? AND thread <> '' AND live = TRUE AND id <> ? LIMIT 1",
		t.Thread, t.ID)
	return other > 0, err
}

// merged is the merge a ticket is in.
func (tx *Tx) merged(ticket int64) (*Merge, error) {
	m := &Merge{}
	err := tx.find(m, "SELECT * FROM merges WHERE ticket_id = ? AND ended_at = 253402300799", ticket)
	if err == nil && m.ID == 0 {
		return nil, conflict("not_merged")
	}
	return m, err
}

// A chain of merges is followed this far; it has an end, because no circle can arise.
const mergesFollowed = 100

// root is the ticket that goes on for a merged one, locked; itself when it is not merged.
func (tx *Tx) root(t *Ticket) (*Ticket, error) {
	for range mergesFollowed {
		if t.Status != StatusMerged {
			return t, nil
		}
		m, err := tx.merged(t.ID)
		if err != nil {
			return nil, err
		}
		if t, err = tx.load(System, m.TargetID); err != nil {
			return nil, err
		}
	}
	return nil, conflict("not_merged")
}

// answerable is the ticket on which an answer to a merged one is given: the one that goes on, when it is of the same citizen.
// Conflict otherwise: an answer to one must not reach another.
func (tx *Tx) answerable(who Actor, t *Ticket) (*Ticket, error) {
	root, err := tx.root(t)
	if err != nil {
		return nil, err
	}
	if root, err = tx.load(who.exercising(AnswerTickets), root.ID); err != nil {
		return nil, err
	}
	if !samePerson(t, root) {
		return nil, conflict("merged_other", "Number", tx.store.Number(root))
	}
	return root, nil
}

// samePerson reports whether both are known to be of one citizen, who asked for no secrecy on either.
func samePerson(a, b *Ticket) bool {
	return a.CitizenID != 0 && a.CitizenID == b.CitizenID && a.Privacy == Named && b.Privacy == Named
}
