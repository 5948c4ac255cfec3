package models

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Delivery is a row of the outbox that one worker holds, with what its words are made of. Whoever it goes to was looked
// up just now; it is written down nowhere else.
type Delivery struct {
	Outgoing
	Letter     Letter
	Number     string
	Code       string   // the citizen's tracking code
	Unit       string   // that has the ticket
	Ticket     Ticket   // zero for what goes to users
	Account    Account  // zero for mail of the house
	To         string   // address or handle; empty when there is none any more
	Thread     string   // post or conversation on the network
	Words      string   // of the message; empty when the ticket is confidential and it goes by mail
	InReplyTo  string   // the network's id of what it answers
	References []string // of the mail thread
	UserName   string
	Secret     string // what the sending is signed or allowed with
	broken     error  // cannot be sent as it is
}

// A worker's hold on a row: longer than the longest attempt (jobs: 90 s) by far more than clocks of instances differ.
const lease = 5 * time.Minute

// dueSends is what has its turn: of each ticket's things for one channel the oldest first, so that an answer that is
// tried again is not overtaken by the next one. What waits for its unit to open holds nothing up until then. Served by outbox_next and outbox_ticket.
const dueSends = `FROM outbox o WHERE o.state IN ('queued', 'sending') AND o.state = 'queued' AND o.next_at <= ?
	AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.ticket_id = o.ticket_id AND e.ticket_id > 0 AND e.id < o.id
		AND e.channel = o.channel AND e.state IN ('queued', 'sending') AND e.send_at <= o.next_at)`

// Claim takes up to n rows that are due for one worker of this instance. No other gets them until the lease is over,
// and after that nobody: what was then still under way is unknown.
func (s *Store) Claim(ctx context.Context, n int) ([]Delivery, error) {
	if waiting, err := s.waiting(ctx, "<> 'web'"); err != nil || !waiting {
		return nil, err
	}
	var claimed []Delivery
	err := s.update(ctx, func(tx *Tx) error {
		claimed = nil
		var rows []Outgoing
		err := tx.find(&rows, "SELECT o.* "+dueSends+" AND o.channel <> 'web' ORDER BY o.next_at, o.id LIMIT ?"+
			tx.store.dialect.claiming(), tx.now, n)
		if err != nil {
			return err
		}
		for i := range rows {
			d := Delivery{Outgoing: rows[i]}
			d.State, d.Attempts, d.ClaimedBy = OutSending, d.Attempts+1, tx.store.instance+"/"+randomName()
			err := tx.exec(`UPDATE outbox SET state = 'sending', attempts = ?, claimed_by = ?, next_at = ?, sent_at = ?
				WHERE id = ?`, d.Attempts, d.ClaimedBy, tx.now.Add(lease), tx.now, d.ID)
			if err != nil {
				return err
			}
			if err := tx.prepare(&d); err != nil {
				return err
			}
			claimed = append(claimed, d)
		}
		return nil
	})
	return claimed, err
}

// waiting looks whether anything is due at all, so that an idle house writes nothing.
func (s *Store) waiting(ctx context.Context, channel string) (bool, error) {
	var found []int
	err := s.find(ctx, &found, `SELECT 1 FROM outbox o WHERE o.state IN ('queued', 'sending') AND o.state = 'queued'
		AND o.next_at <= ? AND o.channel `+channel+` LIMIT 1`, s.now())
	return len(found) > 0, err
}

