package models

import (
	"context"
	"strconv"
	"strings"

	"tanggap/models/text"
)

// byIDs fetches the tickets a search has found.
func byIDs(ids []any) (query string, args []any) {
	return "SELECT " + rowColumns + " FROM tickets t WHERE t.id IN (?" + strings.Repeat(", ?", len(ids)-1) +
		") ORDER BY t.id DESC", ids
}

// searched returns the ids of one page, and one more, of the tickets with a message that holds every word of the text,
// newest first. What looks like a ticket number or a tracking code is looked up as one, and digits also as the end of a
// telephone number. Each database has its own way to the hits.
func (s *Store) searched(ctx context.Context, q *listing) ([]any, error) {
	if id, year, ok := parseNumber(q.filter.Text); ok {
		return s.numbered(ctx, q, id, year)
	}
	if ids, err := s.coded(ctx, q); err != nil || len(ids) > 0 {
		return ids, err
	}
	phoned, err := s.phoned(ctx, q)
	words := text.QueryTokens(q.filter.Text)
	if err != nil || len(words) == 0 {
		return phoned, err // nothing but function words
	}
	var ticket int64
	if digits := strings.TrimSpace(q.filter.Text); len(words) == 1 {
		ticket, _ = strconv.ParseInt(digits, 10, 64) // the end of a ticket number, or any other number
	}
	worded, err := s.dialect.hits(ctx, s, q, s.dialect.wording(words, ticket, q.fewUnits()))
	if err != nil || len(phoned) == 0 {
		return worded, err
	}
	return bothFound(worded, phoned, q.limit), nil
}

func (s *Store) numbered(ctx context.Context, q *listing, id int64, year int) ([]any, error) {
	scope, args := q.conditions(q.who)
	var t Ticket
	err := s.find(ctx, &t, "SELECT t.id, t.created_at FROM tickets t WHERE "+scope+" AND t.id = ?", append(args, id)...)
	if err != nil || t.ID == 0 || t.CreatedAt.Std().Year() != year {
		return nil, err
	}
	return []any{t.ID}, nil
}
