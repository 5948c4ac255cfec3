package models

import (
	"context"
	"strings"
	"testing"
	"time"

	"tanggap/models/sla"
)

// letters are what waits in the outbox for a ticket's citizen.
func letters(t *testing.T, s *Store, ticket int64, kind OutKind) []string {
	t.Helper()
	return ask[string](t, s, "SELECT body FROM outbox WHERE ticket_id = ? AND kind = ? AND channel = 'email' ORDER BY id", ticket, kind)
}

func ok(t *testing.T, what string, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

// A citizen who does not answer is reminded once, half way, and told what comes; then the ticket is closed with the words
// written when the question was asked. It is nobody's answer, and the next message of the citizen reopens it.
func TestAsk_closesByRule(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx, h := context.Background(), furnish(t, s)
		ticket := receive(t, s, Intake{Text: "Jalan berlubang", Kind: Complaint, Email: "ani@warga.test", Name: "Ani"})
		number := s.Number(ticket)
		q := Question{Text: "Di jalan apa?", Days: 4, Closing: "Kami tutup karena tidak ada jawaban.", Told: func(until Time) string {
			return "Sampai " + until.Std().Format(time.DateOnly)
		}}
		ok(t, "ask", s.Ask(ctx, h.roads, number, q))
		ok(t, "assign", s.Assign(ctx, h.roads, number, h.roads.ID))
		messages, err := s.Messages(ctx, citizenOf(ticket.ID), ticket.ID)
		if err != nil || len(messages) != 2 || messages[1].Text != "Di jalan apa?\n\nSampai 2026-11-28" {
			t.Fatalf("the citizen reads %+v, %v", messages, err)
		}
		work := func(reminded, ended int) {
			t.Helper()
			e, err := s.EndPauses(ctx)
			ok(t, "end", err)
			r, err := s.RemindPauses(ctx)
			ok(t, "remind", err)
			if r != reminded || e != ended {
				t.Errorf("at %s: %d reminded, %d ended; want %d and %d", s.now().Std(), r, e, reminded, ended)
			}
		}
		clock.add(47 * time.Hour)
		work(0, 0)
		clock.add(time.Hour)
		work(1, 0)
		work(0, 0)
		sent := letters(t, s, ticket.ID, OutReminder)
		if len(sent) != 1 || !strings.Contains(sent[0], "Di jalan apa?") || !strings.Contains(sent[0], `"closes":true`) {
			t.Errorf("reminded by %v", sent)
		}
		waiting, err := s.Waiting(ctx, citizenOf(ticket.ID), ticket.ID)
		if err != nil || waiting.RemindedAt != s.now() || waiting.Closing != q.Closing {
			t.Errorf("the tracking page has %+v, %v", waiting, err)
		}
		clock.add(48 * time.Hour)
		work(0, 1)
		closed, err := s.Ticket(ctx, System, number)
		ok(t, "look", err)
		if closed.Status != StatusResolved || closed.Live {
			t.Fatalf("closed: %+v", closed)
		}
		if sent := letters(t, s, ticket.ID, OutUnanswered); len(sent) != 1 {
			t.Errorf("the closing was mailed %d times", len(sent))
		}
		if c := clockOf(t, s, ticket, sla.FirstResponse); c.State != sla.Met || c.UserID != h.roads.ID {
			t.Errorf("the question was a response: %+v", c)
		}
		if c := clockOf(t, s, ticket, sla.Resolution); c.State != sla.Met || c.StoppedAt != s.now() || c.UserID != 0 {
			t.Errorf("resolution: %+v", c)
		}
		journey, err := s.Journey(ctx, citizenOf(ticket.ID), ticket.ID)
		ok(t, "journey", err)
		var keys []string
		for _, one := range journey.Steps {
			keys = append(keys, one.Key)
		}
		if got := strings.Join(keys, " "); got != "received waiting reminded unanswered" {
			t.Errorf("the citizen reads %s", got)
		}
		if v := verified(t, s); v.Broken != 0 {
			t.Error(v.Faults)
		}
		_, err = s.WriteBack(ctx, citizenOf(ticket.ID), number, Intake{Text: "Jalan Merdeka"})
		ok(t, "write", err)
		if again, err := s.Ticket(ctx, System, number); err != nil || !again.Live || again.Status != StatusOpen {
			t.Errorf("reopened: %+v, %v", again, err)
		}
	})
}

