package models

import (
	"context"
	"slices"
	"time"

	"tanggap/models/sla"
)

// CalendarDay is one date of a calendar's year.
type CalendarDay struct {
	Date     time.Time
	Kind     string // work, off, changed (hours of that date), or the kind of its holiday
	Name     string // of the holiday, or of what is only an estimate
	Estimate bool   // a holiday that is not confirmed: the hours still count
	Spans    []string
	Seconds  int64 // working time
}

// YearOf returns every day of a calendar's year with its working time; NotFound when there is no such calendar.
func (s *Store) YearOf(ctx context.Context, calendar int64, year int) ([]CalendarDay, error) {
	c, err := s.Calendar(ctx, calendar)
	if err != nil {
		return nil, err
	}
	holidays, err := s.Holidays(ctx, year)
	if err != nil {
		return nil, err
	}
	holidays = slices.DeleteFunc(holidays, func(h Holiday) bool { return !slices.Contains(c.Sets, h.SetID) })
	spec, err := c.spec(holidays)
	if err != nil {
		return nil, err
	}
	counted, err := s.calendar(ctx, c.VersionID)
	if err != nil {
		return nil, err
	}
	var days []CalendarDay
	for date := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC); date.Year() == year; date = date.AddDate(0, 0, 1) {
		day := calendarDay(&spec, holidays, date)
		at := time.Date(year, date.Month(), date.Day(), 0, 0, 0, 0, counted.Location())
		day.Seconds = counted.Elapsed(at, at.AddDate(0, 0, 1))
		days = append(days, day)
	}
	return days, nil
}

// calendarDay says what a date is; a confirmed holiday is told before an estimate.
func calendarDay(spec *sla.CalendarSpec, holidays []Holiday, date time.Time) CalendarDay {
	text := date.Format(time.DateOnly)
	day := CalendarDay{Date: date, Kind: "work", Spans: hoursOn(spec, text)}
	weekday, _ := weekdayOf(text)
	if _, dated := spec.Dates[text]; dated && !slices.Equal(day.Spans, spec.Week[weekday]) {
		day.Kind = "changed"
	} else if len(day.Spans) == 0 {
		day.Kind = "off"
	}
	for _, h := range holidays {
		if h.Day != text || day.Name != "" && !day.Estimate {
			continue
		}
		if day.Name, day.Estimate = h.Name, !h.Confirmed; h.Confirmed {
			day.Kind = h.Kind
		}
	}
	return day
}
