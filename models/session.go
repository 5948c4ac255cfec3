package models

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"log/slog"
	"time"

	"tanggap/models/text"
)

// Session is one browser in which a user is signed in.
type Session struct {
	ID        int64
	Hash      []byte
	UserID    int64
	Agent     string
	Address   string
	CreatedAt Time
	SeenAt    Time
	ExpiresAt Time
}

// A session ends after a working day without a request, and after a month in any case.
const (
	sessionIdle     = 12 * time.Hour
	sessionAtMost   = 30 * 24 * time.Hour
	sessionSeen     = 5 * time.Minute // how exactly the last request is remembered: a write each would be too dear
	sessionsPerUser = 50
)

// newSecret returns 32 random bytes in letters a cookie may hold, and the hash the database keeps.
func newSecret() (secret string, hash []byte) {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw) // never fails (crypto/rand)
	secret = base64.RawURLEncoding.EncodeToString(raw)
	return secret, hashSecret(secret)
}

func hashSecret(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

// openSession adds a session, ending the oldest of a user who has too many.
func (tx *Tx) openSession(u *User, agent, address string) (string, error) {
	secret, hash := newSecret()
	_, err := tx.insert(`INSERT INTO sessions (hash, user_id, agent, address, created_at, seen_at, expires_at)
		VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`, hash, u.ID, text.Excerpt(text.Clean(agent), 200), address,
		tx.now, tx.now, tx.now.Add(sessionAtMost))
	if err != nil {
		return "", err
	}
	err = tx.exec(`DELETE FROM sessions WHERE user_id = ? AND id NOT IN
		(SELECT id FROM sessions WHERE user_id = ? ORDER BY id DESC LIMIT ?)`, u.ID, u.ID, sessionsPerUser)
	return secret, err
}

// Session returns who a session's cookie stands for; NotFound when it has ended or its user is not active any more.
func (s *Store) Session(ctx context.Context, cookie string) (Session, User, Actor, error) {
	var session Session
	var u User
	if cookie == "" {
		return session, u, Actor{}, errNotFound
	}
	now := s.now()
	err := s.find(ctx, &session, "SELECT * FROM sessions WHERE hash = ?", hashSecret(cookie))
	if err != nil {
		return session, u, Actor{}, err
	}
	if session.ID == 0 || session.ExpiresAt <= now || session.SeenAt.Add(sessionIdle) <= now {
		return Session{}, u, Actor{}, errNotFound
	}
	if err := s.find(ctx, &u, "SELECT * FROM users WHERE id = ? AND active = TRUE", session.UserID); err != nil {
		return session, u, Actor{}, err
	}
	if u.ID == 0 {
		return Session{}, u, Actor{}, errNotFound
	}
	who, err := s.actor(ctx, &u)
	if err == nil && session.SeenAt.Add(sessionSeen) <= now {
		s.seen(ctx, session)
	}
	return session, u, who, err
}

// SessionOpen reports whether a session has not ended, without counting as a use of it: a page left open must not keep
// somebody signed in.
func (s *Store) SessionOpen(ctx context.Context, id int64) (bool, error) {
	var n int
	now := s.now()
	err := s.find(ctx, &n, `SELECT COUNT(*) FROM sessions s JOIN users u ON u.id = s.user_id
		WHERE s.id = ? AND s.expires_at > ? AND s.seen_at > ? AND u.active = TRUE`, id, now, now.Add(-sessionIdle))
	return n > 0, err
}

// seen notes that a session is in use. Not being able to write is no reason to refuse a page that only reads.
func (s *Store) seen(ctx context.Context, session Session) {
	err := s.update(ctx, func(tx *Tx) error {
		return tx.exec("UPDATE sessions SET seen_at = ? WHERE id = ?", tx.now, session.ID)
	})
	if err != nil {
		slog.Warn("session not marked as seen", "error", err)
	}
}

// Sessions returns where the user is signed in, the newest first.
func (s *Store) Sessions(ctx context.Context, who Actor) ([]Session, error) {
	if err := who.need(SignedIn); err != nil {
		return nil, err
	}
	var sessions []Session
	now := s.now()
	err := s.find(ctx, &sessions, `SELECT * FROM sessions WHERE user_id = ? AND expires_at > ? AND seen_at > ?
		ORDER BY id DESC`, who.ID, now, now.Add(-sessionIdle))
	return sessions, err
}

// RevokeSession ends one of the actor's sessions; NotFound when it is not theirs.
func (s *Store) RevokeSession(ctx context.Context, who Actor, id int64) error {
	if err := who.need(SignedIn); err != nil {
		return err
	}
	return s.update(ctx, func(tx *Tx) error {
		n, err := tx.changed("UPDATE sessions SET expires_at = ? WHERE id = ? AND user_id = ? AND expires_at > ?",
			tx.now, id, who.ID, tx.now)
		if err == nil && n == 0 {
			return errNotFound
		}
		return err
	})
}

// RevokeOthers ends all of the actor's sessions but the one given.
func (s *Store) RevokeOthers(ctx context.Context, who Actor, session int64) error {
	if err := who.need(SignedIn); err != nil {
		return err
	}
	return s.update(ctx, func(tx *Tx) error { return tx.endSessions(who.ID, session) })
}

// SignOut ends the session of a cookie; it is no error when it had ended before.
func (s *Store) SignOut(ctx context.Context, cookie string) error {
	return s.update(ctx, func(tx *Tx) error {
		return tx.exec("UPDATE sessions SET expires_at = ? WHERE hash = ? AND expires_at > ?", tx.now, hashSecret(cookie), tx.now)
	})
}

// endSessions ends all sessions of a user but one; 0 keeps none. The rows stay until they are purged: what was typed in
// an ended session is given back to its user only, and the row knows who that was.
func (tx *Tx) endSessions(user, keep int64) error {
	return tx.exec("UPDATE sessions SET expires_at = ? WHERE user_id = ? AND id <> ? AND expires_at > ?",
		tx.now, user, keep, tx.now)
}
