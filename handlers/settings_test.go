package handlers

import (
	"context"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
)

// office is the browser of somebody on the staff.
type office struct{ *browser }

func officeOf(t *testing.T, app *fiber.App, cookie string) office {
	b := newBrowser(t, app)
	b.cookies["session"] = strings.TrimPrefix(cookie, "session=")
	return office{b}
}

func (o office) ask(method, path, body string) (status int, page, location string) {
	o.t.Helper()
	status, page, header := o.browser.ask(method, path, body, "Content-Type", formType)
	return status, page, header.Get("Location")
}

func (o office) get(path string) string {
	o.t.Helper()
	status, page, _ := o.ask("GET", path, "")
	if status != 200 {
		o.t.Fatalf("GET %s: %d %s", path, status, page)
	}
	return page
}

// send posts a form and fails unless it is answered with the status.
func (o office) send(path string, want int, fields ...string) (page, location string) {
	o.t.Helper()
	form := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	status, page, location := o.ask("POST", path, form.Encode())
	if status != want {
		o.t.Fatalf("POST %s %v: %d, want %d\n%s", path, fields, status, want, page)
	}
	return page, location
}

func TestSettings_areForThoseWhoRunTheHouse(t *testing.T) {
	app, s := open(t)
	admin := officeOf(t, app, signIn(t, app, s, models.Administrator, "pemkab"))
	others := map[models.Role]office{}
	for _, role := range []models.Role{models.Agent, models.Coordinator, models.Supervisor, models.Inspector, models.Auditor} {
		others[role] = officeOf(t, app, signIn(t, app, s, role, "pemkab"))
	}
	for _, r := range (settings{&handlers{}}).routes() {
		path := strings.ReplaceAll(r.path, ":id", "1")
		planned := strings.HasPrefix(path, "/settings/duty") // whoever supervises people plans them
		if !strings.HasPrefix(path, "/settings") || planned != (r.capability == models.PlanPeople) ||
			!planned && r.capability != models.Configure && r.capability != models.Administer {
			t.Errorf("%s %s asks for %q", r.method, r.path, r.capability)
		}
		for role, d := range others {
			if planned && role == models.Supervisor {
				continue
			}
			if status, _, _ := d.ask(r.method, path, ""); status != 403 {
				t.Errorf("%s %s as %s: %d, want 403", r.method, path, role, status)
			}
		}
		if status, _, location := officeOf(t, app, "").ask(r.method, path, ""); status != 303 || !strings.HasPrefix(location, "/login") {
			t.Errorf("%s %s as nobody: %d %s, want the login", r.method, path, status, location)
		}
		if r.method == "GET" {
			if status, page, _ := admin.ask("GET", path, ""); status != 200 && status != 303 && !strings.Contains(path, "/1") {
				t.Errorf("GET %s as administrator: %d %s", path, status, page)
			}
		}
		form := url.Values{}.Encode()
		status, _, _ := admin.browser.ask("POST", path, form, "Content-Type", formType, "Origin", "https://lain.test")
		if r.method == "POST" && status != 403 {
			t.Errorf("POST %s from another site: %d, want 403", path, status)
		}
	}
}

