package handlers

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

func open(t testing.TB) (*fiber.App, *models.Store) {
	t.Helper()
	return openAt(t, time.Now)
}

// openAt is a house whose time is the test's.
func openAt(t testing.TB, now func() time.Time) (*fiber.App, *models.Store) {
	t.Helper()
	ctx := context.Background()
	s, err := models.Open(ctx, models.Options{URL: "sqlite:" + filepath.Join(t.TempDir(), "t.db"), Data: t.TempDir(), Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if _, err := s.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	return New(Options{Store: s, Views: rendered(t)}), s
}

var renderer = sync.OnceValues(views.New)

// rendered is what draws the pages, made once for all tests: it never changes, and takes longer than most of them.
func rendered(t testing.TB) *views.Views {
	t.Helper()
	pages, err := renderer()
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

func ask(t *testing.T, app *fiber.App, method, path, body string, headers ...string) (int, string, http.Header) {
	t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := app.Test(r, -1)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(raw), answer.Header
}

func TestRoutes_stateTheirCapability(t *testing.T) {
	open := map[string]bool{
		"/": true, "/lapor": true, "/lacak": true, "/lacak/messages": true, "/lacak/reopening": true,
		"/lacak/confirmation": true, "/lacak/leaving": true, "/lacak/files/:sum": true, "/language": true, "/theme": true,
		"/transparansi": true, "/login": true, "/logout": true,
		"/assets/:hash/:name": true, "/app.webmanifest": true, "/worker.js": true, "/api/v1/openapi.json": true, "/healthz": true, "/readyz": true,
	}
	for _, r := range (&handlers{}).routes() {
		t.Logf("%-5s %-40s %s", r.method, r.path, r.capability)
		if r.capability == models.Public && !open[r.path] {
			t.Errorf("%s %s states no capability", r.method, r.path)
		}
	}
}

func TestRoutes_answerOtherMethods(t *testing.T) {
	app, _ := open(t)
	for _, c := range []struct {
		method, path string
		want         int
	}{
		{"HEAD", "/healthz", 200},
		{"HEAD", "/", 200},
		{"HEAD", "/tidak-ada", 404},
		{"PUT", "/api/v1/tickets", 405},
		{"DELETE", "/lapor", 405},
		{"GET", "/lacak/messages", 405},
		{"GET", "/tidak-ada", 404},
	} {
		status, body, header := ask(t, app, c.method, c.path, "")
		if status != c.want || c.method == "HEAD" && body != "" || c.want == 405 && header.Get("Allow") == "" {
			t.Errorf("%s %s: %d, want %d; allowed %q, %d bytes", c.method, c.path, status, c.want, header.Get("Allow"), len(body))
		}
	}
}

func TestAPI_opensAnswersAndRefuses(t *testing.T) {
	app, s := open(t)
	token := func(scope string) string {
		secret, err := s.AddToken(context.Background(), models.System, "uji", scope)
		if err != nil {
			t.Fatal(err)
		}
		return "Bearer " + secret
	}
	all, submit := token("all"), token("submit")
	body := `{"text":"Jembatan rusak","citizen":{"name":"Warga","email":"warga@contoh.test"}}`
	status, first, _ := ask(t, app, "POST", "/api/v1/tickets", body, "Authorization", all, "Idempotency-Key", "k")
	if status != 201 {
		t.Fatalf("open: %d %s", status, first)
	}
	if _, again, _ := ask(t, app, "POST", "/api/v1/tickets", body, "Authorization", all, "Idempotency-Key", "k"); again != first {
		t.Errorf("the same key gave\n%s\nnot\n%s", again, first)
	}
	var ticket struct{ Number string }
	if err := json.Unmarshal([]byte(first), &ticket); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, method, path, body, token string
		want                            int
	}{
		{"the same key with another content", "POST", "/api/v1/tickets", `{"text":"lain"}`, all, 409},
		{"no text", "POST", "/api/v1/tickets", `{"text":" "}`, all, 422},
		{"an unknown field", "POST", "/api/v1/tickets", `{"text":"a","judul":"b"}`, all, 422},
		{"broken JSON", "POST", "/api/v1/tickets", `{"text":`, all, 422},
		{"no token", "POST", "/api/v1/tickets", body, "", 401},
		{"a token of another scope", "GET", "/api/v1/tickets/" + ticket.Number, "", submit, 403},
		{"a ticket that is not there", "GET", "/api/v1/tickets/TGP-2026-999999", "", all, 404},
		{"an answer", "POST", "/api/v1/tickets/" + ticket.Number + "/replies", `{"text":"Kami cek."}`, all, 201},
		{"resolving", "POST", "/api/v1/tickets/" + ticket.Number + "/closure", `{"text":"Selesai."}`, all, 201},
		{"resolving twice", "POST", "/api/v1/tickets/" + ticket.Number + "/closure", `{"text":"Selesai."}`, all, 409},
	} {
		key := ""
		if c.want == 409 && c.path == "/api/v1/tickets" {
			key = "k"
		}
		status, got, header := ask(t, app, c.method, c.path, c.body, "Authorization", c.token, "Idempotency-Key", key)
		if status != c.want {
			t.Errorf("%s: %d %s, want %d", c.name, status, got, c.want)
		}
		if status >= 400 && header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: answered as %s", c.name, header.Get("Content-Type"))
		}
		if strings.Contains(got, "warga@contoh.test") {
			t.Errorf("%s: the reporter's address leaks: %s", c.name, got)
		}
	}
}

func TestPortal_guards(t *testing.T) {
	app, _ := open(t)
	form := "Content-Type"
	kind := "application/x-www-form-urlencoded"
	status, page, header := ask(t, app, "POST", "/lapor", "text=&name=%3Cscript%3Ealert(1)%3C/script%3E", form, kind)
	if status != 422 || strings.Contains(page, "<script") || !strings.Contains(page, "&lt;script&gt;alert(1)") {
		t.Errorf("an empty report: %d, the name typed must come back, escaped", status)
	}
	if policy := header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") {
		t.Errorf("policy %q", policy)
	}
	if status, _, _ := ask(t, app, "POST", "/lapor", "text=a", form, kind, "Origin", "https://lain.test"); status != 403 {
		t.Errorf("a form from another site: %d, want 403", status)
	}
	number := func(page string) string {
		_, rest, _ := strings.Cut(page, `class="number">`)
		return rest[:min(15, len(rest))]
	}
	_, one, _ := ask(t, app, "POST", "/lapor", "text=Jalan+rusak&request=r1", form, kind)
	_, two, _ := ask(t, app, "POST", "/lapor", "text=Jalan+rusak&request=r1", form, kind)
	if number(one) != number(two) || !strings.HasPrefix(number(one), "TGP-") {
		t.Errorf("the same form twice gave %q and %q", number(one), number(two))
	}
	_, _, header = ask(t, app, "POST", "/language", "lang=en&back=//lain.test", form, kind)
	if header.Get("Location") != "/" {
		t.Errorf("the switch leads to %q", header.Get("Location"))
	}
}
