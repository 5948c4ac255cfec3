package models

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"time"

	"tanggap/channels"
)

// How long something is tried again: 30 s, doubling, up to 4 hours, twenty times: two days and a weekend's evening.
const (
	backoffFirst   = 30 * time.Second
	backoffAtMost  = 4 * time.Hour
	attemptsAtMost = 20
)

// backoff is the wait after the given attempt; chance between 0 and 1 takes up to half off, so that what failed together
// does not come back together.
func backoff(attempt int, chance float64) time.Duration {
	wait := backoffAtMost
	if attempt < 16 {
		wait = min(backoffFirst<<max(attempt-1, 0), backoffAtMost)
	}
	return wait - time.Duration(chance*float64(wait/2))
}

// Settle notes what became of a delivery. A receipt makes an answer the citizen's, and stops the clock; a failure is
// tried again, given up, or left to somebody to look up. It changes nothing once somebody else has decided.
func (s *Store) Settle(ctx context.Context, d *Delivery, receipt channels.Receipt, failed error) error {
	if d.broken != nil {
		failed = channels.Permanent("broken", d.broken)
	}
	failure := channels.FailureOf(failed)
	err := s.update(ctx, func(tx *Tx) error {
		o, t, err := tx.held(d.ID, d.TicketID)
		if err != nil || o.ClaimedBy != d.ClaimedBy {
			return err
		}
		switch {
		case failure == nil:
			at := tx.now
			if !receipt.At.IsZero() {
				at = min(at, At(receipt.At))
			}
			return tx.arrived(System, o, t, at, receipt.ID)
		case failure.Outcome == channels.IsLimited:
			return tx.later(o, o.Attempts-1, max(failure.RetryAfter, 5*time.Second), failure.Code)
		case failure.Outcome == channels.IsUnknown && !o.harmless():
			return tx.unknown(o, t, failure.Code)
		case failure.Outcome != channels.IsPermanent && o.Attempts < attemptsAtMost:
			return tx.later(o, o.Attempts, backoff(o.Attempts, rand.Float64()), failure.Code) //nolint:gosec // jitter
		}
		return tx.giveUp(o, t, failure.Code)
	})
	if failure != nil && d.Channel == ByTelegram {
		s.caches.drop() // the chat may have been unlinked
	}
	return err
}

// held reads a row and its ticket, locked in the order all verbs lock them.
func (tx *Tx) held(id, ticket int64) (o *Outgoing, t *Ticket, err error) {
	if ticket != 0 {
		if t, err = tx.load(System, ticket); err != nil {
			return nil, nil, err
		}
	}
	o, err = tx.send(id)
	return o, t, err
}

func (tx *Tx) later(o *Outgoing, attempts int, wait time.Duration, code string) error {
	err := tx.exec(`UPDATE outbox SET state = 'queued', attempts = ?, next_at = ?, claimed_by = '', error = ?
		WHERE id = ?`, attempts, tx.clock.Add(wait), code, o.ID)
	if err != nil || !o.brings() {
		return err
	}
	return tx.exec("UPDATE messages SET state = 'queued' WHERE id = ?", o.MessageID) // it may have been unknown
}

// unknown keeps the claim: the worker may still come back and tell.
func (tx *Tx) unknown(o *Outgoing, t *Ticket, code string) error {
	if o.State == OutUnknown {
		return nil
	}
	if o.harmless() {
		return tx.later(o, o.Attempts, backoffFirst, code)
	}
	err := tx.exec("UPDATE outbox SET state = 'unknown', error = ? WHERE id = ?", code, o.ID)
	if err != nil || !o.brings() {
		return err
	}
	if err := tx.exec("UPDATE messages SET state = 'unknown' WHERE id = ?", o.MessageID); err != nil {
		return err
	}
	if err := tx.record(System, ReplyUnknown, t.ID, t.UnitID, o.told(code)); err != nil {
		return err
	}
	return tx.noticeWriter(o, t, "send_unknown", true)
}

// giveUp makes the row a dead letter: seen on the ticket and in the settings, and sent again only by hand.
func (tx *Tx) giveUp(o *Outgoing, t *Ticket, code string) error {
	err := tx.exec("UPDATE outbox SET state = 'failed', claimed_by = '', error = ? WHERE id = ?", code, o.ID)
	switch {
	case err != nil:
		return err
	case t == nil:
		return tx.staffMissed(o, code)
	case !o.brings():
		return tx.mailFailed(o, t, code)
	}
	if err := tx.exec("UPDATE messages SET state = 'failed' WHERE id = ?", o.MessageID); err != nil {
		return err
	}
	if err := tx.record(System, ReplyFailed, t.ID, t.UnitID, o.told(code)); err != nil {
		return err
	}
	return tx.noticeWriter(o, t, "send_failed", true)
}

