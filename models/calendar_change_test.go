package models

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"tanggap/models/sla"
)

func TestChangedDates(t *testing.T) {
	office := func(change func(*sla.CalendarSpec)) sla.CalendarSpec {
		spec := sla.CalendarSpec{
			Zone: "Asia/Jakarta", Week: map[string][]string{"mon": {"08:00-16:00"}, "tue": {"08:00-16:00"}},
			Holidays: map[string]string{"2026-12-25": "Natal"}, Dates: map[string][]string{},
		}
		change(&spec)
		return spec
	}
	day := func(text string) Time { return wib(text + " 00:00") }
	for _, c := range []struct {
		name   string
		change func(*sla.CalendarSpec)
		want   []dateRange
	}{
		{"nothing", func(*sla.CalendarSpec) {}, nil},
		{"another name of a holiday", func(s *sla.CalendarSpec) { s.Holidays["2026-12-25"] = "Kelahiran" }, nil},
		{"a holiday on a day off", func(s *sla.CalendarSpec) { s.Holidays["2026-12-26"] = "Sabtu" }, nil},
		{
			"a holiday more", func(s *sla.CalendarSpec) { s.Holidays["2026-12-28"] = "Senin" },
			[]dateRange{{7, day("2026-12-28"), day("2026-12-29")}},
		},
		{
			"days in a row are one, others another", func(s *sla.CalendarSpec) {
				for _, date := range []string{"2026-11-30", "2026-12-01", "2026-12-07"} {
					s.Dates[date] = []string{"08:00-12:00"}
				}
			},
			[]dateRange{{7, day("2026-11-30"), day("2026-12-02")}, {7, day("2026-12-07"), day("2026-12-08")}},
		},
		{"another week", func(s *sla.CalendarSpec) { s.Week["wed"] = []string{"08:00-12:00"} }, []dateRange{{7, 0, Never}}},
		{"another zone", func(s *sla.CalendarSpec) { s.Zone = "Asia/Jayapura" }, []dateRange{{7, 0, Never}}},
	} {
		got, err := changedDates(7, office(func(*sla.CalendarSpec) {}), office(c.change))
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %v %v, want %v", c.name, got, err, c.want)
		}
	}
}

// A holiday is looked for among the clocks that run over it, and no others.
func TestSaveHoliday_looksOnlyAtClocksThatReachIt(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		long := must(s.Receive(ctx, Citizen, Intake{Text: "Jalan berlubang", Kind: Complaint}))  // 14 working days
		short := must(s.Receive(ctx, Citizen, Intake{Text: "Terima kasih", Kind: Appreciation})) // 2, no resolution
		paused := must(s.Receive(ctx, Citizen, Intake{Text: "Usul trotoar", Kind: Suggestion}))  // has no end
		urgent := must(s.Receive(ctx, Citizen, Intake{Text: "Kebakaran", Kind: Complaint, Priority: Emergency}))
		if err := s.Pause(ctx, h.coordinator, s.Number(paused.Ticket), "Di mana?", 5); err != nil {
			t.Fatal(err)
		}
		if err := s.SaveHoliday(ctx, testAdmin, Holiday{Day: "2026-12-09", Name: "Pilkada", Kind: "national", Confirmed: true}); err != nil {
			t.Fatal(err)
		}
		work := must(s.Recompute(ctx))
		if work.Done != 2 || work.Changed != 1 {
			t.Errorf("looked at %d, changed %d; want the long one and the paused one, of which one moves", work.Done, work.Changed)
		}
		due := func(r *Receipt) Time { return must(s.Clocks(ctx, System, r.Ticket.ID))[1].DueAt }
		if due(long) != wib("2026-12-15 16:00") {
			t.Errorf("the long one is due %v", due(long).Std())
		}
		if got := must(s.ticket(ctx, System, urgent.Ticket.ID)); got.VersionID != urgent.Ticket.VersionID {
			t.Error("a desk that follows no set took over a holiday")
		}
		if got := must(s.ticket(ctx, System, short.Ticket.ID)); got.VersionID != short.Ticket.VersionID {
			t.Error("a clock that ends before the holiday was touched")
		}
		// A clock that begins on the old version learns of the change when it begins.
		number := s.Number(short.Ticket)
		clock.set("2026-12-08T09:00:00+07:00")
		must(s.Reply(ctx, h.coordinator, number, Reply{Text: "Sama-sama.", Sent: s.Clock()}))
		clock.set("2026-12-08T10:00:00+07:00")
		writeBack(t, s, short, "Masih ada lagi")
		if next := must(s.Clocks(ctx, System, short.Ticket.ID)); next[1].Target != sla.NextResponse || next[1].DueAt != wib("2026-12-11 16:30") {
			t.Errorf("the next response is due %v, want the holiday left out", next[1].DueAt.Std())
		}
		nothingBroken(t, s, "after the holiday")
	})
}

