package models

import (
	"context"
	"testing"
	"time"
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
		clock.add(30 * 24 * time.Hour)
		if g, err = s.Gauges(ctx, System); err != nil || g.SweepLag < 24*time.Hour {
			t.Errorf("nobody swept for a month: lag %v, %v", g.SweepLag, err)
		}
		if _, err := s.Sweep(ctx, s.Clock()); err != nil {
			t.Fatal(err)
		}
		if g, err = s.Gauges(ctx, System); err != nil || g.SweepLag != 0 || g.Sweep.Flags() == 0 {
			t.Errorf("after the sweep: %+v, %v", g, err)
		}
	})
}
