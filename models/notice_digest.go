package models

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Line is one notice in a digest.
type Line struct {
	Key    string          `json:"key"`
	Number string          `json:"number,omitempty"`
	Data   json.RawMessage `json:"data,omitempty"`
}

// A digest waits until a minute has brought nothing new, at most five, and leaves at most one per user and half hour, by
// Telegram five minutes; an emergency does not wait for that.
const (
	digestQuiet  = time.Minute
	digestAtMost = 5 * time.Minute
	digestLines  = 40 // the rest is a number: nobody reads more in a mail
	chatLines    = 15 // a message there has 4,096 characters
)

// gathering is a way by which notices go out together: its columns, and how often.
type gathering struct {
	channel string
	state   string
	at      string
	once    string
	every   int64 // s
	lines   int
}

var (
	byMail = gathering{channel: "email", state: "mail", at: "mail_at", once: "digest", every: 30 * 60, lines: digestLines}
	byChat = gathering{channel: ByTelegram, state: "chat", at: "chat_at", once: "chat", every: 5 * 60, lines: chatLines}
)

// sql puts the columns of the way into a statement.
func (g *gathering) sql(query string) string {
	return strings.NewReplacer("{state}", g.state, "{at}", g.at).Replace(query)
}

// Digest puts the notices that wait for it into one mail per user; it returns how many mails. What was read in the app
// meanwhile is left out, and what is to wait for its user's hours waits.
func (s *Store) Digest(ctx context.Context) (int, error) { return s.gather(ctx, &byMail) }

// DigestChats does the same by Telegram. Notices of users whose chat is gone go by mail instead.
func (s *Store) DigestChats(ctx context.Context) (int, error) { return s.gather(ctx, &byChat) }

func (s *Store) gather(ctx context.Context, g *gathering) (int, error) {
	var users []int64
	now := s.now()
	err := s.find(ctx, &users, g.sql(`SELECT user_id FROM notices WHERE {state} = 1 AND {at} <= ? GROUP BY user_id
		HAVING MAX(created_at) <= ? OR MIN(created_at) <= ? ORDER BY user_id`),
		now, now.Add(-digestQuiet), now.Add(-digestAtMost))
	mails := 0
	for _, user := range users {
		sent := false
		err = s.update(ctx, func(tx *Tx) (err error) {
			sent, err = tx.digest(g, user)
			return err
		})
		if err != nil {
			return mails, err
		}
		if sent {
			mails++
		}
	}
	return mails, err
}

// waitingNotice is a notice with what its line needs.
type waitingNotice struct {
	Notice
	Opened Time
}

// digest is false when the user's last mail is too recent, or nothing is left to tell.
func (tx *Tx) digest(g *gathering, user int64) (bool, error) {
	err := tx.exec(g.sql("UPDATE notices SET {state} = 0 WHERE {state} = 1 AND user_id = ? AND read_at > 0"), user)
	if err != nil {
		return false, err
	}
	gone := tx.mailGone
	if g == &byChat {
		gone = tx.chatGone
	}
	if gone, err := gone(user); gone || err != nil {
		return false, err
	}
	var waiting []waitingNotice
	err = tx.find(&waiting, g.sql(`SELECT n.*, COALESCE(t.created_at, 0) AS opened FROM notices n
		LEFT JOIN tickets t ON t.id = n.ticket_id WHERE n.{state} = 1 AND n.user_id = ? AND n.{at} <= ? ORDER BY n.id`),
		user, tx.now)
	if err != nil || len(waiting) == 0 {
		return false, err
	}
	letter, urgent := tx.store.letter(g, waiting)
	once := fmt.Sprintf("%s:%d:%d", g.once, user, int64(tx.now)/g.every)
	if urgent != 0 {
		once = fmt.Sprintf("%s:%d:urgent:%d", g.once, user, urgent)
	}
	joined, queued, err := tx.toldUser(user, g.channel, OutDigest, letter, once)
	if err != nil || !joined && !queued {
		return false, err
	}
	last := waiting[len(waiting)-1].ID
	return queued, tx.exec(g.sql(`UPDATE notices SET {state} = 2, {at} = ? WHERE {state} = 1 AND user_id = ? AND {at} <= ?
		AND id <= ?`), tx.now, user, tx.now, last)
}