// writeBack lets the citizen of a ticket write again.
func writeBack(t *testing.T, s *Store, r *Receipt, words string) {
	t.Helper()
	who, _, err := s.Track(context.Background(), s.Number(r.Ticket), r.TrackingCode)
	if err != nil {
		t.Fatal(err)
	}
	must(s.WriteBack(context.Background(), who, s.Number(r.Ticket), Intake{Text: words}))
}

// Two calendars follow the national set, one of them another beside it; each is closed when its sets say so.
func TestHolidaySets_areShared(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		ctx := context.Background()
		local := must(s.SaveHolidaySet(ctx, testAdmin, HolidaySet{Name: "Bintan"}))
		if _, err := s.SaveHolidaySet(ctx, testAdmin, HolidaySet{Name: " Bintan "}); ErrorCode(err) != Invalid {
			t.Errorf("the same name twice: %v", err)
		}
		office := must(s.Calendar(ctx, officeCalendar))
		office.ID, office.Name, office.Zone, office.Sets = 0, "Kantor timur", "Asia/Jayapura", []int64{nationalSet, local}
		east := must(s.SaveCalendar(ctx, testAdmin, office))
		for _, h := range []Holiday{
			{Day: "2027-01-01", Name: "Tahun Baru", Kind: "national", Confirmed: true},
			{Day: "2027-01-04", Name: "Hari jadi", Kind: "regional", Confirmed: true, SetID: local},
			{Day: "2027-01-01", Name: "Sama harinya", Kind: "regional", Confirmed: true, SetID: local},
		} {
			if err := s.SaveHoliday(ctx, testAdmin, h); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.SaveHoliday(ctx, testAdmin, Holiday{Day: "2027-02-01", Name: "x", Kind: "national", SetID: 99}); ErrorCode(err) != Invalid {
			t.Errorf("a set that is none: %v", err)
		}
		for calendar, want := range map[int64]string{
			officeCalendar: "national Tahun Baru, work", east: "national Tahun Baru, regional Hari jadi", alwaysCalendar: "work, work",
		} {
			days := must(s.YearOf(ctx, calendar, 2027))
			told := func(d CalendarDay) string {
				if d.Name == "" {
					return d.Kind
				}
				return d.Kind + " " + d.Name
			}
			if got := told(days[0]) + ", " + told(days[3]); got != want {
				t.Errorf("calendar %d: %s, want %s", calendar, got, want)
			}
		}
	})
}

func TestSaveCalendar_refuses(t *testing.T) {
	s, _ := openTest(t, "sqlite:"+t.TempDir()+"/tanggap.db")
	ctx := context.Background()
	for _, c := range []struct{ name, week, dates, zone, field, key string }{
		{"overlapping spans", `{"mon":["08:00-12:00","11:00-15:00"]}`, `{}`, "Asia/Jakarta", "mon", "invalid.spans"},
		{"an hour that is none", `{"tue":["08:00-25:00"]}`, `{}`, "Asia/Jakarta", "tue", "invalid.spans"},
		{"across midnight", `{"wed":["20:00-04:00"]}`, `{}`, "Asia/Jakarta", "wed", "invalid.spans"},
		{"no working time", `{}`, `{}`, "Asia/Jakarta", "mon", "invalid.no_hours"},
		{"working time in the past only", `{}`, `{"2020-01-06":["08:00-16:00"]}`, "Asia/Jakarta", "mon", "invalid.no_hours"},
		{"a zone that is none", `{"mon":["08:00-12:00"]}`, `{}`, "Asia/Bintan", "zone", "invalid.zone"},
		{"the zone of the machine", `{"mon":["08:00-12:00"]}`, `{}`, "Local", "zone", "invalid.zone"},
	} {
		_, err := s.SaveCalendar(ctx, testAdmin, Calendar{Name: "Uji", Week: c.week, Dates: c.dates, Zone: c.zone})
		if e := AsError(err); e == nil || e.Field != c.field || e.Key != c.key {
			t.Errorf("%s: %v, want %s at %s", c.name, err, c.key, c.field)
		}
	}
	if _, err := s.SaveCalendar(ctx, testAdmin, Calendar{Name: "Tokyo", Week: officeWeek, Zone: "Asia/Tokyo"}); err != nil {
		t.Errorf("any zone there is: %v", err)
	}
}