func TestSettings_formsComeBackWithWhatWasTyped(t *testing.T) {
	app, s := open(t)
	admin := officeOf(t, app, signIn(t, app, s, models.Administrator, "pemkab"))
	for _, c := range []struct {
		name, path string
		fields     []string
		want       []string // in the page that comes back
	}{
		{
			"a unit without a usable code", "/settings/units",
			[]string{"name", "Dinas <Baru>", "slug", "Dinas Baru!", "kind", "agency", "parent", "1"},
			[]string{`value="Dinas &lt;Baru&gt;"`, `value="Dinas Baru!"`, `id="error-slug"`},
		},
		{
			"a category with an unknown unit", "/settings/categories",
			[]string{"name", "Jalan", "slug", "jalan-desa", "unit", "999", "keywords", "aspal, lubang"},
			[]string{`>aspal, lubang</textarea>`, `id="error-unit"`},
		},
		{
			"a place without a sub-district", "/settings/places",
			[]string{"name", "Kijang", "code", "21.1", "kind", "village"},
			[]string{`value="Kijang"`, `id="error-parent"`},
		},
		{
			"an account without a handle", "/settings/accounts",
			[]string{"channel", "instagram", "name", "Akun", "unit", "1"},
			[]string{`value="Akun"`, `id="error-handle"`},
		},
		{
			"a policy with words for a target", "/settings/policies",
			[]string{"name", "Baru", "first_response", "empat jam", "warn", "lima puluh"},
			[]string{`value="empat jam"`, `value="lima puluh"`, `id="error-first_response"`, `id="error-warn"`},
		},
		{
			"a category whose order is no number", "/settings/categories",
			[]string{"name", "Jalan", "slug", "jalan", "position", "pertama"},
			[]string{`value="pertama"`, `id="error-position"`},
		},
		{
			"the regency switched off", "/settings/units/1",
			[]string{"name", "Kabupaten", "slug", "pemkab", "kind", "regency"},
			[]string{`value="Kabupaten"`, `id="error-active"`},
		},
		{
			"a policy that ends on a date that is none", "/settings/policies",
			[]string{"name", "Baru", "first_response", "4h", "warn", "50", "valid_to", "31 Juni"},
			[]string{`value="31 Juni"`, `id="error-valid_to"`},
		},
		{
			"hours that overlap", "/settings/calendars",
			[]string{"name", "Malam", "zone", "Asia/Jakarta", "tue", "08.00-12.00, 11.00-13.00"},
			[]string{`value="08.00-12.00, 11.00-13.00"`, `id="error-tue"`},
		},
		{
			"special hours that end before they begin", "/settings/calendars/1/periods",
			[]string{"from", "2027-03-01", "to", "2027-02-01", "mon", "08.00-12.00"},
			[]string{`value="2027-02-01"`, `id="error-to"`},
		},
		{
			"a holiday without a name", "/settings/holidays",
			[]string{"day", "2027-01-01", "kind", "national", "basis", "SKB"},
			[]string{`value="SKB"`, `id="error-name"`},
		},
		{"a token without a scope", "/settings/tokens", []string{"name", "Aplikasi"}, []string{`value="Aplikasi"`, `id="error-scope"`}},
		{
			"a user without a unit", "/settings/users",
			[]string{"name", "Dewi", "email", "dewi", "role", "agent"},
			[]string{`value="Dewi"`, `id="error-email"`, `id="error-unit"`},
		},
	} {
		page, _ := admin.send(c.path, 422, c.fields...)
		for _, want := range c.want {
			if !strings.Contains(page, want) {
				t.Errorf("%s: the page lacks %s", c.name, want)
			}
		}
	}
}

func TestSettings_saves(t *testing.T) {
	app, s := open(t)
	ctx := context.Background()
	admin := officeOf(t, app, signIn(t, app, s, models.Administrator, "pemkab"))
	admin.send("/settings/units", 303, "name", "Dinas Jalan", "slug", "pupr", "kind", "agency", "parent", "1", "active", "yes")
	if page := admin.get("/settings/units"); !strings.Contains(page, "Tersimpan.") || !strings.Contains(page, `href="/settings/units/2"`) {
		t.Error("the list after saving says nothing, or lacks the unit")
	}
	admin.send("/settings/units/2", 422, "name", "Dinas Jalan", "slug", "pupr", "kind", "agency", "parent", "2", "active", "yes")
	admin.send("/settings/units/2", 303, "name", "Dinas Bina Marga", "slug", "pupr", "kind", "agency", "parent", "1", "active", "yes")
	if u, err := s.Unit(ctx, "pupr"); err != nil || u.Name != "Dinas Bina Marga" {
		t.Errorf("unit = %+v, %v", u, err)
	}
	admin.send("/settings/categories", 303, "name", "Jalan", "slug", "jalan-desa", "unit", "2", "keywords", "aspal", "active", "yes", "position", "1")
	admin.send("/settings/places", 303, "name", "Bintan Timur", "code", "21.01", "kind", "subdistrict")
	admin.send("/settings/accounts", 303, "channel", "instagram", "handle", "@pemkab", "unit", "2", "active", "yes")
	admin.send("/settings/calendars", 303, "name", "Malam", "zone", "Asia/Makassar", "mon", "18.00–22.00")
	admin.send("/settings/calendars/1/periods", 303, "from", "2027-02-08", "to", "2027-03-09", "mon", "08.00-15.00")
	page := admin.get("/settings/calendars/1")
	if !strings.Contains(page, "Sen, 8 Feb 2027") || !strings.Contains(page, "08:00\u201115:00") {
		t.Error("the calendar lacks its special hours")
	}
	admin.send("/settings/calendars/1/periods/removal", 303, "from", "2027-02-08", "to", "2027-03-09")
	for _, path := range []string{"/settings/categories/1", "/settings/places/1", "/settings/accounts/1", "/settings/calendars/3", "/settings/policies/1"} {
		admin.get(path)
	}
	if status, _, _ := admin.ask("GET", "/settings/units/99", ""); status != 404 {
		t.Errorf("a unit that is not there: %d, want 404", status)
	}
}

