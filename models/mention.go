package models

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mentions finds out who is called upon in a note, by "@" and their name or chosen from the list, and returns the note
// with the names of those chosen. Only somebody who may see the ticket can be called upon: anybody else's name is just a
// word, and choosing them is Invalid.
func (s *Store) mentions(ctx context.Context, who Actor, number, words string, chosen []int64) (string, []int64, error) {
	if !strings.Contains(words, "@") && len(chosen) == 0 {
		return words, nil, nil
	}
	t, err := s.Ticket(ctx, who, number)
	if err != nil {
		return words, nil, err
	}
	people, err := s.Assignable(ctx, t)
	if err != nil {
		return words, nil, err
	}
	for _, id := range chosen {
		at := slices.IndexFunc(people, func(u User) bool { return u.ID == id })
		if at < 0 {
			return words, nil, invalid("mention", "unknown", "Value", id)
		}
		if name := "@" + people[at].Name; !strings.Contains(words, name) {
			words += "\n" + name
		}
	}
	named := namedIn(words, people)
	return words, slices.DeleteFunc(named, func(id int64) bool { return who.Kind == ByUser && id == who.ID }), nil
}

// namedIn are the people whose name follows an "@", the longest that fits, in any case. Of two with the same name both.
func namedIn(words string, people []User) []int64 {
	people = slices.Clone(people)
	slices.SortStableFunc(people, func(a, b User) int { return cmp.Compare(len(b.Name), len(a.Name)) })
	var named []int64
	for {
		_, rest, found := strings.Cut(words, "@")
		if !found {
			return named
		}
		words = rest
		length := 0
		for _, u := range people {
			n := len(u.Name)
			if u.Name == "" || length > 0 && n < length || len(rest) < n || !strings.EqualFold(rest[:n], u.Name) {
				continue
			}
			if next, _ := utf8.DecodeRuneInString(rest[n:]); unicode.IsLetter(next) {
				continue // the beginning of another name
			}
			length = n
			if !slices.Contains(named, u.ID) {
				named = append(named, u.ID)
			}
		}
	}
}
