package models

import (
	"context"
	"fmt"
	"iter"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tanggap/models/sla"
	"tanggap/models/text"
)

func at(moment string) Time {
	t, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		panic(err)
	}
	return At(t)
}

// pasts are tickets to which everything has happened that can; 1 is the agent of pupr, 2 that of perumda.
func pasts() []Past {
	mon := at("2026-11-16T08:00:00+07:00")
	hours := func(n float64) Time { return mon + Time(n*3600) }
	return []Past{
		{Intake: Intake{Text: "Jalan berlubang di depan pasar", Kind: Complaint, Name: "Bu Melati", Phone: "0812 000 111"}},
		{
			Intake: Intake{Text: "Air mati sejak kemarin di Kijang, KTP 2171010101010001", Kind: Complaint, Channel: "facebook", Handle: "@anak_pulau"},
			Deeds: []Deed{
				{Type: TicketAssigned, At: hours(1), By: 2, User: 2},
				{Type: ReplySent, At: hours(1.5), By: 2, Text: "Pipa sedang diperbaiki."},
				{Type: MessageReceived, At: hours(2), Text: "Belum juga nyala"},
				{Type: MessageReceived, At: hours(2.5), Text: "Halo, masih mati"},
				{Type: ReplySent, At: hours(30), By: 2, Text: "Sudah normal kembali."},
				{Type: MessageReceived, At: hours(31), Text: "Mati lagi"},
				{Type: NoteAdded, At: hours(32), By: 2, Text: "Pompa cadangan rusak"},
				{Type: ReplySent, At: hours(33), By: 2, Text: "Pompa diganti."},
				{Type: TicketResolved, At: hours(60), By: 2, Text: "Selesai diperbaiki."},
				{Type: MessageReceived, At: hours(80), Text: "Masih keruh"},
				{Type: TicketResolved, At: hours(100), By: 2, Text: "Sudah kami bilas."},
				{Type: TicketReopened, At: hours(101), By: 2, Text: "Keliru ditutup"},
			},
		},
		{
			Intake: Intake{Text: "Ada kebakaran di gudang", Kind: Complaint, Unit: "pupr", Email: "warga@contoh.example", Name: "Pak Anu"},
			Deeds: []Deed{
				{Type: TransferAsked, At: hours(2), By: 1, Unit: "perumda", Text: "Bukan jalan"},
				{Type: TransferReturned, At: hours(3), By: 2, Text: "Bukan air"},
				{Type: TransferAsked, At: hours(4), By: 1, Unit: "perumda", Text: "Coba lagi"},
				{Type: TransferReturned, At: hours(5), By: 2, Text: "Tetap bukan"},
				{Type: TransferAsked, At: hours(6), By: 3, Unit: "pupr", Text: "Mohon ditangani"},
				{Type: TransferAccepted, At: hours(70), By: 1},
				{Type: TransferAsked, At: hours(71), By: 1, Unit: "perumda", Text: "Ternyata pipa"},
				{Type: TicketResolved, At: hours(72), By: 2, Text: "Pipa diganti."},
			},
		},
		{
			Intake: Intake{Text: "Kapan jembatan selesai?", Kind: Information, Category: "jalan", Phone: "0812000111"},
			Deeds: []Deed{
				{Type: TicketPaused, At: hours(1), By: 1, Text: "Jembatan yang mana?", Days: 3},
				{Type: ReplySent, At: hours(120), By: 1, Text: "Bulan depan."},
			},
		},
		{
			Intake: Intake{Text: "Ada yang minta uang di loket", Category: "pungli_etik", Privacy: Confidential, Name: "Rahasia"},
			Deeds: []Deed{
				{Type: TicketPaused, At: hours(1), By: 1, Text: "Loket mana?", Days: 2},
				{Type: MessageReceived, At: hours(5), Text: "Loket tiga"},
				{Type: TicketPaused, At: hours(6), By: 1, Text: "Jam berapa?", Days: 2},
				{Type: TicketResumed, At: hours(7), By: 1},
				{Type: TicketArchived, At: hours(50), By: 1, Text: "Laporan ganda"},
			},
		},
		{
			Intake: Intake{Text: "jalan depan rumah", Channel: "facebook", Handle: "@anak_pulau"},
			Deeds: []Deed{
				{Type: TicketClassified, At: hours(1), By: 1, Classification: Classification{Kind: Aspiration, Category: "jalan"}},
				{Type: TicketPaused, At: hours(2), By: 1, Text: "Di mana?", Days: 2},
				{Type: TicketClassified, At: hours(3), By: 1, Classification: Classification{Priority: Emergency}},
				{Type: MessageReceived, At: hours(4), Text: "Depan pasar"},
				{Type: ReplySent, At: hours(40), By: 1, Text: "Sudah ditambal"},
				{Type: TicketClassified, At: hours(41), By: 1, Classification: Classification{Kind: Complaint, Priority: Normal}},
			},
		},
		{
			Intake: Intake{Text: "petugas minta imbalan", Kind: Complaint, Category: "air_bersih"},
			Deeds: []Deed{
				{Type: TicketClassified, At: hours(30), By: 2, Classification: Classification{Category: "pungli_etik"}},
				{Type: ReplySent, At: hours(70), By: 2, Text: "Kami periksa"},
			},
		},
		{Intake: Intake{Text: "Terima kasih, lampu sudah nyala", Kind: Appreciation, Privacy: Anonymous}, By: 1},
	}
}

