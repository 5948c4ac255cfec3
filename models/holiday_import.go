package models

import (
	"context"
	"fmt"
	"strings"
)

// HolidayDifference is what taking over a list would change in the holidays of one year of a set.
type HolidayDifference struct {
	Year    int
	Added   []Holiday
	Changed []HolidayChange
	Same    int
	Missing []Holiday // known here, not in the list: kept, because a list may be partial
	Other   int       // entries of other years, left out
}

// HolidayChange is a day that both know with another name, kind or certainty.
type HolidayChange struct{ Before, After Holiday }

// HolidayImport is a list to take over. Official says that it is the decree itself, which Basis names; without that
// every entry stays an estimate, which moves no clock.
type HolidayImport struct {
	SetID    int64 // 0: the national set
	Year     int
	List     []Holiday
	Official bool
	Basis    string
}

// CompareHolidays tells what taking over a list would change, and changes nothing. A confirmed day is not made an
// estimate again.
func (s *Store) CompareHolidays(ctx context.Context, who Actor, in HolidayImport) (HolidayDifference, error) {
	diff := HolidayDifference{Year: in.Year}
	if in.SetID == 0 {
		in.SetID = nationalSet
	}
	if err := who.need(Configure); err != nil {
		return diff, err
	}
	known, err := s.Holidays(ctx, in.Year)
	if err != nil {
		return diff, err
	}
	byDay := map[string]Holiday{}
	for _, h := range known {
		if h.SetID == in.SetID {
			byDay[h.Day] = h
		}
	}
	for _, h := range in.List {
		if !strings.HasPrefix(h.Day, fmt.Sprintf("%04d-", in.Year)) {
			diff.Other++
			continue
		}
		h.Confirmed, h.SetID = h.Confirmed && in.Official, in.SetID
		if basis := tidy(in.Basis); basis != "" {
			h.Basis = basis
		}
		before, there := byDay[h.Day]
		delete(byDay, h.Day)
		switch {
		case !there:
			diff.Added = append(diff.Added, h)
		case before.Confirmed && !h.Confirmed, h.same(before):
			diff.Same++
		default:
			diff.Changed = append(diff.Changed, HolidayChange{Before: before, After: h})
		}
	}
	for _, h := range known {
		if _, left := byDay[h.Day]; left && h.SetID == in.SetID {
			diff.Missing = append(diff.Missing, h)
		}
	}
	return diff, nil
}

func (h Holiday) same(o Holiday) bool {
	return h.Name == o.Name && h.Kind == o.Kind && h.Confirmed == o.Confirmed && h.Basis == o.Basis
}

// ImportHolidays takes over the entries of one year, for every calendar that follows the set, in one change and one recomputation.
// Invalid for an official list without its legal basis, and for one without any entry of the year.
func (s *Store) ImportHolidays(ctx context.Context, who Actor, in HolidayImport) (HolidayDifference, error) {
	diff, err := s.CompareHolidays(ctx, who, in)
	switch {
	case err != nil:
		return diff, err
	case in.Official && tidy(in.Basis) == "":
		return diff, invalid("basis", "required")
	case len(diff.Added)+len(diff.Changed)+diff.Same == 0:
		return diff, invalid("file", "holiday_year", "Year", in.Year)
	case len(diff.Added)+len(diff.Changed) == 0:
		return diff, nil
	}
	wanted := diff.Added
	for _, c := range diff.Changed {
		wanted = append(wanted, c.After)
	}
	return diff, s.changeHolidays(ctx, who, wanted, func(tx *Tx) error {
		for _, h := range wanted {
			if err := tx.putHoliday(h); err != nil {
				return err
			}
		}
		return nil
	})
}
