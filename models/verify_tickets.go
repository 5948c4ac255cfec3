package models

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"tanggap/models/sla"
)

// Tickets whose events and clocks are in memory at once.
const verifyPage = 500

// tickets goes through all tickets with their events and clocks, in the order of their ids.
func (v *verification) tickets(ctx context.Context) error {
	s := v.store
	var total int
	if err := s.find(ctx, &total, "SELECT COUNT(*) FROM tickets"); err != nil {
		return err
	}
	for last := int64(0); ; {
		page, err := s.dossiers(ctx, last, math.MaxInt64)
		if err != nil || len(page) == 0 {
			return err
		}
		for i := range page {
			d := &page[i]
			last = d.id
			if d.Ticket.ID != 0 {
				v.Tickets++
			}
			v.Events += len(d.events)
			v.Clocks += len(d.clocks)
			v.Measurements += len(d.facts)
			if s.faultOf(ctx, d) == nil {
				continue
			}
			// Something may have been written between reading a ticket and its events: look again before saying so.
			again, err := s.dossiers(ctx, d.id-1, d.id)
			if err != nil {
				return err
			}
			for j := range again {
				if fault := s.faultOf(ctx, &again[j]); fault != nil {
					v.fault(*fault)
				}
			}
		}
		v.tell("tickets", v.Tickets, total)
	}
}

// dossier is a ticket with its events and clocks; without the ticket when only the others are there.
type dossier struct {
	Ticket
	id     int64
	events []Event
	clocks []Clock
	facts  []Measurement
	moves  []Transfer

	unmeasured bool // from before measurements were kept; the job has not come to it yet
}

// dossiers reads what there is of the next tickets after one, and at most up to another.
func (s *Store) dossiers(ctx context.Context, after, until int64) ([]dossier, error) {
	var tickets []Ticket
	var events []Event
	var clocks []Clock
	var facts []Measurement
	var moves []Transfer
	err := s.find(ctx, &tickets, "SELECT * FROM tickets WHERE id > ? AND id <= ? ORDER BY id LIMIT ?", after, until, verifyPage)
	if err != nil {
		return nil, err
	}
	if len(tickets) == verifyPage {
		until = tickets[verifyPage-1].ID
	}
	err = s.find(ctx, &events, "SELECT * FROM events WHERE ticket_id > ? AND ticket_id <= ? ORDER BY ticket_id, id LIMIT ?",
		after, until, 100*verifyPage)
	if err != nil {
		return nil, err
	}
	if len(events) == 100*verifyPage { // very long histories: as many tickets as are read whole
		if until = events[len(events)-1].TicketID; events[0].TicketID < until {
			until--
		} else {
			err = s.find(ctx, &events, "SELECT * FROM events WHERE ticket_id = ? ORDER BY id", until)
		}
	}
	if err == nil {
		err = s.find(ctx, &clocks, "SELECT * FROM clocks WHERE ticket_id > ? AND ticket_id <= ? ORDER BY ticket_id", after, until)
	}
	if err == nil {
		err = s.find(ctx, &facts, "SELECT * FROM measurements WHERE ticket_id > ? AND ticket_id <= ? ORDER BY ticket_id", after, until)
	}
	if err == nil {
		err = s.find(ctx, &moves, "SELECT * FROM transfers WHERE ticket_id > ? AND ticket_id <= ? ORDER BY ticket_id, id", after, until)
	}
	all := gather(tickets, events, clocks, facts, moves, until)
	if err == nil {
		err = s.markUnmeasured(ctx, all)
	}
	return all, err
}

// gather puts together what belongs to one ticket.
func gather(tickets []Ticket, events []Event, clocks []Clock, facts []Measurement, moves []Transfer, until int64) []dossier {
	of := map[int64]*dossier{}
	at := func(id int64) *dossier {
		if of[id] == nil {
			of[id] = &dossier{id: id}
		}
		return of[id]
	}
	for i := range tickets {
		if tickets[i].ID <= until {
			at(tickets[i].ID).Ticket = tickets[i]
		}
	}
	for i := range events {
		if events[i].TicketID <= until {
			d := at(events[i].TicketID)
			d.events = append(d.events, events[i])
		}
	}
	for i := range clocks {
		d := at(clocks[i].TicketID)
		d.clocks = append(d.clocks, clocks[i])
	}
	for i := range facts {
		d := at(facts[i].TicketID)
		d.facts = append(d.facts, facts[i])
	}
	for i := range moves {
		d := at(moves[i].TicketID)
		d.moves = append(d.moves, moves[i])
	}
	all := make([]dossier, 0, len(of))
	for _, d := range of {
		all = append(all, *d)
	}
	slices.SortFunc(all, func(a, b dossier) int { return int(a.id - b.id) })
	return all
}

// faultOf returns what is wrong with a ticket, nil when nothing is.
func (s *Store) faultOf(ctx context.Context, d *dossier) *Fault {
	if d.Ticket.ID == 0 {
		f := Fault{Kind: FaultTicket, Detail: fmt.Sprintf("ticket %d is gone, its events or clocks are not", d.id)}
		if len(d.events) > 0 {
			f.Event = d.events[0].ID
		}
		return &f
	}
	f := Fault{Ticket: s.Number(&d.Ticket)}
	switch at := brokenAt(d.events); {
	case len(d.events) == 0 || d.events[0].Type != TicketOpened:
		f.Kind, f.Detail = FaultTicket, "the event that opened the ticket is missing"
	case at != 0:
		f.Kind, f.Event, f.Detail = FaultChain, at, "the event does not follow from the one before"
	default:
		kind, differ, err := s.differences(ctx, d)
		if err == nil && len(differ) == 0 {
			return nil
		}
		f.Kind, f.Detail = kind, strings.Join(differ, "; ")
		if err != nil {
			f.Detail = err.Error()
		}
	}
	return &f
}

