package models

import (
	"context"
	"net/mail"
	"regexp"
	"strings"

	"tanggap/models/text"
)

// changeHouse runs a change of what the house is made of: it needs the capability, leaves an event, and makes every
// instance read the reference data anew.
func (s *Store) changeHouse(ctx context.Context, who Actor, c Capability, what string, data any,
	change func(*Tx) error,
) error {
	if err := who.need(c); err != nil {
		return err
	}
	err := s.update(ctx, func(tx *Tx) error {
		if err := change(tx); err != nil {
			return err
		}
		return tx.record(who, HouseChanged, 0, 0, map[string]any{"what": what, "data": data})
	})
	if err == nil {
		s.caches.drop()
	}
	return err
}

var slugForm = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{1,39}$`)

// named checks what every thing with a name and a slug must have.
func named(wrong *problems, slug, name string) {
	if !slugForm.MatchString(slug) {
		wrong.add("slug", "slug", "Value", slug)
	}
	if name == "" {
		wrong.add("name", "required")
	}
}

func checkEmail(wrong *problems, field, email string, required bool) {
	if email == "" {
		if required {
			wrong.add(field, "required")
		}
		return
	}
	if a, err := mail.ParseAddress(email); err != nil || a.Address != email || len(email) > 254 {
		wrong.add(field, "email", "Value", email)
	}
}

func tidy(s string) string { return strings.TrimSpace(text.Clean(s)) }
