package models

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tanggap/channels"
	"tanggap/models/sla"
)

// written opens a ticket of somebody with an address, in English.
func written(t testing.TB, s *Store, in Intake) *Receipt {
	t.Helper()
	if in.Text == "" {
		in.Text = "Jalan berlubang di depan pasar"
	}
	if in.Email == "" && in.AccountID == 0 {
		in.Email, in.Lang = "ani@warga.test", "en"
	}
	got, err := s.Receive(context.Background(), Citizen, in)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// claim takes what is due and expects so many rows.
func claim(t testing.TB, s *Store, want int) []Delivery {
	t.Helper()
	claimed, err := s.Claim(context.Background(), 50)
	if err != nil || len(claimed) != want {
		t.Fatalf("claimed %d rows, %v; want %d: %+v", len(claimed), err, want, claimed)
	}
	return claimed
}

func settle(t testing.TB, s *Store, d *Delivery, receipt string, failed error) {
	t.Helper()
	if err := s.Settle(context.Background(), d, channels.Receipt{ID: receipt}, failed); err != nil {
		t.Fatal(err)
	}
}

func sent(t testing.TB, s *Store, id int64) *Outgoing {
	t.Helper()
	o, err := s.sendWhere(context.Background(), "id = ?", id)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// onNetwork makes an account of the roads agency on a network and a ticket that came in there.
func onNetwork(t testing.TB, s *Store) *Receipt {
	t.Helper()
	err := s.update(context.Background(), func(tx *Tx) error {
		return tx.exec(`INSERT INTO accounts (unit_id, channel, handle, name) VALUES (2, 'instagram', '@pupr', 'PUPR')`)
	})
	if err != nil {
		t.Fatal(err)
	}
	s.caches.drop()
	return written(t, s, Intake{
		Channel: "instagram", AccountID: 1, Thread: "p/900", Handle: "warga_a", ExternalID: "1801",
	})
}

func TestReceipt_isDelivered(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		furnish(t, s)
		got := written(t, s, Intake{})
		d := claim(t, s, 1)[0]
		if d.Kind != OutReceipt || d.To != "ani@warga.test" || d.Letter.Lang != "en" || d.Code != got.TrackingCode ||
			d.Number != s.Number(got.Ticket) || !strings.HasSuffix(d.Letter.Link, "/lacak?number="+d.Number) {
			t.Errorf("delivery = %+v", d)
		}
		if strings.Contains(d.Body, got.TrackingCode) || strings.Contains(d.Body, "ani@") {
			t.Errorf("the outbox keeps %s", d.Body)
		}
		claim(t, s, 0)
		settle(t, s, &d, "a1@lapor.test", nil)
		if o := sent(t, s, d.ID); o.State != OutSent || o.ExternalID != "a1@lapor.test" || o.SentAt != s.Clock() {
			t.Errorf("outbox = %+v", o)
		}
		ticket, err := s.ticket(context.Background(), System, got.Ticket.ID)
		if err != nil || ticket.Status != StatusNew || ticket.LastOutAt != 0 {
			t.Errorf("a receipt counts as an answer: %+v, %v", ticket, err)
		}
	})
}

// An answer on the tracking page appears when it can no longer be taken back, stops the clock, and only then is mailed.
func TestPublish_afterTheTimeToTakeItBack(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		got := written(t, s, Intake{})
		receipt := claim(t, s, 1)[0]
		settle(t, s, &receipt, "a1@lapor.test", nil)
		if _, err := s.Reply(ctx, h.roads, s.Number(got.Ticket), Reply{Text: "Besok pagi diperbaiki."}); err != nil {
			t.Fatal(err)
		}
		clock.add(UndoFor - time.Second)
		if n, err := s.Publish(ctx); n != 0 || err != nil {
			t.Errorf("published %d too early, %v", n, err)
		}
		clock.add(time.Second)
		if n, err := s.Publish(ctx); n != 1 || err != nil {
			t.Fatalf("published %d, %v", n, err)
		}
		if n, err := s.Publish(ctx); n != 0 || err != nil {
			t.Errorf("published %d twice, %v", n, err)
		}
		messages, err := s.Messages(ctx, citizenOf(got.Ticket.ID), got.Ticket.ID)
		if err != nil || len(messages) != 2 || messages[1].State != Sent || messages[1].At != s.Clock() {
			t.Errorf("the citizen sees %+v, %v", messages, err)
		}
		clocks, err := s.Clocks(ctx, h.roads, got.Ticket.ID)
		if c := clocks[0]; err != nil || c.State != sla.Met || c.UserID != h.roads.ID || c.StoppedAt != s.Clock() {
			t.Errorf("first response = %+v, %v; want met by the agent now", c, err)
		}
		events, err := s.Events(ctx, h.roads, got.Ticket.ID)
		if e := events[len(events)-1]; err != nil || e.Type != ReplySent || e.ActorID != h.roads.ID || brokenAt(events) != 0 {
			t.Errorf("last event = %+v, %v; want the answer, by the agent, in an unbroken chain", e, err)
		}
		d := claim(t, s, 1)[0]
		if d.Kind != OutReply || d.Words != "Besok pagi diperbaiki." || d.Letter.Lang != "en" ||
			!slices.Equal(d.References, []string{"a1@lapor.test"}) {
			t.Errorf("mail = %+v", d)
		}
	})
}

