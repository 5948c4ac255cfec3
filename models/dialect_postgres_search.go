package models

import (
	"context"
	"strconv"
	"strings"

	"tanggap/models/text"
)

func (d *postgresDialect) indexUnit(tx *Tx, ticket, unit int64) error {
	return tx.exec(`UPDATE search SET words = words || array_to_tsvector(ARRAY[CAST(? AS TEXT)])
		WHERE docid >= ? AND docid < ?`, unitWord(unit), ticket*docsPerTicket, (ticket+1)*docsPerTicket)
}

func (d *postgresDialect) wording(words []text.QueryToken, ticket int64, units []int64) string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = "'" + w.Word + "'"
		if w.Prefix {
			all[i] += ":*"
		}
	}
	wanted := "(" + strings.Join(all, " & ")
	if ticket > 0 {
		wanted += " | 't" + strconv.FormatInt(ticket, 10) + "'"
	}
	if len(units) == 0 {
		return wanted + ")"
	}
	held := make([]string, len(units))
	for i, unit := range units {
		held[i] = "'" + unitWord(unit) + "'"
	}
	return wanted + ") & (" + strings.Join(held, " | ") + ")"
}

// How many tickets of the listing are looked through at first, and how many more at most while hits come often enough;
// and from how many hits on the words' index is the longer way. Tests lower all three.
var (
	lookedFirst  = 500
	lookedAtMost = 8_000
	hitsAtMost   = 20_000
)

// hits chooses the plan itself, because PostgreSQL does not know how often words come together: with ORDER BY and LIMIT
// it walks along the ids for seconds when a common word stands beside a rare one (limits.md). So the newest tickets of
// the listing are looked through first; the share of hits among them tells whether going on or the words' index is
// nearer. When the index gives too much after all, the listing is looked through to its end.
func (d *postgresDialect) hits(ctx context.Context, s *Store, q *listing, wording string) ([]any, error) {
	walk := &walk{s: s, q: q, wording: wording, before: 1 << 40}
	if q.after != nil {
		walk.before = q.after.id
	}
	if err := walk.on(ctx, lookedFirst); err != nil || walk.ended() {
		return walk.found, err
	}
	if need := lookedFirst * (q.limit + 1) / (len(walk.found) + 1); need <= lookedAtMost {
		if err := walk.on(ctx, need); err != nil || walk.ended() {
			return walk.found, err
		}
	}
	rare, err := walk.byWords(ctx)
	if err != nil || rare {
		return walk.found, err
	}
	for step := lookedAtMost; !walk.ended(); step *= 2 {
		if err := walk.on(ctx, step); err != nil {
			return nil, err
		}
	}
	return walk.found, nil
}

// walk is a search under way: everything of the listing from the newest down to before is known.
type walk struct {
	s       *Store
	q       *listing
	wording string
	before  int64
	found   []any
	last    bool
}

func (w *walk) ended() bool { return w.last || len(w.found) > w.q.limit }

// on looks through the next tickets of the listing. OFFSET 0 keeps the planner from reading the words of all
// tickets first because it thinks few will fit.
func (w *walk) on(ctx context.Context, tickets int) error {
	where, args := w.q.conditions(w.q.who)
	var step struct {
		Looked int
		Lowest int64
		Hits   string
	}
	err := w.s.find(ctx, &step, `WITH looked AS MATERIALIZED (
			SELECT t.id FROM tickets t WHERE `+where+` AND t.id < ? ORDER BY t.id DESC LIMIT ?)
		SELECT COUNT(*) AS looked, COALESCE(MIN(id), 0) AS lowest, COALESCE((
			SELECT string_agg(CAST(l.id AS TEXT), ',' ORDER BY l.id DESC) FROM looked l WHERE EXISTS (
				SELECT 1 FROM (SELECT h.words FROM search h WHERE h.docid >= l.id * 4096 AND h.docid < l.id * 4096 + 4096
					ORDER BY h.docid OFFSET 0) AS said WHERE said.words @@ CAST(? AS tsquery))), '') AS hits FROM looked`,
		append(args, w.before, tickets, w.wording)...)
	if err != nil {
		return err
	}
	w.take(step.Hits)
	w.before, w.last = step.Lowest, step.Looked < tickets
	return nil
}

// byWords takes the rest from the words' index; rare is false, and nothing changed, when it holds too many hits.
func (w *walk) byWords(ctx context.Context) (rare bool, err error) {
	where, args := w.q.conditions(w.q.who)
	var result struct {
		Hits int
		Ids  string
	}
	err = w.s.find(ctx, &result, `WITH hit AS MATERIALIZED (
			SELECT h.docid / 4096 AS id FROM search h WHERE h.words @@ CAST(? AS tsquery) LIMIT ?)
		SELECT (SELECT COUNT(*) FROM hit) AS hits, COALESCE((SELECT string_agg(CAST(p.id AS TEXT), ',' ORDER BY p.id DESC)
			FROM (SELECT t.id FROM tickets t WHERE t.id IN (SELECT id FROM hit WHERE id < ?) AND `+where+`
				ORDER BY t.id DESC LIMIT ?) AS p), '') AS ids`,
		append([]any{w.wording, hitsAtMost + 1, w.before}, append(args, w.q.limit+1-len(w.found))...)...)
	if err != nil || result.Hits > hitsAtMost {
		return false, err
	}
	w.take(result.Ids)
	return true, nil
}

// take adds the ids the database has joined with commas.
func (w *walk) take(ids string) {
	for one := range strings.SplitSeq(ids, ",") {
		if id, err := strconv.ParseInt(one, 10, 64); err == nil && len(w.found) <= w.q.limit {
			w.found = append(w.found, id)
		}
	}
}
