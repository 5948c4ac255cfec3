package models

import (
	"context"
	"encoding/json"
	"fmt"
)

// Step is one thing that happened to a ticket, as its citizen may know it: no person, no reason, no note.
type Step struct {
	Key    string // received, routed, answered, waiting, reminded, extended, resolved, unanswered, confirmed, archived, reopened, merged, unmerged
	At     Time
	UnitID int64 // that held the ticket from then on, or did it
}

// Journey is the public history of a ticket.
type Journey struct {
	Steps    []Step
	Speakers map[int64]int64 // message -> unit that held the ticket when it was sent
}

// Journey returns what the citizen may know of the ticket's history; NotFound outside the actor's scope.
func (s *Store) Journey(ctx context.Context, who Actor, ticket int64) (Journey, error) {
	events, err := s.Events(ctx, who, ticket)
	if err != nil {
		return Journey{}, err
	}
	return journeyOf(events)
}

func journeyOf(events []Event) (Journey, error) {
	j := Journey{Speakers: map[int64]int64{}}
	closed := false
	for i := range events {
		e := &events[i]
		var data struct {
			Message, Unit int64
			Rule          string
		}
		switch e.Type {
		case TicketAssigned, ReplySent, AutoReplied, TicketResolved:
			if err := json.Unmarshal([]byte(e.Data), &data); err != nil {
				return j, fmt.Errorf("event %d: %w", e.ID, err)
			}
		}
		switch e.Type {
		case TicketOpened:
			j.add("received", e.At, e.UnitID)
		case TicketAssigned:
			if data.Unit != 0 {
				j.add("routed", e.At, data.Unit)
			}
		case ReplySent:
			j.Speakers[data.Message] = e.UnitID
			j.add("answered", e.At, e.UnitID)
		case AutoReplied:
			j.Speakers[data.Message] = e.UnitID
		case TicketPaused:
			j.add("waiting", e.At, e.UnitID)
		case PauseReminded:
			j.add("reminded", e.At, e.UnitID)
		case ExtensionApproved:
			j.add("extended", e.At, e.UnitID)
		case TicketResolved, TicketArchived:
			closed = true
			key := string(e.Type)
			if data.Rule != "" {
				key = data.Rule
			}
			j.add(key, e.At, e.UnitID)
		case TicketMerged:
			j.add("merged", e.At, e.UnitID)
		case TicketUnmerged:
			j.add("unmerged", e.At, e.UnitID)
		case TicketConfirmed:
			j.add("confirmed", e.At, e.UnitID)
		case TicketReopened, MessageReceived:
			if closed {
				j.add("reopened", e.At, e.UnitID)
			}
			closed = false
		}
	}
	return j, nil
}

// add appends a step; what a question or a closing answer says is one step together with its sending.
func (j *Journey) add(key string, at Time, unit int64) {
	if n := len(j.Steps); n > 0 && key != "answered" && j.Steps[n-1].Key == "answered" && j.Steps[n-1].At == at {
		j.Steps = j.Steps[:n-1]
	}
	j.Steps = append(j.Steps, Step{Key: key, At: at, UnitID: unit})
}
