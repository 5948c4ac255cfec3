package models

import (
	"context"
	"unicode/utf8"

	"tanggap/models/text"
)

// Reply is an answer on its way to the citizen.
type Reply struct {
	Text  string
	Seen  int // messages the writer had seen; 0: not checked
	Files []Upload
	Sent  Time   // for answers given elsewhere (a phone call, an import): when they were given; zero: send now
	Later bool   // leaves when the unit opens next; at once when it works
	Draft string // mark of the draft it was written as
}

// Reply answers the citizen: queued in the outbox, from where it can be taken back for UndoFor; the clock stops when
// the channel accepts it. Invalid without text; Conflict when somebody answered since the writer looked.
func (s *Store) Reply(ctx context.Context, who Actor, number string, r Reply) (*Message, error) {
	r.Text = text.Clean(r.Text)
	if r.Text == "" && len(r.Files) == 0 {
		return nil, invalid("text", "required")
	}
	if err := sendable("text", r.Text); err != nil {
		return nil, err
	}
	var sent *Message
	err := s.act(ctx, who, number, AnswerTickets, func(tx *Tx, t *Ticket) (err error) {
		if t.Status == StatusMerged {
			if t, err = tx.answerable(who, t); err != nil {
				return err
			}
			r.Seen = 0 // of the other conversation
		}
		if err := tx.stillSeen(t, r.Seen); err != nil {
			return err
		}
		if t.Status == StatusArchived {
			return conflict("status", "Status", t.Status)
		}
		if sent, err = tx.write(who, t, r); err != nil {
			return err
		}
		if err := tx.dropSent(who, t.ID, DraftReply, r.Text, r.Draft); err != nil {
			return err
		}
		if err := tx.noticeFollowers(who, t, "followed_answered"); err != nil {
			return err
		}
		return tx.reclock(t)
	})
	if err != nil {
		s.discard(ctx, r.Files)
		return nil, err
	}
	return sent, nil
}

func (tx *Tx) write(who Actor, t *Ticket, r Reply) (*Message, error) {
	if !r.Sent.Set() && who.Kind != ByUser && tx.store.carrier(t) == "web" {
		r.Sent = tx.now // a program takes nothing back, and the tracking page has it with this commit
	}
	if r.Sent.Set() {
		return tx.given(who, t, r)
	}
	words, err := tx.signed(who, t, "text", r.Text)
	if err != nil {
		return nil, err
	}
	m, err := tx.outgoing(who, t, words)
	if err != nil {
		return nil, err
	}
	if err := tx.attach(t, m.ID, r.Files); err != nil {
		return nil, err
	}
	later, err := tx.sendAt(t, &r)
	if err != nil {
		return nil, err
	}
	err = tx.enqueue(Outgoing{
		Kind: OutReply, Channel: tx.store.carrier(t), TicketID: t.ID, MessageID: m.ID,
		NextAt: max(later, tx.clock.Add(UndoFor)), SendAt: later, Once: bringing(m.ID),
	}, Letter{Text: words})
	if err != nil {
		return nil, err
	}
	data := map[string]any{"message": m.ID}
	if later > 0 {
		data["until"] = later
	}
	return m, tx.record(who, ReplyQueued, t.ID, t.UnitID, data)
}

// given records an answer that has already reached the citizen some other way.
func (tx *Tx) given(who Actor, t *Ticket, r Reply) (*Message, error) {
	m, err := tx.outgoing(who, t, r.Text)
	if err != nil {
		return nil, err
	}
	if err := tx.attach(t, m.ID, r.Files); err != nil {
		return nil, err
	}
	if err := tx.accepted(who, who, t, m.ID, OutReply, min(r.Sent, tx.now), ""); err != nil {
		return nil, err
	}
	m.State, m.At = Sent, min(r.Sent, tx.now)
	return m, nil
}

// say sends a message of a verb (a question, the closing answer) at once, without the time to take it back.
// The closing answer is a human reply; it stops the first response when the channel accepts it.
func (tx *Tx) say(who Actor, t *Ticket, kind OutKind, words string, files []Upload) error {
	words, err := tx.signed(who, t, kind.field(), words)
	if err != nil {
		return err
	}
	m, err := tx.outgoing(who, t, words)
	if err != nil {
		return err
	}
	if err := tx.attach(t, m.ID, files); err != nil {
		return err
	}
	carrier := tx.store.carrier(t)
	if carrier == "web" { // the tracking page is the channel, and has it with this commit
		return tx.accepted(who, who, t, m.ID, kind, tx.now, "")
	}
	return tx.enqueue(Outgoing{
		Kind: kind, Channel: carrier, TicketID: t.ID, MessageID: m.ID, Once: bringing(m.ID),
	}, Letter{Text: words})
}

// outgoing writes the message of an answer, still queued.
func (tx *Tx) outgoing(who Actor, t *Ticket, words string) (*Message, error) {
	m := &Message{
		TicketID: t.ID, Direction: Out, Author: who.Name, Text: words, At: tx.now, ReceivedAt: tx.now,
		State: Queued, AccountID: t.AccountID,
	}
	if who.Kind == ByUser {
		m.UserID = who.ID
	}
	t.Messages++
	return m, tx.addMessage(m, text.Tokens(words))
}

// accepted marks a message as accepted by its channel, which is what stops a clock. The caller replays the clocks.
func (tx *Tx) accepted(who, writer Actor, t *Ticket, message int64, kind OutKind, at Time, external string) error {
	err := tx.exec("UPDATE messages SET state = 'sent', at = ?, external_id = ? WHERE id = ?", at, external, message)
	if err != nil {
		return err
	}
	t.LastOutAt = max(t.LastOutAt, at)
	if t.Status == StatusNew || t.Status == StatusOpen {
		t.Status = StatusAnswered
	}
	if err := tx.mailAnswer(t, message, kind, at); err != nil {
		return err
	}
	data := map[string]any{"message": message}
	if writer.Kind == ByUser && (who.Kind != ByUser || who.ID != writer.ID) {
		data["by"] = writer.ID // whose answer it is, whoever brings it
	}
	event := ReplySent
	if kind == OutUnanswered {
		event = AutoReplied // a rule is nobody's answer
	}
	return tx.recordAt(who, event, t.ID, t.UnitID, at, data)
}

// stillSeen is Conflict when the conversation has grown since the writer looked.
func (tx *Tx) stillSeen(t *Ticket, seen int) error {
	if seen != 0 && seen < t.Messages {
		return conflict("answered_meanwhile", "New", t.Messages-seen)
	}
	return nil
}

// carrier is how an answer reaches the citizen: by the network the ticket came from, or on the tracking page,
// from where a mail tells of it when there is an address.
func (s *Store) carrier(t *Ticket) string {
	if t.AccountID != 0 {
		return t.Channel
	}
	return "web"
}

func tooLong(field, words string) error {
	if n := utf8.RuneCountInString(words); n > TextAtMost {
		return invalid(field, "too_long", "Limit", TextAtMost, "Length", n)
	}
	return nil
}
