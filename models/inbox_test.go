package models

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gorm.io/gorm"
	"pgregory.net/rapid"

	"tanggap/models/text"
)

// crowd is a house with many tickets, and the same tickets in memory to compare with.
type crowd struct {
	house
	tickets []Ticket
	words   map[int64][][]string // of each message
	now     Time
}

var vocabulary = []string{"jalan", "lampu", "pipa", "sampah", "jembatan", "banjir", "parkir"}

// scatter fills the house with n tickets of every sort, without any rule behind them.
func scatter(t testing.TB, s *Store, n int) *crowd {
	t.Helper()
	c := &crowd{house: furnish(t, s), words: map[int64][][]string{}, now: s.now()}
	r := rand.New(rand.NewPCG(1, 2))
	err := s.update(context.Background(), func(tx *Tx) error {
		for i, parent := range []int64{0, 1, 1, 0} {
			if err := tx.exec("INSERT INTO places (code, name, kind, parent_id) VALUES (?, ?, '', ?)",
				fmt.Sprintf("21.%02d", i), fmt.Sprintf("Desa %d", i), parent); err != nil {
				return err
			}
		}
		for range n {
			if err := c.add(tx, r); err != nil {
				return err
			}
		}
		return tx.exec(`INSERT INTO followings (user_id, ticket_id, created_at)
			SELECT u.id, t.id, 0 FROM users u, tickets t WHERE t.id % 5 = 0`)
	})
	if err != nil {
		t.Fatal(err)
	}
	s.caches.drop()
	return c
}

func pick[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }

func (c *crowd) add(tx *Tx, r *rand.Rand) error {
	around := func() Time { return c.now + Time(r.IntN(40)-20)*3600 }
	t := Ticket{
		Kind: pick(r, Kinds...), CategoryID: int64(r.IntN(4)), UnitID: int64(1 + r.IntN(4)), Channel: pick(r, Channels...),
		Status:   pick(r, StatusNew, StatusOpen, StatusAnswered, StatusWaiting, StatusResolved, StatusArchived),
		Priority: Normal, Privacy: Named, Confidential: pick(r, 0, 0, 0, 1, 2), PlaceID: int64(r.IntN(5)),
		AssigneeID: int64(r.IntN(4)), ReceivedAt: around(), CreatedAt: c.now, LastInAt: c.now, DueTarget: "resolution",
		Handover: pick(r, 0, 0, HandoverPending, HandoverLate, HandoverReturned),
	}
	t.Live = t.Status.Live()
	t.TrackingHash = fmt.Appendf(nil, "%d", len(c.tickets))
	t.TrackingSalt = t.TrackingHash
	t.DueAt, t.WarnAt, t.CriticalAt = Never, Never, Never
	if t.Live && t.Status != StatusWaiting {
		t.DueAt, t.WarnAt = around(), pick(r, Never, around())
		t.CriticalAt = t.DueAt + Time(r.IntN(10))*3600
	}
	if err := tx.insertTicket(&t); err != nil {
		return err
	}
	if err := tx.saveTicket(&t); err != nil {
		return err
	}
	c.tickets = append(c.tickets, t)
	for i := range 1 + r.IntN(3) {
		said := pick(r, vocabulary...) + " " + pick(r, vocabulary...)
		words := text.Tokens(said)
		c.words[t.ID] = append(c.words[t.ID], words)
		if i == 0 {
			words = append(words, tx.store.headWords(&t)...)
		}
		m := &Message{TicketID: t.ID, Direction: In, Text: said, At: c.now, ReceivedAt: c.now, State: Received}
		if err := tx.addMessage(m, words); err != nil {
			return err
		}
	}
	if r.IntN(5) > 0 {
		return nil
	}
	moved := &c.tickets[len(c.tickets)-1]
	moved.UnitID = int64(1 + r.IntN(4))
	if err := tx.store.dialect.indexUnit(tx, moved.ID, moved.UnitID); err != nil {
		return err
	}
	return tx.saveTicket(moved)
}

