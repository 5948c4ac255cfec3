package models

import (
	"context"
	"encoding/json"
	"errors"
)

// errandJob is an errand under way, with whoever asked for it as they are now.
type errandJob struct {
	*Errand
	who  Actor
	data ErrandData
	fill Filler
}

type errandKey struct{}

// errErrandOver says that the errand was cancelled, or another instance has done this ticket.
var errErrandOver = errors.New("the errand is over")

// errandVerb does to one ticket what the errand asks for, by the verb everybody uses.
func (s *Store) errandVerb(ctx context.Context, job *errandJob, ticket int64) error {
	t, err := s.ticket(ctx, job.who, ticket)
	if err != nil {
		return err
	}
	ctx = context.WithValue(ctx, errandKey{}, job)
	number, d := s.Number(t), &job.data
	switch job.Action {
	case "assign":
		return s.Assign(ctx, job.who, number, d.Assignee)
	case "classify":
		return s.Classify(ctx, job.who, number, d.classification())
	case "transfer":
		return s.HandOver(ctx, job.who, number, Handover{Unit: d.Unit, Reason: d.Reason})
	case "archive":
		return s.Archive(ctx, job.who, number, d.Reason)
	case "answer":
		words, err := job.fill(ctx, job.who, d.Text, number)
		if err != nil {
			return err
		}
		_, err = s.Reply(ctx, job.who, number, Reply{Text: words})
		return err
	}
	return s.act(ctx, job.who, number, AnswerTickets, func(tx *Tx, t *Ticket) error { return tx.restore(job, t) })
}

// errandBefore is what an undo restores.
type errandBefore struct {
	Assignee     int64
	Kind         Kind
	CategoryID   int64
	Priority     Priority
	UnitID       int64
	Confidential int
	Status       Status
}

func beforeOf(t *Ticket) errandBefore {
	return errandBefore{t.AssigneeID, t.Kind, t.CategoryID, t.Priority, t.UnitID, t.Confidential, t.Status}
}

// beginErrand checks, in the verb's own transaction, that the ticket still waits for the errand, and that nobody else has
// changed it since the errand was asked for.
func (tx *Tx) beginErrand(t *Ticket) error {
	var row struct {
		State, Errand string
		EventID       int64
	}
	err := tx.find(&row, `SELECT r.state, e.state AS errand, r.event_id FROM errand_results r JOIN errands e ON e.id = r.errand_id
		WHERE r.errand_id = ? AND r.ticket_id = ?`, tx.errand.ID, t.ID)
	if err != nil {
		return err
	}
	if row.State != "pending" || row.Errand != "running" {
		return errErrandOver
	}
	since, mine := tx.errand.EventID, tx.errand.UserID
	if tx.errand.UndoOf != 0 { // even a change of one's own is not undone along with it
		since, mine = row.EventID, 0
	}
	var changed int
	err = tx.find(&changed, `SELECT COUNT(*) FROM (SELECT 1 FROM events WHERE ticket_id = ? AND id > ?
		AND actor IN ('user', 'citizen', 'token') AND NOT (actor = 'user' AND actor_id = ?) LIMIT 1) AS one`, t.ID, since, mine)
	if err == nil && changed > 0 {
		err = conflict("errand_changed")
	}
	return err
}

// endErrandOn writes down that the ticket is done, together with what was done.
func (tx *Tx) endErrandOn(ticket int64, before errandBefore) error {
	n, err := tx.changed(`UPDATE errand_results SET state = 'done', before = ?,
			event_id = (SELECT COALESCE(MAX(id), 0) FROM events WHERE ticket_id = ?)
		WHERE errand_id = ? AND ticket_id = ? AND state = 'pending'`, asJSON(before), ticket, tx.errand.ID, ticket)
	if err == nil && n == 0 {
		err = errErrandOver
	}
	return err
}

// restore gives a ticket back what the undone errand took from it.
func (tx *Tx) restore(job *errandJob, t *Ticket) error {
	var row struct{ Before, Action string }
	err := tx.find(&row, `SELECT r.before, e.action FROM errand_results r JOIN errands e ON e.id = r.errand_id
		WHERE r.errand_id = ? AND r.ticket_id = ?`, job.UndoOf, t.ID)
	if err != nil {
		return err
	}
	var before errandBefore
	if err := json.Unmarshal([]byte(row.Before), &before); err != nil {
		return err
	}
	if t.UnitID != before.UnitID || t.Confidential != before.Confidential {
		return conflict("errand_changed")
	}
	switch row.Action {
	case "assign":
		return tx.restoreAssignee(job.who, t, before)
	case "classify":
		return tx.restoreMatter(job.who, t, before)
	case "archive":
		if t.Status != StatusArchived {
			return conflict("errand_changed")
		}
		if err := tx.endClosure(t); err != nil {
			return err
		}
		if err := tx.record(job.who, TicketReopened, t.ID, t.UnitID, map[string]any{"errand": job.UndoOf}); err != nil {
			return err
		}
		return tx.reclock(t)
	}
	return conflict("errand_undo")
}

func (tx *Tx) restoreAssignee(who Actor, t *Ticket, before errandBefore) error {
	if t.AssigneeID == before.Assignee {
		return nil
	}
	to := Actor{}
	if before.Assignee != 0 {
		var err error
		if to, err = tx.store.ActorOf(tx.ctx, before.Assignee); ErrorCode(err) == NotFound {
			to = Actor{} // dismissed meanwhile: to nobody
		} else if err != nil {
			return err
		}
	}
	return tx.assignInstead(who, t, to, Actor{})
}

func (tx *Tx) restoreMatter(who Actor, t *Ticket, before errandBefore) error {
	ref, err := tx.store.reference(tx.ctx)
	if err != nil {
		return err
	}
	was := t.matter(ref)
	t.Kind, t.CategoryID, t.Priority = before.Kind, before.CategoryID, before.Priority
	err = tx.record(who, TicketClassified, t.ID, t.UnitID, map[string]any{"before": was, "after": t.matter(ref)})
	if err != nil {
		return err
	}
	if err := tx.retarget(who, ref, t); err != nil {
		return err
	}
	return tx.reclock(t)
}
