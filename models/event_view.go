package models

import (
	"context"
	"encoding/json"

	"tanggap/models/text"
)

// EventView is a line of a ticket's history: who did it, and what its data say.
type EventView struct {
	Event
	Who string // name of the user or token; empty: the house itself or the citizen
	Facts
}

// Facts are what the events of tickets tell in their data; each has some of them.
type Facts struct {
	Before, After Matter
	From, To      int64  // units of a transfer; of a due time, instants
	Name          string // of whom the ticket was given to
	User          int64  // the same as an id; 0 with Unit: taken from everybody by a transfer
	Unit          int64
	Reason        string
	Until         Time // of a pause
	Public        bool // of a closure: with an answer
	Why           string
	By            int64 // who is behind a recomputation
	Error         string
	Target, Level string    // of a flag
	Amount        string    // of an extension
	Told          string    // ids of whom a flag, a step or an emergency was told to, by comma
	N             int       // of a step: which time
	For           string    // who is away, and got it in their place
	Clocks        []DueMove // of a due time: the clocks that moved
	Rule          int64     // by which somebody was assigned
	Turn          bool      // it was their turn
	Ticket        string    // number of another ticket
}

// Matter is what a classification changes.
type Matter struct {
	Kind     Kind     `json:"kind"`
	Category string   `json:"category"` // slug
	Priority Priority `json:"priority"`
	Place    string   `json:"place,omitempty"`
}

// facts reads what an event says; what it says in other words is left out.
func (e *Event) facts() (f Facts) {
	_ = json.Unmarshal([]byte(e.Data), &f)
	return f
}

// viewHistory reads what the events say, and the names of everybody who did something on the ticket.
func (s *Store) viewHistory(ctx context.Context, v *TicketView, events []Event) error {
	var names []struct {
		Kind ActorKind
		ID   int64
		Name string
	}
	err := s.find(ctx, &names, `SELECT 'user' AS kind, id, name FROM users WHERE id = ? OR id IN
			(SELECT actor_id FROM events WHERE ticket_id = ? AND actor = 'user')
		UNION ALL SELECT 'token', id, name FROM tokens WHERE id IN
			(SELECT actor_id FROM events WHERE ticket_id = ? AND actor = 'token')`, v.AssigneeID, v.ID, v.ID)
	if err != nil {
		return err
	}
	tokens := map[int64]string{}
	for _, n := range names {
		if n.Kind == ByToken {
			tokens[n.ID] = n.Name
		} else {
			v.Names[n.ID] = n.Name
		}
	}
	v.Assignee = v.Names[v.AssigneeID]
	v.History = make([]EventView, len(events))
	for i := range events {
		e := &v.History[i]
		e.Event = events[i]
		switch e.Actor {
		case ByUser:
			e.Who = v.Names[e.ActorID]
		case ByToken:
			e.Who = tokens[e.ActorID]
		}
		e.Facts = e.facts()
		e.Error = text.Mask(e.Error)
		e.Reason, e.Before.Place, e.After.Place = text.Mask(e.Reason), text.Mask(e.Before.Place), text.Mask(e.After.Place)
	}
	return nil
}
