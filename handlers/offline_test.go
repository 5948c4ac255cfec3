package handlers

import (
	"encoding/json"
	"strings"
	"testing"

	"tanggap/models"
)

func TestOffline_whatMayBeKept(t *testing.T) {
	d := openDesk(t)
	me := d.here(t, models.Agent)
	open := d.report(t, models.Intake{Text: "Jalan rusak"})
	own := func(path, cookie string) string {
		t.Helper()
		status, _, header := ask(t, d.app, "GET", path, "", "Cookie", cookie)
		if status != 200 {
			t.Fatalf("%s: %d", path, status)
		}
		return header.Get(ownHeader)
	}
	if own("/tickets/"+open, me) == "" || own("/offline", me) == "" {
		t.Error("a ticket and the page in place of others say whose they are")
	}
	for _, path := range []string{"/", "/lapor", "/lacak", "/transparansi"} {
		if who := own(path, me); who != "" {
			t.Errorf("%s is the public's, not that of %s", path, who)
		}
	}
	secret := d.report(t, models.Intake{Text: "Ada pungli", Privacy: models.Confidential})
	if who := own("/tickets/"+secret, d.here(t, models.Inspector)); who != "" {
		t.Error("a confidential ticket may be kept on a device")
	}
}

func TestOffline_installable(t *testing.T) {
	d := openDesk(t)
	_, body, header := ask(t, d.app, "GET", "/app.webmanifest", "")
	var manifest struct {
		Start string `json:"start_url"`
		Icons []struct{ Src, Sizes string }
	}
	if err := json.Unmarshal([]byte(body), &manifest); err != nil || manifest.Start != "/inbox" || len(manifest.Icons) != 3 ||
		header.Get("Content-Type") != "application/manifest+json" {
		t.Fatalf("manifest: %v, %s", err, body)
	}
	for _, icon := range manifest.Icons {
		if status, _, _ := ask(t, d.app, "GET", icon.Src, ""); status != 200 {
			t.Errorf("%s: %d", icon.Src, status)
		}
	}
	status, _, header := ask(t, d.app, "GET", "/worker.js", "")
	if status != 200 || header.Get("Cache-Control") != "no-cache" || !strings.HasPrefix(header.Get("Content-Type"), "text/javascript") ||
		!strings.Contains(header.Get("Content-Security-Policy"), "worker-src 'self'") {
		t.Errorf("worker: %d %v", status, header)
	}
}

func TestNews(t *testing.T) {
	d := openDesk(t)
	me, number := d.here(t, models.Agent), d.report(t, models.Intake{Text: "Jalan rusak"})
	news := func(after string) (n struct {
		Last  int64
		Items []struct{ Text, Href string }
	},
	) {
		_, body := d.get(t, me, "/notices/news?after="+after)
		if err := json.Unmarshal([]byte(body), &n); err != nil {
			t.Fatalf("%v: %s", err, body)
		}
		return n
	}
	if first := news(""); len(first.Items) != 0 {
		t.Errorf("the first question tells what is old: %+v", first)
	}
	d.post(t, d.here(t, models.Supervisor), "/tickets/"+number+"/notes", "text", "Tolong @Petugas agent")
	got := news("0")
	if len(got.Items) == 0 || !strings.Contains(got.Items[0].Text, number) || !strings.HasPrefix(got.Items[0].Href, "/notices/") {
		t.Fatalf("after being called upon: %+v", got)
	}
	if again := news("999999"); len(again.Items) != 0 {
		t.Errorf("known already: %+v", again)
	}
}
