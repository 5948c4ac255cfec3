package models

import (
	"context"
	"testing"

	"tanggap/models/sla"
)

// TestRecompute_aTransferChangesNothing: of two alike tickets one was handed to a unit with other hours; whatever is
// edited afterwards, both stay due at the same instant.
func TestRecompute_aTransferChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		early := Calendar{Name: "pagi", Zone: "Asia/Jayapura", Week: `{"mon":["06:00-10:00"],"wed":["06:00-10:00"]}`}
		unit := must(s.Unit(ctx, "perumda"))
		unit.CalendarID = must(s.SaveCalendar(ctx, testAdmin, early))
		must(s.SaveUnit(ctx, testAdmin, unit))
		stays := receive(t, s, Intake{Text: "Jalan berlubang di pasar", Kind: Complaint})
		goes := receive(t, s, Intake{Text: "Jalan berlubang di simpang", Kind: Complaint})
		if err := s.Transfer(ctx, h.roads, s.Number(goes), "perumda", "Galian pipa"); err != nil {
			t.Fatal(err)
		}
		for _, p := range must(s.Policies(ctx)) {
			if p.ID == goes.PolicyID {
				p.Resolution = "13wd"
				must(s.SavePolicy(ctx, testAdmin, p))
			}
		}
		must(s.Recompute(ctx))
		one, two := clockOf(t, s, stays, sla.Resolution), clockOf(t, s, goes, sla.Resolution)
		if one.Amount != "13wd" || two.Amount != "13wd" || one.DueAt != two.DueAt {
			t.Errorf("due %s %v, and handed over %s %v", one.Amount, one.DueAt.Std(), two.Amount, two.DueAt.Std())
		}
		intact(t, s, goes)
	})
}

// TestRecompute_aHolidayMovedByDays: as many seconds lie between start and due as before, and the due is another.
func TestRecompute_aHolidayMovedByDays(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		furnish(t, s)
		ctx := context.Background()
		ticket := receive(t, s, Intake{Text: "Jalan berlubang di pasar", Kind: Complaint}) // 14 working days from 24 November
		day := Holiday{Day: "2026-12-11", Name: "Cuti bersama", Kind: "joint_leave", Confirmed: true, SetID: 1}
		for _, step := range []struct{ day, due string }{{"2026-12-11", "2026-12-15 16:00"}, {"2026-12-15", "2026-12-14 16:00"}} {
			for _, known := range must(s.Holidays(ctx, 2026)) {
				if known.Day == day.Day {
					day.ID = known.ID
				}
			}
			day.Day = step.day
			if err := s.SaveHoliday(ctx, testAdmin, day); err != nil {
				t.Fatal(err)
			}
			must(s.Recompute(ctx))
			if c := clockOf(t, s, ticket, sla.Resolution); c.DueAt != wib(step.due) {
				t.Errorf("with a holiday on %s due %v, want %s", step.day, c.DueAt.Std(), step.due)
			}
		}
	})
}
