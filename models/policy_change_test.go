package models

import (
	"context"
	"fmt"
	"testing"
	"time"

	"tanggap/models/sla"
)

// variedTickets fills the house with tickets in every state a preview has to know.
func variedTickets(t *testing.T, s *Store, h house, clock *testClock) {
	t.Helper()
	ctx := context.Background()
	for i := range 40 {
		clock.add(17 * time.Minute)
		got := must(s.Receive(ctx, Citizen, Intake{
			Text: fmt.Sprintf("Jalan berlubang %d", i), Kind: []Kind{Complaint, Complaint, Aspiration, Information}[i%4], Unit: "pupr",
		}))
		number := s.Number(got.Ticket)
		switch i % 7 {
		case 1:
			must(s.Reply(ctx, h.roads, number, Reply{Text: "Kami cek.", Sent: s.Clock()}))
		case 2:
			if err := s.Pause(ctx, h.roads, number, "Di mana?", 5); err != nil {
				t.Fatal(err)
			}
		case 3:
			must(s.Reply(ctx, h.roads, number, Reply{Text: "Kami cek.", Sent: s.Clock()}))
			clock.add(time.Minute)
			writeBack(t, s, got, "Kapan?")
		case 4:
			must(s.Resolve(ctx, h.roads, number, Resolution{Text: "Selesai."}))
		}
	}
}

type clockKey struct {
	ticket int64
	target sla.Target
}

func allClocks(t *testing.T, s *Store) map[clockKey]Clock {
	t.Helper()
	var rows []Clock
	if err := s.find(context.Background(), &rows, "SELECT * FROM clocks"); err != nil {
		t.Fatal(err)
	}
	found := map[clockKey]Clock{}
	for _, c := range rows {
		c.VersionID, c.WorkingSeconds, c.LongestWait, c.Misses = 0, 0, 0, 0
		found[clockKey{c.TicketID, c.Target}] = c
	}
	return found
}

// What the preview counts is what saving does, whatever is edited; undoing it brings back every due time; and the
// replay agrees with what is stored at each step.
func TestPolicyChange_previewSavingUndoing(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		variedTickets(t, s, h, clock)
		clock.add(2 * time.Hour)
		must(s.Sweep(ctx, s.now()))
		var complaint Policy
		for _, p := range must(s.Policies(ctx)) {
			if p.Name == "Pengaduan" {
				complaint = p
			}
		}
		for _, c := range []struct {
			name string
			edit func(*Policy)
			want func(PolicyCount) bool
		}{
			{"longer", func(p *Policy) { p.FirstResponse, p.Resolution = "2wd", "20wd" }, func(n PolicyCount) bool {
				return n.Later > 0 && n.Earlier == 0 && n.Late == 0 && n.Held > 0
			}},
			{"shorter", func(p *Policy) { p.FirstResponse = "1h" }, func(n PolicyCount) bool {
				return n.Earlier > 0 && n.Late > 0
			}},
			{"without a resolution", func(p *Policy) { p.Resolution, p.NextResponse = "", "" }, func(n PolicyCount) bool {
				return n.Ended > 0 && n.Late == 0
			}},
			{"for one channel only", func(p *Policy) { p.Channel = "phone" }, func(n PolicyCount) bool { return n.Earlier > 0 }},
			{"by the clock round", func(p *Policy) { p.CalendarID = alwaysCalendar }, func(n PolicyCount) bool { return n.Earlier > 0 }},
		} {
			before := allClocks(t, s)
			p := complaint
			c.edit(&p)
			draft := must(s.DraftPolicy(ctx, testAdmin, p))
			for n := (PolicyCount{}); !n.Over; {
				n = must(s.CountDraft(ctx, testAdmin, draft.ID, 7))
			}
			draft = must(s.PolicyChange(ctx, testAdmin, draft.ID))
			n := must(draft.Count())
			if !c.want(n) || n.Looked != n.Total || len(n.Examples) == 0 {
				t.Errorf("%s: the preview says %+v", c.name, n)
			}
			must(s.SaveDraft(ctx, testAdmin, draft.ID, "SK 1"))
			if work := must(s.Recompute(ctx)); work.Changed != n.Changed {
				t.Errorf("%s: %d tickets changed, the preview said %d", c.name, work.Changed, n.Changed)
			}
			after, moved, late := allClocks(t, s), 0, 0
			for key, was := range before {
				now := after[key]
				if was.BreachedAt < Never && was.BreachedAt != now.BreachedAt || was.DueAt < s.now() && was.Open() && now.DueAt != was.DueAt {
					t.Errorf("%s: a breach was undone: %+v", c.name, now)
				}
				if !was.Open() {
					if was != now {
						t.Errorf("%s: a finished clock changed from %+v to %+v", c.name, was, now)
					}
					continue
				}
				if was.DueAt != now.DueAt || !now.Open() || now.DueAt == Never && was.Amount != now.Amount {
					moved++
				}
				if now.Open() && now.DueAt < s.now() && was.DueAt >= s.now() {
					late++
				}
			}
			if moved+n.Begun != n.Clocks() || late != n.Late {
				t.Errorf("%s: %d clocks moved, %d became late; the preview said %+v", c.name, moved, late, n)
			}
			nothingBroken(t, s, c.name)
			if n.Late > 0 {
				continue // what became late stays late
			}
			if err := s.UndoPolicy(ctx, testAdmin, draft.ID); err != nil {
				t.Fatalf("%s: undo: %v", c.name, err)
			}
			must(s.Recompute(ctx))
			for key, now := range allClocks(t, s) {
				if was := before[key]; was.DueAt != now.DueAt || was.State != now.State || was.Amount != now.Amount {
					t.Errorf("%s: undone, but %+v became %+v", c.name, was, now)
				}
			}
			nothingBroken(t, s, c.name+", undone")
			if must(s.Recompute(ctx)).Done != 0 {
				t.Errorf("%s: work without an end", c.name)
			}
		}
	})
}

