package handlers

import (
	"context"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"tanggap/models"
)

// policyOf is the policy that measures a ticket, and the fields of its form.
func policyOf(t *testing.T, s *models.Store, ticket *models.Ticket) (models.Policy, []string) {
	t.Helper()
	policies, err := s.Policies(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range policies {
		if p.ID == ticket.PolicyID {
			return p, []string{
				"name", p.Name, "kind", string(p.Kind), "priority", string(p.Priority), "first_response", "3wd", "next_response", "4h",
				"resolution", "20wd", "warn", "50", "extension", "5wd", "position", "2", "active", "yes",
			}
		}
	}
	t.Fatal("the ticket has no policy")
	return models.Policy{}, nil
}

var asText = regexp.MustCompile(`<[^>]*>`)

func flat(page string) string {
	return strings.Join(strings.Fields(asText.ReplaceAllString(page, " ")), " ")
}

func TestSettings_policyIsLookedAtSavedAndUndone(t *testing.T) {
	app, s := open(t)
	ctx := context.Background()
	admin := officeOf(t, app, signIn(t, app, s, models.Administrator, "pemkab"))
	got, err := s.Receive(ctx, models.Citizen, models.Intake{Text: "Jalan berlubang", Kind: models.Complaint})
	if err != nil {
		t.Fatal(err)
	}
	p, fields := policyOf(t, s, got.Ticket)
	at := "/settings/policies/" + strconv.FormatInt(p.ID, 10)
	_, draft := admin.send(at, 303, fields...)
	page := flat(admin.get(draft))
	for _, want := range []string{
		"Yang diubah", "4 jam kerja 3 hari kerja", "Semua tiket yang berjalan sudah diperiksa: 1", "Batas waktu yang berubah 2",
		"Langsung menjadi terlambat 0", "Batasnya mundur 2", s.Number(got.Ticket),
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the preview lacks %q:\n%s", want, page)
		}
	}
	if now, _ := s.Clocks(ctx, models.System, got.Ticket.ID); now[0].Amount != "4h" {
		t.Fatal("looking changed a clock")
	}
	if page := admin.get(at + "?draft=" + draft[strings.LastIndex(draft, "/")+1:]); !strings.Contains(page, `value="20wd"`) {
		t.Error("back in the form, what was typed is gone")
	}
	if page, _ := admin.send(draft+"/saving", 422, "reason", " "); !strings.Contains(page, `id="error-reason"`) {
		t.Error("saved without a reason")
	}
	admin.send(draft+"/saving", 303, "reason", "SK Bupati 12")
	if page := admin.get("/settings/policies"); !strings.Contains(page, "tiket yang berjalan dihitung ulang; mulai") || !strings.Contains(page, "20 hari kerja") {
		t.Error("nothing says that clocks are being measured anew, or the list lacks the new target")
	}
	measured := func(amount, why string) {
		t.Helper()
		if _, err := s.Recompute(ctx); err != nil {
			t.Fatal(err)
		}
		clocks, err := s.Clocks(ctx, models.System, got.Ticket.ID)
		if err != nil || clocks[0].Amount != amount {
			t.Errorf("clocks = %+v, %v", clocks, err)
		}
		events, err := s.Events(ctx, models.System, got.Ticket.ID)
		last := events[len(events)-1]
		if err != nil || last.Type != models.DueChanged || last.Actor != models.ByUser || !strings.Contains(last.Data, why) {
			t.Errorf("the history ends with %+v, %v", last, err)
		}
	}
	measured("3wd", `"why":"policy Pengaduan: SK Bupati 12"`)
	page = admin.get(at)
	undo := regexp.MustCompile(`/settings/policies/drafts/\d+/undoing`).FindString(page)
	if undo == "" || !strings.Contains(page, `value="5wd"`) || !strings.Contains(page, "SK Bupati 12") {
		t.Fatal("the page of the policy does not offer to undo")
	}
	if _, to := admin.send(draft+"/saving", 422, "reason", "lagi"); to != "" {
		t.Error("saved twice")
	}
	admin.send(undo, 303)
	measured("4h", `"why":"policy_undone Pengaduan: SK Bupati 12"`)
	if page, _ := admin.send(undo, 422); !strings.Contains(page, "sudah dibatalkan") {
		t.Error("undone twice without a word")
	}
}

