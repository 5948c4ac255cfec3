package models

import "context"

// OutboxEntry is a row of the outbox as it is looked after: what, of which ticket, how far. Its words are not among it.
type OutboxEntry struct {
	ID        int64
	Kind      OutKind
	Channel   string
	TicketID  int64
	Opened    Time // when the ticket was opened: part of its number
	UserName  string
	State     OutState
	Attempts  int
	NextAt    Time
	Error     string
	CreatedAt Time
}

// Sends shown at once; above it there is more to do than to look at rows.
const sendsAtMost = 200

// Outbox returns what failed or may not have arrived, the newest first, or what still waits, in the order it will go;
// more tells that there are others. Served by outbox_failed and outbox_next. Denied unless the actor configures.
func (s *Store) Outbox(ctx context.Context, who Actor, waiting bool) (sends []OutboxEntry, more bool, err error) {
	if err := who.need(Configure); err != nil {
		return nil, false, err
	}
	which := "o.state IN ('failed', 'unknown') ORDER BY o.id DESC"
	if waiting {
		which = "o.state IN ('queued', 'sending') ORDER BY o.next_at, o.id"
	}
	err = s.find(ctx, &sends, `SELECT o.id, o.kind, o.channel, o.ticket_id, COALESCE(t.created_at, 0) AS opened,
			COALESCE(u.name, '') AS user_name, o.state, o.attempts, o.next_at, o.error, o.created_at
		FROM outbox o LEFT JOIN tickets t ON t.id = o.ticket_id LEFT JOIN users u ON u.id = o.user_id
		WHERE `+which+" LIMIT ?", sendsAtMost+1)
	if more = len(sends) > sendsAtMost; more {
		sends = sends[:sendsAtMost]
	}
	return sends, more, err
}

// Number returns the number of the ticket an entry belongs to, empty when it belongs to none.
func (o OutboxEntry) Number(s *Store) string {
	if o.TicketID == 0 {
		return ""
	}
	return s.number(o.TicketID, o.Opened)
}

// Stuck returns how many sends failed or may not have arrived, at most UnreadAtMost.
func (s *Store) Stuck(ctx context.Context) (int, error) {
	var n int
	err := s.find(ctx, &n, `SELECT COUNT(*) FROM (SELECT 1 FROM outbox WHERE state IN ('failed', 'unknown') LIMIT ?) AS stuck`,
		UnreadAtMost)
	return n, err
}
