package handlers

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"tanggap/models"
)

var ownSecret = regexp.MustCompile(`value="(tgp_[\w-]+)"`)

func TestAccount_own(t *testing.T) {
	d := openDesk(t)
	me, number := d.here(t, models.Agent), d.report(t, models.Intake{Text: "Jalan rusak"})
	path := "/tickets/" + number
	if status, page, _ := d.post(t, me, "/account/signature", "signature", strings.Repeat("s", 201)); status != 422 ||
		!strings.Contains(page, `href="#f-signature"`) || !strings.Contains(page, strings.Repeat("s", 201)) {
		t.Errorf("a signature too long: %d; it must come back with its field named", status)
	}
	if status, _, to := d.post(t, me, "/account/signature", "signature", "Rina"); status != 303 || to != "/account#signature" {
		t.Fatalf("signature: %d to %q", status, to)
	}
	if _, page := d.get(t, me, path); !strings.Contains(page, `data-signature="Rina"`) {
		t.Error("the composer does not show the signature")
	}

	if status, page, _ := d.post(t, me, "/account/tokens", "name", "Skrip", "scope", "all"); status != 422 || !strings.Contains(page, `value="Skrip"`) {
		t.Errorf("a token wider than its owner: %d", status)
	}
	_, page, _ := d.post(t, me, "/account/tokens", "name", "Skrip", "scope", "tickets:read")
	secret := ownSecret.FindStringSubmatch(page)
	if secret == nil {
		t.Fatal("the secret is not shown")
	}
	if _, page := d.get(t, me, "/account"); strings.Contains(page, secret[1]) {
		t.Error("the secret is shown twice")
	}
	bearer := "Bearer " + secret[1]
	if status, _, _ := ask(t, d.app, "GET", "/api/v1/tickets/"+number, "", "Authorization", bearer); status != 200 {
		t.Errorf("reading with the own token: %d", status)
	}
	if status, _, _ := ask(t, d.app, "POST", "/api/v1/tickets/"+number+"/notes", `{"text":"x"}`, "Authorization", bearer,
		"Content-Type", "application/json"); status != 403 {
		t.Errorf("writing with a token that reads: %d, want 403", status)
	}
}

func TestReply_sentTwiceIsOne(t *testing.T) {
	d := openDesk(t)
	me, number := d.here(t, models.Agent), d.report(t, models.Intake{Text: "Jalan rusak"})
	path := "/tickets/" + number
	send := func(text, request string) (int, string) {
		form := url.Values{"kind": {"reply"}, "text": {text}, "request": {request}}.Encode()
		status, body, _ := ask(t, d.app, "POST", path+"/replies", form, "Content-Type", formType, "Cookie", me, "Accept", "application/json")
		return status, body
	}
	for range 2 {
		if status, body := send("Kami cek.", "r1"); status != 200 || !strings.Contains(body, "told") {
			t.Fatalf("sending: %d %s", status, body)
		}
	}
	if status, _, to := d.post(t, me, path+"/replies", "text", "Kami cek.", "request", "r1"); status != 303 || to != path {
		t.Errorf("the same from a page: %d to %q", status, to)
	}
	if _, page := d.get(t, me, path); strings.Count(page, "message-out") != 1 {
		t.Errorf("%d answers, want one", strings.Count(page, "message-out"))
	}
	if status, body := send("Lain sekali.", "r1"); status != 409 || !strings.Contains(body, "draft") {
		t.Errorf("other words with the same token: %d %s", status, body)
	}
	if _, page := d.get(t, me, "/drafts"); !strings.Contains(page, "Lain sekali.") {
		t.Error("what was refused is not kept as a draft")
	}
	if status, body := send(" ", "r2"); status != 422 || !strings.Contains(body, `"field":"text"`) {
		t.Errorf("nothing: %d %s", status, body)
	}
}

func TestNote_callsWhoWasMeant(t *testing.T) {
	d := openDesk(t)
	boss, number := d.here(t, models.Supervisor), d.report(t, models.Intake{Text: "Jalan rusak"})
	me := d.here(t, models.Agent)
	_, page := d.get(t, boss, "/tickets/"+number)
	option := regexp.MustCompile(`<option value="(\d+)">Petugas agent</option>`).FindStringSubmatch(page)
	if option == nil {
		t.Fatal("the colleague is not offered")
	}
	d.post(t, boss, "/tickets/"+number+"/notes", "text", "Tolong @Nama Lama", "mention", "", "mention", option[1])
	if _, page := d.get(t, boss, "/tickets/"+number); !strings.Contains(page, "Tolong @Nama Lama\n@Petugas agent") {
		t.Error("somebody renamed meanwhile is not named in the note")
	}
	if _, page := d.get(t, me, "/notices"); !strings.Contains(page, "dipanggil") {
		t.Error("and not told")
	}
	if status, page, _ := d.post(t, boss, "/tickets/"+number+"/notes", "text", "x", "mention", "abc"); status != 422 || !strings.Contains(page, "#f-mention") {
		t.Errorf("no id: %d", status)
	}
}
