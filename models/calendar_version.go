package models

import (
	"encoding/json"
	"maps"
	"slices"
	"time"

	"tanggap/models/sla"
)

// newVersion stores what the calendar means now, for clocks to refer to for ever, and returns the dates on which the
// hours are others than before. The same as before stays the same. Invalid when the hours cannot be used.
func (tx *Tx) newVersion(c *Calendar) ([]dateRange, error) {
	var holidays []Holiday
	err := tx.find(&holidays, `SELECT h.* FROM holidays h JOIN calendar_sets s ON s.set_id = h.set_id
		WHERE s.calendar_id = ? ORDER BY h.day, h.set_id`, c.ID)
	if err != nil {
		return nil, err
	}
	spec, err := c.spec(holidays)
	if err != nil {
		return nil, err
	}
	if err := tx.usable(spec); err != nil {
		return nil, wrongCalendar(err)
	}
	raw, err := json.Marshal(spec)
	if err != nil {
		return nil, err
	}
	var before string
	if err := tx.find(&before, "SELECT spec FROM calendar_versions WHERE id = ?", c.VersionID); err != nil {
		return nil, err
	}
	if before == string(raw) {
		return nil, nil
	}
	c.VersionID, err = tx.insert("INSERT INTO calendar_versions (calendar_id, spec, created_at) VALUES (?, ?, ?) RETURNING id",
		c.ID, string(raw), tx.now)
	if err != nil {
		return nil, err
	}
	if err := tx.exec("UPDATE calendars SET version_id = ?, updated_at = ? WHERE id = ?", c.VersionID, tx.now, c.ID); err != nil {
		return nil, err
	}
	if before == "" {
		return nil, nil
	}
	var old sla.CalendarSpec
	if err := json.Unmarshal([]byte(before), &old); err != nil {
		return nil, err
	}
	return changedDates(c.ID, old, spec)
}

// usable is an error unless a clock that starts now would come to an end: hours of a year ago are none.
func (tx *Tx) usable(spec sla.CalendarSpec) error {
	calendar, err := sla.NewCalendar(spec)
	if err == nil {
		_, err = calendar.Add(tx.now.Std(), 1)
	}
	return err
}

// changedDates returns the stretches of time in which two versions of a calendar have other hours; all of time when the
// week or the zone is another. A holiday with another name changes nothing.
func changedDates(calendar int64, old, now sla.CalendarSpec) ([]dateRange, error) {
	if old.Zone != now.Zone || !maps.EqualFunc(old.Week, now.Week, slices.Equal) {
		return []dateRange{{calendar, 0, Never}}, nil
	}
	zone, err := time.LoadLocation(now.Zone)
	if err != nil {
		return nil, err
	}
	dates := map[string]bool{}
	for _, spec := range []*sla.CalendarSpec{&old, &now} {
		for date := range spec.Dates {
			dates[date] = true
		}
		for date := range spec.Holidays {
			dates[date] = true
		}
	}
	var ranges []dateRange
	for _, date := range slices.Sorted(maps.Keys(dates)) {
		if slices.Equal(hoursOn(&old, date), hoursOn(&now, date)) {
			continue
		}
		day, err := time.ParseInLocation(time.DateOnly, date, zone)
		if err != nil {
			return nil, err
		}
		from, to := At(day), At(day.AddDate(0, 0, 1))
		if n := len(ranges); n > 0 && ranges[n-1].To >= from {
			ranges[n-1].To = to
			continue
		}
		ranges = append(ranges, dateRange{calendar, from, to})
	}
	return ranges, nil
}

// hoursOn returns the spans of a date: none on a holiday, those of the date, or those of its weekday.
func hoursOn(spec *sla.CalendarSpec, date string) []string {
	if _, off := spec.Holidays[date]; off {
		return nil
	}
	if spans, dated := spec.Dates[date]; dated {
		return spans
	}
	weekday, _ := weekdayOf(date)
	return spec.Week[weekday]
}
