package models

import (
	"context"
	"time"

	"tanggap/models/sla"
)

// SweepResult is what one run of the flagging job did.
type SweepResult struct {
	At       Time
	Near     int
	Late     int
	Critical int
	Again    int           // tellings of rungs that repeat
	Lag      time.Duration // the longest time between a true moment and its flag
	Took     time.Duration
}

// Flags returns how many flags the run raised.
func (r SweepResult) Flags() int { return r.Near + r.Late + r.Critical }

// Clocks in a chunk: the first one, and the bounds between which the size follows the time chunks take.
const (
	chunkFirst   = 100
	chunkAtLeast = 20
	chunkAtMost  = 1000
)

// sweep is one run of the job.
type sweep struct {
	store   *Store
	at      Time
	people  *people
	ladders ladders
	hooks   []int64
	many    map[unitLevel]bool
	lumps   map[lumpKey]lump
	facts   map[factKey]int
	result  SweepResult
	tally   FlagTally
}

// unitLevel is what notices are counted by.
type unitLevel struct {
	unit  int64
	level int
}

// Sweep raises the flags of every clock that passed a warn point, its due time or twice its target until the instant,
// in that order, with the true moments, and tells the people concerned. It takes only what is due, by an index, in
// chunks of their own transactions; running it twice at once, late, or with a clock set back raises nothing twice.
// On failure the chunks before stay; the result counts them.
func (s *Store) Sweep(ctx context.Context, at Time) (SweepResult, error) {
	started := time.Now()
	w := s.newSweep(at)
	due, steps, err := w.plan(ctx)
	for size := chunkFirst; err == nil && due; {
		var c chunk
		if c, err = w.chunk(ctx, size); err == nil {
			w.keep(&c)
			due = len(c.clocks) > 0
			size = nextSize(size, c.took, s.dialect.hold())
		}
	}
	for size := chunkFirst; err == nil && steps; {
		var c chunk
		var n int
		if c, n, err = w.stepChunk(ctx, size); err == nil {
			w.keep(&c)
			steps = n > 0
			size = nextSize(size, c.took, s.dialect.hold())
		}
	}
	if err == nil && len(w.facts) > 0 {
		err = s.update(ctx, w.tellSums)
	}
	w.result.Took = time.Since(started)
	s.swept.add(w.result, &w.tally)
	return w.result, err
}

func (s *Store) newSweep(at Time) *sweep {
	return &sweep{
		store: s, at: at, many: map[unitLevel]bool{}, lumps: map[lumpKey]lump{}, facts: map[factKey]int{},
		result: SweepResult{At: at},
	}
}

// meet finds out who is to be told, and by which ladders.
func (w *sweep) meet(ctx context.Context) (err error) {
	if w.people, err = w.store.people(ctx); err != nil {
		return err
	}
	if w.ladders, err = w.store.ladders(ctx); err != nil {
		return err
	}
	w.hooks, err = w.store.activeHooks(ctx)
	return err
}

// plan looks whether anything is due at all, and if so who is to be told and of which units too much to tell singly.
func (w *sweep) plan(ctx context.Context) (flags, steps bool, err error) {
	// Nearly always nothing is, and the look at two indexes costs microseconds; a goroutine that watches over an end of the
	// context while SQLite works would cost more than that.
	err = w.store.query(context.WithoutCancel(ctx)).Raw(`SELECT
			COALESCE((SELECT MIN(flag_at) FROM clocks WHERE flag_at < 253402300799), 253402300799) <= ?,
			COALESCE((SELECT MIN(at) FROM steps), 253402300799) <= ?`, w.at, w.at).Row().Scan(&flags, &steps)
	if err != nil || !flags && !steps {
		return false, false, reachable(err)
	}
	if err = w.meet(ctx); err == nil && steps {
		err = w.countSteps(ctx)
	}
	if err == nil && flags {
		err = w.count(ctx)
	}
	return flags, steps, err
}

// count finds the units with more flags of a level than people want to be told of one by one.
func (w *sweep) count(ctx context.Context) error {
	var counts []struct {
		UnitID               int64
		Near, Late, Critical int
	}
	err := w.store.find(ctx, &counts, `SELECT unit_id,
			SUM(CASE WHEN due_at >= ? THEN 1 ELSE 0 END) AS near,
			SUM(CASE WHEN due_at < ? AND critical_at >= ? THEN 1 ELSE 0 END) AS late,
			SUM(CASE WHEN critical_at < ? THEN 1 ELSE 0 END) AS critical
		FROM clocks WHERE flag_at < 253402300799 AND flag_at <= ? GROUP BY unit_id`, w.at, w.at, w.at, w.at, w.at)
	for _, c := range counts {
		for level, n := range []int{c.Near, c.Late, c.Critical} {
			w.many[unitLevel{c.UnitID, level + 1}] = n > singlyAtMost
		}
	}
	return err
}

// chunk is what one transaction did; the sweep takes it over only after the commit.
type chunk struct {
	clocks []dueClock
	flags  []raised
	lumps  map[lumpKey]lump
	facts  map[factKey]int
	steps  int
	took   time.Duration
}

func newChunk() chunk { return chunk{lumps: map[lumpKey]lump{}, facts: map[factKey]int{}} }

func (w *sweep) chunk(ctx context.Context, size int) (chunk, error) {
	var c chunk
	err := w.store.update(ctx, func(tx *Tx) (err error) {
		started := time.Now()
		c = newChunk()
		if c.clocks, err = tx.claimClocks(w.at, size); err != nil || len(c.clocks) == 0 {
			return err
		}
		c.flags = passed(c.clocks, w.at)
		if err := w.tell(tx, &c); err != nil {
			return err
		}
		if err := tx.writeFlags(&c); err != nil {
			return err
		}
		if err := w.begin(tx, c.flags); err != nil {
			return err
		}
		err = tx.flush()
		c.took = time.Since(started)
		return err
	})
	return c, err
}

// keep counts what is now durable.
func (w *sweep) keep(c *chunk) {
	for i := range c.flags {
		f := &c.flags[i]
		switch f.level {
		case 1:
			w.result.Near++
		case 2:
			w.result.Late++
		case 3:
			w.result.Critical++
		}
		lag := time.Duration(w.at-f.at) * time.Second
		w.tally.count(f.level, lag)
		w.result.Lag = max(w.result.Lag, lag)
	}
	for key, l := range c.lumps {
		w.lumps[key] = l
	}
	for key, n := range c.facts {
		w.facts[key] += n
	}
	w.result.Again += c.steps
}

// nextSize aims at a time, changing by half or double at most: one slow commit says little.
func nextSize(size int, took, aim time.Duration) int {
	next := 2 * size
	if took > 0 {
		next = int(int64(size) * int64(aim) / int64(took))
	}
	next = min(max(next, size/2), 2*size)
	return min(max(next, chunkAtLeast), chunkAtMost)
}

// raised is one level that one clock has passed.
type raised struct {
	clock *dueClock
	level int
	at    Time // the true moment
	last  bool // the highest of this clock in this run: the one people are told of
	told  string
}

func (f *raised) name() sla.Level { return levels[f.level-1] }
