package models

import (
	"context"
	"testing"
	"time"
)

func TestPass_opensOneTicketForAWhile(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx := context.Background()
		furnish(t, s)
		var numbers, passes []string
		for range 2 {
			receipt, err := s.Receive(ctx, Citizen, Intake{Text: "Lampu mati", Channel: "form"})
			if err != nil {
				t.Fatal(err)
			}
			numbers, passes = append(numbers, s.Number(receipt.Ticket)), append(passes, s.Pass(receipt.Ticket))
		}
		check := func(what, number, pass string, want Code) {
			t.Helper()
			if _, _, err := s.TrackAgain(ctx, number, pass); ErrorCode(err) != want {
				t.Errorf("%s: %v, want code %q", what, err, want)
			}
		}
		check("its own pass", numbers[0], passes[0], "")
		check("the pass of another", numbers[1], passes[0], NotFound)
		check("a pass made longer", numbers[0], "AAAB"+passes[0][4:], NotFound)
		check("the right id of another year", "TGP-2025-000001", passes[0], NotFound)
		clock.add(PassFor - time.Second)
		check("the last second", numbers[0], passes[0], "")
		clock.add(time.Second)
		check("when it is over", numbers[0], passes[0], NotFound)
	})
}

func TestJourney_tellsWhatACitizenMayKnow(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx := context.Background()
		house := furnish(t, s)
		receipt, err := s.Receive(ctx, Citizen, Intake{Text: "Jalan berlubang", Channel: "form", Unit: "pupr"})
		if err != nil {
			t.Fatal(err)
		}
		number, citizen := s.Number(receipt.Ticket), citizenOf(receipt.Ticket.ID)
		for _, step := range []func() error{
			func() error { return s.Transfer(ctx, house.roads, number, "perumda", "pipa bocor") },
			func() error { return s.Pause(ctx, house.water, number, "Rumah nomor berapa?", 3) },
			func() error { _, err := s.WriteBack(ctx, citizen, number, Intake{Text: "Nomor 7"}); return err },
			func() error {
				_, err := s.Resolve(ctx, house.water, number, Resolution{Text: "Sudah diperbaiki."})
				return err
			},
			func() error { return s.Confirm(ctx, citizen, number) },
			func() error { _, err := s.NotSolved(ctx, citizen, number, Intake{Text: "Masih bocor"}); return err },
		} {
			clock.add(time.Minute)
			if err := step(); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := s.NotSolved(ctx, citizen, number, Intake{Text: "lagi"}); ErrorCode(err) != Conflict {
			t.Errorf("reopening what is open: %v", err)
		}
		if err := s.Confirm(ctx, citizen, number); ErrorCode(err) != Conflict {
			t.Errorf("confirming what is open: %v", err)
		}
		journey, err := s.Journey(ctx, citizen, receipt.Ticket.ID)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, step := range journey.Steps {
			got = append(got, step.Key)
		}
		want := []string{"received", "routed", "waiting", "resolved", "confirmed", "reopened"}
		if len(got) != len(want) {
			t.Fatalf("steps %v, want %v", got, want)
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("steps %v, want %v", got, want)
			}
		}
	})
}