// mailFailed: the tracking page has the answer, only the mail about it did not get there. Nobody is told when the house
// has no mail server at all: the settings say that once.
func (tx *Tx) mailFailed(o *Outgoing, t *Ticket, code string) error {
	if code == NoConnector {
		return nil
	}
	if err := tx.record(System, MailFailed, t.ID, t.UnitID, o.told(code)); err != nil || o.MessageID == 0 {
		return err
	}
	return tx.noticeWriter(o, t, "mail_failed", false)
}

// harmless: told twice it hurts less than not at all, an emergency and a message to staff; or the other side recognises
// a repetition, a webhook.
func (o *Outgoing) harmless() bool {
	return o.Kind == OutPage || o.Channel == ByWebhook || o.Channel == ByTelegram && o.UserID > 0
}

// staffMissed: what did not get to a user by Telegram goes by mail. What a house has no server for is no fault to act on.
func (tx *Tx) staffMissed(o *Outgoing, code string) error {
	gone := code == NoConnector && o.Kind == OutPage
	if o.Channel == ByTelegram && o.UserID > 0 {
		var letter Letter
		if err := json.Unmarshal([]byte(o.Body), &letter); err != nil {
			return fmt.Errorf("outbox %d: %w", o.ID, err)
		}
		err := tx.tellUser(o.UserID, "email", o.Kind, letter, fmt.Sprintf("instead:%d", o.ID))
		if err == nil && code == "blocked" {
			err = tx.blocked(o)
		}
		if err != nil {
			return err
		}
		gone = true
	}
	if !gone {
		return nil
	}
	return tx.exec("UPDATE outbox SET state = 'cancelled' WHERE id = ?", o.ID)
}

// NoConnector is the code of what is for a channel that this house does not speak.
const NoConnector = "no_connector"

func (o *Outgoing) told(code string) map[string]any {
	return map[string]any{"message": o.MessageID, "kind": o.Kind, "channel": o.Channel, "error": code}
}

// noticeWriter tells whoever wrote the message, else whoever has the ticket, else its unit.
func (tx *Tx) noticeWriter(o *Outgoing, t *Ticket, key string, mail bool) error {
	data := map[string]any{"channel": o.Channel}
	var writers []int64
	err := tx.find(&writers, `SELECT u.id FROM users u WHERE u.active = TRUE AND u.id IN
		((SELECT user_id FROM messages WHERE id = ?), ?) ORDER BY u.id = ? LIMIT 1`, o.MessageID, t.AssigneeID, t.AssigneeID)
	if err != nil {
		return err
	}
	if len(writers) == 0 {
		return tx.noticeUnit(t, key, data)
	}
	return tx.notify(writers, t.ID, key, data, mail)
}

// Publish puts answers whose channel is the tracking page there, once they can no longer be taken back. It needs no
// network, and no claim: one transaction does it. It returns how many it published.
func (s *Store) Publish(ctx context.Context) (int, error) {
	if waiting, err := s.waiting(ctx, "= 'web'"); err != nil || !waiting {
		return 0, err
	}
	var due []Outgoing
	err := s.find(ctx, &due, "SELECT o.id, o.ticket_id "+dueSends+
		" AND o.channel = 'web' ORDER BY o.next_at, o.id LIMIT 200", s.now())
	if err != nil {
		return 0, err
	}
	return s.eachSend(ctx, due, func(tx *Tx, o *Outgoing, t *Ticket) error {
		if o.State != OutQueued || o.NextAt > tx.clock {
			return nil // taken back, or published by another instance
		}
		return tx.arrived(System, o, t, tx.now, "")
	})
}

// Expire makes unknown what a worker took and never told of: it may have died between sending and telling.
func (s *Store) Expire(ctx context.Context) (int, error) {
	var over []Outgoing
	err := s.find(ctx, &over, `SELECT o.id, o.ticket_id FROM outbox o WHERE o.state IN ('queued', 'sending')
		AND o.state = 'sending' AND o.next_at <= ? ORDER BY o.next_at, o.id LIMIT 200`, s.now())
	if err != nil {
		return 0, err
	}
	return s.eachSend(ctx, over, func(tx *Tx, o *Outgoing, t *Ticket) error {
		if o.State != OutSending || o.NextAt > tx.clock {
			return nil
		}
		return tx.unknown(o, t, "interrupted")
	})
}

// eachSend runs a transaction per row, and stops at the first that fails; it returns how many did not.
func (s *Store) eachSend(ctx context.Context, rows []Outgoing, verb func(*Tx, *Outgoing, *Ticket) error) (int, error) {
	for i := range rows {
		err := s.update(ctx, func(tx *Tx) error {
			o, t, err := tx.held(rows[i].ID, rows[i].TicketID)
			if err != nil {
				return err
			}
			return verb(tx, o, t)
		})
		if err != nil {
			return i, err
		}
	}
	return len(rows), nil
}
