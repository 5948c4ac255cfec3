package handlers

import (
	"net/url"
	"strings"
	"testing"

	"tanggap/models"
)

// A form that is refused comes back with what was typed and says which field is wrong; done, the citizen follows the other
// ticket without reading what is said on it.
func TestMerge_form(t *testing.T) {
	d := openDesk(t)
	into := d.report(t, models.Intake{Text: "Lampu mati di simpang", Kind: models.Complaint, Email: "ani@warga.test"})
	from, code := reported(t, d.s, models.Intake{Text: "Lampu mati juga", Kind: models.Complaint, Unit: "pupr", Email: "budi@warga.test"})
	agent, path := d.here(t, models.Agent), "/tickets/"+from
	status, page, _ := d.post(t, agent, path+"/merge", "into", from, "reason", "Sama <b>")
	if status != 422 || !strings.Contains(page, `id="error-into"`) || !strings.Contains(page, "Sama &lt;b&gt;") {
		t.Errorf("into itself: %d, field named %v", status, strings.Contains(page, `id="error-into"`))
	}
	if status, _, _ := d.post(t, d.away(t), path+"/merge", "into", into, "reason", "Sama"); status != 404 {
		t.Errorf("by another unit: %d", status)
	}
	if status, _, _ := d.post(t, agent, path+"/merge", "into", into, "reason", "Sama"); status != 303 {
		t.Fatalf("merged: %d", status)
	}
	_, page = d.get(t, agent, path)
	if !strings.Contains(page, `<a href="/tickets/`+into+`">`) || strings.Contains(page, `id="reply"`) {
		t.Error("the page does not lead to the other, or still offers to answer here")
	}
	if _, page = d.get(t, agent, "/tickets/"+into); !strings.Contains(page, from) {
		t.Error("the other does not show what came in")
	}
	if status, _, _ := d.post(t, agent, "/tickets/"+into+"/closure", "text", "Untuk Ani saja: sudah menyala."); status != 303 {
		t.Fatalf("resolved: %d", status)
	}
	b := newBrowser(t, d.app)
	_, page = b.send("/lacak", url.Values{"number": {from}, "code": {code}})
	if strings.Contains(page, "Untuk Ani") || strings.Contains(page, into) || strings.Contains(page, "di simpang") {
		t.Error("the citizen reads what is another's")
	}
	if !strings.Contains(page, "tag-resolved") || !strings.Contains(page, "/lacak/reopening") || strings.Contains(page, "/lacak/confirmation") {
		t.Error("the citizen does not see that it is resolved, or is asked to confirm for another")
	}
	if status, page := b.send("/lacak/messages", url.Values{"number": {from}, "text": {"Masih gelap di sini"}}); status != 200 || !strings.Contains(page, "Masih gelap di sini") {
		t.Errorf("writing back: %d", status)
	}
	if status, _, _ := d.post(t, agent, path+"/merge/end", "reason", "Tiang lain"); status != 303 {
		t.Errorf("undone: %d", status)
	}
}

// An answer for all is written by one, approved by another, and told what is wrong with it where it was typed.
func TestIncident_pages(t *testing.T) {
	d := openDesk(t)
	number, code := reported(t, d.s, models.Intake{Text: "Listrik padam di Kijang", Kind: models.Complaint, Unit: "pupr"})
	other := d.report(t, models.Intake{Text: "Padam listrik Kijang", Kind: models.Complaint})
	agent, chief := d.here(t, models.Agent), d.here(t, models.Supervisor)
	if status, page, _ := d.post(t, agent, "/tickets/"+number+"/incident", "about", "Trafo <b>"); status != 422 ||
		!strings.Contains(page, `id="error-incident_title"`) || !strings.Contains(page, "Trafo &lt;b&gt;") {
		t.Errorf("without a title: %d", status)
	}
	if status, _, _ := d.post(t, agent, "/tickets/"+number+"/incident", "title", "Listrik padam di Kijang"); status != 303 {
		t.Fatalf("opened: %d", status)
	}
	if _, page := d.get(t, agent, "/tickets/"+other); !strings.Contains(page, `name="incident" value="1"`) {
		t.Error("a later arrival is not offered to join")
	}
	_, page := d.get(t, agent, "/incidents/1")
	if !strings.Contains(page, `value="`+other+`"`) {
		t.Error("the page of the incident does not offer the later arrival")
	}
	if status, _, _ := d.post(t, agent, "/incidents/1/tickets", "number", other); status != 303 {
		t.Errorf("joined: %d", status)
	}
	if status, page, _ := d.post(t, agent, "/incidents/1/answers", "text", "Yth. {{gubernur}}"); status != 422 || !strings.Contains(page, `id="error-text"`) {
		t.Errorf("an unknown variable: %d", status)
	}
	if status, _, _ := d.post(t, agent, "/incidents/1/answers", "text", "{{nomor}} menyala kembali."); status != 303 {
		t.Errorf("asked: %d", status)
	}
	if status, _, _ := d.post(t, agent, "/incidents/1/answers", "text", "Lagi"); status != 409 {
		t.Errorf("a second answer meanwhile: %d", status)
	}
	if status, _, _ := d.post(t, agent, "/incidents/1/answers/1/approval"); status != 403 {
		t.Errorf("approved by an agent: %d", status)
	}
	if status, page, _ := d.post(t, chief, "/incidents/1/answers/1/refusal"); status != 422 || !strings.Contains(page, `id="error-note"`) {
		t.Errorf("refused without a note: %d", status)
	}
	if status, _, _ := d.post(t, chief, "/incidents/1/answers/1/approval"); status != 303 {
		t.Errorf("approved: %d", status)
	}
	if n, err := d.s.SendIncidents(t.Context()); n != 2 || err != nil {
		t.Errorf("%d answered, %v", n, err)
	}
	if _, page := d.get(t, chief, "/incidents"); !strings.Contains(page, "Listrik padam di Kijang") {
		t.Error("the list does not hold it")
	}
	b := newBrowser(t, d.app)
	_, page = b.send("/lacak", url.Values{"number": {number}, "code": {code}})
	if !strings.Contains(page, number+" menyala kembali.") || !strings.Contains(page, "Listrik padam di Kijang</p>") {
		t.Error("the citizen does not read the answer, or of what their report is a part")
	}
	if status, _, _ := d.post(t, agent, "/incidents/1/end"); status != 303 {
		t.Errorf("ended: %d", status)
	}
	if status, _ := d.get(t, agent, "/incidents/9"); status != 404 {
		t.Errorf("one that is not there: %d", status)
	}
}
