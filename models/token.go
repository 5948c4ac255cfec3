package models

import (
	"context"
	"crypto/sha256"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"time"
)

// AddToken makes an API token and returns its secret, which is kept nowhere: only its SHA-256 is, because a random
// secret needs no slow hash. Invalid for a scope that is none.
func (s *Store) AddToken(ctx context.Context, who Actor, name, scope string) (string, error) {
	return s.AddPacedToken(ctx, who, name, scope, 0)
}

// AddPacedToken makes a token that may write so many times a minute; 0: without limit. For whoever's program might run
// wild. Invalid like AddToken, and for a negative rate.
func (s *Store) AddPacedToken(ctx context.Context, who Actor, name, scope string, rate int) (string, error) {
	name = tidy(name)
	var wrong problems
	if name == "" {
		wrong.add("name", "required")
	}
	if rate < 0 {
		wrong.add("rate", "number")
	}
	if scope == "" {
		wrong.add("scope", "required")
		return "", wrong.err()
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
		_, err := tx.insert(`INSERT INTO tokens (name, hash, scope, rate, created_by, created_at)
			VALUES (?, ?, ?, ?, ?, ?) RETURNING id`, name, sum[:], scope, rate, who.ID, tx.now)
		return err
	})
	return secret, err
}

// Token is the key of another program.
type Token struct {
	ID        int64
	Name      string
	Scope     string // of Scopes, several with commas
	Rate      int    // writes a minute; 0: no limit
	UserID    int64  // whose own; 0: of the house
	CreatedBy int64
	CreatedAt Time
	UsedAt    Time // exact to a few minutes
	RevokedAt Time // zero while it holds
}

// Tokens returns all tokens, those that hold first. Denied unless the actor administers.
func (s *Store) Tokens(ctx context.Context, who Actor) ([]Token, error) {
	if err := who.need(Administer); err != nil {
		return nil, err
	}
	var tokens []Token
	err := s.find(ctx, &tokens, `SELECT id, name, scope, rate, user_id, created_by, created_at, used_at, revoked_at FROM tokens
		ORDER BY revoked_at > 0, id DESC`)
	return tokens, err
}

// RevokeToken ends a token at once; NotFound when there is none with the id that still holds.
func (s *Store) RevokeToken(ctx context.Context, who Actor, id int64) error {
	return s.changeHouse(ctx, who, Administer, "token", id, func(tx *Tx) error {
		n, err := tx.changed("UPDATE tokens SET revoked_at = ? WHERE id = ? AND revoked_at = 0", tx.now, id)
		if err == nil && n == 0 {
			return errNotFound
		}
		return err
	})
}

// TokenActor returns what the bearer of a token may do; NotFound for one that is unknown or revoked.
func (s *Store) TokenActor(ctx context.Context, secret string) (Actor, error) {
	var token Token
	sum := sha256.Sum256([]byte(secret))
	err := s.find(ctx, &token, "SELECT id, name, scope, rate, user_id, used_at FROM tokens WHERE hash = ? AND revoked_at = 0", sum[:])
	if err != nil {
		return Actor{}, err
	}
	if token.ID == 0 {
		return Actor{}, errNotFound
	}
	if token.UsedAt.Add(tokenUsed) <= s.now() {
		s.used(ctx, token)
	}
	if token.UserID != 0 {
		return s.ownTokenActor(ctx, &token)
	}
	a := Actor{Kind: ByToken, ID: token.ID, Name: token.Name, AllUnits: true, Rate: token.Rate}
	for _, one := range strings.Split(token.Scope, ",") {
		a.capabilities = append(a.capabilities, Scopes[one]...)
	}
	return a, nil
}

// How exactly the last use of a token is remembered: a write for each would be too dear.
const tokenUsed = 5 * time.Minute

// used notes that a token is in use. Not being able to write is no reason to refuse a request that only reads.
func (s *Store) used(ctx context.Context, token Token) {
	err := s.update(ctx, func(tx *Tx) error {
		return tx.exec("UPDATE tokens SET used_at = ? WHERE id = ?", tx.now, token.ID)
	})
	if err != nil {
		slog.Warn("token not marked as used", "error", err)
	}
}
