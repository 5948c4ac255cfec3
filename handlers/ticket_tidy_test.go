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
