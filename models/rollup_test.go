package models

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"
)

func reportOf(t *testing.T, s *Store, who Actor, from, to Day, unit string) *Report {
	t.Helper()
	r, err := s.Report(context.Background(), who, ReportFilter{From: from, To: to, Unit: unit})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func rollUp(t *testing.T, s *Store) int {
	t.Helper()
	n, err := s.RollUp(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestRollUp_followsVerbs: what people do to an old ticket shows in the day it was received, and only that day is built.
func TestRollUp_followsVerbs(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx := context.Background()
		h := furnish(t, s)
		day := s.Today()
		first := receive(t, s, Intake{Text: "Jalan berlubang di pasar", Kind: Complaint})
		receive(t, s, Intake{Text: "Air mati sejak kemarin", Kind: Complaint})
		if r := reportOf(t, s, System, day, day, ""); r.Whole.Received != 2 || r.Whole.Pending != 2 || r.Open != 2 {
			t.Errorf("today, before any roll-up: %+v", r.Whole)
		}
		clock.add(24 * time.Hour)
		receive(t, s, Intake{Text: "Jalan rusak lagi", Kind: Complaint})
		if r := reportOf(t, s, System, day, day+1, ""); r.Whole.Received != 3 || r.Whole.Overdue != 2 {
			t.Errorf("the day after, not rolled up yet: %+v", r.Whole)
		}
		if n := rollUp(t, s); n != 1 {
			t.Errorf("%d days built, want yesterday", n)
		}
		clock.add(24 * time.Hour)
		rollUp(t, s)
		if _, err := s.Reply(ctx, h.roads, s.Number(first), Reply{Text: "Sudah kami tambal.", Sent: s.now()}); err != nil {
			t.Fatal(err)
		}
		if r := reportOf(t, s, System, day, day, ""); r.Waiting != 1 || r.AsOf != s.now() {
			t.Errorf("with a change not counted yet: %d days wait, as of %d", r.Waiting, r.AsOf)
		}
		if n := rollUp(t, s); n != 1 {
			t.Errorf("%d days built after one answer", n)
		}
		r := reportOf(t, s, System, day, day, "")
		if r.Whole.TooLate != 1 || r.Whole.Overdue != 1 || r.Whole.Share() != 0 || r.Whole.Times.Count() != 1 {
			t.Errorf("after a late answer: %+v", r.Whole)
		}
		if err := s.Transfer(ctx, h.roads, s.Number(first), "perumda", "Pipanya bocor"); err != nil {
			t.Fatal(err)
		}
		rollUp(t, s)
		roads, water := reportOf(t, s, System, day, day, "pupr").Whole, reportOf(t, s, System, day, day, "perumda").Whole
		if roads.TooLate != 1 || roads.Open != 0 || water.Received != 1 || water.Open != 2 {
			t.Errorf("after the transfer: roads %+v, water %+v", roads, water)
		}
		if err := s.Archive(ctx, h.water, s.Number(first)[:9]+"000002", "Bukan laporan"); err != nil {
			t.Fatal(err)
		}
		rollUp(t, s)
		if w := reportOf(t, s, System, day, day, "perumda").Whole; w.SetAside != 1 || w.Measured() != 0 {
			t.Errorf("archived before an answer: %+v", w)
		}
	})
}

// TestRollUp_unansweredFallsDue: a ticket closed without an answer before due is missed once due has passed, though
// nothing happens to it then.
func TestRollUp_unansweredFallsDue(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		clock.set("2026-11-24T22:00:00+07:00")
		day := s.Today()
		ticket := receive(t, s, Intake{Text: "Jalan berlubang di pasar", Kind: Complaint})
		_, err := s.Resolve(context.Background(), h.roads, s.Number(ticket), Resolution{Reason: "Sudah ditangani lewat telepon"})
		if err != nil {
			t.Fatal(err)
		}
		clock.set("2026-11-25T06:00:00+07:00")
		rollUp(t, s)
		if w := reportOf(t, s, System, day, day, "").Whole; w.Unanswered != 1 || w.Missed != 0 {
			t.Errorf("before due: %+v", w)
		}
		clock.add(24 * time.Hour)
		rollUp(t, s)
		if w := reportOf(t, s, System, day, day, "").Whole; w.Missed != 1 || w.Share() != 0 {
			t.Errorf("after due: %+v", w)
		}
	})
}

