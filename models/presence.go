package models

import (
	"context"
	"slices"
	"strings"
	"time"
)

// Presence is somebody who has a ticket before them, as others see it.
type Presence struct {
	TicketID int64
	UserID   int64
	Name     string
	Writing  bool
}

// A page that is open says so every 15 s; who writes, with each draft it saves.
const (
	lookingFor = 45 * time.Second
	writingFor = 40 * time.Second
)

// PresenceChanged is what a feed tells when somebody begins or ends to look or to write. It is no event: nothing of it
// is kept.
const PresenceChanged = EventType("presence")

// Look says that the actor has the ticket before them, for a while; nothing of it goes into the history.
func (s *Store) Look(ctx context.Context, who Actor, ticket int64) error {
	if who.Kind != ByUser || !who.Can(AnswerTickets) {
		return nil
	}
	return s.update(ctx, func(tx *Tx) error { return tx.look(who.ID, ticket, 0) })
}

// LookAway says that they have it no longer.
func (s *Store) LookAway(ctx context.Context, who Actor, ticket int64) error {
	if who.Kind != ByUser {
		return nil
	}
	return s.update(ctx, func(tx *Tx) error {
		return tx.exec("DELETE FROM presences WHERE ticket_id = ? AND user_id = ?", ticket, who.ID)
	})
}

func (tx *Tx) look(user, ticket int64, writing Time) error {
	return tx.exec(`INSERT INTO presences (ticket_id, user_id, writing_at, until_at) VALUES (?, ?, ?, ?)
		ON CONFLICT (ticket_id, user_id) DO UPDATE SET until_at = excluded.until_at,
			writing_at = CASE WHEN excluded.writing_at > 0 THEN excluded.writing_at ELSE presences.writing_at END`,
		ticket, user, writing, tx.clock.Add(lookingFor))
}

// writes says that the user writes to the ticket, or has put away what they wrote.
func (tx *Tx) writes(user, ticket int64, words string) error {
	if strings.TrimSpace(words) != "" {
		return tx.look(user, ticket, tx.clock.Add(writingFor))
	}
	return tx.exec("UPDATE presences SET writing_at = 0 WHERE ticket_id = ? AND user_id = ?", ticket, user)
}

// Present returns who else has the tickets before them, in one query; those who write come first. The tickets are ones the
// actor sees.
func (s *Store) Present(ctx context.Context, who Actor, tickets []int64) (map[int64][]Presence, error) {
	if len(tickets) == 0 || who.Kind != ByUser {
		return nil, nil
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	now := s.now()
	args := append([]any{now, now, who.ID}, anys(tickets)...)
	var found []Presence
	err = s.find(ctx, &found, `SELECT ticket_id, user_id, writing_at > ? AS writing FROM presences
		WHERE until_at > ? AND user_id <> ? AND ticket_id IN (?`+strings.Repeat(", ?", len(tickets)-1)+`)`, args...)
	slices.SortFunc(found, func(a, b Presence) int {
		if a.Writing != b.Writing {
			if a.Writing {
				return -1
			}
			return 1
		}
		return int(a.UserID - b.UserID)
	})
	present := map[int64][]Presence{}
	for _, p := range found {
		if p.Name = ref.colleague[p.UserID].Name; p.Name != "" {
			present[p.TicketID] = append(present[p.TicketID], p)
		}
	}
	return present, err
}

// watch is what a process knew of all presences when it last looked.
type watch struct {
	at      time.Time
	present map[[2]int64]seat
}

type seat struct {
	unit    int64
	writing bool
}

// How often a process looks who is there, while somebody's page is open.
const watchEvery = time.Second

// presenceChanges compares who is there with who was. An inbox is told only of who writes: whoever opens a ticket would make
// everybody's list load again.
func (s *Store) presenceChanges(ctx context.Context, w *watch, last int64) (changes []Change, err error) {
	if s.Subscribers() == 0 || time.Since(w.at) < watchEvery {
		return nil, nil
	}
	w.at = time.Now()
	now := s.now()
	var rows []struct {
		TicketID, UserID, UnitID int64
		Writing                  bool
	}
	err = s.find(ctx, &rows, `SELECT p.ticket_id, p.user_id, t.unit_id, p.writing_at > ? AS writing
		FROM presences p JOIN tickets t ON t.id = p.ticket_id WHERE p.until_at > ?`, now, now)
	if err != nil {
		return nil, err
	}
	present := make(map[[2]int64]seat, len(rows))
	for _, r := range rows {
		present[[2]int64{r.TicketID, r.UserID}] = seat{r.UnitID, r.Writing}
	}
	differs := func(key [2]int64, before, after seat) {
		c := Change{ID: last, TicketID: key[0], UnitID: max(before.unit, after.unit), Type: PresenceChanged, quiet: before.writing == after.writing}
		changes = append(changes, c)
	}
	for key, after := range present {
		if before, known := w.present[key]; !known || before != after {
			differs(key, before, after)
		}
	}
	for key, before := range w.present {
		if _, still := present[key]; !still {
			differs(key, before, seat{})
		}
	}
	w.present = present
	return changes, nil
}
