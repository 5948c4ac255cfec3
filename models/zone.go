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