func TestReply_onANetwork(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		got := onNetwork(t, s)
		for _, words := range []string{"Terima kasih, tim kami ke sana.", "Sudah ditambal."} {
			if _, err := s.Reply(ctx, h.roads, s.Number(got.Ticket), Reply{Text: words}); err != nil {
				t.Fatal(err)
			}
		}
		clock.add(UndoFor)
		d := claim(t, s, 1)[0] // not the second before the first
		if d.Channel != "instagram" || d.To != "warga_a" || d.Thread != "p/900" || d.InReplyTo != "1801" ||
			d.Account.Handle != "@pupr" || !strings.HasPrefix(d.Words, "Terima kasih") {
			t.Errorf("delivery = %+v", d)
		}
		settle(t, s, &d, "1802", channels.Temporary("503", nil))
		claim(t, s, 0)
		clock.add(backoffFirst)
		d = claim(t, s, 1)[0]
		settle(t, s, &d, "1802", nil)
		d = claim(t, s, 1)[0]
		settle(t, s, &d, "1803", nil)
		messages, err := s.Messages(ctx, h.roads, got.Ticket.ID)
		if err != nil || messages[1].ExternalID != "1802" || messages[2].ExternalID != "1803" || messages[2].State != Sent {
			t.Errorf("messages = %+v, %v", messages, err)
		}
	})
}

func TestSettle_failures(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		got := onNetwork(t, s)
		m, err := s.Reply(ctx, h.roads, s.Number(got.Ticket), Reply{Text: "Terima kasih."})
		if err != nil {
			t.Fatal(err)
		}
		clock.add(UndoFor)
		for _, c := range []struct {
			name    string
			failed  error
			out     OutState
			message MessageState
			tries   int
			event   EventType
			notice  string
		}{
			{"limited", channels.RateLimited("429", time.Minute, nil), OutQueued, Queued, 0, ReplyQueued, ""},
			{"temporary", channels.Temporary("503", nil), OutQueued, Queued, 1, ReplyQueued, ""},
			{"unknown", channels.Unknown("timeout", nil), OutUnknown, Unknown, 2, ReplyUnknown, "send_unknown"},
			{"nothing said", errors.New("eof"), OutUnknown, Unknown, 1, ReplyUnknown, "send_unknown"},
			{"permanent", channels.Permanent("190", nil), OutFailed, Failed, 1, ReplyFailed, "send_failed"},
		} {
			clock.add(5 * time.Minute)
			d := claim(t, s, 1)[0]
			settle(t, s, &d, "", c.failed)
			o := sent(t, s, d.ID)
			messages, err := s.Messages(ctx, h.roads, got.Ticket.ID)
			if err != nil || o.State != c.out || o.Attempts != c.tries || messages[1].State != c.message {
				t.Errorf("%s: outbox %+v, message %s, %v", c.name, o, messages[1].State, err)
			}
			events, err := s.Events(ctx, h.roads, got.Ticket.ID)
			if last := events[len(events)-1]; err != nil || last.Type != c.event {
				t.Errorf("%s: last event %s, %v; want %s", c.name, last.Type, err, c.event)
			}
			var notices []string
			err = s.find(ctx, &notices, "SELECT key FROM notices WHERE user_id = ? ORDER BY id DESC LIMIT 1", h.roads.ID)
			if err != nil || strings.Join(notices, "") != c.notice {
				t.Errorf("%s: notices %v, %v; want %q", c.name, notices, err, c.notice)
			}
			if o.State == OutUnknown {
				if err := s.RetrySend(ctx, h.roads, d.ID); err != nil {
					t.Fatal(err)
				}
			}
		}
		clocks, err := s.Clocks(ctx, h.roads, got.Ticket.ID)
		if err != nil || clocks[0].State != sla.Running {
			t.Errorf("the clock of message %d = %+v, %v; want it running: nothing reached the citizen", m.ID, clocks[0], err)
		}
	})
}

