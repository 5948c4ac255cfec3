package models

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestHandOver_refused(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		ctx, h := context.Background(), furnish(t, s)
		number := s.Number(receive(t, s, Intake{Text: "Jalan berlubang", Kind: Complaint}))
		tamper(t, s, "UPDATE units SET active = FALSE WHERE slug = 'inspektorat'")
		s.caches.drop()
		for _, one := range []struct {
			name  string
			who   Actor
			to    Handover
			code  Code
			field string
			key   string
		}{
			{"to itself", h.roads, Handover{Unit: "pupr", Reason: "Salah"}, Invalid, "unit", "invalid.transfer_self"},
			{"to a closed unit", h.roads, Handover{Unit: "inspektorat", Reason: "Salah"}, Invalid, "unit", "invalid.unit_closed"},
			{"to nobody", h.roads, Handover{Reason: "Salah"}, Invalid, "unit", "invalid.required"},
			{"to what is no unit", h.roads, Handover{Unit: "dinas-gaib", Reason: "Salah"}, Invalid, "unit", "invalid.unknown"},
			{"without a reason", h.roads, Handover{Unit: "perumda"}, Invalid, "reason", "invalid.required"},
			{"with an answer too long", h.roads, Handover{Unit: "perumda", Reason: "x", Answer: strings.Repeat("x", TextAtMost+1)}, Invalid, "answer", "invalid.too_long"},
			{"by another unit", h.water, Handover{Unit: "perumda", Reason: "Kami mau"}, NotFound, "", "not_found"},
		} {
			e := AsError(s.HandOver(ctx, one.who, number, one.to))
			if e == nil || e.Code != one.code || e.Field != one.field || e.Key != one.key {
				t.Errorf("%s: %v, want %s of %q: %s", one.name, e, one.code, one.field, one.key)
			}
		}
		if err := s.Archive(ctx, h.roads, number, "Iklan"); err != nil {
			t.Fatal(err)
		}
		if err := s.Transfer(ctx, h.roads, number, "perumda", "Pipa"); ErrorCode(err) != Conflict {
			t.Errorf("what is closed: %v", err)
		}
	})
}

// What is handed over must be accepted in the receiver's own working time; later it is flagged once, to the receiver and
// the coordinators, and stands in a tab of the inbox until somebody decides.
func TestHandOver_acceptedInTime(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx, h := context.Background(), furnish(t, s)
		if err := s.SaveAcceptWithin(ctx, h.roads, "2h"); ErrorCode(err) != Denied {
			t.Errorf("an agent sets the house's target: %v", err)
		}
		if err := s.SaveAcceptWithin(ctx, System, "besok"); ErrorCode(err) != Invalid {
			t.Errorf("no amount: %v", err)
		}
		if err := s.SaveAcceptWithin(ctx, System, "3h"); err != nil {
			t.Fatal(err)
		}
		clock.set("2026-11-24T15:00:00+07:00") // Tuesday, an hour before closing
		ticket := receive(t, s, Intake{Text: "Jalan berlubang", Kind: Complaint, Email: "ani@warga.test"})
		number := s.Number(ticket)
		err := s.HandOver(ctx, h.roads, number, Handover{Unit: "perumda", Reason: "Pipa bocor", Answer: "Kami teruskan ke PDAM."})
		if err != nil {
			t.Fatal(err)
		}
		messages, err := s.Messages(ctx, citizenOf(ticket.ID), ticket.ID)
		if err != nil || len(messages) != 2 || messages[1].Text != "Kami teruskan ke PDAM." {
			t.Errorf("the citizen reads %+v, %v", messages, err)
		}
		journey, err := s.Journey(ctx, citizenOf(ticket.ID), ticket.ID)
		if err != nil || journey.Speakers[messages[1].ID] != 2 {
			t.Errorf("the answer is that of unit %d, %v", journey.Speakers[messages[1].ID], err)
		}
		count := func(who Actor) int {
			t.Helper()
			list, err := s.Tickets(ctx, who, TicketFilter{Tab: TabHandover})
			if err != nil {
				t.Fatal(err)
			}
			return len(list.Rows)
		}
		if r, w, c := count(h.roads), count(h.water), count(h.coordinator); r != 0 || w != 1 || c != 1 {
			t.Errorf("the tab holds %d for the sender, %d for the receiver, %d for the coordinator", r, w, c)
		}
		flagged := func(want int) {
			t.Helper()
			if n, err := s.FlagTransfers(ctx); n != want || err != nil {
				t.Errorf("at %s: %d flagged, %v; want %d", s.now().Std(), n, err, want)
			}
		}
		moves, err := s.Transfers(ctx, h.water, ticket.ID)
		if err != nil || len(moves) != 1 || moves[0].AcceptBy != wib("2026-11-25 10:00") && moves[0].AcceptBy != wib("2026-11-25 09:30") {
			t.Fatalf("to be accepted by %v, %v", moves, err)
		}
		clock.set(moves[0].AcceptBy.Std().Format(time.RFC3339))
		flagged(0)
		clock.add(time.Second)
		flagged(1)
		flagged(0)
		told := ask[int64](t, s, "SELECT user_id FROM notices WHERE ticket_id = ? AND key = 'transfer_late' ORDER BY user_id", ticket.ID)
		if fmt.Sprint(told) != fmt.Sprint([]int64{h.water.ID, h.coordinator.ID}) {
			t.Errorf("told %v, want receiver and coordinator", told)
		}
		if v := verified(t, s); v.Broken != 0 {
			t.Error(v.Faults)
		}
		if err := s.AcceptTransfer(ctx, h.water, number, moves[0].ID); err != nil {
			t.Fatal(err)
		}
		if n := count(h.coordinator); n != 0 {
			t.Errorf("%d in the tab after it was accepted", n)
		}
		if v := verified(t, s); v.Broken != 0 {
			t.Error(v.Faults)
		}
	})
}

