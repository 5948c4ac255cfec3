package models

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"time"
)

// Weekdays name the days of a calendar's week, as in targets.md section 4.
var Weekdays = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

// Period is a run of dates with hours of their own, as Ramadan has them: a calendar's Dates as people think of them.
type Period struct {
	From, To string              // dates, both included
	Week     map[string][]string // weekday -> spans; a weekday without is off
}

// A period is written out date by date; longer than a year it is another week, not a period.
const periodAtMost = 366

// Hours returns the hours of the week.
func (c *Calendar) Hours() (map[string][]string, error) {
	week := map[string][]string{}
	err := json.Unmarshal([]byte(c.Week), &week)
	return week, err
}

// Periods puts the dated hours together: dates in a row whose weekdays agree are one period.
func (c *Calendar) Periods() ([]Period, error) {
	dates := map[string][]string{}
	if err := json.Unmarshal([]byte(c.Dates), &dates); err != nil {
		return nil, err
	}
	var periods []Period
	for _, date := range slices.Sorted(maps.Keys(dates)) {
		weekday, before := weekdayOf(date)
		if n := len(periods); n > 0 && periods[n-1].To == before {
			last := &periods[n-1]
			if spans, known := last.Week[weekday]; !known || slices.Equal(spans, dates[date]) {
				last.To, last.Week[weekday] = date, dates[date]
				continue
			}
		}
		periods = append(periods, Period{From: date, To: date, Week: map[string][]string{weekday: dates[date]}})
	}
	return periods, nil
}

// weekdayOf returns the weekday of a date and the date before it.
func weekdayOf(date string) (weekday, before string) {
	at, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return "", ""
	}
	return Weekdays[(int(at.Weekday())+6)%7], at.AddDate(0, 0, -1).Format(time.DateOnly)
}

// AddPeriod gives the dates of a period hours of their own, instead of those they had.
// Invalid names the field: a date that is none, an end before the beginning, hours that cannot be used.
func (s *Store) AddPeriod(ctx context.Context, who Actor, calendar int64, p Period) error {
	from, errFrom := time.Parse(time.DateOnly, p.From)
	to, errTo := time.Parse(time.DateOnly, p.To)
	var wrong problems
	if errFrom != nil {
		wrong.add("from", "date", "Value", p.From)
	}
	if errTo != nil {
		wrong.add("to", "date", "Value", p.To)
	}
	days := int(to.Sub(from).Hours()/24) + 1
	if len(wrong) == 0 && (days < 1 || days > periodAtMost) {
		wrong.add("to", "period")
	}
	if err := wrong.err(); err != nil {
		return err
	}
	return s.changeDates(ctx, who, calendar, func(dates map[string][]string) {
		for i := range days {
			date := from.AddDate(0, 0, i).Format(time.DateOnly)
			weekday, _ := weekdayOf(date)
			dates[date] = append([]string{}, p.Week[weekday]...)
		}
	})
}

// RemovePeriod lets the dates from the first to the last follow the week again.
func (s *Store) RemovePeriod(ctx context.Context, who Actor, calendar int64, from, to string) error {
	return s.changeDates(ctx, who, calendar, func(dates map[string][]string) {
		maps.DeleteFunc(dates, func(date string, _ []string) bool { return from <= date && date <= to })
	})
}

func (s *Store) changeDates(ctx context.Context, who Actor, calendar int64, change func(map[string][]string)) error {
	c, err := s.Calendar(ctx, calendar)
	if err != nil {
		return err
	}
	dates := map[string][]string{}
	if err := json.Unmarshal([]byte(c.Dates), &dates); err != nil {
		return err
	}
	change(dates)
	raw, err := json.Marshal(dates)
	if err != nil {
		return err
	}
	c.Dates = string(raw)
	_, err = s.SaveCalendar(ctx, who, c)
	return err
}

// Calendar returns one calendar; NotFound when there is none.
func (s *Store) Calendar(ctx context.Context, id int64) (Calendar, error) {
	all, err := s.Calendars(ctx)
	if err != nil {
		return Calendar{}, err
	}
	for _, c := range all {
		if c.ID == id {
			return c, nil
		}
	}
	return Calendar{}, errNotFound
}
