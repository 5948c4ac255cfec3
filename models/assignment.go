package models

import "context"

// Assign gives the ticket to one user of its unit; 0 takes it back to nobody. Invalid if that user may not see it.
func (s *Store) Assign(ctx context.Context, who Actor, number string, user int64) error {
	var to Actor
	if user != 0 {
		var err error
		if to, err = s.ActorOf(ctx, user); ErrorCode(err) == NotFound {
			return invalid("assignee", "unknown", "Value", user)
		} else if err != nil {
			return err
		}
	}
	return s.act(ctx, who, number, AnswerTickets, func(tx *Tx, t *Ticket) error {
		if !t.Live {
			return conflict("status", "Status", t.Status)
		}
		if user != 0 && (!to.Can(AnswerTickets) || !to.In(t.UnitID) || t.Confidential > to.Confidential) {
			return invalid("assignee", "assignee_scope", "Name", to.Name)
		}
		if t.AssigneeID == user {
			return nil
		}
		if _, err := tx.insert(`INSERT INTO assignments (ticket_id, user_id, by_id, created_at) VALUES (?, ?, ?, ?)
			RETURNING id`, t.ID, user, who.ID, tx.now); err != nil {
			return err
		}
		t.AssigneeID = user
		if t.Status == StatusNew {
			t.Status = StatusOpen
		}
		if user != 0 && user != who.ID {
			if err := tx.notify([]int64{user}, t.ID, "assigned", nil, true); err != nil {
				return err
			}
		}
		if err := tx.record(who, TicketAssigned, t.ID, t.UnitID, map[string]any{"user": user, "name": to.Name}); err != nil {
			return err
		}
		return tx.saveTicket(t)
	})
}
