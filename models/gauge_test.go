package models

import (
	"context"
	"strings"
	"testing"
	"time"

	"tanggap/models/sla"
)

func TestGauges_followTheHouse(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx := context.Background()
		furnish(t, s)
		in := Intake{Text: "Jalan berlubang", Kind: Complaint, Channel: "form", Email: "warga@contoh.test"}
		if _, err := s.Receive(ctx, Citizen, in); err != nil {
			t.Fatal(err)
		}
		sub := s.Subscribe(System, 0)
		defer sub.Close()
		g, err := s.Gauges(ctx, System)
		if err != nil {
			t.Fatal(err)
		}
		if g.Outbox["queued"] != 1 || g.Outbox["failed"] != 0 || g.Streams != 1 || g.DatabaseBytes < 10_000 || g.SweepLag != 0 {
			t.Errorf("%+v", g)
		}
		if g.Running != 2 || g.Unflagged != 0 {
			t.Errorf("two clocks run in time: %+v", g)
		}
		clock.add(30 * 24 * time.Hour)
		if g, err = s.Gauges(ctx, System); err != nil || g.SweepLag < 24*time.Hour || g.Unflagged != 2 || g.Running != 2 {
			t.Errorf("nobody swept for a month: %+v, %v", g, err)
		}
		for range 2 { // the second finds nothing, and forgets nothing of the first
			if _, err := s.Sweep(ctx, s.Clock()); err != nil {
				t.Fatal(err)
			}
		}
		g, err = s.Gauges(ctx, System)
		if err != nil || g.SweepLag != 0 || g.Unflagged != 0 || g.Running != 2 {
			t.Errorf("after the sweep: %+v, %v", g, err)
		}
		late := clockOf(t, s, &Ticket{ID: 1}, sla.FirstResponse)
		want := FlagTally{Levels: [3]int64{2, 2, 1}}
		want.Lags[len(LagBounds)] = 5
		for _, c := range []Clock{late, clockOf(t, s, &Ticket{ID: 1}, sla.Resolution)} {
			for _, at := range []Time{c.WarnAt, c.DueAt, c.CriticalAt}[:c.Level] {
				want.Waited += time.Duration(s.Clock()-at) * time.Second
			}
		}
		if g.Flagged != want {
			t.Errorf("flagged %+v, want %+v", g.Flagged, want)
		}
	})
}

func TestGauges_whatWaitsDoesNotRun(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		h := furnish(t, s)
		receive(t, s, Intake{Text: "Jalan berlubang", Kind: Complaint})
		waiting := receive(t, s, Intake{Text: "Jalan berlubang di mana-mana", Kind: Complaint})
		if err := s.Pause(context.Background(), h.coordinator, s.Number(waiting), "Di mana?", 5); err != nil { // and its first answer
			t.Fatal(err)
		}
		if g, err := s.Gauges(context.Background(), System); err != nil || g.Running != 2 {
			t.Errorf("%+v, %v; want the two clocks of the first ticket to run", g, err)
		}
	})
}

// TestGauges_byIndex: monitors ask every few seconds, and of a million tickets only the open ones may matter.
func TestGauges_byIndex(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		years(t, s, 4000)
		clock.add(30 * 24 * time.Hour) // so that something is due
		pool := must(s.read.DB())
		seen, stop := overhear(s)
		g, err := s.Gauges(context.Background(), System)
		stop()
		if err != nil || g.Unflagged == 0 || g.Running < g.Unflagged {
			t.Fatalf("%+v, %v", g, err)
		}
		clocks := 0
		for _, st := range *seen {
			if !strings.Contains(st.sql, "clocks") {
				continue
			}
			clocks++
			steps, err := s.plan(pool, st)
			if err != nil {
				t.Fatal(err)
			}
			for _, one := range steps {
				if strings.HasPrefix(one.text, "Seq Scan") || strings.HasPrefix(one.text, "SCAN ") && one.text != "SCAN CONSTANT ROW" && !strings.Contains(one.text, " INDEX ") {
					t.Errorf("%s\n%s", one.text, st.sql)
				}
			}
		}
		if clocks != 3 {
			t.Errorf("%d statements about clocks, want 3", clocks)
		}
	})
}
