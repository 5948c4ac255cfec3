package models

import (
	"context"
	"testing"
)

// A fresh house: one user of the regency can receive, find and answer what comes, and the law's targets hold.
func TestInstall_firstUserCanWork(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		ctx := context.Background()
		id, err := s.AddUser(ctx, System, User{Email: "sari@pemkab.test", Role: Supervisor}, "pemkab", "karang-nipah-77")
		if err != nil {
			t.Fatal(err)
		}
		who, err := s.ActorOf(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct{ name, text, category, resolution string }{
			{"roads", "Jalan berlubang di depan pasar, mohon ditambal", "jalan", "14wd"},
			{"lights", "Lampu jalan padam sudah seminggu", "pju", "14wd"},
		} {
			got, err := s.Receive(ctx, Citizen, Intake{Text: c.text, Kind: Complaint})
			if err != nil {
				t.Fatalf("%s: %v", c.name, err)
			}
			ref, _ := s.reference(ctx)
			if slug := ref.category[got.Ticket.CategoryID].Slug; slug != c.category {
				t.Errorf("%s: category %q, want %q", c.name, slug, c.category)
			}
			if _, err := s.Reply(ctx, who, s.Number(got.Ticket), Reply{Text: "Kami cek besok.", Sent: s.now()}); err != nil {
				t.Errorf("%s: answer: %v", c.name, err)
			}
			if amount := amountOf(t, s, got.Ticket.ID, "resolution"); amount != c.resolution {
				t.Errorf("%s: resolution within %q, want %q", c.name, amount, c.resolution)
			}
		}
	})
}

// Complaints of misconduct have sixty working days (PermenPANRB 62/2018), and only the inspectorate sees them.
func TestInstall_misconduct(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		got, err := s.Receive(context.Background(), Citizen, Intake{
			Text: "Ada pungli saat urus surat, diminta uang pelicin tanpa kuitansi", Kind: Complaint,
		})
		if err != nil {
			t.Fatal(err)
		}
		first, last := amountOf(t, s, got.Ticket.ID, "first_response"), amountOf(t, s, got.Ticket.ID, "resolution")
		if got.Ticket.Confidential != 2 || first != "1wd" || last != "60wd" {
			t.Errorf("confidential %d, first response %q, resolution %q; want 2, 1wd, 60wd", got.Ticket.Confidential, first, last)
		}
	})
}

func amountOf(t *testing.T, s *Store, ticket int64, target string) (amount string) {
	t.Helper()
	err := s.find(context.Background(), &amount, "SELECT amount FROM clocks WHERE ticket_id = ? AND target = ?", ticket, target)
	if err != nil {
		t.Fatal(err)
	}
	return amount
}
