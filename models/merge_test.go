package models

import (
	"context"
	"strings"
	"testing"

	"tanggap/models/sla"
)

// twice is one matter told by two citizens, the second a day later.
func twice(t *testing.T, s *Store, clock *testClock, first, second string) (older, younger *Receipt) {
	t.Helper()
	take := func(mail string) *Receipt {
		r, err := s.Receive(context.Background(), Citizen, Intake{
			Text: "Lampu jalan mati di simpang Kijang", Kind: Complaint, Email: mail, Name: mail, Unit: "pupr", Channel: "form",
		})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	clock.set("2026-11-23T08:00:00+07:00")
	older = take(first)
	clock.set("2026-11-24T08:00:00+07:00")
	return older, take(second)
}

func TestMerge(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx, h := context.Background(), furnish(t, s)
		older, younger := twice(t, s, clock, "ani@warga.test", "budi@warga.test")
		into, from := s.Number(older.Ticket), s.Number(younger.Ticket)
		if err := s.Merge(ctx, h.roads, from, " "+strings.ToLower(into), "Lampu yang sama"); err != nil {
			t.Fatal(err)
		}
		if c := clockOf(t, s, younger.Ticket, sla.FirstResponse); c.State != sla.Cancelled {
			t.Errorf("the first response of the merged one is %s", c.State)
		}
		// Its citizen follows the other, and what they write arrives there without reaching the other citizen.
		who, merged, err := s.Track(ctx, from, younger.TrackingCode)
		if err != nil || merged.Status != StatusMerged {
			t.Fatalf("tracked: %+v, %v", merged, err)
		}
		if _, err := s.WriteBack(ctx, who, from, Intake{Text: "Rahasia Budi: masih gelap"}); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Reply(ctx, h.roads, into, Reply{Text: "Untuk Ani: besok diganti.", Sent: s.now()}); err != nil {
			t.Fatal(err)
		}
		f := must(s.Onward(ctx, who, merged.ID))
		if f == nil || f.Same || len(f.Answers) != 0 || len(f.Steps) != 1 || f.Steps[0].Key != "answered" {
			t.Errorf("Budi follows %+v", f)
		}
		for _, one := range []struct {
			who    Actor
			ticket int64
			want   string
		}{
			{who, merged.ID, "Lampu jalan mati di simpang Kijang|Rahasia Budi: masih gelap"},
			{citizenOf(older.Ticket.ID), older.Ticket.ID, "Lampu jalan mati di simpang Kijang|Untuk Ani: besok diganti."},
			{h.roads, older.Ticket.ID, "Lampu jalan mati di simpang Kijang|Rahasia Budi: masih gelap|Untuk Ani: besok diganti."},
		} {
			var said []string
			for _, m := range must(s.Messages(ctx, one.who, one.ticket)) {
				said = append(said, m.Text)
			}
			if got := strings.Join(said, "|"); got != one.want {
				t.Errorf("%s of %d reads %q, want %q", one.who.Kind, one.ticket, got, one.want)
			}
		}
		if _, err := s.Reply(ctx, h.roads, from, Reply{Text: "Untuk Budi"}); AsError(err).Key != "conflict.merged_other" {
			t.Errorf("an answer to Budi that would reach Ani: %v", err)
		}
		if v := must(s.View(ctx, h.roads, from)); v.Into == nil || v.Into.Number != into || v.Into.Same || len(v.Conversation) != 2 {
			t.Errorf("the page says it went into %+v with %d messages", v.Into, len(v.Conversation))
		}
		if v := must(s.View(ctx, h.roads, into)); len(v.Taken) != 1 || v.Taken[0].ID != merged.ID {
			t.Errorf("the target has taken in %+v", v.Taken)
		}
		if v := verified(t, s); v.Broken != 0 {
			t.Error(v.Faults)
		}
		// Taken back, what was written meanwhile waits for an answer.
		clock.set("2026-11-25T08:00:00+07:00")
		if err := s.Unmerge(ctx, h.roads, from, "Ternyata tiang lain"); err != nil {
			t.Fatal(err)
		}
		back := must(s.Ticket(ctx, h.roads, from))
		if c := clockOf(t, s, back, sla.FirstResponse); back.Status != StatusOpen || !back.Live || c.State != sla.Running {
			t.Errorf("taken back it is %s, its clock %s", back.Status, c.State)
		}
		if must(s.Onward(ctx, who, back.ID)) != nil || len(must(s.Messages(ctx, who, back.ID))) != 2 {
			t.Error("Budi lost what he wrote")
		}
		if err := s.Unmerge(ctx, h.roads, from, "Lagi"); AsError(err).Key != "conflict.not_merged" {
			t.Errorf("taken back twice: %v", err)
		}
		if v := verified(t, s); v.Broken != 0 {
			t.Error(v.Faults)
		}
	})
}

