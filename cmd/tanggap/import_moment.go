package main

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// indonesianZones are what Indonesians write behind a time of day.
var indonesianZones = map[string]*time.Location{
	"wib": time.FixedZone("WIB", 7*3600), "wita": time.FixedZone("WITA", 8*3600), "wit": time.FixedZone("WIT", 9*3600),
	"utc": time.UTC, "gmt": time.UTC,
}

// months by their first letters, Indonesian and English: Agustus is also written Agt.
var months = [12][]string{
	{"januari", "january"},
	{"februari", "pebruari", "february"},
	{"maret", "march"},
	{"april"},
	{"mei", "may"},
	{"juni", "june"},
	{"juli", "july"},
	{"agustus", "august", "agt", "ags"},
	{"september"},
	{"oktober", "october"},
	{"november", "nopember"},
	{"desember", "december"},
}

var (
	isoForms = []string{
		time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05.999999999Z07:00", "2006-01-02 15:04:05.999999999",
		"2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02",
	}
	// 24/11/2026 09.30 WIB, 24-11-2026, Selasa, 24 November 2026 pukul 09:30:15
	dayFirst = regexp.MustCompile(`^(?:\pL+, *)?(\d{1,2})[-/. ](\d{1,2}|\pL{3,})\.?[-/. ](\d{4})` +
		`(?:,? *(?:pukul |jam )?(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))? *(\pL{3,4})?)?$`)
)

// readMoment reads a time as ISO 8601 has it or as Indonesians write it, the day first. What names no zone is in the one
// given; a year of two digits is refused, because it cannot be told from a day.
func readMoment(said string, zone *time.Location) (time.Time, error) {
	refused := fault(fmt.Sprintf("received_at %q is no time; known are 2026-11-24T09:30:00+07:00, 24/11/2026 09.30, "+
		"24 November 2026 09.30 WIB", said))
	said = strings.Join(strings.Fields(said), " ")
	for _, form := range isoForms {
		if at, err := time.ParseInLocation(form, said, zone); err == nil {
			return at, nil
		}
	}
	m := dayFirst.FindStringSubmatch(strings.ToLower(said))
	if m == nil {
		return time.Time{}, refused
	}
	if m[7] != "" {
		known, ok := indonesianZones[m[7]]
		if !ok {
			return time.Time{}, refused
		}
		zone = known
	}
	number := func(digits string) int {
		n, _ := strconv.Atoi(digits) // digits by the form, or empty
		return n
	}
	day, month, year := number(m[1]), number(m[2]), number(m[3])
	if month == 0 {
		month = 1 + slices.IndexFunc(months[:], func(names []string) bool {
			return slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(name, m[2]) })
		})
	}
	at := time.Date(year, time.Month(month), day, number(m[4]), number(m[5]), number(m[6]), 0, zone)
	// time.Date carries 31 February over into March; what does not come back was never there.
	if at.Day() != day || int(at.Month()) != month || at.Minute() != number(m[5]) || at.Hour() != number(m[4]) {
		return time.Time{}, refused
	}
	return at, nil
}