func TestSettle_givesUpAfterAllAttempts(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		furnish(t, s)
		got := written(t, s, Intake{})
		var waited time.Duration
		for attempt := 1; attempt <= attemptsAtMost; attempt++ {
			d := claim(t, s, 1)[0]
			settle(t, s, &d, "", channels.Temporary("connect", nil))
			if o := sent(t, s, d.ID); o.State == OutQueued {
				wait := time.Duration(o.NextAt-s.Clock()) * time.Second
				clock.add(wait)
				waited += wait
			}
		}
		claim(t, s, 0)
		var failed []Outgoing
		err := s.find(context.Background(), &failed, "SELECT * FROM outbox WHERE ticket_id = ?", got.Ticket.ID)
		if err != nil || failed[0].State != OutFailed || failed[0].Error != "connect" {
			t.Errorf("outbox = %+v, %v; want a dead letter", failed, err)
		}
		if waited < 24*time.Hour {
			t.Errorf("gave up after %v; a mail server may be away for a day", waited)
		}
	})
}

func TestBackoff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		attempt := rapid.IntRange(1, 200).Draw(t, "attempt")
		chance := rapid.Float64Range(0, 1).Draw(t, "chance")
		wait, longest, next := backoff(attempt, chance), backoff(attempt, 0), backoff(attempt+1, 0)
		switch {
		case wait > longest || wait < longest/2:
			t.Errorf("attempt %d waits %v, want between %v and %v", attempt, wait, longest/2, longest)
		case longest > backoffAtMost || longest < backoffFirst:
			t.Errorf("attempt %d waits %v", attempt, longest)
		case next < longest:
			t.Errorf("attempt %d waits less than the one before: %v after %v", attempt+1, next, longest)
		}
	})
}

// A worker that dies between sending and telling leaves an unknown send, never a second one.
func TestExpire_neverSendsTwice(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		got := onNetwork(t, s)
		if _, err := s.Reply(ctx, h.roads, s.Number(got.Ticket), Reply{Text: "Terima kasih."}); err != nil {
			t.Fatal(err)
		}
		clock.add(UndoFor)
		late := claim(t, s, 1)[0]
		clock.add(lease - time.Second)
		if n, err := s.Expire(ctx); n != 0 || err != nil {
			t.Errorf("expired %d within the lease, %v", n, err)
		}
		clock.add(time.Second)
		if n, err := s.Expire(ctx); n != 1 || err != nil {
			t.Errorf("expired %d, %v", n, err)
		}
		claim(t, s, 0)
		if o := sent(t, s, late.ID); o.State != OutUnknown || o.Error != "interrupted" {
			t.Errorf("outbox = %+v; want it unknown", o)
		}
		settle(t, s, &late, "1802", nil) // it was only slow, and it did send
		messages, err := s.Messages(ctx, h.roads, got.Ticket.ID)
		if err != nil || messages[1].State != Sent || messages[1].ExternalID != "1802" {
			t.Errorf("message = %+v, %v; want it sent", messages[1], err)
		}
		settle(t, s, &late, "", channels.Permanent("190", nil))
		if o := sent(t, s, late.ID); o.State != OutSent {
			t.Errorf("a second word of the same worker made it %s", o.State)
		}
	})
}

// Several workers of several instances at once: every row goes to exactly one of them (invariant 8).
func TestClaim_noRowTwice(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		furnish(t, s)
		const rows = 60
		for i := range rows {
			written(t, s, Intake{Email: fmt.Sprintf("warga%d@warga.test", i)})
		}
		stores := []*Store{s}
		if s.Engine() == "postgres" {
			other, err := Open(context.Background(), s.Options)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = other.Close() }()
			stores = append(stores, other)
		}
		var mu sync.Mutex
		var group sync.WaitGroup
		taken := map[int64]int{}
		for _, store := range stores {
			for range 4 {
				group.Go(func() {
					for {
						claimed, err := store.Claim(context.Background(), 3)
						if err != nil {
							t.Error(err)
						}
						for i := range claimed {
							mu.Lock()
							taken[claimed[i].ID]++
							mu.Unlock()
							if err := store.Settle(context.Background(), &claimed[i], channels.Receipt{}, nil); err != nil {
								t.Error(err)
							}
						}
						if len(claimed) == 0 {
							return
						}
					}
				})
			}
		}
		group.Wait()
		for id, times := range taken {
			if times != 1 {
				t.Errorf("row %d was taken %d times", id, times)
			}
		}
		left, err := s.Claim(context.Background(), rows)
		if err != nil || len(taken)+len(left) != rows {
			t.Errorf("%d taken and %d left of %d, %v", len(taken), len(left), rows, err)
		}
	})
}

