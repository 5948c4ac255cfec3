package models

import (
	"context"
	"database/sql"
	"errors"

	"gorm.io/gorm"
)

// Tx is one verb's transaction: the connection and the one instant at which it happens.
type Tx struct {
	ctx   context.Context
	store *Store
	conn  gorm.ConnPool
	orm   *gorm.DB
	now   Time // when the verb happens: never before what has happened to its ticket (notBefore)
	clock Time // what the clock shows: how long something waits is counted from here
	wake  bool // events were appended

	errand *errandJob // the verb is one of many that somebody asked for at once
}

func (s *Store) newTx(ctx context.Context, conn gorm.ConnPool) *Tx {
	now := s.now()
	return &Tx{ctx: ctx, store: s, conn: conn, now: now, clock: now}
}

// db returns gorm over the transaction, for everything that is not the hot path.
func (tx *Tx) db() *gorm.DB {
	if tx.orm == nil {
		tx.orm = tx.store.write.Session(&gorm.Session{NewDB: true, Context: tx.ctx, SkipDefaultTransaction: true})
		tx.orm.Statement.ConnPool = tx.conn
	}
	return tx.orm
}

// exec runs a statement whose result nobody needs, where that saves time only with the next one or the commit: no error
// does not mean yet that it succeeded, but the verb fails when it has not.
func (tx *Tx) exec(query string, args ...any) error {
	if pipe, ok := tx.conn.(*pipedConn); ok {
		return pipe.later(tx.ctx, tx.store.dialect.bind(query), args)
	}
	_, err := tx.conn.ExecContext(tx.ctx, tx.store.dialect.bind(query), args...)
	return err
}

// flush makes sure that everything so far has been run.
func (tx *Tx) flush() error {
	if pipe, ok := tx.conn.(*pipedConn); ok {
		return pipe.flush(tx.ctx)
	}
	return nil
}

// changed runs a statement and returns how many rows it changed.
func (tx *Tx) changed(query string, args ...any) (int64, error) {
	result, err := tx.conn.ExecContext(tx.ctx, tx.store.dialect.bind(query), args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// insert runs an INSERT … RETURNING id; 0 when ON CONFLICT DO NOTHING did nothing.
func (tx *Tx) insert(query string, args ...any) (int64, error) {
	return tx.store.dialect.insert(tx, query, args)
}

// returned runs a statement that gives one number back, or nothing.
func (tx *Tx) returned(query string, args []any) (id int64, err error) {
	err = tx.row(query, args...).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return id, err
}

func (tx *Tx) row(query string, args ...any) *sql.Row {
	return tx.conn.QueryRowContext(tx.ctx, tx.store.dialect.bind(query), args...)
}

// find scans the rows of a query into a slice or struct; an empty result is no error.
func (tx *Tx) find(out any, query string, args ...any) error {
	return tx.db().Raw(query, args...).Scan(out).Error
}

func (tx *Tx) committed() {
	if tx.wake {
		tx.store.feed.wake()
	}
}

// rows runs a query and calls each with a scan function per row.
func (tx *Tx) rows(each func(scan func(...any) error) error, query string, args ...any) error {
	rows, err := tx.conn.QueryContext(tx.ctx, tx.store.dialect.bind(query), args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := each(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}
