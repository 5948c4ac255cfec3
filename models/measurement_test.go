package models

import (
	"context"
	"slices"
	"testing"
	"time"

	"tanggap/models/sla"
)

// fact is what of a measurement a test looks at.
type fact struct {
	target  sla.Target
	round   int
	part    int
	state   sla.State
	working time.Duration
	unit    int64
	user    int64
	undone  bool
}

func facts(t *testing.T, s *Store, ticket int64) []fact {
	t.Helper()
	all, err := s.Measurements(context.Background(), System, ticket)
	if err != nil {
		t.Fatal(err)
	}
	found := make([]fact, len(all))
	for i, m := range all {
		found[i] = fact{
			m.Target, m.Round, m.Part, m.State, time.Duration(m.WorkingSeconds) * time.Second, m.UnitID, m.UserID, m.UndoneAt < Never,
		}
		if m.CalendarSeconds != int64(m.StoppedAt-m.StartedAt) || m.CalendarSeconds < m.WorkingSeconds {
			t.Errorf("%s: %d calendar seconds, %d working", m.Target, m.CalendarSeconds, m.WorkingSeconds)
		}
	}
	return found
}

// Every stop is a fact of its own: each answered group, and a resolution that was reopened.
func TestMeasurements_oneForEachStop(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx, h := context.Background(), furnish(t, s)
		clock.set("2026-11-24T08:00:00+07:00")
		ticket := receive(t, s, Intake{Text: "Jalan berlubang di pasar", Kind: Complaint})
		number := s.Number(ticket)
		citizen := citizenOf(ticket.ID)
		step := func(what string, err error) {
			t.Helper()
			if err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			clock.add(20 * time.Minute)
		}
		write := func() error {
			_, err := s.WriteBack(ctx, citizen, number, Intake{Text: "Masih berlubang"})
			return err
		}
		reply := func(who Actor) error {
			_, err := s.Reply(ctx, who, number, Reply{Text: "Kami cek", Sent: s.now()})
			return err
		}
		clock.add(20 * time.Minute)
		step("reply", reply(h.roads))
		step("write", write())
		step("write again", write())
		step("reply", reply(h.roads))
		step("transfer", s.Transfer(ctx, h.roads, number, "perumda", "Pipa bocor"))
		step("write", write())
		step("reply", reply(h.water))
		_, err := s.Resolve(ctx, h.water, number, Resolution{Text: "Pipa diganti"})
		step("resolve", err)
		step("reopen", s.Reopen(ctx, h.water, number, "Masih menetes"))
		_, err = s.Resolve(ctx, h.water, number, Resolution{Text: "Sudah kering"})
		step("resolve", err)

		want := []fact{
			{sla.FirstResponse, 1, 1, sla.Met, 20 * time.Minute, 2, 1, false},
			{sla.NextResponse, 1, 1, sla.Met, 40 * time.Minute, 2, 1, false},
			{sla.NextResponse, 2, 1, sla.Met, 20 * time.Minute, 3, 2, false},
			{sla.Resolution, 1, 1, sla.Met, 160 * time.Minute, 3, 2, true},
			{sla.Resolution, 1, 2, sla.Met, 180 * time.Minute, 3, 2, false},
		}
		if got := facts(t, s, ticket.ID); !slices.Equal(got, want) {
			t.Errorf("measured\n%v\nwant\n%v", got, want)
		}
		if _, err := s.Measurements(ctx, Actor{}, ticket.ID); ErrorCode(err) != NotFound {
			t.Errorf("somebody without scope: %v", err)
		}
	})
}

// A resolution without an answer is no response; an answer given after all is, and the first word stays readable.
func TestMeasurements_answeredAfterAll(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx, h := context.Background(), furnish(t, s)
		ticket := receive(t, s, Intake{Text: "Jalan berlubang di pasar", Kind: Complaint})
		clock.add(time.Hour)
		if _, err := s.Resolve(ctx, h.roads, s.Number(ticket), Resolution{Reason: "Sudah ditelepon"}); err != nil {
			t.Fatal(err)
		}
		clock.add(time.Hour)
		if _, err := s.Reply(ctx, h.roads, s.Number(ticket), Reply{Text: "Sudah kami tambal", Sent: s.now()}); err != nil {
			t.Fatal(err)
		}
		want := []fact{
			{sla.FirstResponse, 1, 1, sla.Unanswered, time.Hour, 2, 1, true},
			{sla.Resolution, 1, 1, sla.Met, time.Hour, 2, 1, false},
			{sla.FirstResponse, 1, 2, sla.Met, 2 * time.Hour, 2, 1, false},
		}
		if got := facts(t, s, ticket.ID); !slices.Equal(got, want) {
			t.Errorf("measured\n%v\nwant\n%v", got, want)
		}
	})
}

