package models

// missingField names the field a ticket must have filled in before it is resolved; empty when none is missing.
func (tx *Tx) missingField(t *Ticket) (string, error) {
	var name string
	err := tx.find(&name, `SELECT f.name_id FROM fields f WHERE f.active = TRUE AND f.required = TRUE AND f.category_id IN (0, ?)
		AND NOT EXISTS (SELECT 1 FROM field_values v WHERE v.field_id = f.id AND v.ticket_id = ? AND v.value <> '')
		ORDER BY f.position, f.id LIMIT 1`, t.CategoryID, t.ID)
	return name, err
}
