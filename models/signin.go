package models

import (
	"context"
	"time"
)

// Guesses of passwords. Only failures count. The pair is narrow, so that a stranger cannot lock out an account;
// the address is wide, because a whole office stands behind one.
var (
	guessesPerPair    = Throttle{Purpose: "login.pair", Limit: 5, Window: 15 * time.Minute}
	guessesPerAddress = Throttle{Purpose: "login.address", Limit: 50, Window: 15 * time.Minute}
	guessesPerAccount = Throttle{Purpose: "login.account", Limit: 100, Window: time.Hour}
)

// SignIn opens a session and returns its cookie. Invalid, in the same words and after the same work, for an unknown
// address, a wrong password and a user who is not active; Limited after too many failures.
func (s *Store) SignIn(ctx context.Context, email, password, agent, address string) (string, User, error) {
	email = normalEmail(email)
	var u User
	if err := s.find(ctx, &u, "SELECT * FROM users WHERE email = ?", email); err != nil {
		return "", u, err
	}
	guess := signIn{email: email, address: address}
	if err := s.update(ctx, guess.count); err != nil {
		return "", u, err
	}
	hash := u.PasswordHash
	if hash == "" || len(password) > 4*passwordAtMost {
		hash, password = nobodysHash(), ""
	}
	fits, err := passwordMatches(hash, password)
	if err != nil {
		return "", u, err
	}
	if !fits || !u.Active {
		return "", u, &Error{Code: Invalid, Key: "login"}
	}
	var cookie string
	err = s.update(ctx, func(tx *Tx) (err error) {
		if err := guess.forgive(tx); err != nil {
			return err
		}
		if err := tx.exec("UPDATE users SET seen_at = ? WHERE id = ?", tx.now, u.ID); err != nil {
			return err
		}
		if cookie, err = tx.openSession(&u, agent, address); err != nil {
			return err
		}
		return tx.record(Actor{Kind: ByUser, ID: u.ID, Name: u.Name}, UserSignedIn, 0, 0, nil)
	})
	return cookie, u, err
}

// signIn is one attempt as the throttles count it.
type signIn struct{ email, address string }

func (g signIn) each(fn func(Throttle, string) error) error {
	for _, t := range []struct {
		Throttle
		who string
	}{
		{guessesPerPair, g.email + "|" + g.address},
		{guessesPerAddress, g.address},
		{guessesPerAccount, g.email},
	} {
		if err := fn(t.Throttle, t.who); err != nil {
			return err
		}
	}
	return nil
}

func (g signIn) count(tx *Tx) error   { return g.each(tx.try) }
func (g signIn) forgive(tx *Tx) error { return g.each(tx.forgive) }

// ChangePassword sets the actor's own password and ends their other sessions. Invalid when the present one does not
// fit or the new one is too easy; Limited after too many failures.
func (s *Store) ChangePassword(ctx context.Context, who Actor, session int64, present, wanted string) error {
	var u User
	if err := s.find(ctx, &u, "SELECT * FROM users WHERE id = ? AND active = TRUE", who.ID); err != nil {
		return err
	}
	if u.ID == 0 || who.Kind != ByUser {
		return denied()
	}
	if err := checkPassword("password", wanted, &u); err != nil {
		return err
	}
	guess := signIn{email: u.Email, address: "account"}
	if err := s.update(ctx, guess.count); err != nil {
		return err
	}
	fits, err := passwordMatches(u.PasswordHash, present)
	if err != nil {
		return err
	}
	if !fits {
		return invalid("current", "password_wrong")
	}
	if present == wanted {
		return invalid("password", "password_old")
	}
	hash := HashPassword(wanted)
	return s.update(ctx, func(tx *Tx) error {
		if err := guess.forgive(tx); err != nil {
			return err
		}
		if err := tx.setPassword(u.ID, hash, false); err != nil {
			return err
		}
		if err := tx.endSessions(u.ID, session); err != nil {
			return err
		}
		return tx.record(who, PasswordChanged, 0, 0, nil)
	})
}

// SetPassword gives a user a first password, which they must change when they sign in; all their sessions end.
// Denied unless the actor administers; NotFound without such a user; Invalid for a password that is too easy.
func (s *Store) SetPassword(ctx context.Context, who Actor, user int64, password string) error {
	if err := who.need(Administer); err != nil {
		return err
	}
	var u User
	if err := s.find(ctx, &u, "SELECT * FROM users WHERE id = ?", user); err != nil {
		return err
	}
	if u.ID == 0 {
		return errNotFound
	}
	if err := checkPassword("password", password, &u); err != nil {
		return err
	}
	hash := HashPassword(password)
	return s.changeHouse(ctx, who, Administer, "password", u.Email, func(tx *Tx) error {
		if err := tx.setPassword(user, hash, true); err != nil {
			return err
		}
		return tx.endSessions(user, 0)
	})
}

// setPassword also tells the user by mail: whoever did not change it themselves must know.
func (tx *Tx) setPassword(user int64, hash string, mustChange bool) error {
	err := tx.exec("UPDATE users SET password_hash = ?, must_change = ? WHERE id = ?", hash, mustChange, user)
	if err != nil {
		return err
	}
	return tx.enqueue(Outgoing{Kind: OutPassword, Channel: "email", UserID: user}, Letter{Link: tx.store.Origin + "/login"})
}

// SetTaste keeps the language and theme a user chose; an empty one stays as it is ("auto" follows the device).
func (s *Store) SetTaste(ctx context.Context, who Actor, lang, theme string) error {
	if err := who.need(SignedIn); err != nil {
		return err
	}
	return s.update(ctx, func(tx *Tx) error {
		if lang != "" {
			return tx.exec("UPDATE users SET lang = ? WHERE id = ?", lang, who.ID)
		}
		if theme == "auto" {
			theme = ""
		}
		return tx.exec("UPDATE users SET theme = ? WHERE id = ?", theme, who.ID)
	})
}