// differences compares what is stored of a ticket's clocks, shown of them and measured by them with a replay of its
// events, and names what the first of them is.
func (s *Store) differences(ctx context.Context, d *dossier) (FaultKind, []string, error) {
	at, err := d.instant(s.now())
	if err != nil {
		return FaultClock, nil, err
	}
	r, err := s.reckon(ctx, d.events, at)
	if err != nil {
		return FaultClock, nil, err
	}
	differ := d.misclocked(r, at)
	facts, err := d.mismeasured(r)
	if len(differ)+len(facts) == 0 && err == nil {
		return FaultHandover, d.mishandled(), nil
	}
	if len(differ) == 0 {
		return FaultMeasurement, facts, err
	}
	return FaultClock, append(differ, facts...), err
}

// misclocked tells in what the clocks, and what the ticket shows of them, differ.
func (d *dossier) misclocked(result *reckoning, at Time) (differ []string) {
	if len(result.Clocks) != len(d.clocks) {
		differ = append(differ, fmt.Sprintf("%d clocks stored, %d replayed", len(d.clocks), len(result.Clocks)))
	}
	for i := range result.Clocks {
		r := &result.Clocks[i]
		k := slices.IndexFunc(d.clocks, func(c Clock) bool { return c.Target == r.Target })
		if k < 0 {
			differ = append(differ, string(r.Target)+" is not stored")
			continue
		}
		if what := d.clocks[k].differs(r, &result.terms, at); what != "" {
			differ = append(differ, string(r.Target)+" "+what)
		}
	}
	face := d.Ticket
	face.face(d.clocks)
	if face.DueAt != d.DueAt || face.DueTarget != d.DueTarget || face.WarnAt != d.WarnAt || face.CriticalAt != d.CriticalAt {
		differ = append(differ, fmt.Sprintf("the ticket shows due %d, its clocks say %d", d.DueAt, face.DueAt))
	}
	return differ
}

// instant is when to look at the clocks: now, or while a pause is past its days and not yet ended, just before its end.
func (d *dossier) instant(now Time) (Time, error) {
	if d.Status != StatusWaiting {
		return now, nil
	}
	for i := len(d.events) - 1; i >= 0; i-- {
		if d.events[i].Type == TicketPaused {
			var pause struct{ Until Time }
			err := json.Unmarshal([]byte(d.events[i].Data), &pause)
			return min(now, pause.Until-1), err
		}
	}
	return now, nil
}

// differs tells in what a stored clock is not what was replayed; nothing when it is. What depends on the instant (the
// time used by a clock that runs, a level that the next sweep will reach) is left out.
func (c *Clock) differs(r *sla.Clock, by *ledger, at Time) string {
	want := *c
	by.on(&want, r)
	want.take(r)
	if !c.BreachedAt.Set() && c.State == sla.Running && c.FlagAt <= at {
		want.BreachedAt = c.BreachedAt // late, and the sweep has not come by yet
	}
	if c.Open() {
		want.UnitID, want.WorkingSeconds, want.Misses, want.LongestWait = c.UnitID, c.WorkingSeconds, c.Misses, c.LongestWait
	}
	for _, field := range []struct {
		name         string
		stored, says any
	}{
		{"state", c.State, want.State},
		{"amount", c.Amount, want.Amount},
		{"start", c.StartedAt, want.StartedAt},
		{"due", c.DueAt, want.DueAt},
		{"warn point", c.WarnAt, want.WarnAt},
		{"critical point", c.CriticalAt, want.CriticalAt},
		{"stop", c.StoppedAt, want.StoppedAt},
		{"breach", c.BreachedAt, want.BreachedAt},
		{"working seconds", c.WorkingSeconds, want.WorkingSeconds},
		{"misses", c.Misses, want.Misses},
		{"longest wait", c.LongestWait, want.LongestWait},
		{"next flag", c.FlagAt, want.FlagAt},
		{"policy", c.PolicyID, want.PolicyID},
		{"calendar", c.VersionID, want.VersionID},
		{"unit", c.UnitID, want.UnitID},
		{"user", c.UserID, want.UserID},
	} {
		if field.stored != field.says {
			return fmt.Sprintf("%s: stored %v, replayed %v", field.name, field.stored, field.says)
		}
	}
	return ""
}

// Replayed is what the events of one ticket say about its clocks, and in what the stored ones differ.
type Replayed struct {
	sla.Result
	Differences []string
}

// Replay measures one ticket anew from its events; NotFound when the actor may not see it.
func (s *Store) Replay(ctx context.Context, who Actor, number string) (Replayed, error) {
	t, err := s.Ticket(ctx, who, number)
	if err != nil {
		return Replayed{}, err
	}
	found, err := s.dossiers(ctx, t.ID-1, t.ID)
	if err != nil || len(found) == 0 {
		return Replayed{}, err
	}
	if at := brokenAt(found[0].events); at != 0 {
		return Replayed{}, fmt.Errorf("event %d does not follow from the one before: the history was changed", at)
	}
	now, err := s.reckon(ctx, found[0].events, s.now())
	if err != nil {
		return Replayed{}, err
	}
	r := Replayed{Result: now.Result}
	_, r.Differences, err = s.differences(ctx, &found[0])
	return r, err
}
