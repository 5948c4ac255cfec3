package models

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"tanggap/models/text"
)

// Errand is one action upon many tickets, asked for by one person and done by the house ticket by ticket: each in a
// transaction of its own, with the rights its asker has at that time.
type Errand struct {
	ID        int64
	UserID    int64
	Action    string // one of ErrandActions, or undo
	Data      string // ErrandData as JSON
	Filter    string // TicketFilter as JSON; empty: chosen by hand
	Cursor    string // how far the filter was walked
	EventID   int64  // the last event its asker had seen
	Once      string
	State     string // one of ErrandStates
	UndoOf    int64
	LeaseAt   Time // until then an instance works on it
	CreatedAt Time
	EndedAt   Time
}

// ErrandActions are what can be done to many tickets at once.
var ErrandActions = []string{"assign", "classify", "transfer", "archive", "answer"}

// ErrandStates are where an errand stands: it finds its tickets, does them, and ends in one of three ways.
var ErrandStates = []string{"collecting", "running", "done", "cancelled", "stopped"}

// Limits of an errand. Answers are letters to citizens: a mistake in a thousand is enough.
const (
	ErrandAtMost  = 100_000
	AnswersAtMost = 1000
	ErrandUndoFor = 24 * time.Hour
	errandsKept   = 90 * 24 * time.Hour
)

// ErrandData is what shall be done.
type ErrandData struct {
	Assignee int64
	Name     string // of the assignee or the unit, for people to read
	Kind     Kind
	Category string
	Priority Priority
	Unit     string
	Reason   string
	Text     string // of the answer, with the variables of macros
}

// ErrandAsk is an errand as it is asked for.
type ErrandAsk struct {
	Action  string
	Data    ErrandData
	Numbers []string // the tickets chosen by hand
	All     bool     // instead: everything the filter finds
	Filter  TicketFilter
	Event   int64  // the last event the asker had seen: what somebody else changed since is left alone
	Once    string // the form: sent twice, it is one errand
}

// AskErrand writes down what shall be done to which tickets. Invalid names the field that is missing or wrong, and says
// when there are too many; a form sent twice gives the errand it began.
func (s *Store) AskErrand(ctx context.Context, who Actor, ask ErrandAsk) (int64, error) {
	need := AnswerTickets
	if ask.Action == "transfer" {
		need = TransferTickets
	}
	if err := who.need(need); err != nil || who.Kind != ByUser {
		return 0, denied()
	}
	if err := s.checkErrand(ctx, who, &ask); err != nil {
		return 0, err
	}
	e := Errand{UserID: who.ID, Action: ask.Action, EventID: ask.Event, State: "running"}
	if ask.Once != "" {
		e.Once = fmt.Sprintf("%d:%s", who.ID, ask.Once)
	}
	ids, err := s.errandTickets(ctx, who, &ask)
	if err != nil {
		return 0, err
	}
	if ask.All {
		ask.Filter.Cursor, ask.Filter.Limit = "", rowsAtMost
		e.Filter, e.State = asJSON(ask.Filter), "collecting"
	}
	e.Data = asJSON(ask.Data)
	err = s.update(ctx, func(tx *Tx) error {
		if e.EventID == 0 {
			if err := tx.find(&e.EventID, "SELECT COALESCE(MAX(id), 0) FROM events"); err != nil {
				return err
			}
		}
		if err := tx.addErrand(&e); err != nil || e.ID != 0 {
			if err != nil {
				return err
			}
			return tx.addErrandTickets(e.ID, ids)
		}
		return tx.find(&e.ID, "SELECT id FROM errands WHERE once = ?", e.Once)
	})
	return e.ID, err
}

// addErrand writes it; its id stays 0 when the form was sent before.
func (tx *Tx) addErrand(e *Errand) (err error) {
	e.ID, err = tx.insert(`INSERT INTO errands (user_id, action, data, filter, event_id, once, state, undo_of, created_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id`,
		e.UserID, e.Action, e.Data, e.Filter, e.EventID, e.Once, e.State, e.UndoOf, tx.now)
	return err
}

