package models

import (
	"context"
	"strings"
)

// Tickets one run of the job answers at most: the next goes on where this one stopped.
const incidentChunk = 500

// SendIncidents brings approved answers to their tickets, each in a transaction of its own: what was done is done, and a
// second instance or the next run goes on with what still waits. It returns how many were answered.
func (s *Store) SendIncidents(ctx context.Context) (int, error) {
	var waiting []struct{ AnswerID, TicketID int64 }
	err := s.find(ctx, &waiting, `SELECT x.answer_id, x.ticket_id FROM incident_answers a
		JOIN incident_sends x ON x.answer_id = a.id WHERE a.state = 'sending' AND x.state = 'waiting'
		ORDER BY a.id, x.ticket_id LIMIT ?`, incidentChunk)
	if err != nil {
		return 0, err
	}
	sent := 0
	answers := map[int64]*IncidentAnswer{}
	for _, w := range waiting {
		a := answers[w.AnswerID]
		if a == nil {
			a = &IncidentAnswer{}
			if err := s.find(ctx, a, "SELECT * FROM incident_answers WHERE id = ?", w.AnswerID); err != nil {
				return sent, err
			}
			answers[w.AnswerID] = a
		}
		ok, err := s.sendIncident(ctx, a, w.TicketID)
		if err != nil {
			return sent, err
		}
		if ok {
			sent++
		}
	}
	return sent, s.update(ctx, func(tx *Tx) error {
		return tx.exec(`UPDATE incident_answers SET state = 'sent' WHERE state = 'sending' AND NOT EXISTS
			(SELECT 1 FROM incident_sends x WHERE x.answer_id = incident_answers.id AND x.state = 'waiting')`)
	})
}

// sendIncident answers one ticket, once, in its own channel and with its own words.
func (s *Store) sendIncident(ctx context.Context, a *IncidentAnswer, ticket int64) (sent bool, err error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return false, err
	}
	writer := Actor{Kind: ByUser, ID: a.ByID, Name: ref.colleague[a.ByID].Name}
	words, err := s.incidentWords(ctx, a, ticket)
	if err != nil {
		return false, err
	}
	err = s.update(ctx, func(tx *Tx) error {
		sent = false
		t, err := tx.load(System, ticket)
		if err != nil {
			return err
		}
		n, err := tx.changed(`UPDATE incident_sends SET state = 'queued', done_at = ? WHERE answer_id = ? AND ticket_id = ?
			AND state = 'waiting'`, tx.now, a.ID, ticket)
		if err != nil || n == 0 {
			return err // another instance was first
		}
		why, err := tx.incidentBar(t, a, words)
		if err != nil || why != "" {
			return tx.skipSend(a, ticket, why, err)
		}
		sent = true
		message, err := tx.answerFor(writer, t, a, words)
		if err != nil {
			return err
		}
		return tx.exec("UPDATE incident_sends SET message_id = ? WHERE answer_id = ? AND ticket_id = ?", message, a.ID, ticket)
	})
	return sent && err == nil, err
}

// incidentBar is why a ticket gets no answer with the others; empty when it does.
func (tx *Tx) incidentBar(t *Ticket, a *IncidentAnswer, words string) (string, error) {
	var in int64
	err := tx.find(&in, "SELECT incident_id FROM incident_tickets WHERE ticket_id = ?", t.ID)
	switch {
	case err != nil:
		return "", err
	case in != a.IncidentID:
		return "left", nil
	case t.Status == StatusMerged:
		return "merged", nil
	case !t.Live:
		return "ended", nil
	case sendable("text", words) != nil:
		return "too_long", nil
	}
	return "", nil
}

func (tx *Tx) skipSend(a *IncidentAnswer, ticket int64, why string, err error) error {
	if err != nil {
		return err
	}
	return tx.exec("UPDATE incident_sends SET state = 'skipped', why = ? WHERE answer_id = ? AND ticket_id = ?", why, a.ID, ticket)
}

// answerFor writes the answer as its writer's, and closes the ticket when it resolves: as Reply and Resolve do.
func (tx *Tx) answerFor(writer Actor, t *Ticket, a *IncidentAnswer, words string) (int64, error) {
	if a.Resolves {
		if err := tx.endPause(t, "resolved"); err != nil {
			return 0, err
		}
		if err := tx.say(writer, t, OutResolved, words, nil); err != nil {
			return 0, err
		}
		if err := tx.close(writer, t, StatusResolved, TicketResolved, words, true); err != nil {
			return 0, err
		}
	} else {
		if err := tx.say(writer, t, OutReply, words, nil); err != nil {
			return 0, err
		}
		if err := tx.reclock(t); err != nil {
			return 0, err
		}
	}
	var message int64
	err := tx.find(&message, "SELECT MAX(id) FROM messages WHERE ticket_id = ? AND direction = 'out'", t.ID)
	return message, err
}

// incidentWords fills in what is the ticket's own.
func (s *Store) incidentWords(ctx context.Context, a *IncidentAnswer, ticket int64) (string, error) {
	if !strings.Contains(a.Text, "{{") {
		return a.Text, nil
	}
	t, err := s.ticket(ctx, System, ticket)
	if err != nil {
		return "", err
	}
	_, v, err := s.MacroValues(ctx, System, s.Number(t))
	if err != nil {
		return "", err
	}
	if v.Name == "" {
		v.Name = nameless
	}
	return FillMacro(a.Text, map[string]string{"nama": v.Name, "nomor": v.Number, "unit": v.Unit, "tautan": v.Link}), nil
}
