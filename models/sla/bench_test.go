package sla

import (
	"testing"
	"time"
)

// yearOfOffice is a regency's calendar: two spans a day, a month of Ramadan hours, two dozen holidays.
func yearOfOffice(b *testing.B) *Calendar {
	spec := office(b, "Asia/Jakarta", "montuewedthu", "07:30-12:00", "13:00-16:00")
	spec.Week["fri"] = []string{"07:30-11:30", "13:00-16:30"}
	spec.Dates, spec.Holidays = map[string][]string{}, map[string]string{}
	day := time.Date(2026, 2, 19, 0, 0, 0, 0, time.UTC)
	for range 29 {
		if w := day.Weekday(); w != time.Saturday && w != time.Sunday {
			spec.Dates[day.Format(time.DateOnly)] = []string{"08:00-12:00", "12:30-15:00"}
		}
		day = day.AddDate(0, 0, 1)
	}
	for day = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() == 2026; day = day.AddDate(0, 0, 15) {
		spec.Holidays[day.Format(time.DateOnly)] = "Libur"
	}
	return calendar(b, spec)
}

// The aim is a microsecond for an Add within one year, without allocation (the issue of response targets).
func BenchmarkAdd(b *testing.B) {
	c := yearOfOffice(b)
	start := time.Date(2026, 1, 5, 3, 0, 0, 0, time.UTC)
	for _, of := range []struct {
		name    string
		seconds int64
	}{{"4h", 4 * 3600}, {"14 days", 14 * 27000}, {"60 days", 60 * 27000}, {"1 year", 1700 * 3600}} {
		b.Run(of.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Add(start, of.seconds); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkAddDays(b *testing.B) {
	c := yearOfOffice(b)
	start := time.Date(2026, 1, 5, 3, 0, 0, 0, time.UTC)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.AddDays(start, 60); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkElapsed(b *testing.B) {
	c := yearOfOffice(b)
	from := time.Date(2026, 1, 5, 3, 0, 0, 0, time.UTC)
	for _, of := range []struct {
		name string
		to   time.Time
	}{{"14 days", from.AddDate(0, 0, 20)}, {"1 year", from.AddDate(0, 11, 20)}} {
		b.Run(of.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if c.Elapsed(from, of.to) == 0 {
					b.Fatal("nothing")
				}
			}
		})
	}
}

// BenchmarkReplay is a ticket as tickets are: three messages, a pause, an answer, a resolution.
func BenchmarkReplay(b *testing.B) {
	c := yearOfOffice(b)
	from := time.Date(2026, 2, 9, 3, 0, 0, 0, time.UTC)
	after := func(hours int) time.Time { return from.Add(time.Duration(hours) * time.Hour) }
	events := []Event{
		{At: from, Type: Received},
		{At: after(3), Type: Replied},
		{At: after(30), Type: Received},
		{At: after(31), Type: Paused, Until: after(31 + 5*24)},
		{At: after(80), Type: Received},
		{At: after(101), Type: Replied},
		{At: after(240), Type: Resolved},
	}
	targets := Targets{Amount{Seconds: 4 * 3600}, Amount{Seconds: 4 * 3600}, Amount{Days: 14}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Replay(c, targets, 0.5, events, after(300)); err != nil {
			b.Fatal(err)
		}
	}
}
