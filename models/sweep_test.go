package models

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"tanggap/models/sla"
)

func receive(t testing.TB, s *Store, in Intake) *Ticket {
	t.Helper()
	in.Channel = "form"
	r, err := s.Receive(context.Background(), Citizen, in)
	if err != nil {
		t.Fatal(err)
	}
	return r.Ticket
}

func sweepAt(t testing.TB, s *Store, at Time) SweepResult {
	t.Helper()
	r, err := s.Sweep(context.Background(), at)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// ask runs a query whose rows the test wants as they are.
func ask[T any](t testing.TB, s *Store, query string, args ...any) []T {
	t.Helper()
	var rows []T
	if err := s.find(context.Background(), &rows, query, args...); err != nil {
		t.Fatal(err)
	}
	return rows
}

func clockOf(t testing.TB, s *Store, ticket *Ticket, target sla.Target) Clock {
	t.Helper()
	clocks := ask[Clock](t, s, "SELECT * FROM clocks WHERE ticket_id = ? AND target = ?", ticket.ID, target)
	if len(clocks) != 1 {
		t.Fatalf("ticket %d has %d clocks of %s", ticket.ID, len(clocks), target)
	}
	return clocks[0]
}

func TestSweep_exactMoments(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		ticket := receive(t, s, Intake{Text: "Jalan berlubang di depan pasar", Kind: Complaint})
		c := clockOf(t, s, ticket, sla.FirstResponse)
		for _, step := range []struct {
			name                string
			at                  Time
			near, late, critial int
		}{
			{"a second before the warn point", c.WarnAt - 1, 0, 0, 0},
			{"at the warn point", c.WarnAt, 1, 0, 0},
			{"again", c.WarnAt, 0, 0, 0},
			{"exactly at due is on time", c.DueAt, 0, 0, 0},
			{"the first second after", c.DueAt + 1, 0, 1, 0},
			{"exactly at twice the target", c.CriticalAt, 0, 0, 0},
			{"after twice the target", c.CriticalAt + 1, 0, 0, 1},
			{"an hour set back", c.CriticalAt - 3600, 0, 0, 0},
		} {
			clock.set(step.at.Std().Format(time.RFC3339))
			got := sweepAt(t, s, step.at)
			if got.Near != step.near || got.Late != step.late || got.Critical != step.critial {
				t.Errorf("%s: got %+v", step.name, got)
			}
		}
		flags, err := s.Flags(context.Background(), h.roads, ticket.ID)
		if err != nil || len(flags) != 3 {
			t.Fatalf("flags %+v, %v", flags, err)
		}
		for i, want := range []Time{c.WarnAt, c.DueAt, c.CriticalAt} {
			if flags[i].At != want || flags[i].Level != levels[i] || flags[i].Told != "Petugas 0" {
				t.Errorf("flag %d: got %+v, want %s at %d", i, flags[i], levels[i], want)
			}
		}
		after := clockOf(t, s, ticket, sla.FirstResponse)
		if after.BreachedAt != c.DueAt || after.Level != 3 || after.FlagAt != Never {
			t.Errorf("clock after: %+v", after)
		}
		intact(t, s, ticket)
	})
}

// intact replays the ticket: its chain is whole and its clocks are what the events say.
func intact(t testing.TB, s *Store, ticket *Ticket) {
	t.Helper()
	events := ask[Event](t, s, "SELECT * FROM events WHERE ticket_id = ? ORDER BY id", ticket.ID)
	if at := brokenAt(events); at != 0 {
		t.Errorf("the chain of ticket %d breaks at event %d", ticket.ID, at)
	}
	result, err := s.reckon(context.Background(), events, s.now())
	if err != nil {
		t.Fatal(err)
	}
	for i := range result.Clocks {
		want := result.Clocks[i]
		if got := clockOf(t, s, ticket, want.Target); got.DueAt != orNever(want.Due) || got.BreachedAt != orNever(want.BreachedAt) {
			t.Errorf("%s: stored due %d breached %d, replayed %v %v", want.Target, got.DueAt, got.BreachedAt, want.Due, want.BreachedAt)
		}
	}
}

