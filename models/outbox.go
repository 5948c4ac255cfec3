package models

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"tanggap/channels"
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
	SendAt     Time // of an answer that waits for its unit to open: when that is
}

// brings reports whether the row carries the message itself, and not a mail that tells of it.
func (o *Outgoing) brings() bool { return strings.HasPrefix(o.Once, "message:") }

// bringing names the one row that carries a message.
func bringing(message int64) string { return fmt.Sprintf("message:%d", message) }

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
	OutReceipt    OutKind = "receipt"    // acknowledgement to the citizen: never stops a clock
	OutReply      OutKind = "reply"      // an answer by somebody
	OutQuestion   OutKind = "question"   // waiting for the citizen
	OutResolved   OutKind = "resolved"   // the closing answer
	OutReminder   OutKind = "reminder"   // half way through waiting for the citizen
	OutUnanswered OutKind = "unanswered" // closed by rule, because the citizen did not answer: never stops a clock
	OutExtended   OutKind = "extended"   // the resolution takes longer, and why
	OutDigest     OutKind = "digest"     // notices of one user
	OutPassword   OutKind = "password"   // a user's password was changed
	OutPage       OutKind = "page"       // an emergency, to one user at once
	OutHook       OutKind = "hook"       // a fact, to another program
)

// Letter is what a row of the outbox carries. The address of a citizen is looked up when it is sent, and the tracking
// code made then: neither stands in the database in clear.
type Letter struct {
	Lang  string `json:"lang,omitempty"`
	Text  string `json:"text,omitempty"`
	Link  string `json:"link,omitempty"`
	Lines []Line `json:"lines,omitempty"` // of a digest
	More  int    `json:"more,omitempty"`  // notices that are not among the lines

	Until  Time `json:"until,omitempty"`  // until when an answer is waited for, or the new due time
	Closes bool `json:"closes,omitempty"` // without an answer until then, the ticket is closed

	Hook int64          `json:"hook,omitempty"` // of a fact: where it goes
	Fact *channels.Fact `json:"fact,omitempty"`
}

// UndoFor is how long an answer waits in the outbox, so that whoever sent it can take it back.
const UndoFor = 10 * time.Second

// enqueue puts something into the outbox, in the same transaction as what it tells of.
// once names what must not be sent twice; empty when the message id already says so.
func (tx *Tx) enqueue(o Outgoing, letter Letter) error {
	_, err := tx.enqueued(o, letter)
	return err
}

// enqueued also tells whether the row is new.
func (tx *Tx) enqueued(o Outgoing, letter Letter) (bool, error) {
	raw, err := json.Marshal(letter)
	if err != nil {
		return false, fmt.Errorf("outbox %s: %w", o.Kind, err)
	}
	if o.NextAt == 0 {
		o.NextAt = tx.clock
	}
	n, err := tx.changed(`INSERT INTO outbox
		(kind, channel, ticket_id, message_id, user_id, body, state, next_at, once, created_at, send_at)
		VALUES (?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		o.Kind, o.Channel, o.TicketID, o.MessageID, o.UserID, string(raw), o.NextAt, o.Once, tx.now, o.SendAt)
	return n > 0, err
}

// acknowledge mails the number and the code to a citizen who left an address.
func (tx *Tx) acknowledge(in *Intake, t *Ticket) error {
	if in.Email == "" || in.Quiet {
		return nil
	}
	return tx.enqueue(
		Outgoing{Kind: OutReceipt, Channel: "email", TicketID: t.ID, Once: receiptOf(t.ID)},
		Letter{Lang: in.Lang, Link: tx.store.trackingLink(t)})
}

// trackingLink is the public page of a ticket. The code is not in it: addresses end up in logs and histories.
func (s *Store) trackingLink(t *Ticket) string {
	return s.Origin + "/lacak?number=" + s.Number(t)
}

// A mail about an answer is news for a day; answers of an import are older.
const newsFor = 24 * time.Hour

// mailAnswer tells a citizen who left an address that there is an answer, in the same mail thread as the receipt.
func (tx *Tx) mailAnswer(t *Ticket, message int64, kind OutKind, at Time) error {
	if tx.store.carrier(t) != "web" || at < tx.now.Add(-newsFor) {
		return nil
	}
	return tx.mailCitizen(t, Outgoing{Kind: kind, MessageID: message, Once: fmt.Sprintf("mail:%d", message)}, Letter{})
}

// mailCitizen puts a letter about a ticket on its way, when its citizen left an address.
func (tx *Tx) mailCitizen(t *Ticket, o Outgoing, letter Letter) error {
	if tx.store.carrier(t) != "web" {
		return nil // the network is where they are reached
	}
	person, err := tx.contact(t.CitizenID)
	if err != nil || person.Email == "" {
		return err
	}
	o.Channel, o.TicketID, letter.Link = "email", t.ID, tx.store.trackingLink(t)
	return tx.enqueue(o, letter)
}

// reminding names the one reminder of a pause.
func reminding(pause int64) string { return fmt.Sprintf("reminder:%d", pause) }
