package models

import (
	"context"
	"regexp"
	"slices"
	"strings"
)

// codeForm is a tracking code as people copy it: twelve letters and digits in three groups.
var codeForm = regexp.MustCompile(`^(?i)[0-9a-z]{4}[- ][0-9a-z]{4}[- ][0-9a-z]{4}$|^[0-9A-Z]{12}$`)

// coded returns the ticket of a tracking code a citizen reads out, by the hash of the code; served by tickets_tracking.
func (s *Store) coded(ctx context.Context, q *listing) ([]any, error) {
	if !codeForm.MatchString(strings.TrimSpace(q.filter.Text)) {
		return nil, nil
	}
	where, args := q.conditions(q.who)
	var ids []int64
	err := s.find(ctx, &ids, "SELECT t.id FROM tickets t WHERE "+where+" AND t.tracking_hash = ?",
		append(args, hashCode(q.filter.Text))...)
	return anys(ids), err
}

// phoneForm is a telephone number or the end of one, however its digits are grouped.
var phoneForm = regexp.MustCompile(`^\+?[0-9][0-9 ().-]{2,22}$`)

// Digits of a number: by how many of its last it is found, from how many on it is taken for a whole one, and how many
// citizens may have the same end.
const (
	tailDigits    = 4
	wholeDigits   = 9
	samePhoneEnds = 200
)

// phoned returns the newest tickets of citizens with that number, or with a number that ends so. Only the last four
// digits of a fragment count: longer ends, tried one after another, would give away the number that pages hide. Whoever
// may read numbers finds by every digit. Tickets sent without a name are never found by one.
func (s *Store) phoned(ctx context.Context, q *listing) ([]any, error) {
	typed := strings.TrimSpace(q.filter.Text)
	if !phoneForm.MatchString(typed) {
		return nil, nil
	}
	digits := normalPhone(typed)
	if len(digits) < tailDigits {
		return nil, nil
	}
	end := digits[len(digits)-tailDigits:]
	condition, values := "", []any{end}
	switch {
	case len(digits) >= wholeDigits:
		condition, values = " AND i.value = ?", append(values, digits)
	case q.who.Can(ReadPersonal):
		condition, values = " AND i.value LIKE ?", append(values, "%"+strings.TrimPrefix(digits, "62"))
	}
	var citizens []int64
	err := s.find(ctx, &citizens, `SELECT i.citizen_id FROM identities i
		WHERE i.kind = 'phone' AND substr(i.value, length(i.value) - 3) = ?`+condition+" ORDER BY i.citizen_id DESC LIMIT ?",
		append(values, samePhoneEnds)...)
	if err != nil || len(citizens) == 0 {
		return nil, err
	}
	where, args := q.conditions(q.who)
	var ids []int64
	err = s.find(ctx, &ids, "SELECT t.id FROM tickets t WHERE "+where+" AND t.citizen_id > 0 AND t.citizen_id IN (?"+
		strings.Repeat(", ?", len(citizens)-1)+") AND t.privacy = 'named' ORDER BY t.id DESC LIMIT ?",
		append(append(args, anys(citizens)...), q.limit+1)...)
	return anys(ids), err
}

// bothFound puts the ids of two searches together, the newest first, up to a page and one more.
func bothFound(a, b []any, limit int) []any {
	all := append(slices.Clone(a), b...)
	slices.SortFunc(all, func(a, b any) int { return int(min(1, max(-1, b.(int64)-a.(int64)))) })
	all = slices.Compact(all)
	return all[:min(len(all), limit+1)]
}
