package models

import (
	"context"
	"time"
)

// Gauges are what a monitor wants to know of the house at one moment: numbers only, nothing of any ticket.
type Gauges struct {
	Outbox        map[string]int64 // what waits or needs somebody, by state
	Streams       int              // open pages that are told of changes, of this process
	DatabaseBytes int64
	SweepLag      time.Duration // how long the flag that is due first has been waiting
	Unflagged     int64         // flags due and not raised
	Running       int64         // clocks that run, in time or late
	Sweep         SweepResult   // the last one of this process
	Flagged       FlagTally     // by this process
}

// outboxWaiting are the states counted; what was sent or taken back stays in the table and grows with it.
var outboxWaiting = []string{"queued", "sending", "failed", "unknown"}

// Gauges reads them, each from an index. Denied unless the actor may read metrics.
func (s *Store) Gauges(ctx context.Context, who Actor) (*Gauges, error) {
	if err := who.need(ReadMetrics); err != nil {
		return nil, err
	}
	g := &Gauges{Outbox: map[string]int64{}}
	g.Sweep, g.Flagged = s.swept.read()
	s.feed.mu.Lock()
	g.Streams = len(s.feed.subs)
	s.feed.mu.Unlock()
	for _, state := range outboxWaiting {
		g.Outbox[state] = 0
	}
	var counts []struct {
		State string
		N     int64
	}
	err := s.find(ctx, &counts, `SELECT state, COUNT(*) AS n FROM outbox WHERE state IN ('queued', 'sending') GROUP BY state
		UNION ALL SELECT state, COUNT(*) FROM outbox WHERE state IN ('failed', 'unknown') GROUP BY state`)
	if err != nil {
		return nil, err
	}
	for _, c := range counts {
		g.Outbox[c.State] = c.N
	}
	if err := s.find(ctx, &g.DatabaseBytes, s.dialect.bytes()); err != nil {
		return nil, err
	}
	return g, s.countClocks(ctx, g)
}

// countClocks asks what the clocks are at, by indexes that hold open clocks only.
func (s *Store) countClocks(ctx context.Context, g *Gauges) error {
	now := s.now()
	var first []Time
	err := s.find(ctx, &first, "SELECT flag_at FROM clocks WHERE flag_at < 253402300799 ORDER BY flag_at LIMIT 1")
	if err != nil {
		return err
	}
	if len(first) > 0 && first[0] < now {
		g.SweepLag = time.Duration(now-first[0]) * time.Second
		err = s.find(ctx, &g.Unflagged, "SELECT COUNT(*) FROM clocks WHERE flag_at < 253402300799 AND flag_at <= ?", now)
		if err != nil {
			return err
		}
	}
	// Served by clocks_open and pauses_until: what runs is what is open and does not wait for a citizen.
	return s.find(ctx, &g.Running, `SELECT (SELECT COUNT(*) FROM clocks WHERE state IN ('running', 'paused')) -
		(SELECT COUNT(*) FROM pauses p JOIN clocks c ON c.ticket_id = p.ticket_id
			WHERE p.ended_at = 253402300799 AND c.state = 'paused')`)
}
