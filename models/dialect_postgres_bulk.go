package models

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

func (d *postgresDialect) reserve(tx *Tx, table string, n int) ([]int64, error) {
	ids := make([]int64, 0, n)
	err := tx.rows(func(scan func(...any) error) error {
		var id int64
		err := scan(&id)
		ids = append(ids, id)
		return err
	}, "SELECT nextval(pg_get_serial_sequence(?, 'id')) FROM generate_series(1, ?)", table, n)
	return ids, err
}

func (d *postgresDialect) load(ctx context.Context, s *Store, tables []*rows) error {
	return s.exclusive(ctx, func(conn *sql.Conn) error {
		return conn.Raw(func(raw any) error {
			return pgx.BeginFunc(ctx, raw.(*stdlib.Conn).Conn(), func(tx pgx.Tx) error {
				for _, table := range tables {
					if err := copyRows(ctx, tx, table); err != nil {
						return fmt.Errorf("fill %s: %w", table.table, err)
					}
				}
				return nil
			})
		})
	})
}

// copyRows streams the rows with COPY; words are turned into vectors by the server, as the verbs do it.
func copyRows(ctx context.Context, tx pgx.Tx, r *rows) error {
	if r.table == "search" {
		return copyWords(ctx, tx, r)
	}
	columns := strings.Split(r.columns, ",")
	for i := range columns {
		columns[i] = strings.TrimSpace(columns[i])
	}
	_, err := tx.CopyFrom(ctx, pgx.Identifier{r.table}, columns, pgx.CopyFromSlice(r.count(), func(i int) ([]any, error) {
		return r.values[i*r.width : (i+1)*r.width], nil
	}))
	return err
}

func copyWords(ctx context.Context, tx pgx.Tx, r *rows) error {
	ids, words := make([]int64, 0, r.count()), make([]string, 0, r.count())
	for i := 0; i < len(r.values); i += 2 {
		ids, words = append(ids, r.values[i].(int64)), append(words, r.values[i+1].(string))
	}
	_, err := tx.Exec(ctx, `INSERT INTO search (docid, words)
		SELECT docid, array_to_tsvector(string_to_array(words, ' ')) FROM unnest($1::bigint[], $2::text[]) AS v (docid, words)`,
		ids, words)
	return err
}

func (d *postgresDialect) indexes(tx *Tx, table string) ([]tableIndex, error) {
	var found []tableIndex
	err := tx.find(&found, `SELECT indexname AS name, indexdef AS sql FROM pg_indexes
		WHERE schemaname = current_schema() AND tablename = ? AND indexname NOT LIKE '%\_pkey'`, table)
	return found, err
}

func (d *postgresDialect) building(ctx context.Context, s *Store, build func(*Tx) error) error {
	return s.update(ctx, func(tx *Tx) error {
		if err := tx.exec("SET LOCAL statement_timeout = 0"); err != nil {
			return err
		}
		return build(tx)
	})
}

// measure: without statistics the planner read a whole index for every clock (11 ms instead of 0.1); autovacuum comes by
// only within the next minutes.
func (d *postgresDialect) measure(ctx context.Context, s *Store, tables []string) error {
	return s.exclusive(ctx, func(conn *sql.Conn) error {
		_, err := conn.ExecContext(ctx, "ANALYZE "+strings.Join(tables, ", "))
		return err
	})
}

func (d *postgresDialect) inOrder() bool { return false }

func (d *postgresDialect) settled(tx *Tx, table string) error {
	if err := tx.exec("SET LOCAL lock_timeout = '3s'"); err != nil { // whoever writes for long must not make others wait behind us
		return err
	}
	return tx.exec("LOCK TABLE " + table + " IN SHARE MODE")
}

// hold: only what wants the same rows waits. With SQLite's aim a loaded server was given chunks of twenty, and spent ten
// seconds on what takes one.
func (d *postgresDialect) hold() time.Duration { return 100 * time.Millisecond }

// integrity: PostgreSQL guards its pages itself (data checksums); what it knows to be unusable are indexes.
func (d *postgresDialect) integrity(ctx context.Context, s *Store) ([]string, error) {
	var found []string
	err := s.find(ctx, &found, `SELECT 'index ' || indexrelid::regclass || ' is not valid' FROM pg_index WHERE NOT indisvalid`)
	return found, err
}