// prepare looks up what the row only points to.
func (tx *Tx) prepare(d *Delivery) error {
	if d.broken = json.Unmarshal([]byte(d.Body), &d.Letter); d.broken != nil {
		return nil
	}
	switch {
	case d.Channel == ByWebhook:
		return tx.prepareHook(d)
	case d.TicketID == 0:
		return tx.prepareStaff(d)
	}
	if err := tx.find(&d.Ticket, "SELECT * FROM tickets WHERE id = ?", d.TicketID); err != nil {
		return err
	}
	ref, err := tx.store.reference(tx.ctx)
	if err != nil {
		return err
	}
	d.Number, d.Unit = tx.store.Number(&d.Ticket), ref.unit[d.Ticket.UnitID].Name
	d.Words = d.Letter.Text
	if d.MessageID != 0 {
		if err := tx.find(&d.Words, "SELECT text FROM messages WHERE id = ?", d.MessageID); err != nil {
			return err
		}
	}
	if d.Channel != "email" {
		return tx.prepareAnswer(d, ref)
	}
	if d.Ticket.Confidential > 0 && !d.brings() {
		d.Words = "" // a mailbox is read by others too: the tracking page has it
	}
	return tx.prepareMail(d)
}

// prepareStaff fills in where a user gets it.
func (tx *Tx) prepareStaff(d *Delivery) error {
	var u User
	err := tx.find(&u, "SELECT email, name, lang FROM users WHERE id = ? AND active = TRUE", d.UserID)
	d.To, d.UserName, d.Letter.Lang = u.Email, u.Name, u.Lang
	if err != nil || d.Channel != ByTelegram {
		return err
	}
	if d.Secret, d.broken = tx.store.BotToken(tx.ctx); d.broken != nil {
		return nil
	}
	return tx.find(&d.To, "SELECT COALESCE(MAX(chat), '') FROM chats WHERE user_id = ?", d.UserID)
}

// prepareAnswer fills in where on its network an answer belongs.
func (tx *Tx) prepareAnswer(d *Delivery, ref *reference) error {
	d.Account = ref.account[d.Ticket.AccountID]
	err := tx.find(&d.To, `SELECT value FROM identities WHERE citizen_id = ? AND kind = 'handle' AND channel = ?
		ORDER BY id DESC LIMIT 1`, d.Ticket.CitizenID, d.Channel)
	if err != nil {
		return err
	}
	d.Thread = strings.TrimPrefix(d.Ticket.Thread, fmt.Sprintf("%d/", d.Ticket.AccountID))
	if end := strings.LastIndex(d.Thread, "/"); end >= 0 {
		d.Thread = d.Thread[:end] // what follows is the handle
	}
	return tx.find(&d.InReplyTo, lastHeard, d.TicketID)
}

const lastHeard = `SELECT external_id FROM messages WHERE ticket_id = ? AND direction = 'in' AND via_id = 0
	AND external_id <> ''
	ORDER BY id DESC LIMIT 1`

// prepareMail fills in the citizen's address and language, and the mails that went before.
func (tx *Tx) prepareMail(d *Delivery) error {
	person, err := tx.contact(d.Ticket.CitizenID)
	if err != nil {
		d.broken = err // sealed with another key: nothing the next attempt could change, and no reason to hold up others
		return nil
	}
	d.To, d.Code = person.Email, tx.store.keys.trackingCode(d.Ticket.TrackingSalt)
	if d.Letter.Lang == "" {
		if d.Letter.Lang, err = tx.language(d.TicketID); err != nil {
			return err
		}
	}
	err = tx.find(&d.References, `SELECT external_id FROM outbox WHERE ticket_id = ? AND ticket_id > 0
		AND channel = 'email' AND id < ? AND state = 'sent' ORDER BY id`, d.TicketID, d.ID)
	if err != nil || !d.brings() {
		return err
	}
	return tx.find(&d.InReplyTo, lastHeard, d.TicketID)
}

// language is the one in which the citizen was told that their ticket is there.
func (tx *Tx) language(ticket int64) (string, error) {
	var body string
	err := tx.find(&body, "SELECT body FROM outbox WHERE once = ? AND once <> ''", receiptOf(ticket))
	if err != nil || body == "" {
		return "", err
	}
	var letter Letter
	return letter.Lang, json.Unmarshal([]byte(body), &letter)
}

func receiptOf(ticket int64) string { return fmt.Sprintf("receipt:%d", ticket) }

// Key names the delivery to the outside: the same at every attempt.
func (d *Delivery) Key() string { return fmt.Sprintf("tanggap-%d-%d", d.ID, d.CreatedAt) }
