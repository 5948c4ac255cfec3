package models

import (
	"context"
	"strings"

	"tanggap/models/text"
)

// Category is an entry of the taxonomy, with the words it is recognised by and the unit that leads.
type Category struct {
	ID           int64
	Slug         string
	NameID       string
	NameEN       string
	Keywords     string // separated by commas
	UnitID       int64  // 0: the coordinator decides
	Confidential bool   // alleged misconduct: the inspectorate only
	Active       bool
	Position     int
}

// Name returns the category's name in the language, Indonesian unless "en".
func (c Category) Name(lang string) string {
	if lang == "en" && c.NameEN != "" {
		return c.NameEN
	}
	return c.NameID
}

// Categories returns all categories in their order.
func (s *Store) Categories(ctx context.Context) ([]Category, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	return ref.categories, nil
}

// words is the category as the text analysis wants it.
func (c Category) words() text.CategoryWords {
	var words []string
	for _, word := range strings.Split(c.Keywords, ",") {
		if word = strings.TrimSpace(word); word != "" {
			words = append(words, word)
		}
	}
	return text.CategoryWords{Slug: c.Slug, Words: words}
}
