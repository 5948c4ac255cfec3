package models

import "context"

// HolidaySet is a named list of holidays that any number of calendars follow.
type HolidaySet struct {
	ID   int64
	Name string
}

// The set every house begins with: the national holidays and joint leave.
const nationalSet = 1

// HolidaySets returns all sets, the national first.
func (s *Store) HolidaySets(ctx context.Context) ([]HolidaySet, error) {
	var sets []HolidaySet
	err := s.find(ctx, &sets, "SELECT * FROM holiday_sets ORDER BY id")
	return sets, err
}

// SetFollower is a calendar that follows a set.
type SetFollower struct{ CalendarID, SetID int64 }

// SetFollowers returns which calendars follow which sets.
func (s *Store) SetFollowers(ctx context.Context) ([]SetFollower, error) {
	var all []SetFollower
	err := s.find(ctx, &all, "SELECT * FROM calendar_sets ORDER BY calendar_id, set_id")
	return all, err
}

// SaveHolidaySet adds a set (id 0) or gives one another name. Invalid without a name or with one that is taken.
func (s *Store) SaveHolidaySet(ctx context.Context, who Actor, set HolidaySet) (int64, error) {
	if set.Name = tidy(set.Name); set.Name == "" {
		return 0, invalid("name", "required")
	}
	sets, err := s.HolidaySets(ctx)
	if err != nil {
		return 0, err
	}
	known := set.ID == 0
	for _, other := range sets {
		known = known || other.ID == set.ID
		if other.Name == set.Name && other.ID != set.ID {
			return 0, invalid("name", "taken", "Value", set.Name)
		}
	}
	if !known {
		return 0, errNotFound
	}
	err = s.changeHouse(ctx, who, Configure, "holiday_set", set, func(tx *Tx) (err error) {
		if set.ID == 0 {
			set.ID, err = tx.insert("INSERT INTO holiday_sets (name) VALUES (?) RETURNING id", set.Name)
			return err
		}
		return tx.exec("UPDATE holiday_sets SET name = ? WHERE id = ?", set.Name, set.ID)
	})
	return set.ID, err
}

// follow lets a calendar follow these sets and no others.
func (tx *Tx) follow(calendar int64, sets []int64) error {
	if err := tx.exec("DELETE FROM calendar_sets WHERE calendar_id = ?", calendar); err != nil {
		return err
	}
	for _, set := range sets {
		err := tx.exec("INSERT INTO calendar_sets (calendar_id, set_id) VALUES (?, ?) ON CONFLICT DO NOTHING", calendar, set)
		if err != nil {
			return err
		}
	}
	return nil
}

// RemoveHolidaySet takes a set and its holidays away; Conflict while a calendar follows it, and for the national one.
func (s *Store) RemoveHolidaySet(ctx context.Context, who Actor, id int64) error {
	return s.changeHouse(ctx, who, Configure, "holiday_set_removed", id, func(tx *Tx) error {
		var followers int
		if err := tx.row("SELECT COUNT(*) FROM calendar_sets WHERE set_id = ?", id).Scan(&followers); err != nil {
			return err
		}
		if followers > 0 || id == nationalSet {
			return conflict("set_followed")
		}
		n, err := tx.changed("DELETE FROM holiday_sets WHERE id = ?", id)
		if err == nil && n == 0 {
			err = errNotFound
		}
		if err != nil {
			return err
		}
		return tx.exec("DELETE FROM holidays WHERE set_id = ?", id)
	})
}
