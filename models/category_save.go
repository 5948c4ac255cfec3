package models

import "context"

// SaveCategory adds a category (id 0) or changes one; it is never removed, only made inactive.
func (s *Store) SaveCategory(ctx context.Context, who Actor, c Category) (int64, error) {
	c.NameID, c.NameEN, c.Keywords = tidy(c.NameID), tidy(c.NameEN), tidy(c.Keywords)
	ref, err := s.reference(ctx)
	if err != nil {
		return 0, err
	}
	var wrong problems
	named(&wrong, c.Slug, c.NameID)
	if other, taken := ref.categoryBySlug[c.Slug]; taken && other.ID != c.ID {
		wrong.add("slug", "taken", "Value", c.Slug)
	}
	if _, known := ref.unit[c.UnitID]; c.UnitID != 0 && !known {
		wrong.add("unit", "unknown", "Value", c.UnitID)
	}
	if c.Position < 0 {
		wrong.add("position", "number")
	}
	if err := wrong.err(); err != nil {
		return 0, err
	}
	err = s.changeHouse(ctx, who, Configure, "category", c.Slug, func(tx *Tx) (err error) {
		if c.ID == 0 {
			c.ID, err = tx.insert(`INSERT INTO categories
				(slug, name_id, name_en, keywords, unit_id, confidential, active, position)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
				c.Slug, c.NameID, c.NameEN, c.Keywords, c.UnitID, c.Confidential, c.Active, c.Position)
			return err
		}
		return tx.exec(`UPDATE categories SET slug = ?, name_id = ?, name_en = ?, keywords = ?, unit_id = ?,
			confidential = ?, active = ?, position = ? WHERE id = ?`,
			c.Slug, c.NameID, c.NameEN, c.Keywords, c.UnitID, c.Confidential, c.Active, c.Position, c.ID)
	})
	return c.ID, err
}
