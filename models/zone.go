package models

import (
	"context"
	"time"
)

// Zone returns the time zone in which a unit works, that of its calendar; 0 stands for the regency.
func (s *Store) Zone(ctx context.Context, unit int64) (*time.Location, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	if unit == 0 {
		unit = ref.root().ID
	}
	calendar, err := s.calendar(ctx, ref.versionOf[ref.calendarOf[unit]])
	if err != nil {
		return nil, err
	}
	return calendar.Location(), nil
}

// House returns the name of the government the house belongs to.
func (s *Store) House(ctx context.Context) (string, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return "", err
	}
	return ref.root().Name, nil
}

// Day returns when a civil date begins and ends where the regency is; Invalid, for the field, when there is no such
// date. An empty date is all of time.
func (s *Store) Day(ctx context.Context, field, date string) (from, to Time, err error) {
	if date == "" {
		return 0, Never, nil
	}
	zone, err := s.Zone(ctx, 0)
	if err != nil {
		return 0, 0, err
	}
	at, err := time.ParseInLocation(time.DateOnly, date, zone)
	if err != nil {
		return 0, 0, invalid(field, "date", "Value", date)
	}
	return At(at), At(at.AddDate(0, 0, 1)), nil
}

// Dates returns a period as the first and the last civil date in it; empty where it has no end.
func (s *Store) Dates(ctx context.Context, from, to Time) (first, last string, err error) {
	zone, err := s.Zone(ctx, 0)
	if err != nil {
		return "", "", err
	}
	if from.Set() {
		first = from.Std().In(zone).Format(time.DateOnly)
	}
	if to.Set() {
		last = to.AddSeconds(-1).Std().In(zone).Format(time.DateOnly)
	}
	return first, last, nil
}

// Moment returns the instant of a civil date and time, as 2026-11-24T16:00, where the regency is; Invalid, for the field,
// when there is none such.
func (s *Store) Moment(ctx context.Context, field, text string) (Time, error) {
	if text == "" {
		return 0, invalid(field, "required")
	}
	zone, err := s.Zone(ctx, 0)
	if err != nil {
		return 0, err
	}
	at, err := time.ParseInLocation("2006-01-02T15:04", text, zone)
	if err != nil {
		return 0, invalid(field, "date_time", "Value", text)
	}
	return At(at), nil
}
