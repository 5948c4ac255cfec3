package handlers

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
)

// browser keeps cookies and follows what a form is answered with, like a citizen's without JavaScript.
type browser struct {
	t       *testing.T
	app     *fiber.App
	cookies map[string]string
}

func (b *browser) ask(method, path, body string, headers ...string) (int, string, http.Header) {
	b.t.Helper()
	var jar []string
	for name, value := range b.cookies {
		jar = append(jar, name+"="+value)
	}
	status, page, header := ask(b.t, b.app, method, path, body, append(headers, "Cookie", strings.Join(jar, "; "))...)
	for _, line := range header["Set-Cookie"] {
		cookie, err := http.ParseSetCookie(line)
		if err != nil {
			b.t.Fatal(err)
		}
		if b.cookies[cookie.Name] = cookie.Value; cookie.Value == "" {
			delete(b.cookies, cookie.Name)
		}
	}
	return status, page, header
}

func (b *browser) send(path string, form url.Values) (int, string) {
	b.t.Helper()
	status, page, header := b.ask("POST", path, form.Encode(), "Content-Type", "application/x-www-form-urlencoded")
	if status == 303 {
		status, page, _ = b.ask("GET", header.Get("Location"), "")
	}
	return status, page
}

func newBrowser(t *testing.T, app *fiber.App) *browser {
	return &browser{t: t, app: app, cookies: map[string]string{}}
}

// reported opens a ticket and returns its number and code.
func reported(t *testing.T, s *models.Store, in models.Intake) (number, code string) {
	t.Helper()
	if in.Channel == "" {
		in.Channel = "form"
	}
	receipt, err := s.Receive(context.Background(), models.Citizen, in)
	if err != nil {
		t.Fatal(err)
	}
	return s.Number(receipt.Ticket), receipt.TrackingCode
}

func officer(t *testing.T, s *models.Store) models.Actor {
	t.Helper()
	u := models.User{Email: "petugas@tanggap.test", Name: "Rahasia Petugas", Role: models.Coordinator}
	id, err := s.AddUser(context.Background(), models.System, u, "pemkab", "kata-sandi-panjang")
	if err != nil {
		t.Fatal(err)
	}
	who, err := s.ActorOf(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return who
}

var requestToken = regexp.MustCompile(`name="request" value="([0-9a-f]+)"`)

func TestTracking_letsTheCitizenWriteBack(t *testing.T) {
	app, s := open(t)
	ctx, who := context.Background(), officer(t, s)
	number, code := reported(t, s, models.Intake{Text: "Jalan berlubang"})
	b := newBrowser(t, app)
	if status, page := b.send("/lacak", url.Values{"number": {number}, "code": {code}}); status != 200 || !strings.Contains(page, "Jalan berlubang") {
		t.Fatalf("right code: %d", status)
	}
	status, page, header := b.ask("GET", "/lacak?number="+number, "")
	if status != 200 || !strings.Contains(page, "Jalan berlubang") {
		t.Errorf("coming back without the code: %d", status)
	}
	cookie := header.Get("Set-Cookie")
	for _, want := range []string{"HttpOnly", "SameSite=Strict", "path=/lacak"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("the pass is set as %q, without %s", cookie, want)
		}
	}

	form := url.Values{"number": {number}, "request": {requestToken.FindStringSubmatch(page)[1]}, "text": {"Masih berlubang 😢"}}
	for range 2 {
		if status, page = b.send("/lacak/messages", form); status != 200 {
			t.Fatalf("writing back: %d", status)
		}
	}
	if n := strings.Count(page, "Masih berlubang 😢"); n != 1 {
		t.Errorf("the same form sent twice shows %d messages, want 1", n)
	}
	form.Set("text", strings.Repeat("x", 20_001))
	if status, page = b.send("/lacak/messages", form); status != 422 || !strings.Contains(page, "xxxxx</textarea>") {
		t.Errorf("a text too long: %d; what was typed must come back", status)
	}

	if err := s.Pause(ctx, who, number, "Di kilometer berapa?", 10); err != nil {
		t.Fatal(err)
	}
	_, page, _ = b.ask("GET", "/lacak?number="+number, "")
	if !strings.Contains(page, "notice-pause") || !strings.Contains(page, "Di kilometer berapa?") || !strings.Contains(page, `data-level="paused"`) {
		t.Error("the citizen does not see what the clock waits for")
	}
	if _, err := s.Resolve(ctx, who, number, models.Resolution{Text: "Sudah ditambal."}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if status, page = b.send("/lacak/confirmation", url.Values{"number": {number}}); status != 200 || strings.Contains(page, "/lacak/confirmation") {
			t.Fatalf("confirming: %d", status)
		}
	}
	_, page, _ = b.ask("GET", "/lacak?number="+number, "")
	again := url.Values{"number": {number}, "request": {requestToken.FindStringSubmatch(page)[1]}}
	for range 2 { // an empty reason is allowed, and the same form reopens once
		if status, page = b.send("/lacak/reopening", again); status != 200 || strings.Contains(page, "/lacak/reopening") {
			t.Fatalf("reopening: %d", status)
		}
	}
	if found, err := s.Ticket(ctx, models.System, number); err != nil || !found.Live {
		t.Errorf("after reopening: %+v, %v", found, err)
	}
	again.Set("request", "lain")
	if status, _ = b.send("/lacak/reopening", again); status != 409 {
		t.Errorf("reopening what is open: %d, want 409", status)
	}
}

