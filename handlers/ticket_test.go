package handlers

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
)

// desk is a house with two agencies, and the browsers of people in them.
type desk struct {
	app *fiber.App
	s   *models.Store
	in  map[string]string // cookies of who has signed in, by address
}

func openDesk(t *testing.T) desk {
	t.Helper()
	return openDeskAt(t, time.Now)
}

func openDeskAt(t *testing.T, now func() time.Time) desk {
	t.Helper()
	app, s := openAt(t, now)
	ctx := context.Background()
	for _, unit := range []string{"pupr", "perumda"} {
		if _, err := s.SaveUnit(ctx, models.System, models.Unit{Slug: unit, Name: "Dinas " + unit, Kind: "agency", ParentID: 1, Active: true}); err != nil {
			t.Fatal(err)
		}
	}
	return desk{app: app, s: s, in: map[string]string{}}
}

// here is the browser of somebody at the roads office; the coordinator sits at the regency's.
func (d desk) here(t *testing.T, role models.Role) string {
	if role == models.Coordinator {
		return d.as(t, role, "pemkab")
	}
	return d.as(t, role, "pupr")
}

// away is the browser of an agent at another office.
func (d desk) away(t *testing.T) string { return d.as(t, models.Agent, "perumda") }

// as signs somebody in the first time they are needed: hashing passwords takes most of these tests.
func (d desk) as(t *testing.T, role models.Role, unit string) string {
	t.Helper()
	email := unit + "." + string(role) + "@contoh.test"
	if d.in[email] == "" {
		u := models.User{Email: email, Name: "Petugas " + string(role), Role: role}
		if _, err := d.s.AddUser(context.Background(), models.System, u, unit, "kayu lapis hijau tua"); err != nil {
			t.Fatal(err)
		}
		d.in[email] = login(t, d.app, email, "kayu lapis hijau tua")
	}
	return d.in[email]
}

// report opens a ticket of the roads office as the public does.
func (d desk) report(t *testing.T, in models.Intake) string {
	t.Helper()
	in.Unit = "pupr"
	receipt, err := d.s.Receive(context.Background(), models.Citizen, in)
	if err != nil {
		t.Fatal(err)
	}
	return d.s.Number(receipt.Ticket)
}

// post sends a form and returns status, page and where it leads.
func (d desk) post(t *testing.T, cookie, path string, fields ...string) (int, string, string) {
	t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	status, page, header := ask(t, d.app, "POST", path, form.Encode(), "Content-Type", formType, "Cookie", cookie)
	return status, page, header.Get("Location")
}

func (d desk) get(t *testing.T, cookie, path string) (int, string) {
	t.Helper()
	status, page, _ := ask(t, d.app, "GET", path, "", "Cookie", cookie)
	return status, page
}

// actions are all forms of the ticket page; {id} is what ready returns.
var actions = []struct {
	path   string
	kind   models.Kind // of the ticket; a complaint by default
	only   models.Role // who may; empty: everybody who handles tickets
	fields []string
	ready  func(t *testing.T, d desk, number string) int64 // what must have happened before
}{
	{path: "replies", fields: []string{"text", "Kami cek besok.", "seen", "1"}},
	{path: "notes", fields: []string{"text", "Sudah ditelepon."}},
	{path: "classification", fields: []string{"kind", "aspiration", "priority", "high", "place", "Kawal"}},
	{path: "assignment", fields: []string{"assignee", ""}},
	{path: "transfers", fields: []string{"unit", "perumda", "reason", "Pipa bocor."}},
	{path: "transfers/{id}/acceptance", ready: transferred},
	{path: "transfers/{id}/return", fields: []string{"reason", "Bukan pipa."}, ready: transferred},
	{path: "pause", fields: []string{"question", "Di mana?", "days", "3"}},
	{path: "pause/end", ready: func(t *testing.T, d desk, number string) int64 {
		return must(t, d.s.Pause(context.Background(), models.System, number, "Di mana?", 3))
	}},
	{path: "extension", kind: models.Information, fields: []string{"reason", "Arsip provinsi."}},
	{path: "extensions/{id}/approval", kind: models.Information, only: models.Supervisor, ready: extended},
	{
		path: "extensions/{id}/refusal", kind: models.Information, only: models.Supervisor,
		fields: []string{"note", "Tidak perlu."}, ready: extended,
	},
	{path: "closure", fields: []string{"text", "Sudah ditambal.", "seen", "1"}},
	{path: "archive", fields: []string{"reason", "Iklan."}},
	{path: "reopening", fields: []string{"reason", "Belum."}, ready: func(t *testing.T, d desk, number string) int64 {
		return must(t, d.s.Archive(context.Background(), models.System, number, "Iklan."))
	}},
}

