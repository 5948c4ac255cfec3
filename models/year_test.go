package models

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

var (
	yearTickets = flag.Int("year.tickets", 80, "tickets of the simulated year; 20000 are a regency's")
	yearSeed    = flag.Uint64("year.seed", 1, "seed of the simulated year")
)

// year is a regency's year, lived through the store and beside it.
type year struct {
	ctx     context.Context
	stores  []*Store // two on PostgreSQL
	clock   *testClock
	staff   Actor
	house   *yearHouse
	tickets []*yearTicket
	worked  int64 // when the jobs ran last
	changed bool  // settings were, and the clocks were not measured anew yet
	turns   int
}

// Instants are half an hour apart; the jobs run every two hours, unless they are out of order for days.
const yearTurn = 1800

var yearOutages = [][2]string{
	{"2026-01-20", "2026-01-23"}, {"2026-03-10", "2026-03-19"}, {"2026-06-09", "2026-06-14"}, {"2026-10-30", "2026-11-02"},
}

// TestYear lives through a year of a regency: offices in three zones and a desk that never closes, Ramadan, decrees that
// come late, edits of policies and hours, days without the jobs, on PostgreSQL two instances. Not one due time, flag or
// measurement may differ from the second calculation.
func TestYear(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		url := "sqlite:" + filepath.Join(t.TempDir(), "tanggap.db")
		liveThrough(t, Options{URL: url, Scratch: true})
	})
	if server := os.Getenv("TANGGAP_TEST_POSTGRES"); server != "" {
		t.Run("postgres", func(t *testing.T) {
			url := scratchDatabase(t, server)
			liveThrough(t, Options{URL: url}, Options{URL: url})
		})
	}
}

func liveThrough(t *testing.T, instances ...Options) {
	y := &year{ctx: context.Background(), clock: &testClock{}, house: &yearHouse{
		hours: map[int64]deskHours{}, tapes: map[int64]*tape{}, calendar: map[int64]int64{}, known: map[yearKey]*yearTerms{},
	}}
	y.clock.set("2026-01-05T00:00:00Z")
	data := t.TempDir()
	for _, o := range instances {
		o.Data, o.Now = data, y.clock.now
		s := sure(Open(y.ctx, o))(t)
		t.Cleanup(func() { _ = s.Close() })
		sure(s.Migrate(y.ctx))(t)
		y.stores = append(y.stores, s)
	}
	furnish(t, y.stores[0])
	y.house.build(t, y)
	y.recompute(t)
	y.staff = sure(y.stores[0].ActorOf(y.ctx, 1))(t)
	y.staff.Units, y.staff.AllUnits, y.staff.Confidential = nil, true, 2
	y.run(t)
}

// run goes from instant to instant; what happens in one happens at once.
func (y *year) run(t *testing.T) {
	begin := At(y.clock.now())
	turns := int((at("2027-01-10T00:00:00Z") - begin) / yearTurn)
	agenda := make([][]*yearTicket, turns)
	random := rand.New(rand.NewPCG(*yearSeed, 1))
	for range *yearTickets {
		k := &yearTicket{random: rand.New(rand.NewPCG(random.Uint64(), 2))}
		y.tickets = append(y.tickets, k)
		first := random.IntN(turns * 24 / 25)
		agenda[first] = append(agenda[first], k)
	}
	edits, month := yearEdits, time.January
	for turn := range turns {
		now := begin + Time(turn*yearTurn) + Time(random.IntN(yearTurn-2))
		date := now.Std().Format(time.DateOnly)
		y.move(now)
		if len(edits) > 0 && edits[0].day <= date {
			edits[0].edit(t, y)
			edits, y.changed = edits[1:], true
			y.dropCaches()
		}
		if turn%4 == 0 && (y.changed || turn%24 == 0 || len(agenda[turn]) > 0) && !outage(date) {
			y.move(now + 1)
			y.jobs(t)
			if now.Std().Month() != month {
				month = now.Std().Month()
				y.compare(t)
			}
		}
		y.move(now + 2)
		y.acts(t, turn, agenda)
		if t.Failed() {
			return
		}
	}
	y.move(begin + Time(turns*yearTurn))
	y.jobs(t)
	y.compare(t)
}

func outage(date string) bool {
	for _, o := range yearOutages {
		if o[0] <= date && date < o[1] {
			return true
		}
	}
	return false
}

func (y *year) move(now Time) { y.clock.set(now.Std().Format(time.RFC3339)) }

// dropCaches is what the feed tells every instance after a change of the house.
func (y *year) dropCaches() {
	for _, s := range y.stores {
		s.caches.drop()
	}
}

