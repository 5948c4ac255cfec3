package models

import (
	"context"
	"database/sql"
	"errors"
	"sync"
)

// sharedWriter lets concurrent verbs share a commit: a single goroutine takes what is waiting, runs each in a
// savepoint of its own, commits once, and only then tells the callers. Nobody lingers: whoever waits shares.
type sharedWriter struct {
	store *Store
	conn  *cachedConn
	queue chan *verb
	mu    sync.Mutex // held while the connection is in use
	done  chan struct{}
	stop  sync.Once
	quit  chan struct{}
}

// verb is one caller waiting.
type verb struct {
	ctx context.Context
	fn  func(*Tx) error
	tx  *Tx
	err error
	end chan struct{}
}

// Verbs in one commit at most: above some 128 the shared fsync is already a small part of each.
const verbsPerCommit = 128

var errClosed = errors.New("the store is closed")

func newSharedWriter(s *Store, conn *cachedConn) *sharedWriter {
	w := &sharedWriter{
		store: s, conn: conn, queue: make(chan *verb, verbsPerCommit),
		done: make(chan struct{}), quit: make(chan struct{}),
	}
	go w.run()
	return w
}

func (w *sharedWriter) do(ctx context.Context, fn func(*Tx) error) error {
	v := &verb{ctx: ctx, fn: fn, end: make(chan struct{})}
	select {
	case w.queue <- v:
	case <-ctx.Done():
		return ctx.Err()
	case <-w.quit:
		return errClosed
	}
	select {
	case <-v.end: // not ctx.Done: once taken, the outcome is known only after the commit
		return v.err
	case <-w.done:
		return errClosed
	}
}

func (w *sharedWriter) run() {
	defer close(w.done)
	batch := make([]*verb, 0, verbsPerCommit)
	for {
		select {
		case v := <-w.queue:
			batch = append(batch[:0], v)
		case <-w.quit:
			return
		}
	more:
		for len(batch) < verbsPerCommit {
			select {
			case v := <-w.queue:
				batch = append(batch, v)
			default:
				break more
			}
		}
		w.serve(batch)
	}
}

// serve commits the batch; when the commit itself fails, each verb is tried alone, so that one that cannot be
// written (a full disk, a broken statement) does not take its neighbours with it. A database that somebody else holds
// is not asked again for each: they would wait one after the other.
func (w *sharedWriter) serve(batch []*verb) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if begun, err := w.commit(batch); err != nil {
		for _, v := range batch {
			if begun && len(batch) > 1 {
				begun, err = w.commit([]*verb{v})
			}
			if err != nil {
				v.err = err
			}
		}
	}
	for _, v := range batch {
		if v.err == nil && v.tx != nil {
			v.tx.committed()
		}
		close(v.end)
	}
}

// commit returns an error when nothing of the batch was written, and whether the transaction was begun at all; a verb's own
// failure is in the verb.
func (w *sharedWriter) commit(batch []*verb) (begun bool, err error) {
	// Never a context that may be cancelled: SQLite would roll back the whole transaction, neighbours included.
	ctx := context.Background()
	if err := w.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
		return false, err
	}
	for _, v := range batch {
		v.err, v.tx = v.ctx.Err(), nil
		if v.err != nil {
			continue
		}
		if err := w.try(ctx, v, len(batch) > 1); err != nil {
			_ = w.exec(ctx, "ROLLBACK")
			return true, err
		}
	}
	if len(batch) == 1 && batch[0].err != nil {
		_ = w.exec(ctx, "ROLLBACK") // on a full disk SQLite has done it already; what failed is in the verb
		return true, nil
	}
	if err := w.exec(ctx, "COMMIT"); err != nil {
		_ = w.exec(ctx, "ROLLBACK")
		return true, err
	}
	return true, nil
}

// try runs one verb; an error means that the transaction around it is broken.
func (w *sharedWriter) try(ctx context.Context, v *verb, savepoint bool) error {
	if savepoint {
		if err := w.exec(ctx, "SAVEPOINT verb"); err != nil {
			return err
		}
	}
	v.tx = w.store.newTx(context.WithoutCancel(v.ctx), w.conn)
	v.err = guarded(v.fn, v.tx)
	if v.err == nil && savepoint {
		return w.exec(ctx, "RELEASE verb")
	}
	if v.err != nil && savepoint {
		if err := w.exec(ctx, "ROLLBACK TO verb"); err != nil {
			return v.err // SQLite has already rolled back everything: full disk, I/O error
		}
		return w.exec(ctx, "RELEASE verb")
	}
	return nil
}

func (w *sharedWriter) exec(ctx context.Context, query string) error {
	_, err := w.conn.ExecContext(ctx, query)
	return err
}

func (w *sharedWriter) exclusive(_ context.Context, fn func(*sql.Conn) error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return fn(w.conn.conn)
}

// close lets the batch under way finish.
func (w *sharedWriter) close() error {
	w.stop.Do(func() { close(w.quit) })
	<-w.done
	return w.conn.close()
}
