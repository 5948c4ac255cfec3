package models

import (
	"context"
	"slices"
)

// What becomes of the open tickets of somebody on leave.
const (
	KeepTickets  = "keep"   // they stay theirs; only what is told goes to the stand-in
	HandTickets  = "hand"   // the stand-in gets them once the leave has begun
	ticketsGiven = "handed" // the stand-in has them, until the leave ends
	ticketsBack  = "back"
)

// Handings are what can be asked for.
var Handings = []string{KeepTickets, HandTickets}

// Tickets given on in one transaction: some 20 ms, so that intake is not held up.
const handBatch = 20

// HandTickets gives the open tickets of those whose leave has begun to their stand-ins, where that was asked for, and
// back once it is over: what the stand-in has not closed or given on meanwhile. It returns how many changed hands, and
// after a stop goes on where it was.
func (s *Store) HandTickets(ctx context.Context) (int, error) {
	var all []Absence
	err := s.find(ctx, &all, "SELECT * FROM absences WHERE tickets IN ('hand', 'handed') ORDER BY tickets DESC, id LIMIT 100")
	if err != nil {
		return 0, err
	}
	moved, now := 0, s.now()
	for i := range all {
		a := &all[i]
		state := ""
		switch over := a.ToAt <= now; {
		case a.Tickets == ticketsGiven && over:
			state = ticketsBack
		case a.Tickets == HandTickets && over:
			state = KeepTickets // ended before it began, or before this ran
		case a.Tickets == HandTickets && a.FromAt <= now:
			state = ticketsGiven
		default:
			continue
		}
		if state != KeepTickets {
			n, taken, err := s.handAll(ctx, a, state)
			if moved += n; err != nil {
				return moved, err
			}
			if !taken {
				continue
			}
		}
		err := s.update(ctx, func(tx *Tx) error {
			return tx.exec("UPDATE absences SET tickets = ? WHERE id = ? AND tickets = ?", state, a.ID, a.Tickets)
		})
		if err != nil {
			return moved, err
		}
	}
	return moved, nil
}

// handAll goes through the tickets of a leave, to the stand-in or back. Nothing is taken while nobody is there who could
// do the work: it stays where it is, and the next run looks again.
func (s *Store) handAll(ctx context.Context, a *Absence, state string) (moved int, taken bool, err error) {
	user := a.UserID
	if state == ticketsGiven {
		ref, err := s.reference(ctx)
		if err != nil {
			return 0, false, err
		}
		present, found := ref.inPlaceOf(a.UserID, s.now())
		if !found || present == a.UserID {
			return 0, false, nil
		}
		user = present
	}
	to, err := s.ActorOf(ctx, user)
	if ErrorCode(err) == NotFound {
		return 0, state == ticketsBack, nil // dismissed meanwhile
	}
	if err != nil {
		return 0, false, err
	}
	absent, err := s.ActorOf(ctx, a.UserID)
	if err != nil && ErrorCode(err) != NotFound {
		return 0, false, err
	}
	for last := int64(0); ; {
		ids, err := s.handed(ctx, a, state, last)
		if err != nil || len(ids) == 0 {
			return moved, err == nil, err
		}
		err = s.update(ctx, func(tx *Tx) error {
			for _, id := range ids {
				done, err := tx.hand(a, id, to, absent)
				if err != nil {
					return err
				}
				if done {
					moved++
				}
			}
			return nil
		})
		if err != nil {
			return moved, false, err
		}
		last = slices.Max(ids)
	}
}

// handed returns the next tickets of a leave after one: those the absent have (by tickets_assignee_due), or those that
// were given to a stand-in for it and are still theirs (by assignments_absence).
func (s *Store) handed(ctx context.Context, a *Absence, state string, after int64) (ids []int64, err error) {
	if state == ticketsGiven {
		err = s.find(ctx, &ids, "SELECT id FROM tickets WHERE live = TRUE AND assignee_id = ? AND id > ? ORDER BY id LIMIT ?",
			a.UserID, after, handBatch)
		return ids, err
	}
	err = s.find(ctx, &ids, `SELECT a.ticket_id FROM assignments a JOIN tickets t ON t.id = a.ticket_id
		WHERE a.absence_id = ? AND a.ticket_id > ? AND t.live = TRUE AND t.assignee_id = a.user_id
		AND NOT EXISTS (SELECT 1 FROM assignments later WHERE later.ticket_id = a.ticket_id AND later.id > a.id)
		ORDER BY a.ticket_id LIMIT ?`, a.ID, after, handBatch)
	return ids, err
}

// hand gives one ticket on; not when it is somebody else's by now, or out of the receiver's sight.
func (tx *Tx) hand(a *Absence, ticket int64, to, absent Actor) (bool, error) {
	t, err := tx.load(System, ticket)
	if err != nil {
		return false, ignoreMissing(err)
	}
	back := to.ID == a.UserID
	if !t.Live || back == (t.AssigneeID == a.UserID) || !to.Can(AnswerTickets) || !to.In(t.UnitID) || t.Confidential > to.Confidential {
		return false, nil
	}
	if back {
		absent = Actor{}
	}
	if err := tx.notify([]int64{to.ID}, t.ID, "assigned", nil, true); err != nil {
		return false, err
	}
	if err := tx.assignInstead(System, t, to, absent); err != nil {
		return false, err
	}
	return true, tx.exec(`UPDATE assignments SET absence_id = ? WHERE id = (SELECT MAX(id) FROM assignments WHERE ticket_id = ?)`,
		a.ID, t.ID)
}
