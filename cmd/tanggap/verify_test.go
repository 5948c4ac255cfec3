package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tanggap/models"
)

func TestVerify(t *testing.T) {
	folder := inScratch(t)
	if code, _, notes := tanggap(t, "seed", "--tickets", "200", "--days", "20"); code != 0 {
		t.Fatal(notes)
	}
	var v struct {
		OK                      bool
		Tickets, Events, Broken int
		Faults                  []models.Fault
	}
	code, out, notes := tanggap(t, "verify")
	if err := json.Unmarshal([]byte(out), &v); code != 0 || err != nil || !v.OK || v.Tickets != 200 || v.Events < 600 {
		t.Fatalf("a whole house: exit code %d, %q, %q, %v", code, out, notes, err)
	}
	if code, out, notes = tanggap(t, "replay", "--ticket", "TGP-2026-000007"); code != 0 || !strings.Contains(out, `"differences": []`) ||
		!strings.Contains(out, `"steps"`) {
		t.Errorf("replay of a ticket: exit code %d, %q, %q", code, out, notes)
	}
	if code, _, notes = tanggap(t, "replay", "--ticket", "TGP-2026-999999"); code != 1 || !strings.Contains(notes, "999999") {
		t.Errorf("replay of no ticket: exit code %d, %q", code, notes)
	}
	sum := attached(t, folder)
	if err := os.Remove(filepath.Join(folder, "attachments", sum[:2], sum)); err != nil {
		t.Fatal(err)
	}
	code, out, notes = tanggap(t, "verify")
	if err := json.Unmarshal([]byte(out), &v); code != 1 || err != nil || v.OK || v.Broken != 1 || v.Faults[0].Kind != models.FaultAttachment {
		t.Errorf("a file gone: exit code %d, %q, %q, %v", code, out, notes, err)
	}
	if !strings.Contains(notes, sum) || !strings.Contains(notes, "missing") {
		t.Errorf("a file gone is told as %q", notes)
	}
}

// attached brings a ticket with a file and returns the sum of its content.
func attached(t *testing.T, folder string) string {
	t.Helper()
	ctx := context.Background()
	s, err := models.Open(ctx, models.Options{URL: "sqlite:" + filepath.Join(folder, "tanggap.db"), Data: folder})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	file, err := s.Keep("files", "surat.pdf", []byte("%PDF-1.4 surat"))
	if err == nil {
		_, err = s.Receive(ctx, models.Citizen, models.Intake{Text: "Surat terlampir, mohon dibaca", Files: []models.Upload{file}})
	}
	if err != nil {
		t.Fatal(err)
	}
	return file.Sha256
}
