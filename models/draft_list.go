package models

import (
	"context"
	"strings"
)

// DraftsOn returns the actor's drafts on a ticket, newest first.
func (s *Store) DraftsOn(ctx context.Context, who Actor, ticket int64) ([]Draft, error) {
	if who.Kind != ByUser {
		return nil, nil
	}
	var found []Draft
	err := s.find(ctx, &found, "SELECT * FROM drafts WHERE user_id = ? AND ticket_id = ? ORDER BY updated_at DESC, id DESC",
		who.ID, ticket)
	return found, err
}

// DraftRow is a draft in its writer's list.
type DraftRow struct {
	Draft
	Moved bool // the ticket is not in the writer's sight any more
}

// Drafts returns the actor's drafts of all tickets, newest first. Served by drafts_latest.
func (s *Store) Drafts(ctx context.Context, who Actor) ([]DraftRow, error) {
	if who.Kind != ByUser {
		return nil, nil
	}
	var found []Draft
	err := s.find(ctx, &found, "SELECT * FROM drafts WHERE user_id = ? ORDER BY updated_at DESC, id DESC LIMIT 500", who.ID)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	where, args := who.scope()
	for i := range found {
		args = append(args, found[i].TicketID)
	}
	var seen []int64
	err = s.find(ctx, &seen, "SELECT t.id FROM tickets t WHERE "+where+" AND t.id IN (?"+
		strings.Repeat(", ?", len(found)-1)+")", args...)
	visible := make(map[int64]bool, len(seen))
	for _, id := range seen {
		visible[id] = true
	}
	rows := make([]DraftRow, len(found))
	for i := range found {
		rows[i] = DraftRow{Draft: found[i], Moved: !visible[found[i].TicketID]}
	}
	return rows, err
}

// Drafted tells on which tickets the actor has a draft, and on how many. Served by drafts_user.
func (s *Store) Drafted(ctx context.Context, who Actor) (map[int64]bool, error) {
	if who.Kind != ByUser {
		return nil, nil
	}
	var tickets []int64
	err := s.find(ctx, &tickets, "SELECT DISTINCT ticket_id FROM drafts WHERE user_id = ?", who.ID)
	on := make(map[int64]bool, len(tickets))
	for _, id := range tickets {
		on[id] = true
	}
	return on, err
}
