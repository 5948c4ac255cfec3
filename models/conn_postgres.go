package models

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// pipedConn is the connection of one verb on PostgreSQL. A statement whose result nobody needs waits, and goes along with
// the next one that somebody does, or with the commit: a new ticket takes three round trips to the server, not seven.
type pipedConn struct {
	*sql.Conn
	waiting []piped
	begun   bool  // the server knows of the transaction
	failed  error // the first failure; whatever is asked after it, the server only answers that it has given up
}

type piped struct {
	query string
	args  []any
}

// Statements that wait at most, so that a verb over many rows does not gather all of them here.
const pipedAtMost = 64

var errNotCommitted = errors.New("the transaction was rolled back instead of committed")

// later lets a statement wait; its failure is that of the verb.
func (c *pipedConn) later(ctx context.Context, query string, args []any) error {
	c.waiting = append(c.waiting, piped{query, args})
	if len(c.waiting) < pipedAtMost {
		return nil
	}
	return c.flush(ctx)
}

// flush sends what waits, in one round trip.
func (c *pipedConn) flush(ctx context.Context) error { return c.send(ctx, nil) }

// send sends what waits, and gives the answer to the last of it to read.
func (c *pipedConn) send(ctx context.Context, read func(pgx.Row) error) error {
	if c.failed != nil || len(c.waiting) == 0 {
		return c.failed
	}
	batch := &pgx.Batch{}
	for _, one := range c.waiting {
		batch.Queue(one.query, one.args...)
	}
	last := c.waiting[len(c.waiting)-1].query
	count := len(c.waiting)
	c.waiting, c.begun = nil, true
	c.failed = c.Raw(func(raw any) (err error) {
		results := raw.(*stdlib.Conn).Conn().SendBatch(ctx, batch)
		defer func() { err = errors.Join(err, results.Close()) }()
		for i := range count {
			if read != nil && i == count-1 {
				return read(results.QueryRow())
			}
			done, err := results.Exec()
			if err != nil {
				return err
			}
			if i == count-1 && last == "COMMIT" && done.String() != "COMMIT" {
				return errNotCommitted
			}
		}
		return nil
	})
	return c.failed
}

// returning sends a statement with what waits before it, and returns the number it gives back; 0 for none.
func (c *pipedConn) returning(ctx context.Context, query string, args []any) (id int64, err error) {
	c.waiting = append(c.waiting, piped{query, args})
	err = c.send(ctx, func(row pgx.Row) error {
		if err := row.Scan(&id); !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		return nil
	})
	return id, err
}

// ExecContext sends what waits and then the statement.
func (c *pipedConn) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if err := c.flush(ctx); err != nil {
		return nil, err
	}
	result, err := c.Conn.ExecContext(ctx, query, args...)
	return result, c.noticed(err)
}

// QueryContext sends what waits and then the query.
func (c *pipedConn) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if err := c.flush(ctx); err != nil {
		return nil, err
	}
	rows, err := c.Conn.QueryContext(ctx, query, args...)
	return rows, c.noticed(err)
}

// QueryRowContext sends what waits and then the query; a failure of either shows in Scan.
func (c *pipedConn) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if err := c.flush(ctx); err != nil {
		given, up := context.WithCancelCause(ctx)
		up(err)
		ctx = given // nothing is sent any more
	}
	return c.Conn.QueryRowContext(ctx, query, args...)
}

// PrepareContext sends what waits before the statement is prepared.
func (c *pipedConn) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error) {
	if err := c.flush(ctx); err != nil {
		return nil, err
	}
	return c.Conn.PrepareContext(ctx, query)
}

func (c *pipedConn) noticed(err error) error {
	if err != nil && c.failed == nil {
		c.failed = err
	}
	return err
}

// commit sends the rest with the commit behind it.
func (c *pipedConn) commit(ctx context.Context) error {
	if !c.begun && len(c.waiting) == 1 { // nothing but BEGIN: the verb found nothing to do
		return nil
	}
	c.waiting = append(c.waiting, piped{query: "COMMIT"})
	return c.flush(ctx)
}

// rollback leaves the connection as it was; one that cannot is given up.
func (c *pipedConn) rollback(ctx context.Context) {
	if !c.begun {
		return
	}
	ctx, done := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer done()
	if _, err := c.Conn.ExecContext(ctx, "ROLLBACK"); err != nil {
		_ = c.Raw(func(any) error { return fmt.Errorf("%w: %w", driver.ErrBadConn, err) })
	}
}
