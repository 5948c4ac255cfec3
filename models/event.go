package models

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
)

// EventType names what happened; the timeline, the feed, the audit trail and the clocks read it.
type EventType string

// Events of tickets. Those the clock reads are mapped in clock_events.go.
const (
	TicketOpened      EventType = "opened"
	MessageReceived   EventType = "received"
	ReplyQueued       EventType = "reply_queued"
	ReplySent         EventType = "replied"
	ReplyFailed       EventType = "reply_failed"
	ReplyUnknown      EventType = "reply_unknown" // may have been sent: somebody must look
	MailFailed        EventType = "mail_failed"   // the mail about an answer, or the receipt
	ReplyCancelled    EventType = "reply_cancelled"
	AutoReplied       EventType = "auto_replied"
	NoteAdded         EventType = "noted"
	TicketClassified  EventType = "classified"
	TicketAssigned    EventType = "assigned"
	TransferAsked     EventType = "transferred"
	TransferAccepted  EventType = "transfer_accepted"
	TransferReturned  EventType = "transfer_returned"
	TransferLate      EventType = "transfer_late" // not accepted in the receiver's time
	TicketPaused      EventType = "paused"
	TicketResumed     EventType = "resumed"
	PauseReminded     EventType = "reminded" // the citizen, of the question
	TicketResolved    EventType = "resolved"
	TicketReopened    EventType = "reopened"
	TicketArchived    EventType = "archived"
	TicketConfirmed   EventType = "confirmed" // by the citizen: it is solved
	TicketMerged      EventType = "merged"    // into another
	TicketUnmerged    EventType = "unmerged"
	MergeTaken        EventType = "merge_taken"    // another came in
	MergeReturned     EventType = "merge_returned" // and went out again
	IncidentJoined    EventType = "incident_joined"
	IncidentLeft      EventType = "incident_left"
	ClockRetargeted   EventType = "retargeted"
	ClockRecalendar   EventType = "recalendared"
	FlagRaised        EventType = "flagged"
	TicketEscalated   EventType = "escalated" // told again of what stays late
	DutyPaged         EventType = "paged"     // an emergency, to whoever is on duty
	ExtensionAsked    EventType = "extension_asked"
	ExtensionApproved EventType = "extension_approved"
	ExtensionRefused  EventType = "extension_refused"
	DueChanged        EventType = "due_changed" // a policy or calendar was edited: from, to, why, by whom
)

// Events of the house itself (ticket 0).
const (
	HouseChanged EventType = "house_changed" // units, users, policies, calendars: caches start anew
	UserSignedIn EventType = "signed_in"

	PasswordChanged  EventType = "password_changed"
	ClocksRecomputed EventType = "recomputed"
)

// Event is one row of the append-only, hash-chained history.
type Event struct {
	ID        int64
	TicketID  int64
	Type      EventType
	Actor     ActorKind
	ActorID   int64
	UnitID    int64
	At        Time // when it held true: platform time
	CreatedAt Time // when it was written
	Data      string
	Hash      []byte
}

// digest chains the event to the hash of the one before it on the same ticket.
func (e *Event) digest(before []byte) []byte {
	h := sha256.New()
	h.Write(before)
	var numbers [40]byte
	for i, n := range []int64{e.TicketID, e.ActorID, e.UnitID, int64(e.At), int64(e.CreatedAt)} {
		binary.BigEndian.PutUint64(numbers[i*8:], uint64(n))
	}
	h.Write(numbers[:])
	for _, text := range []string{string(e.Type), string(e.Actor), e.Data} {
		h.Write([]byte{0})
		h.Write([]byte(text))
	}
	return h.Sum(nil)
}

// record appends an event that holds true now; data is written as JSON, nil as nothing.
func (tx *Tx) record(who Actor, kind EventType, ticket, unit int64, data any) error {
	return tx.recordAt(who, kind, ticket, unit, tx.now, data)
}

// recordAt appends an event that held true at the given time.
func (tx *Tx) recordAt(who Actor, kind EventType, ticket, unit int64, at Time, data any) error {
	var before []byte
	query := "SELECT hash FROM events WHERE ticket_id = ? ORDER BY id DESC LIMIT 1"
	err := tx.row(query, ticket).Scan(&before)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("read the end of the event chain: %w", err)
	}
	return tx.append(who, kind, ticket, unit, at, data, before)
}

// append writes an event behind the one whose hash is given; nil begins a chain.
func (tx *Tx) append(who Actor, kind EventType, ticket, unit int64, at Time, data any, before []byte) error {
	e := Event{
		TicketID: ticket, Type: kind, Actor: who.Kind, ActorID: who.ID, UnitID: unit,
		At: at, CreatedAt: tx.now,
	}
	if data != nil {
		raw, err := json.Marshal(data)
		if err != nil {
			return fmt.Errorf("event %s: %w", kind, err)
		}
		e.Data = string(raw)
	}
	tx.wake = true
	return tx.exec(`INSERT INTO events (ticket_id, type, actor, actor_id, unit_id, at, created_at, data, hash)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		e.TicketID, e.Type, e.Actor, e.ActorID, e.UnitID, e.At, e.CreatedAt, e.Data, e.digest(before))
}

// Events returns the history of a ticket, oldest first; NotFound outside the actor's scope.
func (s *Store) Events(ctx context.Context, who Actor, ticket int64) ([]Event, error) {
	if _, err := s.ticket(ctx, who, ticket); err != nil {
		return nil, err
	}
	var events []Event
	err := s.find(ctx, &events, "SELECT * FROM events WHERE ticket_id = ? ORDER BY id", ticket)
	return events, err
}

// brokenAt returns the first event of one ticket's chain whose hash does not follow, 0 when all do.
func brokenAt(events []Event) int64 { return brokenAfter(nil, events) }

// brokenAfter is brokenAt for events that follow one whose hash is given.
func brokenAfter(before []byte, events []Event) int64 {
	for i := range events {
		if !bytes.Equal(events[i].digest(before), events[i].Hash) {
			return events[i].ID
		}
		before = events[i].Hash
	}
	return 0
}