// begun gives the pasts their beginnings.
func begun() []Past {
	list := pasts()
	for i := range list {
		list[i].At = at("2026-11-16T08:00:00+07:00")
	}
	return list
}

// enact lets the past happen through the verbs, a sweep and the end of pauses at every moment something falls due.
func enact(t *testing.T, s *Store, clock *testClock, past Past, now Time) {
	t.Helper()
	ctx := context.Background()
	move := func(at Time) { clock.set(at.Std().Format(time.RFC3339)) }
	who := func(id int64) Actor {
		a, err := s.ActorOf(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		a.Units, a.AllUnits, a.Confidential = nil, true, 2 // whoever does it may
		return a
	}
	move(past.At)
	opener := Citizen
	if past.By != 0 {
		opener = who(past.By)
	}
	past.Intake.At = 0
	r, err := s.Receive(ctx, opener, past.Intake)
	if err != nil {
		t.Fatal(err)
	}
	number, id := s.Number(r.Ticket), r.Ticket.ID
	until := func(at Time) {
		for {
			due := ask[Time](t, s, "SELECT flag_at FROM clocks WHERE ticket_id = ? UNION ALL SELECT CASE WHEN remind_at < until_at THEN remind_at ELSE until_at END FROM pauses WHERE ticket_id = ? AND ended_at = ? UNION ALL SELECT accept_by + 1 FROM transfers WHERE ticket_id = ? AND state = 'pending' AND late_at = 0", id, id, Never, id)
			if next := slices.Min(due); next <= at {
				move(max(next, s.now()))
				sweepAt(t, s, s.now())
				if _, err := s.EndPauses(ctx); err != nil {
					t.Fatal(err)
				}
				if _, err := s.RemindPauses(ctx); err != nil {
					t.Fatal(err)
				}
				if _, err := s.FlagTransfers(ctx); err != nil {
					t.Fatal(err)
				}
				continue
			}
			return
		}
	}
	for _, d := range past.Deeds {
		until(d.At)
		move(d.At)
		err := do(ctx, s, who, number, id, d)
		if err != nil {
			t.Fatalf("%s: %v", d.Type, err)
		}
	}
	until(now)
	move(now)
}

func do(ctx context.Context, s *Store, who func(int64) Actor, number string, id int64, d Deed) (err error) {
	pending := func() (transfer int64) {
		_ = s.find(ctx, &transfer, "SELECT id FROM transfers WHERE ticket_id = ? AND state = 'pending'", id)
		return transfer
	}
	switch d.Type {
	case MessageReceived:
		err = s.update(ctx, func(tx *Tx) error {
			t, err := tx.load(System, id)
			if err == nil {
				_, err = tx.hear(Citizen, t, d.Text, text.Tokens(d.Text), d.At, &Intake{})
			}
			return err
		})
	case ReplySent:
		_, err = s.Reply(ctx, who(d.By), number, Reply{Text: d.Text, Sent: d.At})
	case NoteAdded:
		_, err = s.AddNote(ctx, who(d.By), number, d.Text)
	case TicketClassified:
		err = s.Classify(ctx, who(d.By), number, d.Classification)
	case TicketAssigned:
		err = s.Assign(ctx, who(d.By), number, d.User)
	case TransferAsked:
		err = s.Transfer(ctx, who(d.By), number, d.Unit, d.Text)
	case TransferAccepted:
		err = s.AcceptTransfer(ctx, who(d.By), number, pending())
	case TransferReturned:
		err = s.ReturnTransfer(ctx, who(d.By), number, pending(), d.Text)
	case TicketPaused:
		err = s.Pause(ctx, who(d.By), number, d.Text, d.Days)
	case TicketResumed:
		err = s.Resume(ctx, who(d.By), number)
	case TicketResolved:
		_, err = s.Resolve(ctx, who(d.By), number, Resolution{Text: d.Text})
	case TicketArchived:
		err = s.Archive(ctx, who(d.By), number, d.Text)
	case TicketReopened:
		err = s.Reopen(ctx, who(d.By), number, d.Text)
	}
	return err
}

// contents are the rows of the filled tables, without what is random (tracking codes, sealed names).
func contents(t *testing.T, s *Store) map[string][]map[string]any {
	t.Helper()
	out := map[string][]map[string]any{}
	for _, table := range append([]string{"citizens", "identities", "rollup_days"}, filledTables...) {
		query := "SELECT * FROM " + table + " ORDER BY id"
		switch table {
		case "search":
			continue
		case "rollup_days":
			query = "SELECT DISTINCT day FROM rollup_days ORDER BY day"
		}
		var found []map[string]any
		if err := s.query(context.Background()).Raw(query).Scan(&found).Error; err != nil {
			t.Fatal(err)
		}
		for _, row := range found {
			for _, column := range []string{"tracking_hash", "tracking_salt", "sealed"} {
				delete(row, column)
			}
			for column, value := range row {
				if raw, ok := value.([]byte); ok {
					row[column] = string(raw)
				}
			}
		}
		out[table] = found
	}
	return out
}

func TestFill_storesWhatTheVerbsWould(t *testing.T) {
	now := at(testStart)
	var filled, enacted map[string][]map[string]any
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		furnish(t, s)
		for _, past := range begun() { // one at a time: ids in the order the verbs give them
			if _, err := s.Fill(context.Background(), slices.Values([]Past{past}), nil); err != nil {
				t.Fatal(err)
			}
		}
		filled = contents(t, s)
		hits := searchFor(t, s, "pompa")
		if len(hits) != 2 || hits[0]/docsPerTicket != 2 {
			t.Errorf("search found %v", hits)
		}
		t.Run("verbs", func(t *testing.T) {
			each(t, func(t *testing.T, s *Store, clock *testClock) {
				furnish(t, s)
				for _, past := range begun() {
					enact(t, s, clock, past, now)
				}
				enacted = contents(t, s)
				for table, rows := range enacted {
					if diff := cmp.Diff(rows, filled[table]); diff != "" {
						t.Errorf("%s: verbs (-), Fill (+)\n%s", table, diff)
					}
				}
				if again := searchFor(t, s, "pompa"); !slices.Equal(hits, again) {
					t.Errorf("search: verbs %v, Fill %v", again, hits)
				}
			})
		})
	})
}

