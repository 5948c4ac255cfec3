package models

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

func verified(t *testing.T, s *Store) Verified {
	t.Helper()
	v, err := s.Verify(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// tamper changes the database behind the store's back.
func tamper(t *testing.T, s *Store, statements ...string) {
	t.Helper()
	for _, statement := range statements {
		err := s.update(context.Background(), func(tx *Tx) error { return tx.exec(statement) })
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestVerify(t *testing.T) {
	for _, one := range []struct {
		name   string
		tamper []string
		kind   FaultKind
		says   string
	}{
		{"nothing", nil, "", ""},
		{"a changed event", []string{"UPDATE events SET data = '{}' WHERE ticket_id = 2 AND type = 'replied'"}, FaultChain, "TGP-2026-000002"},
		{"a changed time", []string{"UPDATE events SET at = at - 60 WHERE ticket_id = 1 AND type = 'opened'"}, FaultChain, "TGP-2026-000001"},
		{"an event taken out", []string{"DELETE FROM events WHERE ticket_id = 2 AND type = 'noted'"}, FaultChain, "TGP-2026-000002"},
		{"the first event taken out", []string{"DELETE FROM events WHERE ticket_id = 3 AND type = 'opened'"}, FaultTicket, "TGP-2026-000003"},
		{"a cut tail", []string{"DELETE FROM events WHERE id = (SELECT MAX(id) FROM events WHERE ticket_id = 6)"}, FaultSeal, "covers"},
		{"a ticket taken out whole", []string{
			"DELETE FROM clocks WHERE ticket_id = 6", "DELETE FROM events WHERE ticket_id = 6", "DELETE FROM tickets WHERE id = 6",
		}, FaultSeal, "covers"},
		{"a ticket taken out alone", []string{"DELETE FROM tickets WHERE id = 4"}, FaultTicket, "ticket 4"},
		{"a due moved", []string{"UPDATE clocks SET due_at = due_at + 3600 WHERE ticket_id = 1 AND target = 'resolution'"}, FaultClock, "resolution due"},
		{"a miss taken back", []string{"UPDATE clocks SET breached_at = 253402300799 WHERE ticket_id = 1 AND target = 'first_response'"}, FaultClock, "breach"},
		{"a list that sorts wrongly", []string{"UPDATE tickets SET due_at = due_at + 1 WHERE id = 1"}, FaultClock, "the ticket shows"},
		{"an answer made late", []string{"UPDATE measurements SET state = 'late' WHERE ticket_id = 2 AND target = 'first_response'"}, FaultMeasurement, "round 1"},
		{"a measurement of somebody else", []string{"UPDATE measurements SET unit_id = 3, user_id = 2 WHERE ticket_id = 6"}, FaultMeasurement, "TGP-2026-000006"},
		{"a measurement by another edition", []string{"UPDATE measurements SET change_id = 7 WHERE ticket_id = 2 AND target = 'first_response'"}, FaultMeasurement, "round 1"},
		{"a measurement taken out", []string{"DELETE FROM measurements WHERE ticket_id = 2 AND target = 'next_response' AND round = 1"}, FaultMeasurement, "measurements stored"},
		{"an owner changed", []string{"UPDATE tickets SET unit_id = 4 WHERE id = 3"}, FaultHandover, "unit 4"},
		{"a hand-over forgotten", []string{"UPDATE tickets SET handover = 1 WHERE id = 2"}, FaultHandover, "hand-over 1"},
		{"an event of the house", []string{"UPDATE events SET data = '{}' WHERE ticket_id = 0"}, FaultChain, "house"},
		{"a seal", []string{"UPDATE seals SET events = events + 1 WHERE id = 1"}, FaultSeal, "seal 1"},
		{"a seal taken out", []string{"DELETE FROM seals WHERE id = 1"}, FaultSeal, "is gone"},
	} {
		t.Run(one.name, func(t *testing.T) {
			databases := each
			if one.kind != "" && one.kind != FaultSeal { // found in Go: the database does not matter
				databases = onSQLite
			}
			databases(t, func(t *testing.T, s *Store, clock *testClock) {
				h := furnish(t, s)
				ctx := context.Background()
				if _, err := s.SaveCategory(ctx, System, Category{Slug: "pasar", NameID: "Pasar", NameEN: "Market", Active: true}); err != nil {
					t.Fatal(err)
				}
				seal := func() {
					if n, err := s.Seal(ctx); n != 1 || err != nil {
						t.Fatalf("sealed %d, %v", n, err)
					}
				}
				if _, err := s.Fill(ctx, slices.Values(begun()), nil); err != nil {
					t.Fatal(err)
				}
				seal()
				if _, err := s.AddNote(ctx, h.roads, "TGP-2026-000001", "Dicek ulang"); err != nil {
					t.Fatal(err)
				}
				seal()
				tamper(t, s, one.tamper...)
				v := verified(t, s)
				if one.kind == "" {
					if v.Broken != 0 || v.Tickets != len(begun()) || v.Events < 40 || v.Clocks < 12 || v.Seals != 2 {
						t.Errorf("%+v", v)
					}
					return
				}
				if !slices.ContainsFunc(v.Faults, func(f Fault) bool { return f.Kind == one.kind && strings.Contains(f.String(), one.says) }) {
					t.Errorf("found %v", v.Faults)
				}
			})
		})
	}
}

func onSQLite(t *testing.T, test func(*testing.T, *Store, *testClock)) {
	s, clock := openTest(t, "sqlite:"+t.TempDir()+"/tanggap.db")
	test(t, s, clock)
}

// TestVerify_besideTheService: a clock that is late and not yet swept, a pause past its days and not yet ended, are no
// faults; neither is what was never sealed.
func TestVerify_besideTheService(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		receive(t, s, Intake{Text: "Jalan berlubang di pasar", Kind: Complaint})
		paused := receive(t, s, Intake{Text: "Jalan berlubang di jembatan", Kind: Complaint})
		if err := s.Pause(ctx, h.roads, s.Number(paused), "Di mana?", 1); err != nil {
			t.Fatal(err)
		}
		for _, later := range []time.Duration{0, 3 * time.Hour, 3 * time.Hour, 40 * time.Hour} {
			clock.add(later)
			if v := verified(t, s); v.Broken != 0 {
				t.Errorf("%v later: %v", later, v.Faults)
			}
		}
		sweepAt(t, s, s.now())
		if _, err := s.EndPauses(ctx); err != nil {
			t.Fatal(err)
		}
		if v := verified(t, s); v.Broken != 0 {
			t.Errorf("after the sweep: %v", v.Faults)
		}
		r, err := s.Replay(ctx, h.roads, s.Number(paused))
		if err != nil || len(r.Differences) != 0 || len(r.Clocks) < 2 {
			t.Errorf("replayed %+v, %v", r, err)
		}
		if _, err := s.Replay(ctx, h.water, s.Number(paused)); ErrorCode(err) != NotFound {
			t.Errorf("somebody else's ticket: %v", err)
		}
	})
}

func TestVerify_attachments(t *testing.T) {
	s, _ := openTest(t, "sqlite:"+t.TempDir()+"/tanggap.db")
	furnish(t, s)
	var files []Upload
	for _, text := range []string{"%PDF-1.4 satu", "%PDF-1.4 dua", "%PDF-1.4 tiga"} {
		u, err := s.Keep("files", "surat.pdf", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, u)
	}
	receive(t, s, Intake{Text: "Surat terlampir", Kind: Complaint, Files: files})
	if v := verified(t, s); v.Broken != 0 || v.Attachments != 3 {
		t.Fatalf("%+v", v)
	}
	if err := os.Remove(s.filePath(files[0].Sha256)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(s.filePath(files[1].Sha256), []byte("%PDF-1.4 dva"), 0o600); err != nil {
		t.Fatal(err)
	}
	v := verified(t, s)
	if v.Broken != 2 || !strings.Contains(v.Faults[0].String(), "missing") || !strings.Contains(v.Faults[1].String(), "changed") {
		t.Errorf("%v", v.Faults)
	}
}
