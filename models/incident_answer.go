package models

import (
	"context"
	"slices"
	"strings"

	"tanggap/models/text"
)

// IncidentAnswer is one text for all tickets of an incident, which a second person approves.
type IncidentAnswer struct {
	ID         int64
	IncidentID int64
	Text       string
	Resolves   bool
	State      string // pending, refused, sending, sent
	ByID       int64
	CreatedAt  Time
	DecidedBy  int64
	DecidedAt  Time
	Note       string
}

// IncidentVariables are what an answer to many may ask of each ticket: what every ticket has.
var IncidentVariables = []string{"nama", "nomor", "unit", "tautan"}

// How somebody is spoken to who gave no name, or whose name must not be seen.
const nameless = "Bapak/Ibu"

// AnswerIncident writes the answer for all; it goes out when somebody else has approved it. Invalid without text, with a
// blank nobody could fill, or a variable not every ticket has; Conflict while another waits or is on its way.
func (s *Store) AnswerIncident(ctx context.Context, who Actor, id int64, words string, resolves bool) error {
	words = text.Clean(words)
	if words == "" {
		return invalid("text", "required")
	}
	if err := tooLong("text", words); err != nil {
		return err
	}
	for _, slot := range macroSlot.FindAllStringSubmatch(words, -1) {
		if slot[1] != "" || !slices.Contains(IncidentVariables, slot[2]) {
			return invalid("text", "incident_variable", "Value", slot[2], "Allowed", strings.Join(IncidentVariables, ", "))
		}
	}
	if macroOpens.MatchString(macroSlot.ReplaceAllString(words, "")) {
		return invalid("text", "braces")
	}
	staff, err := s.people(ctx)
	if err != nil {
		return err
	}
	return s.onIncident(ctx, who, AnswerTickets, id, func(tx *Tx, i *Incident) error {
		var going, first int64
		err := tx.find(&going, "SELECT COUNT(*) FROM incident_answers WHERE incident_id = ? AND state IN ('pending', 'sending')", id)
		if err == nil {
			err = tx.find(&first, "SELECT MIN(ticket_id) FROM incident_tickets WHERE incident_id = ?", id)
		}
		switch {
		case err != nil:
			return err
		case going > 0:
			return conflict("incident_busy")
		case first == 0:
			return conflict("incident_empty")
		}
		_, err = tx.insert(`INSERT INTO incident_answers (incident_id, text, resolves, state, by_id, created_at)
			VALUES (?, ?, ?, 'pending', ?, ?) RETURNING id`, id, words, resolves, who.ID, tx.now)
		if err != nil {
			return err
		}
		return tx.notify(staff.approvers(&Ticket{UnitID: i.UnitID}), first, "incident_asked", nil, true)
	})
}

// DecideIncidentAnswer lets the answer out to every ticket that is in the incident now, or refuses it with a note. Denied to
// its writer and to whoever may not approve for the unit; Conflict when it was decided.
func (s *Store) DecideIncidentAnswer(ctx context.Context, who Actor, id, answer int64, approve bool, note string) error {
	note = text.Clean(note)
	if !approve {
		if err := reasonFits("note", note); err != nil {
			return err
		}
	}
	return s.onIncident(ctx, who, Approve, id, func(tx *Tx, _ *Incident) error {
		var a IncidentAnswer
		err := tx.find(&a, "SELECT * FROM incident_answers WHERE id = ? AND incident_id = ? AND state = 'pending'", answer, id)
		switch {
		case err != nil:
			return err
		case a.ID == 0:
			return conflict("answer_decided")
		case a.ByID == who.ID:
			return denied()
		}
		state := "refused"
		if approve {
			state = "sending"
			err := tx.exec(`INSERT INTO incident_sends (answer_id, ticket_id, state)
				SELECT ?, ticket_id, 'waiting' FROM incident_tickets WHERE incident_id = ?`, a.ID, id)
			if err != nil {
				return err
			}
		}
		return tx.exec("UPDATE incident_answers SET state = ?, decided_by = ?, decided_at = ?, note = ? WHERE id = ?",
			state, who.ID, tx.now, note, a.ID)
	})
}

// answerLater gives a ticket that came later the answer the others have got.
func (tx *Tx) answerLater(t *Ticket, incident int64) error {
	var a IncidentAnswer
	err := tx.find(&a, `SELECT * FROM incident_answers WHERE incident_id = ? AND state IN ('sending', 'sent')
		ORDER BY id DESC LIMIT 1`, incident)
	if err != nil || a.ID == 0 {
		return err
	}
	err = tx.exec("INSERT INTO incident_sends (answer_id, ticket_id, state) VALUES (?, ?, 'waiting') ON CONFLICT DO NOTHING", a.ID, t.ID)
	if err != nil {
		return err
	}
	return tx.exec("UPDATE incident_answers SET state = 'sending' WHERE id = ?", a.ID)
}