func TestSettings_previewWarnsOfPoliciesThatMeasureNothing(t *testing.T) {
	app, s := open(t)
	admin := officeOf(t, app, signIn(t, app, s, models.Administrator, "pemkab"))
	for _, c := range []struct{ kind, channel, want string }{
		{"complaint", "", "tidak akan pernah menang: Pengaduan"},
		{"criticism", "telegram", "Tidak ada tiket berjalan yang diukur"},
	} {
		_, draft := admin.send("/settings/policies", 303, "name", "Baru", "kind", c.kind, "channel", c.channel, "first_response", "4h",
			"warn", "50", "position", "99", "active", "yes")
		if page := admin.get(draft); !strings.Contains(page, c.want) {
			t.Errorf("%s %s: the preview does not say %q", c.kind, c.channel, c.want)
		}
	}
}

func TestSettings_exampleSaysWhichPolicyWinsAndWhy(t *testing.T) {
	app, s := open(t)
	admin := officeOf(t, app, signIn(t, app, s, models.Administrator, "pemkab"))
	page := flat(admin.get("/settings/policies/example?kind=complaint&priority=high&category=&unit=1&channel=form&at=2026-11-20T15:30"))
	for _, want := range []string{
		"Pengaduan mendesak Pengaduan, Mendesak Menang", "Pengaduan Pengaduan Cocok, tetapi kurang khusus",
		"Permintaan informasi Permintaan informasi Lain pada: jenis", "23 Nov 2026", "Jam kerja (Asia/Jakarta), dari Pemerintah Kabupaten",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the answer lacks %q:\n%s", want, page)
		}
	}
	status, page, _ := admin.ask("GET", "/settings/policies/example?kind=complaint&priority=high&unit=77&channel=form&at=kemarin", "")
	if status != 422 || !strings.Contains(page, `id="error-at"`) {
		t.Errorf("a time that is none: %d", status)
	}
	status, page, _ = admin.ask("GET", "/settings/policies/example?kind=complaint&priority=high&unit=77&channel=form&at=2026-11-20T15:30", "")
	if status != 422 || !strings.Contains(page, `id="error-unit"`) {
		t.Errorf("a unit that is none: %d", status)
	}
}

func TestSettings_yearAtAGlance(t *testing.T) {
	app, s := open(t)
	ctx := context.Background()
	admin := officeOf(t, app, signIn(t, app, s, models.Administrator, "pemkab"))
	for _, h := range []models.Holiday{
		{Day: "2027-03-10", Name: "Idulfitri", Kind: "national"},
		{Day: "2027-01-01", Name: "Tahun Baru", Kind: "national", Confirmed: true},
	} {
		if err := s.SaveHoliday(ctx, models.System, h); err != nil {
			t.Fatal(err)
		}
	}
	week := map[string][]string{"wed": {"08:00-12:00"}}
	if err := s.AddPeriod(ctx, models.System, 1, models.Period{From: "2027-02-08", To: "2027-02-14", Week: week}); err != nil {
		t.Fatal(err)
	}
	page := admin.get("/settings/calendars/1/year?year=2027")
	for _, want := range []string{
		`data-day="national" title="Libur nasional: Tahun Baru"`, `data-day="estimate" title="Perkiraan, belum ditetapkan: Idulfitri"`,
		`data-day="changed" title="Jam berubah: 08.00-12.00"`, "<caption>Februari",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the year lacks %q", want)
		}
	}
	// 261 weekdays, one holiday, four days of the short week off.
	if !strings.Contains(flat(page), "Hari kerja setahun 256") {
		t.Errorf("working days: %.400s", flat(page)[strings.Index(flat(page), "Hari kerja setahun"):])
	}
	if strings.Count(page, "<caption>") != 12 {
		t.Error("a year without twelve months")
	}
}

// A file too large is refused before it is read, in words, whatever is in it.
func TestSettings_hugeHolidayFile(t *testing.T) {
	app, s := open(t)
	admin := officeOf(t, app, signIn(t, app, s, models.Administrator, "pemkab"))
	huge := strings.Repeat("BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270101\r\nSUMMARY:x\r\nEND:VEVENT\r\n", 50<<20/70)
	body := "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"libur.ics\"\r\n\r\n" + huge + "\r\n--x--\r\n"
	began := time.Now()
	status, page, _ := admin.browser.ask("POST", "/settings/holidays/import", body, "Content-Type", "multipart/form-data; boundary=x")
	if status != 413 && status != 422 {
		t.Errorf("50 MB: %d %.200s", status, page)
	}
	t.Logf("%d after %v", status, time.Since(began))
}