func nothingBroken(t *testing.T, s *Store, when string) {
	t.Helper()
	v, err := s.Verify(context.Background(), nil)
	if err != nil || v.Broken > 0 {
		t.Errorf("%s: %v %v", when, err, v.Faults)
	}
}

func TestUndoPolicy_refuses(t *testing.T) {
	s, clock := openTest(t, "sqlite:"+t.TempDir()+"/tanggap.db")
	ctx := context.Background()
	first := must(s.Policies(ctx))[3]
	save := func(p Policy) int64 {
		t.Helper()
		draft := must(s.DraftPolicy(ctx, testAdmin, p))
		must(s.SaveDraft(ctx, testAdmin, draft.ID, "SK"))
		return draft.ID
	}
	refused := func(id int64, key string) {
		t.Helper()
		if err := s.UndoPolicy(ctx, testAdmin, id); AsError(err) == nil || AsError(err).Key != "conflict."+key {
			t.Errorf("undo of %d: %v, want %s", id, err, key)
		}
	}
	p := first
	p.Resolution = "9wd"
	one := save(p)
	p.Resolution = "10wd"
	two := save(p)
	refused(one, "policy_undo_changed")
	if err := s.UndoPolicy(ctx, testAdmin, two); err != nil {
		t.Fatal(err)
	}
	refused(two, "policy_undone")
	clock.add(24*time.Hour + time.Second)
	refused(one, "policy_undo_late")
	// Somebody saves while another still looks.
	p.Resolution = "11wd"
	draft := must(s.DraftPolicy(ctx, testAdmin, p))
	p.Resolution = "12wd"
	save(p)
	if _, err := s.SaveDraft(ctx, testAdmin, draft.ID, "SK"); AsError(err) == nil || AsError(err).Key != "conflict.policy_changed" {
		t.Errorf("an old draft: %v", err)
	}
	// Undoing a new policy switches it off; undoing what let the last general one go is refused.
	fresh := save(Policy{Name: "Baru", Kind: Complaint, Channel: "x", FirstResponse: "1h", Warn: 50, ValidTo: Never, Active: true})
	if err := s.UndoPolicy(ctx, testAdmin, fresh); err != nil {
		t.Fatal(err)
	}
	change := must(s.PolicyChange(ctx, testAdmin, fresh))
	if got := must(s.reference(ctx)).policy(change.PolicyID); got.Active || got.Name != "Baru" {
		t.Errorf("undone, the new policy is %+v", got)
	}
	agent := Actor{Kind: ByUser, Role: Agent, capabilities: roleCapabilities[Agent]}
	if err := s.UndoPolicy(ctx, agent, one); ErrorCode(err) != Denied {
		t.Errorf("an agent undid a policy: %v", err)
	}
}