func TestMerge_sameCitizen(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx, h := context.Background(), furnish(t, s)
		older, younger := twice(t, s, clock, "ani@warga.test", "ani@warga.test")
		into, from := s.Number(older.Ticket), s.Number(younger.Ticket)
		if err := s.Merge(ctx, h.roads, from, into, "Lampu yang sama"); err != nil {
			t.Fatal(err)
		}
		m, err := s.Reply(ctx, h.roads, from, Reply{Text: "Besok diganti.", Sent: s.now(), Seen: 1})
		if err != nil || m.TicketID != older.Ticket.ID {
			t.Fatalf("an answer to the merged one is on %+v, %v", m, err)
		}
		f := must(s.Onward(ctx, citizenOf(younger.Ticket.ID), younger.Ticket.ID))
		if !f.Same || len(f.Answers) != 1 {
			t.Errorf("she follows %+v", f)
		}
		if _, err := s.Resolve(ctx, h.roads, into, Resolution{Text: "Sudah menyala."}); err != nil {
			t.Fatal(err)
		}
		if _, err := s.NotSolved(ctx, citizenOf(younger.Ticket.ID), from, Intake{Text: "Belum menyala"}); err != nil {
			t.Fatal(err)
		}
		if again := must(s.Ticket(ctx, h.roads, into)); again.Status != StatusOpen {
			t.Errorf("not solved, said on the merged one: the other is %s", again.Status)
		}
		if n := len(must(s.Messages(ctx, citizenOf(older.Ticket.ID), older.Ticket.ID))); n != 4 {
			t.Errorf("on the other she reads %d messages, want all 4", n)
		}
	})
}

// A network's conversation whose ticket was merged goes on in the other; it opens no third.
func TestMerge_thread(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx, h := context.Background(), furnish(t, s)
		account := must(s.SaveAccount(ctx, System, Account{Channel: "instagram", Handle: "@pupr", UnitID: h.roads.Units[0]}))
		clock.set("2026-11-23T08:00:00+07:00")
		said := func(thread, words string) *Ticket {
			t.Helper()
			return must(s.Receive(ctx, System, Intake{
				Text: words, Kind: Complaint, Channel: "instagram", AccountID: account, Thread: thread, Handle: "@budi", ExternalID: words,
			})).Ticket
		}
		a, b := said("post-1", "Lampu mati"), said("post-2", "Lampu mati lagi")
		if err := s.Merge(ctx, h.roads, s.Number(b), s.Number(a), "Sama"); err != nil {
			t.Fatal(err)
		}
		said("post-2", "Masih mati juga")
		if n := ask[int](t, s, "SELECT COUNT(*) FROM tickets")[0]; n != 2 {
			t.Errorf("%d tickets after a third message", n)
		}
		last := ask[Message](t, s, "SELECT * FROM messages ORDER BY id DESC LIMIT 1")[0]
		if last.TicketID != a.ID || last.ViaID != b.ID {
			t.Errorf("the third message is on %d via %d", last.TicketID, last.ViaID)
		}
		var reply string
		if err := s.find(ctx, &reply, lastHeard, a.ID); err != nil || reply != "Lampu mati" {
			t.Errorf("an answer would stand below %q, %v", reply, err)
		}
	})
}

func TestMerge_refused(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx, h := context.Background(), furnish(t, s)
		older, younger := twice(t, s, clock, "ani@warga.test", "budi@warga.test")
		third := receive(t, s, Intake{Text: "Lampu mati", Kind: Complaint, Unit: "pupr"})
		sealed := receive(t, s, Intake{Text: "Lampu mati", Kind: Complaint, Unit: "pupr", Privacy: Confidential})
		a, b, c := s.Number(older.Ticket), s.Number(younger.Ticket), s.Number(third)
		if err := s.Merge(ctx, h.roads, b, a, "Sama"); err != nil {
			t.Fatal(err)
		}
		for _, one := range []struct {
			name, from, into, reason, key, field string
			who                                  Actor
		}{
			{"into itself", c, c, "Sama", "invalid.merge_self", "into", h.roads},
			{"into nothing", c, "", "Sama", "invalid.required", "into", h.roads},
			{"into what is not there", c, "TGP-2026-999999", "Sama", "invalid.no_ticket", "into", h.roads},
			{"into no number", c, "'; DROP TABLE tickets", "Sama", "invalid.no_ticket", "into", h.roads},
			{"without a reason", c, a, " ", "invalid.required", "reason", h.roads},
			{"with too long a reason", c, a, strings.Repeat("x", reasonAtMost+1), "invalid.too_long", "reason", h.roads},
			{"into a merged one", c, b, "Sama", "invalid.merge_merged", "into", h.roads},
			{"round in a circle", a, b, "Sama", "invalid.merge_circle", "into", h.roads},
			{"what is merged", b, c, "Sama", "conflict.merged_already", "", h.roads},
			{"into what came later", a, c, "Sama", "invalid.merge_younger", "into", h.roads},
			{"a sealed one into an open one", s.Number(sealed), a, "Sama", "invalid.merge_confidential", "into", h.coordinator},
			{"by another unit", c, a, "Sama", "invalid.no_ticket", "into", h.water},
		} {
			if one.who.Role == Coordinator {
				one.who.Confidential = 2
			}
			e := AsError(s.Merge(ctx, one.who, one.from, one.into, one.reason))
			if e == nil || e.Key != one.key || e.Field != one.field {
				t.Errorf("%s: %v, want %s of %q", one.name, e, one.key, one.field)
			}
		}
		if err := s.Archive(ctx, h.roads, a, "Iklan"); err != nil {
			t.Fatal(err)
		}
		if e := AsError(s.Merge(ctx, h.roads, c, a, "Sama")); e == nil || e.Key != "invalid.merge_ended" {
			t.Errorf("into an ended one: %v", e)
		}
	})
}
