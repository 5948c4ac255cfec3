package models

import (
	"context"
	"slices"
)

// PlaceKinds are what a place may be.
var PlaceKinds = []string{"subdistrict", "village"}

// SavePlace adds a sub-district or village (id 0) or changes one. Invalid for a code that is taken and for a village
// outside every sub-district.
func (s *Store) SavePlace(ctx context.Context, who Actor, p Place) (int64, error) {
	p.Code, p.Name = tidy(p.Code), tidy(p.Name)
	ref, err := s.reference(ctx)
	if err != nil {
		return 0, err
	}
	if err := ref.checkPlace(p); err != nil {
		return 0, err
	}
	err = s.changeHouse(ctx, who, Configure, "place", p, func(tx *Tx) (err error) {
		if p.ID == 0 {
			p.ID, err = tx.insert("INSERT INTO places (code, name, kind, parent_id) VALUES (?, ?, ?, ?) RETURNING id",
				p.Code, p.Name, p.Kind, p.ParentID)
			return err
		}
		return tx.exec("UPDATE places SET code = ?, name = ?, kind = ?, parent_id = ? WHERE id = ?",
			p.Code, p.Name, p.Kind, p.ParentID, p.ID)
	})
	return p.ID, err
}

func (r *reference) checkPlace(p Place) error {
	var wrong problems
	for _, field := range []struct{ name, value string }{{"code", p.Code}, {"name", p.Name}} {
		if field.value == "" {
			wrong.add(field.name, "required")
		}
	}
	if !slices.Contains(PlaceKinds, p.Kind) {
		wrong.add("kind", "choice", "Value", p.Kind, "Allowed", PlaceKinds)
	}
	above, known := r.place[p.ParentID]
	inside := known && above.Kind == "subdistrict" && above.ID != p.ID
	if (p.Kind == "village") != inside || p.Kind != "village" && p.ParentID != 0 {
		wrong.add("parent", "place_parent")
	}
	for _, other := range r.places {
		if other.Code == p.Code && other.ID != p.ID {
			wrong.add("code", "taken", "Value", p.Code)
		}
		if p.Kind == "village" && p.ID != 0 && other.ParentID == p.ID {
			wrong.add("kind", "place_parent")
		}
	}
	return wrong.err()
}
