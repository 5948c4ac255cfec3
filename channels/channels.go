// Package channels is the contract for talking with the outside: what leaves the house, what a network says to it, and
// the ways it can fail. Each network has a folder of its own below; this package knows none of them, no tickets and no
// database.
package channels

import (
	"context"
	"time"
)

// Outbound is one thing on its way out.
type Outbound struct {
	Key        string   // the same at every attempt, and no other's: networks that can, recognise a repetition by it
	Channel    string   // email, instagram, …
	Account    Account  // the official account it leaves from; empty for mail of the house itself
	To         string   // address, number or handle of whoever gets it
	Thread     string   // post or conversation it belongs to
	InReplyTo  string   // the network's id of what it answers
	References []string // earlier ids of a mail thread, oldest first
	Subject    string   // mail only
	Text       string
	HTML       string // mail only: the same again for programs that show it
	Fact       *Fact  // in place of a text, for programs
	Secret     string // what the sending is signed or allowed with; never logged
	Automatic  bool   // no person wrote it for this reader: nobody's automatic answer may come back to it
}

// Account is an official account on a network.
type Account struct {
	ID     int64
	Handle string
}

// Receipt is the network's word that it has taken something over.
type Receipt struct {
	ID string    // the network's id of it
	At time.Time // when; zero: now
}

// Capabilities are what a network can do.
type Capabilities struct {
	TextAtMost int // characters of one message; 0: no limit worth the name
}

// Sender sends through one network. An error is a Failure, or counts as an unknown outcome.
type Sender interface {
	Send(ctx context.Context, out *Outbound) (Receipt, error)
	Capabilities() Capabilities
}