func must(t *testing.T, err error) int64 {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return 0
}

// extended asks for more time.
func extended(t *testing.T, d desk, number string) int64 {
	t.Helper()
	ctx := context.Background()
	must(t, d.s.AskExtension(ctx, models.System, number, "Arsip provinsi."))
	v, err := d.s.View(ctx, models.System, number)
	must(t, err)
	return v.Asked().ID
}

// transferred hands the ticket to another unit and back, so that its own must accept it.
func transferred(t *testing.T, d desk, number string) int64 {
	t.Helper()
	ctx := context.Background()
	must(t, d.s.Transfer(ctx, models.System, number, "perumda", "Pipa."))
	must(t, d.s.Transfer(ctx, models.System, number, "pupr", "Aspal."))
	v, err := d.s.View(ctx, models.System, number)
	must(t, err)
	return v.Pending().ID
}

func TestTicket_actionsByRole(t *testing.T) {
	d := openDesk(t)
	handles := map[models.Role]bool{models.Agent: true, models.Coordinator: true, models.Supervisor: true, models.Inspector: true}
	for _, a := range actions {
		ready := func() string {
			number := d.report(t, models.Intake{Text: "Jalan rusak", Kind: a.kind})
			if a.ready == nil {
				return "/tickets/" + number + "/" + a.path
			}
			id := a.ready(t, d, number)
			return "/tickets/" + number + "/" + strings.ReplaceAll(a.path, "{id}", strconv.FormatInt(id, 10))
		}
		for _, role := range models.Roles {
			want := 403
			if handles[role] && (a.only == "" || a.only == role) {
				want = 303
			}
			path := ready()
			if status, page, to := d.post(t, d.here(t, role), path, a.fields...); status != want {
				t.Errorf("%s by %s: %d to %q, want %d\n%s", a.path, role, status, to, want, errorsOf(page))
			}
		}
		path := ready()
		if a.only != "" {
			continue // nobody elsewhere has the capability
		}
		if status, _, _ := d.post(t, d.away(t), path, a.fields...); status != 404 {
			t.Errorf("%s by an agent of another unit: %d, want 404", a.path, status)
		}
		if status, _, _ := d.post(t, d.away(t), path); status != 404 {
			t.Errorf("%s, empty, by an agent of another unit: %d, want 404", a.path, status)
		}
		if status, _, to := d.post(t, "", path, a.fields...); status != 303 || !strings.HasPrefix(to, "/login?") {
			t.Errorf("%s by nobody: %d to %q, want the login", a.path, status, to)
		}
	}
}

// errorsOf is the part of a page that says what went wrong.
func errorsOf(page string) string {
	_, rest, _ := strings.Cut(page, `class="summary"`)
	wrong, _, _ := strings.Cut(rest, "</div>")
	return wrong
}

