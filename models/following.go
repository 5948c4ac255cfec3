package models

import "context"

// FollowTicket makes the actor be told of new messages and of the end of a ticket that is not theirs.
func (s *Store) FollowTicket(ctx context.Context, who Actor, number string) error {
	if who.Kind != ByUser {
		return denied()
	}
	t, err := s.Ticket(ctx, who, number)
	if err != nil {
		return err
	}
	return s.update(ctx, func(tx *Tx) error {
		return tx.exec("INSERT INTO followings (user_id, ticket_id, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
			who.ID, t.ID, tx.now)
	})
}

// UnfollowTicket ends that; it does not matter whether the ticket can still be seen.
func (s *Store) UnfollowTicket(ctx context.Context, who Actor, number string) error {
	id, _, ok := parseNumber(number)
	if !ok || who.Kind != ByUser {
		return errNotFound
	}
	return s.update(ctx, func(tx *Tx) error {
		return tx.exec("DELETE FROM followings WHERE user_id = ? AND ticket_id = ?", who.ID, id)
	})
}

// Follows reports whether the actor follows the ticket.
func (s *Store) Follows(ctx context.Context, who Actor, ticket int64) (bool, error) {
	var n int
	if who.Kind != ByUser {
		return false, nil
	}
	err := s.find(ctx, &n, "SELECT COUNT(*) FROM followings WHERE user_id = ? AND ticket_id = ?", who.ID, ticket)
	return n > 0, err
}

// noticeFollowers tells those who follow the ticket and may still see it; not whoever did it, nor whoever is told as the
// one who has it.
func (tx *Tx) noticeFollowers(who Actor, t *Ticket, key string) error {
	var all, told []int64
	if err := tx.find(&all, "SELECT user_id FROM followings WHERE ticket_id = ? ORDER BY user_id LIMIT 200", t.ID); err != nil {
		return err
	}
	for _, id := range all {
		if who.Kind == ByUser && who.ID == id || id == t.AssigneeID {
			continue
		}
		follower, err := tx.store.ActorOf(tx.ctx, id)
		if ErrorCode(err) == NotFound {
			continue
		}
		if err != nil {
			return err
		}
		if follower.Can(ReadTickets) && follower.In(t.UnitID) && t.Confidential <= follower.Confidential {
			told = append(told, id)
		}
	}
	if len(told) == 0 {
		return nil
	}
	return tx.notify(told, t.ID, key, nil, false)
}