// brute is the list as the words of the filter mean it, without any index.
func (c *crowd) brute(who Actor, f TicketFilter) []int64 {
	units := map[string]int64{"pupr": 2, "perumda": 3, "inspektorat": 4}
	categories := map[string]int64{"jalan": 1, "air_bersih": 2, "pungli_etik": 3}
	places := map[string][]int64{"21.00": {1, 2, 3}, "21.01": {2}, "21.03": {4}}
	near := func(t *Ticket) bool { return t.Live && t.WarnAt <= c.now && t.DueAt >= c.now }
	closed := f.Text != "" || f.From > 0 || f.To > 0 || f.Status != "" && !f.Status.Live()
	live := f.Flag != "" || f.Status.Live() && f.Status != "" || !closed && f.Tab != "" ||
		slices.Contains([]Tab{TabUnassigned, TabNear, TabLate, TabWaiting, TabHandover}, f.Tab)
	var found []Ticket
	for _, t := range c.tickets {
		if who.In(t.UnitID) && t.Confidential <= who.Confidential && (t.Live || !live) &&
			(f.Tab != TabMine || t.AssigneeID == who.ID) && (f.Tab != TabUnit || slices.Contains(who.Units, t.UnitID)) &&
			(f.Tab != TabUnassigned || t.AssigneeID == 0) && (f.Tab != TabNear || near(&t)) &&
			(f.Tab != TabLate || t.DueAt < c.now) && (f.Tab != TabWaiting || t.Status == StatusWaiting) &&
			(f.Tab != TabHandover || t.Handover > 0) && (f.Tab != TabFollowed || who.Kind == ByUser && t.ID%5 == 0) &&
			(f.Unit == "" || t.UnitID == units[f.Unit]) && (f.Category == "" || t.CategoryID == categories[f.Category]) &&
			(f.Kind == "" || t.Kind == f.Kind) && (f.Channel == "" || t.Channel == f.Channel) &&
			(f.Status == "" || t.Status == f.Status) && (f.Place == "" || slices.Contains(places[f.Place], t.PlaceID)) &&
			(f.Flag == "" || t.Level(c.now) == f.Flag || f.Flag == "late" && t.Level(c.now) == "critical") &&
			(f.Assignee == "" || fmt.Sprint(t.AssigneeID) == f.Assignee || f.Assignee == "none" && t.AssigneeID == 0) &&
			(f.From == 0 || t.ReceivedAt >= f.From) && (f.To == 0 || t.ReceivedAt < f.To) && c.says(&t, f.Text) {
			found = append(found, t)
		}
	}
	slices.SortFunc(found, func(a, b Ticket) int {
		switch {
		case f.Text != "":
			return cmp.Compare(b.ID, a.ID)
		case live:
			return cmp.Or(cmp.Compare(a.DueAt, b.DueAt), cmp.Compare(a.ID, b.ID))
		}
		return cmp.Or(cmp.Compare(b.ReceivedAt, a.ReceivedAt), cmp.Compare(b.ID, a.ID))
	})
	return idsOf(found)
}

// says reports whether one message of the ticket holds every word.
func (c *crowd) says(t *Ticket, said string) bool {
	return said == "" || slices.ContainsFunc(c.words[t.ID], func(words []string) bool {
		for _, wanted := range strings.Fields(strings.TrimSuffix(said, "*")) {
			if !slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, wanted) }) {
				return false
			}
		}
		return true
	})
}

func idsOf(tickets []Ticket) []int64 {
	ids := make([]int64, len(tickets))
	for i := range tickets {
		ids[i] = tickets[i].ID
	}
	return ids
}

// paged reads a list page by page.
func paged(t interface{ Fatalf(string, ...any) }, s *Store, who Actor, f TicketFilter) []int64 {
	ids := []int64{}
	for range 1000 {
		l, err := s.Tickets(context.Background(), who, f)
		if err != nil {
			t.Fatalf("%+v: %v", f, err)
		}
		for i := range l.Rows {
			ids = append(ids, l.Rows[i].ID)
		}
		if f.Cursor = l.Next; f.Cursor == "" {
			return ids
		}
	}
	t.Fatalf("%+v: pages without an end", f)
	return nil
}

// A random filter of a random actor, read in pages of a random size, gives what the words of the filter mean: every
// ticket once, in order, and none outside the actor's scope.
func TestTickets_likeBruteForce(t *testing.T) {
	t.Run("few", likeBruteForce)
	first, most, hits, searched, gathered := lookedFirst, lookedAtMost, hitsAtMost, searchedFirst, gatheredAtMost
	t.Cleanup(func() {
		lookedFirst, lookedAtMost, hitsAtMost, searchedFirst, gatheredAtMost = first, most, hits, searched, gathered
	})
	lookedFirst, lookedAtMost, hitsAtMost, searchedFirst, gatheredAtMost = 5, 40, 30, 30, 40
	t.Run("many", likeBruteForce) // as if there were hundreds of thousands: every way of searching is gone
}

