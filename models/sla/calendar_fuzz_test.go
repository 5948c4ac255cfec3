package sla

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"
)

// FuzzNewCalendar reads calendars as they lie in the database. One that is taken must count: what Add gives, Elapsed
// finds again, and a calendar without time says so instead of searching for ever.
func FuzzNewCalendar(f *testing.F) {
	for _, calendar := range []string{utcOffice, utcHoliday, utcRound, berlinDaily} {
		f.Add(calendar, int64(1_767_600_000), int64(100_000))
	}
	f.Add(`{"zone":"Australia/Lord_Howe","week":{"sun":["01:45-02:15","02:15-24:00"]},"dates":{"2026-04-05":[]}}`,
		int64(1_775_300_000), int64(1))
	f.Add(`{"zone":"Pacific/Apia","dates":{"2011-12-30":["00:00-24:00"]}}`, int64(1_325_000_000), int64(0))
	f.Fuzz(func(t *testing.T, document string, start, seconds int64) {
		began := time.Now()
		var spec CalendarSpec
		var of *Error
		err := json.Unmarshal([]byte(document), &spec)
		if err != nil {
			return
		}
		c, err := NewCalendar(spec)
		if err != nil {
			if !errors.As(err, &of) || strings.ContainsAny(err.Error(), "\r\n") {
				t.Fatalf("%q: error %q, want an *Error on one line", document, err)
			}
			return
		}
		from := time.Unix(start, 0)
		due, err := c.Add(from, seconds)
		switch {
		case err != nil:
			if !errors.As(err, &of) {
				t.Fatalf("Add: %v, want an *Error", err)
			}
		case due.Before(from) && due.Unix() >= firstInstant:
			t.Fatalf("%q: Add(%v, %d) = %v lies before", document, from, seconds, due)
		case start >= firstInstant && due.Unix() <= lastInstant && c.Elapsed(from, due) != seconds:
			t.Fatalf("%q: Elapsed(%v, Add(…, %d)) = %d", document, from, seconds, c.Elapsed(from, due))
		}
		if days, err := c.AddDays(from, int(seconds%400)); err == nil && days.Before(from) {
			t.Fatalf("%q: AddDays(%v, %d) = %v lies before", document, from, seconds%400, days)
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%q took %v", document, took)
		}
	})
}