// acts lets every ticket whose turn it is do something, on whichever instance.
func (y *year) acts(t *testing.T, turn int, agenda [][]*yearTicket) {
	now := int64(At(y.clock.now()))
	waits := make([]int64, len(agenda[turn]))
	var all sync.WaitGroup
	room := make(chan bool, 8)
	for i, k := range agenda[turn] {
		room <- true
		all.Go(func() {
			defer func() { <-room }()
			var err error
			if waits[i], err = y.act(y.stores[i%len(y.stores)], k, now, k.random); err != nil {
				t.Errorf("%s at %v: %v", k.number, Time(now).Std(), err)
			}
		})
	}
	all.Wait()
	for i, k := range agenda[turn] {
		if next := turn + 1 + int(waits[i]/yearTurn); waits[i] > 0 && next < len(agenda) {
			agenda[next] = append(agenda[next], k)
		}
	}
}

// jobs sweeps on every instance at once, ends pauses, and measures anew what was asked for.
func (y *year) jobs(t *testing.T) {
	now := At(y.clock.now())
	var all sync.WaitGroup
	for _, s := range y.stores {
		all.Go(func() {
			if _, err := s.Sweep(y.ctx, now); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for sure(y.stores[0].EndPauses(y.ctx))(t) > 0 {
		continue
	}
	for _, k := range y.tickets {
		k.waiting = k.waiting && k.until > int64(now)
	}
	if y.changed {
		y.recompute(t)
	}
	y.worked = int64(now)
}

func (y *year) recompute(t *testing.T) {
	sure(y.stores[y.turns%len(y.stores)].Recompute(y.ctx))(t)
	y.turns++
	y.dropCaches()
	now := int64(At(y.clock.now()))
	for _, k := range y.tickets {
		if k.id == 0 || k.phase != "open" {
			continue
		}
		k.adopt(now, y.house.terms(k.kind, k.urgency, k.judged))
	}
	y.changed = false
}

// compare holds what is stored of every ticket against the second calculation.
func (y *year) compare(t *testing.T) {
	t.Helper()
	now := int64(At(y.clock.now()))
	sweepAt(t, y.stores[0], Time(now))
	stored := y.stored(t)
	wrong, clocks, flags, first := 0, 0, 0, int64(0)
	for _, k := range y.tickets {
		if k.id == 0 {
			continue
		}
		want, got := k.told(now), stored[k.id]
		clocks, flags = clocks+len(want)-2, flags+len(k.flags)
		for what := range want {
			if got[what] != want[what] && wrong < 10 {
				if wrong++; wrong == 1 {
					first = k.id
				}
				t.Errorf("%s of %s at %v\nstored   %s\nexpected %s", what, k.number, Time(now).Std(), got[what], want[what])
			}
		}
	}
	if wrong > 0 {
		y.history(t, first)
	}
	t.Logf("%v: %d tickets, %d clocks, %d flags", Time(now).Std().Format(time.DateOnly), len(stored), clocks, flags)
}

// history tells what happened to a ticket that differs.
func (y *year) history(t *testing.T, ticket int64) {
	for _, e := range ask[Event](t, y.stores[0], "SELECT * FROM events WHERE ticket_id = ? ORDER BY id", ticket) {
		t.Logf("%v %-12s written %v unit %d %s", e.At.Std().Format(time.DateTime), e.Type, e.CreatedAt.Std().Format(time.DateTime), e.UnitID, e.Data)
	}
}

// stored is what the database says, in the words of told.
func (y *year) stored(t *testing.T) map[int64]map[string]string {
	s, all := y.stores[0], map[int64]map[string]string{}
	for _, k := range ask[Ticket](t, s, "SELECT id, due_at FROM tickets") {
		all[k.ID] = map[string]string{"due": fmt.Sprint(k.DueAt)}
	}
	for _, c := range ask[Clock](t, s, "SELECT * FROM clocks") {
		text := fmt.Sprintf("%s %s round %d from %d warn %d due %d critical %d", c.State, c.Amount, c.Round, c.StartedAt, c.WarnAt,
			c.DueAt, c.CriticalAt)
		if !c.Open() {
			text += fmt.Sprintf(" stop %d breached %d used %d unit %d", c.StoppedAt, c.BreachedAt, c.WorkingSeconds, c.UnitID)
			if c.Target == "next_response" {
				text += fmt.Sprintf(" misses %d longest %d", c.Misses, c.LongestWait)
			}
		}
		all[c.TicketID][string(c.Target)] = text
	}
	flags := map[int64][]string{}
	for _, f := range ask[Flag](t, s, "SELECT * FROM flags") {
		flags[f.TicketID] = append(flags[f.TicketID], fmt.Sprintf("%s/%d/%s %d", f.Target, f.Round, f.Level, f.At))
	}
	for id, of := range flags {
		slices.Sort(of)
		all[id]["flags"] = strings.Join(of, " ")
	}
	return all
}