func TestTicket_whoMayRead(t *testing.T) {
	d := openDesk(t)
	open := d.report(t, models.Intake{Text: "Jalan rusak"})
	sealed := d.report(t, models.Intake{Text: "Jalan rusak", Privacy: models.Confidential})
	for _, c := range []struct {
		name, cookie string
		open, sealed int
	}{
		{"agent", d.here(t, models.Agent), 200, 200},
		{"coordinator", d.here(t, models.Coordinator), 200, 404},
		{"supervisor", d.here(t, models.Supervisor), 200, 200},
		{"inspector", d.here(t, models.Inspector), 200, 200},
		{"auditor", d.here(t, models.Auditor), 200, 200},
		{"administrator", d.here(t, models.Administrator), 403, 403},
		{"agent elsewhere", d.away(t), 404, 404},
		{"nobody", "", 303, 303},
	} {
		if status, _ := d.get(t, c.cookie, "/tickets/"+open); status != c.open {
			t.Errorf("%s reads an open ticket: %d, want %d", c.name, status, c.open)
		}
		if status, _ := d.get(t, c.cookie, "/tickets/"+sealed); status != c.sealed {
			t.Errorf("%s reads a confidential ticket: %d, want %d", c.name, status, c.sealed)
		}
	}
	if _, page := d.get(t, d.here(t, models.Auditor), "/tickets/"+open); strings.Contains(page, "<textarea") {
		t.Error("an auditor is offered forms")
	}
}

func TestTicket_keepsWhatARefusedFormSays(t *testing.T) {
	d := openDesk(t)
	number := d.report(t, models.Intake{Text: "Jalan rusak"})
	long := strings.Repeat("panjang ", 3000)
	for _, c := range []struct {
		path   string
		fields []string
		want   int
		keeps  string // in the page
	}{
		{"replies", []string{"text", long}, 422, long},
		{"notes", []string{"text", long}, 422, long},
		{"transfers", []string{"unit", "", "reason", "Pipa bocor."}, 422, ">Pipa bocor.</textarea>"},
		{"pause", []string{"question", "Di mana?", "days", "99"}, 422, ">Di mana?</textarea>"},
		{"pause", []string{"question", "Di mana?", "days", "lama"}, 422, `value="lama"`},
		{"pause/end", nil, 409, ""},
		{"closure", []string{"text", long}, 422, long},
		{"archive", []string{"reason", " "}, 422, `id="error-archive_reason"`},
		{"reopening", []string{"reason", "Belum."}, 409, ""},
		{"assignment", []string{"assignee", "99999"}, 422, `id="error-assignee"`},
		{"classification", []string{"kind", "lain", "place", "Kawal"}, 422, `value="Kawal"`},
		{"transfers/77/return", []string{"reason", "Bukan kami."}, 409, ""},
	} {
		status, page, _ := d.post(t, d.here(t, models.Agent), "/tickets/"+number+"/"+c.path, c.fields...)
		if status != c.want || !strings.Contains(page, c.keeps) || !strings.Contains(page, `class="summary"`) {
			t.Errorf("%s: %d, want %d with a summary and %.40q", c.path, status, c.want, c.keeps)
		}
	}
}

func TestTicket_secondAnswerIsTold(t *testing.T) {
	d := openDesk(t)
	path := "/tickets/" + d.report(t, models.Intake{Text: "Jalan rusak"})
	first := []string{"text", "Kami tambal besok.", "seen", "1"}
	if status, _, to := d.post(t, d.here(t, models.Agent), path+"/replies", first...); status != 303 || to != path {
		t.Fatalf("the first answer: %d to %s", status, to)
	}
	if status, _, _ := d.post(t, d.here(t, models.Agent), path+"/replies", first...); status != 303 {
		t.Errorf("the same form sent twice: %d, want 303", status)
	}
	mine := "Akan kami cek <minggu> depan."
	status, page, _ := d.post(t, d.here(t, models.Coordinator), path+"/replies", "text", mine, "seen", "1")
	if status != 409 || !strings.Contains(page, "Akan kami cek &lt;minggu&gt; depan.</textarea>") {
		t.Errorf("the second answer: %d; its text must come back", status)
	}
	if !strings.Contains(page, "Kami tambal besok.") || !strings.Contains(page, `name="seen" value="2"`) {
		t.Error("the page does not show the answer that came first")
	}
	if status, _, _ := d.post(t, d.here(t, models.Coordinator), path+"/replies", "text", mine, "seen", "2"); status != 303 {
		t.Errorf("sent again after reading: %d, want 303", status)
	}
	if _, page := d.get(t, d.here(t, models.Agent), path); strings.Count(page, `class="message message-out"`) != 2 {
		t.Error("want two answers on the ticket")
	}
}