func TestSettings_yearWithoutOfficialList(t *testing.T) {
	app, s := open(t)
	admin := officeOf(t, app, signIn(t, app, s, models.Administrator, "pemkab"))
	next := strconv.Itoa(s.Now().Year() + 1)
	warned := "Belum ada daftar resmi hari libur " + next
	if !strings.Contains(admin.get("/settings"), warned) {
		t.Fatalf("nothing warns of %s, which has no list", next)
	}
	estimated := []string{"day", next + "-03-10", "name", "Idulfitri", "kind", "national", "basis", "perkiraan"}
	admin.send("/settings/holidays", 303, estimated...)
	if page := admin.get("/settings/holidays?year=" + next); !strings.Contains(page, warned) || !strings.Contains(page, "Perkiraan") {
		t.Error("an estimate is taken for the official list")
	}
	id := regexp.MustCompile(`/settings/holidays/(\d+)"`).FindStringSubmatch(admin.get("/settings/holidays?year=" + next))[1]
	admin.send("/settings/holidays/"+id, 303, "day", next+"-03-11", "name", "Idulfitri", "kind", "national", "basis", "SKB", "confirmed", "yes")
	page := admin.get("/settings/holidays?year=" + next)
	if strings.Contains(page, warned) || strings.Contains(page, "10 Mar "+next) || !strings.Contains(page, "11 Mar "+next) {
		t.Error("the confirmed day did not take the place of the estimate")
	}
	moved := regexp.MustCompile(`/settings/holidays/(\d+)"`).FindStringSubmatch(page)[1]
	admin.send("/settings/holidays/"+moved+"/removal", 303)
	if !strings.Contains(admin.get("/settings"), warned) {
		t.Error("nothing warns after the list is gone")
	}
}

func TestSettings_holidayFileIsShownBeforeItIsTakenOver(t *testing.T) {
	app, s := open(t)
	admin := officeOf(t, app, signIn(t, app, s, models.Administrator, "pemkab"))
	const edge = "tepi"
	part := func(name, file, value string) string {
		head := "--" + edge + "\r\nContent-Disposition: form-data; name=\"" + name + "\""
		if file != "" {
			head += "; filename=\"" + file + "\""
		}
		return head + "\r\n\r\n" + value + "\r\n"
	}
	body := part("year", "", "2027") + part("official", "", "yes") + part("basis", "", "SKB 1/2026") +
		part("file", "libur.csv", "tanggal,nama,jenis\n2027-01-01,Tahun Baru,libur nasional\nbukan tanggal,x,y\n") + "--" + edge + "--\r\n"
	status, page, _ := ask(t, app, "POST", "/settings/holidays/import", body,
		"Content-Type", "multipart/form-data; boundary="+edge, "Cookie", "session="+admin.cookies["session"])
	if status != 200 || !strings.Contains(page, "Jum, 1 Jan 2027") || !strings.Contains(page, "bukan tanggal") {
		t.Fatalf("preview: %d %s", status, page)
	}
	if known, _ := s.Holidays(context.Background(), 2027); len(known) != 0 {
		t.Errorf("looking changed %d days", len(known))
	}
	admin.send("/settings/holidays/import", 303, "year", "2027", "official", "yes", "basis", "SKB 1/2026",
		"list", "date,name,kind,status,basis\n2027-01-01,Tahun Baru,national,confirmed,\n")
	known, err := s.Holidays(context.Background(), 2027)
	if err != nil || len(known) != 1 || !known[0].Confirmed || known[0].Basis != "SKB 1/2026" {
		t.Errorf("taken over: %+v, %v", known, err)
	}
}

