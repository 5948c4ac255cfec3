package models

import (
	"bytes"
	"context"
	"fmt"
)

// Answered is what an earlier attempt of the same request was answered with. It stands in place of an error, because
// the verb did not run again.
type Answered struct {
	Status int
	Body   string
}

func (a *Answered) Error() string { return fmt.Sprintf("answered before with %d", a.Status) }

type onceKey struct{}

// Once returns a context in which the next verb on a ticket runs once for the request: attempts after the first get
// Answered, or Conflict while there is no answer yet and when the content differs. What is done and that it was
// done are one transaction.
func Once(ctx context.Context, r Request) context.Context {
	return context.WithValue(ctx, onceKey{}, r)
}

// once claims the request of the context for the verb that is about to run.
func (tx *Tx) once(ctx context.Context, t *Ticket) error {
	r, ok := ctx.Value(onceKey{}).(Request)
	if !ok || r.Key == "" {
		return nil
	}
	var row struct {
		Digest   []byte
		TicketID int64
		Answered
	}
	err := tx.find(&row, "SELECT digest, ticket_id, status, body FROM requests WHERE scope = ? AND key = ?", r.Scope, r.Key)
	switch {
	case err != nil:
		return err
	case row.TicketID == 0:
		return tx.remember(r, t.ID)
	case !bytes.Equal(row.Digest, r.Digest):
		return conflict("request_key")
	case row.Status == 0:
		return conflict("request_done")
	}
	return &row.Answered
}

// KeepAnswer keeps what a request was answered with, for its next attempts.
func (s *Store) KeepAnswer(ctx context.Context, r Request, a Answered) error {
	return s.update(ctx, func(tx *Tx) error {
		return tx.exec("UPDATE requests SET status = ?, body = ? WHERE scope = ? AND key = ?", a.Status, a.Body, r.Scope, r.Key)
	})
}
