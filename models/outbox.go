package models

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Outgoing is one thing that leaves the house, and only from here: at most once accepted, retried, never lost.
type Outgoing struct {
	ID         int64
	Kind       OutKind
	Channel    string // email, or the network of a reply; web needs no delivery
	TicketID   int64
	MessageID  int64
	UserID     int64
	Body       string // JSON of Letter
	State      OutState
	Attempts   int
	NextAt     Time
	ClaimedBy  string
	Error      string
	ExternalID string
	Once       string
	CreatedAt  Time
	SentAt     Time // when it was accepted; of an unknown send, when it was last tried
}

// brings reports whether the row carries the message itself, and not a mail that tells of it.
func (o *Outgoing) brings() bool { return strings.HasPrefix(o.Once, "message:") }

// OutState is how far something got on its way out.
type OutState string

// The states of the outbox. Failed rows are the dead letters; unknown ones may have arrived.
const (
	OutQueued    OutState = "queued"
	OutSending   OutState = "sending"
	OutSent      OutState = "sent"
	OutFailed    OutState = "failed"
	OutUnknown   OutState = "unknown"
	OutCancelled OutState = "cancelled"
)

// OutKind says what is sent; the views render it.
type OutKind string

// What leaves the house.
const (
	OutReceipt  OutKind = "receipt"  // acknowledgement to the citizen: never stops a clock
	OutReply    OutKind = "reply"    // an answer by somebody
	OutQuestion OutKind = "question" // waiting for the citizen
	OutResolved OutKind = "resolved" // the closing answer
	OutDigest   OutKind = "digest"   // notices of one user
	OutPassword OutKind = "password" // first or new password of a user
)

// Letter is what a row of the outbox carries; the address of a citizen is looked up when it is sent.
type Letter struct {
	Lang string `json:"lang,omitempty"`
	Text string `json:"text,omitempty"`
	Code string `json:"code,omitempty"`
	Link string `json:"link,omitempty"`
}

// UndoFor is how long an answer waits in the outbox, so that whoever sent it can take it back.
const UndoFor = 10 * time.Second

// enqueue puts something into the outbox, in the same transaction as what it tells of.
// once names what must not be sent twice; empty when the message id already says so.
func (tx *Tx) enqueue(o Outgoing, letter Letter) error {
	raw, err := json.Marshal(letter)
	if err != nil {
		return fmt.Errorf("outbox %s: %w", o.Kind, err)
	}
	if o.NextAt == 0 {
		o.NextAt = tx.now
	}
	return tx.exec(`INSERT INTO outbox
		(kind, channel, ticket_id, message_id, user_id, body, state, next_at, once, created_at)
		VALUES (?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?) ON CONFLICT DO NOTHING`,
		o.Kind, o.Channel, o.TicketID, o.MessageID, o.UserID, string(raw), o.NextAt, o.Once, tx.now)
}

// acknowledge mails the number and the code to a citizen who left an address.
func (tx *Tx) acknowledge(in *Intake, t *Ticket, code string) error {
	if in.Email == "" {
		return nil
	}
	return tx.enqueue(
		Outgoing{Kind: OutReceipt, Channel: "email", TicketID: t.ID, Once: fmt.Sprintf("receipt:%d", t.ID)},
		Letter{Lang: in.Lang, Code: code, Link: tx.store.trackingLink(t)})
}

// trackingLink is the public page of a ticket. The code is not in it: addresses end up in logs and histories.
func (s *Store) trackingLink(t *Ticket) string {
	return s.Origin + "/lacak?number=" + s.Number(t)
}

// mailAnswer tells a citizen who left an address that there is an answer, in the same mail thread as the receipt.
func (tx *Tx) mailAnswer(t *Ticket, message int64) error {
	if tx.store.carrier(t) != "web" {
		return nil
	}
	person, err := tx.contact(t.CitizenID)
	if err != nil || person.Email == "" {
		return err
	}
	return tx.enqueue(Outgoing{
		Kind: OutReply, Channel: "email", TicketID: t.ID, MessageID: message, Once: fmt.Sprintf("mail:%d", message),
	}, Letter{Code: tx.store.keys.trackingCode(t.TrackingSalt), Link: tx.store.trackingLink(t)})
}
