package models

import "context"

// Place is a sub-district or a village of the regency.
type Place struct {
	ID       int64
	Code     string
	Name     string
	Kind     string // subdistrict, village
	ParentID int64
}

// Places returns all places: each sub-district followed by its villages.
func (s *Store) Places(ctx context.Context) ([]Place, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	return ref.places, nil
}