func TestTracking_locksAndKeepsTheWords(t *testing.T) {
	app, s := open(t)
	one, code := reported(t, s, models.Intake{Text: "Lampu mati"})
	two, _ := reported(t, s, models.Intake{Text: "Air keruh"})
	b := newBrowser(t, app)
	b.send("/lacak", url.Values{"number": {one}, "code": {code}})
	pass := b.cookies["lacak-"+one]

	for name, value := range map[string]string{"the pass of another ticket": pass, "a made-up pass": "AAAA", "no pass": ""} {
		other := newBrowser(t, app)
		other.cookies["lacak-"+two] = value
		if _, page, _ := other.ask("GET", "/lacak?number="+two, ""); strings.Contains(page, "Air keruh") {
			t.Errorf("%s opens the ticket", name)
		}
		status, page := other.send("/lacak/messages", url.Values{"number": {two}, "text": {"tulisan saya"}})
		if status != 422 || !strings.Contains(page, "tulisan saya</textarea>") {
			t.Errorf("writing with %s: %d; the words must be kept", name, status)
		}
	}
	fresh := newBrowser(t, app)
	status, page := fresh.send("/lacak", url.Values{"number": {one}, "code": {code}, "text": {"tulisan saya"}})
	if status != 200 || !strings.Contains(page, "tulisan saya</textarea>") || !strings.Contains(page, "Lampu mati") {
		t.Errorf("the code brings the words back: %d", status)
	}
	b.send("/lacak/leaving", url.Values{"number": {one}})
	if _, page, _ = b.ask("GET", "/lacak?number="+one, ""); strings.Contains(page, "Lampu mati") {
		t.Error("the ticket is still open after leaving")
	}
	for range trackThrottle.Limit + 1 {
		status, _ = b.send("/lacak", url.Values{"number": {one}, "code": {"AAAA-BBBB-CCCC"}})
	}
	if status != 429 {
		t.Errorf("guessing goes on: %d, want 429", status)
	}
}

func TestTracking_showsFilesToTheirCitizenOnly(t *testing.T) {
	app, s := open(t)
	number, code := reported(t, s, models.Intake{Text: "Lampu mati"})
	b := newBrowser(t, app)
	b.send("/lacak", url.Values{"number": {number}, "code": {code}})
	var picture, body bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 4, 4))); err != nil {
		t.Fatal(err)
	}
	form := multipart.NewWriter(&body)
	_ = form.WriteField("number", number)
	file, err := form.CreateFormFile("files", "tiang 7.png")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = file.Write(picture.Bytes())
	_ = form.Close()
	status, _, header := b.ask("POST", "/lacak/messages", body.String(), "Content-Type", form.FormDataContentType())
	if status != 303 {
		t.Fatalf("sending a photo: %d", status)
	}
	_, page, _ := b.ask("GET", header.Get("Location"), "")
	found := regexp.MustCompile(`/lacak/files/[0-9a-f]{16}\?number=[A-Z0-9-]+`).FindString(page)
	status, content, header := b.ask("GET", found, "")
	if status != 200 || header.Get("Content-Type") != "image/png" || !strings.HasPrefix(content, "\x89PNG") {
		t.Errorf("%s: %d %s", found, status, header.Get("Content-Type"))
	}
	if got := header.Get("Content-Security-Policy"); !strings.HasPrefix(got, "sandbox; default-src 'none'") {
		t.Errorf("the file is sent under %q", got)
	}
	if status, _, _ := newBrowser(t, app).ask("GET", found, ""); status != 404 {
		t.Errorf("a stranger gets the file: %d, want 404", status)
	}
}

// TestTracking_leaksNothing: whatever staff do to a ticket, its page names no person of the house, no note, no reason
// meant for colleagues, and no number of a row.
func TestTracking_leaksNothing(t *testing.T) {
	app, s := open(t)
	ctx, who := context.Background(), officer(t, s)
	number, code := reported(t, s, models.Intake{Text: "Jalan rusak", Name: "Warga Uji", Email: "warga@contoh.test", Phone: "081234567890"})
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	_, err := s.AddNote(ctx, who, number, "catatan-dalam")
	must(err)
	must(s.Assign(ctx, who, number, who.ID))
	must(s.Classify(ctx, who, number, models.Classification{Priority: models.High}))
	_, err = s.Reply(ctx, who, number, models.Reply{Text: "Jawaban pertama", Sent: s.Clock()})
	must(err)
	_, err = s.Reply(ctx, who, number, models.Reply{Text: "jawaban-belum-terkirim"})
	must(err)
	must(s.Archive(ctx, who, number, "alasan-dalam"))
	must(s.Reopen(ctx, who, number, "alasan-buka"))
	b := newBrowser(t, app)
	_, page := b.send("/lacak", url.Values{"number": {number}, "code": {code}})
	if !strings.Contains(page, "Jawaban pertama") {
		t.Error("the answer is missing")
	}
	for _, secret := range []string{
		"Rahasia Petugas", "petugas@tanggap.test", "catatan-dalam", "jawaban-belum-terkirim", "alasan-dalam", "alasan-buka",
		"warga@contoh.test", "081234567890", code, "/tickets/",
	} {
		if strings.Contains(page, secret) {
			t.Errorf("the page shows %q", secret)
		}
	}
}
