package models

import (
	"context"
	"errors"
	"slices"
)

// Into is where a merged ticket went.
type Into struct {
	Merge
	Number string  // of the ticket that goes on for it
	Root   *Ticket // nil: out of the actor's sight
	Same   bool    // it is of the same citizen
}

// Taken is a ticket that was merged into this one.
type Taken struct {
	Ticket
	Same bool
}

// takenIn is served by merges_target; nobody reads more than fifty.
const takenIn = `SELECT t.* FROM merges g JOIN tickets t ON t.id = g.ticket_id
	WHERE g.target_id = ? AND g.ended_at = 253402300799 ORDER BY g.id DESC LIMIT 50`

// into is where the ticket went; nil when it is not merged.
func (s *Store) into(ctx context.Context, who Actor, t *Ticket) (*Into, error) {
	root, m, err := s.goesOn(ctx, t)
	if err != nil || m == nil {
		return nil, err
	}
	in := &Into{Merge: *m, Number: s.Number(root), Same: samePerson(t, root)}
	if seen, err := s.ticket(ctx, who, root.ID); err == nil {
		in.Root = seen
	} else if !errors.Is(err, errNotFound) {
		return nil, err
	}
	return in, nil
}

// goesOn follows the merges of a ticket: the one that goes on for it, and the last merge on the way; nil when it is not
// merged.
func (s *Store) goesOn(ctx context.Context, t *Ticket) (*Ticket, *Merge, error) {
	var last *Merge
	for range mergesFollowed {
		if t.Status != StatusMerged {
			return t, last, nil
		}
		m, next := &Merge{}, &Ticket{}
		err := s.find(ctx, m, "SELECT * FROM merges WHERE ticket_id = ? AND ended_at = 253402300799", t.ID)
		if err == nil && m.ID == 0 {
			return t, last, nil // taken back this very moment
		}
		if err == nil {
			err = s.find(ctx, next, "SELECT * FROM tickets WHERE id = ?", m.TargetID)
		}
		if err != nil {
			return nil, nil, err
		}
		if last != nil {
			m.Reason, m.ByID = last.Reason, last.ByID
		}
		t, last = next, m
	}
	return t, last, nil
}

// Followed is what the citizen of a merged ticket may know of the one that goes on: how it stands and what happens, but no
// word of another citizen, nor of an answer to them.
type Followed struct {
	Same     bool // it is theirs too, and they read the answers
	Status   Status
	Live     bool
	UnitID   int64
	Due      *Ticket // for its deadline alone
	Steps    []Step  // since it went there
	Answers  []Message
	Speakers map[int64]int64
}

// Of the ticket that goes on, a citizen follows these steps.
var followedSteps = []string{"routed", "answered", "extended", "resolved", "unanswered", "archived", "reopened"}

// Onward returns what goes on for a citizen's merged ticket; nil when it is not merged, NotFound outside the scope.
func (s *Store) Onward(ctx context.Context, who Actor, ticket int64) (*Followed, error) {
	t, err := s.ticket(ctx, who, ticket)
	if err != nil {
		return nil, err
	}
	root, m, err := s.goesOn(ctx, t)
	if err != nil || m == nil {
		return nil, err
	}
	f := &Followed{Same: samePerson(t, root), Status: root.Status, Live: root.Live, UnitID: root.UnitID, Due: root}
	events, err := s.Events(ctx, System, root.ID)
	if err != nil {
		return nil, err
	}
	journey, err := journeyOf(events)
	if err != nil {
		return nil, err
	}
	f.Speakers = journey.Speakers
	for _, step := range journey.Steps {
		if step.At >= m.CreatedAt && slices.Contains(followedSteps, step.Key) {
			f.Steps = append(f.Steps, step)
		}
	}
	if !f.Same {
		return f, nil
	}
	err = s.find(ctx, &f.Answers, `SELECT * FROM messages WHERE ticket_id = ? AND direction = 'out' AND state = 'sent'
		AND at >= ? ORDER BY id`, root.ID, m.CreatedAt)
	return f, err
}