func likeBruteForce(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		c := scatter(t, s, 400)
		inspector := Actor{Kind: ByUser, ID: 2, Units: []int64{2, 4}, Confidential: 2, capabilities: handling}
		actors := []Actor{c.roads, c.water, c.coordinator, inspector, System}
		rapid.Check(t, func(t *rapid.T) {
			who := rapid.SampledFrom(actors).Draw(t, "who")
			some := func(name string, values ...string) string { // mostly not asked for
				return rapid.SampledFrom(append(slices.Repeat([]string{""}, 3*len(values)), values...)).Draw(t, name)
			}
			f := TicketFilter{
				Tab: rapid.SampledFrom(append([]Tab{""}, Tabs...)).Draw(t, "tab"), Unit: some("unit", "pupr", "inspektorat"),
				Kind: Kind(some("kind", "complaint", "comment")), Category: some("category", "jalan", "pungli_etik"),
				Channel: some("channel", "form", "x"), Status: Status(some("status", "open", "waiting", "resolved", "merged")),
				Place: some("place", "21.00", "21.01", "21.03"), Flag: some("flag", "near", "late", "critical"),
				Assignee: some("assignee", "none", "2"), Text: some("text", "jalan ", "lampu pipa ", "jal", "sampah ban*", "kapal"),
				Limit: rapid.SampledFrom([]int{0, 1, 7}).Draw(t, "limit"),
			}
			if some("period", "period") != "" {
				f.From, f.To = c.now-5*3600, c.now+3*3600
			}
			if got, want := paged(t, s, who, f), c.brute(who, f); !slices.Equal(got, want) {
				t.Fatalf("%s with %+v\ngot  %v\nwant %v", who.Name, f, got, want)
			}
		})
	})
}

// Invariant 10: groups of a list add up to the whole, and every tab's count is the length of its list.
func TestTabs_addUp(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		c := scatter(t, s, 500)
		ctx := context.Background()
		for _, who := range []Actor{c.roads, c.coordinator, System} {
			counts, err := s.TabCounts(ctx, who)
			if err != nil {
				t.Fatal(err)
			}
			for i, count := range counts {
				if got := len(paged(t, s, who, TicketFilter{Tab: Tabs[i]})); count.Tab != Tabs[i] || count.Count != got || count.More {
					t.Errorf("%s: tab %s counts %+v, its list has %d", who.Name, Tabs[i], count, got)
				}
			}
			all := paged(t, s, who, TicketFilter{Tab: TabAll})
			groups := map[string][]int64{}
			for _, unit := range []string{"pupr", "perumda", "inspektorat", "pemkab"} {
				groups["unit"] = append(groups["unit"], paged(t, s, who, TicketFilter{Tab: TabAll, Unit: unit})...)
			}
			for _, kind := range Kinds {
				groups["kind"] = append(groups["kind"], paged(t, s, who, TicketFilter{Tab: TabAll, Kind: kind})...)
			}
			for _, person := range []string{"none", "1", "2", "3"} {
				groups["assignee"] = append(groups["assignee"], paged(t, s, who, TicketFilter{Tab: TabAll, Assignee: person})...)
			}
			for _, status := range Statuses[:4] {
				groups["status"] = append(groups["status"], paged(t, s, who, TicketFilter{Tab: TabAll, Status: status})...)
			}
			slices.Sort(all)
			for name, group := range groups {
				if slices.Sort(group); !slices.Equal(group, all) {
					t.Errorf("%s: the groups by %s hold %d tickets, all %d", who.Name, name, len(group), len(all))
				}
			}
		}
	})
}

func TestTabCounts_stopAtThousand(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		scatter(t, s, 1700)
		counts, err := s.TabCounts(context.Background(), System)
		if err != nil {
			t.Fatal(err)
		}
		if all := counts[slices.Index(Tabs, TabAll)]; all.Count != CountAtMost || !all.More {
			t.Errorf("all: %+v, want more than %d", all, CountAtMost)
		}
	})
}

