package models

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"runtime/debug"
)

// writer is the one place where transactions happen. do returns only when what fn wrote is durable, or nothing of it is.
// fn may run more than once and must touch nothing but its Tx and variables it sets anew.
type writer interface {
	do(ctx context.Context, fn func(*Tx) error) error
	// exclusive runs fn on the writing connection outside any transaction.
	exclusive(ctx context.Context, fn func(*sql.Conn) error) error
	close() error
}

// update runs one verb.
func (s *Store) update(ctx context.Context, fn func(*Tx) error) error {
	err := s.writer.do(ctx, fn)
	if err != nil && AsError(err) == nil && unavailable(err) {
		return &Error{Code: Unavailable, Key: "unavailable", cause: err}
	}
	return err
}

func (s *Store) exclusive(ctx context.Context, fn func(*sql.Conn) error) error {
	return s.writer.exclusive(ctx, fn)
}

// guarded turns a panic of a verb into an error, so that its neighbours in a shared commit are not lost.
func guarded(fn func(*Tx) error, tx *Tx) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			slog.Error("verb panicked", "cause", cause, "stack", string(debug.Stack()))
			err = fmt.Errorf("verb panicked: %v", cause)
		}
	}()
	return fn(tx)
}

// plainWriter: an ordinary transaction, run again when it lost against another.
type plainWriter struct {
	store *Store
	pool  *sql.DB
}

// Attempts before a verb that keeps losing is given up.
const attempts = 8

func (w *plainWriter) do(ctx context.Context, fn func(*Tx) error) (err error) {
	for range attempts {
		if err = w.once(ctx, fn); err == nil || !w.store.dialect.retry(err) {
			return err
		}
	}
	return err
}

func (w *plainWriter) once(ctx context.Context, fn func(*Tx) error) error {
	conn, err := w.pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	pipe := &pipedConn{Conn: conn, waiting: []piped{{query: "BEGIN"}}}
	tx := w.store.newTx(ctx, pipe)
	if err = guarded(fn, tx); err == nil {
		err = pipe.commit(ctx)
	}
	if err == nil {
		tx.committed()
		return nil
	}
	pipe.rollback(ctx)
	if pipe.failed != nil {
		return pipe.failed
	}
	return err
}

func (w *plainWriter) exclusive(ctx context.Context, fn func(*sql.Conn) error) error {
	conn, err := w.pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	return fn(conn)
}

func (w *plainWriter) close() error { return w.pool.Close() }