func TestSettings_users(t *testing.T) {
	app, s := open(t)
	ctx := context.Background()
	admin := officeOf(t, app, signIn(t, app, s, models.Administrator, "pemkab"))
	page, _ := admin.send("/settings/users", 200, "name", "Dewi", "email", "dewi@contoh.test", "role", "agent", "unit", "pemkab")
	password := regexp.MustCompile(`id="secret"[^>]*value="([^"]+)"`).FindStringSubmatch(page)[1]
	if strings.Contains(admin.get("/settings/users"), password) {
		t.Error("the first password is shown again")
	}

	dewi := officeOf(t, app, login(t, app, "dewi@contoh.test", password))
	if _, _, location := dewi.ask("GET", "/notices", ""); location != "/account" {
		t.Errorf("with a first password one gets to %q, want /account", location)
	}
	for _, c := range []struct{ current, wanted, again, field string }{
		{password, "tujuh jeruk di atas meja", "lain sama sekali", "again"},
		{"salah", "tujuh jeruk di atas meja", "tujuh jeruk di atas meja", "current"},
		{password, "singkat", "singkat", "password"},
		{password, password, password, "password"},
	} {
		page, _ := dewi.send("/account/password", 422, "current", c.current, "password", c.wanted, "again", c.again)
		if !strings.Contains(page, `id="error-`+c.field+`"`) || strings.Contains(page, c.wanted) {
			t.Errorf("%+v: no fault at the field, or the password came back", c)
		}
	}
	dewi.send("/account/password", 303, "current", password, "password", "tujuh jeruk di atas meja", "again", "tujuh jeruk di atas meja")
	dewi.get("/notices")

	users, _, _ := s.Users(ctx, models.System, models.UserFilter{Text: "dewi"})
	at := "/settings/users/" + strconv.FormatInt(users[0].ID, 10)
	admin.send(at+"/sessions", 303)
	if status, _, _ := dewi.ask("GET", "/notices", ""); status != 303 {
		t.Errorf("after being signed out everywhere: %d, want the login", status)
	}
	dewi = officeOf(t, app, login(t, app, "dewi@contoh.test", "tujuh jeruk di atas meja"))
	admin.send(at, 303, "name", "Dewi", "email", "dewi@contoh.test", "role", "agent", "unit", "pemkab") // not active any more
	if status, _, location := dewi.ask("GET", "/notices", ""); status != 303 || !strings.HasPrefix(location, "/login") {
		t.Errorf("the next request of somebody dismissed: %d %s, want the login", status, location)
	}

	users, _, _ = s.Users(ctx, models.System, models.UserFilter{Role: models.Administrator})
	own := "/settings/users/" + strconv.FormatInt(users[0].ID, 10)
	page, _ = admin.send(own, 422, "name", "Pengelola", "email", "administrator@contoh.test", "role", "agent", "unit", "pemkab", "active", "yes")
	if !strings.Contains(page, "paling sedikit satu pengelola") || !strings.Contains(page, `value="Pengelola"`) {
		t.Error("the last administrator may leave, or is not told why not")
	}
}

func TestSettings_tokens(t *testing.T) {
	app, s := open(t)
	admin := officeOf(t, app, signIn(t, app, s, models.Administrator, "pemkab"))
	page, _ := admin.send("/settings/tokens", 200, "name", "Aplikasi warga", "scope", "submit", "scope", "tickets:read")
	secret := regexp.MustCompile(`value="(tgp_[^"]+)"`).FindStringSubmatch(page)[1]
	if strings.Contains(admin.get("/settings/tokens"), secret) {
		t.Error("the token is shown again")
	}
	open := func() int {
		status, _, _ := ask(t, app, "POST", "/api/v1/tickets", `{"text":"Jalan rusak"}`, "Authorization", "Bearer "+secret)
		return status
	}
	if status := open(); status != 201 {
		t.Errorf("opening a ticket with the new token: %d", status)
	}
	if page := admin.get("/settings/tokens"); !strings.Contains(page, "baru saja") {
		t.Error("the list does not say when the token was last used")
	}
	admin.send("/settings/tokens/1/revocation", 303)
	if status := open(); status != 401 {
		t.Errorf("with a revoked token: %d, want 401", status)
	}
}

