package handlers

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"tanggap/models"
)

// choice is the value of the option with the label.
func choice(page, label string) string {
	m := regexp.MustCompile(`<option value="([^"]*)"[^>]*>` + regexp.QuoteMeta(label) + `</option>`).FindStringSubmatch(page)
	if m == nil {
		return ""
	}
	return m[1]
}

func TestMacro_insertedFilledAndSent(t *testing.T) {
	d := openDesk(t)
	me, number := d.here(t, models.Agent), d.report(t, models.Intake{Text: "Jalan rusak", Name: "Ibu Contoh"})
	path := "/tickets/" + number
	_, page := d.get(t, me, path)
	macro := choice(page, "Petugas dijadwalkan")
	status, _, to := d.post(t, me, path+"/macro", "kind", "reply", "text", "Selamat pagi.", "macro", macro)
	if status != 303 || to != path+"#reply" {
		t.Fatalf("inserting: %d to %q", status, to)
	}
	_, page = d.get(t, me, path)
	if !strings.Contains(page, "Selamat pagi.\n\nYth. Ibu Contoh, petugas Dinas pupr dijadwalkan") || !strings.Contains(page, number+".\n\nSalam, Petugas agent</textarea>") {
		t.Error("the words are not filled in behind what was typed")
	}
	status, page, _ = d.post(t, me, path+"/replies", "text", "Datang {{?hari dan jam}}", "seen", "1")
	if status != 422 || !strings.Contains(page, "“hari dan jam”") || !strings.Contains(page, `href="#f-text"`) {
		t.Errorf("sending a blank: %d\n%s", status, errorsOf(page))
	}
	for name, id := range map[string]string{"none": "", "one that is gone": "999999"} {
		status, page, _ = d.post(t, me, path+"/macro", "kind", "reply", "text", "Tulisan saya", "macro", id)
		if status != 422 || !strings.Contains(page, "Tulisan saya</textarea>") || !strings.Contains(page, `href="#f-macro"`) {
			t.Errorf("%s: %d; the text must come back with the field named", name, status)
		}
	}
	form := url.Values{"macro": {macro}}.Encode()
	status, body, _ := ask(t, d.app, "POST", path+"/macro", form, "Content-Type", formType, "Cookie", me, "Accept", "application/json")
	if status != 200 || !strings.Contains(body, "Yth. Ibu Contoh") {
		t.Errorf("for a script: %d %s", status, body)
	}
	if status, _, _ := d.post(t, d.away(t), path+"/macro", "macro", macro); status != 404 {
		t.Errorf("on another unit's ticket: %d, want 404", status)
	}
}

func TestMacros_pages(t *testing.T) {
	d := openDesk(t)
	me, head := d.here(t, models.Agent), d.here(t, models.Supervisor)
	status, page, _ := d.post(t, me, "/account/macros", "name", "Tiang", "scope", "person", "text", "{{nik}}")
	if status != 422 || !strings.Contains(page, "{{nik}}</textarea>") || !strings.Contains(page, "“nik” tidak dikenal") {
		t.Errorf("an unknown variable: %d\n%s", status, errorsOf(page))
	}
	status, page, _ = d.post(t, me, "/account/macros", "name", "Tiang", "scope", "person", "text", "Yth. {{nama}} {{?jam}}", "preview", "1")
	if status != 200 || !strings.Contains(page, "Yth. Siti A. {{?jam}}</div>") {
		t.Errorf("the preview: %d", status)
	}
	if status, _, _ := d.post(t, me, "/account/macros", "name", "Tiang", "scope", "person", "text", "Yth. {{nama}}"); status != 303 {
		t.Errorf("saving: %d", status)
	}
	if status, _, _ := d.post(t, me, "/account/macros", "name", "Tiang", "scope", "all", "text", "Yth. {{nama}}"); status != 403 {
		t.Errorf("for all, by an agent: %d, want 403", status)
	}
	_, page = d.get(t, me, "/account/macros")
	edit := regexp.MustCompile(`/account/macros/\d+`).FindString(page)
	if edit == "" || !strings.Contains(page, "Tiang") {
		t.Fatal("the list does not offer one's own")
	}
	if status, _ := d.get(t, head, edit); status != 404 {
		t.Errorf("another's own: %d, want 404", status)
	}
	if status, page := d.get(t, me, edit); status != 200 || !strings.Contains(page, "Yth. {{nama}}</textarea>") {
		t.Errorf("the form: %d", status)
	}
	if _, page := d.get(t, head, "/account/macros"); strings.Contains(page, "Tiang") {
		t.Error("another sees it")
	}
	if status, _, to := d.post(t, me, edit+"/removal"); status != 303 || to != "/account/macros" {
		t.Errorf("removing: %d to %q", status, to)
	}
}
