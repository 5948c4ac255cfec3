package models

import (
	"context"
	"slices"
)

// Unit is an agency, sub-district or section (OPD, kecamatan): a tree below the regency.
type Unit struct {
	ID         int64
	Slug       string
	Name       string
	Kind       string // regency, agency, subdistrict, section
	ParentID   int64
	CalendarID int64 // 0: the parent's
	Email      string
	Signature  string // below the answers of the unit and those below it that have none
	Active     bool
	CreatedAt  Time
}

// Units returns all units, the regency first, then by name.
func (s *Store) Units(ctx context.Context) ([]Unit, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	return ref.units, nil
}

// Unit returns the unit with the slug; NotFound when there is none.
func (s *Store) Unit(ctx context.Context, slug string) (Unit, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return Unit{}, err
	}
	if unit, ok := ref.unitBySlug[slug]; ok {
		return unit, nil
	}
	return Unit{}, errNotFound
}

// UnitCalendar says which calendar holds for a unit and where it comes from.
type UnitCalendar struct {
	Unit
	CalendarID int64
	FromID     int64 // the unit that names it: itself, or one above
}

// UnitCalendars returns for every unit the calendar that holds.
func (s *Store) UnitCalendars(ctx context.Context) ([]UnitCalendar, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]UnitCalendar, len(ref.units))
	for i, u := range ref.units {
		all[i] = UnitCalendar{u, ref.calendarOf[u.ID], ref.calendarSource(u.ID)}
	}
	return all, nil
}

// below returns the unit and everything under it.
func (r *reference) below(unit int64) []int64 {
	found := []int64{unit}
	for i := 0; i < len(found); i++ {
		for _, u := range r.units {
			if u.ParentID == found[i] && !slices.Contains(found, u.ID) {
				found = append(found, u.ID)
			}
		}
	}
	return found
}

// root returns the unit without a parent, where everything goes that nobody else takes.
func (r *reference) root() Unit {
	for _, u := range r.units {
		if u.ParentID == 0 {
			return u
		}
	}
	return Unit{}
}
