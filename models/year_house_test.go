package models

import (
	"encoding/json"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"
)

// yearHouse is the regency of the year as the second calculation knows it, changed by hand beside the store.
type yearHouse struct {
	mu       sync.Mutex
	hours    map[int64]deskHours // by calendar
	tapes    map[int64]*tape
	calendar map[int64]int64 // of a unit
	units    []Unit
	policies []Policy
	known    map[yearKey]*yearTerms
}

type yearKey struct {
	policy   Policy
	calendar int64
	hours    *tape
}

// Weeks of the year: the offices, an office that opens earlier, and Ramadan.
var (
	yearWeek    = weekOf("07:30-12:00", "13:00-16:00", "07:30-11:30", "13:00-16:30")
	earlyWeek   = weekOf("07:00-12:00", "13:00-15:30", "07:00-11:00", "13:30-16:00")
	ramadanWeek = weekOf("08:00-12:00", "12:30-15:00", "08:00-11:30", "12:30-15:30")
	openWeek    = map[string][]string{}
)

func weekOf(morning, afternoon, friday, later string) map[string][]string {
	week := map[string][]string{"fri": {friday, later}}
	for _, day := range []string{"mon", "tue", "wed", "thu"} {
		week[day] = []string{morning, afternoon}
	}
	return week
}

