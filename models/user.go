package models

import (
	"context"
	"slices"
)

// User is somebody who signs in.
type User struct {
	ID           int64
	Email        string
	Name         string
	PasswordHash string
	MustChange   bool
	Role         Role
	Lang         string
	Theme        string
	Signature    string // below answers that go to the citizen alone
	Active       bool
	CreatedAt    Time
	SeenAt       Time
	Units        []int64 `gorm:"-"` // filled by Users and User only
}

// Colleague is a user as others see them.
type Colleague struct {
	ID     int64
	Name   string
	Role   Role
	Active bool
	units  []int64
}

// ActorOf returns what an active user may see and do; NotFound for one who is not active or not there.
func (s *Store) ActorOf(ctx context.Context, user int64) (Actor, error) {
	u := User{}
	if err := s.find(ctx, &u, "SELECT * FROM users WHERE id = ? AND active = TRUE", user); err != nil {
		return Actor{}, err
	}
	if u.ID == 0 {
		return Actor{}, errNotFound
	}
	return s.actor(ctx, &u)
}

func (s *Store) actor(ctx context.Context, u *User) (Actor, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return Actor{}, err
	}
	var own []int64
	if err := s.find(ctx, &own, "SELECT unit_id FROM memberships WHERE user_id = ? ORDER BY unit_id", u.ID); err != nil {
		return Actor{}, err
	}
	a := Actor{
		Kind: ByUser, ID: u.ID, Name: u.Name, Role: u.Role, Units: own, Confidential: 1,
		capabilities: roleCapabilities[u.Role],
	}
	switch u.Role {
	case Coordinator:
		a.AllUnits, a.Confidential = true, 0
	case Auditor:
		a.AllUnits, a.Confidential = true, 2
	case Inspector:
		a.Confidential = 2
	case Supervisor:
		a.Units = nil
		for _, unit := range own {
			a.Units = append(a.Units, ref.below(unit)...)
		}
		slices.Sort(a.Units)
		a.Units = slices.Compact(a.Units)
		a.AllUnits = len(a.Units) == len(ref.units) // one condition less for whoever sees the whole regency
	}
	ref.takeOffices(&a, s.now())
	return a, nil
}

// OwnUnits returns the units a user is a member of, without those below them.
func (s *Store) OwnUnits(ctx context.Context, who Actor) ([]Unit, error) {
	if err := who.need(SignedIn); err != nil {
		return nil, err
	}
	var units []Unit
	err := s.find(ctx, &units, `SELECT u.* FROM memberships m JOIN units u ON u.id = m.unit_id WHERE m.user_id = ?
		ORDER BY u.name`, who.ID)
	return units, err
}
