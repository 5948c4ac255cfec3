package models

import (
	"context"
	"crypto/rand"
	"strings"
)

// Chat is the Telegram chat in which the house tells a user.
type Chat struct {
	UserID   int64
	Chat     string
	LinkedAt Time
}

// A code for linking is used once, within so many seconds.
const chatCodeFor = 15 * 60

// ChatCode makes a code with which the actor links their Telegram chat, by sending "/start CODE" to the bot. A code made
// before is of no use any more; a chat linked already stays until another is.
func (s *Store) ChatCode(ctx context.Context, who Actor) (code string, err error) {
	if err := who.need(SignedIn); err != nil {
		return "", err
	}
	if who.Kind != ByUser {
		return "", denied()
	}
	code = rand.Text()[:16] // 80 bits of base 32: nobody guesses it within its minutes
	err = s.update(ctx, func(tx *Tx) error {
		return tx.exec(`INSERT INTO chats (user_id, code_hash, code_until) VALUES (?, ?, ?)
			ON CONFLICT (user_id) DO UPDATE SET code_hash = excluded.code_hash, code_until = excluded.code_until`,
			who.ID, hashSecret(code), tx.now.AddSeconds(chatCodeFor))
	})
	return code, err
}

// AwaitsChat reports whether any code is still good: only then has the bot anything to listen for.
func (s *Store) AwaitsChat(ctx context.Context) (bool, error) {
	var found []int
	err := s.find(ctx, &found, "SELECT 1 FROM chats WHERE code_until > 0 AND code_until > ? LIMIT 1", s.now())
	return len(found) > 0, err
}

// LinkChat links a chat to whoever made the code, once; false when no such code is good. A chat belongs to one user.
func (s *Store) LinkChat(ctx context.Context, code, chat string) (bool, error) {
	var user int64
	err := s.update(ctx, func(tx *Tx) error {
		err := tx.find(&user, "SELECT user_id FROM chats WHERE code_until > 0 AND code_hash = ? AND code_until > ?"+
			tx.store.dialect.locking(), hashSecret(strings.ToUpper(strings.TrimSpace(code))), tx.now)
		if err != nil || user == 0 {
			return err
		}
		if err := tx.exec("UPDATE chats SET chat = '' WHERE chat = ? AND user_id <> ?", chat, user); err != nil {
			return err
		}
		err = tx.exec("UPDATE chats SET chat = ?, code_hash = NULL, code_until = 0, linked_at = ? WHERE user_id = ?",
			chat, tx.now, user)
		if err != nil {
			return err
		}
		return tx.record(Actor{Kind: ByUser, ID: user}, HouseChanged, 0, 0, map[string]any{"what": "chat", "data": user})
	})
	s.caches.drop()
	return user != 0, err
}

// UnlinkChat takes the actor's chat away.
func (s *Store) UnlinkChat(ctx context.Context, who Actor) error {
	return s.changeHouse(ctx, who, SignedIn, "chat_removed", who.ID, func(tx *Tx) error { return tx.unlinkChat(who.ID) })
}

func (tx *Tx) unlinkChat(user int64) error {
	return tx.exec("DELETE FROM chats WHERE user_id = ?", user)
}

// ChatOf returns the actor's linked chat; its time is 0 while there is none.
func (s *Store) ChatOf(ctx context.Context, who Actor) (Chat, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return Chat{}, err
	}
	return ref.chatOf(who.ID), nil
}

func (r *reference) chatOf(user int64) Chat {
	for _, c := range r.roster.chats {
		if c.UserID == user {
			return c
		}
	}
	return Chat{}
}

// blocked notes that a user's chat takes nothing any more: they are told in the app, and what the message said goes by
// mail instead.
func (tx *Tx) blocked(o *Outgoing) error {
	if err := tx.unlinkChat(o.UserID); err != nil {
		return err
	}
	if err := tx.record(System, HouseChanged, 0, 0, map[string]any{"what": "chat_removed", "data": o.UserID}); err != nil {
		return err
	}
	return tx.notify([]int64{o.UserID}, 0, "telegram_blocked", nil, false)
}