// A database of before the sets keeps its hours to the second: the holidays of one calendar become a set of its own.
func TestMigrate_holidaysOfOneCalendar(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		ctx := context.Background()
		provider := must(s.migrator())
		tamper(t, s, "DROP TABLE holiday_sets", "DROP TABLE calendar_sets", "DROP TABLE policy_changes", "DROP TABLE recomputes",
			"DROP INDEX clocks_open", "DROP INDEX calendar_versions_calendar", "DROP INDEX holidays_day",
			"ALTER TABLE holidays DROP COLUMN set_id", "ALTER TABLE holidays ADD COLUMN calendar_id INTEGER NOT NULL DEFAULT 0",
			"CREATE UNIQUE INDEX holidays_day ON holidays (day, calendar_id)",
			"DELETE FROM goose_db_version WHERE version_id >= 2",
			`INSERT INTO holidays (day, name, kind, basis, calendar_id) VALUES ('2027-01-04', 'Hari jadi', 'regional', '', 1),
				('2027-01-05', 'Malam', 'regional', '', 2)`)
		if _, err := provider.UpTo(ctx, 2); err != nil {
			t.Fatal(err)
		}
		s.caches.drop()
		for _, c := range must(s.Calendars(ctx)) {
			want := map[int64]int{officeCalendar: 2, alwaysCalendar: 0}[c.ID]
			if len(c.Sets) != want {
				t.Errorf("%s follows %v, want %d sets", c.Name, c.Sets, want)
			}
		}
		days := must(s.YearOf(ctx, officeCalendar, 2027))
		if days[3].Kind != "regional" || days[3].Name != "Hari jadi" {
			t.Errorf("its own holiday: %+v", days[3])
		}
		if open := must(s.YearOf(ctx, alwaysCalendar, 2027))[4]; open.Kind != "work" {
			t.Errorf("the desk that never closes: %+v", open)
		}
	})
}

// BenchmarkRecompute_holiday measures what a holiday costs among 100,000 running clocks: finding those it concerns, and
// measuring them anew.
func BenchmarkRecompute_holiday(b *testing.B) {
	s, _ := openTest(b, "sqlite:"+b.TempDir()+"/tanggap.db")
	furnish(b, s)
	ctx := context.Background()
	begin := s.now() - 50_000*60
	_, err := s.Fill(ctx, func(yield func(Past) bool) {
		for i := range 50_000 {
			if !yield(Past{Intake: Intake{Text: "Jalan berlubang", Kind: Complaint, Unit: "pupr", At: begin + Time(i)*60}}) {
				return
			}
		}
	}, nil)
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct{ name, day string }{
		{"next year", "2027-11-24"}, {"behind most", "2026-12-31"}, {"tomorrow", "2026-11-25"},
	} {
		b.Run(c.name, func(b *testing.B) {
			for n := range b.N {
				day := must(time.Parse(time.DateOnly, c.day)).AddDate(0, 0, 7*n).Format(time.DateOnly)
				err := s.SaveHoliday(ctx, testAdmin, Holiday{Day: day, Name: fmt.Sprint("Uji ", n), Kind: "national", Confirmed: true})
				if err != nil {
					b.Fatal(err)
				}
				work, err := s.Recomputing(ctx)
				if err != nil || work == nil {
					b.Fatal(err)
				}
				sc := must(readScope(work.Scope))
				from := time.Now()
				ids := must(s.reaching(ctx, sc.Calendars, 0))
				found := time.Since(from)
				from = time.Now()
				did := must(s.Recompute(ctx))
				b.ReportMetric(float64(found.Microseconds()), "µs/find")
				b.ReportMetric(float64(len(ids)), "tickets/found")
				b.ReportMetric(float64(did.Changed), "tickets/moved")
				b.ReportMetric(float64(time.Since(from).Milliseconds()), "ms/recompute")
			}
		})
	}
}