// Whatever people do, a ticket has one owner: the last desk, the receiver of what waits, the unit that finds it.
func TestHandOver_oneOwner(t *testing.T) {
	s, clock := openTest(t, "sqlite:"+t.TempDir()+"/tanggap.db")
	ctx, h := context.Background(), furnish(t, s)
	boss := h.coordinator
	units := []string{"pupr", "perumda", "inspektorat", "pemkab"}
	root, err := s.Units(ctx)
	if err != nil {
		t.Fatal(err)
	}
	units[3] = root[0].Slug
	rapid.Check(t, func(r *rapid.T) {
		ticket := receive(t, s, Intake{Text: "Jalan berlubang", Kind: Complaint})
		number := s.Number(ticket)
		for range rapid.IntRange(1, 12).Draw(r, "deeds") {
			clock.add(time.Duration(rapid.IntRange(1, 600).Draw(r, "minutes")) * time.Minute)
			moves, err := s.Transfers(ctx, boss, ticket.ID)
			if err != nil {
				t.Fatal(err)
			}
			var last int64
			if len(moves) > 0 {
				last = moves[len(moves)-1].ID
			}
			switch rapid.IntRange(0, 7).Draw(r, "deed") {
			case 0, 1:
				_ = s.Transfer(ctx, boss, number, rapid.SampledFrom(units).Draw(r, "unit"), "Bukan kami")
			case 2:
				_ = s.AcceptTransfer(ctx, boss, number, last)
			case 3, 4:
				_ = s.ReturnTransfer(ctx, boss, number, last, "Tetap bukan")
			case 5:
				_, _ = s.Resolve(ctx, boss, number, Resolution{Text: "Selesai"})
			case 6:
				_ = s.Reopen(ctx, boss, number, "Belum")
			case 7:
				_, _ = s.FlagTransfers(ctx)
			}
			owned(t, s, number)
		}
	})
}

// owned checks everything that tells of a ticket's owner.
func owned(t *testing.T, s *Store, number string) {
	t.Helper()
	ctx := context.Background()
	now, err := s.Ticket(ctx, System, number)
	if err != nil {
		t.Fatal(err)
	}
	desks, err := s.Desks(ctx, System, now.ID)
	if err != nil || len(desks) == 0 {
		t.Fatal(desks, err)
	}
	if now.Live && desks[len(desks)-1].UnitID != now.UnitID {
		t.Fatalf("owned by %d, the last desk is that of %d", now.UnitID, desks[len(desks)-1].UnitID)
	}
	found, err := s.dossiers(ctx, now.ID-1, now.ID)
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	if fault := s.faultOf(ctx, &found[0]); fault != nil {
		t.Fatal(fault)
	}
	if now.Live {
		finders := ask[int64](t, s, "SELECT COUNT(*) FROM units u JOIN tickets t ON t.unit_id = u.id WHERE t.id = ?", now.ID)
		if finders[0] != 1 {
			t.Fatalf("%d units own it", finders[0])
		}
	}
	for i := 1; i < len(desks); i++ {
		if desks[i].From < desks[i-1].To {
			t.Fatalf("two desks at once: %+v", desks)
		}
	}
}
