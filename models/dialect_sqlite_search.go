package models

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"

	"tanggap/models/text"
)

// indexUnit writes the documents of the ticket again with that word alone: an index without contents adds it to those
// they have.
func (d *sqliteDialect) indexUnit(tx *Tx, ticket, unit int64) error {
	return tx.exec(`INSERT INTO search (docid, words)
		SELECT ticket_id * 4096 + ROW_NUMBER() OVER (ORDER BY id) % 4096, ? FROM messages WHERE ticket_id = ?`,
		unitWord(unit), ticket)
}

func (d *sqliteDialect) wording(words []text.QueryToken, ticket int64, units []int64) string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = w.Word
		if w.Prefix {
			all[i] += "*"
		}
	}
	wanted := "(" + strings.Join(all, " ")
	if ticket > 0 {
		wanted += " OR t" + strconv.FormatInt(ticket, 10)
	}
	if len(units) == 0 {
		return wanted + ")"
	}
	held := make([]string, len(units))
	for i, unit := range units {
		held[i] = unitWord(unit)
	}
	return wanted + ") (" + strings.Join(held, " OR ") + ")"
}

// How many of the newest tickets are searched before a filter is asked how many tickets it lets through, and up to how
// many those are gathered first: to ask each hit whether it is among them costs a third of looking at its ticket. Tests lower both.
var (
	searchedFirst  int64 = 20_000
	gatheredAtMost       = 20_000
)

// hits reads the search index from its newest document on and stops as soon as the page is full: the index is kept in
// that order, so nothing is sorted. A filter that few tickets pass would let it run over the hits of all others.
func (d *sqliteDialect) hits(ctx context.Context, s *Store, q *listing, wording string) ([]any, error) {
	where, args := q.conditions(q.who)
	looked := " CROSS JOIN tickets t ON t.id = h.docid / 4096 WHERE " + where // CROSS: the tickets come second
	r := reach{s: s, limit: q.limit + 1, wording: wording, to: math.MaxInt64 / docsPerTicket}
	if q.after != nil {
		r.to = q.after.id
	}
	if !q.narrowed() {
		err := r.read(ctx, 0, looked, args)
		return r.found, err
	}
	var last int64
	if err := s.find(ctx, &last, "SELECT COALESCE(MAX(id), 0) FROM tickets"); err != nil {
		return nil, err
	}
	if err := r.read(ctx, min(r.to, last)-searchedFirst, looked, args); err != nil || r.done() {
		return r.found, err
	}
	from, args := q.from(d, q.who)
	var few int
	err := s.find(ctx, &few, "SELECT COUNT(*) FROM (SELECT 1"+from+" LIMIT "+strconv.Itoa(gatheredAtMost+1)+")", args...)
	if err == nil && few <= gatheredAtMost {
		looked = " WHERE h.docid / 4096 IN (SELECT t.id" + from + ")"
	}
	if err == nil {
		err = r.read(ctx, 0, looked, args)
	}
	return r.found, err
}

// reach is how far down the search index has been read: everything from the newest ticket to the one at to is known.
type reach struct {
	s       *Store
	limit   int
	wording string
	to      int64
	found   []any
}

func (r *reach) done() bool { return r.to <= 0 || len(r.found) >= r.limit }

// read goes on down to the ticket from, through what follows the search index in the statement.
func (r *reach) read(ctx context.Context, from int64, looked string, args []any) error {
	rows, err := r.s.query(ctx).Raw("SELECT h.docid / 4096 FROM search h"+looked+
		" AND h.words MATCH ? AND h.docid >= ? AND h.docid < ? ORDER BY h.docid DESC",
		append(slices.Clone(args), r.wording, max(from, 0)*docsPerTicket, r.to*docsPerTicket)...).Rows()
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for last := int64(0); len(r.found) < r.limit && rows.Next(); {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return err
		}
		if id != last { // several messages of one ticket follow one another
			r.found, last = append(r.found, id), id
		}
	}
	r.to = from
	return rows.Err()
}
