package models

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestUnderstand_readsFiltersAsWords(t *testing.T) {
	s, _ := openTest(t, "sqlite:"+t.TempDir()+"/t.db")
	h := furnish(t, s)
	ctx := context.Background()
	for name, c := range map[string]struct {
		typed, text, left, wrong string
		fields                   map[string]string
	}{
		"words only":       {typed: "lampu mati ", text: "lampu mati ", left: "lampu mati "},
		"filters and word": {typed: "unit:pupr status:terbuka lewat:ya lampu", text: "lampu", left: "lampu", fields: map[string]string{"unit": "pupr", "status": "open", "flag": "late"}},
		"in English":       {typed: "kind:complaint late:yes assignee:me channel:email", fields: map[string]string{"kind": "complaint", "flag": "late", "assignee": "1", "channel": "email"}},
		"days":             {typed: "sejak:7hari sampai:kemarin", fields: map[string]string{"from": day(s, -7), "to": day(s, -1)}},
		"a quoted name":    {typed: `petugas:"Petugas 0"`, fields: map[string]string{"assignee": "1"}},
		"an unknown word":  {typed: "warna:merah unit:pupr lampu", text: "lampu", left: "warna:merah lampu", wrong: "filter_word", fields: map[string]string{"unit": "pupr"}},
		"an unknown value": {typed: "status:hilang lampu", text: "lampu", left: "status:hilang lampu", wrong: "filter_value"},
		"a web address":    {typed: "https://contoh.test/a 12:30", text: "https://contoh.test/a 12:30", left: "https://contoh.test/a 12:30"},
		"the last of two":  {typed: "jenis:aduan jenis:saran", fields: map[string]string{"kind": "suggestion"}},
		"far too long":     {typed: strings.Repeat("a:b ", 200), text: strings.Repeat("a:b ", 200), left: strings.Repeat("a:b ", 200)},
	} {
		who := h.roads
		a := must(s.Understand(ctx, who, c.typed, "id"))
		if c.fields == nil {
			c.fields = map[string]string{}
		}
		if diff := cmp.Diff(c.fields, a.Fields); diff != "" || a.Text != c.text || a.Left != c.left {
			t.Errorf("%s: text %q left %q\n%s", name, a.Text, a.Left, diff)
		}
		if wrong := len(a.Wrong) > 0; wrong != (c.wrong != "") || wrong && a.Wrong[0].Key != "invalid."+c.wrong {
			t.Errorf("%s: wrong %v, want %q", name, a.Wrong, c.wrong)
		}
	}
	if a := must(s.Understand(ctx, h.roads, "unit:perumda", "id")); len(a.Wrong) == 0 {
		t.Error("a unit out of sight is named")
	}
}

func day(s *Store, days int) string {
	return s.now().Std().In(must(s.Zone(context.Background(), 0))).AddDate(0, 0, days).Format("2006-01-02")
}

func TestTickets_findsByNumberCodeAndPhone(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		receive := func(phone string, privacy Privacy, unit string) *Receipt {
			return must(s.Receive(ctx, h.roads, Intake{Text: "Aspal rusak", Unit: unit, Phone: phone, Name: "Warga", Privacy: privacy}))
		}
		first := receive("0812 7788 4567", Named, "pupr")
		receive("0812 7788 4567", Anonymous, "pupr")
		receive("0812 7788 4567", Confidential, "pupr")
		other := receive("0813 1111 4567", Named, "pupr")
		of := func(who Actor, text string) (ids []int64) {
			t.Helper()
			for _, row := range must(s.Tickets(ctx, who, TicketFilter{Text: text})).Rows {
				ids = append(ids, row.ID)
			}
			return ids
		}
		both := []int64{other.Ticket.ID, first.Ticket.ID}
		reader := h.roads
		reader.capabilities = append(slices.Clone(reader.capabilities), ReadPersonal)
		for name, c := range map[string]struct {
			who  Actor
			text string
			want []int64
		}{
			"the last four digits":          {h.roads, "4567", both},
			"more digits tell no more":      {h.roads, "884567", both},
			"but for one who may read them": {reader, "884567", both[1:]},
			"the whole number":              {h.roads, "+62 812-7788-4567", both[1:]},
			"a wrong whole number":          {h.roads, "081277894567", nil},
			"three digits":                  {h.roads, "567", nil},
			"the code":                      {h.roads, first.TrackingCode, both[1:]},
			"the code, typed badly":         {h.roads, strings.ToLower(strings.ReplaceAll(first.TrackingCode, "-", " ")), both[1:]},
			"a code of another unit":        {h.water, first.TrackingCode, nil},
			"a number of another unit":      {h.water, "4567", nil},
		} {
			if got := of(c.who, c.text); !slices.Equal(got, c.want) {
				t.Errorf("%s: %v, want %v", name, got, c.want)
			}
		}
	})
}

func TestTickets_bestFirst(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		best := must(s.Receive(ctx, h.roads, Intake{Text: "Lampu taman mati", Unit: "pupr"}))
		must(s.Receive(ctx, h.roads, Intake{Text: "Mati semua sejak lampu dicuri di taman", Unit: "pupr"}))
		for sort, first := range map[string]bool{SortFit: true, SortTime: false, "": false} {
			found := must(s.Tickets(ctx, h.roads, TicketFilter{Text: "lampu taman", Sort: sort})).Rows
			if len(found) != 2 || (found[0].ID == best.Ticket.ID) != first {
				t.Errorf("sort %q: %d rows, the best first: %v", sort, len(found), !first)
			}
		}
	})
}