func TestTicket_hidesAndEscapes(t *testing.T) {
	d := openDesk(t)
	attack := `"><script>alert(1)</script><img src=x onerror=alert(2)>`
	number := d.report(t, models.Intake{
		Text: "Hubungi 0812-3456-7890, NIK 2101061204900001, a.b@contoh.test " + attack, Name: attack, Place: "0812-3456-7890 " + attack,
		Email: "warga@contoh.test", Phone: "081398765432",
	})
	path := "/tickets/" + number
	for _, a := range []struct{ path, field string }{{"replies", "text"}, {"notes", "text"}, {"archive", "reason"}} {
		if status, page, _ := d.post(t, d.here(t, models.Agent), path+"/"+a.path, a.field, attack); status != 303 {
			t.Fatalf("%s: %d %s", a.path, status, errorsOf(page))
		}
	}
	for _, role := range models.Roles[:5] { // all but the administrator, who reads no tickets
		status, page := d.get(t, d.here(t, role), path)
		if status != 200 {
			t.Fatalf("%s: %d", role, status)
		}
		for _, secret := range []string{"3456", "2101061204900001", "a.b@", "warga@", "98765", "1398765432"} {
			if strings.Contains(page, secret) {
				t.Errorf("%s reads %q", role, secret)
			}
		}
		if strings.Contains(page, "<script>") || strings.Contains(page, "<img src=x") {
			t.Errorf("%s: what somebody wrote is not escaped", role)
		}
	}
	for _, privacy := range []models.Privacy{models.Anonymous, models.Confidential} {
		number := d.report(t, models.Intake{Text: "Jalan rusak", Name: "Orang Dalam", Email: "dalam@contoh.test", Privacy: privacy})
		if _, page := d.get(t, d.here(t, models.Agent), "/tickets/"+number); strings.Contains(page, "Orang Dalam") || strings.Contains(page, "contoh.test<") {
			t.Errorf("a reporter who is %s is named", privacy)
		}
	}
}

func TestTicket_leavesForTheInboxWhenOutOfSight(t *testing.T) {
	d := openDesk(t)
	path := "/tickets/" + d.report(t, models.Intake{Text: "Jalan rusak"})
	status, _, to := d.post(t, d.here(t, models.Agent), path+"/transfers", "unit", "perumda", "reason", "Pipa.")
	if status != 303 || to != "/inbox" {
		t.Errorf("after a transfer: %d to %q, want the inbox", status, to)
	}
	if status, _ := d.get(t, d.away(t), path); status != 200 {
		t.Errorf("the receiving unit: %d", status)
	}
	status, _, header := ask(t, d.app, "POST", path+"/transfers", "unit=pupr&reason=Aspal.",
		"Content-Type", formType, "Cookie", d.away(t), "HX-Request", "true")
	if status != 200 || header.Get("HX-Redirect") != "/inbox" {
		t.Errorf("with htmx: %d, %q", status, header.Get("HX-Redirect"))
	}
}

func TestTicket_blockAlone(t *testing.T) {
	d := openDesk(t)
	path := "/tickets/" + d.report(t, models.Intake{Text: "Jalan rusak"})
	_, block, _ := ask(t, d.app, "GET", path, "", "Cookie", d.here(t, models.Agent), "HX-Request", "true", "HX-Request-Type", "partial")
	if !strings.HasPrefix(block, `<div id="live"`) || strings.Contains(block, `id="reply"`) {
		t.Errorf("the live block is %.60s", block)
	}
}
