package models

import (
	"context"
	"strings"
)

// AddUser makes a user of a unit, or of several with commas between their slugs. Whether they must change the password
// says u.MustChange. Invalid names every field that cannot be used; a unit that is not there is told with the slugs
// there are.
func (s *Store) AddUser(ctx context.Context, who Actor, u User, units, password string) (int64, error) {
	homes, err := s.checkUser(ctx, &u, units)
	if err != nil {
		return 0, err
	}
	hash := HashPassword(password)
	err = s.changeHouse(ctx, who, Administer, "user", u.Email, func(tx *Tx) (err error) {
		u.ID, err = tx.insert(`INSERT INTO users (email, name, password_hash, must_change, role, created_at)
			VALUES (?, ?, ?, ?, ?, ?) RETURNING id`, u.Email, u.Name, hash, u.MustChange, u.Role, tx.now)
		if err != nil {
			return err
		}
		return tx.setUnits(u.ID, homes)
	})
	return u.ID, err
}

// checkUser tidies what was written and names every field that cannot be used; it returns the units meant.
func (s *Store) checkUser(ctx context.Context, u *User, units string) ([]int64, error) {
	u.Email, u.Name = normalEmail(u.Email), tidy(u.Name)
	if u.Name == "" {
		u.Name = u.Email
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	var wrong problems
	checkEmail(&wrong, "email", u.Email, true)
	if !u.Role.Valid() {
		wrong.add("role", "choice", "Value", u.Role, "Allowed", Roles)
	}
	if units == "" {
		wrong.add("unit", "required")
		return nil, wrong.err()
	}
	var homes []int64
	for _, slug := range strings.Split(units, ",") {
		unit, known := ref.unitBySlug[strings.TrimSpace(slug)]
		if !known {
			wrong.add("unit", "choice", "Value", slug, "Allowed", ref.slugs())
			break
		}
		homes = append(homes, unit.ID)
	}
	var other int64
	if err := s.find(ctx, &other, "SELECT id FROM users WHERE email = ?", u.Email); err != nil {
		return nil, err
	}
	if other != 0 && other != u.ID {
		wrong.add("email", "taken", "Value", u.Email)
	}
	return homes, wrong.err()
}

func (r *reference) slugs() []string {
	slugs := make([]string, len(r.units))
	for i, unit := range r.units {
		slugs[i] = unit.Slug
	}
	return slugs
}

// setUnits makes a user a member of these units and of no others.
func (tx *Tx) setUnits(user int64, units []int64) error {
	if err := tx.exec("DELETE FROM memberships WHERE user_id = ?", user); err != nil {
		return err
	}
	for _, unit := range units {
		err := tx.exec("INSERT INTO memberships (user_id, unit_id) VALUES (?, ?) ON CONFLICT DO NOTHING", user, unit)
		if err != nil {
			return err
		}
	}
	return nil
}
