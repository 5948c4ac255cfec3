package models

import (
	"fmt"
	"strings"

	"tanggap/models/sla"
)

// rows are rows on their way into one table, one after the other in a flat list.
type rows struct {
	table   string
	columns string
	width   int
	values  []any
}

func newRows(table, columns string) *rows {
	return &rows{table: table, columns: columns, width: strings.Count(columns, ",") + 1}
}

// add appends the values of one row, in the types every driver takes.
func (r *rows) add(values ...any) {
	if len(values) != r.width {
		panic(fmt.Sprintf("%s: %d values for %d columns", r.table, len(values), r.width))
	}
	for _, v := range values {
		r.values = append(r.values, driverValue(v))
	}
}

func (r *rows) count() int { return len(r.values) / r.width }

func driverValue(v any) any {
	switch v := v.(type) {
	case Time:
		return int64(v)
	case int:
		return int64(v)
	case Kind:
		return string(v)
	case Status:
		return string(v)
	case Priority:
		return string(v)
	case Privacy:
		return string(v)
	case Direction:
		return string(v)
	case MessageState:
		return string(v)
	case EventType:
		return string(v)
	case ActorKind:
		return string(v)
	case sla.Target:
		return string(v)
	case sla.State:
		return string(v)
	case sla.Level:
		return string(v)
	case HandoverState:
		return int64(v)
	case *float64:
		if v == nil {
			return nil
		}
		return *v
	}
	return v
}

// batch is what one chunk of tickets comes to.
type batch struct {
	now        Time // as far as the pasts are lived
	err        error
	ticketIDs  []int64
	messageIDs []int64
	lives      []life

	citizens, identities, tickets, messages, search, clocks, flags, events *rows
	assignments, transfers, pauses, closures, measurements                 *rows
}

func newBatch() *batch {
	return &batch{
		citizens:   newRows("citizens", "id, name, sealed, created_at"),
		identities: newRows("identities", "citizen_id, kind, channel, value, created_at"),
		tickets: newRows("tickets", `id, tracking_hash, tracking_salt, kind, category_id, unit_id, account_id, channel,
			status, live, priority, privacy, confidential, citizen_id, author, excerpt, place_id, place, lat, long, thread,
			assignee_id, policy_id, version_id, due_at, due_target, warn_at, critical_at, received_at, created_at, last_in_at,
			last_out_at, closed_at, hops, messages, reason, handover`),
		messages: newRows("messages", `id, ticket_id, direction, author, user_id, text, at, received_at, state, account_id,
			external_id, tokens`),
		search:      newRows("search", "docid, words"),
		clocks:      newRows("clocks", clockColumns),
		flags:       newRows("flags", "ticket_id, target, round, level, at, created_at, told"),
		events:      newRows("events", "ticket_id, type, actor, actor_id, unit_id, at, created_at, data, hash"),
		assignments: newRows("assignments", "ticket_id, user_id, by_id, created_at"),
		transfers: newRows("transfers", `ticket_id, from_unit_id, to_unit_id, reason, by_id, state, note, decided_by, decided_at,
			created_at, answer, accept_by, late_at`),
		pauses:       newRows("pauses", "ticket_id, question, by_id, created_at, until_at, ended_at, ended_by, closing, remind_at, reminded_at"),
		closures:     newRows("closures", "ticket_id, outcome, text, by_id, created_at, ended_at"),
		measurements: newRows("measurements", measurementColumns),
	}
}

func (b *batch) all() []*rows {
	return []*rows{
		b.citizens, b.identities, b.tickets, b.messages, b.search, b.clocks, b.flags, b.events,
		b.assignments, b.transfers, b.pauses, b.closures, b.measurements,
	}
}

// empty makes room for the next chunk in the same memory.
func (b *batch) empty() {
	clear(b.lives)
	b.lives = b.lives[:0]
	for _, r := range b.all() {
		r.values = r.values[:0]
	}
}

// filledTables are those whose indexes wait for the end: not that of identities, by which citizens are found again.
var filledTables = []string{
	"tickets", "messages", "search", "clocks", "flags", "events", "assignments", "transfers", "pauses", "closures",
	"measurements",
}

func (b *batch) addTicket(l *life) {
	t := &l.t
	b.tickets.add(t.ID, t.TrackingHash, t.TrackingSalt, t.Kind, t.CategoryID, t.UnitID, t.AccountID, t.Channel,
		t.Status, t.Live, t.Priority, t.Privacy, t.Confidential, t.CitizenID, t.Author, t.Excerpt, t.PlaceID, t.Place,
		t.Lat, t.Long, t.Thread, t.AssigneeID, t.PolicyID, t.VersionID, t.DueAt, t.DueTarget, t.WarnAt, t.CriticalAt,
		t.ReceivedAt, t.CreatedAt, t.LastInAt, t.LastOutAt, t.ClosedAt, t.Hops, t.Messages, t.Reason, t.Handover)
}
