package models

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"tanggap/models/sla"
)

// scatterResponses inserts tickets with first responses in every state, received in the days before now.
func scatterResponses(t *testing.T, s *Store, r *rand.Rand, tickets int, days int64) {
	t.Helper()
	now := s.now()
	// every ticket has a clock of its first response: no policy can do without (checkPolicy)
	states := []sla.State{sla.Met, sla.Late, sla.Running, sla.OnHold, sla.Unanswered, sla.Cancelled}
	err := s.update(context.Background(), func(tx *Tx) error {
		for i := range tickets {
			received := now - Time(r.Int64N(days*86400))
			unit := int64(1 + r.IntN(4))
			one := &Ticket{
				TrackingHash: []byte(fmt.Sprint("h", i)), TrackingSalt: []byte("s"), Kind: Kinds[r.IntN(len(Kinds))],
				CategoryID: int64(r.IntN(4)), UnitID: unit, Channel: Channels[r.IntN(3)], Privacy: Named, Priority: Normal,
				Status: Statuses[r.IntN(len(Statuses))], Confidential: max(0, r.IntN(10)-7), ReceivedAt: received,
				CreatedAt: received, LastInAt: received, WarnAt: Never, DueAt: now + Time(r.Int64N(20*86400)-10*86400),
			}
			one.Live = one.Status.Live()
			if err := tx.insertTicket(one); err != nil {
				return err
			}
			due := received + Time(r.Int64N(days*86400))
			c := Clock{
				TicketID: one.ID, Target: sla.FirstResponse, Amount: "4h", Round: 1, State: states[r.IntN(len(states))],
				StartedAt: received, DueAt: due, WarnAt: due, CriticalAt: due, StoppedAt: Never, BreachedAt: Never,
				WorkingSeconds: randomSeconds(r), FlagAt: Never, UnitID: int64(1 + r.IntN(4)),
			}
			if c.State == sla.OnHold {
				c.DueAt = Never
			}
			if c.State == sla.Running {
				c.UnitID = unit
			}
			if err := tx.insertClocks(one.ID, []Clock{c}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// oracle counts a report the slow way, straight from the rows, by the words of targets.md section 3.
type oracle struct {
	received, answered, onTime, measured, open, late int
	times                                            []int64
}

type oracleRow struct {
	UnitID, CategoryID, Desk, Seconds int64
	Kind, Channel, State              string
	Confidential                      int
	Live                              bool
	ReceivedAt, DueAt, ClockDue       Time
}

func oracles(t *testing.T, s *Store, scope func(unit int64, secrecy int) bool, from, to Day) map[group]*oracle {
	t.Helper()
	var rows []oracleRow
	err := s.find(context.Background(), &rows, `SELECT t.unit_id, t.category_id, t.kind, t.channel, t.confidential, t.live,
		t.received_at, t.due_at, COALESCE(c.unit_id, t.unit_id) AS desk, COALESCE(c.state, '') AS state,
		COALESCE(c.due_at, 0) AS clock_due, COALESCE(c.working_seconds, 0) AS seconds
		FROM tickets t LEFT JOIN clocks c ON c.ticket_id = t.id AND c.target = 'first_response'`)
	if err != nil {
		t.Fatal(err)
	}
	all := map[group]*oracle{}
	at := func(g group) *oracle {
		if all[g] == nil {
			all[g] = &oracle{}
		}
		return all[g]
	}
	for _, row := range rows {
		local := row.ReceivedAt.Std().In(time.FixedZone("WIB", 7*3600)).Format(time.DateOnly)
		if local < from.String() || local > to.String() {
			continue
		}
		groups := func(unit int64) []*oracle {
			return []*oracle{
				at(group{by: ByAll}), at(group{ByUnit, fmt.Sprint(unit)}), at(group{ByKind, row.Kind}),
				at(group{ByChannel, row.Channel}), at(group{ByCategory, fmt.Sprint(row.CategoryID)}), at(group{ByDay, local}),
			}
		}
		if scope(row.Desk, row.Confidential) {
			for _, o := range groups(row.Desk) {
				o.response(row, s.now())
			}
		}
		if scope(row.UnitID, row.Confidential) && row.Live {
			for _, o := range groups(row.UnitID) {
				o.open++
				if row.DueAt < s.now() {
					o.late++
				}
			}
		}
	}
	return all
}

func (o *oracle) response(row oracleRow, now Time) {
	o.received++
	met, late := row.State == "met", row.State == "late"
	if met || late {
		o.answered++
		o.times = append(o.times, row.Seconds)
	}
	if met {
		o.onTime++
	}
	duePassed := row.State != "cancelled" && row.State != "" && row.ClockDue < now
	if met || late || duePassed {
		o.measured++
	}
}

func compare(t *testing.T, name string, f *Figures, o *oracle) {
	t.Helper()
	got := [6]int{f.Received, f.Answered(), f.OnTime, f.Measured(), f.Open, f.Late}
	want := [6]int{o.received, o.answered, o.onTime, o.measured, o.open, o.late}
	if got != want {
		t.Errorf("%s: received, answered, on time, measured, open, late: got %v, want %v", name, got, want)
	}
	if parts := f.Answered() + f.Overdue + f.Pending + f.Unanswered + f.SetAside + f.Unmeasured; parts != f.Received {
		t.Errorf("%s: the parts add up to %d of %d received", name, parts, f.Received)
	}
	slices.Sort(o.times)
	for _, q := range []float64{.5, .9} {
		got, ok := f.Times.Quantile(q)
		if !ok {
			if len(o.times) > 0 {
				t.Errorf("%s: no quantile of %d times", name, len(o.times))
			}
			continue
		}
		want, allowed := nearestRank(o.times, q), 0.0
		if len(o.times) >= exactBelow {
			allowed = .02 * float64(want)
		}
		if math.Abs(float64(got-want)) > allowed {
			t.Errorf("%s: quantile %v of %d: got %d, want %d", name, q, len(o.times), got, want)
		}
	}
}

// TestReport_equalsRows: what the roll-ups say is what the rows say, for everybody's scope, any period, before and
// after time passes; and the groups of every list add up to the whole.
func TestReport_equalsRows(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx, r := context.Background(), rand.New(rand.NewPCG(3, 4))
		h := furnish(t, s)
		scatterResponses(t, s, r, 2600, 130)
		if n, err := s.RollUp(ctx); err != nil || n < 125 {
			t.Fatalf("built %d days: %v", n, err)
		}
		supervisor := h.roads
		supervisor.capabilities, supervisor.Units = roleCapabilities[Supervisor], []int64{2, 3}
		viewers := map[string]struct {
			who  Actor
			unit string
			in   func(int64, int) bool
		}{
			"system":           {System, "", func(int64, int) bool { return true }},
			"coordinator":      {h.coordinator, "", func(_ int64, secrecy int) bool { return secrecy == 0 }},
			"supervisor":       {supervisor, "", func(u int64, secrecy int) bool { return (u == 2 || u == 3) && secrecy <= 1 }},
			"one unit":         {System, "perumda", func(u int64, _ int) bool { return u == 3 }},
			"supervisor's one": {supervisor, "pupr", func(u int64, secrecy int) bool { return u == 2 && secrecy <= 1 }},
		}
		check := func(step string) {
			t.Helper()
			today := s.Today()
			for name, v := range viewers {
				for _, span := range [][2]Day{{today - 6, today}, {today - 89, today}, {today - 129, today}, {today - 77, today - 13}, {today - 40, today - 40}} {
					for _, by := range []Grouping{"", ByDay} {
						report, err := s.Report(ctx, v.who, ReportFilter{From: span[0], To: span[1], Unit: v.unit, By: by})
						if err != nil {
							t.Fatal(err)
						}
						label := fmt.Sprintf("%s, %s, %s to %s", step, name, span[0], span[1])
						checkReport(t, label, report, oracles(t, s, v.in, span[0], span[1]), by == ByDay)
					}
				}
			}
		}
		check("at once")
		clock.add(50 * time.Hour) // clocks fall due by themselves, and two days end
		if _, err := s.RollUp(ctx); err != nil {
			t.Fatal(err)
		}
		check("two days later")
		if n, err := s.RollUp(ctx); err != nil || n != 0 {
			t.Errorf("with nothing changed %d days were built: %v", n, err)
		}
	})
}

func checkReport(t *testing.T, label string, report *Report, want map[group]*oracle, daily bool) {
	t.Helper()
	whole := want[group{by: ByAll}]
	if whole == nil {
		whole = &oracle{}
	}
	compare(t, label+", whole", &report.Whole, whole)
	sums := map[Grouping]int{}
	lines := 0
	for by, group := range report.Groups {
		for i := range group {
			f := &group[i]
			sums[by] += f.Received
			o := want[groupOf(by, f)]
			if o == nil {
				t.Errorf("%s: a line %s %q nobody expects", label, by, f.Key)
				continue
			}
			lines++
			if by == ByDay && !daily {
				f.Times = histogramOf(o.times)
			}
			compare(t, fmt.Sprintf("%s, %s %q", label, by, f.Key), &f.Figures, o)
		}
	}
	for by, sum := range sums {
		if sum != whole.received {
			t.Errorf("%s: the lines of %s add up to %d of %d", label, by, sum, whole.received)
		}
	}
	if lines < len(want)-1 {
		t.Errorf("%s: %d lines, want %d", label, lines, len(want)-1)
	}
	arrived := 0
	for _, day := range report.Arrivals {
		for _, n := range day {
			arrived += n
		}
	}
	if arrived != whole.received {
		t.Errorf("%s: the heat map counts %d of %d", label, arrived, whole.received)
	}
	open := 0
	for _, age := range report.Ages {
		open += age.Open
	}
	if open != report.Open {
		t.Errorf("%s: the ages add up to %d of %d open", label, open, report.Open)
	}
}

func groupOf(by Grouping, line *ReportLine) group {
	if by == ByUnit || by == ByCategory {
		return group{by, fmt.Sprint(line.ID)}
	}
	return group{by, line.Key}
}

func histogramOf(values []int64) Histogram {
	var h Histogram
	for _, v := range values {
		h.Add(v)
	}
	return h
}
