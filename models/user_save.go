package models

import "context"

// SaveUser changes name, address, role, units (slugs with commas) and whether a user is active. Deactivating ends
// their sessions at once and takes their open tickets back, so that none waits for somebody who is gone.
// Conflict for the last active administrator; NotFound without such a user; Invalid names the fields.
func (s *Store) SaveUser(ctx context.Context, who Actor, u User, units string) error {
	homes, err := s.checkUser(ctx, &u, units)
	if err != nil {
		return err
	}
	return s.changeHouse(ctx, who, Administer, "user", u.Email, func(tx *Tx) error {
		before, err := tx.lockUser(u.ID)
		if err != nil {
			return err
		}
		if before.Active && before.Role == Administrator && (!u.Active || u.Role != Administrator) {
			if err := tx.otherAdministrator(u.ID); err != nil {
				return err
			}
		}
		err = tx.exec("UPDATE users SET email = ?, name = ?, role = ?, active = ? WHERE id = ?",
			u.Email, u.Name, u.Role, u.Active, u.ID)
		if err != nil {
			return err
		}
		if err := tx.setUnits(u.ID, homes); err != nil || u.Active {
			return err
		}
		if err := tx.endSessions(u.ID, 0); err != nil {
			return err
		}
		return tx.unassignAll(who, u.ID)
	})
}

// EndSessions signs a user out everywhere; NotFound without such a user. Denied unless the actor administers.
func (s *Store) EndSessions(ctx context.Context, who Actor, user int64) error {
	return s.changeHouse(ctx, who, Administer, "sessions", user, func(tx *Tx) error {
		if _, err := tx.lockUser(user); err != nil {
			return err
		}
		return tx.endSessions(user, 0)
	})
}

func (tx *Tx) lockUser(id int64) (User, error) {
	var u User
	err := tx.find(&u, "SELECT id, role, active FROM users WHERE id = ?"+tx.store.dialect.locking(), id)
	if err == nil && u.ID == 0 {
		err = errNotFound
	}
	return u, err
}

// otherAdministrator is a Conflict when nobody else could administer. All of them are locked, in order, so that two
// who dismiss each other at once do not both succeed.
func (tx *Tx) otherAdministrator(than int64) error {
	var admins []int64
	err := tx.find(&admins, "SELECT id FROM users WHERE role = ? AND active = TRUE ORDER BY id"+
		tx.store.dialect.locking(), Administrator)
	if err != nil {
		return err
	}
	for _, id := range admins {
		if id != than {
			return nil
		}
	}
	return conflict("last_administrator")
}

// unassignAll takes the open tickets of a user back to nobody.
func (tx *Tx) unassignAll(who Actor, user int64) error {
	var ids []int64
	if err := tx.find(&ids, "SELECT id FROM tickets WHERE assignee_id = ? AND live = TRUE ORDER BY id", user); err != nil {
		return err
	}
	for _, id := range ids {
		t, err := tx.load(System, id)
		if err != nil {
			return err
		}
		if err := tx.assign(who, t, 0, ""); err != nil {
			return err
		}
	}
	return nil
}