// What is finished stays as it was measured, whatever becomes of policies, hours and holidays.
func TestMeasurements_outliveEdits(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx, h := context.Background(), furnish(t, s)
		clock.set("2026-11-23T08:00:00+07:00")
		ticket := receive(t, s, Intake{Text: "Jalan berlubang di pasar", Kind: Complaint})
		clock.set("2026-11-24T10:00:00+07:00")
		if _, err := s.Reply(ctx, h.roads, s.Number(ticket), Reply{Text: "Kami cek", Sent: s.now()}); err != nil {
			t.Fatal(err)
		}
		before, err := s.Measurements(ctx, System, ticket.ID)
		if err != nil || len(before) != 1 {
			t.Fatal(before, err)
		}
		clockBefore, resolution := clockOf(t, s, ticket, sla.FirstResponse), clockOf(t, s, ticket, sla.Resolution)
		unchanged := func(after string) {
			t.Helper()
			if _, err := s.Recompute(ctx); err != nil {
				t.Fatal(err)
			}
			got, err := s.Measurements(ctx, System, ticket.ID)
			if err != nil || len(got) != 1 || got[0] != before[0] {
				t.Errorf("after %s: %+v\nbefore %+v, %v", after, got, before, err)
			}
			if c := clockOf(t, s, ticket, sla.FirstResponse); c != clockBefore {
				t.Errorf("after %s: the clock is %+v\nbefore %+v", after, c, clockBefore)
			}
			if v := verified(t, s); v.Broken != 0 || v.Measurements != 1 {
				t.Errorf("after %s: %+v", after, v)
			}
		}
		err = s.SaveHoliday(ctx, System, Holiday{Day: "2026-11-24", Name: "Libur mendadak", Kind: "regional", Basis: "SE", Confirmed: true})
		if err != nil {
			t.Fatal(err)
		}
		unchanged("a holiday within it")
		if moved := clockOf(t, s, ticket, sla.Resolution); moved.DueAt <= resolution.DueAt {
			t.Error("the holiday did not move the clock that runs")
		}
		policies, err := s.Policies(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range policies {
			if p.CategoryID != 0 {
				continue // of a category that this house does not have
			}
			p.FirstResponse, p.NextResponse, p.Resolution, p.Warn = "7m", "9m", "9wd", 20
			p.Name, p.Basis = "Baru: "+p.Name, "Peraturan yang baru"
			if p.Extension != "" {
				p.Extension = "2wd"
			}
			if _, err := s.SavePolicy(ctx, System, p); err != nil {
				t.Fatal(err)
			}
		}
		unchanged("other targets")
		if c := clockOf(t, s, ticket, sla.Resolution); c.Amount != "9wd" || c.Warn != 20 {
			t.Errorf("the clock that runs kept %s, warn %d", c.Amount, c.Warn)
		}
		if work, err := s.Recomputing(ctx); work != nil || err != nil {
			t.Errorf("left to do: %+v, %v", work, err)
		}
	})
}

// Tickets from before measurements were kept are measured from their events, in the same rows.
func TestRemeasure(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		furnish(t, s)
		ctx := context.Background()
		if _, err := s.Fill(ctx, slices.Values(begun()), nil); err != nil {
			t.Fatal(err)
		}
		const all = "SELECT ticket_id, target, round, part, state, working_seconds, undone_at FROM measurements ORDER BY ticket_id, target, round, part"
		type row struct {
			TicketID       int64
			Target         string
			Round, Part    int
			State          string
			WorkingSeconds int64
			UndoneAt       Time
		}
		want := ask[row](t, s, all)
		if len(want) < 10 {
			t.Fatalf("only %d measurements to lose", len(want))
		}
		tamper(t, s, "DELETE FROM measurements", `INSERT INTO settings (key, value) VALUES ('measuring', '{"after":0}')`)
		if v := verified(t, s); v.Broken != 0 {
			t.Errorf("before the job: %v", v.Faults)
		}
		if n, err := s.Remeasure(ctx); n != len(begun()) || err != nil {
			t.Errorf("measured %d, %v", n, err)
		}
		if got := ask[row](t, s, all); !slices.Equal(got, want) {
			t.Errorf("measured %v\nwant %v", got, want)
		}
		if n, err := s.Remeasure(ctx); n != 0 || err != nil {
			t.Errorf("the second time: %d, %v", n, err)
		}
		if v := verified(t, s); v.Broken != 0 || v.Measurements != len(want) {
			t.Errorf("after the job: %v", v.Faults)
		}
	})
}
