package models

import (
	"context"
	"encoding/json"
	"slices"
)

// ErrandView is an errand as its asker sees it.
type ErrandView struct {
	Errand
	What         ErrandData
	Of           string // of an undo: the action that is undone
	Pending      int
	Done         int
	Refused      int
	UndoID       int64 // the errand that undoes this one; 0: none
	Undoable     bool
	Results      []ErrandResult // of the refused, or of all
	Next         int64          // ticket after which the next page begins; 0: none
	ResultsState string
}

// ErrandResult is what became of one ticket.
type ErrandResult struct {
	TicketID  int64
	CreatedAt Time // of the ticket: part of its number
	State     string
	Reason    string
	Args      string
	Number    string
}

const errandResultsShown = 100

// errand reads one of the actor's own; NotFound for anybody else's.
func (s *Store) errand(ctx context.Context, who Actor, id int64) (*Errand, error) {
	var e Errand
	if who.Kind != ByUser {
		return nil, errNotFound
	}
	err := s.find(ctx, &e, "SELECT * FROM errands WHERE id = ? AND user_id = ?", id, who.ID)
	if err == nil && e.ID == 0 {
		err = errNotFound
	}
	return &e, err
}

// Errand returns one of the actor's own with its progress and a page of its results: of one state, or those that were
// refused. NotFound for anybody else's.
func (s *Store) Errand(ctx context.Context, who Actor, id int64, state string, after int64) (*ErrandView, error) {
	e, err := s.errand(ctx, who, id)
	if err != nil {
		return nil, err
	}
	v := &ErrandView{Errand: *e, Of: e.Action}
	if err := json.Unmarshal([]byte(e.Data), &v.What); err != nil {
		return nil, err
	}
	var counts []struct {
		State string
		N     int
	}
	err = s.find(ctx, &counts, "SELECT state, COUNT(*) AS n FROM errand_results WHERE errand_id = ? GROUP BY state", id)
	if err != nil {
		return nil, err
	}
	for _, c := range counts {
		*map[string]*int{"pending": &v.Pending, "done": &v.Done, "refused": &v.Refused}[c.State] = c.N
	}
	if e.UndoOf != 0 {
		if err := s.find(ctx, &v.Of, "SELECT action FROM errands WHERE id = ?", e.UndoOf); err != nil {
			return nil, err
		}
	}
	if err := s.find(ctx, &v.UndoID, "SELECT id FROM errands WHERE undo_of = ? AND undo_of > 0", id); err != nil {
		return nil, err
	}
	v.Undoable = v.UndoID == 0 && e.undoable(s.now()) && v.Done > 0
	v.ResultsState = "refused"
	if slices.Contains([]string{"done", "pending"}, state) {
		v.ResultsState = state
	}
	return v, s.errandResults(ctx, v, after)
}

func (s *Store) errandResults(ctx context.Context, v *ErrandView, after int64) error {
	err := s.find(ctx, &v.Results, `SELECT r.ticket_id, t.created_at, r.state, r.reason, r.args FROM errand_results r
		JOIN tickets t ON t.id = r.ticket_id WHERE r.errand_id = ? AND r.state = ? AND r.ticket_id > ?
		ORDER BY r.ticket_id LIMIT ?`, v.ID, v.ResultsState, after, errandResultsShown+1)
	if len(v.Results) > errandResultsShown {
		v.Results = v.Results[:errandResultsShown]
		v.Next = v.Results[errandResultsShown-1].TicketID
	}
	for i := range v.Results {
		v.Results[i].Number = s.number(v.Results[i].TicketID, v.Results[i].CreatedAt)
	}
	return err
}

// Errands returns the actor's own, the newest first.
func (s *Store) Errands(ctx context.Context, who Actor) (all []Errand, err error) {
	if who.Kind != ByUser {
		return nil, denied()
	}
	err = s.find(ctx, &all, "SELECT * FROM errands WHERE user_id = ? ORDER BY id DESC LIMIT 50", who.ID)
	return all, err
}

// CanUndo reports whether what an action did to many tickets can be taken back.
func CanUndo(action string) bool {
	return slices.Contains([]string{"assign", "classify", "archive"}, action)
}

func (e *Errand) undoable(now Time) bool {
	over := e.State != "collecting" && e.State != "running"
	return over && CanUndo(e.Action) && now <= e.EndedAt.Add(ErrandUndoFor)
}

// CancelErrand ends an errand of the actor's own; what is done stays done. Conflict when it is over.
func (s *Store) CancelErrand(ctx context.Context, who Actor, id int64) error {
	e, err := s.errand(ctx, who, id)
	if err != nil {
		return err
	}
	return s.update(ctx, func(tx *Tx) error {
		n, err := tx.changed(`UPDATE errands SET state = 'cancelled', ended_at = ?
			WHERE id = ? AND state IN ('collecting', 'running')`, tx.now, e.ID)
		switch {
		case err != nil:
			return err
		case n == 0:
			return conflict("errand_over")
		}
		return tx.tellErrand(e)
	})
}

// UndoErrand begins an errand that restores what another changed, where nobody has touched the ticket since. Conflict
// when it is not over, too old, or of a kind that cannot be undone; asked twice, it is one.
func (s *Store) UndoErrand(ctx context.Context, who Actor, id int64) (int64, error) {
	e, err := s.errand(ctx, who, id)
	if err != nil {
		return 0, err
	}
	if !e.undoable(s.now()) {
		return 0, conflict("errand_undo")
	}
	undo := Errand{UserID: who.ID, Action: "undo", Data: e.Data, State: "running", UndoOf: e.ID}
	err = s.update(ctx, func(tx *Tx) error {
		if err := tx.addErrand(&undo); err != nil {
			return err
		}
		if undo.ID == 0 {
			return tx.find(&undo.ID, "SELECT id FROM errands WHERE undo_of = ? AND undo_of > 0", e.ID)
		}
		return tx.exec(`INSERT INTO errand_results (errand_id, ticket_id, state, event_id)
			SELECT ?, ticket_id, 'pending', event_id FROM errand_results WHERE errand_id = ? AND state = 'done'`, undo.ID, e.ID)
	})
	return undo.ID, err
}
