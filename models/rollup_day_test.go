package models

import (
	"context"
	"testing"
	"time"
)

// TestReport_daysAreThoseOfTheRegency: a day of a report, of the inbox and of a link are the same day, whatever zone the
// regency is in, and remain so when its zone is set right later.
func TestReport_daysAreThoseOfTheRegency(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx := context.Background()
		furnish(t, s)
		for _, at := range []string{"2026-11-22T23:30:00+09:00", "2026-11-23T00:30:00+09:00", "2026-11-23T21:00:00+09:00"} {
			clock.set(at)
			receive(t, s, Intake{Text: "Jalan berlubang", Kind: Complaint})
		}
		clock.set("2026-11-25T09:00:00+09:00")
		holds := func(zone string, want map[string]int) {
			t.Helper()
			if _, err := s.RollUp(ctx); err != nil {
				t.Fatal(err)
			}
			for date, n := range want {
				day, _ := ParseDay(date)
				r, err := s.Report(ctx, System, ReportFilter{From: day, To: day})
				if err != nil || r.Whole.Received != n {
					t.Errorf("%s: the report has %d on %s, %v; want %d", zone, r.Whole.Received, date, err, n)
				}
				from, to, err := s.DayRange(ctx, date, date)
				if err != nil || from != s.DayStart(day) || to != s.DayStart(day+1) {
					t.Errorf("%s: %s is from %v to %v, %v", zone, date, from.Std(), to.Std(), err)
				}
				list, err := s.Tickets(ctx, System, TicketFilter{From: s.DayStart(day), To: s.DayStart(day + 1)})
				if err != nil || len(list.Rows) != n {
					t.Errorf("%s: the list has %d on %s, %v; want %d", zone, len(list.Rows), date, err, n)
				}
			}
		}
		holds("in the west", map[string]int{"2026-11-22": 2, "2026-11-23": 1, "2026-11-24": 0})
		office := ask[Calendar](t, s, "SELECT * FROM calendars WHERE id = 1")[0]
		office.Zone = "Asia/Jayapura"
		if _, err := s.SaveCalendar(ctx, testAdmin, office); err != nil {
			t.Fatal(err)
		}
		holds("in the east", map[string]int{"2026-11-21": 0, "2026-11-22": 1, "2026-11-23": 2, "2026-11-24": 0})
		clock.set("2026-11-25T23:30:00+09:00")
		if today := s.Today().String(); today != "2026-11-25" {
			t.Errorf("today is %s", today)
		}
		clock.set("2026-11-26T00:30:00+09:00")
		if today := s.Today().String(); today != "2026-11-26" {
			t.Errorf("after midnight in the east today is %s", today)
		}
		if hour := hourOfWeek(At(time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)), s.reportZone()); hour != 24 {
			t.Errorf("Tuesday's first hour is the %dth", hour)
		}
	})
}
