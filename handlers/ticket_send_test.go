package handlers

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tanggap/channels"
	"tanggap/models"
)

// clock moves the store of a desk on.
type clock struct{ ahead atomic.Int64 }

func (c *clock) now() time.Time { return time.Now().Add(time.Duration(c.ahead.Load())) }

func formOf(page, ending string) string {
	m := regexp.MustCompile(`action="([^"]*` + ending + `)"`).FindStringSubmatch(page)
	if m == nil {
		return ""
	}
	return m[1]
}

func TestTicket_takesAnAnswerBack(t *testing.T) {
	var c clock
	d := openDeskAt(t, c.now)
	cookie, path := d.here(t, models.Agent), "/tickets/"+d.report(t, models.Intake{Text: "Jalan rusak"})
	for _, text := range []string{"Salah tulis.", "Terlambat ditarik."} {
		d.post(t, cookie, path+"/replies", "text", text)
	}
	_, page := d.get(t, cookie, path)
	back := formOf(page, "/cancel")
	if back == "" || !strings.Contains(page, `data-countdown="`) {
		t.Fatal("an answer cannot be taken back")
	}
	if status, _, _ := d.post(t, d.away(t), back); status != 404 {
		t.Errorf("an agent elsewhere takes it back: %d, want 404", status)
	}
	if status, _, to := d.post(t, cookie, back); status != 303 || to != path {
		t.Errorf("taking it back: %d to %q", status, to)
	}
	if status, page, _ := d.post(t, cookie, back); status != 409 || !strings.Contains(page, `class="summary"`) {
		t.Errorf("taking it back twice: %d, want 409", status)
	}
	_, page = d.get(t, cookie, path)
	late := formOf(page, "/cancel")
	c.ahead.Store(int64(models.UndoFor + time.Second))
	if _, page = d.get(t, cookie, path); formOf(page, "/cancel") != "" {
		t.Error("what must have left is offered to be taken back")
	}
	if status, _, _ := d.post(t, cookie, late); status != 409 {
		t.Errorf("taking back what has left: %d, want 409", status)
	}
}

func TestTicket_showsWhatCouldNotBeSent(t *testing.T) {
	var c clock
	d := openDeskAt(t, c.now)
	ctx := context.Background()
	cookie := d.here(t, models.Agent)
	path := "/tickets/" + d.report(t, models.Intake{Text: "Jalan rusak", Email: "warga@contoh.test"})
	fail := func(how error) {
		t.Helper()
		c.ahead.Add(int64(time.Hour))
		sends, err := d.s.Claim(ctx, 10)
		if err != nil || len(sends) == 0 {
			t.Fatalf("%d to send (%v)", len(sends), err)
		}
		for i := range sends {
			must(t, d.s.Settle(ctx, &sends[i], channels.Receipt{}, how))
		}
	}
	fail(channels.Temporary("smtp 451 4.3.0", errors.New("<warga@contoh.test> later")))
	if _, page := d.get(t, cookie, path); !strings.Contains(page, "server surel menolak (451 4.3.0)") || formOf(page, "/retry") != "" {
		t.Error("what is tried again is not told, or offered to be sent again")
	}
	fail(channels.Unknown("no_answer", nil))
	_, page := d.get(t, cookie, path)
	if strings.Contains(page, "warga@") || formOf(page, "/retry") == "" {
		t.Error("what may not have arrived cannot be sent again, or tells the address")
	}
	if status, _, _ := d.post(t, cookie, formOf(page, "/arrival")); status != 303 {
		t.Errorf("telling that it arrived: %d", status)
	}
	if _, page := d.get(t, cookie, path); strings.Contains(page, `class="failed"`) {
		t.Error("what arrived is still shown as failed")
	}

	path = "/tickets/" + d.report(t, models.Intake{Text: "Jalan rusak", Email: "warga@contoh.test"})
	fail(channels.Permanent("smtp 550 5.1.1", nil))
	_, page = d.get(t, cookie, path)
	again := formOf(page, "/retry")
	if status, _, _ := d.post(t, d.away(t), again); status != 404 {
		t.Errorf("an agent elsewhere sends again: %d, want 404", status)
	}
	if status, _, to := d.post(t, cookie, again); status != 303 || to != path {
		t.Errorf("sending again: %d to %q", status, to)
	}
	if status, _, _ := d.post(t, cookie, again); status != 409 {
		t.Errorf("sending again twice: %d, want 409", status)
	}
}
