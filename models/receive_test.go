package models

import (
	"context"
	"sync"
	"testing"
	"time"

	"tanggap/models/sla"
)

func TestReceive_opensRoutesAndStartsTheClocks(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		got, err := s.Receive(ctx, Citizen, Intake{Text: "Jalan berlubang di depan pasar, mohon diperbaiki"})
		if err != nil {
			t.Fatal(err)
		}
		if number := s.Number(got.Ticket); number != "TGP-2026-000001" {
			t.Errorf("number = %s", number)
		}
		ticket, err := s.Ticket(ctx, h.roads, "tgp-2026-000001")
		if err != nil {
			t.Fatal(err)
		}
		if ticket.UnitID != 2 || ticket.Kind != Complaint || ticket.Status != StatusNew {
			t.Errorf("ticket = unit %d, %s, %s; want unit 2, a new complaint", ticket.UnitID, ticket.Kind, ticket.Status)
		}
		// 4 working hours from Tuesday 09:00, with the break from 12 to 13.
		if due := At(time.Date(2026, 11, 24, 14, 0, 0, 0, time.FixedZone("WIB", 7*3600))); ticket.DueAt != due {
			t.Errorf("due = %v, want %v", ticket.DueAt.Std(), due.Std())
		}
		if _, err := s.Ticket(ctx, h.water, "TGP-2026-000001"); ErrorCode(err) != NotFound {
			t.Errorf("another unit's agent got %v, want not found", err)
		}
		who, mine, err := s.Track(ctx, "TGP-2026-000001", got.TrackingCode)
		if err != nil || mine.ID != ticket.ID || who.Kind != ByCitizen {
			t.Errorf("tracking: %v, %v", mine, err)
		}
		if _, _, err := s.Track(ctx, "TGP-2026-000001", "0000-0000-0000"); ErrorCode(err) != NotFound {
			t.Errorf("wrong code got %v, want not found", err)
		}
	})
}

// TestReceive_boundsThePast: a program cannot bring what is years old; an import can, up to what can be.
func TestReceive_boundsThePast(t *testing.T) {
	s, _ := openTest(t, "sqlite:"+t.TempDir()+"/tanggap.db")
	h := furnish(t, s)
	token := Actor{Kind: ByToken, ID: 1, AllUnits: true, capabilities: Scopes["submit"]}
	for _, c := range []struct {
		name  string
		who   Actor
		days  int
		field string
	}{
		{"a program, a quarter ago", token, 92, ""},
		{"a program, a day more", token, 93, "received_at"},
		{"a program, in the year 1", token, 738_000, "received_at"},
		{"an import of ten years ago", System, 3653, ""},
		{"an import of the year 226", System, 657_000, "received_at"},
		{"staff, a letter of last month", h.roads, 30, ""},
		{"staff, two years ago", h.roads, 730, "at"},
	} {
		in := Intake{Text: "Jalan rusak", Channel: "letter", At: s.now() - Time(c.days)*86400, Quiet: c.who.Kind == BySystem}
		_, err := s.Receive(context.Background(), c.who, in)
		if e := AsError(err); c.field == "" && err != nil || c.field != "" && (e == nil || e.Field != c.field) {
			t.Errorf("%s: %v, want %q", c.name, err, c.field)
		}
	}
}

func TestReply_stopsTheClockWhenAccepted(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		got, err := s.Receive(ctx, Citizen, Intake{Text: "Jalan berlubang di depan pasar"})
		if err != nil {
			t.Fatal(err)
		}
		number := s.Number(got.Ticket)
		clock.add(6 * time.Hour) // 15:00, an hour late
		sent, err := s.Reply(ctx, h.roads, number, Reply{Text: "Tim kami akan mengecek hari ini.", Sent: s.Clock()})
		if err != nil || sent.State != Sent {
			t.Fatalf("reply: %+v, %v", sent, err)
		}
		clocks, err := s.Clocks(ctx, h.roads, got.Ticket.ID)
		if err != nil || len(clocks) != 2 {
			t.Fatalf("clocks: %+v, %v", clocks, err)
		}
		if c := clocks[0]; c.State != sla.Late || c.WorkingSeconds != 5*3600 || c.UserID != h.roads.ID {
			t.Errorf("first response = %+v, want late after 5 working hours by user %d", c, h.roads.ID)
		}
		flags, err := s.Flags(ctx, h.roads, got.Ticket.ID)
		if err != nil || len(flags) != 2 || flags[1].Level != sla.Overdue || flags[1].At != clocks[0].DueAt {
			t.Errorf("flags = %+v, %v; want near and late at the due instant", flags, err)
		}
		events, err := s.Events(ctx, h.roads, got.Ticket.ID)
		if err != nil || brokenAt(events) != 0 {
			t.Errorf("event chain broken at %d, %v", brokenAt(events), err)
		}
		if _, err := s.Reply(ctx, h.roads, number, Reply{Text: "Kedua", Seen: 1}); ErrorCode(err) != Conflict {
			t.Errorf("an answer crossing another got %v, want conflict", err)
		}
	})
}