func TestAccount_sessionsAndTaste(t *testing.T) {
	app, s := open(t)
	ctx := context.Background()
	here := officeOf(t, app, signIn(t, app, s, models.Agent, "pemkab"))
	there := officeOf(t, app, login(t, app, "agent@contoh.test", "kayu lapis hijau tua"))
	third := officeOf(t, app, login(t, app, "agent@contoh.test", "kayu lapis hijau tua"))
	page := here.get("/account")
	ids := regexp.MustCompile(`/account/sessions/(\d+)/revocation`).FindAllStringSubmatch(page, -1)
	if len(ids) != 2 {
		t.Fatalf("%d other sessions on the page, want 2", len(ids))
	}
	here.send("/account/sessions/"+ids[1][1]+"/revocation", 303) // the older of the two
	if status, _, _ := there.ask("GET", "/account", ""); status != 303 {
		t.Errorf("a revoked session: %d, want the login", status)
	}
	third.get("/account")
	here.send("/account/sessions/revocation", 303)
	if status, _, _ := third.ask("GET", "/account", ""); status != 303 {
		t.Errorf("after signing out everywhere else: %d, want the login", status)
	}
	here.get("/account")
	here.send("/theme", 303, "theme", "dark", "back", "/account")
	here.send("/language", 303, "lang", "en", "back", "/account")
	who, err := s.ActorOf(ctx, 1)
	if err != nil {
		t.Fatal(err)
	}
	u, err := s.User(ctx, models.System, who.ID)
	if err != nil || u.Lang != "en" || u.Theme != "dark" {
		t.Errorf("kept %q and %q, %v", u.Lang, u.Theme, err)
	}
}

func TestNotices_areReadAndCounted(t *testing.T) {
	app, s := open(t)
	ctx := context.Background()
	agent := officeOf(t, app, signIn(t, app, s, models.Agent, "pemkab"))
	if page := agent.get("/notices"); !strings.Contains(page, "Belum ada pemberitahuan") {
		t.Error("an empty list says nothing")
	}
	got, err := s.Receive(ctx, models.Citizen, models.Intake{Text: "Kebakaran di pasar, tolong segera!"})
	if err != nil {
		t.Fatal(err)
	}
	number := s.Number(got.Ticket)
	page := agent.get("/notices")
	at := regexp.MustCompile(`href="(/notices/\d+)">[^<]*` + number).FindStringSubmatch(page)
	if at == nil || !strings.Contains(page, `class="count">1<`) {
		t.Fatalf("nothing tells of %s, or the bar does not count it", number)
	}
	if status, _, location := agent.ask("GET", at[1], ""); status != 303 || location != "/tickets/"+number {
		t.Errorf("the notice leads to %d %s", status, location)
	}
	if page := agent.get("/notices"); strings.Contains(page, `class="count">`) || strings.Contains(page, "data-unread") {
		t.Error("what was read still counts")
	}
	agent.send("/notices/reading", 303)
}