func searchFor(t *testing.T, s *Store, word string) (found []int64) {
	t.Helper()
	query := "SELECT docid FROM search WHERE words MATCH ? ORDER BY docid"
	if s.Engine() == "postgres" {
		query = "SELECT docid FROM search WHERE words @@ CAST(? AS tsquery) ORDER BY docid"
	}
	return ask[int64](t, s, query, word)
}

// many are n short pasts, one in a second.
func many(n int) iter.Seq[Past] {
	return func(yield func(Past) bool) {
		for i := range n {
			began := at("2026-11-02T08:00:00+07:00") + Time(i%1_000_000)
			p := Past{
				Intake: Intake{
					Text: fmt.Sprintf("Jalan berlubang nomor %d di depan pasar ikan, mohon diperbaiki", i), Kind: Complaint, Category: "jalan",
					Channel: "facebook", Handle: fmt.Sprintf("@warga%d", i/3), At: began,
				},
				Deeds: []Deed{
					{Type: TicketAssigned, At: began + 600, By: 1, User: 1},
					{Type: ReplySent, At: began + 4000, By: 1, Text: "Terima kasih laporannya, petugas kami cek paling lambat tiga hari kerja"},
				},
			}
			if i%10 != 0 {
				p.Deeds = append(p.Deeds, Deed{Type: TicketResolved, At: began + 90_000, By: 1, Text: "Lubang sudah ditambal"})
			}
			if !yield(p) {
				return
			}
		}
	}
}

