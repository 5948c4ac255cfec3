package models

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"gorm.io/gorm"

	"tanggap/channels"
)

// spy keeps the statements that pass through it, with their values.
type spy struct {
	gorm.ConnPool
	mu   *sync.Mutex
	seen *[]statement
}

type statement struct {
	sql  string
	args []any
}

func (p spy) note(query string, args []any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	*p.seen = append(*p.seen, statement{query, slices.Clone(args)})
}

func (p spy) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	p.note(query, args)
	return p.ConnPool.ExecContext(ctx, query, args...)
}

func (p spy) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	p.note(query, args)
	return p.ConnPool.QueryContext(ctx, query, args...)
}

func (p spy) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	p.note(query, args)
	return p.ConnPool.QueryRowContext(ctx, query, args...)
}

// spyingWriter lets every verb write through the spy.
type spyingWriter struct {
	writer
	spy spy
}

func (w spyingWriter) do(ctx context.Context, fn func(*Tx) error) error {
	return w.writer.do(ctx, func(tx *Tx) error {
		tx.conn = spy{tx.conn, w.spy.mu, w.spy.seen}
		return fn(tx)
	})
}

// overhear returns the statements of everything the store does from now on, and how to let it be again.
func overhear(s *Store) (seen *[]statement, stop func()) {
	p := spy{s.read.Statement.ConnPool, &sync.Mutex{}, &[]statement{}}
	writer, pool := s.writer, s.read.Statement.ConnPool
	s.writer, s.read.Statement.ConnPool = spyingWriter{s.writer, p}, p
	return p.seen, func() { s.writer, s.read.Statement.ConnPool = writer, pool }
}

// Tables that grow with the tickets. A statement of the hot path must never read one of them from end to end.
var growing = []string{
	"tickets", "messages", "clocks", "events", "flags", "notices", "outbox", "attachments", "citizens", "identities",
	"assignments", "transfers", "pauses", "closures", "requests", "search", "steps", "drafts",
	"errands", "errand_results", "presences", "followings",
}

var sourceForm = regexp.MustCompile(`(?i)\b(?:FROM|JOIN|UPDATE|INTO)\s+(\w+)(?:\s+(?:AS\s+)?(\w+))?`)

// sources are the tables of a statement by the names its plan calls them.
func sources(query string) map[string]string {
	tables := map[string]string{}
	for _, m := range sourceForm.FindAllStringSubmatch(query, -1) {
		tables[m[1]] = m[1]
		if m[2] != "" {
			tables[m[2]] = m[1]
		}
	}
	return tables
}

// step is one line of a plan.
type step struct {
	depth int
	text  string
}

// scans returns the lines of a plan that read a growing table from end to end. A walk along an index is none when a
// LIMIT ends it and nothing sorts or gathers what it gives before that: then it is the list itself that is read.
func (s *Store) scans(pool *sql.DB, st statement) (bad []string, plan string, err error) {
	steps, err := s.plan(pool, st)
	if err != nil {
		return nil, "", err
	}
	tables := sources(st.sql)
	for i, one := range steps {
		plan += strings.Repeat("  ", one.depth) + one.text + "\n"
		var table string
		var indexed bool
		if s.Engine() == "sqlite" {
			words := strings.Fields(one.text)
			if words[0] != "SCAN" || strings.Contains(one.text, "VIRTUAL TABLE") {
				continue
			}
			table, indexed = tables[words[1]], strings.Contains(one.text, "INDEX")
			for _, other := range steps { // sorted beside it
				if other.depth == one.depth && strings.Contains(other.text, "TEMP B-TREE") {
					indexed = false
				}
			}
			indexed = indexed && strings.Contains(st.sql, "LIMIT")
		} else {
			m := regexp.MustCompile(`(Seq|Index|Index Only) Scan (?:Backward )?(?:using \w+ )?on (\w+)`).FindStringSubmatch(one.text)
			if m == nil || m[1] != "Seq" && i+1 < len(steps) && strings.HasPrefix(steps[i+1].text, "Index Cond") {
				continue
			}
			table, indexed = m[2], m[1] != "Seq" && (ended(steps, i) || !filled(st))
		}
		if slices.Contains(growing, table) && !indexed {
			bad = append(bad, one.text)
		}
	}
	return bad, plan, nil
}

// ended reports whether a LIMIT above the step ends it, with nothing between that must read everything first.
func ended(steps []step, i int) bool {
	depth := steps[i].depth
	for ; i >= 0; i-- {
		switch text := steps[i].text; {
		case steps[i].depth >= depth:
		case strings.Contains(text, "Limit "):
			return true
		case strings.Contains(text, "Sort") || strings.Contains(text, "Aggregate") || strings.Contains(text, "Hash"):
			return false
		default:
			depth = steps[i].depth
		}
	}
	return false
}

