package models

import "context"

// rowColumns are what lists show of a ticket; scanRows reads them in this order.
const rowColumns = `t.id, t.kind, t.category_id, t.unit_id, t.channel, t.status, t.live, t.priority, t.privacy,
	t.confidential, t.author, t.excerpt, t.place_id, t.place, t.assignee_id, t.due_at, t.due_target, t.warn_at,
	t.critical_at, t.received_at, t.created_at, t.last_in_at, t.last_out_at, t.closed_at, t.messages,
	t.handover`

// scanRows reads tickets by hand: a page has more than a thousand values, and gorm takes twice as long for them.
func (s *Store) scanRows(ctx context.Context, n int, query string, args []any) ([]Ticket, error) {
	rows, err := s.query(ctx).Raw(query, args...).Rows()
	if err != nil {
		return nil, reachable(err)
	}
	defer func() { _ = rows.Close() }()
	found := make([]Ticket, 0, n)
	for rows.Next() {
		found = append(found, Ticket{})
		t := &found[len(found)-1]
		// Plain pointers: for types of our own database/sql would look each value up by reflection.
		err := rows.Scan(&t.ID, (*string)(&t.Kind), &t.CategoryID, &t.UnitID, &t.Channel, (*string)(&t.Status), &t.Live,
			(*string)(&t.Priority), (*string)(&t.Privacy), &t.Confidential, &t.Author, &t.Excerpt, &t.PlaceID, &t.Place,
			&t.AssigneeID, (*int64)(&t.DueAt), &t.DueTarget, (*int64)(&t.WarnAt), (*int64)(&t.CriticalAt),
			(*int64)(&t.ReceivedAt), (*int64)(&t.CreatedAt), (*int64)(&t.LastInAt), (*int64)(&t.LastOutAt),
			(*int64)(&t.ClosedAt), &t.Messages, (*int)(&t.Handover))
		if err != nil {
			return nil, err
		}
	}
	return found, reachable(rows.Err())
}
