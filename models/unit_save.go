package models

import (
	"context"
	"slices"

	"tanggap/models/text"
)

// SaveUnit adds a unit (id 0) or changes one; a unit is never removed, only made inactive, because tickets name it.
// Invalid for a slug that is taken, a parent that would make a circle, an unknown calendar.
func (s *Store) SaveUnit(ctx context.Context, who Actor, u Unit) (int64, error) {
	u.Name, u.Email, u.Signature = tidy(u.Name), normalEmail(u.Email), text.Clean(u.Signature)
	ref, err := s.reference(ctx)
	if err != nil {
		return 0, err
	}
	if err := ref.checkUnit(u); err != nil {
		return 0, err
	}
	err = s.changeHouse(ctx, who, Configure, "unit", u.Slug, func(tx *Tx) (err error) {
		if u.ID == 0 {
			u.ID, err = tx.insert(`INSERT INTO units (slug, name, kind, parent_id, calendar_id, email, signature, active, created_at)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
				u.Slug, u.Name, u.Kind, u.ParentID, u.CalendarID, u.Email, u.Signature, u.Active, tx.now)
			return err
		}
		if before := ref.unit[u.ID]; before.CalendarID != u.CalendarID || before.ParentID != u.ParentID {
			err := tx.askRecompute(who, scope{Units: ref.below(u.ID)}, "unit "+u.Name)
			if err != nil {
				return err
			}
		}
		return tx.exec(`UPDATE units SET slug = ?, name = ?, kind = ?, parent_id = ?, calendar_id = ?, email = ?,
			signature = ?, active = ? WHERE id = ?`,
			u.Slug, u.Name, u.Kind, u.ParentID, u.CalendarID, u.Email, u.Signature, u.Active, u.ID)
	})
	return u.ID, err
}

// UnitKinds are what a unit may be.
var UnitKinds = []string{"regency", "agency", "subdistrict", "section"}

func (r *reference) checkUnit(u Unit) error {
	var wrong problems
	named(&wrong, u.Slug, u.Name)
	checkEmail(&wrong, "email", u.Email, false)
	checkSignature(&wrong, u.Signature)
	if other, taken := r.unitBySlug[u.Slug]; taken && other.ID != u.ID {
		wrong.add("slug", "taken", "Value", u.Slug)
	}
	if !slices.Contains(UnitKinds, u.Kind) {
		wrong.add("kind", "choice", "Value", u.Kind, "Allowed", UnitKinds)
	}
	if _, known := r.unit[u.ParentID]; u.ParentID != 0 && !known {
		wrong.add("parent", "unknown", "Value", u.ParentID)
	}
	if before := r.unit[u.ID]; u.ID != 0 && (before.ParentID == 0) != (u.ParentID == 0) || u.ID == 0 && u.ParentID == 0 {
		wrong.add("parent", "unit_root")
	}
	if u.ID != 0 && u.ParentID == 0 && !u.Active {
		wrong.add("active", "unit_top")
	}
	if u.ID != 0 && u.ParentID != 0 && slices.Contains(r.below(u.ID), u.ParentID) {
		wrong.add("parent", "unit_circle")
	}
	if _, known := r.versionOf[u.CalendarID]; u.CalendarID != 0 && !known {
		wrong.add("calendar", "unknown", "Value", u.CalendarID)
	}
	return wrong.err()
}