func (tx *Tx) addErrandTickets(errand int64, ids []int64) error {
	rows := make([][]any, len(ids))
	for i, id := range ids {
		rows[i] = []any{errand, id}
	}
	return tx.batch("INSERT INTO errand_results (errand_id, ticket_id, state) VALUES ", "(?, ?, 'pending')",
		" ON CONFLICT DO NOTHING", rows)
}

// checkErrand says at once what would be refused of every ticket.
func (s *Store) checkErrand(ctx context.Context, who Actor, ask *ErrandAsk) error {
	ref, err := s.reference(ctx)
	if err != nil {
		return err
	}
	d, wrong := &ask.Data, problems{}
	d.Reason, d.Text = text.Clean(d.Reason), text.Clean(d.Text)
	switch ask.Action {
	case "assign":
		if d.Assignee != 0 {
			if d.Name = ref.colleague[d.Assignee].Name; d.Name == "" {
				wrong.add("assignee", "unknown", "Value", d.Assignee)
			}
		}
	case "classify":
		matter := d.classification()
		if matter == (Classification{}) {
			wrong.add("category", "required")
		}
		matter.check(ref, &wrong)
	case "transfer":
		unit, known := ref.unitBySlug[d.Unit]
		if d.Name = unit.Name; d.Unit == "" {
			wrong.add("unit", "required")
		} else if !known {
			wrong.add("unit", "unknown", "Value", d.Unit)
		}
		wrong.need("reason", d.Reason)
	case "archive":
		wrong.need("reason", d.Reason)
	case "answer":
		wrong.need("text", d.Text)
		if err := (&Macro{Name: "-", Scope: OfAll, Text: d.Text}).check(); err != nil {
			wrong = append(wrong, AsError(err))
		} else if slot := macroSlot.FindStringSubmatch(d.Text); slot != nil && slot[1] != "" {
			wrong.add("text", "blank", "Name", slot[2])
		}
	default:
		wrong.add("action", "choice", "Value", ask.Action, "Allowed", ErrandActions)
	}
	return wrong.err()
}

func (d *ErrandData) classification() Classification {
	return Classification{Kind: d.Kind, Category: d.Category, Priority: d.Priority}
}

func (p *problems) need(field, value string) {
	if value == "" {
		p.add(field, "required")
	}
}

// errandTickets are the ids of those chosen by hand; of a filter it only checks that it can be used and finds no more
// than is allowed.
func (s *Store) errandTickets(ctx context.Context, who Actor, ask *ErrandAsk) (ids []int64, err error) {
	most := errandLimit(ask.Action)
	if ask.All {
		n, err := s.CountTickets(ctx, who, ask.Filter, most)
		if err == nil && n > most {
			err = invalid("tickets", "errand_many", "Limit", most)
		}
		return nil, err
	}
	for _, number := range ask.Numbers {
		if id, _, ok := parseNumber(number); ok && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil, invalid("tickets", "errand_none")
	}
	if len(ids) > rowsAtMost {
		return nil, invalid("tickets", "errand_many", "Limit", rowsAtMost)
	}
	return ids, nil
}

func errandLimit(action string) int {
	if action == "answer" {
		return AnswersAtMost
	}
	return ErrandAtMost
}

// CountTickets counts what the filter finds, up to one more than the limit; -1 where that is not known without looking
// at each: a search for words.
func (s *Store) CountTickets(ctx context.Context, who Actor, f TicketFilter, most int) (n int, err error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return 0, err
	}
	f.Cursor = ""
	q, err := newListing(ref, who, f, s.now())
	if err != nil || f.Text != "" {
		return -1, err
	}
	from, args := q.from(s.dialect, q.who)
	err = s.find(ctx, &n, fmt.Sprintf("SELECT COUNT(*) FROM (SELECT 1%s LIMIT %d) AS counted", from, most+1), args...)
	return n, err
}

func asJSON(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		panic("models: " + err.Error()) // plain structs of ours
	}
	return string(raw)
}
