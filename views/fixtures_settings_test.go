package views

import "time"

// settings is a page with everything a page of the settings may have.
func (f fixture) settings() *Settings {
	acts := []Act{
		{Key: "revoke", Action: f.s("/settings/tokens/1/revocation"), Confirm: true, Danger: true, Fields: []Field{
			{Name: "from", Kind: InputHidden, Value: f.s("2027-02-08")},
		}},
		{Key: "remove", Action: "/settings/holidays/1/removal"},
	}
	table := &Table{
		Columns: []string{"name", "kind", "first_response", "day", "used", "unit", "active"}, Empty: "units", Rows: []Line{
			{Href: f.s("/settings/units/1"), Cells: []Cell{
				{Text: f.s("Dinas Perhubungan")},
				{Family: "unitkind", Text: f.s("agency")},
				{Family: "amount", Text: f.s("4h")},
				{Family: "date", Text: f.s("2026-12-25")},
				{At: ago(time.Hour)},
				{List: []Cell{{Text: f.s("A")}, {Text: f.s("B")}}, Apart: "; "},
				{Text: f.s("Lihat"), Href: f.s("/settings/calendars/1/year")},
				{Family: "activity", Text: "on", Tag: "open"},
			}, Acts: acts},
			{Depth: 1, Off: true, Cells: []Cell{{Text: f.s("Bidang Lalu Lintas")}}},
		},
	}
	fields := []Field{
		{Name: "name", Value: f.s("Dinas Perhubungan"), Required: true},
		{Name: "email", Kind: InputEmail, Value: f.odd, Hint: "unit_email"},
		{Name: "warn", Kind: InputNumber, Value: f.s("50"), Min: 1, Max: 99, Hint: "warn"},
		{Name: "kind", Kind: InputChoice, Family: "unitkind", Values: families["unitkind"], Value: "agency"},
		{Name: "parent", Kind: InputChoice, Options: f.options(), Blank: "none"},
		{Name: "unit", Kind: InputChecks, Options: f.options(), Chosen: []string{"2"}, Hint: "user_units"},
		{Name: "scope", Kind: InputChecks, Family: "scope", Values: families["scope"]},
		{Name: "active", Kind: InputCheck, Value: Yes, Hint: "unit_active"},
		{Name: "keywords", Kind: InputLong, Value: f.s("jalan, aspal"), Hint: "keywords"},
		{Name: "day", Kind: InputDay, Value: f.s("2026-12-25")},
		{Name: "file", Kind: InputFile, Accept: ".ics,.csv"},
	}
	year := &Year{Year: 2026}
	for day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() == 2026; day = day.AddDate(0, 0, 1) {
		kinds := []string{"work", "off", "national", "joint_leave", "regional"}
		year.Add(YearDay{
			Date: day, Kind: append(kinds, "changed")[day.Day()%6], Name: map[bool]string{true: f.s("Libur")}[day.Day() == 3],
			Estimate: day.Day() == 3, Spans: []string{f.s("07:30-12:00")}, Seconds: 27000,
		})
	}
	return &Settings{
		Preview: &Preview{Count: f.s("/settings/policies/drafts/1/count"), Looked: 2000, Total: 9000, Facts: []Fact{
			{Key: "turn_late", Count: 3, Grave: true}, {Key: "later", Count: 1200},
		}},
		Year: year,
		Ask: &Form{Action: f.s("/settings/policies/example"), Button: "explain", Groups: []Group{{Key: "example", Fields: []Field{
			{Name: "at", Label: "received", Kind: InputMoment, Value: f.s("2026-11-20T15:30"), Hint: "received"},
		}}}},
		Section: "units", Title: f.odd, Add: "/settings/units/new", Progress: &Progress{Why: f.s("Kebijakan Pengaduan"), Done: 1200, Total: 4000, Changed: 30, Waiting: 2},
		Sections: []Section{{Key: "overview", Href: "/settings"}, {Key: "units", Href: "/settings/units", Current: true}},
		Warnings: []Warning{{Key: "holidays", Args: []any{"Year", f.s("2027")}, Href: "/settings/holidays"}},
		Secret:   &Secret{Key: "token", For: f.s("Aplikasi warga"), Value: f.s("tgp_abc")},
		Filter:   &Form{Action: "/settings/units", Groups: []Group{{Fields: []Field{{Name: "q", Kind: InputSearch, Value: f.odd}}}}},
		Pages:    []Link{{Text: f.s("2026"), Href: f.s("/settings/holidays?year=2026"), Current: true}},
		Table:    table, Note: "recompute", Acts: acts, Parts: []Part{
			{Key: "periods", Add: f.s("/new"), Note: f.s("Catatan"), Table: &Table{Key: "periods", Empty: "periods"}},
			{Key: "examples", Table: &Table{Key: "examples", Empty: "examples"}},
			{Key: "edits", Table: table},
		},
		Form: &Form{Action: f.s("/settings/units"), Back: f.s("/settings/units"), Files: true, Button: "compare", Groups: []Group{
			{Fields: fields}, {Key: "week", Fields: []Field{{Name: "mon", Value: f.s("07:30-12:00")}}},
		}},
	}
}

func (f fixture) kept() *Kept {
	return &Kept{Action: f.s("/tickets/TGP-2026-004211/replies"), Fields: []KeptField{
		{Name: f.s("seen"), Value: f.s("4")}, {Name: f.s("text"), Value: f.s("Terima kasih, tim kami datang besok pagi."), Shown: true},
	}}
}
