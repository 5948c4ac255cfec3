package handlers

import (
	"context"
	"fmt"
	"html"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
)

// busyDay opens tickets of two kinds and answers some.
func busyDay(t *testing.T, s *models.Store, tickets int) {
	t.Helper()
	for i := range tickets {
		in := models.Intake{Text: fmt.Sprintf("Jalan berlubang nomor %d", i), Kind: models.Complaint}
		if i%3 == 0 {
			in.Kind = models.Aspiration
		}
		receipt, err := s.Receive(context.Background(), models.System, in)
		if err != nil {
			t.Fatal(err)
		}
		if i%2 == 0 {
			_, err = s.Reply(context.Background(), models.System, s.Number(receipt.Ticket), models.Reply{Text: "Kami periksa.", Sent: s.Clock()})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func see(t *testing.T, app *fiber.App, cookie, path string, want int) string {
	t.Helper()
	status, page, _ := ask(t, app, "GET", path, "", "Cookie", cookie)
	if status != want {
		t.Fatalf("%s: %d, want %d", path, status, want)
	}
	return page
}

var linked = regexp.MustCompile(`<a href="(/dashboard/tickets[^"]*)">(\d+)</a>`)

// TestDashboard_numbersLeadToTickets: behind each number of the page are as many tickets as it says.
func TestDashboard_numbersLeadToTickets(t *testing.T) {
	app, s := open(t)
	busyDay(t, s, 12)
	boss := signIn(t, app, s, models.Supervisor, "pemkab")
	page := see(t, app, boss, "/dashboard", 200)
	found := linked.FindAllStringSubmatch(page, -1)
	if len(found) < 20 {
		t.Fatalf("only %d numbers lead to tickets", len(found))
	}
	for _, m := range found {
		list := see(t, app, boss, html.UnescapeString(m[1]), 200)
		if n := strings.Count(list, `class="ticket-row"`); fmt.Sprint(n) != m[2] {
			t.Errorf("%s: %d tickets behind %s", m[1], n, m[2])
		}
	}
}

func TestDashboard_address(t *testing.T) {
	app, s := open(t)
	busyDay(t, s, 6)
	boss, agent := signIn(t, app, s, models.Supervisor, "pemkab"), signIn(t, app, s, models.Agent, "pemkab")
	see(t, app, agent, "/dashboard", 403)
	see(t, app, agent, "/dashboard/tickets", 403)
	for address, want := range map[string]int{
		"period=7": 200, "period=365": 200, "period=2024-02": 200, "period=own&from=2024-02-01&to=2024-03-01": 200,
		"period=own": 200, "from=2016-12-01": 200, "period=own&from=2026-13-01": 422, "period=own&from=2026-05-02&to=2026-05-01": 422,
		"period=99999": 422, "period=soon": 422, "period=own&from=1990-01-01": 422, "unit=tidak-ada": 404,
		"unit=pemkab&sort=median&order=asc": 200, "sort=nothing&order=sideways": 200, "period=own&from=2099-01-01&to=2099-02-01": 200,
		"period=30&from=&to=": 200, "unit=" + url.QueryEscape("' OR 1=1 --"): 404,
	} {
		see(t, app, boss, "/dashboard?"+address, want)
	}
	for address, want := range map[string]int{
		"": 200, "what=late&to=2099-01-01": 200, "what=luck": 422, "kind=mood": 422, "what=answered&category=none": 200,
		"from=x": 422, "cursor=abc": 422,
	} {
		see(t, app, boss, "/dashboard/tickets?"+address, want)
	}
	page := see(t, app, boss, "/dashboard?sort=answered", 200)
	if !strings.Contains(page, `aria-sort="descending"`) || !strings.Contains(page, "order=asc") {
		t.Error("the column sorted by does not say so, or does not offer the other way round")
	}
}

func TestDashboard_file(t *testing.T) {
	app, s := open(t)
	busyDay(t, s, 6)
	_, err := s.SaveUnit(context.Background(), models.System, models.Unit{ID: 1, Slug: "pemkab", Name: "=HYPERLINK(\"http://lain.test\")", Kind: "regency", Active: true})
	if err != nil {
		t.Fatal(err)
	}
	boss := signIn(t, app, s, models.Supervisor, "pemkab")
	_, file, header := ask(t, app, "GET", "/dashboard/figures.csv?period=7", "", "Cookie", boss)
	if !strings.HasPrefix(file, "\uFEFF") || !strings.Contains(header.Get("Content-Disposition"), ".csv") {
		t.Errorf("begins with %q, %s", file[:3], header.Get("Content-Disposition"))
	}
	if !strings.Contains(file, "Jumlah;;6;3;0;100,0;") {
		t.Errorf("no line of the whole:\n%s", file)
	}
	if strings.Contains(file, ";=") || strings.Contains(file, `;"=`) {
		t.Errorf("a formula is in the file:\n%s", file)
	}
	_, english, _ := ask(t, app, "GET", "/dashboard/figures.csv?period=7", "", "Cookie", boss+"; lang=en")
	if !strings.Contains(english, "Total,,6,3,0,100.0,") {
		t.Errorf("in English:\n%s", english)
	}
}

func TestTransparency_tellsNothingOfFew(t *testing.T) {
	app, s := open(t)
	busyDay(t, s, models.FewTickets-1)
	_, page, _ := ask(t, app, "GET", "/transparansi?period=30", "")
	if strings.Contains(page, `<dl class="figures">`) || !strings.Contains(page, "kurang dari 5") {
		t.Error("fewer tickets than may be told of are shown")
	}
	busyDay(t, s, 3)
	status, page, _ := ask(t, app, "GET", "/transparansi?period=90", "")
	if status != 200 || !strings.Contains(page, "<dd>7</dd>") {
		t.Errorf("%d: seven tickets are not told of", status)
	}
	for _, period := range []string{"2026-01", "own", "1", "%00", "365"} {
		if status, _, _ := ask(t, app, "GET", "/transparansi?period="+period+"&from=2026-01-01", ""); status != 200 {
			t.Errorf("period %s: %d", period, status)
		}
	}
}
