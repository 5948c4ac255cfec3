package models

import (
	"context"
	"strconv"
)

// Place is a sub-district or a village of the regency.
type Place struct {
	ID       int64
	Code     string
	Name     string
	Kind     string // subdistrict, village
	ParentID int64
}

// within returns the ids of the place with the code, or the id as people's forms send it, and of the villages in it;
// nil when there is none.
func (r *reference) within(code string) []any {
	id, _ := strconv.ParseInt(code, 10, 64)
	var ids []any
	for _, p := range r.places {
		if p.Code == code || p.ID == id || len(ids) > 0 && p.ParentID == ids[0] {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// Places returns all places: each sub-district followed by its villages.
func (s *Store) Places(ctx context.Context) ([]Place, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	return ref.places, nil
}
