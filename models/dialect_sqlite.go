package models

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	_ "github.com/mattn/go-sqlite3" // the driver
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"

	"tanggap/models/migrations"
)

// sqliteDialect: one connection that writes, a pool that only reads, WAL with synchronous=FULL.
type sqliteDialect struct {
	path    string
	scratch bool // without waiting for the disk
	conn    *cachedConn
}

// Above this many pages of 4 KiB (64 MB) the writer itself waits for a full checkpoint, so that the WAL stays bounded.
const walPagesAtMost = 16_000

// Of the writing connection. What a savepoint needs to be undone stays in memory: by default SQLite writes it to a temporary
// file once it passes 64 kB, which a shared commit does at its second verb (50 writes a ticket instead of 3).
const writerPragmas = "PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY"

func (d *sqliteDialect) name() string { return "sqlite" }

func (d *sqliteDialect) dsn(options string) string {
	return "file:" + (&url.URL{Path: d.path}).EscapedPath() +
		"?_journal_mode=WAL&_foreign_keys=off&_busy_timeout=5000" + options
}

func (d *sqliteDialect) open(ctx context.Context) (write, read *gorm.DB, err error) {
	if err := os.MkdirAll(filepath.Dir(d.path), 0o700); err != nil {
		return nil, nil, fmt.Errorf("make the folder of the database: %w", err)
	}
	// Checkpoints run beside the writer (upkeep), never inside somebody's commit: they cost 30-80 ms (limits.md).
	durable := "FULL"
	if d.scratch {
		durable = "OFF"
	}
	pool, err := sql.Open("sqlite3", d.dsn("&_cache_size=-32000&_synchronous="+durable+"&_txlock=immediate"))
	if err != nil {
		return nil, nil, err
	}
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("open %s: %w", d.path, err)
	}
	if _, err := conn.ExecContext(ctx, writerPragmas); err != nil {
		return nil, nil, err
	}
	d.conn = &cachedConn{pool: pool, conn: conn, statements: map[string]*sql.Stmt{}}
	write, err = gorm.Open(sqlite.New(sqlite.Config{Conn: d.conn}), gormConfig(false))
	if err != nil {
		return nil, nil, err
	}
	readers, err := sql.Open("sqlite3", d.dsn("&_cache_size=-8000&mode=ro&_query_only=true&_mmap_size=268435456"))
	if err != nil {
		return nil, nil, err
	}
	readers.SetMaxOpenConns(max(4, 2*runtime.NumCPU()))
	readers.SetMaxIdleConns(max(4, 2*runtime.NumCPU()))
	read, err = gorm.Open(sqlite.New(sqlite.Config{Conn: readers}), gormConfig(true))
	return write, read, err
}

func (d *sqliteDialect) migrations() (fs.FS, error) { return fs.Sub(migrations.Files, "sqlite") }

func (d *sqliteDialect) writer(s *Store) (writer, error) { return newSharedWriter(s, d.conn), nil }

func (d *sqliteDialect) bind(query string) string { return query }

func (d *sqliteDialect) retry(error) bool { return false }

func (d *sqliteDialect) locking() string { return "" }

func (d *sqliteDialect) claiming() string { return "" }

// using: SQLite plans a statement once, without its values. A list whose index cannot serve it fails, and is noticed.
func (d *sqliteDialect) using(index string) string {
	if index == byNumber {
		return " NOT INDEXED"
	}
	return " INDEXED BY " + index
}

// insert asks the connection for the id instead: for RETURNING SQLite makes a table of its own each time, which doubles
// the cost of an insert (12 µs against 5). Of a row that was updated instead the connection does not know it.
func (d *sqliteDialect) insert(tx *Tx, query string, args []any) (int64, error) {
	plain, ok := strings.CutSuffix(query, "RETURNING id")
	if !ok || strings.Contains(plain, "DO UPDATE") {
		return tx.returned(query, args)
	}
	result, err := tx.conn.ExecContext(tx.ctx, plain, args...)
	if err != nil {
		return 0, err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return 0, err
	}
	return result.LastInsertId()
}

func (d *sqliteDialect) indexWords(tx *Tx, ticket int64, words []string) error {
	return tx.exec("INSERT INTO search (docid, words) VALUES ("+docOfLast+", ? || ' "+unitMark+
		"' || (SELECT unit_id FROM tickets WHERE id = ?))", ticket, ticket, strings.Join(words, " "), ticket)
}

// upkeep moves the WAL into the database beside the running writer.
func (d *sqliteDialect) upkeep(ctx context.Context, s *Store) time.Duration {
	var busy, log, done int
	row := d.conn.pool.QueryRowContext(ctx, "PRAGMA wal_checkpoint(PASSIVE)")
	if row.Scan(&busy, &log, &done) == nil && log > walPagesAtMost {
		_ = s.exclusive(ctx, func(conn *sql.Conn) error {
			_, err := conn.ExecContext(ctx, "PRAGMA wal_checkpoint(RESTART)")
			return err
		})
	}
	return 500 * time.Millisecond
}

func (*sqliteDialect) bytes() string {
	return "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
}
