package models

import "context"

// AddUser makes a user of one unit with a password they must change. Invalid names every field that cannot be used;
// a unit that is not there is told with the slugs there are.
func (s *Store) AddUser(ctx context.Context, who Actor, u User, unit, password string) (int64, error) {
	u.Email, u.Name = normalEmail(u.Email), tidy(u.Name)
	if u.Name == "" {
		u.Name = u.Email
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return 0, err
	}
	var wrong problems
	checkEmail(&wrong, "email", u.Email, true)
	if !u.Role.Valid() {
		wrong.add("role", "choice", "Value", u.Role, "Allowed", Roles)
	}
	home, known := ref.unitBySlug[unit]
	if !known {
		slugs := make([]string, 0, len(ref.units))
		for _, one := range ref.units {
			slugs = append(slugs, one.Slug)
		}
		wrong.add("unit", "choice", "Value", unit, "Allowed", slugs)
	}
	var taken int
	if err := s.find(ctx, &taken, "SELECT COUNT(*) FROM users WHERE email = ?", u.Email); err != nil {
		return 0, err
	}
	if taken > 0 {
		wrong.add("email", "taken", "Value", u.Email)
	}
	if err := wrong.err(); err != nil {
		return 0, err
	}
	hash := HashPassword(password)
	err = s.changeHouse(ctx, who, Administer, "user", u.Email, func(tx *Tx) (err error) {
		u.ID, err = tx.insert(`INSERT INTO users (email, name, password_hash, must_change, role, created_at)
			VALUES (?, ?, ?, TRUE, ?, ?) RETURNING id`, u.Email, u.Name, hash, u.Role, tx.now)
		if err != nil {
			return err
		}
		return tx.exec("INSERT INTO memberships (user_id, unit_id) VALUES (?, ?)", u.ID, home.ID)
	})
	return u.ID, err
}
