package models

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"time"

	sqlite3 "github.com/mattn/go-sqlite3"
)

// Rows in one INSERT: more bring nothing, and SQLite takes 32,766 marks.
const rowsPerInsert = 50

func (d *sqliteDialect) reserve(tx *Tx, table string, n int) ([]int64, error) {
	last, err := tx.insert("UPDATE sqlite_sequence SET seq = seq + ? WHERE name = ? RETURNING seq", n, table)
	if err == nil && last == 0 { // nothing was ever inserted
		last = int64(n)
		err = tx.exec("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", table, n)
	}
	ids := make([]int64, n)
	for i := range ids {
		ids[i] = last - int64(n-1-i)
	}
	return ids, err
}

// load goes to the driver itself: through Query it binds all values of a statement and runs it in one call into C,
// through Exec it needs a call for each value, which costs three times as much.
func (d *sqliteDialect) load(ctx context.Context, s *Store, tables []*rows) error {
	return s.exclusive(ctx, func(conn *sql.Conn) error {
		return conn.Raw(func(raw any) error {
			c := raw.(*sqlite3.SQLiteConn)
			if _, err := c.Exec("BEGIN IMMEDIATE", nil); err != nil {
				return err
			}
			for _, table := range tables {
				if err := insertMany(c, table); err != nil {
					_, undo := c.Exec("ROLLBACK", nil)
					return fmt.Errorf("fill %s: %w", table.table, errors.Join(err, undo))
				}
			}
			_, err := c.Exec("COMMIT", nil)
			return err
		})
	})
}

func insertMany(c *sqlite3.SQLiteConn, r *rows) error {
	values := make([]driver.NamedValue, 0, rowsPerInsert*r.width)
	for rest := r.values; len(rest) > 0; {
		n := min(len(rest)/r.width, rowsPerInsert)
		marks := "(?" + strings.Repeat(", ?", r.width-1) + ")"
		insert, err := c.Prepare("INSERT INTO " + r.table + " (" + r.columns + ") VALUES " + marks +
			strings.Repeat(", "+marks, n-1))
		if err != nil {
			return err
		}
		for len(rest)/r.width >= n && n > 0 && err == nil {
			values = values[:0]
			for i, v := range rest[:n*r.width] {
				values = append(values, driver.NamedValue{Ordinal: i + 1, Value: v})
			}
			err = run(insert, values)
			rest = rest[n*r.width:]
		}
		if err := errors.Join(err, insert.Close()); err != nil {
			return err
		}
	}
	return nil
}

func run(statement driver.Stmt, values []driver.NamedValue) error {
	result, err := statement.(driver.StmtQueryContext).QueryContext(context.Background(), values)
	if err != nil {
		return err
	}
	return result.Close()
}

func (d *sqliteDialect) indexes(tx *Tx, table string) ([]tableIndex, error) {
	var found []tableIndex
	err := tx.find(&found, "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", table)
	return found, err
}

// building sorts in temporary files meanwhile: an index over millions of rows would take hundreds of megabytes.
func (d *sqliteDialect) building(ctx context.Context, s *Store, build func(*Tx) error) error {
	sort := func(in string) error {
		return s.exclusive(ctx, func(conn *sql.Conn) error {
			_, err := conn.ExecContext(ctx, "PRAGMA temp_store = "+in)
			return err
		})
	}
	if err := sort("FILE"); err != nil {
		return err
	}
	return errors.Join(s.update(ctx, build), sort("MEMORY"))
}

// measure: plans are those without statistics, the same in every house (explain_test.go).
func (d *sqliteDialect) measure(context.Context, *Store, []string) error { return nil }

func (d *sqliteDialect) inOrder() bool { return true } // one writer

func (d *sqliteDialect) settled(*Tx, string) error { return nil }

// hold: everybody who writes waits behind it (limits.md: chunks of 100 to 500).
func (d *sqliteDialect) hold() time.Duration { return 12 * time.Millisecond }

// integrity also compares the events with the highest id ever given: a tail that was cut off leaves it behind.
func (d *sqliteDialect) integrity(ctx context.Context, s *Store) ([]string, error) {
	var found []string
	if err := s.find(ctx, &found, "PRAGMA integrity_check(20)"); err != nil {
		return nil, err
	}
	if len(found) == 1 && found[0] == "ok" {
		found = nil
	}
	var missing int64
	err := s.find(ctx, &missing, `SELECT seq - (SELECT COALESCE(MAX(id), 0) FROM events) FROM sqlite_sequence
		WHERE name = 'events'`)
	if missing > 0 {
		found = append(found, fmt.Sprintf("the last %d events were removed", missing))
	}
	return found, err
}
