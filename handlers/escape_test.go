package handlers

import (
	"context"
	"strings"
	"testing"

	"tanggap/models"
)

const evil = `"><script>alert(1)</script><img src=x onerror=alert(2)><b>`

// What somebody types is shown as typed, in whichever field and on whichever page: no page has markup of theirs.
func TestNewTicket_markupIsText(t *testing.T) {
	d := openDesk(t)
	cookie := d.here(t, models.Agent)
	clean := func(what, page string) {
		t.Helper()
		for _, raw := range []string{"<script>alert", "<img src=x", `""&gt;&lt;script`} {
			if strings.Contains(page, raw) {
				t.Errorf("%s: %q is in the page as markup", what, raw)
			}
		}
	}
	good := map[string]string{"channel": "phone", "text": "Lampu mati.", "unit": "pupr", "kind": "complaint", "priority": "normal"}
	for _, field := range []struct {
		name string
		want int
	}{
		{"text", 303},
		{"place", 303},
		{"name", 303},
		{"email", 422},
		{"phone", 422},
		{"kind", 422},
		{"category", 422},
		{"unit", 422},
		{"priority", 422},
		{"channel", 422},
		{"privacy", 422},
		{"at", 422},
	} {
		form := []string{}
		for name, value := range good {
			if name != field.name {
				form = append(form, name, value)
			}
		}
		status, page, to := d.post(t, cookie, "/tickets/new", append(form, field.name, evil)...)
		if status != field.want {
			t.Errorf("%s: %d %s", field.name, status, errorsOf(page))
		}
		clean("the form, "+field.name, page)
		if status != 303 {
			continue
		}
		_, page = d.get(t, cookie, to)
		if !strings.Contains(page, "&lt;script&gt;alert(1)") && !strings.Contains(page, "&lt;script>alert(1)") {
			t.Errorf("%s: the ticket does not show what was typed", field.name)
		}
		for _, path := range []string{to, to + "/clocks", "/inbox", "/inbox?q=lampu", "/notices", "/tickets/new"} {
			status, page := d.get(t, cookie, path)
			if status != 200 {
				t.Errorf("%s: %d", path, status)
			}
			clean(field.name+" at "+path, page)
		}
	}
	receipt, err := d.s.Receive(context.Background(), models.Citizen, models.Intake{Text: evil, Name: evil, Place: evil, Unit: "pupr"})
	if err != nil {
		t.Fatal(err)
	}
	number := d.s.Number(receipt.Ticket)
	_, page, header := ask(t, d.app, "POST", "/lacak", "number="+number+"&code="+receipt.TrackingCode, "Content-Type", formType)
	if to := header.Get("Location"); to != "" {
		flash, _, _ := strings.Cut(header.Get("Set-Cookie"), ";")
		_, page = d.get(t, flash, to)
	}
	clean("the citizen's page", page)
	if !strings.Contains(page, "alert(1)") {
		t.Error("the citizen's page does not show what was typed")
	}
	_, page = d.get(t, cookie, "/tickets/"+number)
	clean("a report by the public", page)
}
