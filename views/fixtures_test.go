package views

import (
	"fmt"
	"math"
	"time"
)

// The fixtures show a made-up regency; odd replaces every text that people could have written.
type fixture struct{ odd string }

var noon = time.Date(2026, 11, 24, 4, 30, 0, 0, time.UTC) // 11.30 in Jakarta

func (f fixture) s(text string) string {
	if f.odd != "" {
		return f.odd
	}
	return text
}

func ago(d time.Duration) time.Time { return noon.Add(-d) }

func (f fixture) page(lang, theme, path string, data any) *Page {
	return &Page{
		Lang: lang, Theme: theme, Path: path, Now: noon, Zone: time.FixedZone("WIB", 7*3600),
		House: f.s("Kabupaten Contoh"), Data: data,
	}
}

func (f fixture) user() *UserBox {
	return &UserBox{Name: f.s("Rani Puspita"), Role: "supervisor", Unread: 12, Kept: f.kept(), Can: map[string]bool{
		"read_tickets": true, "read_reports": true, "open_tickets": true, "configure": true,
	}}
}

func (f fixture) options() []Option {
	return []Option{
		{Value: "1", Label: f.s("Kijang Kota"), Group: f.s("Bintan Timur")},
		{Value: "2", Label: f.s("Sungai Lekop"), Group: f.s("Bintan Timur")},
		{Value: f.s("3"), Label: f.s("Kawal"), Group: f.s("Gunung Kijang")},
	}
}

func (f fixture) names() []Option {
	return []Option{
		{Value: "pupr", Label: f.s("Dinas Pekerjaan Umum")},
		{Value: "perkim", Label: f.s("Dinas Perumahan")},
		{Value: "dishub", Label: f.s("Dinas Perhubungan")},
		{Value: "dlh", Label: f.s("Dinas Lingkungan Hidup")},
		{Value: "dukcapil", Label: f.s("Dinas Kependudukan")},
		{Value: "dinkes", Label: f.s("Dinas Kesehatan")},
	}
}

var excerpts = []string{
	"min lampu jalan depan gg. Alamanda udah 2 minggu mati, gelap bgt kalo malam. tolong dicek dong 🙏",
	"Assalamualaikum, mohon perbaikan jalan berlubang di simpang empat Kawal, kemarin sudah ada motor jatuh.",
	"aik tak jalan dari kemaren sore di Kijang, bile nak hidup lagi ni?",
	"Syarat bikin KIA untuk anak 3 tahun apa saja ya? Apakah bisa online?",
	"Sampah di TPS pasar baru menumpuk, baunya sampai ke rumah warga. Sudah tiga hari tidak diangkut.",
	"Terima kasih Damkar, semalam cepat sekali datangnya!",
	"Usul: tolong bus sekolah ditambah untuk rute Toapaya, anak-anak sering ketinggalan.",
}

func (f fixture) rows(n int) []Row {
	levels := []string{"critical", "late", "near", "ok", "ok", "paused", "none"}
	dues := []time.Duration{-52 * time.Hour, -3 * time.Hour, 40 * time.Minute, 5 * time.Hour, 50 * time.Hour, 0, 0}
	channels := []string{"instagram", "form", "facebook", "whatsapp", "phone", "x", "email"}
	rows := make([]Row, n)
	for i := range rows {
		k := i % 7
		number := fmt.Sprintf("TGP-2026-%06d", 4211-i)
		rows[i] = Row{
			Number: f.s(number), Href: "/tickets/" + f.s(number), Excerpt: f.s(excerpts[k]), Channel: f.s(channels[k]),
			Author: f.s([]string{"@warga.kijang", "Siti A.", "", "Budi", "Pak Amat", "@anak_pulau", "Lina"}[k]),
			Kind:   f.s(families["kind"][(6+i)%7]), Category: f.s([]string{"Lampu jalan", "Jalan", "Air bersih", ""}[i%4]),
			Unit: f.s(f.names()[i%6].Label), Place: f.s([]string{"Kijang Kota", "", "Kawal"}[i%3]),
			Assignee: f.s([]string{"", "Dewi", "Hendra"}[i%3]), Status: f.s([]string{"new", "open", "answered"}[i%3]),
			Priority: f.s([]string{"normal", "normal", "high", "normal", "emergency"}[i%5]), Confidential: i%11 == 3,
			Unread: i%2 == 0, Received: ago(time.Duration(i*i+1) * 37 * time.Minute), Messages: 1 + i%4,
			Due: Due{Level: f.s(levels[k]), Target: f.s("first_response")},
		}
		if dues[k] != 0 {
			rows[i].Due.At = noon.Add(dues[k])
		}
		if k == 5 {
			rows[i].Status = "waiting"
		}
	}
	return rows
}

func (f fixture) inbox(n int) *Inbox {
	d := &Inbox{Tab: "unit", Filtered: f.odd != "", Clear: "/inbox?tab=unit", Rows: f.rows(n), Stream: "/inbox/stream"}
	d.Box, d.Wrong, d.ByFit, d.ByOther = f.odd, []string{f.s("Saringan “warna:” tidak dikenal.")}, f.odd != "", "/inbox?tab=unit&sort=fit"
	d.Chips = []Chip{{Field: f.s("Unit"), Value: f.s("Dinas Perhubungan"), Href: "/inbox?tab=unit"}}
	d.Pick = &Pick{Fields: []Option{{Value: "q", Label: f.s("jalan")}, {Value: "as_of", Label: "1764000000"}}, Total: 48}
	for i := range d.Rows {
		d.Rows[i].Pick = true
	}
	for i, key := range families["tab"] {
		d.Tabs = append(d.Tabs, Tab{
			Key: key, Href: "/inbox?tab=" + key, Count: []int{7, 48, 12, 5, 9, 0, 2, 3, 1000}[i], More: i == 8, Current: i == 1,
		})
	}
	d.Filter = InboxFilter{
		Q: f.odd, Kind: f.odd, From: f.odd, Units: f.names(), Categories: f.options(), Places: f.options(), Assignees: f.names(),
		Kinds: families["kind"], Channels: families["channel"], Statuses: families["status"],
	}
	if n > 0 {
		d.Next = "/inbox?tab=unit&cursor=" + f.s("abc")
	}
	return d
}

func (f fixture) portal() *Portal {
	return &Portal{
		Received: 1284, Answered: 1190, OnTime: .914, Median: 3*time.Hour + 20*time.Minute, HasMedian: true,
		Hours:     []string{f.s("Senin–Kamis 07.30–12.00, 13.00–16.00"), f.s("Jumat 07.30–11.30, 13.00–16.30")},
		Emergency: f.s("112"), Categories: f.names(),
	}
}

func (f fixture) figures() *Transparency {
	return &Transparency{
		First: ago(30 * 24 * time.Hour), Last: noon, FewCounts: 5, Period: "30", Unlisted: true,
		Periods: []Option{{Value: "30", Label: f.s("30 hari")}, {Value: f.s("2026-10"), Label: f.s("Oktober 2026")}},
		Whole:   UnitFigures{Received: 1284, Answered: 1190, OnTime: .914, Median: 3 * time.Hour, HasTime: true},
		Units: []UnitFigures{
			{Name: f.s("Dinas Pekerjaan Umum"), Received: 340, Answered: 301, OnTime: .88, Median: 5 * time.Hour, HasTime: true},
			{Received: 7, OnTime: math.NaN()},
		},
	}
}
