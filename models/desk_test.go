package models

import (
	"context"
	"testing"
	"time"
)

// The desks' times add up to the time the ticket was live, whatever happened to it.
func TestDesks_addUp(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx, h := context.Background(), furnish(t, s)
		receipt, err := s.Receive(ctx, Citizen, Intake{Text: "Jalan berlubang di depan pasar", Channel: "form", Unit: "pupr"})
		if err != nil {
			t.Fatal(err)
		}
		number := s.Number(receipt.Ticket)
		do := func(what string, err error) {
			t.Helper()
			if err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			clock.add(90 * time.Minute)
		}
		clock.add(time.Hour)
		do("transfer", s.Transfer(ctx, h.roads, number, "perumda", "Pipa bocor di bawah jalan"))
		pending, err := s.Transfers(ctx, h.water, receipt.Ticket.ID)
		if err != nil || len(pending) != 1 {
			t.Fatal(pending, err)
		}
		do("return", s.ReturnTransfer(ctx, h.water, number, pending[0].ID, "Bukan pipa kami"))
		_, err = s.Resolve(ctx, h.roads, number, Resolution{Text: "Sudah kami tambal."})
		do("resolve", err)
		clock.add(24 * time.Hour) // nobody holds it
		do("reopen", s.Reopen(ctx, h.roads, number, "Berlubang lagi"))
		do("transfer again", s.Transfer(ctx, h.roads, number, "perumda", "Sekarang memang pipa"))

		desks, err := s.Desks(ctx, h.coordinator, receipt.Ticket.ID)
		if err != nil {
			t.Fatal(err)
		}
		hold := func(unit int64, d time.Duration) Desk { return Desk{UnitID: unit, To: Time(d.Seconds())} }
		want := []Desk{
			hold(2, time.Hour), hold(3, 90*time.Minute), hold(2, 90*time.Minute), hold(2, 90*time.Minute), hold(3, 90*time.Minute),
		}
		if len(desks) != len(want) {
			t.Fatalf("desks %+v", desks)
		}
		var working, live int64
		for i, d := range desks {
			if d.UnitID != want[i].UnitID || d.To-d.From != want[i].To {
				t.Errorf("desk %d: unit %d for %d s, want unit %d for %d s", i, d.UnitID, d.To-d.From, want[i].UnitID, want[i].To)
			}
			working, live = working+d.Working, live+int64(d.To-d.From)
		}
		if live != int64(7*time.Hour/time.Second) {
			t.Errorf("the desks add up to %d s, the ticket was live for seven hours", live)
		}
		var resolution int64
		clocks, err := s.Clocks(ctx, System, receipt.Ticket.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range clocks {
			if c.Target == "resolution" {
				calendar, err := s.calendar(ctx, c.VersionID)
				if err != nil {
					t.Fatal(err)
				}
				resolution = calendar.Elapsed(c.StartedAt.Std(), s.now().Std()) - calendar.Elapsed(desks[2].To.Std(), desks[3].From.Std())
			}
		}
		if working != resolution {
			t.Errorf("the desks worked %d s, the resolution counts %d s", working, resolution)
		}
		if _, err := s.Desks(ctx, Actor{}, receipt.Ticket.ID); ErrorCode(err) != NotFound {
			t.Errorf("somebody without scope: %v", err)
		}
	})
}
