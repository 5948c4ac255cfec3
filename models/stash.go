package models

import (
	"context"
	"time"
)

// Stash is what somebody typed when their session had ended.
type Stash struct {
	Path string
	Body string
}

// A stash waits an hour for the login, and holds a form without files.
const (
	stashKept   = time.Hour
	stashAtMost = 256 << 10
)

// PutStash keeps the text of a form and returns the secret that gives it back, to the user of the session that had
// ended and to nobody else at the same machine. Invalid when there is more of it than a form of ours can hold; NotFound
// for a session that never was, or ended too long ago to know whose it was.
func (s *Store) PutStash(ctx context.Context, session string, stash Stash) (string, error) {
	if len(stash.Body) > stashAtMost {
		return "", invalid("", "too_long", "Limit", stashAtMost)
	}
	secret, hash := newSecret()
	err := s.update(ctx, func(tx *Tx) error {
		var owner int64
		if err := tx.find(&owner, "SELECT user_id FROM sessions WHERE hash = ?", hashSecret(session)); err != nil {
			return err
		}
		if owner == 0 {
			return errNotFound
		}
		return tx.exec("INSERT INTO stashes (hash, user_id, path, body, expires_at) VALUES (?, ?, ?, ?, ?)",
			hash, owner, stash.Path, stash.Body, tx.now.Add(stashKept))
	})
	return secret, err
}

// Stash returns what was kept; NotFound when it is too old, was dropped, or is somebody else's.
func (s *Store) Stash(ctx context.Context, who Actor, secret string) (Stash, error) {
	var kept []Stash
	err := s.find(ctx, &kept, "SELECT path, body FROM stashes WHERE hash = ? AND user_id = ? AND expires_at > ?",
		hashSecret(secret), who.ID, s.now())
	if err == nil && len(kept) == 0 {
		return Stash{}, errNotFound
	}
	return append(kept, Stash{})[0], err
}

// DropStash forgets what was kept, once it has been sent again.
func (s *Store) DropStash(ctx context.Context, secret string) error {
	return s.update(ctx, func(tx *Tx) error {
		return tx.exec("DELETE FROM stashes WHERE hash = ?", hashSecret(secret))
	})
}
