package models

import (
	"context"
	"fmt"
)

// Foundation is a whole house at once: its parts name each other by slug or code, parents before children.
type Foundation struct {
	Units      []FoundedUnit
	Categories []FoundedCategory
	Places     []FoundedPlace
	Accounts   []FoundedAccount
	Users      []FoundedUser
}

// FoundedUnit is a unit below the one whose slug is Parent; empty for the regency itself.
type FoundedUnit struct {
	Unit
	Parent string
}

// FoundedCategory is a category led by the unit with the slug; empty: the coordinator decides.
type FoundedCategory struct {
	Category
	Lead string
}

// FoundedPlace is a place inside the one whose code is Parent.
type FoundedPlace struct {
	Place
	Parent string
}

// FoundedAccount is an official account of the unit with the slug.
type FoundedAccount struct {
	Account
	Unit string
}

// FoundedUser is a member of the unit with the slug; PasswordHash is HashPassword's.
type FoundedUser struct {
	User
	Unit string
}

// Found makes a house of many parts in one transaction; units and categories that are there already by their slug
// become what is given. It returns the ids of the users in their order, and fails for a slug or code that nothing
// before it has.
func (s *Store) Found(ctx context.Context, who Actor, f Foundation) (users []int64, err error) {
	what := map[string]int{
		"units": len(f.Units), "categories": len(f.Categories), "places": len(f.Places), "accounts": len(f.Accounts),
		"users": len(f.Users),
	}
	err = s.changeHouse(ctx, who, Administer, "foundation", what, func(tx *Tx) error {
		units, err := tx.foundUnits(f.Units)
		if err != nil {
			return err
		}
		if err := tx.foundCategories(f.Categories, units); err != nil {
			return err
		}
		if err := tx.foundPlaces(f.Places); err != nil {
			return err
		}
		if err := tx.foundAccounts(f.Accounts, units); err != nil {
			return err
		}
		users, err = tx.foundUsers(f.Users, units)
		return err
	})
	return users, err
}

// founded are the ids of what was made, by slug or code.
type founded map[string]int64

// id is 0 for an empty name.
func (f founded) id(name string) (int64, error) {
	id, ok := f[name]
	if !ok && name != "" {
		return 0, fmt.Errorf("found the house: nothing is called %q", name)
	}
	return id, nil
}

func (tx *Tx) foundUnits(units []FoundedUnit) (founded, error) {
	made := founded{}
	for _, u := range units {
		parent, err := made.id(u.Parent)
		if err != nil {
			return nil, err
		}
		made[u.Slug], err = tx.insert(`INSERT INTO units (slug, name, kind, parent_id, calendar_id, email, active, created_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (slug) DO UPDATE SET name = excluded.name, kind = excluded.kind,
			parent_id = excluded.parent_id, email = excluded.email, active = excluded.active RETURNING id`,
			u.Slug, u.Name, u.Kind, parent, u.CalendarID, u.Email, u.Active, tx.now)
		if err != nil {
			return nil, err
		}
	}
	return made, nil
}

func (tx *Tx) foundCategories(categories []FoundedCategory, units founded) error {
	for _, c := range categories {
		lead, err := units.id(c.Lead)
		if err != nil {
			return err
		}
		if err := tx.exec(`INSERT INTO categories
			(slug, name_id, name_en, keywords, unit_id, confidential, active, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (slug) DO UPDATE SET name_id = excluded.name_id, name_en = excluded.name_en,
			keywords = excluded.keywords, unit_id = excluded.unit_id, confidential = excluded.confidential,
			active = excluded.active, position = excluded.position`,
			c.Slug, c.NameID, c.NameEN, c.Keywords, lead, c.Confidential, c.Active, c.Position); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) foundPlaces(places []FoundedPlace) error {
	made := founded{}
	for _, p := range places {
		parent, err := made.id(p.Parent)
		if err != nil {
			return err
		}
		made[p.Code], err = tx.insert("INSERT INTO places (code, name, kind, parent_id) VALUES (?, ?, ?, ?) RETURNING id",
			p.Code, p.Name, p.Kind, parent)
		if err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) foundAccounts(accounts []FoundedAccount, units founded) error {
	for _, a := range accounts {
		unit, err := units.id(a.Unit)
		if err != nil {
			return err
		}
		if err := tx.exec(`INSERT INTO accounts (unit_id, channel, handle, name, active, created_at)
			VALUES (?, ?, ?, ?, ?, ?)`, unit, a.Channel, a.Handle, a.Name, a.Active, tx.now); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) foundUsers(users []FoundedUser, units founded) ([]int64, error) {
	ids := make([]int64, len(users))
	for i, u := range users {
		unit, err := units.id(u.Unit)
		if err != nil {
			return nil, err
		}
		ids[i], err = tx.insert(`INSERT INTO users (email, name, password_hash, must_change, role, created_at)
			VALUES (?, ?, ?, ?, ?, ?) RETURNING id`,
			normalEmail(u.Email), u.Name, u.PasswordHash, u.MustChange, u.Role, tx.now)
		if err != nil {
			return nil, err
		}
		if err := tx.exec("INSERT INTO memberships (user_id, unit_id) VALUES (?, ?)", ids[i], unit); err != nil {
			return nil, err
		}
	}
	return ids, nil
}