func TestRollUp_twiceAtOnce(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		furnish(t, s)
		day := s.Today()
		for range 40 {
			receive(t, s, Intake{Text: "Jalan berlubang", Kind: Complaint})
			clock.add(20 * time.Hour)
		}
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if _, err := s.RollUp(context.Background()); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		rollUp(t, s)
		if left := ask[int](t, s, "SELECT COUNT(*) FROM rollup_days")[0]; left != 0 {
			t.Errorf("%d marks left", left)
		}
		if w := reportOf(t, s, System, day, s.Today(), "").Whole; w.Received != 40 {
			t.Errorf("%d received, want 40", w.Received)
		}
	})
}

// TestRollUp_lostRace: a block built from what was read before somebody else built it is not written.
func TestRollUp_lostRace(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx := context.Background()
		furnish(t, s)
		receive(t, s, Intake{Text: "Jalan berlubang", Kind: Complaint})
		day := s.Today()
		clock.add(24 * time.Hour)
		through, err := s.advanceRollUps(ctx)
		if err != nil || through != day {
			t.Fatalf("through %s: %v", through, err)
		}
		before, err := s.blockRows(ctx, blockOf(day))
		if err != nil {
			t.Fatal(err)
		}
		rollUp(t, s)
		house := rollupKey{0, blockDays, blockOf(day)}
		err = s.update(ctx, func(tx *Tx) error {
			return tx.writeBlock(before, map[rollupKey]rollupRow{house: {Days: blockDays, Day: blockOf(day), Whole: []byte{9}, Cells: []byte{9}}}, house, nil)
		})
		if !errors.Is(err, errElsewhere) {
			t.Errorf("the second writer got %v", err)
		}
		if w := reportOf(t, s, System, day, day, "").Whole; w.Received != 1 {
			t.Errorf("received %d", w.Received)
		}
	})
}

func TestReport_refuses(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		h := furnish(t, s)
		supervisor := h.roads
		supervisor.capabilities = roleCapabilities[Supervisor]
		for _, c := range []struct {
			name string
			who  Actor
			f    ReportFilter
			want Code
		}{
			{"an agent", h.roads, ReportFilter{}, Denied},
			{"the public", Citizen, ReportFilter{}, Denied},
			{"an end before the beginning", System, ReportFilter{From: 20, To: 19}, Invalid},
			{"a century", System, ReportFilter{From: 0, To: 36500}, Invalid},
			{"before all days", System, ReportFilter{From: -5, To: 5}, Invalid},
			{"no such unit", System, ReportFilter{Unit: "tidak-ada"}, NotFound},
			{"another's unit", supervisor, ReportFilter{Unit: "perumda"}, NotFound},
			{"own unit", supervisor, ReportFilter{Unit: "pupr", From: s.Today(), To: s.Today() + 400}, ""},
		} {
			if _, err := s.Report(context.Background(), c.who, c.f); ErrorCode(err) != c.want {
				t.Errorf("%s: %v, want %s", c.name, err, c.want)
			}
		}
	})
}

// TestRollUp_readsOneDay: counting a day must not walk through tickets of other days.
func TestRollUp_readsOneDay(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		if s.Engine() != "sqlite" {
			t.Skip("the planner of PostgreSQL goes by statistics, which an empty database has none of")
		}
		var plan []struct{ Detail string }
		err := s.find(context.Background(), &plan, "EXPLAIN QUERY PLAN "+countQuery, 0, 86400)
		if err != nil || len(plan) != 2 {
			t.Fatalf("%v %v", plan, err)
		}
		for i, index := range []string{"USING INDEX tickets_received (received_at>? AND received_at<?)", "USING INDEX clocks_ticket (ticket_id=? AND target=?)"} {
			if !strings.Contains(plan[i].Detail, index) {
				t.Errorf("step %d: %s", i, plan[i].Detail)
			}
		}
	})
}
