package models

import (
	"context"
	"testing"
	"time"

	"tanggap/models/sla"
)

// TestResume_followsThePresentCalendar: a holiday that lay behind every clock of a ticket leaves it alone when it is
// decreed; once a pause has moved a clock across it, it counts, whoever ended the pause.
func TestResume_followsThePresentCalendar(t *testing.T) {
	ctx := context.Background()
	for name, resume := range map[string]func(*Store, house, *Ticket, *testClock) error{
		"by staff": func(s *Store, h house, ticket *Ticket, clock *testClock) error {
			clock.set("2026-12-08T09:00:00+07:00")
			return s.Resume(ctx, h.roads, s.Number(ticket))
		},
		"by time": func(s *Store, _ house, _ *Ticket, clock *testClock) error {
			clock.set("2026-12-08T09:00:30+07:00")
			n, err := s.EndPauses(ctx)
			if n != 1 {
				t.Errorf("%d pauses ended", n)
			}
			return err
		},
		"by the citizen": func(s *Store, _ house, ticket *Ticket, clock *testClock) error {
			clock.set("2026-12-08T09:00:00+07:00")
			_, err := s.WriteBack(ctx, citizenOf(ticket.ID), s.Number(ticket), Intake{Text: "Di depan pasar"})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, s *Store, clock *testClock) {
				h := furnish(t, s)
				ticket := receive(t, s, Intake{Text: "Kapan jalan di depan pasar diperbaiki?", Kind: Information, Category: "jalan"})
				if c := clockOf(t, s, ticket, sla.Resolution); c.DueAt != wib("2026-12-01 16:00") || c.CriticalAt >= wib("2026-12-10 00:00") {
					t.Fatalf("due %v, critical %v", c.DueAt.Std(), c.CriticalAt.Std())
				}
				if err := s.Pause(ctx, h.roads, s.Number(ticket), "Pasar yang mana?", 14); err != nil {
					t.Fatal(err)
				}
				if err := s.Resume(ctx, h.roads, s.Number(ticket)); err != nil { // at once: nothing has moved
					t.Fatal(err)
				}
				if err := s.SaveHoliday(ctx, testAdmin, Holiday{Day: "2026-12-10", Name: "Pilkada", Kind: "national", Confirmed: true}); err != nil {
					t.Fatal(err)
				}
				if work, err := s.Recompute(ctx); err != nil || work.Changed != 0 {
					t.Fatalf("a holiday behind every clock changed %+v, %v", work, err)
				}
				if err := s.Pause(ctx, h.roads, s.Number(ticket), "Pasar yang mana?", 14); err != nil {
					t.Fatal(err)
				}
				if err := resume(s, h, ticket, clock); err != nil {
					t.Fatal(err)
				}
				// Two weeks later than before the pause, and a day more for the holiday.
				if c := clockOf(t, s, ticket, sla.Resolution); c.DueAt.Std().Truncate(time.Minute) != wib("2026-12-16 16:00").Std() {
					t.Errorf("due %v, want it after the holiday", c.DueAt.Std().In(time.FixedZone("", 7*3600)))
				}
				intact(t, s, ticket)
				if v := verified(t, s); v.Broken != 0 {
					t.Errorf("%v", v.Faults)
				}
			})
		})
	}
}
