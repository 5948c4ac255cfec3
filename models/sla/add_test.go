package sla

import (
	"errors"
	"testing"
	"time"
)

// office is a calendar with the same spans on all the named days.
func office(t testing.TB, zone, days string, spans ...string) CalendarSpec {
	t.Helper()
	spec := CalendarSpec{Zone: zone, Week: map[string][]string{}}
	for ; days != ""; days = days[3:] {
		spec.Week[days[:3]] = spans
	}
	return spec
}

const (
	weekdaysOnly = "montuewedthufri"
	everyDay     = "montuewedthufrisatsun"
)

func calendar(t testing.TB, spec CalendarSpec) *Calendar {
	t.Helper()
	c, err := NewCalendar(spec)
	if err != nil {
		t.Fatalf("NewCalendar(%+v): %v", spec, err)
	}
	return c
}

// instant reads RFC 3339, or a local time of the calendar.
func instant(t testing.TB, c *Calendar, text string) time.Time {
	t.Helper()
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at
	}
	at, err := time.ParseInLocation("2006-01-02 15:04:05", text, c.loc)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// The cases of targets.md section 5 about calendars, and more; those about events stand in TestReplay and TestFlags.
func TestAdd(t *testing.T) {
	utc := office(t, "UTC", weekdaysOnly, "09:00-17:00")
	round := office(t, "UTC", everyDay, "00:00-24:00")
	angeles := office(t, "America/Los_Angeles", everyDay, "00:00-24:00")
	kolkata := office(t, "Asia/Kolkata", weekdaysOnly, "10:00-18:00")
	kolkata.Week["sat"] = []string{"10:00-14:00"}
	jakarta := office(t, "Asia/Jakarta", "montuewedthu", "08:00-12:00", "13:00-16:00")
	jakarta.Week["fri"] = []string{"08:00-11:30", "13:30-16:30"}
	newYear := office(t, "Asia/Jakarta", weekdaysOnly, "08:00-16:00")
	newYear.Holidays = map[string]string{"2027-01-01": "Tahun Baru"}
	berlin := office(t, "Europe/Berlin", weekdaysOnly, "08:00-20:00")
	berlin.Holidays = map[string]string{"2016-11-01": ""}
	night := office(t, "Asia/Makassar", everyDay, "00:00-04:00", "20:00-24:00")
	ramadan := office(t, "Asia/Jakarta", weekdaysOnly, "07:30-16:00")
	ramadan.Dates = map[string][]string{
		"2026-02-19": {"12:30-15:00", "08:00-12:00"}, // in any order
		"2026-02-21": {"08:00-10:00"},                // a make-up Saturday
		"2026-02-20": {"08:00-10:00"},                // but a holiday
	}
	ramadan.Holidays = map[string]string{"2026-02-20": "Libur"}
	early := office(t, "America/Los_Angeles", everyDay, "02:30-02:45", "03:00-04:00")

	for _, tt := range []struct {
		name    string
		spec    CalendarSpec
		start   string
		seconds int64
		want    string
	}{
		{"work that ends at closing is due at closing", utc, "2024-01-19 16:00:00", 3600, "2024-01-19 17:00:00"},
		{"the rest waits over the weekend", utc, "2024-01-19 16:00:00", 7200, "2024-01-22 10:00:00"},
		{"before opening counts from opening", utc, "2024-01-17 07:00:00", 7200, "2024-01-17 11:00:00"},
		{"on a Saturday counts from Monday", utc, "2024-01-20 10:00:00", 7200, "2024-01-22 11:00:00"},
		{"nothing inside hours is due at once", utc, "2024-01-19 16:00:00", 0, "2024-01-19 16:00:00"},
		{"nothing outside hours is due at opening", utc, "2024-01-20 10:00:00", 0, "2024-01-22 09:00:00"},
		{"closing time lies outside hours", utc, "2024-01-19 17:00:00", 0, "2024-01-22 09:00:00"},
		{"one second after closing time", utc, "2024-01-19 17:00:00", 1, "2024-01-22 09:00:01"},
		{"a second before closing", utc, "2024-01-19 16:59:59", 2, "2024-01-22 09:00:01"},
		{"a full week ends at its closing", utc, "2024-01-15 09:00:00", 40 * 3600, "2024-01-19 17:00:00"},
		{"three full weeks", utc, "2024-01-15 09:00:00", 120 * 3600, "2024-02-02 17:00:00"},
		{"a day round the clock", round, "2024-01-19 12:00:00", 86400, "2024-01-20 12:00:00"},
		{"midnight round the clock", round, "2024-01-19 12:00:00", 43200, "2024-01-20 00:00:00"},
		{"an hour lost to summer time", angeles, "2014-03-08 12:00:00", 86400, "2014-03-09 13:00:00"},
		{"an hour won from summer time", angeles, "2014-11-01 12:00:00", 86400, "2014-11-02 11:00:00"},
		{"a year over both changes", angeles, "2014-01-01 00:00:00", 365 * 86400, "2015-01-01 00:00:00"},
		{"a Saturday evening with short Saturdays", kolkata, "2025-03-22 18:01:43", 1440 * 60, "2025-03-26 18:00:00"},
		{"over the noon break", jakarta, "2026-11-19 11:00:00", 180 * 60, "2026-11-19 15:00:00"},
		{"over the Friday break", jakarta, "2026-11-20 11:00:00", 60 * 60, "2026-11-20 14:00:00"},
		{"over the weekend by minutes", jakarta, "2026-11-20 16:20:00", 30 * 60, "2026-11-23 08:20:00"},
		{"inside the noon break", jakarta, "2026-11-19 12:15:00", 60, "2026-11-19 13:01:00"},
		{"over New Year", newYear, "2026-12-31 09:00:00", 540 * 60, "2027-01-04 10:00:00"},
		{"received on a holiday", berlin, "2016-11-01T13:56:21Z", 120 * 60, "2016-11-02T09:00:00Z"},
		{"a night desk past midnight", night, "2026-06-01 23:00:00", 2 * 3600, "2026-06-02 01:00:00"},
		{"a night desk over the day", night, "2026-06-01 03:00:00", 2 * 3600, "2026-06-01 21:00:00"},
		{"dated hours replace the weekday", ramadan, "2026-02-19 07:00:00", 5 * 3600, "2026-02-19 13:30:00"},
		{"a holiday wins over dated hours, a make-up day counts", ramadan, "2026-02-19 15:00:00", 7200, "2026-02-21 10:00:00"},
		{"hours that do not exist move forward and count once", early, "2014-03-09 00:00:00", 3600, "2014-03-09 04:00:00"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := calendar(t, tt.spec)
			start, want := instant(t, c, tt.start), instant(t, c, tt.want)
			got, err := c.Add(start, tt.seconds)
			if err != nil || !got.Equal(want) {
				t.Errorf("Add(%v, %d) = %v, %v; want %v", start, tt.seconds, got, err, want)
			}
			if back := c.Elapsed(start, got); back != tt.seconds {
				t.Errorf("Elapsed(%v, %v) = %d, want %d", start, got, back, tt.seconds)
			}
		})
	}
}

