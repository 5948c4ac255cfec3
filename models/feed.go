package models

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// Feed tells open inboxes what changed, from the events table, so that it works across instances and processes.
type Feed struct {
	mu    sync.Mutex
	subs  map[*Subscription]struct{}
	awake chan struct{}
	ended chan struct{} // closed when nobody follows any more
	end   sync.Once
}

// Change is what a subscriber is told: enough to know what to load again, nothing to leak.
type Change struct {
	ID       int64
	TicketID int64
	UnitID   int64
	Type     EventType
	quiet    bool // of interest to who has the ticket open, not to lists
}

// Subscription receives the changes its actor may see, coalesced: Ready fires, Take empties.
type Subscription struct {
	who     Actor
	ticket  int64
	feed    *Feed
	mu      sync.Mutex
	changes []Change
	more    bool
	ready   chan struct{}
}

// Changes kept for a slow subscriber; above it is only told that there is more.
const changesAtMost = 64

func newFeed() *Feed {
	return &Feed{subs: map[*Subscription]struct{}{}, awake: make(chan struct{}, 1), ended: make(chan struct{})}
}

func (f *Feed) wake() {
	select {
	case f.awake <- struct{}{}:
	default:
	}
}

// Subscribe follows what the actor may see; ticket 0 means all of it. Close it when done.
func (s *Store) Subscribe(who Actor, ticket int64) *Subscription {
	sub := &Subscription{who: who, ticket: ticket, feed: s.feed, ready: make(chan struct{}, 1)}
	s.feed.mu.Lock()
	s.feed.subs[sub] = struct{}{}
	s.feed.mu.Unlock()
	return sub
}

// Ready fires when there is something to take.
func (sub *Subscription) Ready() <-chan struct{} { return sub.ready }

// Ticket is the one that is followed; 0: all in sight.
func (sub *Subscription) Ticket() int64 { return sub.ticket }

// Ended is closed when the house goes down, so that open streams end.
func (sub *Subscription) Ended() <-chan struct{} { return sub.feed.ended }

// Take returns what changed since the last call; more tells that some were left out.
func (sub *Subscription) Take() (changes []Change, more bool) {
	sub.mu.Lock()
	defer sub.mu.Unlock()
	changes, more = sub.changes, sub.more
	sub.changes, sub.more = nil, false
	return changes, more
}

// Close ends the subscription.
func (sub *Subscription) Close() {
	sub.feed.mu.Lock()
	delete(sub.feed.subs, sub)
	sub.feed.mu.Unlock()
}

func (sub *Subscription) wants(c Change) bool {
	if sub.ticket != 0 {
		return c.TicketID == sub.ticket
	}
	return !c.quiet && c.TicketID != 0 && sub.who.Can(ReadTickets) && sub.who.In(c.UnitID)
}

func (sub *Subscription) offer(changes []Change) {
	sub.mu.Lock()
	defer sub.mu.Unlock()
	told := false
	for _, c := range changes {
		if !sub.wants(c) {
			continue
		}
		told = true
		if len(sub.changes) < changesAtMost {
			sub.changes = append(sub.changes, c)
			continue
		}
		sub.more = true
	}
	if told {
		select {
		case sub.ready <- struct{}{}:
		default:
		}
	}
}

// Subscribers returns how many streams are open, for the metrics.
func (s *Store) Subscribers() int {
	s.feed.mu.Lock()
	defer s.feed.mu.Unlock()
	return len(s.feed.subs)
}

// Events written by other instances or commands are seen within this time; our own at once.
const feedEvery = 250 * time.Millisecond

// Our own commits wake the feed at once, but no oftener than this: readers coalesce anyway.
const feedAtMostEvery = 50 * time.Millisecond

// Follow reads new events and tells the subscribers, until the context ends. Run it once per process that serves.
func (s *Store) Follow(ctx context.Context) {
	defer s.feed.end.Do(func() { close(s.feed.ended) })
	last, err := s.LastEvent(ctx, 0)
	if err != nil {
		slog.Error("feed", "error", err)
	}
	seen, there := window{}, watch{}
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.feed.awake:
		case <-time.After(feedEvery):
		}
		from := last
		if !s.dialect.inOrder() {
			from -= seen.overlap(s.now())
		}
		fresh, err := s.changesAfter(ctx, from)
		if err != nil && ctx.Err() == nil {
			slog.Error("feed", "error", err)
		}
		fresh = seen.unseen(fresh, s.now())
		for _, c := range fresh {
			last = max(last, c.ID)
			if c.Type == HouseChanged {
				s.caches.drop()
			}
		}
		s.tell(fresh)
		present, err := s.presenceChanges(ctx, &there, last)
		if err != nil && ctx.Err() == nil {
			slog.Error("feed", "error", err)
		}
		s.tell(present)
		select {
		case <-ctx.Done():
		case <-time.After(feedAtMostEvery):
		}
	}
}

// LastEvent returns the id of the last event of a ticket, of all tickets for 0; 0 when there is none.
func (s *Store) LastEvent(ctx context.Context, ticket int64) (int64, error) {
	query, args := "SELECT COALESCE(MAX(id), 0) FROM events", []any(nil)
	if ticket != 0 {
		query, args = query+" WHERE ticket_id = ?", []any{ticket}
	}
	var last int64
	err := s.find(ctx, &last, query, args...)
	return last, err
}

func (s *Store) changesAfter(ctx context.Context, id int64) ([]Change, error) {
	var changes []Change
	err := s.find(ctx, &changes,
		"SELECT id, ticket_id, unit_id, type FROM events WHERE id > ? ORDER BY id LIMIT 5000", id)
	return changes, err
}

func (s *Store) tell(changes []Change) {
	if len(changes) == 0 {
		return
	}
	s.feed.mu.Lock()
	defer s.feed.mu.Unlock()
	for sub := range s.feed.subs {
		sub.offer(changes)
	}
}

// window remembers the ids of the last seconds: on PostgreSQL a lower id may become visible after a higher one.
type window map[int64]Time

// A transaction that appends events takes far less than this, in seconds.
const windowSeconds = 3

// overlap returns how far below the last id to look again.
func (w window) overlap(Time) int64 { return int64(min(len(w), 2000)) }

func (w window) unseen(changes []Change, now Time) []Change {
	fresh := changes[:0]
	for _, c := range changes {
		if _, known := w[c.ID]; !known {
			w[c.ID] = now
			fresh = append(fresh, c)
		}
	}
	for id, at := range w {
		if at < now-windowSeconds {
			delete(w, id)
		}
	}
	return fresh
}