func TestTickets_scope(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		c := scatter(t, s, 300)
		ctx := context.Background()
		for _, text := range []string{"", "jalan", "TGP-2026-000001", "1"} {
			for _, row := range must(s.Tickets(ctx, c.roads, TicketFilter{Text: text, Limit: 200})).Rows {
				if row.UnitID != 2 || row.Confidential > 1 {
					t.Errorf("text %q: an agent of unit 2 is shown a ticket of unit %d, confidential %d", text, row.UnitID, row.Confidential)
				}
			}
			for _, row := range must(s.Tickets(ctx, c.coordinator, TicketFilter{Text: text, Limit: 200})).Rows {
				if row.Confidential > 0 {
					t.Errorf("text %q: the coordinator is shown a confidential ticket", text)
				}
			}
		}
		if l := must(s.Tickets(ctx, c.roads, TicketFilter{Unit: "perumda"})); len(l.Rows) > 0 {
			t.Errorf("asking for another unit shows %d of its tickets", len(l.Rows))
		}
		for _, who := range []Actor{{}, {Kind: ByUser, ID: 9, Role: Administrator, capabilities: roleCapabilities[Administrator]}} {
			if _, err := s.Tickets(ctx, who, TicketFilter{}); ErrorCode(err) != Denied {
				t.Errorf("%+v: %v, want denied", who, err)
			}
			if _, err := s.TabCounts(ctx, who); ErrorCode(err) != Denied {
				t.Errorf("%+v: %v, want denied", who, err)
			}
		}
	})
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func TestTickets_refusesWhatItCannotUse(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		c := scatter(t, s, 60)
		next := must(s.Tickets(context.Background(), c.coordinator, TicketFilter{Tab: TabAll, Limit: 3})).Next
		evil := `' OR 1=1; DROP TABLE tickets; --`
		for _, test := range []struct {
			field  string
			filter TicketFilter
		}{
			{"tab", TicketFilter{Tab: Tab(evil)}},
			{"unit", TicketFilter{Unit: evil}},
			{"kind", TicketFilter{Kind: Kind(evil)}},
			{"category", TicketFilter{Category: "%"}},
			{"channel", TicketFilter{Channel: evil}},
			{"status", TicketFilter{Status: Status(evil)}},
			{"place", TicketFilter{Place: evil}},
			{"flag", TicketFilter{Flag: evil}},
			{"assignee", TicketFilter{Assignee: "0 OR 1=1"}},
			{"cursor", TicketFilter{Cursor: evil}},
			{"cursor", TicketFilter{Tab: TabAll, Cursor: next[1:]}},
			{"cursor", TicketFilter{Tab: TabAll, Cursor: "B" + next[1:]}},
			{"cursor", TicketFilter{Tab: TabUnit, Cursor: next}},
			{"cursor", TicketFilter{Tab: TabAll, Kind: Complaint, Cursor: next}},
			{"cursor", TicketFilter{Tab: TabAll, Text: "jalan", Cursor: next}},
		} {
			_, err := s.Tickets(context.Background(), c.coordinator, test.filter)
			if e := AsError(err); e == nil || e.Code != Invalid || e.Field != test.field {
				t.Errorf("%+v: %v, want invalid %s", test.filter, err, test.field)
			}
		}
		for _, text := range []string{evil, `"`, `jalan" OR "1`, `a* AND NOT b`, `:* & ! | ( )`, "%_\\", "\x00jalan", "NEAR/2"} {
			if _, err := s.Tickets(context.Background(), c.coordinator, TicketFilter{Text: text}); err != nil {
				t.Errorf("text %q: %v", text, err)
			}
		}
	})
}

func TestTickets_findsByNumber(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		scatter(t, s, 30)
		for text, want := range map[string]int{
			"TGP-2026-000007": 1, "tgp 2026 7": 1, "7": 1, "000007": 1, "TGP-2025-000007": 0, "TGP-2026-000099": 0, "99": 0,
		} {
			l := must(s.Tickets(context.Background(), System, TicketFilter{Text: text}))
			if len(l.Rows) != want || want == 1 && l.Rows[0].Number != "TGP-2026-000007" {
				t.Errorf("%q finds %d tickets, want %d", text, len(l.Rows), want)
			}
		}
	})
}

// Invariant 12: the number of queries does not depend on the number of rows.
func TestTickets_queries(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		c := scatter(t, s, 300)
		queries := 0
		count := func(*gorm.DB) { queries++ }
		if err := s.read.Callback().Row().Before("gorm:row").Register("count", count); err != nil {
			t.Fatal(err)
		}
		must(s.reference(context.Background()))
		for _, f := range []TicketFilter{{Tab: TabAll}, {Tab: TabUnit}, {}, {Text: "jalan"}} {
			asked := map[int]int{}
			for _, f.Limit = range []int{2, 50, 200} {
				queries = 0
				must(s.Tickets(context.Background(), c.coordinator, f))
				asked[queries] = f.Limit
			}
			if len(asked) != 1 {
				t.Errorf("%+v: %v queries", f, asked)
			}
		}
		queries = 0
		if must(s.TabCounts(context.Background(), c.coordinator)); queries != 1 {
			t.Errorf("counting the tabs takes %d queries", queries)
		}
	})
}