func TestSweep_catchesUpInOrder(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		furnish(t, s)
		var tickets []*Ticket
		for i := range 12 {
			tickets = append(tickets, receive(t, s, Intake{Text: fmt.Sprintf("Lampu jalan padam di simpang %d", i), Kind: Complaint}))
			clock.add(7 * time.Minute)
		}
		clock.add(3 * 24 * time.Hour)
		if got := sweepAt(t, s, s.now()); got.Near != 12 || got.Late != 12 || got.Critical != 12 {
			t.Errorf("after three days: %+v", got)
		}
		for _, ticket := range tickets {
			events := ask[Event](t, s, "SELECT * FROM events WHERE ticket_id = ? AND type = 'flagged' ORDER BY id", ticket.ID)
			if len(events) != 3 {
				t.Fatalf("ticket %d has %d flag events", ticket.ID, len(events))
			}
			for i, e := range events {
				if !strings.Contains(e.Data, string(levels[i])) || i > 0 && e.At < events[i-1].At {
					t.Errorf("event %d: %s at %d", i, e.Data, e.At)
				}
			}
			intact(t, s, ticket)
		}
		if stale := ask[int64](t, s, "SELECT day FROM rollup_days"); len(stale) != 1 {
			t.Errorf("days to roll up again: %v", stale)
		}
		// resolution is not yet near: the ticket stays in "near due"
		warn := ask[Time](t, s, "SELECT warn_at FROM tickets WHERE id = ?", tickets[0].ID)[0]
		if want := clockOf(t, s, tickets[0], sla.Resolution).WarnAt; warn != want {
			t.Errorf("warn_at %d, want that of the resolution %d", warn, want)
		}
	})
}

func TestSweep_twiceAtOnce(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		furnish(t, s)
		other := s
		if s.Engine() == "postgres" { // a second instance; SQLite has one process only
			var err error
			if other, err = Open(context.Background(), Options{URL: s.URL, Data: t.TempDir(), Now: clock.now}); err != nil {
				t.Fatal(err)
			}
			defer func() { _ = other.Close() }()
		}
		const tickets = 250
		for i := range tickets {
			receive(t, s, Intake{Text: fmt.Sprintf("Jalan berlubang nomor %d", i), Kind: Complaint})
		}
		clock.add(5*time.Hour + time.Second) // late from the first second after due
		var sum [2]SweepResult
		var wg sync.WaitGroup
		for i, store := range []*Store{s, other} {
			wg.Go(func() {
				var err error
				if sum[i], err = store.Sweep(context.Background(), s.now()); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		rest := sweepAt(t, s, s.now())
		raised := sum[0].Flags() + sum[1].Flags() + rest.Flags()
		flags := ask[int](t, s, "SELECT COUNT(*) FROM flags")[0]
		events := ask[int](t, s, "SELECT COUNT(*) FROM events WHERE type = 'flagged'")[0]
		if raised != 2*tickets || flags != raised || events != raised {
			t.Errorf("raised %d, flags %d, events %d, want %d of each", raised, flags, events, 2*tickets)
		}
	})
}

func TestSweep_leavesPausedAndAnswered(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		paused := receive(t, s, Intake{Text: "Jalan berlubang di dekat jembatan", Kind: Complaint})
		answered := receive(t, s, Intake{Text: "Jalan berlubang di dekat sekolah", Kind: Complaint})
		if err := s.Pause(ctx, h.roads, s.Number(paused), "Di jalan apa?", 5); err != nil {
			t.Fatal(err)
		}
		due := clockOf(t, s, answered, sla.FirstResponse).DueAt
		clock.set((due + 600).Std().Format(time.RFC3339))
		// late, and answered before the job comes
		if _, err := s.Reply(ctx, h.roads, s.Number(answered), Reply{Text: "Sudah kami tangani.", Sent: due + 300}); err != nil {
			t.Fatal(err)
		}
		if got := sweepAt(t, s, s.now()); got.Flags() != 0 {
			t.Errorf("raised %+v", got)
		}
		if c := clockOf(t, s, answered, sla.FirstResponse); c.BreachedAt != due {
			t.Errorf("breached at %d, want %d", c.BreachedAt, due)
		}
		if n := ask[int](t, s, "SELECT COUNT(*) FROM flags WHERE ticket_id = ?", paused.ID)[0]; n != 0 {
			t.Errorf("%d flags on a paused clock", n)
		}
		intact(t, s, answered)
	})
}

