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
	Sweep         SweepResult   // the last one of this process
}

// outboxWaiting are the states counted; what was sent or taken back stays in the table and grows with it.
var outboxWaiting = []string{"queued", "sending", "failed", "unknown"}

// Gauges reads them, each from an index. Denied unless the actor may read metrics.
func (s *Store) Gauges(ctx context.Context, who Actor) (*Gauges, error) {
	if err := who.need(ReadMetrics); err != nil {
		return nil, err
	}
	g := &Gauges{Outbox: map[string]int64{}}
	if last := s.swept.Load(); last != nil {
		g.Sweep = *last
	}
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
	var first []Time
	err = s.find(ctx, &first, "SELECT flag_at FROM clocks WHERE flag_at < 253402300799 ORDER BY flag_at LIMIT 1")
	if len(first) > 0 && first[0] < s.now() {
		g.SweepLag = time.Duration(s.now()-first[0]) * time.Second
	}
	return g, err
}
