package models

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"tanggap/models/sla"
)

// Flag is a level one clock has reached, once and for ever.
type Flag struct {
	ID        int64
	TicketID  int64
	Target    sla.Target
	Round     int
	Level     sla.Level
	At        Time   // the true moment
	CreatedAt Time   // when it was noticed
	Told      string // ids of the users who were told, by comma; Flags returns their names instead
}

// Flags returns the flags of a ticket in the order of their moments.
func (s *Store) Flags(ctx context.Context, who Actor, ticket int64) ([]Flag, error) {
	if _, err := s.ticket(ctx, who, ticket); err != nil {
		return nil, err
	}
	var flags []Flag
	if err := s.find(ctx, &flags, "SELECT * FROM flags WHERE ticket_id = ? ORDER BY at, id", ticket); err != nil {
		return nil, err
	}
	return flags, s.nameTold(ctx, flags)
}

// nameTold replaces the ids of who was told by names; somebody removed since stays a number.
func (s *Store) nameTold(ctx context.Context, flags []Flag) error {
	names := map[string]string{}
	for i := range flags {
		for id := range strings.SplitSeq(flags[i].Told, ",") {
			if _, err := strconv.ParseInt(id, 10, 64); err == nil {
				names[id] = "#" + id
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	var users []User
	query := "SELECT id, name FROM users WHERE id IN (" + strings.Join(slices.Sorted(maps.Keys(names)), ", ") + ")"
	if err := s.find(ctx, &users, query); err != nil {
		return err
	}
	for _, u := range users {
		names[strconv.FormatInt(u.ID, 10)] = u.Name
	}
	for i := range flags {
		told := strings.Split(flags[i].Told, ",")
		for j, id := range told {
			told[j] = names[id]
		}
		flags[i].Told = strings.Join(told, ", ")
	}
	return nil
}

// raise writes a flag with its true moment; false when that level of that clock was already there.
func (tx *Tx) raise(ticket int64, c *Clock, level sla.Level, at Time) (bool, error) {
	n, err := tx.changed(`INSERT INTO flags (ticket_id, target, round, level, at, created_at) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO NOTHING`, ticket, c.Target, c.Round, level, at, tx.now)
	return n > 0, err
}
