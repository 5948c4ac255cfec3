package handlers

import (
	"context"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"tanggap/models"
)

func TestInbox_listsNarrowsAndPages(t *testing.T) {
	app, s := open(t)
	ctx := context.Background()
	if _, err := s.SaveUnit(ctx, models.System, models.Unit{Slug: "pupr", Name: "Pekerjaan Umum", Kind: "agency", ParentID: 1, Active: true}); err != nil {
		t.Fatal(err)
	}
	boss, agent := signIn(t, app, s, models.Supervisor, "pemkab"), signIn(t, app, s, models.Agent, "pupr")
	for i := range 60 {
		in := models.Intake{Text: "Lampu jalan nomor " + strconv.Itoa(i) + " <b>mati</b>", Unit: []string{"pemkab", "pupr"}[i/50]}
		if _, err := s.Receive(ctx, models.Citizen, in); err != nil {
			t.Fatal(err)
		}
	}
	row := regexp.MustCompile(`id="row-(TGP-\d+-\d+)"`)
	get := func(cookie, address string, headers ...string) string {
		t.Helper()
		status, page, _ := ask(t, app, "GET", address, "", append(headers, "Cookie", cookie)...)
		if status != 200 {
			t.Fatalf("%s: %d", address, status)
		}
		return page
	}
	first := get(boss, "/inbox")
	if n := len(row.FindAllString(first, -1)); n != 50 {
		t.Errorf("the first page has %d rows, want 50", n)
	}
	if strings.Contains(first, "<b>mati") || !strings.Contains(first, "&lt;b&gt;mati") {
		t.Error("what citizens write is not escaped")
	}
	for name, want := range map[string]string{"pupr": "/inbox?tab=all&unit=pupr", "a search": "/inbox?tab=all&q=nomor+57"} {
		if n := len(row.FindAllString(get(boss, want), -1)); n != map[string]int{"pupr": 10, "a search": 1}[name] {
			t.Errorf("%s: %d rows", name, n)
		}
	}
	next := regexp.MustCompile(`href="(/inbox\?[^"]+)" rel="next"`).FindStringSubmatch(first)
	if next == nil {
		t.Fatal("no way to the next page")
	}
	second := get(boss, strings.ReplaceAll(next[1], "&amp;", "&"))
	if n := len(row.FindAllString(second, -1)); n != 10 || strings.Contains(second, "data-live") {
		t.Errorf("the second page has %d rows, want 10, and is not live", n)
	}
	if list := get(boss, "/inbox", "HX-Request", "true", "HX-Request-Type", "partial"); !strings.HasPrefix(list, `<div id="list"`) {
		t.Errorf("htmx gets %.60q", list)
	}
	if n := len(row.FindAllString(get(agent, "/inbox?tab=all"), -1)); n != 10 {
		t.Errorf("the agent of one unit is shown %d rows, want 10", n)
	}
	for _, wrong := range []string{"cursor=x", "tab=%27", "from=kemarin", "kind=none"} {
		if status, _, _ := ask(t, app, "GET", "/inbox?"+wrong, "", "Cookie", boss); status != 422 {
			t.Errorf("%s: %d, want 422", wrong, status)
		}
	}
	if status, _, header := ask(t, app, "GET", "/inbox?tab=late", ""); status != 303 ||
		header.Get("Location") != "/login?next="+url.QueryEscape("/inbox?tab=late") {
		t.Errorf("without a session: %d to %s", status, header.Get("Location"))
	}
}

func TestInboxStream_tellsWhatMayBeSeen(t *testing.T) {
	_, s := open(t)
	app := New(Options{Store: s, Views: rendered(t), Heartbeat: 20 * time.Millisecond})
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	go s.Follow(ctx)
	if _, err := s.SaveUnit(ctx, models.System, models.Unit{Slug: "pupr", Name: "Pekerjaan Umum", Kind: "agency", ParentID: 1, Active: true}); err != nil {
		t.Fatal(err)
	}
	cookies := []string{signIn(t, app, s, models.Agent, "pupr"), signIn(t, app, s, models.Supervisor, "pemkab")}
	home := listen(t, app)
	last, err := s.LastEvent(ctx, 0)
	if err != nil {
		t.Fatal(err)
	}
	var streams []<-chan string
	for _, cookie := range cookies {
		lines := watch(t, home+"/inbox/stream?after="+strconv.FormatInt(last, 10), cookie)
		if !expect(lines, "retry:") {
			t.Fatal("the stream does not begin")
		}
		streams = append(streams, lines)
	}
	if _, err := s.Receive(ctx, models.Citizen, models.Intake{Text: "Jembatan rusak", Unit: "pemkab"}); err != nil {
		t.Fatal(err)
	}
	if !expect(streams[1], "event: change") {
		t.Error("a new ticket is not told to the supervisor")
	}
	ask(t, app, "POST", "/logout", "", "Cookie", cookies[0])
	for line := range streams[0] { // ends by the heartbeat
		if strings.HasPrefix(line, "event:") {
			t.Error("a ticket of another unit is told to an agent")
		}
	}
}
