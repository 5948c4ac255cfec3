package models

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// Line is one notice in a digest.
type Line struct {
	Key    string          `json:"key"`
	Number string          `json:"number,omitempty"`
	Data   json.RawMessage `json:"data,omitempty"`
}

// A digest waits until a minute has brought nothing new, at most five, and leaves at most one per user and half hour;
// an emergency does not wait for that half hour.
const (
	digestQuiet  = time.Minute
	digestAtMost = 5 * time.Minute
	digestEvery  = 30 * 60 // s
	digestLines  = 40      // the rest is a number: nobody reads more in a mail
)

// Digest puts the notices that wait for it into one mail per user; it returns how many mails. What was read in the app
// meanwhile is left out.
func (s *Store) Digest(ctx context.Context) (int, error) {
	var users []int64
	now := s.now()
	err := s.find(ctx, &users, `SELECT user_id FROM notices WHERE mail = 1 GROUP BY user_id
		HAVING MAX(created_at) <= ? OR MIN(created_at) <= ? ORDER BY user_id`,
		now.Add(-digestQuiet), now.Add(-digestAtMost))
	mails := 0
	for _, user := range users {
		sent := false
		err = s.update(ctx, func(tx *Tx) (err error) {
			sent, err = tx.digest(user)
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

// digest is false when the user's last mail is too recent, or nothing is left to tell.
func (tx *Tx) digest(user int64) (bool, error) {
	if err := tx.exec("UPDATE notices SET mail = 0 WHERE mail = 1 AND user_id = ? AND read_at > 0", user); err != nil {
		return false, err
	}
	var waiting []struct {
		Notice
		Opened Time
	}
	err := tx.find(&waiting, `SELECT n.*, COALESCE(t.created_at, 0) AS opened FROM notices n
		LEFT JOIN tickets t ON t.id = n.ticket_id WHERE n.mail = 1 AND n.user_id = ? ORDER BY n.id`, user)
	if err != nil || len(waiting) == 0 {
		return false, err
	}
	once := fmt.Sprintf("digest:%d:%d", user, int64(tx.now)/digestEvery)
	letter := Letter{Link: tx.store.Origin + "/inbox"}
	for _, n := range waiting {
		if n.Key == "urgent" {
			once = fmt.Sprintf("digest:%d:urgent:%d", user, n.ID)
		}
		if len(letter.Lines) == digestLines {
			letter.More++
			continue
		}
		line := Line{Key: n.Key, Data: json.RawMessage(n.Data)}
		if n.TicketID != 0 {
			line.Number = tx.store.number(n.TicketID, n.Opened)
		}
		letter.Lines = append(letter.Lines, line)
	}
	queued, err := tx.enqueued(Outgoing{Kind: OutDigest, Channel: "email", UserID: user, Once: once}, letter)
	if err != nil || !queued {
		return false, err
	}
	last := waiting[len(waiting)-1].ID
	return true, tx.exec("UPDATE notices SET mail = 2 WHERE mail = 1 AND user_id = ? AND id <= ?", user, last)
}
