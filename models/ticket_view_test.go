package models

import (
	"context"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"
)

// queriesOf counts what a call reads from the database.
func queriesOf(t *testing.T, s *Store, call func()) int {
	t.Helper()
	n := 0
	name := "test:count"
	if err := s.read.Callback().Row().Before("gorm:row").Register(name, func(*gorm.DB) { n++ }); err != nil {
		t.Fatal(err)
	}
	call()
	if err := s.read.Callback().Row().Remove(name); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestView_readsTheSameNumberOfQueriesForAnyTicket(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h, ctx := furnish(t, s), context.Background()
		small := numberOf(t, s, Intake{Text: "Jalan berlubang di Kawal", Category: "jalan", Name: "Warga Contoh", Email: "w@contoh.test"})
		large := numberOf(t, s, Intake{Text: "Aspal rusak", Category: "jalan", Name: "Warga Contoh", Email: "w@contoh.test"})
		for range 20 {
			clock.add(time.Minute)
			if _, err := s.AddNote(ctx, h.roads, large, "Sudah dicek."); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Reply(ctx, h.roads, large, Reply{Text: "Kami cek."}); err != nil {
				t.Fatal(err)
			}
		}
		var a, b *TicketView
		var err error
		_, _ = s.View(ctx, h.roads, small) // fills the caches
		one := queriesOf(t, s, func() { a, err = s.View(ctx, h.roads, small) })
		if err != nil {
			t.Fatal(err)
		}
		many := queriesOf(t, s, func() { b, err = s.View(ctx, h.roads, large) })
		if err != nil {
			t.Fatal(err)
		}
		if one != many || one == 0 || one > 26 {
			t.Errorf("%d queries for a small ticket, %d for a large one; want the same, at most 26", one, many)
		}
		if len(a.Conversation) != 1 || len(b.Conversation) != 41 || len(b.Sends) != 21 { // the receipt of the ticket is the other one
			t.Errorf("%d and %d messages, %d waiting to be sent", len(a.Conversation), len(b.Conversation), len(b.Sends))
		}
	})
}

// numberOf opens a ticket as the public does and returns its number.
func numberOf(t *testing.T, s *Store, in Intake) string {
	t.Helper()
	r, err := s.Receive(context.Background(), Citizen, in)
	if err != nil {
		t.Fatal(err)
	}
	return s.Number(r.Ticket)
}

func TestView_showsOfACitizenWhatTheyAllow(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		h, ctx := furnish(t, s), context.Background()
		person := Intake{Category: "jalan", Name: "Warga Contoh", Email: "warga@contoh.test", Phone: "081234567890"}
		open := func(text string, privacy Privacy) string {
			in := person
			in.Text, in.Privacy = text, privacy
			return numberOf(t, s, in)
		}
		first := open("Jalan rusak, hubungi 0812-3456-7890 atau a.b@contoh.test", Named)
		open("Jalan rusak kedua", Anonymous)
		last := open("Jalan rusak ketiga", Named)
		for _, c := range []struct {
			name    string
			privacy Privacy
			want    Reporter
			earlier int
		}{
			{"named", Named, Reporter{Name: "Warga Contoh", Email: "w•••@contoh.test", Phone: "0812••••••90", Mail: true}, 2},
			{"anonymous", Anonymous, Reporter{Hidden: true, Mail: true}, 0},
			{"confidential", Confidential, Reporter{Hidden: true, Sealed: true, Mail: true}, 0},
		} {
			v, err := s.View(ctx, h.roads, open("Jalan rusak lagi", c.privacy))
			if err != nil {
				t.Fatal(err)
			}
			if v.Reporter != c.want {
				t.Errorf("%s: %+v, want %+v", c.name, v.Reporter, c.want)
			}
			if len(v.Earlier) != c.earlier {
				t.Errorf("%s: %d earlier tickets, want %d: those sent with a name", c.name, len(v.Earlier), c.earlier)
			}
		}
		v, err := s.View(ctx, h.roads, first)
		if err != nil {
			t.Fatal(err)
		}
		if text := v.Conversation[0].Text; strings.Contains(text, "3456") || strings.Contains(text, "a.b@") {
			t.Errorf("a number or an address is shown: %s", text)
		}
		if _, err := s.View(ctx, h.water, last); ErrorCode(err) != NotFound {
			t.Errorf("another unit's ticket: %v, want not found", err)
		}
	})
}

