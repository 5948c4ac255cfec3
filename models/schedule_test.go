package models

import (
	"context"
	"strings"
	"testing"
	"time"

	"tanggap/models/sla"
)

// scheduled is a ticket of the roads agency with an answer written on a Saturday, for when the office opens.
func scheduledAnswer(t *testing.T, s *Store, clock *testClock, h house) (string, *Message) {
	t.Helper()
	at := time.Date(2026, 11, 28, 3, 0, 0, 0, time.UTC) // Saturday, 10.00 in Jakarta
	clock.add(at.Sub(s.Now()))
	number := numberOf(t, s, Intake{Text: "Jalan berlubang", Category: "jalan"})
	m := must(s.Reply(context.Background(), h.roads, number, Reply{Text: "Kami datang.", Later: true}))
	return number, m
}

func TestReply_whenTheUnitOpens(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h, ctx := furnish(t, s), context.Background()
		number, m := scheduledAnswer(t, s, clock, h)
		opens := time.Date(2026, 11, 30, 0, 30, 0, 0, time.UTC) // Monday, 07.30
		if o, err := s.sendWhere(ctx, "message_id = ?", m.ID); err != nil || !o.SendAt.Std().Equal(opens) || o.NextAt != o.SendAt {
			t.Fatalf("%+v, %v; want it to leave %s", o, err, opens)
		}
		now := must(s.Reply(ctx, h.roads, number, Reply{Text: "Sementara: hindari lajur kiri."}))
		clock.add(time.Minute)
		if n, err := s.Publish(ctx); n != 1 || err != nil {
			t.Errorf("%d published, %v; want the one that does not wait, past the one that does", n, err)
		}
		states := func() string {
			v := must(s.View(ctx, h.roads, number))
			said := []string{}
			for i := range v.Conversation {
				if c := &v.Conversation[i]; c.ID == m.ID || c.ID == now.ID {
					said = append(said, string(c.State))
				}
			}
			return strings.Join(said, " ")
		}
		if got := states(); got != "queued sent" {
			t.Errorf("on Saturday: %s", got)
		}
		clock.add(opens.Sub(s.Now()))
		if n, err := s.Publish(ctx); n != 1 || err != nil || states() != "sent sent" {
			t.Errorf("on Monday: %d, %v, %s", n, err, states())
		}
		again := must(s.Reply(ctx, h.roads, number, Reply{Text: "Sudah buka.", Later: true}))
		if o, err := s.sendWhere(ctx, "message_id = ?", again.ID); err != nil || o.SendAt != 0 || o.NextAt > s.now().Add(UndoFor) {
			t.Errorf("while the unit works: %+v, %v; want it sent as always", o, err)
		}
	})
}

func TestScheduled_comesBackAsADraft(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h, ctx := furnish(t, s), context.Background()
		for name, end := range map[string]func(number string, m *Message) error{
			"resolved by another": func(number string, _ *Message) error {
				_, err := s.Resolve(ctx, h.coordinator, number, Resolution{Text: "Sudah ditambal."})
				return err
			},
			"archived": func(number string, _ *Message) error { return s.Archive(ctx, h.coordinator, number, "Iklan") },
			"handed on": func(number string, _ *Message) error {
				return s.Transfer(ctx, h.coordinator, number, "perumda", "Pipa")
			},
			"taken back by another": func(_ string, m *Message) error { return s.CancelReply(ctx, h.coordinator, m.ID) },
			"taken back":            func(_ string, m *Message) error { return s.CancelReply(ctx, h.roads, m.ID) },
		} {
			number, m := scheduledAnswer(t, s, clock, h)
			before := must(s.Unread(ctx, h.roads))
			if err := end(number, m); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			same(t, name, kept(t, s, h.roads, number), "reply:Kami datang.")
			o, err := s.sendWhere(ctx, "message_id = ? AND kind = 'reply'", m.ID)
			if err != nil || o.State != OutCancelled {
				t.Errorf("%s: %+v, %v; want it cancelled", name, o, err)
			}
			told, _, err := s.Notices(ctx, h.roads, 0)
			if got := must(s.Unread(ctx, h.roads)) > before && told[0].Key == "send_returned"; err != nil || got != (name != "taken back") {
				t.Errorf("%s: the writer told: %v, %v", name, got, err)
			}
		}
	})
}

func TestAsk_withAnAnswer(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h, ctx := furnish(t, s), context.Background()
		number := numberOf(t, s, Intake{Text: "Jalan berlubang", Category: "jalan"})
		draft := must(s.KeepDraft(ctx, h.roads, number, Drafting{Kind: DraftReply, Text: "Terima kasih."}))
		q := Question{
			Text: "Di gang mana?", Answer: "Terima kasih.", Draft: draft.Draft.Mark(), Seen: 1,
			Told: func(Time) string { return "Kami menunggu." },
		}
		if err := s.Ask(ctx, h.roads, number, q); err != nil {
			t.Fatal(err)
		}
		v := must(s.View(ctx, h.roads, number))
		if last := v.Conversation[len(v.Conversation)-1]; last.Text != "Terima kasih.\n\nDi gang mana?\n\nKami menunggu." || len(v.Conversation) != 2 {
			t.Errorf("the citizen reads %q of %d messages", last.Text, len(v.Conversation))
		}
		if v.Status != StatusWaiting || v.Waiting.Question != "Di gang mana?" || v.Clocks[0].State != sla.Met {
			t.Errorf("%s, %+v, first response %s", v.Status, v.Waiting, v.Clocks[0].State)
		}
		same(t, "the draft", kept(t, s, h.roads, number))
		if err := s.Resume(ctx, h.roads, number); err != nil {
			t.Fatal(err)
		}
		if err := s.Ask(ctx, h.roads, number, q); ErrorCode(err) != Conflict {
			t.Errorf("a question that crosses a message: %v, want conflict", err)
		}
	})
}