func TestFill_acrossChunks(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		furnish(t, s)
		ctx := context.Background()
		before := indexNames(t, s)
		const n = fillChunk + 10
		var told []int
		done, err := s.Fill(ctx, many(n), func(f Filled) { told = append(told, f.Tickets) })
		if err != nil || done.Tickets != n || !slices.Equal(told, []int{fillChunk, n}) {
			t.Fatalf("filled %+v, told %v, %v", done, told, err)
		}
		if after := indexNames(t, s); !slices.Equal(before, after) {
			t.Errorf("indexes before %v\nafter %v", before, after)
		}
		type counts struct{ Tickets, Citizens, Last int64 }
		got := ask[counts](t, s, "SELECT COUNT(*) AS tickets, COUNT(DISTINCT citizen_id) AS citizens, MAX(id) AS last FROM tickets")[0]
		if got != (counts{n, (n + 2) / 3, n}) {
			t.Errorf("stored %+v", got)
		}
		for _, id := range []int64{1, fillChunk, n} {
			intact(t, s, &Ticket{ID: id})
		}
		// a verb goes on where Fill ended
		next := receive(t, s, Intake{Text: "Jalan berlubang", Kind: Complaint})
		if next.ID != n+1 {
			t.Errorf("the next ticket is %d", next.ID)
		}
		if clockOf(t, s, &Ticket{ID: 5}, sla.FirstResponse).State != sla.Met {
			t.Error("the first response of an answered ticket is not met")
		}
	})
}

func indexNames(t *testing.T, s *Store) []string {
	t.Helper()
	var names []string
	err := s.update(context.Background(), func(tx *Tx) error {
		names = nil
		for _, table := range filledTables {
			found, err := s.dialect.indexes(tx, table)
			if err != nil {
				return err
			}
			for _, index := range found {
				names = append(names, index.Name+": "+strings.Join(strings.Fields(index.SQL), " "))
			}
		}
		slices.Sort(names)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestMigrate_restoresIndexesOfAnEndedFill(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx := context.Background()
		before := indexNames(t, s)
		if err := s.dropIndexes(ctx); err != nil {
			t.Fatal(err)
		}
		if len(before) < 20 || len(indexNames(t, s)) != 0 {
			t.Fatalf("before %d indexes, now %d", len(before), len(indexNames(t, s)))
		}
		if _, err := s.Migrate(ctx); err != nil {
			t.Fatal(err)
		}
		if after := indexNames(t, s); !slices.Equal(before, after) {
			t.Errorf("before %v\nafter %v", before, after)
		}
	})
}

func TestFill_refuses(t *testing.T) {
	s, _ := openTest(t, "sqlite:"+t.TempDir()+"/tanggap.db")
	furnish(t, s)
	began := at("2026-11-02T08:00:00+07:00")
	for name, past := range map[string]Past{
		"no text":               {Intake: Intake{At: began}},
		"a deed before":         {Intake: Intake{Text: "a b", At: began}, Deeds: []Deed{{Type: NoteAdded, At: began - 1, By: 1}}},
		"a deed to come":        {Intake: Intake{Text: "a b", At: began}, Deeds: []Deed{{Type: NoteAdded, At: s.now() + 1, By: 1}}},
		"an unknown deed":       {Intake: Intake{Text: "a b", At: began}, Deeds: []Deed{{Type: FlagRaised, At: began}}},
		"a transfer to nowhere": {Intake: Intake{Text: "a b", At: began}, Deeds: []Deed{{Type: TransferAsked, At: began, By: 1, Unit: "x"}}},
	} {
		if _, err := s.Fill(context.Background(), slices.Values([]Past{past}), nil); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
	if n := ask[int](t, s, "SELECT COUNT(*) FROM tickets")[0]; n != 0 {
		t.Errorf("%d tickets stored", n)
	}
}

// TestFill_speed prints tickets per second: TANGGAP_BENCH_FILL=200000 go test -run Fill_speed -v.
func TestFill_speed(t *testing.T) {
	var n int
	if _, err := fmt.Sscan(os.Getenv("TANGGAP_BENCH_FILL"), &n); err != nil {
		t.Skip("TANGGAP_BENCH_FILL is not set")
	}
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		furnish(t, s)
		done, err := s.Fill(context.Background(), many(n), nil)
		t.Logf("%+v: %.0f tickets/s, %v", done, float64(done.Tickets)/done.Took.Seconds(), err)
	})
}
