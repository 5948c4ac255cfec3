package models

import (
	"context"

	"tanggap/models/text"
)

// Noting is a note as it is written.
type Noting struct {
	Text  string
	Draft string // mark of the draft it was written as
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
	var note *Message
	err := s.act(ctx, who, number, AnswerTickets, func(tx *Tx, t *Ticket) error {
		note = &Message{
			TicketID: t.ID, Direction: Note, Author: who.Name, UserID: who.ID, Text: words, At: tx.now,
			ReceivedAt: tx.now, State: Noted,
		}
		if err := tx.addMessage(note, text.Tokens(words)); err != nil {
			return err
		}
		if err := tx.dropSent(who, t.ID, DraftNote, words, n.Draft); err != nil {
			return err
		}
		return tx.record(who, NoteAdded, t.ID, t.UnitID, map[string]any{"message": note.ID})
	})
	return note, err
}