func weekText(week map[string][]string) string {
	raw, err := json.Marshal(week)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

// build makes offices in three zones and a desk that never closes, each with a unit of its own.
func (h *yearHouse) build(t *testing.T, y *year) {
	s := y.stores[0]
	for _, day := range Weekdays {
		openWeek[day] = []string{"00:00-24:00"}
	}
	for _, c := range []struct {
		name, zone string
		week       map[string][]string
	}{
		{"barat", "Asia/Jakarta", yearWeek},
		{"tengah", "Asia/Makassar", yearWeek},
		{"timur", "Asia/Jayapura", yearWeek},
		{"siaga", "Asia/Jakarta", openWeek},
	} {
		calendar := Calendar{Name: c.name, Zone: c.zone, Week: weekText(c.week)}
		if c.name != "siaga" {
			calendar.Sets = []int64{1}
		}
		id := sure(s.SaveCalendar(y.ctx, testAdmin, calendar))(t)
		h.hours[id] = deskHours{c.zone, c.week, map[string][]string{}, map[string]bool{}}
		unit := Unit{Slug: c.name, Name: c.name, Kind: "agency", ParentID: 1, CalendarID: id, Active: true}
		unit.ID = sure(s.SaveUnit(y.ctx, testAdmin, unit))(t)
		h.units, h.calendar[unit.ID] = append(h.units, unit), id
	}
	for _, day := range slices.Concat(sure(s.Holidays(y.ctx, 2026))(t), sure(s.Holidays(y.ctx, 2027))(t)) {
		h.holiday(day.Day, true)
	}
	h.hours[alwaysCalendar] = h.hours[h.units[3].CalendarID]
	for _, p := range sure(s.Policies(y.ctx))(t) {
		if p.CategoryID == 0 {
			h.policies = append(h.policies, p)
		}
	}
}

// holiday closes a day in every calendar but that of the desk that never closes, or opens it.
func (h *yearHouse) holiday(day string, closed bool) {
	for id, hours := range h.hours {
		if len(hours.week) == 7 {
			continue
		}
		hours.holidays = maps.Clone(hours.holidays)
		hours.holidays[day] = closed
		h.hours[id] = hours
	}
	clear(h.tapes)
}

// terms are what holds now for a ticket: the most specific policy, the earliest of equals, and its hours or the unit's.
func (h *yearHouse) terms(kind Kind, urgency Priority, unit int64) *yearTerms {
	h.mu.Lock()
	defer h.mu.Unlock()
	var best Policy
	most := -1
	for _, p := range h.policies {
		fits := (p.Kind == "" || p.Kind == kind) && (p.Priority == "" || p.Priority == urgency) && (p.UnitID == 0 || p.UnitID == unit)
		named := 0
		for _, is := range []bool{p.Kind != "", p.Priority != "", p.UnitID != 0} {
			if is {
				named++
			}
		}
		if fits && named > most {
			best, most = p, named
		}
	}
	calendar := best.CalendarID
	if calendar == 0 {
		calendar = h.calendar[unit]
	}
	return h.put(best, calendar)
}

func (h *yearHouse) put(policy Policy, calendar int64) *yearTerms {
	if h.tapes[calendar] == nil {
		h.tapes[calendar] = newTape(h.hours[calendar])
	}
	key := yearKey{policy, calendar, h.tapes[calendar]}
	if h.known[key] == nil {
		h.known[key] = &yearTerms{
			yearKey: key, share: int64(policy.Warn),
			amounts: [3]string{policy.FirstResponse, policy.NextResponse, policy.Resolution},
		}
	}
	return h.known[key]
}

// renewed are the same terms by the hours and holidays of now.
func (h *yearHouse) renewed(t *yearTerms) *yearTerms {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.put(t.policy, t.calendar)
}

// yearEdits are what is changed in the settings, and on which day.
var yearEdits = []struct {
	day  string
	edit func(*testing.T, *year)
}{
	{"2026-02-10", func(t *testing.T, y *year) { // Ramadan
		for _, unit := range y.house.units[:3] {
			p := Period{From: "2026-02-19", To: "2026-03-19", Week: ramadanWeek}
			sure(0, y.stores[0].AddPeriod(y.ctx, testAdmin, unit.CalendarID, p))(t)
			dates := y.house.hours[unit.CalendarID].dates
			for day := mustDay("2026-02-19"); !day.After(mustDay("2026-03-19")); day = day.AddDate(0, 0, 1) {
				weekday, _ := weekdayOf(day.Format(time.DateOnly))
				dates[day.Format(time.DateOnly)] = ramadanWeek[weekday]
			}
		}
		clear(y.house.tapes)
	}},
	// The decree comes late: for the next week, for tomorrow, and for yesterday.
	{"2026-03-12", func(t *testing.T, y *year) { y.decree(t, "2026-03-16", "2026-03-17", "2026-03-13", "2026-03-11") }},
	{"2026-04-20", func(t *testing.T, y *year) { y.policy(t, "Pengaduan", "6h", "4h", "12wd", 70) }},
	{"2026-05-05", func(t *testing.T, y *year) { y.moveHoliday(t, "2026-05-15", "2026-05-18") }},
	{"2026-06-10", func(t *testing.T, y *year) {
		y.policy(t, "Permintaan informasi", "2h", "4h", "40h", 50)
		y.week(t, y.house.units[1], earlyWeek)
	}},
	{"2026-07-15", func(t *testing.T, y *year) { y.calendar(t, 3, y.house.units[0].CalendarID) }},
	{"2026-08-01", func(t *testing.T, y *year) { // an estimate moves nothing
		h := Holiday{Day: "2026-08-05", Name: "Perkiraan", Kind: "joint_leave", SetID: 1}
		sure(0, y.stores[0].SaveHoliday(y.ctx, testAdmin, h))(t)
	}},
	{"2026-09-10", func(t *testing.T, y *year) { y.policy(t, "Pengaduan", "4h", "90m", "14wd", 33) }},
	{"2026-10-05", func(t *testing.T, y *year) {
		p := Policy{
			Name: "Timur", Kind: Complaint, Priority: Normal, UnitID: y.house.units[2].ID, FirstResponse: "3h", NextResponse: "1wd", Resolution: "10wd",
			Warn: 40, ValidTo: Never, Position: 50, Active: true,
		}
		p.ID = sure(y.stores[0].SavePolicy(y.ctx, testAdmin, p))(t)
		y.house.policies = append(y.house.policies, p)
	}},
	{"2026-11-20", func(t *testing.T, y *year) { y.moveHoliday(t, "2026-12-24", "2026-12-28") }},
	{"2026-12-10", func(t *testing.T, y *year) { y.decree(t, "2026-12-31", "2027-01-01") }},
}

func mustDay(text string) time.Time {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return day
}

func sure[T any](value T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func (y *year) decree(t *testing.T, days ...string) {
	for _, day := range days {
		h := Holiday{Day: day, Name: "Cuti bersama", Kind: "joint_leave", Basis: "SKB", Confirmed: true, SetID: 1}
		sure(0, y.stores[0].SaveHoliday(y.ctx, testAdmin, h))(t)
		y.house.holiday(day, true)
	}
}

func (y *year) moveHoliday(t *testing.T, from, to string) {
	for _, h := range sure(y.stores[0].Holidays(y.ctx, 2026))(t) {
		if h.Day == from {
			h.Day = to
			sure(0, y.stores[0].SaveHoliday(y.ctx, testAdmin, h))(t)
		}
	}
	y.house.holiday(from, false)
	y.house.holiday(to, true)
}

func (y *year) policy(t *testing.T, name, first, next, resolution string, warn int) {
	for i := range y.house.policies {
		p := &y.house.policies[i]
		if p.Name == name {
			p.FirstResponse, p.NextResponse, p.Resolution, p.Warn, p.Extension = first, next, resolution, warn, ""
			sure(y.stores[0].SavePolicy(y.ctx, testAdmin, *p))(t)
		}
	}
}

func (y *year) week(t *testing.T, unit Unit, week map[string][]string) {
	c := sure(y.stores[0].Calendar(y.ctx, unit.CalendarID))(t)
	c.Week = weekText(week)
	sure(y.stores[0].SaveCalendar(y.ctx, testAdmin, c))(t)
	hours := y.house.hours[unit.CalendarID]
	hours.week = week
	y.house.hours[unit.CalendarID] = hours
	clear(y.house.tapes)
}

func (y *year) calendar(t *testing.T, unit int, calendar int64) {
	u := &y.house.units[unit]
	u.CalendarID = calendar
	sure(y.stores[0].SaveUnit(y.ctx, testAdmin, *u))(t)
	y.house.calendar[u.ID] = calendar
}
