package models

import (
	"context"
	"testing"
	"time"

	"tanggap/models/sla"
)

// TestClock_setForwardAndBack: the machine's clock runs away by an hour or a day, things happen meanwhile, and it is set
// right. Nothing happens twice, nothing waits for the false time to come, and everything fits together.
func TestClock_setForwardAndBack(t *testing.T) {
	ctx := context.Background()
	for name, jump := range map[string]time.Duration{"an hour": time.Hour, "a day": 24 * time.Hour} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, s *Store, clock *testClock) {
				h := furnish(t, s)
				giveLogin(t, s)
				before, _, err := s.SignIn(ctx, "u0@tanggap.test", testPassword, "", "192.0.2.1")
				if err != nil {
					t.Fatal(err)
				}
				early := receive(t, s, Intake{Text: "Jalan berlubang di depan pasar", Kind: Complaint, Email: "ani@warga.test"})
				ran := func(when string) {
					t.Helper()
					did, err := s.Once(ctx, "sweep", s.now()/60*60, func(ctx context.Context) (string, error) {
						_, err := s.Sweep(ctx, s.now())
						return "", err
					})
					if err != nil || !did {
						t.Errorf("%s no instance sweeps: %v", when, err)
					}
				}
				ran("before")
				clock.add(jump)
				ran("in the false time")
				false1 := receive(t, s, Intake{Text: "Jalan berlubang di simpang", Kind: Complaint, Email: "budi@warga.test"})
				if _, err := s.Reply(ctx, h.roads, s.Number(early), Reply{Text: "Segera kami periksa."}); err != nil {
					t.Fatal(err)
				}
				during, _, err := s.SignIn(ctx, "u0@tanggap.test", testPassword, "", "192.0.2.1")
				if err != nil {
					t.Fatal(err)
				}
				limit := Throttle{Purpose: "uji", Limit: 1, Window: 10 * time.Minute}
				_, _ = s.Try(ctx, limit, "x"), s.Try(ctx, limit, "x")
				clock.add(6 * time.Minute)
				if _, err := s.RollUp(ctx); err != nil {
					t.Fatal(err)
				}
				flagged := ask[int](t, s, "SELECT COUNT(*) FROM flags")[0]

				clock.add(-jump) // it is set right
				s.caches.drop()
				ran("afterwards")
				if n := ask[int](t, s, "SELECT COUNT(*) FROM flags")[0]; n != flagged {
					t.Errorf("%d flags, %d before the clock was set right", n, flagged)
				}
				for what, cookie := range map[string]string{"from before": before, "from the false time": during} {
					if _, _, _, err := s.Session(ctx, cookie); err != nil {
						t.Errorf("the session %s: %v", what, err)
					}
				}
				if err := s.Try(ctx, limit, "x"); err != nil {
					t.Errorf("still limited: %v", err)
				}
				if n, err := s.SetRight(ctx); err != nil || n == 0 {
					t.Errorf("set right %d sends, %v", n, err)
				}
				clock.add(UndoFor)
				if _, err := s.Publish(ctx); err != nil {
					t.Fatal(err)
				}
				if c := clockOf(t, s, early, sla.FirstResponse); c.State == sla.Running {
					t.Error("the answer given in the false time waits for it to come")
				}
				if claimed, err := s.Claim(ctx, 9); err != nil || len(claimed) != 3 {
					t.Errorf("%d mails may leave, %v; want two receipts and an answer", len(claimed), err)
				}
				// What was opened in the false time is worked on in the right one.
				if _, err := s.Reply(ctx, h.roads, s.Number(false1), Reply{Text: "Kami catat."}); err != nil {
					t.Fatal(err)
				}
				clock.add(UndoFor)
				if _, err := s.Publish(ctx); err != nil {
					t.Fatal(err)
				}
				if c := clockOf(t, s, false1, sla.FirstResponse); c.State != sla.Met {
					t.Errorf("an answer to a ticket of the false time: %+v", c)
				}
				if err := s.Pause(ctx, h.roads, s.Number(false1), "Simpang yang mana?", 1); err != nil {
					t.Fatal(err)
				}
				if err := s.Resume(ctx, h.roads, s.Number(false1)); err != nil {
					t.Fatal(err)
				}
				if _, err := s.Resolve(ctx, h.roads, s.Number(false1), Resolution{Text: "Sudah ditambal."}); err != nil {
					t.Fatal(err)
				}
				intact(t, s, false1)
				intact(t, s, early)
				if _, err := s.Report(ctx, System, ReportFilter{From: s.Today() - 3, To: s.Today()}); err != nil {
					t.Errorf("the dashboard: %v", err)
				}
				clock.add(10 * time.Minute)
				receive(t, s, Intake{Text: "Jalan berlubang lagi", Kind: Complaint})
				clock.add(3 * 24 * time.Hour)
				if _, err := s.RollUp(ctx); err != nil {
					t.Fatal(err)
				}
				r, err := s.Report(ctx, System, ReportFilter{From: s.Today() - 9, To: s.Today()})
				if err != nil || r.Whole.Received != 3 {
					t.Errorf("the figures count %d received, %v; want 3", r.Whole.Received, err)
				}
				if v := verified(t, s); v.Broken != 0 {
					t.Errorf("%v", v.Faults)
				}
			})
		})
	}
}
