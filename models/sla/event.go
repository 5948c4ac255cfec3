package sla

import "time"

// EventType says what happened to a ticket.
type EventType string

// The events a clock knows. Those without effect are listed so that a whole
// ticket history can be replayed as it is.
const (
	Received     EventType = "received"     // a citizen wrote
	Replied      EventType = "replied"      // a person answered and the platform accepted it
	Noted        EventType = "noted"        // no effect
	AutoReplied  EventType = "auto_replied" // no effect
	ReplyFailed  EventType = "reply_failed" // no effect
	Transferred  EventType = "transferred"  // no effect
	Paused       EventType = "paused"       // waiting for the citizen, or a lawful extension
	Resumed      EventType = "resumed"
	Resolved     EventType = "resolved"
	Reopened     EventType = "reopened" // by staff; by a citizen it is received after resolved
	Archived     EventType = "archived"
	Merged       EventType = "merged" // cancels like archived
	Retargeted   EventType = "retargeted"
	Recalendared EventType = "recalendared"
)

// known tells whether the clocks know a type of event.
func (t EventType) known() bool {
	switch t {
	case Received, Replied, Noted, AutoReplied, ReplyFailed, Transferred, Paused, Resumed,
		Resolved, Reopened, Archived, Merged, Retargeted, Recalendared:
		return true
	}
	return false
}

// Event is one thing that happened, at the instant it counts from: platform
// time for messages, acceptance for answers.
type Event struct {
	At   time.Time
	Type EventType
	// ID names the event to whoever replays: clocks tell by it whose terms they
	// follow and what stopped them.
	ID int
	// Reason is why a ticket was paused, archived or merged; it is handed
	// through to cancelled clocks.
	Reason string
	// Until is when a pause ends by itself; zero if only an event ends it.
	Until time.Time
	// Targets are the amounts a retargeting changes; zero amounts stay.
	Targets Targets
	// Dropped are the targets a retargeting takes away: their clocks end
	// without a measurement, unless they are breached by then. One that is
	// given again later runs from its original start as if never taken away.
	Dropped []Target
	// Warn is the share after which clocks are near from a retargeting on; 0
	// leaves it as it was.
	Warn float64
	// Calendar is the new calendar of a recalendaring, or of a retargeting that
	// changes both at once.
	Calendar *Calendar
}
