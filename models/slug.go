package models

import "context"

// Slugs names units and categories as programs do, all of one moment.
type Slugs struct{ ref *reference }

// Slugs returns the present names.
func (s *Store) Slugs(ctx context.Context) (Slugs, error) {
	ref, err := s.reference(ctx)
	return Slugs{ref}, err
}

// Unit returns the unit's slug, empty for none.
func (s Slugs) Unit(id int64) string { return s.ref.unit[id].Slug }

// Category returns the category's slug, empty for none.
func (s Slugs) Category(id int64) string { return s.ref.category[id].Slug }
