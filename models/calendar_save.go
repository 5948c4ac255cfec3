package models

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"time"
)

// SaveCalendar adds a calendar (id 0) or changes its hours and the sets of holidays it follows; Week and Dates are JSON as
// in targets.md section 4. Clocks that run over a date with other hours than before are measured anew. Invalid tells
// which span cannot be used, or that no working time is left.
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
	sets, err := s.HolidaySets(ctx)
	if err != nil {
		return 0, err
	}
	for _, set := range c.Sets {
		if !slices.ContainsFunc(sets, func(known HolidaySet) bool { return known.ID == set }) {
			wrong.add("sets", "unknown", "Value", set)
		}
	}
	if err := wrong.err(); err != nil {
		return 0, err
	}
	err = s.changeHouse(ctx, who, Configure, "calendar", c, func(tx *Tx) (err error) {
		if c.ID == 0 {
			c.VersionID = 0
			c.ID, err = tx.insert("INSERT INTO calendars (name, zone, week, dates) VALUES (?, ?, ?, ?) RETURNING id",
				c.Name, c.Zone, c.Week, c.Dates)
		} else {
			err = tx.exec("UPDATE calendars SET name = ?, zone = ?, week = ?, dates = ? WHERE id = ?",
				c.Name, c.Zone, c.Week, c.Dates, c.ID)
			if err == nil {
				err = tx.row("SELECT version_id FROM calendars WHERE id = ?", c.ID).Scan(&c.VersionID)
			}
		}
		if err != nil {
			return err
		}
		if err := tx.follow(c.ID, c.Sets); err != nil {
			return err
		}
		changed, err := tx.newVersion(&c)
		if err != nil || changed == nil {
			return err
		}
		return tx.askRecompute(who, scope{Calendars: changed}, "calendar "+c.Name)
	})
	return c.ID, err
}

// SaveHoliday adds a holiday to a set (the national one when it names none) or changes the one of that day; with an id it
// may move to another day or set.
func (s *Store) SaveHoliday(ctx context.Context, who Actor, h Holiday) error {
	h.Name, h.Basis = tidy(h.Name), tidy(h.Basis)
	if h.SetID == 0 {
		h.SetID = nationalSet
	}
	sets, err := s.HolidaySets(ctx)
	if err != nil {
		return err
	}
	var wrong problems
	if !slices.ContainsFunc(sets, func(known HolidaySet) bool { return known.ID == h.SetID }) {
		wrong.add("set", "unknown", "Value", h.SetID)
	}
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
		err := tx.exec("DELETE FROM holidays WHERE id = ? AND (day <> ? OR set_id <> ?)", h.ID, h.Day, h.SetID)
		if err != nil {
			return err
		}
		return tx.putHoliday(h)
	})
}

func (tx *Tx) putHoliday(h Holiday) error {
	return tx.exec(`INSERT INTO holidays (day, name, kind, basis, confirmed, set_id) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (day, set_id) DO UPDATE SET name = excluded.name, kind = excluded.kind,
		basis = excluded.basis, confirmed = excluded.confirmed`,
		h.Day, h.Name, h.Kind, h.Basis, h.Confirmed, h.SetID)
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
	return s.changeHouse(ctx, who, Configure, "holiday", data, func(tx *Tx) error {
		if err := change(tx); err != nil {
			return err
		}
		var calendars []Calendar
		if err := tx.find(&calendars, "SELECT * FROM calendars ORDER BY id"); err != nil {
			return err
		}
		var all []dateRange
		for i := range calendars {
			changed, err := tx.newVersion(&calendars[i])
			if err != nil {
				return err
			}
			all = append(all, changed...)
		}
		if all == nil {
			return nil
		}
		return tx.askRecompute(who, scope{Calendars: all}, "holiday")
	})
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

// HolidayYears returns which years have an official list: this one, and from September the next, which is when the
// decree for it is due.
func (s *Store) HolidayYears(ctx context.Context) (map[int]bool, error) {
	zone, err := s.Zone(ctx, 0)
	if err != nil {
		return nil, err
	}
	now := s.now().Std().In(zone)
	years := []int{now.Year()}
	if now.Month() >= time.September {
		years = append(years, now.Year()+1)
	}
	known := map[int]bool{}
	for _, year := range years {
		if known[year], err = s.ListedYear(ctx, year); err != nil {
			return nil, err
		}
	}
	return known, nil
}

// ListedYear reports whether there is an official list of holidays of a year.
func (s *Store) ListedYear(ctx context.Context, year int) (bool, error) {
	var n int
	err := s.find(ctx, &n, "SELECT COUNT(*) FROM holidays WHERE kind = 'national' AND confirmed = TRUE AND day LIKE ?",
		strconv.Itoa(year)+"-%")
	return n > 0, err
}