func TestLife_ofATicket(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		got, err := s.Receive(ctx, Citizen, Intake{Text: "Air mati sejak pagi", Email: "warga@contoh.test"})
		if err != nil {
			t.Fatal(err)
		}
		number := s.Number(got.Ticket)
		for _, step := range []struct {
			name string
			do   func() error
			want Status
		}{
			{"classify", func() error { return s.Classify(ctx, h.water, number, Classification{Kind: Information}) }, StatusOpen},
			{"assign", func() error { return s.Assign(ctx, h.water, number, h.water.ID) }, StatusOpen},
			{"note", func() error { _, err := s.AddNote(ctx, h.water, number, "cek pompa"); return err }, StatusOpen},
			{"transfer", func() error { return s.Transfer(ctx, h.water, number, "pupr", "bukan pipa kami") }, StatusOpen},
			{"return", func() error { return s.ReturnTransfer(ctx, h.roads, number, 1, "pipa perumda") }, StatusOpen},
			{"pause", func() error { return s.Pause(ctx, h.water, number, "Di RT berapa?", 3) }, StatusWaiting},
			{"citizen answers", func() error { return s.citizenWrites(number, got.TrackingCode, "RT 3") }, StatusAnswered},
			{"resolve", func() error {
				_, err := s.Resolve(ctx, h.water, number, Resolution{Text: "Air sudah mengalir kembali."})
				return err
			}, StatusResolved},
			{"not solved", func() error { return s.citizenWrites(number, got.TrackingCode, "Masih mati") }, StatusOpen},
			{"archive", func() error { return s.Archive(ctx, h.water, number, "uji") }, StatusArchived},
			{"reopen", func() error { return s.Reopen(ctx, h.water, number, "keliru") }, StatusOpen},
		} {
			clock.add(10 * time.Minute)
			if err := step.do(); err != nil {
				t.Fatalf("%s: %v", step.name, err)
			}
			ticket, err := s.ticket(ctx, System, got.Ticket.ID)
			if err != nil || (ticket.Status != step.want && step.name != "citizen answers") {
				t.Fatalf("after %s: status %s, %v; want %s", step.name, ticket.Status, err, step.want)
			}
		}
		events, err := s.Events(ctx, System, got.Ticket.ID)
		if err != nil || brokenAt(events) != 0 {
			t.Errorf("event chain broken at %d, %v", brokenAt(events), err)
		}
	})
}

func (s *Store) citizenWrites(number, code, words string) error {
	who, _, err := s.Track(context.Background(), number, code)
	if err != nil {
		return err
	}
	_, err = s.WriteBack(context.Background(), who, number, Intake{Text: words})
	return err
}

func TestReceive_concurrentVerbsShareCommitsAndFailAlone(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		furnish(t, s)
		ctx := context.Background()
		var wg sync.WaitGroup
		numbers := make([]int64, 200)
		for i := range numbers {
			wg.Add(1)
			go func() {
				defer wg.Done()
				if i%10 == 3 {
					if _, err := s.Receive(ctx, Citizen, Intake{Text: ""}); ErrorCode(err) != Invalid {
						t.Errorf("empty text: %v", err)
					}
					_ = s.update(ctx, func(tx *Tx) error { panic("one verb breaks") })
					return
				}
				got, err := s.Receive(ctx, Citizen, Intake{
					Text:    "Jalan berlubang",
					Request: Request{Scope: "test", Key: string(rune('A' + i%7)), Digest: []byte{1}},
				})
				if err != nil {
					t.Errorf("receive: %v", err)
					return
				}
				numbers[i] = got.Ticket.ID
			}()
		}
		wg.Wait()
		seen := map[int64]bool{}
		for _, n := range numbers {
			seen[n] = true
		}
		delete(seen, 0)
		if len(seen) != 7 {
			t.Errorf("%d tickets from 7 request keys", len(seen))
		}
	})
}
