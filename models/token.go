package models

import (
	"context"
	"crypto/sha256"
	"maps"
	"slices"
	"strings"
)

// AddToken makes an API token and returns its secret, which is kept nowhere: only its SHA-256 is, because a random
// secret needs no slow hash. Invalid for a scope that is none.
func (s *Store) AddToken(ctx context.Context, who Actor, name, scope string) (string, error) {
	name = tidy(name)
	var wrong problems
	if name == "" {
		wrong.add("name", "required")
	}
	for _, one := range strings.Split(scope, ",") {
		if _, known := Scopes[one]; !known {
			wrong.add("scope", "choice", "Value", one, "Allowed", slices.Sorted(maps.Keys(Scopes)))
		}
	}
	if err := wrong.err(); err != nil {
		return "", err
	}
	random, _ := newSecret()
	secret := "tgp_" + random
	err := s.changeHouse(ctx, who, Administer, "token", name, func(tx *Tx) error {
		sum := sha256.Sum256([]byte(secret))
		_, err := tx.insert("INSERT INTO tokens (name, hash, scope, created_by, created_at) VALUES (?, ?, ?, ?, ?) RETURNING id",
			name, sum[:], scope, who.ID, tx.now)
		return err
	})
	return secret, err
}

// TokenActor returns what the bearer of a token may do; NotFound for one that is unknown or revoked.
func (s *Store) TokenActor(ctx context.Context, secret string) (Actor, error) {
	var token struct {
		ID    int64
		Name  string
		Scope string
	}
	sum := sha256.Sum256([]byte(secret))
	err := s.find(ctx, &token, "SELECT id, name, scope FROM tokens WHERE hash = ? AND revoked_at = 0", sum[:])
	if err != nil {
		return Actor{}, err
	}
	if token.ID == 0 {
		return Actor{}, errNotFound
	}
	a := Actor{Kind: ByToken, ID: token.ID, Name: token.Name, AllUnits: true}
	for _, one := range strings.Split(token.Scope, ",") {
		a.capabilities = append(a.capabilities, Scopes[one]...)
	}
	return a, nil
}