func TestAddDays(t *testing.T) {
	easter := office(t, "Asia/Jakarta", weekdaysOnly, "08:00-12:00", "13:00-16:00")
	easter.Holidays = map[string]string{"2009-03-17": "", "2009-04-10": "", "2009-04-13": ""}
	makeUp := office(t, "Asia/Jakarta", weekdaysOnly, "08:00-16:00")
	makeUp.Dates = map[string][]string{"2026-03-07": {"08:00-11:00"}, "2026-03-09": {}}
	summer := office(t, "Europe/Berlin", everyDay, "00:00-24:00")
	for _, tt := range []struct {
		name  string
		spec  CalendarSpec
		start string
		days  int
		want  string
	}{
		{"from a Thursday", easter, "2009-03-12 10:00:00", 20, "2009-04-14 16:00:00"},
		{"from a Friday", easter, "2009-03-13 10:00:00", 20, "2009-04-15 16:00:00"},
		{"from a Saturday", easter, "2009-03-14 10:00:00", 20, "2009-04-15 16:00:00"},
		{"from a Sunday", easter, "2009-03-15 23:59:59", 20, "2009-04-15 16:00:00"},
		{"from a Monday before opening", easter, "2009-03-16 00:00:00", 20, "2009-04-16 16:00:00"},
		{"a make-up Saturday counts and a date without hours does not", makeUp, "2026-03-06 09:00:00", 2, "2026-03-10 16:00:00"},
		{"a dated closing time", makeUp, "2026-03-06 09:00:00", 1, "2026-03-07 11:00:00"},
		{"midnight at the end of a short day", summer, "2026-03-28 09:00:00", 1, "2026-03-30 00:00:00"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := calendar(t, tt.spec)
			start, want := instant(t, c, tt.start), instant(t, c, tt.want)
			if got, err := c.AddDays(start, tt.days); err != nil || !got.Equal(want) {
				t.Errorf("AddDays(%v, %d) = %v, %v; want %v", start, tt.days, got, err, want)
			}
		})
	}
}

