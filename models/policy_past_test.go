package models

import (
	"context"
	"testing"
	"time"

	"tanggap/models/sla"
)

// A clock that stopped names its policy as it read then: before an edit, after it, and after it was undone.
func TestProveClocks_policyOfThen(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx, h := context.Background(), furnish(t, s)
		clock.set("2026-11-24T08:00:00+07:00")
		answered := func() *Ticket {
			t.Helper()
			ticket := receive(t, s, Intake{Text: "Jalan berlubang di pasar", Kind: Complaint})
			clock.add(10 * time.Minute)
			if _, err := s.Reply(ctx, h.roads, s.Number(ticket), Reply{Text: "Kami cek", Sent: s.now()}); err != nil {
				t.Fatal(err)
			}
			clock.add(10 * time.Minute)
			return ticket
		}
		edit := func(p Policy, name string) PolicyChange {
			t.Helper()
			p.Name, p.Basis = name, "Perbup "+name
			draft := must(s.DraftPolicy(ctx, testAdmin, p))
			saved := must(s.SaveDraft(ctx, testAdmin, draft.ID, "uji"))
			must(s.Recompute(ctx))
			clock.add(10 * time.Minute)
			return saved
		}
		first := answered()
		was := must(s.reference(ctx)).policy(first.PolicyID)
		change := edit(was, "Kedua")
		second := answered()
		if err := s.UndoPolicy(ctx, testAdmin, change.ID); err != nil {
			t.Fatal(err)
		}
		clock.add(10 * time.Minute)
		third := answered()
		last := edit(must(s.reference(ctx)).policy(was.ID), "Keempat")
		fourth := answered()

		for _, one := range []struct {
			name   string
			ticket *Ticket
			change int64
			policy string
			basis  string
		}{
			{"before any edit", first, 0, was.Name, was.Basis},
			{"after the first", second, change.ID, "Kedua", "Perbup Kedua"},
			{"after it was undone", third, 0, was.Name, was.Basis},
			{"after the last", fourth, last.ID, "Keempat", "Perbup Keempat"},
		} {
			proof := must(s.ProveClocks(ctx, System, s.Number(one.ticket)))
			m := proof.Measurements[0]
			if m.ChangeID != one.change || m.Policy.Name != one.policy || m.Policy.Basis != one.basis {
				t.Errorf("%s: measured by %+v, policy %+v; want change %d, %q", one.name, m.Measurement, m.Policy, one.change, one.policy)
			}
			for _, c := range proof.Clocks {
				want := "Keempat" // what runs follows today's
				if c.Target == sla.FirstResponse {
					want = one.policy
				}
				if c.Policy != want {
					t.Errorf("%s: %s is shown by %q, want %q", one.name, c.Target, c.Policy, want)
				}
			}
		}
		if v := verified(t, s); v.Broken != 0 {
			t.Errorf("verify: %v", v.Faults)
		}
	})
}

// Edited there and back, a policy reads as it did, and the first edit cannot be undone any more.
func TestUndoPolicy_thereAndBack(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx := context.Background()
		furnish(t, s)
		p := must(s.Policies(ctx))[0]
		var first PolicyChange
		for i, name := range []string{"Baru", p.Name, "Baru"} {
			p.Name = name
			draft := must(s.DraftPolicy(ctx, testAdmin, p))
			saved := must(s.SaveDraft(ctx, testAdmin, draft.ID, "uji"))
			if i == 0 {
				first = saved
			}
			clock.add(time.Minute)
		}
		if err := s.UndoPolicy(ctx, testAdmin, first.ID); ErrorCode(err) != Conflict {
			t.Errorf("undone although edited since: %v", err)
		}
	})
}
