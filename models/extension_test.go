package models

import (
	"context"
	"strings"
	"testing"
	"time"
)

func TestExtension_onceWithASecondPerson(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx, h := context.Background(), furnish(t, s)
		err := s.update(ctx, func(tx *Tx) error {
			if err := tx.exec("INSERT INTO users (id, email, name, role) VALUES (80, 's@tanggap.test', 'Pengawas', 'supervisor')"); err != nil {
				return err
			}
			return tx.exec("INSERT INTO memberships (user_id, unit_id) VALUES (80, 1)")
		})
		if err != nil {
			t.Fatal(err)
		}
		head, err := s.ActorOf(ctx, 80)
		if err != nil {
			t.Fatal(err)
		}
		open := func(kind Kind) string {
			t.Helper()
			receipt, err := s.Receive(ctx, Citizen, Intake{
				Text: "Mohon data anggaran jalan", Channel: "form", Kind: kind, Unit: "pupr", Email: "ani@warga.test",
			})
			if err != nil {
				t.Fatal(err)
			}
			return s.Number(receipt.Ticket)
		}
		resolution := func(number string) (due string, amount string) {
			t.Helper()
			now, err := s.Ticket(ctx, System, number)
			if err != nil {
				t.Fatal(err)
			}
			clocks, err := s.Clocks(ctx, System, now.ID)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range clocks {
				if c.Target == "resolution" {
					return c.DueAt.Std().In(time.FixedZone("WIB", 7*3600)).Format("2006-01-02 15:04"), c.Amount
				}
			}
			return "", ""
		}
		refused := func(what string, err error, want Code) {
			t.Helper()
			if ErrorCode(err) != want {
				t.Errorf("%s: %v, want %s", what, err, want)
			}
		}
		complaint := open(Complaint)
		refused("where the policy knows none", s.AskExtension(ctx, h.roads, complaint, "Perlu waktu"), Conflict)

		number := open(Information) // Tuesday 24 November 2026: 5 working days end on 1 December
		if due, amount := resolution(number); due != "2026-12-01 16:00" || amount != "5wd" {
			t.Fatalf("due %s after %s", due, amount)
		}
		refused("without a reason", s.AskExtension(ctx, h.roads, number, " "), Invalid)
		refused("another unit", s.AskExtension(ctx, h.water, number, "Perlu waktu"), NotFound)
		if err := s.AskExtension(ctx, h.roads, number, "Dokumen masih dihimpun"); err != nil {
			t.Fatal(err)
		}
		refused("asked twice", s.AskExtension(ctx, h.roads, number, "Sekali lagi"), Conflict)
		now, err := s.Ticket(ctx, System, number)
		if err != nil {
			t.Fatal(err)
		}
		asked, err := s.Extensions(ctx, h.roads, now.ID)
		if err != nil || len(asked) != 1 {
			t.Fatal(asked, err)
		}
		refused("approved by an agent", s.DecideExtension(ctx, h.roads, number, asked[0].ID, true, ""), Denied)
		refused("refused without saying why", s.DecideExtension(ctx, head, number, asked[0].ID, false, ""), Invalid)
		if err := s.DecideExtension(ctx, head, number, asked[0].ID, true, ""); err != nil {
			t.Fatal(err)
		}
		refused("decided twice", s.DecideExtension(ctx, head, number, asked[0].ID, true, ""), Conflict)
		if due, amount := resolution(number); due != "2026-12-10 16:00" || amount != "12wd" {
			t.Errorf("extended: due %s after %s", due, amount)
		}
		told := letters(t, s, now.ID, OutExtended)
		if len(told) != 1 || !strings.Contains(told[0], "Dokumen masih dihimpun") || !strings.Contains(told[0], `"until"`) {
			t.Errorf("the citizen was told %v", told)
		}
		if err := s.update(ctx, func(tx *Tx) error { return tx.askRecompute(System, scope{All: true}, "test") }); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Recompute(ctx); err != nil {
			t.Fatal(err)
		}
		if due, _ := resolution(number); due != "2026-12-10 16:00" {
			t.Errorf("a recomputation took the extension back: due %s", due)
		}
		clock.set("2026-12-02T09:00:00+07:00")
		late := open(Information)
		clock.set("2026-12-20T09:00:00+07:00")
		refused("when it is late already", s.AskExtension(ctx, h.roads, late, "Terlambat"), Conflict)
	})
}
