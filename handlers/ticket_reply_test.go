package handlers

import (
	"strings"
	"testing"
	"time"

	"tanggap/models"
)

func TestReply_doesMoreWithTheSameWords(t *testing.T) {
	d := openDeskAt(t, func() time.Time { return time.Date(2026, 11, 28, 3, 0, 0, 0, time.UTC) }) // a Saturday
	me := d.here(t, models.Agent)
	path := "/tickets/" + d.report(t, models.Intake{Text: "Jalan rusak"})
	d.post(t, me, path+"/draft", "kind", "reply", "text", "Terima kasih, Kak.")

	status, page, _ := d.post(t, me, path+"/replies", "text", "Terima kasih, Kak.", "then", "wait", "question", " ", "seen", "1")
	if status != 422 || !strings.Contains(page, `href="#f-reply_question"`) || !strings.Contains(page, "Terima kasih, Kak.</textarea>") {
		t.Errorf("waiting without a question: %d\n%s", status, errorsOf(page))
	}
	if status, page, _ = d.post(t, me, path+"/replies", "text", "Terima kasih, Kak.", "then", "wait", "question", "Gang mana?", "seen", "1"); status != 303 {
		t.Fatalf("sending and waiting: %d\n%s", status, errorsOf(page))
	}
	_, page = d.get(t, me, path)
	if !strings.Contains(page, "Terima kasih, Kak.\n\nGang mana?") || !strings.Contains(page, "Menunggu jawaban warga") || strings.Contains(page, "Draf tersimpan") {
		t.Error("the ticket does not wait with one message, or the draft is still there")
	}
	d.post(t, me, path+"/pause/end")
	if status, page, _ = d.post(t, me, path+"/replies", "text", "Besok kami datang.", "then", "later", "seen", "2"); status != 303 {
		t.Fatalf("scheduling: %d\n%s", status, errorsOf(page))
	}
	_, page = d.get(t, me, path)
	if !strings.Contains(page, "Terkirim saat unit buka: Sen, 30 Nov 2026, 07.30 WIB") || strings.Contains(page, "data-countdown") {
		t.Error("the time it leaves at is not shown")
	}
	if status, _, _ := d.post(t, me, formOf(page, "/cancel")); status != 303 {
		t.Errorf("taking it back: %d", status)
	}
	if _, page = d.get(t, me, path); !strings.Contains(page, "Besok kami datang.</textarea>") {
		t.Error("what was taken back is no draft")
	}
	if status, page, _ = d.post(t, me, path+"/replies", "text", "Sudah ditambal.", "then", "resolve", "seen", "3"); status != 303 {
		t.Fatalf("sending and resolving: %d\n%s", status, errorsOf(page))
	}
	if _, page = d.get(t, me, path); !strings.Contains(page, "tag-resolved") {
		t.Error("the ticket is not resolved")
	}
}

func TestQuote_severalMasked(t *testing.T) {
	d := openDesk(t)
	me := d.here(t, models.Agent)
	path := "/tickets/" + d.report(t, models.Intake{Text: "Jalan rusak\nhubungi 0812-3456-7890"})
	_, page := d.get(t, me, path)
	_, rest, _ := strings.Cut(page, `name="quote" value="`)
	id, _, _ := strings.Cut(rest, `"`)
	status, _, to := d.post(t, me, path+"/quote", "kind", "reply", "text", "Halo.", "quote", id)
	if status != 303 || to != path+"#reply" {
		t.Fatalf("quoting: %d to %q", status, to)
	}
	_, page = d.get(t, me, path)
	if !strings.Contains(page, "Halo.\n\n&gt; Jalan rusak\n&gt; hubungi 0812") || strings.Contains(page, "3456-7890") {
		t.Error("the quote is not there, or not masked")
	}
	if status, page, _ := d.post(t, me, path+"/quote", "kind", "reply", "text", "Halo lagi."); status != 422 || !strings.Contains(page, "Halo lagi.</textarea>") {
		t.Errorf("quoting nothing: %d", status)
	}
}
