package models

import (
	"context"
	"time"
)

// Day is a day of reports, counted from 1970-01-01. A ticket counts on the day it was received where the regency is, in
// the zone of its root unit's calendar: one zone for the whole house, or sums over units would not add up.
type Day int64

// westernTime is that of a house which has no calendar yet.
var westernTime = time.FixedZone("WIB", 7*3600)

// reportZone is the zone days are counted in.
func (s *Store) reportZone() *time.Location {
	ref, err := s.reference(context.Background())
	if err != nil || ref.zone == nil {
		return westernTime
	}
	return ref.zone
}

// findZone reads the zone of the root unit's calendar.
func (s *Store) findZone(ctx context.Context, r *reference) error {
	if len(r.units) == 0 {
		return nil
	}
	calendar, err := s.calendar(ctx, r.versionOf[r.calendarOf[r.root().ID]])
	if err == nil {
		r.zone = calendar.Location()
	}
	return err
}

// dayOf returns the report day of an instant.
func (s *Store) dayOf(t Time) Day { return DayAt(t.Std().In(s.reportZone())) }

// DayStart returns the first instant of a report day.
func (s *Store) DayStart(d Day) Time {
	date := d.Date()
	return At(time.Date(date.Year(), date.Month(), date.Day(), 0, 0, 0, 0, s.reportZone()))
}

// Today returns the report day of the store's present instant.
func (s *Store) Today() Day { return s.dayOf(s.now()) }

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

// hourOfWeek returns the hour of a week that begins on Monday in which an instant lies, 0 to 167.
func hourOfWeek(t Time, zone *time.Location) int {
	local := t.Std().In(zone)
	return (int(local.Weekday())+6)%7*24 + local.Hour()
}

// staleDay marks the day of the ticket's receipt, so that its roll-up is made anew. Today has none yet.
// Every mark is a row of its own: verbs never wait for one another here, and a rebuild takes away only what it saw.
func (tx *Tx) staleDay(t *Ticket) error {
	day := tx.store.dayOf(t.ReceivedAt)
	if day >= tx.store.dayOf(tx.now) {
		return nil
	}
	return tx.exec("INSERT INTO rollup_days (day, stale_at) VALUES (?, ?)", day, tx.now)
}
