package sla

import (
	"testing"
	"time"
)

// TestMeasurements: every stop is kept with the terms that held then, and names the event that stopped it.
func TestMeasurements(t *testing.T) {
	cal, err := NewCalendar(CalendarSpec{Zone: "UTC", Week: map[string][]string{"mon": {"09:00-17:00"}, "tue": {"09:00-17:00"}}})
	if err != nil {
		t.Fatal(err)
	}
	at := func(clock string) time.Time {
		moment, err := time.Parse("2006-01-02 15:04", "2024-01-15 "+clock) // a Monday
		if err != nil {
			t.Fatal(err)
		}
		return moment
	}
	hours := func(n int64) Targets {
		return Targets{FirstResponse: Amount{Seconds: 3600 * n}, NextResponse: Amount{Seconds: 3600 * n}, Resolution: Amount{Seconds: 7200 * n}}
	}
	result, err := Replay(cal, hours(1), 0.5, []Event{
		{ID: 1, At: at("09:00"), Type: Received},
		{ID: 2, At: at("09:30"), Type: Replied},
		{ID: 3, At: at("10:00"), Type: Retargeted, Targets: hours(2), Warn: 0.25},
		{ID: 4, At: at("10:00"), Type: Received},
		{ID: 5, At: at("13:00"), Type: Replied},
		{ID: 6, At: at("13:00"), Type: Resolved},
		{ID: 7, At: at("14:00"), Type: Reopened},
		{ID: 8, At: at("15:00"), Type: Archived},
	}, at("16:00"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := result.Measurements()
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		target      Target
		state       State
		hours       int64 // of the target
		terms, by   int
		used        int64
		stop, undid string
	}{
		{FirstResponse, Met, 1, 1, 2, 1800, "09:30", ""},
		{NextResponse, Late, 2, 3, 5, 3 * 3600, "13:00", ""},
		{Resolution, Met, 4, 3, 6, 4 * 3600, "13:00", "14:00"},
	}
	if len(got) != len(want) {
		t.Fatalf("%d measurements, want %d: what was archived was not measured", len(got), len(want))
	}
	for i, w := range want {
		m := &got[i]
		undone := ""
		if !m.Undone.IsZero() {
			undone = m.Undone.Format("15:04")
		}
		if m.Target != w.target || m.State != w.state || m.Amount.Seconds != 3600*w.hours || m.Terms != w.terms || m.By != w.by ||
			m.Used != w.used || m.Stopped.Format("15:04") != w.stop || undone != w.undid {
			t.Errorf("measurement %d: %+v, want %+v", i, m.Clock, w)
		}
	}
	if c := result.Clock(FirstResponse); !c.Warn.Equal(at("09:30")) {
		t.Errorf("the warn point of what had stopped moved to %s", c.Warn)
	}
	if gaps := result.Clock(Resolution).Gaps(); len(gaps) != 1 || gaps[0].Why != SkipClosed || !gaps[0].To.Equal(at("14:00")) {
		t.Errorf("gaps %+v", gaps)
	}
}
