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
	Sets      []int64 `gorm:"-"` // of holidays it follows; none: it is closed on no holiday
}

// HolidayKinds are what a holiday may be.
var HolidayKinds = []string{"national", "joint_leave", "regional"}

// Holiday is a day without working time, for every calendar that follows its set.
type Holiday struct {
	ID        int64
	Day       string // YYYY-MM-DD
	Name      string
	Kind      string // national, joint_leave, regional
	Basis     string
	Confirmed bool // an estimate never moves a clock
	SetID     int64
}

// Calendars returns all calendars.
func (s *Store) Calendars(ctx context.Context) ([]Calendar, error) {
	var calendars []Calendar
	if err := s.find(ctx, &calendars, "SELECT * FROM calendars ORDER BY id"); err != nil {
		return nil, err
	}
	followers, err := s.SetFollowers(ctx)
	for _, f := range followers {
		for i := range calendars {
			if calendars[i].ID == f.CalendarID {
				calendars[i].Sets = append(calendars[i].Sets, f.SetID)
			}
		}
	}
	return calendars, err
}

// Holidays returns the holidays of a year, of all sets.
func (s *Store) Holidays(ctx context.Context, year int) ([]Holiday, error) {
	var holidays []Holiday
	err := s.find(ctx, &holidays, "SELECT * FROM holidays WHERE day BETWEEN ? AND ? ORDER BY day, set_id",
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
		if _, named := spec.Holidays[h.Day]; h.Confirmed && !named {
			spec.Holidays[h.Day] = h.Name
		}
	}
	return spec, nil
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
		e.Key, e.Args = "invalid.zone", nil
	case errors.Is(err, sla.ErrNoTime):
		e.Field, e.Key = "mon", "invalid.no_hours"
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
