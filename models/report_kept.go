package models

import (
	"context"
	"fmt"
)

// keptSum is what the roll-ups of a period added up to for somebody's scope, while none of them was built anew: whoever
// sorts a table or looks again pays for today only.
type keptSum struct {
	version int64
	sum     *cells
}

// Sums kept at most; each weighs up to 400 kB.
const sumsKept = 32

// rolledUp adds the roll-ups of a period up, or hands out what was added up before.
func (s *Store) rolledUp(ctx context.Context, scope reportScope, f ReportFilter, through Day) (*cells, error) {
	var version int64 // a rebuild raises that of its block
	err := s.find(ctx, &version, `SELECT COALESCE(SUM(version), 0) FROM rollups
		WHERE unit_id = 0 AND days = ? AND day BETWEEN ? AND ?`, blockDays, blockOf(f.From), f.To)
	if err != nil {
		return nil, err
	}
	key := fmt.Sprint(scope.units, scope.secrecy, f.From, f.To, f.By == ByDay, through, s.reportZone())
	s.caches.adding.Lock()
	kept, ok := s.caches.sums[key]
	s.caches.adding.Unlock()
	sum := newCells()
	if ok && kept.version == version {
		sum.merge(kept.sum)
		return sum, nil
	}
	if err := s.addRollUps(ctx, sum, scope, f, through); err != nil {
		return nil, err
	}
	own := newCells() // sorting values for a median must not touch what others read
	own.merge(sum)
	s.caches.adding.Lock()
	defer s.caches.adding.Unlock()
	if s.caches.sums == nil {
		s.caches.sums = map[string]keptSum{}
	}
	for other := range s.caches.sums {
		if len(s.caches.sums) < sumsKept {
			break
		}
		delete(s.caches.sums, other)
	}
	s.caches.sums[key] = keptSum{version, own}
	return sum, nil
}
