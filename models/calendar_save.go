package models

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"time"
)

// SaveCalendar adds a calendar (id 0) or changes its hours; Week and Dates are JSON as in targets.md section 4.
// Invalid tells which span cannot be used.
func (s *Store) SaveCalendar(ctx context.Context, who Actor, c Calendar) (int64, error) {
	c.Name = tidy(c.Name)
	if c.Dates == "" {
		c.Dates = noDates
	}
	var wrong problems
	if c.Name == "" {
		wrong.add("name", "required")
	}
	for _, part := range []struct{ field, text string }{{"week", c.Week}, {"dates", c.Dates}} {
		if json.Unmarshal([]byte(part.text), &map[string][]string{}) != nil {
			wrong.add(part.field, "spans", "Value", part.text)
		}
	}
	if err := wrong.err(); err != nil {
		return 0, err
	}
	err := s.changeHouse(ctx, who, Configure, "calendar", c, func(tx *Tx) (err error) {
		if c.ID == 0 {
			c.VersionID = 0
			c.ID, err = tx.insert("INSERT INTO calendars (name, zone, week, dates) VALUES (?, ?, ?, ?) RETURNING id",
				c.Name, c.Zone, c.Week, c.Dates)
			if err != nil {
				return err
			}
			return tx.newVersion(&c)
		}
		err = tx.exec("UPDATE calendars SET name = ?, zone = ?, week = ?, dates = ? WHERE id = ?",
			c.Name, c.Zone, c.Week, c.Dates, c.ID)
		if err != nil {
			return err
		}
		if err := tx.row("SELECT version_id FROM calendars WHERE id = ?", c.ID).Scan(&c.VersionID); err != nil {
			return err
		}
		return tx.newVersion(&c)
	})
	if err != nil {
		return 0, err
	}
	return c.ID, s.askRecompute(ctx, who, "calendar "+c.Name)
}

// SaveHoliday adds a holiday or changes the one of that day, in every calendar it belongs to; with an id it may move to
// another day.
func (s *Store) SaveHoliday(ctx context.Context, who Actor, h Holiday) error {
	h.Name, h.Basis = tidy(h.Name), tidy(h.Basis)
	var wrong problems
	if _, err := time.Parse(time.DateOnly, h.Day); err != nil {
		wrong.add("day", "date", "Value", h.Day)
	}
	if h.Name == "" {
		wrong.add("name", "required")
	}
	if !slices.Contains(HolidayKinds, h.Kind) {
		wrong.add("kind", "choice", "Value", h.Kind, "Allowed", HolidayKinds)
	}
	if err := wrong.err(); err != nil {
		return err
	}
	return s.changeHolidays(ctx, who, h, func(tx *Tx) error {
		err := tx.exec("DELETE FROM holidays WHERE id = ? AND (day <> ? OR calendar_id <> ?)", h.ID, h.Day, h.CalendarID)
		if err != nil {
			return err
		}
		return tx.putHoliday(h)
	})
}

func (tx *Tx) putHoliday(h Holiday) error {
	return tx.exec(`INSERT INTO holidays (day, name, kind, basis, confirmed, calendar_id) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (day, calendar_id) DO UPDATE SET name = excluded.name, kind = excluded.kind,
		basis = excluded.basis, confirmed = excluded.confirmed`,
		h.Day, h.Name, h.Kind, h.Basis, h.Confirmed, h.CalendarID)
}

// RemoveHoliday takes a holiday away; NotFound when there is none with the id.
func (s *Store) RemoveHoliday(ctx context.Context, who Actor, id int64) error {
	return s.changeHolidays(ctx, who, id, func(tx *Tx) error {
		n, err := tx.changed("DELETE FROM holidays WHERE id = ?", id)
		if err == nil && n == 0 {
			return errNotFound
		}
		return err
	})
}

func (s *Store) changeHolidays(ctx context.Context, who Actor, data any, change func(*Tx) error) error {
	err := s.changeHouse(ctx, who, Configure, "holiday", data, func(tx *Tx) error {
		if err := change(tx); err != nil {
			return err
		}
		var calendars []Calendar
		if err := tx.find(&calendars, "SELECT * FROM calendars ORDER BY id"); err != nil {
			return err
		}
		for i := range calendars {
			if err := tx.newVersion(&calendars[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.askRecompute(ctx, who, "holiday")
}

// UnlistedYears returns the years of some days that have no official list of holidays.
func (s *Store) UnlistedYears(ctx context.Context, from, to Day) ([]int, error) {
	var listed []string
	err := s.find(ctx, &listed, `SELECT DISTINCT SUBSTR(day, 1, 4) FROM holidays
		WHERE kind = 'national' AND confirmed = TRUE AND day BETWEEN ? AND ?`,
		from.String()[:4]+"-01-01", to.String()[:4]+"-12-31")
	var missing []int
	for year := from.Date().Year(); year <= to.Date().Year(); year++ {
		if !slices.Contains(listed, strconv.Itoa(year)) {
			missing = append(missing, year)
		}
	}
	return missing, err
}

// HolidayYears returns which years have an official list, among this one and the next.
func (s *Store) HolidayYears(ctx context.Context) (map[int]bool, error) {
	this := s.now().Std().Year()
	known := map[int]bool{this: false, this + 1: false}
	for year := range known {
		var n int
		err := s.find(ctx, &n, "SELECT COUNT(*) FROM holidays WHERE kind = 'national' AND confirmed = TRUE AND day LIKE ?",
			time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006")+"-%")
		if err != nil {
			return nil, err
		}
		known[year] = n > 0
	}
	return known, nil
}
