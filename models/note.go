package models

import (
	"context"

	"tanggap/models/text"
)

// Noting is a note as it is written.
type Noting struct {
	Text     string
	Draft    string  // mark of the draft it was written as
	Mentions []int64 // users called upon beside those whose name follows an "@"
}

// AddNote writes a note; see WriteNote.
func (s *Store) AddNote(ctx context.Context, who Actor, number, words string) (*Message, error) {
	return s.WriteNote(ctx, who, number, Noting{Text: words})
}

// WriteNote writes something the citizen never sees.
func (s *Store) WriteNote(ctx context.Context, who Actor, number string, n Noting) (*Message, error) {
	words := text.Clean(n.Text)
	if words == "" {
		return nil, invalid("text", "required")
	}
	if err := tooLong("text", words); err != nil {
		return nil, err
	}
	typed := words
	words, called, err := s.mentions(ctx, who, number, words, n.Mentions)
	if err != nil {
		return nil, err
	}
	var note *Message
	err = s.act(ctx, who, number, AnswerTickets, func(tx *Tx, t *Ticket) error {
		if err := tx.dropSent(who, t.ID, DraftNote, typed, n.Draft); err != nil {
			return err
		}
		note, err = tx.note(who, t, words, called)
		return err
	})
	return note, err
}

// note writes it, and tells those it calls upon.
func (tx *Tx) note(who Actor, t *Ticket, words string, called []int64) (*Message, error) {
	note := &Message{
		TicketID: t.ID, Direction: Note, Author: who.Name, UserID: who.ID, Text: words, At: tx.now,
		ReceivedAt: tx.now, State: Noted,
	}
	if err := tx.addMessage(note, text.Tokens(words)); err != nil {
		return nil, err
	}
	data := map[string]any{"message": note.ID}
	if len(called) > 0 {
		data["called"] = called
		if err := tx.notify(called, t.ID, "mentioned", nil, true); err != nil {
			return nil, err
		}
	}
	return note, tx.record(who, NoteAdded, t.ID, t.UnitID, data)
}
