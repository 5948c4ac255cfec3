package models

import (
	"context"

	"tanggap/models/sla"
)

// Flag is a level one clock has reached, once and for ever.
type Flag struct {
	ID        int64
	TicketID  int64
	Target    sla.Target
	Round     int
	Level     sla.Level
	At        Time // the true moment
	CreatedAt Time // when it was noticed
	Told      string
}

// Flags returns the flags of a ticket in the order of their moments.
func (s *Store) Flags(ctx context.Context, who Actor, ticket int64) ([]Flag, error) {
	if _, err := s.ticket(ctx, who, ticket); err != nil {
		return nil, err
	}
	var flags []Flag
	err := s.find(ctx, &flags, "SELECT * FROM flags WHERE ticket_id = ? ORDER BY at, id", ticket)
	return flags, err
}

// raise writes a flag with its true moment; false when that level of that clock was already there.
func (tx *Tx) raise(ticket int64, c *Clock, level sla.Level, at Time) (bool, error) {
	n, err := tx.changed(`INSERT INTO flags (ticket_id, target, round, level, at, created_at) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO NOTHING`, ticket, c.Target, c.Round, level, at, tx.now)
	return n > 0, err
}