func TestSweep_tellsWhoMustKnow(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		err := s.update(ctx, func(tx *Tx) error {
			return tx.exec("INSERT INTO users (id, email, name, role) VALUES (90, 's@tanggap.test', 'Pengawas', 'supervisor')")
		})
		if err == nil {
			err = s.update(ctx, func(tx *Tx) error { return tx.exec("INSERT INTO memberships (user_id, unit_id) VALUES (90, 1)") })
		}
		if err != nil {
			t.Fatal(err)
		}
		mine := receive(t, s, Intake{Text: "Jalan berlubang di pasar", Kind: Complaint})
		if err := s.Assign(ctx, h.roads, s.Number(mine), h.roads.ID); err != nil {
			t.Fatal(err)
		}
		sealed := receive(t, s, Intake{Text: "Ada pungli di loket", Kind: Complaint, Category: "pungli_etik"})
		clock.add(3 * time.Hour)
		sweepAt(t, s, s.now())
		type row struct {
			UserID, TicketID int64
			Key              string
			Mail             int
		}
		near := ask[row](t, s, "SELECT user_id, ticket_id, key, mail FROM notices WHERE key LIKE 'flag.%' ORDER BY ticket_id, user_id")
		if len(near) != 1 || near[0] != (row{h.roads.ID, mine.ID, "flag.near", 1}) {
			t.Errorf("near: %+v", near)
		}
		clock.add(3 * time.Hour)
		sweepAt(t, s, s.now())
		late := ask[row](t, s, "SELECT user_id, ticket_id, key, mail FROM notices WHERE key = 'flag.late' ORDER BY ticket_id, user_id")
		want := []row{{h.roads.ID, mine.ID, "flag.late", 1}, {90, mine.ID, "flag.late", 1}}
		if fmt.Sprint(late) != fmt.Sprint(want) {
			t.Errorf("late: got %+v, want %+v (nothing of ticket %d: no inspector works here)", late, want, sealed.ID)
		}
	})
}

func TestSweep_manyBecomeOneNotice(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		furnish(t, s)
		const tickets = 300
		for i := range tickets {
			receive(t, s, Intake{Text: fmt.Sprintf("Jalan berlubang nomor %d", i), Kind: Complaint})
		}
		clock.add(5*time.Hour + time.Second) // late from the first second after due
		if got := sweepAt(t, s, s.now()); got.Late != tickets {
			t.Fatalf("late %+v", got)
		}
		type row struct{ Key, Data string }
		notices := ask[row](t, s, "SELECT key, data FROM notices WHERE key LIKE 'flag.%'")
		if len(notices) != 1 || notices[0] != (row{"flag.many", `{"level":"late","count":300}`}) {
			t.Errorf("notices: %+v", notices)
		}
		if told := ask[string](t, s, "SELECT DISTINCT told FROM flags WHERE level = 'late'"); len(told) != 1 || told[0] != "1" {
			t.Errorf("told %q", told)
		}
	})
}

// TestSweep_speed prints the times of targets in issue terms: TANGGAP_BENCH_CLOCKS=100000 go test -run Sweep_speed.
func TestSweep_speed(t *testing.T) {
	var n int
	if _, err := fmt.Sscan(os.Getenv("TANGGAP_BENCH_CLOCKS"), &n); err != nil {
		t.Skip("TANGGAP_BENCH_CLOCKS is not set")
	}
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		furnish(t, s)
		ticket := receive(t, s, Intake{Text: "Jalan berlubang di pasar", Kind: Complaint})
		copyTicket(t, s, ticket, n)
		for range 3 {
			t.Logf("nothing due: %v", sweepAt(t, s, s.now()).Took)
		}
		clock.set(clockOf(t, s, ticket, sla.FirstResponse).WarnAt.Std().Format(time.RFC3339))
		t.Logf("near: %+v", sweepAt(t, s, s.now()))
		clock.add(3 * time.Hour)
		t.Logf("late: %+v", sweepAt(t, s, s.now()))
		clock.add(24 * time.Hour)
		t.Logf("critical: %+v", sweepAt(t, s, s.now()))
	})
}

func copyTicket(t testing.TB, s *Store, ticket *Ticket, n int) {
	t.Helper()
	first := clockOf(t, s, ticket, sla.FirstResponse)
	for from := 0; from < n; from += 1000 {
		err := s.update(context.Background(), func(tx *Tx) error {
			for i := from; i < from+1000; i++ {
				c := *ticket
				c.Thread, c.TrackingHash = "", fmt.Appendf(nil, "%032d", i)
				if err := tx.insertTicket(&c); err != nil {
					return err
				}
				if err := tx.insertClocks(c.ID, []Clock{first}); err != nil {
					return err
				}
				if err := tx.append(Citizen, TicketOpened, c.ID, c.UnitID, c.ReceivedAt, nil, nil); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
