package models

import (
	"bytes"
	"time"
)

// Request names a client's attempt, so that the second one gives the first one's answer:
// an Idempotency-Key, the token of a form, the row of an import. The zero Request is never remembered.
type Request struct {
	Scope  string // who chose the key: "form", "token:7", "import:kanal.csv"
	Key    string
	Digest []byte // of the content: the same key with another content is a Conflict
}

// Requests are remembered this long; an import that must add nothing the second time keeps them for good.
const requestsKept = 7 * 24 * time.Hour

// repeated returns the receipt of an earlier attempt, nil for a first one.
func (tx *Tx) repeated(in *Intake) (*Receipt, error) {
	if in.Request.Key == "" {
		return tx.delivered(in)
	}
	var row struct {
		Digest   []byte
		TicketID int64
	}
	err := tx.find(&row, "SELECT digest, ticket_id FROM requests WHERE scope = ? AND key = ?",
		in.Request.Scope, in.Request.Key)
	if err != nil {
		return nil, err
	}
	if row.TicketID == 0 {
		return tx.delivered(in)
	}
	if !bytes.Equal(row.Digest, in.Request.Digest) {
		return nil, conflict("request_key")
	}
	return tx.receiptOf(row.TicketID, true)
}

// delivered recognises a message the account has brought before.
func (tx *Tx) delivered(in *Intake) (*Receipt, error) {
	if in.ExternalID == "" {
		return nil, nil
	}
	var found []Message
	err := tx.find(&found, "SELECT * FROM messages WHERE account_id = ? AND external_id = ? AND external_id <> ''",
		in.AccountID, in.ExternalID)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	receipt, err := tx.receiptOf(found[0].TicketID, in.AccountID == 0)
	if receipt != nil {
		receipt.MessageID = found[0].ID
	}
	return receipt, err
}

func (tx *Tx) receiptOf(ticket int64, withCode bool) (*Receipt, error) {
	t := &Ticket{}
	if err := tx.find(t, "SELECT t.* FROM tickets t WHERE t.id = ?", ticket); err != nil {
		return nil, err
	}
	receipt := &Receipt{Ticket: t, Repeated: true}
	if withCode {
		receipt.TrackingCode = tx.store.keys.trackingCode(t.TrackingSalt)
	}
	return receipt, nil
}

// remember keeps the request with the ticket it made. Two attempts at once on PostgreSQL meet here: the second
// violates the key, is rolled back and run again, and then finds the first.
func (tx *Tx) remember(r Request, ticket int64) error {
	if r.Key == "" {
		return nil
	}
	return tx.exec("INSERT INTO requests (scope, key, digest, ticket_id, created_at) VALUES (?, ?, ?, ?, ?)",
		r.Scope, r.Key, r.Digest, ticket, tx.now)
}
