package handlers

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"tanggap/models"
)

// What becomes of a report without an answer is chosen with the question; the citizen reads it in the question and on
// the tracking page, and later that they were reminded and why it was closed.
func TestPause_toldToTheCitizen(t *testing.T) {
	at := time.Date(2026, 11, 24, 3, 0, 0, 0, time.UTC)
	d := openDeskAt(t, func() time.Time { return at })
	ctx, me := context.Background(), d.here(t, models.Agent)
	receipt, err := d.s.Receive(ctx, models.Citizen, models.Intake{Text: "Jalan berlubang", Unit: "pupr", Kind: models.Complaint})
	must(t, err)
	number := d.s.Number(receipt.Ticket)
	status, page, _ := d.post(t, me, "/tickets/"+number+"/pause", "question", "Di mana?", "days", "4", "silence", "close", "closing", "")
	if status != 422 || !strings.Contains(page, "Di mana?</textarea>") || !strings.Contains(page, `href="#f-closing"`) ||
		!strings.Contains(page, `value="close" checked`) {
		t.Errorf("without the closing answer: %d\n%s", status, errorsOf(page))
	}
	status, page, _ = d.post(t, me, "/tickets/"+number+"/pause", "question", "Di mana?", "days", "40", "silence", "wait")
	if status != 422 || !strings.Contains(page, `href="#f-days"`) {
		t.Errorf("longer than allowed: %d\n%s", status, errorsOf(page))
	}
	status, page, _ = d.post(t, me, "/tickets/"+number+"/pause", "question", "Di mana?", "days", "4", "silence", "close", "closing", "Kami tutup dulu.")
	if status != 303 {
		t.Fatalf("asking: %d\n%s", status, errorsOf(page))
	}
	if _, page = d.get(t, me, "/tickets/"+number); !strings.Contains(page, "“Kami tutup dulu.”") {
		t.Error("the officers do not see what comes")
	}
	b := newBrowser(t, d.app)
	reads := func(when string, words ...string) {
		t.Helper()
		_, page := b.send("/lacak", url.Values{"number": {number}, "code": {receipt.TrackingCode}})
		for _, want := range words {
			if !strings.Contains(page, want) {
				t.Errorf("%s the tracking page does not say %q", when, want)
			}
		}
	}
	reads("at first", "Bila belum ada jawaban sampai Sab, 28 Nov 2026, 10.00 WIB, laporan ini kami tutup.", "Di mana?")
	at = at.Add(48 * time.Hour)
	if n, err := d.s.RemindPauses(ctx); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	reads("half way", "Kami mengingatkan Anda 26 Nov 2026, 10.00")
	at = at.Add(48 * time.Hour)
	if n, err := d.s.EndPauses(ctx); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	reads("at the end", "Ditutup karena tidak ada jawaban", "Kami tutup dulu.", `action="/lacak/messages"`)
	if _, page = d.get(t, d.here(t, models.Coordinator), "/tickets/"+number); !strings.Contains(page, "Ditutup menurut aturan: warga tidak menjawab") {
		t.Error("the officers do not see why it is closed")
	}
}

// An extension that was approved is told with its reason and the new date, one that was refused is not.
func TestExtension_toldToTheCitizen(t *testing.T) {
	d := openDesk(t)
	ctx := context.Background()
	receipt, err := d.s.Receive(ctx, models.Citizen, models.Intake{Text: "Mohon data", Unit: "pupr", Kind: models.Information})
	must(t, err)
	number := d.s.Number(receipt.Ticket)
	id := extended(t, d, number)
	b := newBrowser(t, d.app)
	form := url.Values{"number": {number}, "code": {receipt.TrackingCode}}
	if _, page := b.send("/lacak", form); strings.Contains(page, "Arsip provinsi.") {
		t.Error("the citizen reads what is not decided")
	}
	path := "/tickets/" + number + "/extensions/" + strconv.FormatInt(id, 10) + "/approval"
	if status, page, _ := d.post(t, d.here(t, models.Supervisor), path); status != 303 {
		t.Fatalf("approval: %d\n%s", status, errorsOf(page))
	}
	_, page := b.send("/lacak", form)
	for _, want := range []string{"Waktu penyelesaian diperpanjang", "Arsip provinsi.", "Selesai paling lambat"} {
		if !strings.Contains(page, want) {
			t.Errorf("the tracking page does not say %q", want)
		}
	}
}
