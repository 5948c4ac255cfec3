package models

import "context"

// Told is a notice as its user reads it.
type Told struct {
	ID        int64
	TicketID  int64
	Opened    Time // when the ticket was opened: part of its number
	Key       string
	Data      string
	CreatedAt Time
	ReadAt    Time
}

// Notices shown at once.
const noticesPerPage = 50

// Notices returns the actor's notices, the newest first, from before the one given (0: from the newest); more tells
// that there are older ones.
func (s *Store) Notices(ctx context.Context, who Actor, before int64) (notices []Told, more bool, err error) {
	if err := who.need(SignedIn); err != nil {
		return nil, false, err
	}
	if before == 0 {
		before = 1 << 62
	}
	err = s.find(ctx, &notices, `SELECT n.id, n.ticket_id, COALESCE(t.created_at, 0) AS opened, n.key, n.data, n.created_at,
			n.read_at FROM notices n LEFT JOIN tickets t ON t.id = n.ticket_id
		WHERE n.user_id = ? AND n.id < ? ORDER BY n.id DESC LIMIT ?`, who.ID, before, noticesPerPage+1)
	if more = len(notices) > noticesPerPage; more {
		notices = notices[:noticesPerPage]
	}
	return notices, more, err
}

// UnreadAtMost is where counting unread notices ends.
const UnreadAtMost = 100

// Unread returns how many notices the actor has not read, at most UnreadAtMost; the index notices_unread serves it.
func (s *Store) Unread(ctx context.Context, who Actor) (int, error) {
	var n int
	err := s.find(ctx, &n, `SELECT COUNT(*) FROM (SELECT 1 FROM notices WHERE user_id = ? AND read_at = 0 LIMIT ?) AS unread`,
		who.ID, UnreadAtMost)
	return n, err
}

// ReadNotice marks one of the actor's notices as read and returns it; NotFound when it is not theirs.
func (s *Store) ReadNotice(ctx context.Context, who Actor, id int64) (Told, error) {
	var told Told
	if err := who.need(SignedIn); err != nil {
		return told, err
	}
	err := s.find(ctx, &told, `SELECT n.id, n.ticket_id, COALESCE(t.created_at, 0) AS opened, n.key, n.data, n.created_at,
			n.read_at FROM notices n LEFT JOIN tickets t ON t.id = n.ticket_id WHERE n.user_id = ? AND n.id = ?`, who.ID, id)
	if err == nil && told.ID == 0 {
		err = errNotFound
	}
	if err != nil || told.ReadAt != 0 {
		return told, err
	}
	return told, s.update(ctx, func(tx *Tx) error {
		return tx.exec("UPDATE notices SET read_at = ? WHERE id = ? AND read_at = 0", tx.now, id)
	})
}

// ReadNotices marks all of the actor's notices as read.
func (s *Store) ReadNotices(ctx context.Context, who Actor) error {
	if err := who.need(SignedIn); err != nil {
		return err
	}
	return s.update(ctx, func(tx *Tx) error {
		return tx.exec("UPDATE notices SET read_at = ? WHERE user_id = ? AND read_at = 0", tx.now, who.ID)
	})
}

// NumberOf returns the number of the ticket a notice is about, empty when it is about none.
func (s *Store) NumberOf(told Told) string {
	if told.TicketID == 0 {
		return ""
	}
	return s.number(told.TicketID, told.Opened)
}