func TestView_explainsItsClocks(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h, ctx := furnish(t, s), context.Background()
		number := numberOf(t, s, Intake{Text: "Jalan berlubang", Kind: Complaint, Category: "jalan"})
		clock.add(30 * time.Hour) // Wednesday 15.00
		v, err := s.View(ctx, h.roads, number)
		if err != nil {
			t.Fatal(err)
		}
		first := v.Clocks[0]
		var counted int64
		for _, step := range first.Steps {
			counted += step.Seconds
		}
		if counted != first.Total || first.Policy != "Pengaduan" || first.Calendar != "Jam kerja" || first.Basis == "" {
			t.Errorf("the steps of %s count %d of %d seconds; policy %q, calendar %q", first.Target, counted, first.Total,
				first.Policy, first.Calendar)
		}
		stored, err := s.Clocks(ctx, h.roads, v.ID)
		if err != nil {
			t.Fatal(err)
		}
		for i := range stored {
			if c := v.Clocks[0]; stored[i].Target == c.Target && stored[i].DueAt != At(c.Due) {
				t.Errorf("the page says %s, the list %v", c.Due, stored[i].DueAt.Std())
			}
		}
	})
}

func TestClassify_movesMisconductOutOfSight(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		h, ctx := furnish(t, s), context.Background()
		number := numberOf(t, s, Intake{Text: "Jalan berlubang", Category: "jalan", Place: "depan toko, 0812-3456-7890"})
		shown, none := "depan toko, 0812••••••90", int64(0)
		if err := s.Classify(ctx, h.roads, number, Classification{Place: &shown, PlaceID: &none}); err != nil {
			t.Fatal(err)
		}
		kept, err := s.Ticket(ctx, h.roads, number)
		if err != nil || kept.Place != "depan toko, 0812-3456-7890" {
			t.Errorf("the masked place sent back made %q of the true one (%v)", kept.Place, err)
		}
		if err := s.Classify(ctx, h.roads, number, Classification{Category: "pungli_etik"}); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Ticket(ctx, h.roads, number); ErrorCode(err) != NotFound {
			t.Errorf("its old unit still sees it: %v", err)
		}
		moved, err := s.Ticket(ctx, System, number)
		if err != nil || moved.UnitID != 4 || moved.Confidential != 2 {
			t.Errorf("unit %d, confidential %d, want the inspectorate's, 2 (%v)", moved.UnitID, moved.Confidential, err)
		}
	})
}

func TestAssignable_isWhoeverAssignAccepts(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		h, ctx := furnish(t, s), context.Background()
		for _, role := range Roles {
			for _, unit := range []string{"pemkab", "pupr", "perumda"} {
				u := User{Email: string(role) + unit + "@tanggap.test", Role: role}
				if _, err := s.AddUser(ctx, System, u, unit, "kayu lapis hijau tua"); err != nil {
					t.Fatal(err)
				}
			}
		}
		var everybody []int64
		if err := s.find(ctx, &everybody, "SELECT id FROM users"); err != nil {
			t.Fatal(err)
		}
		for _, privacy := range []Privacy{Named, Confidential} {
			number := numberOf(t, s, Intake{Text: "Jalan rusak", Category: "jalan", Privacy: privacy})
			ticket, err := s.Ticket(ctx, h.roads, number)
			if err != nil {
				t.Fatal(err)
			}
			people, err := s.Assignable(ctx, ticket)
			if err != nil {
				t.Fatal(err)
			}
			offered := map[int64]bool{}
			for _, p := range people {
				offered[p.ID] = true
			}
			for _, user := range everybody {
				if taken := s.Assign(ctx, h.roads, number, user) == nil; taken != offered[user] {
					t.Errorf("%s: user %d is offered: %v, accepted: %v", privacy, user, offered[user], taken)
				}
			}
		}
	})
}
