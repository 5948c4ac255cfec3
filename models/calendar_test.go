package models

import (
	"context"
	"testing"
)

func TestCalendar_periods(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		ctx := context.Background()
		short := []string{"08:00-12:00", "12:30-15:00"}
		ramadan := Period{From: "2027-02-08", To: "2027-03-09", Week: map[string][]string{
			"mon": short, "tue": short, "wed": short, "thu": short, "fri": {"08:00-11:30", "12:30-15:30"},
		}}
		if err := s.AddPeriod(ctx, testAdmin, officeCalendar, ramadan); err != nil {
			t.Fatal(err)
		}
		c, err := s.Calendar(ctx, officeCalendar)
		if err != nil {
			t.Fatal(err)
		}
		periods, err := c.Periods()
		if err != nil || len(periods) != 1 || periods[0].From != ramadan.From || periods[0].To != ramadan.To {
			t.Fatalf("periods = %+v, %v", periods, err)
		}
		if got := periods[0].Week["fri"]; len(got) != 2 || got[1] != "12:30-15:30" || len(periods[0].Week["sun"]) != 0 {
			t.Errorf("week = %v", periods[0].Week)
		}
		version := c.VersionID
		for _, bad := range []struct {
			field string
			p     Period
		}{
			{"to", Period{From: "2027-02-08", To: "2027-02-01"}},
			{"from", Period{From: "8 Feb", To: "2027-02-01"}},
			{"tue", Period{From: "2027-05-03", To: "2027-05-07", Week: map[string][]string{"tue": {"08:00-07:00"}}}},
		} {
			if err := s.AddPeriod(ctx, testAdmin, officeCalendar, bad.p); ErrorCode(err) != Invalid || AsError(err).Field != bad.field {
				t.Errorf("%+v: %v, want invalid %s", bad.p, err, bad.field)
			}
		}
		if err := s.RemovePeriod(ctx, testAdmin, officeCalendar, ramadan.From, ramadan.To); err != nil {
			t.Fatal(err)
		}
		if c, _ = s.Calendar(ctx, officeCalendar); c.Dates != noDates || c.VersionID == version {
			t.Errorf("after removing: %s, version %d", c.Dates, c.VersionID)
		}
	})
}

// The desk that never closes stays open on holidays, however its hours were written down.
func TestCalendar_alwaysStaysOpen(t *testing.T) {
	s, _ := openTest(t, "sqlite:"+t.TempDir()+"/tanggap.db")
	ctx := context.Background()
	c, err := s.Calendar(ctx, alwaysCalendar)
	if err != nil {
		t.Fatal(err)
	}
	c.Week = `{"fri": ["00:00-24:00"], "mon": ["00:00-24:00"], "sat": ["00:00-24:00"], "sun": ["00:00-24:00"],
		"thu": ["00:00-24:00"], "tue": ["00:00-24:00"], "wed": ["00:00-24:00"]}`
	before := c.VersionID
	if _, err := s.SaveCalendar(ctx, testAdmin, c); err != nil {
		t.Fatal(err)
	}
	if c, _ = s.Calendar(ctx, alwaysCalendar); c.VersionID != before {
		t.Error("the same hours in another order became another version: holidays close it")
	}
}
