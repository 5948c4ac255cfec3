package models

import (
	"context"
	"testing"
	"time"
)

func wib(text string) Time {
	at, err := time.ParseInLocation("2006-01-02 15:04", text, time.FixedZone("WIB", 7*3600))
	if err != nil {
		panic(err)
	}
	return At(at)
}

func TestRecompute_afterALateHoliday(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		admin := Actor{Kind: ByUser, ID: 99, Role: Administrator, capabilities: roleCapabilities[Administrator]}
		got, err := s.Receive(ctx, Citizen, Intake{Text: "Jalan berlubang di depan pasar"})
		if err != nil {
			t.Fatal(err)
		}
		answered, err := s.Receive(ctx, Citizen, Intake{Text: "Jalan berlubang di simpang"})
		if err != nil {
			t.Fatal(err)
		}
		reply := Reply{Text: "Sudah kami catat, tim datang besok.", Sent: s.Clock()}
		if _, err := s.Reply(ctx, h.roads, s.Number(answered.Ticket), reply); err != nil {
			t.Fatal(err)
		}
		before, _ := s.Clocks(ctx, System, got.Ticket.ID)
		if before[1].DueAt != wib("2026-12-14 16:00") { // 14 working days after Tuesday 24 November
			t.Fatalf("resolution due %v", before[1].DueAt.Std())
		}
		// The decree comes late: the day after tomorrow is a holiday.
		err = s.SaveHoliday(ctx, admin, Holiday{Day: "2026-11-26", Name: "Cuti bersama", Kind: "joint_leave", Confirmed: true})
		if err != nil {
			t.Fatal(err)
		}
		work, err := s.Recompute(ctx)
		if err != nil || work.Done != 2 || work.Changed != 2 {
			t.Fatalf("recompute = %+v, %v; want 2 done, 2 changed", work, err)
		}
		after, _ := s.Clocks(ctx, System, got.Ticket.ID)
		if after[0].DueAt != before[0].DueAt {
			t.Errorf("first response moved from %v to %v, but ends before the holiday", before[0].DueAt.Std(), after[0].DueAt.Std())
		}
		if after[1].DueAt != wib("2026-12-15 16:00") {
			t.Errorf("resolution due %v, want a working day later", after[1].DueAt.Std())
		}
		done, _ := s.Clocks(ctx, System, answered.Ticket.ID)
		if done[0].State != "met" {
			t.Errorf("an answered clock became %s", done[0].State)
		}
		events, err := s.Events(ctx, System, got.Ticket.ID)
		if err != nil || brokenAt(events) != 0 || events[len(events)-1].Type == TicketOpened {
			t.Errorf("events: broken at %d, %v", brokenAt(events), err)
		}
		if work, err := s.Recompute(ctx); err != nil || work.Done != 0 {
			t.Errorf("a second run did %+v, %v", work, err)
		}
	})
}

func TestSavePolicy_retargetsRunningClocksAndNeverUnbreaches(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		furnish(t, s)
		ctx := context.Background()
		got, err := s.Receive(ctx, Citizen, Intake{Text: "Jalan berlubang di depan pasar"})
		if err != nil {
			t.Fatal(err)
		}
		clock.add(26 * time.Hour) // past the due of 4 hours
		policies, err := s.Policies(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range policies {
			if p.ID == got.Ticket.PolicyID {
				p.FirstResponse, p.Resolution = "3wd", "20wd"
				if _, err := s.SavePolicy(ctx, System, p); err != nil {
					t.Fatal(err)
				}
			}
		}
		if work, err := s.Recompute(ctx); err != nil || work.Changed != 1 {
			t.Fatalf("recompute = %+v, %v", work, err)
		}
		clocks, _ := s.Clocks(ctx, System, got.Ticket.ID)
		if clocks[0].BreachedAt != wib("2026-11-24 14:00") {
			t.Errorf("first response breached at %v, want the first due for ever", clocks[0].BreachedAt.Std())
		}
		if clocks[1].Amount != "20wd" || clocks[1].DueAt != wib("2026-12-22 16:00") {
			t.Errorf("resolution = %s due %v", clocks[1].Amount, clocks[1].DueAt.Std())
		}
	})
}

func TestSavePolicy_refuses(t *testing.T) {
	s, _ := openTest(t, "sqlite:"+t.TempDir()+"/tanggap.db")
	ctx := context.Background()
	policies, _ := s.Policies(ctx)
	last := policies[len(policies)-1]
	for _, c := range []struct {
		name, field string
		change      func(*Policy)
	}{
		{"no name", "name", func(p *Policy) { p.Name = " " }},
		{"a target that is none", "resolution", func(p *Policy) { p.Resolution = "5 hari" }},
		{"a share of nothing", "warn", func(p *Policy) { p.Warn = 0 }},
		{"a kind that is none", "kind", func(p *Policy) { p.Kind = "keluhan" }},
		{"the last general policy switched off", "active", func(p *Policy) { p.Active = false }},
		{"a period that ends before it begins", "valid_to", func(p *Policy) { p.ValidFrom, p.ValidTo = 10, 5 }},
	} {
		p := last
		c.change(&p)
		if _, err := s.SavePolicy(ctx, System, p); ErrorCode(err) != Invalid || AsError(err).Field != c.field {
			t.Errorf("%s: got %v, want invalid %s", c.name, err, c.field)
		}
	}
	agent := Actor{Kind: ByUser, Role: Agent, capabilities: roleCapabilities[Agent]}
	if _, err := s.SavePolicy(ctx, agent, last); ErrorCode(err) != Denied {
		t.Errorf("an agent changed a policy: %v", err)
	}
}
