package models

import (
	"context"
	"strings"

	"tanggap/models/text"
)

// Assign gives the ticket to one user of its unit; 0 takes it back to nobody. Invalid if that user may not see it.
func (s *Store) Assign(ctx context.Context, who Actor, number string, user int64) error {
	return s.AssignWith(ctx, who, number, user, "")
}

// AssignWith hands it over with a note for the colleague, which the citizen never sees.
func (s *Store) AssignWith(ctx context.Context, who Actor, number string, user int64, note string) error {
	note = text.Clean(note)
	if err := tooLong("assignment_note", note); err != nil {
		return err
	}
	var to, absent Actor
	if user != 0 {
		var err error
		if to, err = s.ActorOf(ctx, user); ErrorCode(err) == NotFound {
			return invalid("assignee", "unknown", "Value", user)
		} else if err != nil {
			return err
		}
		if user != who.ID {
			if absent, to, err = s.standIn(ctx, to); err != nil {
				return err
			}
			user = to.ID
		}
	}
	return s.act(ctx, who, number, AnswerTickets, func(tx *Tx, t *Ticket) error {
		if !t.Live {
			return conflict("status", "Status", t.Status)
		}
		if user != 0 && (!to.Can(AnswerTickets) || !to.In(t.UnitID) || t.Confidential > to.Confidential) {
			return invalid("assignee", "assignee_scope", "Name", to.Name)
		}
		if note != "" {
			if _, err := tx.note(who, t, note, nil); err != nil {
				return err
			}
		}
		if t.AssigneeID == user {
			return nil
		}
		if user != 0 && user != who.ID {
			if err := tx.notify([]int64{user}, t.ID, "assigned", nil, true); err != nil {
				return err
			}
		}
		return tx.assignInstead(who, t, to, absent)
	})
}

// standIn returns who is given what an actor would get who is away, and who that is; nobody away: the actor alone.
func (s *Store) standIn(ctx context.Context, to Actor) (absent, present Actor, err error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return absent, to, err
	}
	user, found := ref.inPlaceOf(to.ID, s.now())
	if !found || user == to.ID {
		return absent, to, nil
	}
	present, err = s.ActorOf(ctx, user)
	return to, present, err
}

// assign writes down who has the ticket now.
func (tx *Tx) assign(who Actor, t *Ticket, user int64, name string) error {
	return tx.assignInstead(who, t, Actor{ID: user, Name: name}, Actor{})
}

// assignInstead also says whose work it is, who is away.
func (tx *Tx) assignInstead(who Actor, t *Ticket, to, absent Actor) error {
	told := map[string]any{}
	if absent.ID != 0 {
		told["for"] = absent.Name
	}
	return tx.assignBecause(who, t, to, told)
}

// assignBecause also says why it is this person.
func (tx *Tx) assignBecause(who Actor, t *Ticket, to Actor, told map[string]any) error {
	user := to.ID
	if _, err := tx.insert(`INSERT INTO assignments (ticket_id, user_id, by_id, created_at) VALUES (?, ?, ?, ?)
		RETURNING id`, t.ID, user, who.ID, tx.now); err != nil {
		return err
	}
	t.AssigneeID = user
	if t.Handover == HandoverReturned && user != 0 {
		t.Handover = 0 // the coordinator has decided
	}
	if t.Status == StatusNew {
		t.Status = StatusOpen
	}
	told["user"], told["name"] = user, to.Name
	if err := tx.record(who, TicketAssigned, t.ID, t.UnitID, told); err != nil {
		return err
	}
	return tx.saveTicket(t)
}

// Assignable returns who can be given the ticket, by name: the rule of Assign for everybody at once.
func (s *Store) Assignable(ctx context.Context, t *Ticket) ([]User, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	above := []any{t.UnitID}
	for unit := ref.unit[t.UnitID]; unit.ParentID != 0 && len(above) <= len(ref.units); unit = ref.unit[unit.ParentID] {
		above = append(above, unit.ParentID)
	}
	var people []struct {
		User
		Own bool // a member of the unit itself
	}
	err = s.find(ctx, &people, `SELECT u.id, u.name, u.role, MAX(CASE WHEN m.unit_id = ? THEN 1 ELSE 0 END) = 1 AS own
		FROM users u JOIN memberships m ON m.user_id = u.id
		WHERE u.active = TRUE AND (u.role = 'coordinator' OR m.unit_id IN (?`+strings.Repeat(", ?", len(above)-1)+`))
		GROUP BY u.id, u.name, u.role ORDER BY u.name, u.id LIMIT 500`, append([]any{t.UnitID}, above...)...)
	found := make([]User, 0, len(people))
	for _, p := range people {
		allowed := p.Role == Inspector && p.Own
		if t.Confidential < 2 {
			allowed = allowed || p.Role == Agent && p.Own || p.Role == Supervisor
		}
		if allowed || p.Role == Coordinator && t.Confidential == 0 {
			found = append(found, p.User)
		}
	}
	return found, err
}
