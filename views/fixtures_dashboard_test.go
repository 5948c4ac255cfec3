package views

import (
	"math"
	"time"
)

func (f fixture) line(name string, n int) FigureRow {
	to := func(n int) Count { return Count{N: n, Href: "/dashboard/tickets?x=" + f.s("1")} }
	r := FigureRow{
		Name: f.s(name), Received: to(n), Answered: to(n * 9 / 10), Missed: to(n / 8), Measured: to(n * 95 / 100),
		Open: to(n / 7), Late: to(n / 20), Share: 1 - 1/float64(n+4), HasTimes: true,
		Median: time.Duration(n) * 37 * time.Second, P90: time.Duration(n) * 411 * time.Second,
	}
	if n == 0 {
		r.Share, r.HasTimes = math.NaN(), false
	}
	return r
}

func (f fixture) dashboard() *Dashboard {
	d := &Dashboard{
		Period: "30", First: ago(30 * 24 * time.Hour), Last: noon, From: "2026-10-25", To: "2026-11-24", Place: f.s("Kabupaten Contoh"),
		Months: []Option{{Value: f.s("2026-11"), Label: f.s("November 2026")}}, Units: f.names(), Unit: f.s("pupr"),
		Sort: f.s("received"), Order: f.s("desc"), Whole: f.line("Jumlah", 1284), Open: Count{170, "/inbox?tab=all"}, Late: Count{N: 9},
		Step: "day", CSV: "/dashboard/figures.csv?period=30", AsOf: noon, Waiting: 3, Unlisted: []int{2027},
	}
	for _, n := range []int{7, 30, 90, 365} {
		d.Presets = append(d.Presets, Preset{Href: "/dashboard?period=30", Days: n, Current: n == 30})
	}
	for i := range 31 {
		day := ago(time.Duration(30-i) * 24 * time.Hour).Truncate(24 * time.Hour)
		n := 30 + i*7%23
		d.Days = append(d.Days, DayFigures{From: day, To: day, Received: Count{n, "/dashboard/tickets"}, Answered: n - i%9, Share: .9})
	}
	for _, a := range [][2]int{{0, 0}, {1, 3}, {4, 7}, {8, 14}, {15, 30}, {31, 0}} {
		d.Ages = append(d.Ages, AgeFigures{From: a[0], To: a[1], Count: Count{a[0] + 3, "/dashboard/tickets"}})
	}
	for i := range d.Heat.Hours {
		for j := range d.Heat.Hours[i] {
			d.Heat.Hours[i][j] = (i*5 + j*j) % 40
		}
	}
	d.Heat.Most = 39
	for _, key := range families["grouping"] {
		t := FigureTable{Key: key, Whole: f.line("Jumlah", 1284)}
		for _, column := range families["column"] {
			t.Heads = append(t.Heads, FigureHead{Key: column, Href: "/dashboard?sort=" + f.s(column)})
		}
		t.Heads[1].Sort = "descending"
		for i, n := range []int{610, 340, 200, 134, 0} {
			t.Rows = append(t.Rows, f.line(f.names()[i].Label, n))
		}
		d.Tables = append(d.Tables, t)
	}
	return d
}

func (f fixture) behind() *Behind {
	return &Behind{
		Title: f.s("Tiket yang dijawab"), About: []string{f.s("Dinas Pekerjaan Umum"), "25 Okt 2026 – 24 Nov 2026"},
		Back: "/dashboard", Rows: f.rows(5), First: "/dashboard/tickets", Next: "/dashboard/tickets?cursor=" + f.s("abc"),
	}
}
