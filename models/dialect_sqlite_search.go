package models

import (
	"context"
	"math"
	"strconv"
	"strings"

	"tanggap/models/text"
)

func (d *sqliteDialect) wording(words []text.QueryToken, ticket int64) string {
	var out strings.Builder
	for _, w := range words {
		out.WriteString(" " + w.Word)
		if w.Prefix {
			out.WriteByte('*')
		}
	}
	if ticket > 0 {
		out.WriteString(" OR t" + strconv.FormatInt(ticket, 10))
	}
	return out.String()[1:]
}

// hits reads the search index from its newest document on and stops as soon as the page is full: the index is kept in
// that order, so nothing is sorted. CROSS JOIN keeps the planner from beginning with the tickets.
func (d *sqliteDialect) hits(ctx context.Context, s *Store, q *listing, wording string) ([]any, error) {
	before := int64(math.MaxInt64)
	if q.after != nil {
		before = q.after.id * docsPerTicket
	}
	where, args := q.conditions(q.who)
	rows, err := s.query(ctx).Raw(`SELECT t.id FROM search h CROSS JOIN tickets t ON t.id = h.docid / 4096
		WHERE h.words MATCH ? AND h.docid < ? AND `+where+` ORDER BY h.docid DESC`,
		append([]any{wording, before}, args...)...).Rows()
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var ids []any
	for last := int64(0); len(ids) <= q.limit && rows.Next(); {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		if id != last { // several messages of one ticket follow one another
			ids, last = append(ids, id), id
		}
	}
	return ids, rows.Err()
}
