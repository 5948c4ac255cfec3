package models

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"tanggap/models/sla"
)

// Calendar is the working time of units: hours a week, dated spans, and the holidays beside it.
type Calendar struct {
	ID        int64
	Name      string
	Zone      string
	Week      string // JSON, as in targets.md section 4
	Dates     string // JSON
	VersionID int64
	UpdatedAt Time
}

// HolidayKinds are what a holiday may be.
var HolidayKinds = []string{"national", "joint_leave", "regional"}

// Holiday is a day without working time, for every calendar or for one.
type Holiday struct {
	ID         int64
	Day        string // YYYY-MM-DD
	Name       string
	Kind       string // national, joint_leave, regional
	Basis      string
	Confirmed  bool // an estimate never moves a clock
	CalendarID int64
}

// Calendars returns all calendars.
func (s *Store) Calendars(ctx context.Context) ([]Calendar, error) {
	var calendars []Calendar
	err := s.find(ctx, &calendars, "SELECT * FROM calendars ORDER BY id")
	return calendars, err
}

// Holidays returns the holidays of a year, of all calendars.
func (s *Store) Holidays(ctx context.Context, year int) ([]Holiday, error) {
	var holidays []Holiday
	err := s.find(ctx, &holidays, "SELECT * FROM holidays WHERE day BETWEEN ? AND ? ORDER BY day, calendar_id",
		fmt.Sprintf("%04d-01-01", year), fmt.Sprintf("%04d-12-31", year))
	return holidays, err
}

// Holiday returns one holiday; NotFound when there is none with the id.
func (s *Store) Holiday(ctx context.Context, id int64) (Holiday, error) {
	var h Holiday
	err := s.find(ctx, &h, "SELECT * FROM holidays WHERE id = ?", id)
	if err == nil && h.ID == 0 {
		err = errNotFound
	}
	return h, err
}

// spec puts a calendar and its confirmed holidays together.
func (c *Calendar) spec(holidays []Holiday) (sla.CalendarSpec, error) {
	spec := sla.CalendarSpec{Zone: c.Zone, Holidays: map[string]string{}}
	if err := json.Unmarshal([]byte(c.Week), &spec.Week); err != nil {
		return spec, fmt.Errorf("calendar %d, week: %w", c.ID, err)
	}
	if err := json.Unmarshal([]byte(c.Dates), &spec.Dates); err != nil {
		return spec, fmt.Errorf("calendar %d, dates: %w", c.ID, err)
	}
	for _, h := range holidays {
		if h.Confirmed && (h.CalendarID == 0 || h.CalendarID == c.ID) && !c.always() {
			spec.Holidays[h.Day] = h.Name
		}
	}
	return spec, nil
}

// always reports whether the calendar is that of a 24-hour desk, which holidays do not close.
func (c *Calendar) always() bool {
	var week map[string][]string
	if json.Unmarshal([]byte(c.Week), &week) != nil || len(week) != 7 {
		return false
	}
	for _, spans := range week {
		if len(spans) != 1 || spans[0] != "00:00-24:00" {
			return false
		}
	}
	return true
}

// newVersion stores what the calendar means now, for clocks to refer to for ever; the same as before stays the same.
// Invalid when the hours cannot be used.
func (tx *Tx) newVersion(c *Calendar) error {
	var holidays []Holiday
	if err := tx.find(&holidays, "SELECT * FROM holidays WHERE calendar_id IN (0, ?) ORDER BY day", c.ID); err != nil {
		return err
	}
	spec, err := c.spec(holidays)
	if err != nil {
		return err
	}
	if _, err := sla.NewCalendar(spec); err != nil {
		return wrongCalendar(err)
	}
	raw, err := json.Marshal(spec)
	if err != nil {
		return err
	}
	var before string
	if err := tx.find(&before, "SELECT spec FROM calendar_versions WHERE id = ?", c.VersionID); err != nil {
		return err
	}
	if before == string(raw) {
		return nil
	}
	c.VersionID, err = tx.insert("INSERT INTO calendar_versions (calendar_id, spec, created_at) VALUES (?, ?, ?) RETURNING id",
		c.ID, string(raw), tx.now)
	if err != nil {
		return err
	}
	return tx.exec("UPDATE calendars SET version_id = ?, updated_at = ? WHERE id = ?", c.VersionID, tx.now, c.ID)
}

// wrongCalendar names the field of the form: the weekday, of the week or of dated hours, or the zone.
func wrongCalendar(err error) error {
	e := &Error{Code: Invalid, Field: "calendar", Key: "invalid.calendar", Args: []any{"Reason", err.Error()}, cause: err}
	var of *sla.Error
	if !errors.As(err, &of) {
		return e
	}
	part, rest, _ := strings.Cut(of.Field, ".")
	day, _, _ := strings.Cut(rest, "[")
	e.Field = part
	switch {
	case part == "week" && day != "":
		e.Field, e.Key = day, "invalid.spans"
	case part == "dates" && day != "":
		e.Key = "invalid.spans"
		e.Field, _ = weekdayOf(day)
	case part == "zone":
		e.Key = "invalid.unknown"
	}
	return e
}

// keepCalendar reads a stored version and keeps it for good.
func (s *Store) keepCalendar(version int64, raw string) (*sla.Calendar, error) {
	var spec sla.CalendarSpec
	if raw == "" {
		return nil, fmt.Errorf("calendar version %d is missing", version)
	}
	if err := json.Unmarshal([]byte(raw), &spec); err != nil {
		return nil, fmt.Errorf("calendar version %d: %w", version, err)
	}
	calendar, err := sla.NewCalendar(spec)
	if err != nil {
		return nil, fmt.Errorf("calendar version %d: %w", version, err)
	}
	s.caches.calendars.Store(version, calendar)
	return calendar, nil
}
