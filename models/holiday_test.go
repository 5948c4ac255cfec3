package models

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const feastsICS = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:uji\r\n" +
	"BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20270101\r\nSUMMARY:Tahun Baru\r\nEND:VEVENT\r\n" +
	"BEGIN:VEVENT\r\nUID:2\r\nDTSTART;VALUE=DATE:20270310\r\nDTEND;VALUE=DATE:20270312\r\nSUMMARY:Idul\r\n fitri\r\nEND:VEVENT\r\n" +
	"BEGIN:VEVENT\r\nUID:3\r\nDTSTART;VALUE=DATE:20270312\r\nSUMMARY:Cuti bersama\\, Idulfitri\r\nEND:VEVENT\r\n" +
	"BEGIN:VEVENT\r\nUID:4\r\nDTSTART;TZID=Europe/Paris:20270501T090000\r\nSUMMARY:Rapat\r\nEND:VEVENT\r\n" +
	"BEGIN:VEVENT\r\nUID:5\r\nDTSTART;VALUE=DATE:20270817\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Kemerdekaan\r\nEND:VEVENT\r\n" +
	"BEGIN:VEVENT\r\nUID:6\r\nDTSTART;VALUE=DATE:20260817\r\nSUMMARY:Tahun lalu\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

func TestReadHolidays(t *testing.T) {
	for _, c := range []struct{ name, file, content, days, rejected string }{
		{
			"calendar", "libur.ics", feastsICS,
			"2027-01-01 national Tahun Baru|2027-03-10 national Idulfitri|2027-03-11 national Idulfitri|2027-03-12 joint_leave " +
				"Cuti bersama, Idulfitri|2026-08-17 national Tahun lalu",
			"4 invalid.holiday_hours|5 invalid.holiday_repeats",
		},
		{
			"semicolons, a mark, both ways of writing dates", "libur.CSV",
			"\xef\xbb\xbfTanggal;Nama;Jenis;Status\n1/1/2027;Tahun Baru;libur_nasional;\n2027-03-09;Idulfitri;cuti_bersama;perkiraan\n31/2/2027;Tidak ada;;\n2027-01-01;Dua kali;;\n2027-05-01;;;\n",
			"2027-01-01 national Tahun Baru|2027-03-09 joint_leave ?Idulfitri",
			"4 invalid.date|5 invalid.holiday_twice|6 invalid.required",
		},
	} {
		list, err := ReadHolidays(c.file, []byte(c.content))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var days, rejected []string
		for _, h := range list.Holidays {
			sure := map[bool]string{false: "?"}[h.Confirmed]
			days = append(days, h.Day+" "+h.Kind+" "+sure+h.Name)
		}
		for _, r := range list.Rejected {
			rejected = append(rejected, fmt.Sprintf("%d %s", r.Line, r.Key))
		}
		if got := strings.Join(days, "|"); got != c.days {
			t.Errorf("%s: days\n%s\nwant\n%s", c.name, got, c.days)
		}
		if got := strings.Join(rejected, "|"); got != c.rejected {
			t.Errorf("%s: rejected %s, want %s", c.name, got, c.rejected)
		}
	}
	for name, content := range map[string]string{
		"a.pdf": "%PDF", "a.ics": "no calendar", "b.csv": "nama\nx\n", "c.csv": "", "d.csv": `tanggal,nama` + "\n" + `"2027`,
		"long.ics": "BEGIN:VCALENDAR\nX;A=" + strings.Repeat(",", 900_000) + ":x\nEND:VCALENDAR\n",
		"big.ics":  strings.Repeat("x", holidayFileAtMost+1),
	} {
		if _, err := ReadHolidays(name, []byte(content)); ErrorCode(err) != Invalid {
			t.Errorf("%s: %v, want it refused", name, err)
		}
	}
}

func FuzzReadHolidays(f *testing.F) {
	f.Add("a.ics", []byte(feastsICS))
	f.Add("a.csv", []byte("tanggal,nama\n2027-01-01,Tahun Baru\n"))
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		list, err := ReadHolidays(filepath.Base(name), content)
		if err != nil && ErrorCode(err) != Invalid {
			t.Fatalf("an error that tells nobody what to do: %v", err)
		}
		for _, h := range list.Holidays {
			if _, err := time.Parse(time.DateOnly, h.Day); err != nil || h.Name == "" {
				t.Fatalf("took %+v", h)
			}
		}
	})
}

func TestImportHolidays_movesClocksOnlyWhenOfficial(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx := context.Background()
		furnish(t, s)
		clock.set("2027-03-08T09:00:00+07:00")
		receipt, err := s.Receive(ctx, Citizen, Intake{Text: "Jalan berlubang", Channel: "form", Kind: Aspiration})
		if err != nil {
			t.Fatal(err)
		}
		list, err := ReadHolidays("libur.ics", []byte(feastsICS))
		if err != nil {
			t.Fatal(err)
		}
		due := func() Time {
			t.Helper()
			if _, err := s.Recompute(ctx); err != nil {
				t.Fatal(err)
			}
			now, err := s.ticket(ctx, System, receipt.Ticket.ID)
			if err != nil {
				t.Fatal(err)
			}
			return now.DueAt
		}
		before := due()
		in := HolidayImport{Year: 2027, List: list.Holidays}
		diff, err := s.ImportHolidays(ctx, System, in)
		if err != nil || len(diff.Added) != 4 || diff.Other != 1 {
			t.Fatalf("estimates: %+v %v", diff, err)
		}
		if now := due(); now != before {
			t.Errorf("an estimate moved the due time from %v to %v", before.Std(), now.Std())
		}
		in.Official = true
		if _, err := s.ImportHolidays(ctx, System, in); ErrorCode(err) != Invalid {
			t.Errorf("an official list without its basis: %v", err)
		}
		in.Basis = "SKB 3 Menteri 2027"
		in.List = append(in.List, Holiday{Day: "2027-03-09", Name: "Cuti bersama", Kind: "joint_leave", Confirmed: true})
		if diff, err = s.ImportHolidays(ctx, System, in); err != nil || len(diff.Changed) != 4 || len(diff.Added) != 1 {
			t.Fatalf("the decree: %+v %v", diff, err)
		}
		// One working day from Monday 8 March: not Tuesday to Friday any more, but Monday the 15th.
		if now, want := due(), "2027-03-15T16:00:00+07:00"; now.Std().Format(time.RFC3339) != At(mustTime(t, want)).Std().Format(time.RFC3339) {
			t.Errorf("due %v, want %s", now.Std(), want)
		}
		if diff, err = s.ImportHolidays(ctx, System, in); err != nil || diff.Same != 5 || len(diff.Added)+len(diff.Changed) != 0 {
			t.Errorf("the same list again: %+v %v", diff, err)
		}
		in.Official = false
		if diff, err = s.ImportHolidays(ctx, System, in); err != nil || diff.Same != 5 {
			t.Errorf("estimates after the decree: %+v %v", diff, err)
		}
		in.Year = 2031
		if _, err := s.ImportHolidays(ctx, System, in); ErrorCode(err) != Invalid {
			t.Errorf("a list of another year: %v", err)
		}
	})
}

func mustTime(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
