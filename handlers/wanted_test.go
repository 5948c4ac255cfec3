package handlers

import (
	"context"
	"strings"
	"testing"

	"tanggap/models"
)

func TestInbox_understandsFiltersAsWords(t *testing.T) {
	app, s := open(t)
	boss := signIn(t, app, s, models.Supervisor, "pemkab")
	for _, kind := range []models.Kind{models.Complaint, models.Suggestion} {
		if _, err := s.Receive(context.Background(), models.System, models.Intake{Text: "Lampu jalan mati", Unit: "pemkab", Kind: kind}); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		address string
		rows    int
		has     []string
	}{
		"a filter and a word":  {"/inbox?q=jenis:aduan+lampu", 1, []string{`value="lampu"`, `class="chip" href="/inbox?q=lampu&amp;tab=all"`}},
		"an unknown filter":    {"/inbox?q=warna:merah+lampu", 2, []string{`value="warna:merah lampu"`, "unit, status, lewat"}},
		"an unknown value":     {"/inbox?q=status:hilang", 2, []string{"baru, terbuka"}},
		"a unit that is gone":  {"/inbox?tab=all&unit=bubar&kind=suggestion", 1, []string{"“bubar”"}},
		"a search, best first": {"/inbox?q=lampu&sort=fit", 2, []string{`href="/inbox?q=lampu&amp;tab=all"`}},
	} {
		status, page, _ := ask(t, app, "GET", c.address, "", "Cookie", boss)
		if n := strings.Count(page, `id="row-`); status != 200 || n != c.rows {
			t.Errorf("%s: %d, %d rows", name, status, n)
		}
		for _, part := range c.has {
			if !strings.Contains(page, part) {
				t.Errorf("%s: the page has no %q", name, part)
			}
		}
	}
}
