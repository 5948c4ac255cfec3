package sla

import (
	"testing"
	"time"
)

func TestReplay_example(t *testing.T) {
	cal, err := NewCalendar(CalendarSpec{Zone: "Asia/Jakarta", Week: map[string][]string{
		"mon": {"07:30-12:00", "13:00-16:00"}, "fri": {"07:30-11:30", "13:00-16:30"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	at := func(s string) time.Time { v, _ := time.Parse(time.RFC3339, s); return v }
	r, err := Replay(cal, Targets{FirstResponse: Amount{Seconds: 4 * 3600}, Resolution: Amount{Days: 14}}, 0.5,
		[]Event{{At: at("2026-11-20T15:30:00+07:00"), Type: Received}, {At: at("2026-11-23T08:10:00+07:00"), Type: Replied}},
		at("2026-11-24T09:00:00+07:00"))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", r.Proof())
	c := r.Clock(FirstResponse)
	if c.State != Met || c.Used != 6000 || c.Left != 8400 || c.Due.Format(time.RFC3339) != "2026-11-23T10:30:00+07:00" ||
		c.Warn.Format(time.RFC3339) != "2026-11-23T08:30:00+07:00" {
		t.Errorf("got %+v", c)
	}
}