// A form sent when the session has ended waits for its user, and for nobody else.
func TestKept_comesBackAfterTheLogin(t *testing.T) {
	app, s := open(t)
	admin := officeOf(t, app, signIn(t, app, s, models.Administrator, "pemkab"))
	colleague := models.User{Email: "lain@contoh.test", Name: "Lain", Role: models.Administrator}
	if _, err := s.AddUser(context.Background(), models.System, colleague, "pemkab", "kayu lapis hijau tua"); err != nil {
		t.Fatal(err)
	}
	begun := s.Now()
	s.Options.Now = func() time.Time { return begun.Add(13 * time.Hour) } // longer than a session lasts idle
	_, location := admin.send("/settings/tokens", 303, "name", "Aplikasi <warga> yang panjang namanya", "scope", "submit", "password", "rahasia sekali")
	if !strings.HasPrefix(location, "/login?next=") {
		t.Fatalf("led to %s", location)
	}
	if page := admin.get(location); !strings.Contains(page, "masih tersimpan") {
		t.Error("the login does not say that the text is kept")
	}
	kept := admin.cookies[keptCookie]

	other := officeOf(t, app, login(t, app, "lain@contoh.test", "kayu lapis hijau tua"))
	other.cookies[keptCookie] = kept
	if page := other.get("/settings"); strings.Contains(page, "Aplikasi &lt;warga&gt;") {
		t.Error("a colleague at the same machine reads it")
	}

	back := officeOf(t, app, login(t, app, "administrator@contoh.test", "kayu lapis hijau tua"))
	back.cookies[keptCookie] = kept
	page := back.get("/settings/tokens")
	for _, want := range []string{"Aplikasi &lt;warga&gt; yang panjang namanya</textarea>", `action="/settings/tokens"`, `name="scope" value="submit"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(page, "rahasia sekali") {
		t.Error("a password was kept")
	}
	back.send("/settings/tokens", 200, "name", "Aplikasi <warga> yang panjang namanya", "scope", "submit")
	if page := back.get("/settings/tokens"); strings.Contains(page, "</textarea>") || back.cookies[keptCookie] != "" {
		t.Error("what was sent is still offered")
	}
}

func TestSettings_outbox(t *testing.T) {
	app, s := open(t)
	ctx := context.Background()
	admin := officeOf(t, app, signIn(t, app, s, models.Administrator, "pemkab"))
	if page := admin.get("/settings/outbox"); !strings.Contains(page, "Semua yang harus keluar sudah keluar") {
		t.Error("an empty outbox says nothing")
	}
	in := models.Intake{Text: "Jalan berlubang", Email: "warga@contoh.test"}
	if _, err := s.Receive(ctx, models.Citizen, in); err != nil {
		t.Fatal(err)
	}
	page := admin.get("/settings/outbox?state=waiting")
	if !strings.Contains(page, "Tanda terima") || strings.Contains(page, "warga@contoh.test") || strings.Contains(page, "Jalan berlubang") {
		t.Error("the receipt is not listed, or the list tells whom it goes to or what it says")
	}
	admin.send("/settings/outbox/1/retry", 409) // it waits already
	admin.send("/settings/outbox/1/removal", 303)
	if page := admin.get("/settings/outbox?state=waiting"); strings.Contains(page, "/settings/outbox/1/") {
		t.Error("what was given up still waits")
	}
}

// What nobody should send: the answer names the field or says that there is no such page, and nothing breaks.
func TestSettings_withstandOddInput(t *testing.T) {
	app, s := open(t)
	admin := officeOf(t, app, signIn(t, app, s, models.Administrator, "pemkab"))
	for _, path := range []string{
		"/settings/users?q=%00%ff&role=%00&unit='%20OR%201=1&active=%00", "/settings/holidays?year=99999999999999999999",
		"/settings/users?q=%25_%5C", "/settings/outbox?state=%00", "/notices?before=-1", "/notices?before=abc",
	} {
		admin.get(path)
	}
	for _, path := range []string{"/settings/units/0", "/settings/units/-1", "/settings/units/abc", "/settings/users/99999999999999999999"} {
		if status, _, _ := admin.ask("GET", path, ""); status != 404 {
			t.Errorf("GET %s: %d, want 404", path, status)
		}
	}
	odd := "\x00\u202e<script>alert(1)</script>'; DROP TABLE units; --"
	for _, path := range []string{"units", "users", "accounts", "categories", "places", "policies", "calendars", "holidays", "tokens"} {
		var fields []string
		for _, name := range []string{
			"name", "name_en", "slug", "kind", "email", "role", "unit", "parent", "calendar", "handle", "channel", "code", "keywords",
			"first_response", "next_response", "resolution", "warn", "basis", "valid_from", "valid_to", "position", "zone", "mon",
			"day", "scope", "priority", "category",
		} {
			fields = append(fields, name, odd)
		}
		if page, _ := admin.send("/settings/"+path, 422, fields...); strings.Contains(page, "<script>alert") {
			t.Errorf("%s: a script comes back as one", path)
		}
	}
	if _, err := s.Units(context.Background()); err != nil {
		t.Error(err)
	}
}
