package models

import (
	"context"
	"crypto/sha256"
	"maps"
	"slices"
	"strings"
)

// What somebody's own tokens are held to: a script of one person, not a system of the house.
const (
	ownTokensAtMost = 10
	ownTokenRate    = 60 // writes a minute
)

// OwnScopes are the scopes the actor may give to a token of their own: those that hold nothing they may not do
// themselves. What is written about people stays masked for programs unless an administrator allows it.
func (a Actor) OwnScopes() []string {
	var scopes []string
	for _, scope := range slices.Sorted(maps.Keys(Scopes)) {
		wider := slices.ContainsFunc(Scopes[scope], func(c Capability) bool { return c != ReadHouse && !a.Can(c) })
		if !wider {
			scopes = append(scopes, scope)
		}
	}
	return scopes
}

// AddOwnToken makes a token that sees and does as much as the scopes and the actor's own rights both allow, now and
// later: who loses a right or leaves takes it from the token too. Returns its secret, which is kept nowhere. Invalid
// without a name, for a scope that is wider than the actor, and beyond ten tokens.
func (s *Store) AddOwnToken(ctx context.Context, who Actor, name string, scopes []string) (string, error) {
	if err := who.need(SignedIn); err != nil {
		return "", err
	}
	name = tidy(name)
	var wrong problems
	if name == "" {
		wrong.add("name", "required")
	}
	if len(scopes) == 0 {
		wrong.add("scope", "required")
	}
	for _, scope := range scopes {
		if !slices.Contains(who.OwnScopes(), scope) {
			wrong.add("scope", "choice", "Value", scope, "Allowed", who.OwnScopes())
		}
	}
	if err := wrong.err(); err != nil {
		return "", err
	}
	random, _ := newSecret()
	secret := "tgp_" + random
	sum := sha256.Sum256([]byte(secret))
	return secret, s.changeHouse(ctx, who, SignedIn, "own_token", name, func(tx *Tx) error {
		var n int
		if err := tx.find(&n, "SELECT COUNT(*) FROM tokens WHERE user_id = ? AND revoked_at = 0", who.ID); err != nil {
			return err
		}
		if n >= ownTokensAtMost {
			return invalid("name", "tokens_many", "Limit", ownTokensAtMost)
		}
		_, err := tx.insert(`INSERT INTO tokens (name, hash, scope, rate, user_id, created_by, created_at)
			VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`, name, sum[:], strings.Join(scopes, ","), ownTokenRate, who.ID, who.ID, tx.now)
		return err
	})
}

// OwnTokens returns the actor's own tokens that hold, the newest first; the index tokens_user serves it.
func (s *Store) OwnTokens(ctx context.Context, who Actor) ([]Token, error) {
	if err := who.need(SignedIn); err != nil {
		return nil, err
	}
	var tokens []Token
	err := s.find(ctx, &tokens, `SELECT id, name, scope, rate, user_id, created_by, created_at, used_at, revoked_at FROM tokens
		WHERE user_id = ? AND revoked_at = 0 ORDER BY id DESC`, who.ID)
	return tokens, err
}

// RevokeOwnToken ends one of them at once; NotFound for anybody else's.
func (s *Store) RevokeOwnToken(ctx context.Context, who Actor, id int64) error {
	return s.changeHouse(ctx, who, SignedIn, "own_token_revoked", id, func(tx *Tx) error {
		n, err := tx.changed("UPDATE tokens SET revoked_at = ? WHERE id = ? AND user_id = ? AND revoked_at = 0", tx.now, id, who.ID)
		if err == nil && n == 0 {
			return errNotFound
		}
		return err
	})
}

// ownTokenActor is the user as far as the token goes. NotFound once they have left.
func (s *Store) ownTokenActor(ctx context.Context, token *Token) (Actor, error) {
	a, err := s.ActorOf(ctx, token.UserID)
	if err != nil {
		return Actor{}, err
	}
	var may []Capability
	for _, scope := range strings.Split(token.Scope, ",") {
		for _, c := range Scopes[scope] {
			if c == ReadHouse || a.Can(c) {
				may = append(may, c)
			}
		}
	}
	a.Kind, a.ID, a.Name, a.Rate, a.capabilities = ByToken, token.ID, token.Name, token.Rate, may
	return a, nil
}
