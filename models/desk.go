package models

import "context"

// Desk is the time one unit held a ticket. While a ticket is closed no desk holds it; the desks' times add up to the
// time it was live (targets.md section 3).
type Desk struct {
	UnitID  int64
	From    Time
	To      Time  // the instant looked at, while the unit still holds it
	Working int64 // working seconds by the ticket's calendar
}

// Desks returns who held the ticket, oldest first; NotFound outside the actor's scope.
func (s *Store) Desks(ctx context.Context, who Actor, ticket int64) ([]Desk, error) {
	t, err := s.ticket(ctx, who, ticket)
	if err != nil {
		return nil, err
	}
	events, err := s.Events(ctx, who, ticket)
	if err != nil {
		return nil, err
	}
	return s.desksOf(ctx, t, events)
}

func (s *Store) desksOf(ctx context.Context, t *Ticket, events []Event) ([]Desk, error) {
	calendar, err := s.calendar(ctx, t.VersionID)
	if err != nil {
		return nil, err
	}
	held := desks(events, s.now())
	for i := range held {
		held[i].Working = calendar.Elapsed(held[i].From.Std(), held[i].To.Std())
	}
	return held, nil
}

// desks reads from the events, each of which names the unit that held the ticket when it was written.
func desks(events []Event, now Time) []Desk {
	var held []Desk
	live := false
	var from Time
	for i := range events {
		e := &events[i]
		at := max(e.CreatedAt, from)
		if e.Type == TicketOpened {
			at = e.At
		}
		last := len(held) - 1
		switch {
		case e.Type == TicketResolved || e.Type == TicketArchived || e.Type == TicketMerged:
			if live {
				held[last].To, live = at, false
			}
		case !live && (e.Type == TicketOpened || e.Type == TicketReopened || e.Type == TicketUnmerged ||
			e.Type == MessageReceived):
			held, live = append(held, Desk{UnitID: e.UnitID, From: at, To: Never}), true
		case live && e.UnitID != 0 && e.UnitID != held[last].UnitID:
			held[last].To = at
			held = append(held, Desk{UnitID: e.UnitID, From: at, To: Never})
		}
		from = at
	}
	if live {
		held[len(held)-1].To = max(now, from)
	}
	return held
}
