package models

import (
	"context"
	"unicode/utf8"

	"tanggap/models/text"
)

// Incident (kejadian massal) is one failure that many citizens report: each keeps a ticket of their own, and one approved
// answer goes to all of them.
type Incident struct {
	ID        int64
	Title     string // its citizens read it
	About     string // for colleagues
	UnitID    int64  // that answers it
	ByID      int64
	CreatedAt Time
	EndedAt   Time // Never: goes on
	EndedBy   int64
}

const incidentTitleAtMost = 120

// OpenIncident makes an incident of a ticket. Invalid without a title; Conflict unless the ticket is live and in none.
func (s *Store) OpenIncident(ctx context.Context, who Actor, number, title, about string) (int64, error) {
	title, about = text.Clean(title), text.Clean(about)
	var wrong problems
	switch n := utf8.RuneCountInString(title); {
	case n == 0:
		wrong.add("title", "required")
	case n > incidentTitleAtMost:
		wrong.add("title", "too_long", "Limit", incidentTitleAtMost, "Length", n)
	}
	if n := utf8.RuneCountInString(about); n > reasonAtMost {
		wrong.add("about", "too_long", "Limit", reasonAtMost, "Length", n)
	}
	if err := wrong.err(); err != nil {
		return 0, err
	}
	var id int64
	err := s.act(ctx, who, number, AnswerTickets, func(tx *Tx, t *Ticket) (err error) {
		id, err = tx.insert(`INSERT INTO incidents (title, about, unit_id, by_id, created_at) VALUES (?, ?, ?, ?, ?)
			RETURNING id`, title, about, t.UnitID, who.ID, tx.now)
		if err != nil {
			return err
		}
		return tx.joinIncident(who, t, &Incident{ID: id, Title: title})
	})
	return id, err
}

// JoinIncident puts a ticket under an incident; the answer that was approved last goes to it too. Invalid when there is no
// such incident or it has ended; Conflict unless the ticket is live and in none.
func (s *Store) JoinIncident(ctx context.Context, who Actor, number string, id int64) error {
	return s.act(ctx, who, number, AnswerTickets, func(tx *Tx, t *Ticket) error {
		i, err := tx.incident(id)
		if err != nil {
			return err
		}
		if i.ID == 0 || i.EndedAt != Never {
			return invalid("incident", "no_incident")
		}
		if err := tx.joinIncident(who, t, i); err != nil {
			return err
		}
		return tx.answerLater(t, i.ID)
	})
}

func (tx *Tx) joinIncident(who Actor, t *Ticket, i *Incident) error {
	if !t.Live {
		return conflict("status", "Status", t.Status)
	}
	n, err := tx.changed(`INSERT INTO incident_tickets (ticket_id, incident_id, by_id, created_at) VALUES (?, ?, ?, ?)
		ON CONFLICT DO NOTHING`, t.ID, i.ID, who.ID, tx.now)
	if err != nil {
		return err
	}
	if n == 0 {
		return conflict("in_incident")
	}
	return tx.record(who, IncidentJoined, t.ID, t.UnitID, map[string]any{"incident": i.ID, "name": i.Title})
}

// LeaveIncident takes a ticket out again. Invalid without a reason; Conflict when it is in none.
func (s *Store) LeaveIncident(ctx context.Context, who Actor, number, reason string) error {
	reason = text.Clean(reason)
	if err := reasonFits("reason", reason); err != nil {
		return err
	}
	return s.act(ctx, who, number, AnswerTickets, func(tx *Tx, t *Ticket) error {
		var i Incident
		err := tx.find(&i, "SELECT i.* FROM incidents i JOIN incident_tickets x ON x.incident_id = i.id WHERE x.ticket_id = ?", t.ID)
		if err != nil {
			return err
		}
		if i.ID == 0 {
			return conflict("no_incident")
		}
		if err := tx.exec("DELETE FROM incident_tickets WHERE ticket_id = ?", t.ID); err != nil {
			return err
		}
		return tx.record(who, IncidentLeft, t.ID, t.UnitID, map[string]any{"incident": i.ID, "name": i.Title, "reason": reason})
	})
}

// EndIncident closes it to later arrivals; its tickets go on by themselves. Denied outside the unit that answers it;
// Conflict when it has ended, or an answer is on its way.
func (s *Store) EndIncident(ctx context.Context, who Actor, id int64) error {
	return s.onIncident(ctx, who, AnswerTickets, id, func(tx *Tx, i *Incident) error {
		var going int
		err := tx.find(&going, "SELECT COUNT(*) FROM incident_answers WHERE incident_id = ? AND state IN ('pending', 'sending')", id)
		switch {
		case err != nil:
			return err
		case going > 0:
			return conflict("incident_busy")
		}
		return tx.exec("UPDATE incidents SET ended_at = ?, ended_by = ? WHERE id = ?", tx.now, who.ID, id)
	})
}

// onIncident is the frame of every verb on one incident: NotFound when there is none, Denied to other units, Conflict when
// it has ended.
func (s *Store) onIncident(ctx context.Context, who Actor, c Capability, id int64, verb func(*Tx, *Incident) error) error {
	if err := who.need(c); err != nil {
		return err
	}
	return s.update(ctx, func(tx *Tx) error {
		i, err := tx.incident(id)
		switch {
		case err != nil:
			return err
		case i.ID == 0:
			return errNotFound
		case !who.exercising(c).In(i.UnitID):
			return denied()
		case i.EndedAt != Never:
			return conflict("incident_ended")
		}
		return verb(tx, i)
	})
}

// incident reads one, locked; its id is 0 when there is none.
func (tx *Tx) incident(id int64) (*Incident, error) {
	i := &Incident{}
	return i, tx.find(i, "SELECT * FROM incidents t WHERE t.id = ?"+tx.store.dialect.locking(), id)
}
