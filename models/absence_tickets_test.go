package models

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
)

// Open tickets go to the stand-in once the leave begins, and what is not done comes back once it ends; each by an event.
func TestHandTickets(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		c := crewOf(t, s)
		ctx := context.Background()
		clock.set("2026-11-24T08:00:00+07:00")
		var mine []string
		for range 2*handBatch + 3 {
			ticket := receive(t, s, Intake{Text: "Jalan berlubang di pasar", Kind: Complaint, Unit: "pupr"})
			number := s.Number(ticket)
			if err := s.Assign(ctx, c.roads, number, c.roads.ID); err != nil {
				t.Fatal(err)
			}
			mine = append(mine, number)
		}
		hand := func(want int) {
			t.Helper()
			if n, err := s.HandTickets(ctx); n != want || err != nil {
				t.Fatalf("%d changed hands, %v; want %d", n, err, want)
			}
		}
		has := func(number string, user int64) {
			t.Helper()
			if k := must(s.Ticket(ctx, System, number)); k.AssigneeID != user {
				t.Errorf("%s is with %d, want %d", number, k.AssigneeID, user)
			}
		}
		leave := Absence{
			UserID: c.roads.ID, StandInID: c.second, FromAt: s.now().Add(time.Hour), ToAt: s.now().Add(30 * time.Hour), Tickets: HandTickets,
		}
		wrong := leave
		wrong.Tickets = "burn"
		if _, err := s.AddAbsence(ctx, c.roads, wrong); AsError(err) == nil || AsError(err).Field != "tickets" {
			t.Errorf("no such choice: %v", err)
		}
		id := must(s.AddAbsence(ctx, c.roads, leave))
		hand(0)
		clock.add(2 * time.Hour)
		hand(len(mine))
		hand(0)
		has(mine[0], c.second)
		events := must(s.Events(ctx, System, must(s.Ticket(ctx, System, mine[0])).ID))
		if last := events[len(events)-1]; last.Type != TicketAssigned || !strings.Contains(last.Data, fmt.Sprintf(`"user":%d`, c.second)) {
			t.Errorf("the last event is %+v", last)
		}
		second := must(s.ActorOf(ctx, c.second))
		if _, err := s.Resolve(ctx, second, mine[0], Resolution{Text: "Sudah ditambal"}); err != nil {
			t.Fatal(err)
		}
		if err := s.Assign(ctx, second, mine[1], 0); err != nil { // given on meanwhile
			t.Fatal(err)
		}
		if err := s.EndAbsence(ctx, c.roads, id); err != nil {
			t.Fatal(err)
		}
		hand(len(mine) - 2)
		hand(0)
		has(mine[0], c.second)
		has(mine[1], 0)
		has(mine[2], c.roads.ID)
		if v := verified(t, s); v.Broken != 0 {
			t.Errorf("verify: %v", v.Faults)
		}

		leave.FromAt, leave.ToAt, leave.Tickets = s.now(), s.now().Add(time.Hour), ""
		must(s.AddAbsence(ctx, c.roads, leave))
		hand(0) // they are kept, unless asked otherwise
	})
}

// Tickets of somebody on leave wait while the stand-in is not there, and go to them once they are back.
func TestHandTickets_waitForSomebody(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		c := crewOf(t, s)
		ctx := context.Background()
		clock.set("2026-11-24T08:00:00+07:00")
		number := s.Number(receive(t, s, Intake{Text: "Jalan berlubang di pasar", Kind: Complaint, Unit: "pupr"}))
		if err := s.Assign(ctx, c.roads, number, c.roads.ID); err != nil {
			t.Fatal(err)
		}
		here := func(active bool) {
			t.Helper()
			err := s.update(ctx, func(tx *Tx) error {
				return tx.exec("UPDATE users SET active = ? WHERE id = ?", active, c.second)
			})
			if err != nil {
				t.Fatal(err)
			}
			s.caches.drop()
		}
		must(s.AddAbsence(ctx, c.roads, Absence{
			UserID: c.roads.ID, StandInID: c.second, FromAt: s.now(), ToAt: s.now().Add(30 * time.Hour), Tickets: HandTickets,
		}))
		for _, want := range []struct {
			here  bool
			moved int
			with  int64
		}{{false, 0, c.roads.ID}, {true, 1, c.second}, {true, 0, c.second}} {
			here(want.here)
			if n, err := s.HandTickets(ctx); n != want.moved || err != nil {
				t.Errorf("at %v %d changed hands, %v; want %d", s.now(), n, err, want.moved)
			}
			if k := must(s.Ticket(ctx, System, number)); k.AssigneeID != want.with {
				t.Errorf("at %v it is with %d, want %d", s.now(), k.AssigneeID, want.with)
			}
			clock.add(3 * time.Hour)
		}
	})
}
