package handlers

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"image"
	"image/png"
	"mime/multipart"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"tanggap/models"
)

func TestNewTicket_byRole(t *testing.T) {
	d := openDesk(t)
	for _, c := range []struct {
		name, cookie, unit string
		want               int
	}{
		{"an agent for the own unit", d.here(t, models.Agent), "pupr", 303},
		{"an agent who names none", d.here(t, models.Agent), "", 303},
		{"an agent for another unit", d.here(t, models.Agent), "perumda", 422},
		{"a coordinator for any unit", d.here(t, models.Coordinator), "perumda", 303},
		{"a coordinator who leaves it open", d.here(t, models.Coordinator), "", 303},
		{"a supervisor", d.here(t, models.Supervisor), "pupr", 303},
		{"an auditor", d.here(t, models.Auditor), "pupr", 403},
		{"an administrator", d.here(t, models.Administrator), "pupr", 403},
	} {
		status, page, to := d.post(t, c.cookie, "/tickets/new", "channel", "phone", "text", "Lampu mati.", "unit", c.unit)
		if status != c.want {
			t.Errorf("%s: %d to %q, want %d %s", c.name, status, to, c.want, errorsOf(page))
		}
	}
	if _, page := d.get(t, d.here(t, models.Agent), "/tickets/new"); strings.Contains(page, "Dinas perumda") || !strings.Contains(page, "Dinas pupr") {
		t.Error("an agent is offered units other than their own")
	}
}

func TestNewTicket_tellsNumberAndCode(t *testing.T) {
	d := openDesk(t)
	cookie := d.here(t, models.Agent)
	received := d.s.Clock().Std().Add(-26 * time.Hour).In(time.FixedZone("WIB", 7*3600)).Format(minuteForm)
	fields := []string{
		"channel", "letter", "text", "Jembatan lapuk.", "at", received, "name", "Warga Uji", "phone", "081234567890",
		"priority", "high", "request", "k1",
	}
	send := func() (string, string) {
		status, page, header := askForm(t, d, cookie, fields)
		if status != 303 {
			t.Fatalf("%d %s", status, errorsOf(page))
		}
		flash, _, _ := strings.Cut(header.Get("Set-Cookie"), ";")
		_, page = d.get(t, cookie+"; "+flash, header.Get("Location"))
		told := regexp.MustCompile(`Tiket (TGP-\S+) dibuat. Kode lacak untuk warga: ([0-9A-Z-]+)<`).FindStringSubmatch(page)
		if told == nil {
			t.Fatalf("the page does not tell number and code")
		}
		return told[1], told[2]
	}
	number, code := send()
	if again, _ := send(); again != number {
		t.Errorf("the same form twice gave %s and %s", number, again)
	}
	_, ticket, err := d.s.Track(context.Background(), number, code)
	if err != nil {
		t.Fatal(err)
	}
	if got := ticket.ReceivedAt.Std().In(time.FixedZone("WIB", 7*3600)).Format(minuteForm); got != received ||
		ticket.Channel != "letter" || ticket.Priority != models.High {
		t.Errorf("received at %s by %s, %s; want %s by letter, high", got, ticket.Channel, ticket.Priority, received)
	}
}

func askForm(t *testing.T, d desk, cookie string, fields []string) (int, string, http.Header) {
	t.Helper()
	var body strings.Builder
	for i := 0; i < len(fields); i += 2 {
		_, _ = fmt.Fprintf(&body, "%s=%s&", fields[i], strings.ReplaceAll(fields[i+1], "+", "%2B"))
	}
	return ask(t, d.app, "POST", "/tickets/new", body.String(), "Content-Type", formType, "Cookie", cookie)
}

func TestNewTicket_keepsWhatWasTyped(t *testing.T) {
	d := openDesk(t)
	typed := `Jalan "Ahmad" <b>rusak</b>`
	for _, c := range []struct{ name, field, value, wrong string }{
		{"a time to come", "at", "2999-01-01T10:00", "error-at"},
		{"a time long ago", "at", "1999-01-01T10:00", "error-at"},
		{"no time", "at", "kemarin", "error-at"},
		{"an address that is none", "email", "bukan surel", "error-email"},
		{"a channel that is none", "channel", "burung", "error-channel"},
		{"an urgency that is none", "priority", "sangat", "error-priority"},
	} {
		fields := []string{"channel", "phone", "text", typed, "name", "Warga Uji", "unit", "pupr", c.field, c.value}
		status, page, _ := d.post(t, d.here(t, models.Agent), "/tickets/new", fields...)
		if status != 422 || !strings.Contains(page, c.wrong) {
			t.Errorf("%s: %d, want 422 and %s", c.name, status, c.wrong)
		}
		if !strings.Contains(page, html.EscapeString(typed)) && !strings.Contains(page, "Jalan &#34;Ahmad&#34; &lt;b&gt;rusak&lt;/b&gt;") || !strings.Contains(page, `value="Warga Uji"`) {
			t.Errorf("%s: what was typed is lost", c.name)
		}
	}
}

// drawing is a picture as a browser sends it, and what it is made of.
func drawing(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestAttachments_areForWhoeverSeesTheTicket(t *testing.T) {
	d := openDesk(t)
	path := "/tickets/" + d.report(t, models.Intake{Text: "Jalan rusak"})
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	_ = form.WriteField("text", "Ini gambarnya.")
	_ = form.WriteField("seen", "1")
	file, err := form.CreateFormFile("files", "denah 0812-3456-7890.png")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = file.Write(drawing(t))
	_ = form.Close()
	cookie := d.here(t, models.Agent)
	status, page, _ := ask(t, d.app, "POST", path+"/replies", body.String(), "Content-Type", form.FormDataContentType(), "Cookie", cookie)
	if status != 303 {
		t.Fatalf("%d %s", status, errorsOf(page))
	}
	_, page = d.get(t, cookie, path)
	address := regexp.MustCompile(`/attachments/\d+`).FindString(page)
	status, whole, header := ask(t, d.app, "GET", address, "", "Cookie", cookie)
	if status != 200 || header.Get("Content-Type") != "image/png" || header.Get("X-Content-Type-Options") != "nosniff" ||
		!strings.HasPrefix(header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("%s: %d %v", address, status, header)
	}
	if name := header.Get("Content-Disposition"); !strings.HasPrefix(name, "inline") || strings.Contains(name, "3456") {
		t.Errorf("sent as %s", name)
	}
	status, part, header := ask(t, d.app, "GET", address, "", "Cookie", cookie, "Range", "bytes=1-3")
	if status != 206 || part != whole[1:4] || !strings.HasPrefix(header.Get("Content-Range"), "bytes 1-3/") {
		t.Errorf("a part: %d %q %s", status, part, header.Get("Content-Range"))
	}
	if status, _, _ := ask(t, d.app, "GET", address, "", "Cookie", cookie, "Range", "bytes=99999-"); status != 416 {
		t.Errorf("a part beyond the end: %d, want 416", status)
	}
	if status, _, _ := ask(t, d.app, "GET", address, "", "Cookie", cookie, "If-None-Match", header.Get("ETag")); status != 304 {
		t.Errorf("asked again: %d, want 304", status)
	}
	for name, other := range map[string]string{"an agent elsewhere": d.away(t), "an administrator": d.here(t, models.Administrator)} {
		if status, _ := d.get(t, other, address); status != 404 && status != 403 {
			t.Errorf("%s gets the file: %d", name, status)
		}
	}
	if status, _ := d.get(t, cookie, "/attachments/lain"); status != 404 {
		t.Errorf("no number: %d, want 404", status)
	}
}