// filled reports whether years has put rows into every growing table of the statement. PostgreSQL rightly reads a table
// of a few rows from end to end; of those the test asks whether there is an index at all.
func filled(st statement) bool {
	for _, table := range sources(st.sql) {
		if slices.Contains(growing, table) && !slices.Contains([]string{"tickets", "messages", "clocks", "events", "search"}, table) {
			return false
		}
	}
	return true
}

func (s *Store) plan(pool *sql.DB, st statement) ([]step, error) {
	prefix := map[string]string{"sqlite": "EXPLAIN QUERY PLAN ", "postgres": "EXPLAIN "}[s.Engine()]
	conn, err := pool.Conn(context.Background())
	if err != nil {
		return nil, err
	}
	defer func() { _ = conn.Close() }()
	// An explanation alone does not make SQLite notice that Fill has put the indexes back; a statement that runs does.
	if _, err := conn.ExecContext(context.Background(), "SELECT COUNT(*) FROM settings"); err != nil {
		return nil, err
	}
	if s.Engine() == "postgres" && !filled(st) {
		if _, err := conn.ExecContext(context.Background(), "SET enable_seqscan = off"); err != nil {
			return nil, err
		}
		defer func() { _, _ = conn.ExecContext(context.Background(), "RESET enable_seqscan") }()
	}
	rows, err := conn.QueryContext(context.Background(), prefix+st.sql, st.args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var steps []step
	depths := map[int]int{0: 0}
	for rows.Next() {
		var one step
		if s.Engine() == "sqlite" {
			var id, parent, unused int
			err = rows.Scan(&id, &parent, &unused, &one.text)
			one.depth = depths[parent]
			depths[id] = one.depth + 1
		} else {
			err = rows.Scan(&one.text)
			one.depth = len(one.text) - len(strings.TrimLeft(one.text, " "))
			one.text = strings.TrimPrefix(strings.TrimLeft(one.text, " "), "->  ")
		}
		if err != nil {
			return nil, err
		}
		steps = append(steps, one)
	}
	return steps, rows.Err()
}

// years fills the house with tickets of half a year, one in ten still live, and tells the database how they lie.
func years(t testing.TB, s *Store, n int) house {
	t.Helper()
	h := furnish(t, s)
	begin := s.now() - Time(n)*1800
	past := func(yield func(Past) bool) {
		for i := range n {
			p := Past{Intake: Intake{
				Text: fmt.Sprintf("Lampu jalan nomor%d mati di gang %s", i%211, vocabulary[i%len(vocabulary)]), Kind: Kinds[i%7],
				Unit: []string{"pupr", "perumda"}[i%2], Channel: Channels[i%14], At: begin + Time(i)*1800,
				Handle: fmt.Sprintf("@warga%d", i%997),
			}}
			if i%10 > 0 {
				p.Deeds = []Deed{
					{Type: ReplySent, At: p.At + 600, By: int64(1 + i%2), Text: "Kami cek."},
					{Type: TicketResolved, At: p.At + 1200, By: int64(1 + i%2), Text: "Selesai."},
				}
			}
			if !yield(p) {
				return
			}
		}
	}
	if _, err := s.Fill(context.Background(), past, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.exclusive(context.Background(), func(conn *sql.Conn) error {
		_, err := conn.ExecContext(context.Background(), "ANALYZE")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return h
}

// None of the hot statements reads a table that grows from end to end. What is explained is what the verbs really sent.
func TestPlans_scanNothingThatGrows(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		h := years(t, s, 8000)
		ctx := context.Background()
		receipt := must(s.Receive(ctx, h.roads, Intake{Text: "Aspal rusak", Unit: "pupr", Email: "warga@contoh.test", Name: "Warga"}))
		number := s.Number(receipt.Ticket)
		pool := must(s.read.DB())
		seen, stop := overhear(s)
		defer stop()
		for name, verb := range hotVerbs(s, h, number, receipt) {
			*seen = nil
			if err := verb(ctx); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if len(*seen) == 0 {
				t.Errorf("%s sent nothing", name)
			}
			looked := map[string]bool{}
			for _, st := range *seen {
				if looked[st.sql] || strings.HasPrefix(st.sql, "INSERT") && !strings.Contains(st.sql, "SELECT") {
					continue
				}
				looked[st.sql] = true
				bad, plan, err := s.scans(pool, st)
				if err != nil || len(bad) > 0 {
					t.Errorf("%s: %v %v\n%.600s\n%.2000s", name, bad, err, st.sql, plan)
				}
			}
		}
	})
}

func hotVerbs(s *Store, h house, number string, receipt *Receipt) map[string]func(context.Context) error {
	verbs := map[string]func(context.Context) error{}
	id := receipt.Ticket.ID
	for who, actor := range map[string]Actor{"agent": h.roads, "coordinator": h.coordinator, "system": System} {
		verbs[who+" counts"] = func(ctx context.Context) error { _, err := s.TabCounts(ctx, actor); return err }
		for name, f := range map[string]TicketFilter{
			"of one unit": {Tab: TabAll, Unit: "pupr"}, "by kind": {Tab: TabAll, Kind: Complaint},
			"resolved": {Tab: TabAll, Status: StatusResolved}, "critical": {Tab: TabAll, Flag: "critical"},
			"of a month": {From: s.now() - 60*86400, To: s.now() - 30*86400}, "of nobody": {Tab: TabUnit, Assignee: "none"},
			"everything": {}, "with a common word": {Text: "lampu "}, "with a rare word": {Text: "nomor7 "},
			"with both": {Text: "lampu nomor7 "}, "with a beginning": {Text: "lamp"}, "with no such word": {Text: "kapal selam"},
			"with a word, late": {Tab: TabLate, Text: "lampu "}, "by number": {Text: number},
			"by the end of a number": {Text: "4567"}, "by a tracking code": {Text: "abcd-efgh-jkmn"}, "best first": {Text: "lampu ", Sort: SortFit},
			"behind a unit's figure": {Response: "missed", Unit: "pupr", From: s.now() - 60*86400, To: s.now()},
		} {
			verbs[who+" lists "+name] = s.listVerb(actor, f)
		}
		for _, tab := range Tabs {
			verbs[who+" lists "+string(tab)] = s.listVerb(actor, TicketFilter{Tab: tab})
		}
	}
	for name, verb := range map[string]func(context.Context) error{
		"opening":  func(ctx context.Context) error { _, err := s.View(ctx, h.roads, number); return err },
		"messages": func(ctx context.Context) error { _, err := s.Messages(ctx, h.roads, id); return err },
		"events":   func(ctx context.Context) error { _, err := s.Events(ctx, h.roads, id); return err },
		"tracking": func(ctx context.Context) error {
			who, t, err := s.Track(ctx, number, receipt.TrackingCode)
			if err == nil {
				_, err = s.Messages(ctx, who, t.ID)
			}
			return err
		},
		"reporting": func(ctx context.Context) error {
			_, err := s.Receive(ctx, Citizen, Intake{Text: "Darurat kebakaran", Email: "warga@contoh.test", Handle: "@warga7", Thread: "7"})
			return err
		},
		"answering": func(ctx context.Context) error {
			_, err := s.Reply(ctx, h.roads, number, Reply{Text: "Kami cek."})
			return err
		},
		"taking back": func(ctx context.Context) error {
			m, err := s.Reply(ctx, h.roads, number, Reply{Text: "Kami cek."})
			if err == nil {
				err = s.CancelReply(ctx, h.roads, m.ID)
			}
			return err
		},
		"writing": func(ctx context.Context) error {
			saved, err := s.KeepDraft(ctx, h.roads, number, Drafting{Kind: DraftReply, Text: "Kami"})
			if err == nil {
				_, err = s.KeepDraft(ctx, h.roads, number, Drafting{Kind: DraftReply, Text: "Kami c", Mark: saved.Draft.Mark()})
			}
			return err
		},
		"drafts":  func(ctx context.Context) error { _, err := s.Drafts(ctx, h.roads); return err },
		"errands": func(ctx context.Context) error { _, err := s.Errands(ctx, h.roads); return err },
		"many at once": func(ctx context.Context) error {
			id, err := s.AskErrand(ctx, h.roads, ErrandAsk{
				Action: "classify", Data: ErrandData{Kind: Complaint}, All: true, Filter: TicketFilter{Tab: TabUnit, Kind: Complaint},
			})
			for more := true; more && err == nil; {
				more, err = s.WorkErrand(ctx, plainFill)
			}
			if err == nil {
				_, err = s.Errand(ctx, h.roads, id, "done", 0)
			}
			if err == nil {
				_, err = s.UndoErrand(ctx, h.roads, id)
			}
			return err
		},
		"drafted":    func(ctx context.Context) error { _, err := s.Drafted(ctx, h.roads); return err },
		"purging":    func(ctx context.Context) error { _, err := s.Purge(ctx); return err },
		"publishing": func(ctx context.Context) error { _, err := s.Publish(ctx); return err },
		"expiring":   func(ctx context.Context) error { _, err := s.Expire(ctx); return err },
		"mailing": func(ctx context.Context) error {
			got, err := s.Receive(ctx, Citizen, Intake{Text: "Jalan rusak", Unit: "pupr", Email: "ani@contoh.test"})
			if err != nil {
				return err
			}
			if _, err = s.Reply(ctx, System, s.Number(got.Ticket), Reply{Text: "Besok."}); err != nil {
				return err
			}
			for range 2 { // the receipt, and then the answer, in its language
				claimed, err := s.Claim(ctx, 10)
				if err != nil || len(claimed) == 0 {
					return errors.Join(err, fmt.Errorf("claimed %d", len(claimed)))
				}
				for i := range claimed {
					if err := s.Settle(ctx, &claimed[i], channels.Receipt{}, nil); err != nil {
						return err
					}
				}
			}
			return nil
		},
		"merging": func(ctx context.Context) error {
			later, err := s.Receive(ctx, h.roads, Intake{Text: "Aspal rusak lagi", Unit: "pupr"})
			if err == nil {
				err = s.Merge(ctx, h.roads, s.Number(later.Ticket), number, "Satu kejadian")
			}
			if err == nil {
				_, err = s.View(ctx, h.roads, s.Number(later.Ticket))
			}
			return err
		},
		"one incident": func(ctx context.Context) error {
			id, err := s.OpenIncident(ctx, h.roads, number, "Aspal rusak", "")
			if err == nil {
				_, err = s.Incident(ctx, h.roads, id)
			}
			if err == nil {
				_, err = s.Incidents(ctx, h.roads)
			}
			if err == nil {
				_, err = s.SendIncidents(ctx)
			}
			return err
		},
		"giving by rule": func(ctx context.Context) error {
			err := s.AddRule(ctx, System, Rule{UnitID: receipt.Ticket.UnitID, Most: 5})
			if err == nil {
				_, err = s.Receive(ctx, h.roads, Intake{Text: "Aspal rusak di sini", Unit: "pupr"})
			}
			if err == nil {
				_, err = s.AssignByRule(ctx)
			}
			return err
		},
		"on leave": func(ctx context.Context) error { _, err := s.HandTickets(ctx); return err },
		"sweeping": func(ctx context.Context) error { _, err := s.Sweep(ctx, s.now()+30*86400); return err },
		"steps": func(ctx context.Context) error {
			_, err := s.SaveRung(ctx, System, Rung{Level: After, Whom: ToUnit, Ways: ByMail, Every: 8, Times: 3})
			for _, days := range []Time{30, 60, 61} {
				if err == nil {
					_, err = s.Sweep(ctx, s.now()+days*86400)
				}
			}
			return err
		},
		"claiming":   func(ctx context.Context) error { _, err := s.Claim(ctx, 10); return err },
		"unread":     func(ctx context.Context) error { _, err := s.Unread(ctx, h.roads); return err },
		"notices":    func(ctx context.Context) error { _, _, err := s.Notices(ctx, h.roads, 0); return err },
		"reminding":  func(ctx context.Context) error { _, err := s.RemindPauses(ctx); return err },
		"unaccepted": func(ctx context.Context) error { _, err := s.FlagTransfers(ctx); return err },
		"end pauses": func(ctx context.Context) error { _, err := s.EndPauses(ctx); return err },
		"what a holiday reaches": func(ctx context.Context) error {
			_, err := s.reaching(ctx, []dateRange{{officeCalendar, s.now(), s.now() + 86400}}, 0)
			return err
		},
		"the feed":   func(ctx context.Context) error { _, err := s.changesAfter(ctx, 100); return err },
		"last event": func(ctx context.Context) error { _, err := s.LastEvent(ctx, 0); return err },
		"transferring": func(ctx context.Context) error {
			other, err := s.Receive(ctx, h.roads, Intake{Text: "Aspal rusak", Unit: "pupr"})
			if err == nil {
				err = s.Transfer(ctx, h.roads, s.Number(other.Ticket), "perumda", "Bukan jalan")
			}
			return err
		},
	} {
		verbs[name] = verb
	}
	return verbs
}

// listVerb reads the first page and the next one.
func (s *Store) listVerb(who Actor, f TicketFilter) func(context.Context) error {
	return func(ctx context.Context) error {
		l, err := s.Tickets(ctx, who, f)
		if err == nil && l.Next != "" {
			f.Cursor = l.Next
			_, err = s.Tickets(ctx, who, f)
		}
		return err
	}
}
