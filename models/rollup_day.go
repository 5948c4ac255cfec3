package models

import "time"

// Reports count a ticket on the day it was received, in the regency's time; Western Indonesia Time is that of all
// but the calendars a regency sets otherwise.
const reportOffset = 7 * 3600

// Day is a day of reports, counted from 1970-01-01.
type Day int64

// dayOf returns the report day of an instant.
func dayOf(t Time) Day { return Day((int64(t) + reportOffset) / 86400) }

// Today returns the report day of the store's present instant.
func (s *Store) Today() Day { return dayOf(s.now()) }

// ParseDay reads YYYY-MM-DD.
func ParseDay(text string) (Day, error) {
	t, err := time.Parse(time.DateOnly, text)
	return DayAt(t), err
}

// DayAt returns the day of a date, whatever its zone.
func DayAt(date time.Time) Day {
	return Day(time.Date(date.Year(), date.Month(), date.Day(), 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// String is YYYY-MM-DD.
func (d Day) String() string { return d.Date().Format(time.DateOnly) }

// Date returns midnight UTC of the day, for its name, month and weekday.
func (d Day) Date() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Start returns the first instant of the day.
func (d Day) Start() Time { return Time(int64(d)*86400 - reportOffset) }

// hourOfWeek returns the hour of a week that begins on Monday in which an instant lies, 0 to 167.
func hourOfWeek(t Time) int {
	local := int64(t) + reportOffset
	weekday := (local/86400 + 3) % 7 // 1970-01-01 was a Thursday
	return int(weekday*24 + local%86400/3600)
}

// staleDay marks the day of the ticket's receipt, so that its roll-up is made anew. Today has none yet.
// Every mark is a row of its own: verbs never wait for one another here, and a rebuild takes away only what it saw.
func (tx *Tx) staleDay(t *Ticket) error {
	day := dayOf(t.ReceivedAt)
	if day >= dayOf(tx.now) {
		return nil
	}
	return tx.exec("INSERT INTO rollup_days (day, stale_at) VALUES (?, ?)", day, tx.now)
}
