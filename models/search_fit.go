package models

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"tanggap/models/text"
)

// Sorts are the orders a search may have: the newest first, or what fits best.
var Sorts = []string{SortTime, SortFit}

// The two orders.
const (
	SortTime = "time"
	SortFit  = "fit"
)

// fitAmong is how many of the newest hits are put in order by how well they fit: an order over all of them would have
// to read all of them, and a common word has a hundred thousand.
const fitAmong = rowsAtMost

// fitted returns the best of the newest hits, the best first. It is one page and has no next: what does not fit well
// is found by another word, not by turning pages.
func (s *Store) fitted(ctx context.Context, ref *reference, q *listing) (*TicketList, error) {
	wanted, limit := text.QueryTokens(q.filter.Text), q.limit
	q.limit = fitAmong
	ids, err := s.searched(ctx, q)
	if err != nil || len(ids) == 0 {
		return &TicketList{}, err
	}
	query, args := byIDs(ids)
	found, err := s.scanRows(ctx, q.limit+1, query, args)
	if err != nil {
		return nil, err
	}
	score := make(map[int64]int, len(found))
	for i := range found {
		score[found[i].ID] = fits(&found[i], wanted, q.filter.Text)
	}
	slices.SortStableFunc(found, func(a, b Ticket) int { return cmp.Compare(score[b.ID], score[a.ID]) })
	found = found[:min(len(found), limit)]
	q.limit = limit
	return s.list(ref, q, found), nil
}

// fits weighs a ticket: who wrote it and how it begins count more than a word somewhere in its conversation, the words
// side by side as they were typed most, and what is still open more than what is done.
func fits(t *Ticket, wanted []text.QueryToken, typed string) int {
	score := 0
	if t.Live {
		score++
	}
	if typed = strings.ToLower(strings.TrimSpace(typed)); strings.Contains(strings.ToLower(t.Excerpt), typed) {
		score += 6
	}
	for weight, words := range map[int][]string{4: text.Tokens(t.Author), 2: text.Tokens(t.Excerpt)} {
		for _, w := range wanted {
			if slices.ContainsFunc(words, func(word string) bool {
				return word == w.Word || w.Prefix && strings.HasPrefix(word, w.Word)
			}) {
				score += weight
			}
		}
	}
	return score
}
