package models

import (
	"context"

	"tanggap/models/text"
)

// AddNote writes something the citizen never sees.
func (s *Store) AddNote(ctx context.Context, who Actor, number, words string) (*Message, error) {
	words = text.Clean(words)
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
		return tx.record(who, NoteAdded, t.ID, t.UnitID, map[string]any{"message": note.ID})
	})
	return note, err
}
