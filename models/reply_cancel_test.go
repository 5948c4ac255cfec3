package models

import (
	"context"
	"testing"
	"time"

	"tanggap/models/sla"
)

// asked opens a ticket of the roads agency and answers it; the answer waits for its time to be taken back.
func asked(t *testing.T, s *Store, h house) (*Receipt, *Message) {
	t.Helper()
	ctx := context.Background()
	got, err := s.Receive(ctx, Citizen, Intake{Text: "Jalan berlubang di depan pasar"})
	if err != nil {
		t.Fatal(err)
	}
	m, err := s.Reply(ctx, h.roads, s.Number(got.Ticket), Reply{Text: "Tim kami datang besok pagi."})
	if err != nil || m.State != Queued {
		t.Fatalf("reply: %+v, %v", m, err)
	}
	return got, m
}

func TestCancelReply(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		got, m := asked(t, s, h)
		if err := s.CancelReply(ctx, h.water, m.ID); ErrorCode(err) != NotFound {
			t.Errorf("another unit's agent got %v, want not found", err)
		}
		if err := s.CancelReply(ctx, h.roads, m.ID); err != nil {
			t.Fatal(err)
		}
		if err := s.CancelReply(ctx, h.roads, m.ID); ErrorCode(err) != Conflict {
			t.Errorf("the second time got %v, want conflict", err)
		}
		messages, err := s.Messages(ctx, h.roads, got.Ticket.ID)
		if err != nil || len(messages) != 2 || messages[1].State != Cancelled {
			t.Errorf("messages = %+v, %v; want the answer cancelled", messages, err)
		}
		clocks, err := s.Clocks(ctx, h.roads, got.Ticket.ID)
		if err != nil || clocks[0].State != sla.Running {
			t.Errorf("first response = %+v, %v; want it running", clocks, err)
		}
		events, err := s.Events(ctx, h.roads, got.Ticket.ID)
		if last := events[len(events)-1]; err != nil || last.Type != ReplyCancelled || last.ActorID != h.roads.ID {
			t.Errorf("last event = %+v, %v; want it taken back by the agent", last, err)
		}
	})
}

func TestCancelReply_tooLate(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		_, m := asked(t, s, h)
		clock.add(UndoFor + time.Second)
		if err := s.CancelReply(context.Background(), h.roads, m.ID); ErrorCode(err) != Conflict {
			t.Errorf("after the time to take it back got %v, want conflict", err)
		}
	})
}

func TestMessages_citizenSeesOnlyWhatHasLeft(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		got, _ := asked(t, s, h)
		messages, err := s.Messages(ctx, citizenOf(got.Ticket.ID), got.Ticket.ID)
		if err != nil || len(messages) != 1 {
			t.Errorf("the citizen sees %+v, %v; want only their own words", messages, err)
		}
	})
}

func TestRetrySend(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		_, m := asked(t, s, h)
		o, err := s.sendWhere(ctx, "message_id = ?", m.ID)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.RetrySend(ctx, h.roads, o.ID); ErrorCode(err) != Conflict {
			t.Errorf("retry of what waits got %v, want conflict", err)
		}
		for _, state := range []OutState{OutFailed, OutUnknown} {
			err := s.update(ctx, func(tx *Tx) error {
				if err := tx.exec("UPDATE messages SET state = ? WHERE id = ?", state, m.ID); err != nil {
					return err
				}
				return tx.exec("UPDATE outbox SET state = ?, attempts = 8 WHERE id = ?", state, o.ID)
			})
			if err != nil {
				t.Fatal(err)
			}
			if err := s.RetrySend(ctx, h.water, o.ID); ErrorCode(err) != NotFound {
				t.Errorf("another unit's agent got %v, want not found", err)
			}
			if err := s.RetrySend(ctx, h.roads, o.ID); err != nil {
				t.Fatal(err)
			}
			again, err := s.sendWhere(ctx, "id = ?", o.ID)
			if err != nil || again.State != OutQueued || again.Attempts != 0 {
				t.Errorf("after %s: %+v, %v; want it queued with all attempts", state, again, err)
			}
			messages, err := s.Messages(ctx, h.roads, m.TicketID)
			if err != nil || messages[1].State != Queued {
				t.Errorf("message = %+v, %v; want it queued", messages[1], err)
			}
		}
	})
}

func TestConfirmSend_stopsTheClock(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		got, m := asked(t, s, h)
		tried := s.Clock()
		err := s.update(ctx, func(tx *Tx) error {
			return tx.exec("UPDATE outbox SET state = 'unknown', sent_at = ? WHERE message_id = ?", tried, m.ID)
		})
		if err != nil {
			t.Fatal(err)
		}
		clock.add(time.Hour)
		o, err := s.sendWhere(ctx, "message_id = ?", m.ID)
		if err == nil {
			err = s.ConfirmSend(ctx, h.coordinator, o.ID)
		}
		if err != nil {
			t.Fatal(err)
		}
		clocks, err := s.Clocks(ctx, h.roads, got.Ticket.ID)
		if c := clocks[0]; err != nil || c.State != sla.Met || c.StoppedAt != tried || c.UserID != h.roads.ID {
			t.Errorf("first response = %+v, %v; want met at the attempt, by the writer", c, err)
		}
	})
}
