package handlers

import (
	"context"
	"strings"
	"testing"
	"time"

	"tanggap/models"
)

// The proof says everything a date rests on: start, steps, pauses, policy and calendar version, recomputations with who
// and why, measurements, desks, and the hash of the last event; only to who may see the ticket.
func TestProof(t *testing.T) {
	at := time.Date(2026, 11, 24, 2, 0, 0, 0, time.UTC)
	d := openDeskAt(t, func() time.Time { return at })
	ctx := context.Background()
	number := d.report(t, models.Intake{Text: "Jalan rusak", Kind: models.Complaint})
	must(t, d.s.Pause(ctx, models.System, number, "Di mana?", 2))
	at = at.Add(3 * time.Hour)
	must(t, d.s.Resume(ctx, models.System, number))
	must(t, d.s.SaveHoliday(ctx, models.System, models.Holiday{Day: "2026-11-25", Name: "Libur uji", Kind: "regional", Basis: "SE", Confirmed: true}))
	if _, err := d.s.Recompute(ctx); err != nil {
		t.Fatal(err)
	}
	proof, err := d.s.ProveClocks(ctx, models.System, number)
	must(t, err)
	status, page := d.get(t, d.here(t, models.Agent), "/tickets/"+number+"/clocks")
	if status != 200 {
		t.Fatal(status)
	}
	for _, want := range []string{
		number, "Dinas pupr", proof.Hash, "Rantainya utuh", "Libur uji", "Perubahan tanggal", "Hari libur", "dijeda, menunggu warga",
		"Hasil pengukuran", "PermenPANRB 62/2018", "Waktu di tiap meja", "tanggap replay --ticket " + number, "WIB", "versi ",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the proof does not say %q", want)
		}
	}
	if status, _ := d.get(t, d.away(t), "/tickets/"+number+"/clocks"); status != 404 {
		t.Errorf("another unit: %d, want 404", status)
	}
	var resolution models.ClockView
	for _, k := range proof.Clocks {
		if k.Target == "resolution" {
			resolution = k
		}
	}
	if len(resolution.Changes) != 1 || resolution.Changes[0].To <= resolution.Changes[0].From || len(resolution.Gaps()) != 1 {
		t.Errorf("changes %+v, left out %+v", resolution.Changes, resolution.Gaps())
	}
	if !proof.Intact || len(proof.Measurements) != 1 || proof.Measurements[0].Target != "first_response" {
		t.Errorf("proof %+v", proof)
	}
}
