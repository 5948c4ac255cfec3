package models

import (
	"context"
	"iter"
	"time"
)

// Past is a ticket with everything that has happened to it, for writing many at once (seed, demo).
type Past struct {
	Intake        // how it began; At is set, Files, Request and Lang are not used
	By     int64  // the user who entered it, 0 for the citizen
	Deeds  []Deed // in order of time
}

// Deed is one thing that somebody did to a ticket. Which fields count depends on the type.
type Deed struct {
	// received, replied, noted, classified, assigned, transferred and its answers, paused, resumed, resolved, reopened,
	// archived
	Type EventType
	At   Time
	By   int64  // the user; of no meaning for what a citizen does
	Text string // the message, the note, the question, the reason, the public answer
	User int64  // assigned: to whom, 0 for nobody
	Unit string // transferred: slug of the receiver
	Days int    // paused
	Classification
}

// messages is how many the deed adds to the conversation.
func (d *Deed) messages() int {
	switch d.Type {
	case MessageReceived, ReplySent, NoteAdded, TicketPaused, TicketResolved:
		return 1
	}
	return 0
}

// Filled is what Fill wrote.
type Filled struct {
	Tickets  int
	Messages int
	Events   int
	Took     time.Duration
}

// Tickets in one transaction: some 150 ms of the writer, so that a running service is not held up for longer.
const fillChunk = 4000

// Fill writes whole tickets by the thousand. What it stores is what the verbs and a sweep in every second would have
// stored (a test compares), save that nobody is notified and nothing leaves: all of it is long past. On an empty house
// the indexes are built at the end, which is several times faster; when that is cut short, the next Migrate builds them.
// Invalid names the first past that cannot be; the chunks before it stay. progress is told how many tickets are durable.
func (s *Store) Fill(ctx context.Context, pasts iter.Seq[Past], progress func(Filled)) (Filled, error) {
	started := time.Now()
	f := &filling{store: s, progress: progress, texts: map[string]said{}, openings: map[openingKey][2]string{}}
	err := f.prepare(ctx)
	if err == nil {
		err = f.run(ctx, pasts)
		if e := s.restoreIndexes(context.WithoutCancel(ctx)); err == nil {
			err = e
		}
	}
	if err == nil {
		err = s.dialect.measure(ctx, s, filledTables)
	}
	f.done.Took = time.Since(started)
	s.feed.wake()
	return f.done, err
}

// filling is one run of Fill.
type filling struct {
	store    *Store
	ref      *reference
	people   *people
	ladders  ladders
	names    map[int64]string
	within   string // how soon a unit must accept what it is handed
	progress func(Filled)
	texts    map[string]said
	openings map[openingKey][2]string
	spare    *batch // written and free to be used again
	done     Filled
}

func (f *filling) prepare(ctx context.Context) (err error) {
	s := f.store
	if f.ref, err = s.reference(ctx); err != nil {
		return err
	}
	if f.ladders, err = s.ladders(ctx); err != nil {
		return err
	}
	if f.people, err = s.people(ctx); err != nil {
		return err
	}
	if f.within, err = s.AcceptWithin(ctx); err != nil {
		return err
	}
	var users []User
	if err = s.find(ctx, &users, "SELECT id, name FROM users"); err != nil {
		return err
	}
	f.names = map[int64]string{}
	for _, u := range users {
		f.names[u.ID] = u.Name
	}
	var tickets int
	if err = s.find(ctx, &tickets, "SELECT COUNT(*) FROM (SELECT id FROM tickets LIMIT 1) AS any_ticket"); err != nil || tickets > 0 {
		return err
	}
	return s.dropIndexes(ctx)
}

// run keeps three things going at once: telling the pasts, living through them, writing their rows.
func (f *filling) run(ctx context.Context, pasts iter.Seq[Past]) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	chunks := make(chan []Past, 1)
	go func() {
		defer close(chunks)
		chunk := make([]Past, 0, fillChunk)
		send := func() bool {
			select {
			case chunks <- chunk:
				chunk = make([]Past, 0, fillChunk)
				return true
			case <-ctx.Done():
				return false
			}
		}
		for past := range pasts {
			if chunk = append(chunk, past); len(chunk) == fillChunk && !send() {
				return
			}
		}
		if len(chunk) > 0 {
			send()
		}
	}()
	lived, err := f.live(ctx, <-chunks)
	for err == nil && lived != nil {
		current := <-lived
		if lived, err = f.live(ctx, <-chunks); err == nil {
			err = f.write(ctx, current)
		}
	}
	if err == nil {
		err = ctx.Err()
	}
	return err
}

// live reserves the ids of a chunk and lives through it beside the caller; nil for an empty chunk.
func (f *filling) live(ctx context.Context, pasts []Past) (<-chan *batch, error) {
	if len(pasts) == 0 {
		return nil, ctx.Err()
	}
	messages := len(pasts)
	for i := range pasts {
		for j := range pasts[i].Deeds {
			messages += pasts[i].Deeds[j].messages()
		}
	}
	b := f.spare
	if f.spare = nil; b == nil {
		b = newBatch()
	}
	err := f.store.update(ctx, func(tx *Tx) (err error) {
		if b.ticketIDs, err = f.store.dialect.reserve(tx, "tickets", len(pasts)); err != nil {
			return err
		}
		b.messageIDs, err = f.store.dialect.reserve(tx, "messages", messages)
		b.now = tx.now
		return err
	})
	if err != nil {
		return nil, err
	}
	lived := make(chan *batch, 1)
	go func() {
		for i := range pasts {
			if b.err = f.relive(ctx, b, &pasts[i]); b.err != nil {
				break
			}
		}
		lived <- b
	}()
	return lived, nil
}

func (f *filling) write(ctx context.Context, b *batch) error {
	if b.err != nil {
		return b.err
	}
	s := f.store
	if err := f.settleCitizens(ctx, b); err != nil {
		return err
	}
	for i := range b.lives {
		b.addTicket(&b.lives[i])
	}
	if err := s.dialect.load(ctx, s, b.all()); err != nil {
		return err
	}
	if err := f.markDays(ctx, b); err != nil {
		return err
	}
	f.done.Tickets += len(b.lives)
	f.done.Messages += b.messages.count()
	f.done.Events += b.events.count()
	b.empty()
	f.spare = b
	if f.progress != nil {
		f.progress(f.done)
	}
	return nil
}

// markDays leaves the roll-ups of the days of receipt to their job, once the tickets are there to be counted.
func (f *filling) markDays(ctx context.Context, b *batch) error {
	today, seen := f.store.dayOf(b.now), map[Day]bool{}
	var rows [][]any
	for i := range b.lives {
		if day := f.store.dayOf(b.lives[i].t.ReceivedAt); day < today && !seen[day] {
			seen[day] = true
			rows = append(rows, []any{day, b.now})
		}
	}
	return f.store.update(ctx, func(tx *Tx) error {
		return tx.batch("INSERT INTO rollup_days (day, stale_at) VALUES ", "(?, ?)", "", rows)
	})
}
