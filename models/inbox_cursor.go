package models

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
)

// position is where a page of a list ended: the time the list is ordered by, and the ticket.
type position struct {
	at Time
	id int64
}

// A cursor is a position and the beginning of a hash over it and the filter, so that one that is broken or belongs to
// another list is noticed. It protects nothing: the scope of the actor does.
const (
	cursorPosition = 16
	cursorHash     = 8
)

func (f TicketFilter) cursor(p position) string {
	var raw [cursorPosition]byte
	binary.BigEndian.PutUint64(raw[:], uint64(p.at))
	binary.BigEndian.PutUint64(raw[8:], uint64(p.id))
	return base64.RawURLEncoding.EncodeToString(append(raw[:], f.cursorHash(raw[:])...))
}

func (f TicketFilter) cursorHash(at []byte) []byte {
	sum := sha256.Sum256(fmt.Appendf(at, "%+q", []any{
		f.Tab, f.Unit, f.Kind, f.Category, f.Channel, f.Status, f.Place, f.Flag, f.Assignee, int64(f.From), int64(f.To), f.Text,
		f.Below, f.Live, f.Response, int64(f.AsOf),
	}))
	return sum[:cursorHash]
}

// position reads the filter's cursor back.
func (f TicketFilter) position() (position, bool) {
	raw, err := base64.RawURLEncoding.DecodeString(f.Cursor)
	if err != nil || len(raw) != cursorPosition+cursorHash {
		return position{}, false
	}
	at, hash := raw[:cursorPosition:cursorPosition], raw[cursorPosition:]
	p := position{Time(binary.BigEndian.Uint64(at)), int64(binary.BigEndian.Uint64(at[8:]))}
	return p, bytes.Equal(hash, f.cursorHash(at))
}

func (q *listing) cursorAt(t *Ticket) string {
	switch {
	case q.filter.Text != "":
		return q.filter.cursor(position{id: t.ID})
	case q.newest:
		return q.filter.cursor(position{t.ReceivedAt, t.ID})
	}
	return q.filter.cursor(position{t.DueAt, t.ID})
}

// seek adds where the page begins.
func (q *listing) seek(wrong *problems) {
	if q.filter.Cursor == "" {
		return
	}
	p, ok := q.filter.position()
	switch {
	case !ok:
		wrong.add("cursor", "cursor")
	case q.filter.Text != "":
		q.add("t.id < ?", p.id)
	case q.newest:
		q.add("(t.received_at, t.id) < (?, ?)", p.at, p.id)
	default:
		q.add("(t.due_at, t.id) > (?, ?)", p.at, p.id)
	}
	q.after = &p
}
