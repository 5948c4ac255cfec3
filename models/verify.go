package models

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"
)

// FaultKind is what is wrong.
type FaultKind string

// The kinds of faults.
const (
	FaultDatabase    FaultKind = "database"    // the database itself is damaged
	FaultChain       FaultKind = "chain"       // an event does not follow from the one before
	FaultSeal        FaultKind = "seal"        // events were removed or added behind a seal
	FaultTicket      FaultKind = "ticket"      // events without their ticket, or a ticket without events
	FaultClock       FaultKind = "clock"       // a stored clock is not what the events say
	FaultMeasurement FaultKind = "measurement" // what a clock measured is not what the events say
	FaultHandover    FaultKind = "handover"    // the ticket does not stand where its history says
	FaultAttachment  FaultKind = "attachment"  // a file is missing or changed
)

// Fault is one thing that Verify found.
type Fault struct {
	Kind   FaultKind `json:"kind"`
	Ticket string    `json:"ticket,omitempty"`
	Event  int64     `json:"event,omitempty"` // the first link that does not fit
	Detail string    `json:"detail"`
}

// String names the fault for people.
func (f Fault) String() string {
	where := string(f.Kind)
	if f.Ticket != "" {
		where += " of ticket " + f.Ticket
	}
	if f.Event != 0 {
		where += fmt.Sprintf(", event %d", f.Event)
	}
	return where + ": " + f.Detail
}

// Verified is what Verify looked at and what it found. Only the first faults are kept; Broken counts all.
type Verified struct {
	Tickets      int
	Events       int
	Clocks       int
	Measurements int
	Attachments  int
	Seals        int
	LastSeal     string // hexadecimal; kept elsewhere, it shows that seals were cut off too
	Broken       int
	Faults       []Fault
	Took         time.Duration
}

// Faults kept with their details.
const faultsKept = 100

func (v *Verified) fault(f Fault) {
	if v.Broken++; len(v.Faults) < faultsKept {
		v.Faults = append(v.Faults, f)
	}
}

// Progress tells how far one part of something long has come.
type Progress func(part string, done, total int)

// Verify reads everything and checks that it fits together: the database's own structures, the event chain of every
// ticket and the seals over all, every clock against a replay, every file against its sum. It changes nothing, needs
// little memory, and may run beside the service.
func (s *Store) Verify(ctx context.Context, progress Progress) (Verified, error) {
	started := time.Now()
	v := &verification{store: s, progress: progress}
	var err error
	for _, part := range []func(context.Context) error{v.database, v.house, v.tickets, v.seals, v.attachments} {
		if err = part(ctx); err != nil {
			break
		}
	}
	v.Took = time.Since(started)
	return v.Verified, err
}

type verification struct {
	Verified
	store    *Store
	progress Progress
}

func (v *verification) database(ctx context.Context) error {
	found, err := v.store.dialect.integrity(ctx, v.store)
	for _, detail := range found {
		v.fault(Fault{Kind: FaultDatabase, Detail: detail})
	}
	return err
}

// house follows the chain of what happened to the house itself, which may be long and has no ticket.
func (v *verification) house(ctx context.Context) error {
	var before []byte
	for last := int64(0); ; {
		var events []Event
		err := v.store.find(ctx, &events, "SELECT * FROM events WHERE ticket_id = 0 AND id > ? ORDER BY id LIMIT 1000", last)
		if err != nil || len(events) == 0 {
			return err
		}
		v.Events += len(events)
		if at := brokenAfter(before, events); at != 0 {
			v.fault(Fault{Kind: FaultChain, Event: at, Detail: "an event of the house does not follow from the one before"})
			return nil
		}
		last, before = events[len(events)-1].ID, events[len(events)-1].Hash
	}
}

// seals computes every seal again.
func (v *verification) seals(ctx context.Context) error {
	var total int
	if err := v.store.find(ctx, &total, "SELECT COALESCE(SUM(events), 0) FROM seals"); err != nil {
		return err
	}
	last := Seal{}
	for done := 0; ; {
		var next []Seal
		if err := v.store.find(ctx, &next, "SELECT * FROM seals WHERE id > ? ORDER BY id LIMIT 500", last.ID); err != nil {
			return err
		}
		if len(next) == 0 {
			return nil
		}
		for _, seal := range next {
			if err := v.seal(ctx, last, seal); err != nil {
				return err
			}
			last = seal
			done += int(seal.Events)
		}
		v.tell("seals", done, total)
	}
}

func (v *verification) seal(ctx context.Context, last, seal Seal) error {
	w := newWax(last.Hash)
	if _, err := v.store.eachHash(ctx, seal.FromEvent-1, seal.ToEvent, sealAtMost, w.add); err != nil {
		return err
	}
	switch {
	case seal.FromEvent != last.ToEvent+1:
		v.fault(Fault{Kind: FaultSeal, Event: last.ToEvent + 1, Detail: fmt.Sprintf("the seal before seal %d is gone", seal.ID)})
	case w.events != seal.Events:
		v.fault(Fault{Kind: FaultSeal, Event: seal.FromEvent, Detail: fmt.Sprintf(
			"seal %d covers %d events up to %d, %d are there", seal.ID, seal.Events, seal.ToEvent, w.events)})
	case !bytes.Equal(w.sum(), seal.Hash):
		v.fault(Fault{Kind: FaultSeal, Event: seal.FromEvent, Detail: fmt.Sprintf(
			"seal %d does not fit the events up to %d", seal.ID, seal.ToEvent)})
	}
	v.Seals++
	v.LastSeal = hex.EncodeToString(seal.Hash)
	return nil
}

func (v *verification) attachments(ctx context.Context) error {
	var total int
	if err := v.store.find(ctx, &total, "SELECT COUNT(*) FROM attachments"); err != nil {
		return err
	}
	for last := int64(0); ; {
		var files []struct {
			Attachment
			Opened Time
		}
		err := v.store.find(ctx, &files, `SELECT a.*, COALESCE(t.created_at, 0) AS opened FROM attachments a
			LEFT JOIN tickets t ON t.id = a.ticket_id WHERE a.id > ? ORDER BY a.id LIMIT 200`, last)
		if err != nil || len(files) == 0 {
			return err
		}
		for i := range files {
			f := &files[i]
			if wrong := v.store.fileFault(&f.Attachment); wrong != "" {
				v.fault(Fault{Kind: FaultAttachment, Ticket: v.store.number(f.TicketID, f.Opened), Detail: wrong})
			}
			last = f.ID
			v.Attachments++
			v.tell("attachments", v.Attachments, total)
		}
	}
}

// fileFault tells what is wrong with the file of an attachment, nothing when it is as it was stored.
func (s *Store) fileFault(a *Attachment) string {
	file, err := os.Open(s.filePath(a.Sha256))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Sprintf("the file of attachment %d is missing (%s)", a.ID, a.Sha256)
	case err != nil:
		return fmt.Sprintf("the file of attachment %d cannot be read: %v", a.ID, err)
	}
	defer func() { _ = file.Close() }()
	sum := sha256.New()
	size, err := io.Copy(sum, file)
	if err != nil {
		return fmt.Sprintf("the file of attachment %d cannot be read: %v", a.ID, err)
	}
	if size != a.Size || hex.EncodeToString(sum.Sum(nil)) != a.Sha256 {
		return fmt.Sprintf("the file of attachment %d was changed (%s)", a.ID, a.Sha256)
	}
	return ""
}

func (v *verification) tell(part string, done, total int) {
	if v.progress != nil {
		v.progress(part, done, total)
	}
}
