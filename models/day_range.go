package models

import (
	"context"
	"time"
)

// DayRange returns the instants at which the days from and to (2006-01-02, both included) begin and end in the
// regency's zone; zero for an empty one. Invalid names the one that is no date.
func (s *Store) DayRange(ctx context.Context, from, to string) (begin, end Time, err error) {
	zone, err := s.Zone(ctx, 0)
	if err != nil {
		return 0, 0, err
	}
	var wrong problems
	day := func(field, text string, later int) Time {
		if text == "" {
			return 0
		}
		t, err := time.ParseInLocation(time.DateOnly, text, zone)
		if err != nil {
			wrong.add(field, "date", "Value", text)
			return 0
		}
		return At(t.AddDate(0, 0, later))
	}
	begin, end = day("from", from, 0), day("to", to, 1)
	return begin, end, wrong.err()
}
