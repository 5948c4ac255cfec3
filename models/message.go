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
	query := "SELECT * FROM messages WHERE ticket_id = ? ORDER BY id"
	if who.Kind == ByCitizen {
		query = "SELECT * FROM messages WHERE ticket_id = ? AND (direction = 'in' OR state = 'sent') ORDER BY id"
	}
	var messages []Message
	err := s.find(ctx, &messages, query, ticket)
	return messages, err
}

// addMessage writes a message and its words for search.
func (tx *Tx) addMessage(m *Message, words []string) (err error) {
	m.Tokens = len(words)
	m.ID, err = tx.insert(`INSERT INTO messages
		(ticket_id, direction, author, user_id, text, at, received_at, state, account_id, external_id, tokens)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id`,
		m.TicketID, m.Direction, m.Author, m.UserID, m.Text, m.At, m.ReceivedAt, m.State, m.AccountID, m.ExternalID,
		m.Tokens)
	if err != nil || m.ID == 0 || len(words) == 0 {
		return err
	}
	return tx.store.dialect.indexWords(tx, m.TicketID, words)
}