func TestElapsed(t *testing.T) {
	c := calendar(t, office(t, "UTC", weekdaysOnly, "09:00-17:00"))
	for _, tt := range []struct {
		name string
		a, b string
		want int64
	}{
		{"backwards is nothing", "2024-01-19 12:00:00", "2024-01-19 11:00:00", 0},
		{"nothing at all", "2024-01-19 12:00:00", "2024-01-19 12:00:00", 0},
		{"a weekend", "2024-01-19 17:00:00", "2024-01-22 09:00:00", 0},
		{"a minute on both sides of it", "2024-01-19 16:59:00", "2024-01-22 09:01:00", 120},
		{"four weeks and an hour", "2024-01-01 09:00:00", "2024-01-29 10:00:00", 4*40*3600 + 3600},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, b := instant(t, c, tt.a), instant(t, c, tt.b)
			if got := c.Elapsed(a, b); got != tt.want {
				t.Errorf("Elapsed(%v, %v) = %d, want %d", a, b, got, tt.want)
			}
		})
	}
}

func TestWarnAt_share(t *testing.T) {
	c := calendar(t, office(t, "UTC", weekdaysOnly, "09:00-17:00"))
	start := instant(t, c, "2024-01-19 16:00:00")
	due := instant(t, c, "2024-01-22 11:00:00") // three hours
	for _, tt := range []struct {
		share float64
		want  string
	}{{0.5, "2024-01-22 09:30:00"}, {1, "2024-01-22 11:00:00"}, {0.1, "2024-01-19 16:18:00"}, {0.0001, "2024-01-19 16:00:02"}} {
		if got, err := c.WarnAt(start, due, tt.share); err != nil || !got.Equal(instant(t, c, tt.want)) {
			t.Errorf("WarnAt(%v, %v, %v) = %v, %v; want %v", start, due, tt.share, got, err, tt.want)
		}
	}
	if got, err := c.Critical(start, due); err != nil || !got.Equal(instant(t, c, "2024-01-22 14:00:00")) {
		t.Errorf("Critical = %v, %v; want 14:00", got, err)
	}
}

func TestAdd_neverHangs(t *testing.T) {
	sparse := CalendarSpec{Zone: "Europe/Berlin", Dates: map[string][]string{"2026-06-01": {"08:00-12:00"}}}
	weekly := office(t, "Europe/Berlin", "mon", "08:00-08:01")
	for _, tt := range []struct {
		name    string
		spec    CalendarSpec
		start   string
		seconds int64
		want    error
	}{
		{"exactly 366 days before the only day", sparse, "2025-05-31 12:00:00", 3600, nil},
		{"367 days before the only day", sparse, "2025-05-30 12:00:00", 3600, ErrNoTime},
		{"more than the only day holds", sparse, "2026-06-01 08:00:00", 4*3600 + 1, ErrNoTime},
		{"after the only day", sparse, "2026-06-02 08:00:00", 0, ErrNoTime},
		{"less than nothing", weekly, "2026-06-02 08:00:00", -1, ErrAmount},
		{"past the year 9999", weekly, "2026-06-02 08:00:00", 60 * 52 * 9000, ErrAmount},
		{"as much as can be written", weekly, "2026-06-02 08:00:00", 1 << 62, ErrAmount},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := calendar(t, tt.spec)
			got, err := c.Add(instant(t, c, tt.start), tt.seconds)
			if !errors.Is(err, tt.want) {
				t.Errorf("Add(%s, %d) = %v, %v; want error %v", tt.start, tt.seconds, got, err, tt.want)
			}
		})
	}
	c := calendar(t, sparse)
	if _, err := c.AddDays(instant(t, c, "2026-01-01 08:00:00"), 2); !errors.Is(err, ErrNoTime) {
		t.Errorf("AddDays beyond the last working date: %v, want ErrNoTime", err)
	}
	if _, err := c.AddDays(instant(t, c, "2026-01-01 08:00:00"), 0); !errors.Is(err, ErrAmount) {
		t.Errorf("AddDays of none: %v, want ErrAmount", err)
	}
}