func TestClaim_confidentialMailTellsNothing(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		furnish(t, s)
		ctx := context.Background()
		got := written(t, s, Intake{Text: "Pungli di loket", Privacy: Confidential, Email: "saksi@warga.test"})
		receipt := claim(t, s, 1)[0]
		if receipt.To != "saksi@warga.test" {
			t.Errorf("the sealed address was not found: %q", receipt.To)
		}
		settle(t, s, &receipt, "a1@lapor.test", nil)
		_, err := s.Reply(ctx, System, s.Number(got.Ticket), Reply{Text: "Petugas itu sudah diperiksa.", Sent: s.Clock()})
		if err != nil {
			t.Fatal(err)
		}
		if d := claim(t, s, 1)[0]; d.Words != "" || d.To != "saksi@warga.test" {
			t.Errorf("mail to %q says %q; want only that there is an answer", d.To, d.Words)
		}
	})
}

func TestMailAnswer_notOfAnImport(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		got := written(t, s, Intake{})
		clock.add(48 * time.Hour)
		_, err := s.Reply(context.Background(), h.roads, s.Number(got.Ticket),
			Reply{Text: "Sudah ditambal.", Sent: s.Clock().Add(-47 * time.Hour)})
		if err != nil {
			t.Fatal(err)
		}
		if d := claim(t, s, 1)[0]; d.Kind != OutReceipt {
			t.Errorf("an old answer is mailed: %+v", d)
		}
	})
}

func TestDigest_threeHundredLateTicketsAreOneMail(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		for i := range 300 {
			if _, err := s.Receive(ctx, Citizen, Intake{Text: fmt.Sprintf("Jalan berlubang nomor %d", i)}); err != nil {
				t.Fatal(err)
			}
		}
		chief, err := s.AddUser(ctx, System, User{Email: "kepala@tanggap.test", Role: Supervisor}, "pupr", "kunci-panjang-sekali")
		if err != nil {
			t.Fatal(err)
		}
		clock.add(24 * time.Hour)
		if did, err := s.Sweep(ctx, s.Clock()); err != nil || did.Late != 300 {
			t.Fatalf("sweep: %+v, %v", did, err)
		}
		if n, err := s.Digest(ctx); n != 0 || err != nil {
			t.Errorf("%d mails while more may come, %v", n, err)
		}
		clock.add(digestQuiet)
		for range 2 {
			if _, err := s.Digest(ctx); err != nil {
				t.Fatal(err)
			}
		}
		got := map[int64]int{}
		for _, d := range claim(t, s, 2) {
			got[d.UserID]++
			if len(d.Letter.Lines) != 1 || d.Letter.Lines[0].Key != "flag.many" || d.To == "" {
				t.Errorf("digest = %+v", d)
			}
		}
		if got[h.roads.ID] != 1 || got[chief] != 1 {
			t.Errorf("mails by user = %v; want one to the agent and one to the supervisor", got)
		}
	})
}

func TestDigest_atMostOnePerHalfHour(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		tell := func(key string) {
			err := s.update(ctx, func(tx *Tx) error { return tx.notify([]int64{h.roads.ID}, 0, key, nil, true) })
			if err != nil {
				t.Fatal(err)
			}
		}
		digests := func(when string, want int) {
			t.Helper()
			clock.add(digestQuiet)
			if n, err := s.Digest(ctx); n != want || err != nil {
				t.Errorf("%s: %d mails, %v; want %d", when, n, err, want)
			}
		}
		tell("assigned")
		digests("the first", 1)
		for _, d := range claim(t, s, 1) {
			settle(t, s, &d, "a@lapor.test", nil)
		}
		tell("assigned")
		digests("the second, soon after", 0)
		tell("urgent")
		digests("an emergency", 1)
		for _, d := range claim(t, s, 1) {
			settle(t, s, &d, "b@lapor.test", nil)
		}
		tell("assigned")
		if err := s.update(ctx, func(tx *Tx) error { return tx.exec("UPDATE notices SET read_at = ?", tx.now) }); err != nil {
			t.Fatal(err)
		}
		clock.add(time.Hour)
		digests("what was read", 0)
		tell("assigned")
		digests("an hour later", 1)
	})
}
