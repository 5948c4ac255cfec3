package models

import "context"

// Direction is who a message comes from.
type Direction string

// In is from the citizen, out to the citizen, a note stays inside.
const (
	In   Direction = "in"
	Out  Direction = "out"
	Note Direction = "note"
)

// MessageState is how far a message got.
type MessageState string

// The states of messages.
const (
	Received  MessageState = "received"
	Queued    MessageState = "queued"
	Sent      MessageState = "sent" // accepted by the channel; only this stops a clock
	Failed    MessageState = "failed"
	Unknown   MessageState = "unknown"
	Cancelled MessageState = "cancelled"
	Noted     MessageState = "noted"
)

// Message is one utterance on a ticket.
type Message struct {
	ID         int64
	TicketID   int64
	Direction  Direction
	Author     string
	UserID     int64
	Text       string
	At         Time
	ReceivedAt Time
	State      MessageState
	AccountID  int64
	ExternalID string
	Tokens     int
	ViaID      int64 // the merged ticket it was written to; 0: to its own
}

// Attachment is a file of a message; its content lies in the data folder under its SHA-256.
type Attachment struct {
	ID        int64
	TicketID  int64
	MessageID int64
	Name      string
	Type      string
	Size      int64
	Sha256    string
	CreatedAt Time
}

// Messages returns the conversation of a ticket, oldest first; a citizen gets no notes, and answers only once they have
// left: until then they may be taken back.
func (s *Store) Messages(ctx context.Context, who Actor, ticket int64) ([]Message, error) {
	if _, err := s.ticket(ctx, who, ticket); err != nil {
		return nil, err
	}
	query := conversation
	if who.Kind == ByCitizen {
		query = theirs
	}
	var messages []Message
	err := s.find(ctx, &messages, query, ticket, ticket)
	return messages, err
}

// conversation is what was said on a ticket, and what its citizen wrote to it while it was merged into another.
const conversation = `SELECT * FROM messages WHERE ticket_id = ?
	UNION ALL SELECT * FROM messages WHERE via_id = ? AND via_id > 0 ORDER BY id`

// theirs is the part of it that is their own: what another citizen wrote to a ticket that was merged into this one is not.
const theirs = `SELECT * FROM messages m WHERE ticket_id = ? AND (state = 'sent' OR direction = 'in' AND (via_id = 0 OR EXISTS (
		SELECT 1 FROM tickets a JOIN tickets b ON b.citizen_id = a.citizen_id WHERE a.id = m.via_id AND b.id = m.ticket_id
		AND a.citizen_id > 0 AND a.privacy = 'named' AND b.privacy = 'named')))
	UNION ALL SELECT * FROM messages WHERE via_id = ? AND via_id > 0 ORDER BY id`

// addMessage writes a message and its words for search.
func (tx *Tx) addMessage(m *Message, words []string) (err error) {
	m.Tokens = len(words)
	m.ID, err = tx.insert(`INSERT INTO messages
		(ticket_id, direction, author, user_id, text, at, received_at, state, account_id, external_id, tokens, via_id)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id`,
		m.TicketID, m.Direction, m.Author, m.UserID, m.Text, m.At, m.ReceivedAt, m.State, m.AccountID, m.ExternalID,
		m.Tokens, m.ViaID)
	if err != nil || m.ID == 0 || len(words) == 0 {
		return err
	}
	return tx.store.dialect.indexWords(tx, m.TicketID, words)
}