// A question that never left its network closes nothing, and a pause that ended reminds nobody.
func TestAsk_whatNobodyRead(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx, h := context.Background(), furnish(t, s)
		ok(t, "account", s.update(ctx, func(tx *Tx) error {
			return tx.exec("INSERT INTO accounts (id, unit_id, channel, handle, name) VALUES (1, 2, 'facebook', 'pupr', 'PUPR')")
		}))
		s.caches.drop()
		unsent := receive(t, s, Intake{Text: "Jalan berlubang", Kind: Complaint, Channel: "facebook", AccountID: 1, Handle: "@a", Thread: "p"})
		ok(t, "ask", s.Ask(ctx, h.roads, s.Number(unsent), Question{Text: "Di mana?", Days: 2, Closing: "Kami tutup."}))
		answered := receive(t, s, Intake{Text: "Aspal rusak", Kind: Complaint, Email: "budi@warga.test"})
		ok(t, "ask", s.Ask(ctx, h.roads, s.Number(answered), Question{Text: "Di mana?", Days: 2, Closing: "Kami tutup."}))
		clock.add(time.Hour)
		_, err := s.WriteBack(ctx, citizenOf(answered.ID), s.Number(answered), Intake{Text: "Di pasar"})
		ok(t, "answer", err)
		clock.add(50 * time.Hour)
		if n, err := s.EndPauses(ctx); n != 1 || err != nil {
			t.Errorf("%d ended, %v", n, err)
		}
		if n, err := s.RemindPauses(ctx); n != 0 || err != nil {
			t.Errorf("%d reminded, %v", n, err)
		}
		for _, one := range []*Ticket{unsent, answered} {
			if now, err := s.Ticket(ctx, System, s.Number(one)); err != nil || !now.Live || now.Status == StatusWaiting {
				t.Errorf("ticket %d: %+v, %v", one.ID, now, err)
			}
		}
	})
}

func TestAsk_refused(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		ctx, h := context.Background(), furnish(t, s)
		number := s.Number(receive(t, s, Intake{Text: "Jalan berlubang", Kind: Complaint}))
		refused := func(what string, err error, code Code, field, key string) {
			t.Helper()
			e := AsError(err)
			if e == nil || e.Code != code || e.Field != field || e.Key != key {
				t.Errorf("%s: %v, want %s of %q: %s", what, err, code, field, key)
			}
		}
		refused("a resume without a pause", s.Resume(ctx, h.roads, number), Conflict, "", "conflict.not_paused")
		refused("no question", s.Pause(ctx, h.roads, number, "  ", 3), Invalid, "question", "invalid.required")
		refused("longer than allowed", s.Pause(ctx, h.roads, number, "Di mana?", PauseDaysAtMost+1), Invalid, "days", "invalid.range")
		refused("shorter than a day", s.Pause(ctx, h.roads, number, "Di mana?", -1), Invalid, "days", "invalid.range")
		refused("a closing too long", s.Ask(ctx, h.roads, number, Question{Text: "Di mana?", Closing: strings.Repeat("x", TextAtMost+1)}),
			Invalid, "closing", "invalid.too_long")
		refused("of another unit", s.Pause(ctx, h.water, number, "Di mana?", 3), NotFound, "", "not_found")
		ok(t, "ask", s.Pause(ctx, h.roads, number, "Di mana?", 3))
		refused("twice", s.Pause(ctx, h.roads, number, "Di mana lagi?", 3), Conflict, "", "conflict.paused")
		ok(t, "resume", s.Resume(ctx, h.roads, number))
		ok(t, "archive", s.Archive(ctx, h.roads, number, "Bukan laporan"))
		refused("what is closed", s.Pause(ctx, h.roads, number, "Di mana?", 3), Conflict, "", "conflict.status")
	})
}