func TestNewCalendar_wrong(t *testing.T) {
	with := func(change func(*CalendarSpec)) CalendarSpec {
		spec := office(t, "UTC", weekdaysOnly, "09:00-17:00")
		change(&spec)
		return spec
	}
	monday := func(spans ...string) CalendarSpec {
		return with(func(s *CalendarSpec) { s.Week = map[string][]string{"mon": spans} })
	}
	for _, tt := range []struct {
		name  string
		spec  CalendarSpec
		kind  error
		field string
	}{
		{"no zone", with(func(s *CalendarSpec) { s.Zone = "" }), ErrInput, "zone"},
		{"the server's zone", with(func(s *CalendarSpec) { s.Zone = "Local" }), ErrInput, "zone"},
		{"an unknown zone", with(func(s *CalendarSpec) { s.Zone = "Asia/Bintan" }), ErrInput, "zone"},
		{"a path for a zone", with(func(s *CalendarSpec) { s.Zone = "../etc/passwd" }), ErrInput, "zone"},
		{"an unknown weekday", with(func(s *CalendarSpec) { s.Week["senin"] = nil }), ErrInput, "week"},
		{"a span backwards", monday("17:00-09:00"), ErrSpan, "week.mon[0]"},
		{"an empty span", monday("09:00-09:00"), ErrSpan, "week.mon[0]"},
		{"a span over midnight", monday("20:00-04:00"), ErrSpan, "week.mon[0]"},
		{"past 24:00", monday("20:00-24:01"), ErrSpan, "week.mon[0]"},
		{"minutes past 59", monday("20:00-21:60"), ErrSpan, "week.mon[0]"},
		{"one digit", monday("9:00-17:00"), ErrSpan, "week.mon[0]"},
		{"no dash", monday("09:00"), ErrSpan, "week.mon[0]"},
		{"no digits", monday("09:00-ab:cd"), ErrSpan, "week.mon[0]"},
		{"a second span is the broken one", monday("08:00-09:00", "x"), ErrSpan, "week.mon[1]"},
		{"spans that overlap", monday("10:00-12:00", "08:00-10:01"), ErrSpan, "week.mon"},
		{"the same span twice", monday("08:00-10:00", "08:00-10:00"), ErrSpan, "week.mon"},
		{"a dated span backwards", with(func(s *CalendarSpec) {
			s.Dates = map[string][]string{"2026-01-01": {"10:00-09:00"}}
		}), ErrSpan, "dates.2026-01-01[0]"},
		{"a dated day that does not exist", with(func(s *CalendarSpec) {
			s.Dates = map[string][]string{"2026-02-30": nil}
		}), ErrInput, "dates"},
		{"a holiday that does not exist", with(func(s *CalendarSpec) {
			s.Holidays = map[string]string{"25-12-2026": ""}
		}), ErrInput, "holidays"},
		{"no hours at all", monday(), ErrNoTime, "week"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := NewCalendar(tt.spec)
			var e *Error
			if !errors.Is(err, tt.kind) || !errors.As(err, &e) || e.Field != tt.field {
				t.Errorf("NewCalendar = %v, want %v in field %q", err, tt.kind, tt.field)
			}
		})
	}
}

func TestParseAmount(t *testing.T) {
	for _, tt := range []struct {
		text string
		want Amount
		kind error
	}{
		{"90s", Amount{Seconds: 90}, nil},
		{"60m", Amount{Seconds: 3600}, nil},
		{"4h", Amount{Seconds: 14400}, nil},
		{"1h30m", Amount{Seconds: 5400}, nil},
		{"5wd", Amount{Days: 5}, nil},
		{"0m", Amount{}, ErrAmount},
		{"0wd", Amount{}, ErrAmount},
		{"-5m", Amount{}, ErrAmount},
		{"-1wd", Amount{}, ErrAmount},
		{"99999999999999999999h", Amount{}, ErrAmount},
		{"99999999999999999999wd", Amount{}, ErrAmount},
		{"90000h", Amount{}, ErrAmount},
		{"", Amount{}, ErrInput},
		{"5", Amount{}, ErrInput},
		{"h", Amount{}, ErrInput},
		{"wd", Amount{}, ErrInput},
		{"5d", Amount{}, ErrInput},
		{"1.5h", Amount{}, ErrInput},
		{"5 m", Amount{}, ErrInput},
		{"30m1h", Amount{}, ErrInput},
		{"1h1h", Amount{}, ErrInput},
		{"1wd4h", Amount{}, ErrInput},
		{"+5m", Amount{}, ErrInput},
	} {
		got, err := ParseAmount(tt.text)
		if got != tt.want || !errors.Is(err, tt.kind) {
			t.Errorf("ParseAmount(%q) = %+v, %v; want %+v, %v", tt.text, got, err, tt.want, tt.kind)
		}
		if err == nil {
			if again, err := ParseAmount(got.String()); err != nil || again != got {
				t.Errorf("ParseAmount(%q) = %+v, %v; want %+v", got.String(), again, err, got)
			}
		}
	}
}

// Calendars are asked for every clock of every recompute: nothing may be left to collect.
func TestAdd_allocatesNothing(t *testing.T) {
	c := calendar(t, office(t, "Asia/Jakarta", weekdaysOnly, "07:30-12:00", "13:00-16:00"))
	from, to := instant(t, c, "2026-01-05 08:00:00"), instant(t, c, "2026-12-05 08:00:00")
	for name, count := range map[string]func(){
		"Add":     func() { _, _ = c.Add(from, 1600*3600) },
		"AddDays": func() { _, _ = c.AddDays(from, 200) },
		"Elapsed": func() { _ = c.Elapsed(from, to) },
	} {
		if n := testing.AllocsPerRun(100, count); n != 0 {
			t.Errorf("%s over a year allocates %v times", name, n)
		}
	}
}