func TestPolicyFor_unitsAndOrder(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		furnish(t, s)
		ctx := context.Background()
		section := must(s.SaveUnit(ctx, testAdmin, Unit{Slug: "jembatan", Name: "Bidang Jembatan", Kind: "section", ParentID: 2, Active: true}))
		add := func(name string, p Policy) int64 {
			p.Name, p.FirstResponse, p.Warn, p.ValidTo, p.Active = name, "1h", 50, Never, true
			return must(s.SavePolicy(ctx, testAdmin, p))
		}
		house := add("regency", Policy{Kind: Suggestion, UnitID: 1, Position: 1})
		agency := add("agency", Policy{Kind: Suggestion, UnitID: 2, Position: 9})
		later := add("later", Policy{Kind: Suggestion, UnitID: 2, Position: 10})
		more := add("more", Policy{Kind: Suggestion, UnitID: 1, Channel: "phone", Position: 11})
		for _, c := range []struct {
			name string
			t    Ticket
			want int64
		}{
			{"of the agency", Ticket{Kind: Suggestion, UnitID: 2, Channel: "form"}, agency},
			{"of a section below it", Ticket{Kind: Suggestion, UnitID: section, Channel: "form"}, agency},
			{"of another agency", Ticket{Kind: Suggestion, UnitID: 3, Channel: "form"}, house},
			{"naming more beats the nearer unit", Ticket{Kind: Suggestion, UnitID: section, Channel: "phone"}, more},
		} {
			p, err := must(s.reference(ctx)).policyFor(&c.t)
			if err != nil || p.ID != c.want {
				t.Errorf("%s: %+v %v, want policy %d", c.name, p, err, c.want)
			}
		}
		answer := must(s.ExplainPolicy(ctx, testAdmin, PolicyExample{
			Kind: Suggestion, Priority: Normal, UnitID: section, Channel: "form", At: s.now(),
		}))
		why := map[int64]string{}
		for _, v := range answer.Verdicts {
			why[v.Policy.ID] = v.Why
		}
		if answer.Verdicts[0].Policy.ID != agency || why[house] != "unit_further" || why[later] != "order" || why[more] != "differs" {
			t.Errorf("verdicts %v", why)
		}
		if got := must(s.Receive(ctx, Citizen, Intake{Text: "Usul", Kind: Suggestion, Unit: "jembatan", Channel: "form"})); got.Ticket.PolicyID != agency {
			t.Errorf("a ticket is measured by policy %d", got.Ticket.PolicyID)
		}
	})
}

func TestSaveUnit_noCircles(t *testing.T) {
	s, _ := openTest(t, "sqlite:"+t.TempDir()+"/tanggap.db")
	furnish(t, s)
	ctx := context.Background()
	section := must(s.SaveUnit(ctx, testAdmin, Unit{Slug: "jembatan", Name: "Bidang", Kind: "section", ParentID: 2, Active: true}))
	for name, u := range map[string]Unit{
		"below itself":         {ID: 2, Slug: "pupr", Name: "pupr", Kind: "agency", ParentID: 2, Active: true},
		"below its own branch": {ID: 2, Slug: "pupr", Name: "pupr", Kind: "agency", ParentID: section, Active: true},
	} {
		if _, err := s.SaveUnit(ctx, testAdmin, u); ErrorCode(err) != Invalid || AsError(err).Field != "parent" {
			t.Errorf("%s: %v", name, err)
		}
	}
	// A circle that came into the database some other way neither hangs nor hides the calendar.
	if err := s.update(ctx, func(tx *Tx) error { return tx.exec("UPDATE units SET parent_id = ? WHERE id = 2", section) }); err != nil {
		t.Fatal(err)
	}
	s.caches.drop()
	if _, err := s.Receive(ctx, Citizen, Intake{Text: "Jalan", Unit: "jembatan"}); err != nil {
		t.Errorf("in a circle: %v", err)
	}
}
