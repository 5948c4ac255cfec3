package handlers

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"tanggap/models"
)

func TestDraft_asAForm(t *testing.T) {
	d := openDesk(t)
	me, number := d.here(t, models.Agent), d.report(t, models.Intake{Text: "Jalan rusak"})
	path := "/tickets/" + number
	status, _, to := d.post(t, me, path+"/draft", "kind", "reply", "text", "Yth. Kakak <b>")
	if status != 303 || to != path+"#reply" {
		t.Fatalf("saving: %d to %q", status, to)
	}
	_, page := d.get(t, me, path)
	if !strings.Contains(page, "Yth. Kakak &lt;b&gt;</textarea>") || !strings.Contains(page, "Draf tersimpan") {
		t.Error("the composer does not go on with the draft")
	}
	d.post(t, me, path+"/draft", "kind", "reply", "text", "Jendela lain.") // it knew of no draft
	_, page = d.get(t, me, path)
	if !strings.Contains(page, "Jendela lain.</textarea>") || !strings.Contains(page, "Versi lain (1)") {
		t.Error("the version of another window is not offered")
	}
	if _, inbox := d.get(t, me, "/inbox"); !strings.Contains(inbox, "tag-draft") || !strings.Contains(inbox, `href="/drafts"`) {
		t.Error("the inbox does not show that there is a draft")
	}
	if _, inbox := d.get(t, d.here(t, models.Coordinator), "/inbox"); strings.Contains(inbox, "tag-draft") {
		t.Error("another's inbox shows it")
	}
	if _, page := d.get(t, d.here(t, models.Supervisor), path); strings.Contains(page, "Yth. Kakak") {
		t.Error("another reads it")
	}
	long := strings.Repeat("a", models.TextAtMost+1)
	if status, page, _ := d.post(t, me, path+"/draft", "kind", "note", "text", long); status != 422 ||
		!strings.Contains(page, long) || !strings.Contains(page, `href="#f-note_text"`) {
		t.Errorf("a note too long: %d; it must come back with its field named", status)
	}
	number = d.report(t, models.Intake{Text: "Jalan rusak lagi"})
	d.post(t, me, "/tickets/"+number+"/replies", "text", "Datang {{?jam}}", "seen", "1")
	if _, page := d.get(t, me, "/tickets/"+number); !strings.Contains(page, "Datang {{?jam}}</textarea>") {
		t.Error("what was refused is not kept as a draft")
	}
	if status, _, _ := d.post(t, me, path+"/draft", "kind", "lain", "text", "x"); status != 404 {
		t.Errorf("a kind there is not: %d, want 404", status)
	}
}

func TestDraft_forAScript(t *testing.T) {
	d := openDesk(t)
	me, number := d.here(t, models.Agent), d.report(t, models.Intake{Text: "Jalan rusak"})
	save := func(text string) string {
		t.Helper()
		form := url.Values{"kind": {"reply"}, "text": {text}}.Encode()
		status, body, _ := ask(t, d.app, "POST", "/tickets/"+number+"/draft", form, "Content-Type", formType, "Cookie", me,
			"Accept", "application/json")
		if status != 200 {
			t.Fatalf("%d %s", status, body)
		}
		return body
	}
	if body := save("Satu"); !strings.Contains(body, `"crossed":false`) || !strings.Contains(body, "Draf tersimpan") {
		t.Errorf("the first: %s", body)
	}
	if body := save("Dua"); !strings.Contains(body, `"crossed":true`) || !strings.Contains(body, "versi lain") {
		t.Errorf("what crossed it: %s", body)
	}
}

func TestReply_toATicketHandedOn(t *testing.T) {
	d := openDesk(t)
	me, number := d.here(t, models.Agent), d.report(t, models.Intake{Text: "Jalan rusak"})
	must(t, d.s.Transfer(context.Background(), models.System, number, "perumda", "Pipa"))
	status, page, _ := d.post(t, me, "/tickets/"+number+"/replies", "text", "Sudah saya tulis panjang lebar.", "seen", "1")
	if status != 404 || !strings.Contains(page, "belum terkirim dan disimpan") {
		t.Errorf("answering: %d", status)
	}
	_, page = d.get(t, me, "/drafts")
	if !strings.Contains(page, "Sudah saya tulis panjang lebar.") || !strings.Contains(page, "tidak lagi terlihat") {
		t.Error("what was written is lost, or nobody says why")
	}
	drop := formOf(page, "/removal")
	if status, _, _ := d.post(t, d.away(t), drop); status != 404 {
		t.Errorf("another drops it: %d, want 404", status)
	}
	if status, _, to := d.post(t, me, drop); status != 303 || to != "/drafts" {
		t.Errorf("dropping it: %d to %q", status, to)
	}
	if _, page := d.get(t, me, "/drafts"); strings.Contains(page, "panjang lebar") {
		t.Error("it is still there")
	}
}