// letter puts notices into lines; urgent is the last emergency among them, 0 for none.
func (s *Store) letter(g *gathering, waiting []waitingNotice) (letter Letter, urgent int64) {
	letter.Link = s.Origin + "/inbox"
	for _, n := range waiting {
		if n.Key == "urgent" {
			urgent = n.ID
		}
		if len(letter.Lines) == g.lines {
			letter.More++
			continue
		}
		line := Line{Key: n.Key, Data: json.RawMessage(n.Data)}
		if n.TicketID != 0 {
			line.Number = s.number(n.TicketID, n.Opened)
		}
		letter.Lines = append(letter.Lines, line)
	}
	return letter, urgent
}

// mailGone leaves what waits for a mail in the app, when there is no address to send it to.
func (tx *Tx) mailGone(user int64) (bool, error) {
	var address string
	if err := tx.find(&address, "SELECT email FROM users WHERE id = ?", user); err != nil || address != "" {
		return false, err
	}
	return true, tx.exec("UPDATE notices SET mail = 0 WHERE mail = 1 AND user_id = ?", user)
}

// chatGone gives what waits for a chat that is not linked any more to the next mail.
func (tx *Tx) chatGone(user int64) (bool, error) {
	var chat string
	if err := tx.find(&chat, "SELECT chat FROM chats WHERE user_id = ?", user); err != nil || chat != "" {
		return false, err
	}
	return true, tx.exec(`UPDATE notices SET chat = 0, mail_at = CASE mail WHEN 0 THEN chat_at ELSE mail_at END,
		mail = CASE mail WHEN 0 THEN 1 ELSE mail END WHERE chat = 1 AND user_id = ?`, user)
}

// tellUser queues a letter to a user. While an earlier one still waits, as when the server is down, both become one.
func (tx *Tx) tellUser(user int64, channel string, kind OutKind, letter Letter, once string) error {
	_, _, err := tx.toldUser(user, channel, kind, letter, once)
	return err
}

// toldUser also tells what was done: joined to the earlier one, queued, or neither when the name was used before.
func (tx *Tx) toldUser(user int64, channel string, kind OutKind, letter Letter, once string) (joined, queued bool, err error) {
	var waits Outgoing
	err = tx.find(&waits, `SELECT * FROM outbox WHERE user_id = ? AND user_id > 0 AND state IN ('queued', 'sending')
		AND state = 'queued' AND channel = ? AND kind IN ('digest', 'page') ORDER BY id LIMIT 1`+tx.store.dialect.locking(),
		user, channel)
	if err != nil {
		return false, false, err
	}
	if waits.ID == 0 {
		queued, err = tx.enqueued(Outgoing{Kind: kind, Channel: channel, UserID: user, Once: once}, letter)
		return false, queued, err
	}
	return true, false, tx.joinLetters(&waits, kind, letter)
}

// joinLetters adds a letter to one that still waits.
func (tx *Tx) joinLetters(waits *Outgoing, kind OutKind, letter Letter) error {
	var joined Letter
	if err := json.Unmarshal([]byte(waits.Body), &joined); err != nil {
		return fmt.Errorf("outbox %d: %w", waits.ID, err)
	}
	lines := digestLines
	if waits.Channel == ByTelegram {
		lines = chatLines
	}
	joined.More += letter.More
	for _, line := range letter.Lines {
		if kind == OutPage { // first, so that it is not among those left out
			joined.Lines = append([]Line{line}, joined.Lines...)
		} else {
			joined.Lines = append(joined.Lines, line)
		}
	}
	if more := len(joined.Lines) - lines; more > 0 {
		joined.Lines, joined.More = joined.Lines[:lines], joined.More+more
	}
	raw, err := json.Marshal(joined)
	if err != nil {
		return err
	}
	if kind == OutPage { // an emergency does not wait for the next attempt
		waits.Kind, waits.NextAt = OutPage, min(waits.NextAt, tx.now)
	}
	return tx.exec("UPDATE outbox SET body = ?, kind = ?, next_at = ? WHERE id = ?",
		string(raw), waits.Kind, waits.NextAt, waits.ID)
}
