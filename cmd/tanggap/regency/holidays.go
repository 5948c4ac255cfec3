package regency

// Holiday is an official day off.
type Holiday struct {
	Date string // 2006-01-02
	Kind string // libur_nasional or cuti_bersama
	Name string
	Law  string
}

// Holidays returns the days off of 2025 and 2026 as the joint ministerial
// decrees (SKB 3 Menteri) fix them. 2027 has no decree yet, and an estimate
// must not drive a legal clock, so it is not here.
func Holidays() []Holiday {
	days := make([]Holiday, 0, len(nationalDays)+len(sharedLeave))
	for _, d := range nationalDays {
		days = append(days, Holiday{d[0], "libur_nasional", d[1], law(d[0])})
	}
	for _, d := range sharedLeave {
		days = append(days, Holiday{d[0], "cuti_bersama", d[1], law(d[0])})
	}
	return days
}

// law names the decree a day rests on. 18 August 2025 was added by an
// amendment signed on 7 August 2025.
func law(date string) string {
	switch {
	case date == "2025-08-18":
		return "SKB 933/2025, 1/2025, 3/2025"
	case date < "2026":
		return "SKB 1017/2024, 2/2024, 2/2024"
	}
	return "SKB 1497/2025, 2/2025, 5/2025"
}

var nationalDays = [...][2]string{
	{"2025-01-01", "Tahun Baru 2025 Masehi"},
	{"2025-01-27", "Isra Mikraj Nabi Muhammad SAW"},
	{"2025-01-29", "Tahun Baru Imlek 2576 Kongzili"},
	{"2025-03-29", "Hari Suci Nyepi (Saka 1947)"},
	{"2025-03-31", "Idulfitri 1446 H"},
	{"2025-04-01", "Idulfitri 1446 H"},
	{"2025-04-18", "Wafat Yesus Kristus"},
	{"2025-04-20", "Kebangkitan Yesus Kristus (Paskah)"},
	{"2025-05-01", "Hari Buruh Internasional"},
	{"2025-05-12", "Hari Raya Waisak 2569 BE"},
	{"2025-05-29", "Kenaikan Yesus Kristus"},
	{"2025-06-01", "Hari Lahir Pancasila"},
	{"2025-06-06", "Iduladha 1446 H"},
	{"2025-06-27", "1 Muharam 1447 H"},
	{"2025-08-17", "Proklamasi Kemerdekaan"},
	{"2025-09-05", "Maulid Nabi Muhammad SAW"},
	{"2025-12-25", "Kelahiran Yesus Kristus"},
	{"2026-01-01", "Tahun Baru 2026 Masehi"},
	{"2026-01-16", "Isra Mikraj Nabi Muhammad SAW"},
	{"2026-02-17", "Tahun Baru Imlek 2577 Kongzili"},
	{"2026-03-19", "Hari Suci Nyepi (Saka 1948)"},
	{"2026-03-21", "Idulfitri 1447 H"},
	{"2026-03-22", "Idulfitri 1447 H"},
	{"2026-04-03", "Wafat Yesus Kristus"},
	{"2026-04-05", "Kebangkitan Yesus Kristus (Paskah)"},
	{"2026-05-01", "Hari Buruh Internasional"},
	{"2026-05-14", "Kenaikan Yesus Kristus"},
	{"2026-05-27", "Iduladha 1447 H"},
	{"2026-05-31", "Hari Raya Waisak 2570 BE"},
	{"2026-06-01", "Hari Lahir Pancasila"},
	{"2026-06-16", "1 Muharam 1448 H"},
	{"2026-08-17", "Proklamasi Kemerdekaan"},
	{"2026-08-25", "Maulid Nabi Muhammad SAW"},
	{"2026-12-25", "Kelahiran Yesus Kristus"},
}

var sharedLeave = [...][2]string{
	{"2025-01-28", "Cuti bersama Imlek"},
	{"2025-03-28", "Cuti bersama Nyepi"},
	{"2025-04-02", "Cuti bersama Idulfitri"},
	{"2025-04-03", "Cuti bersama Idulfitri"},
	{"2025-04-04", "Cuti bersama Idulfitri"},
	{"2025-04-07", "Cuti bersama Idulfitri"},
	{"2025-05-13", "Cuti bersama Waisak"},
	{"2025-05-30", "Cuti bersama Kenaikan Yesus Kristus"},
	{"2025-06-09", "Cuti bersama Iduladha"},
	{"2025-08-18", "Cuti bersama Proklamasi Kemerdekaan"},
	{"2025-12-26", "Cuti bersama Kelahiran Yesus Kristus"},
	{"2026-02-16", "Cuti bersama Imlek"},
	{"2026-03-18", "Cuti bersama Nyepi"},
	{"2026-03-20", "Cuti bersama Idulfitri"},
	{"2026-03-23", "Cuti bersama Idulfitri"},
	{"2026-03-24", "Cuti bersama Idulfitri"},
	{"2026-05-15", "Cuti bersama Kenaikan Yesus Kristus"},
	{"2026-05-28", "Cuti bersama Iduladha"},
	{"2026-12-24", "Cuti bersama Kelahiran Yesus Kristus"},
}
