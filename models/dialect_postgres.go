package models

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"

	"tanggap/models/migrations"
)

// postgresDialect: a pool of verbs and one of queries, ordinary transactions, rows locked by the verb that changes them.
type postgresDialect struct {
	url   string
	bound sync.Map // our SQL -> the same with $1, $2, …
}

func (d *postgresDialect) name() string { return "postgres" }

func (d *postgresDialect) open(ctx context.Context) (write, read *gorm.DB, err error) {
	config, err := pgx.ParseConfig(d.url)
	if err != nil {
		return nil, nil, fmt.Errorf("TANGGAP_DATABASE_URL: %w", err)
	}
	if config.RuntimeParams["statement_timeout"] == "" {
		config.RuntimeParams["statement_timeout"] = "30000" // ms: an abandoned request must not run on
	}
	// Compiling a plan takes 200 ms, chosen by estimates that for a search are a thousand times too high.
	config.RuntimeParams["jit"] = "off"
	// Two pools: a verb that reads a calendar while it holds its own connection must never wait for other verbs.
	if write, err = pooled(ctx, *config); err != nil {
		return nil, nil, err
	}
	// The same list serves an empty unit and one with half of all tickets: never keep one generic plan.
	config.RuntimeParams["plan_cache_mode"] = "force_custom_plan"
	read, err = pooled(ctx, *config)
	return write, read, err
}

func pooled(ctx context.Context, config pgx.ConnConfig) (*gorm.DB, error) {
	pool := stdlib.OpenDB(config)
	pool.SetMaxOpenConns(max(16, 8*runtime.NumCPU()))
	pool.SetMaxIdleConns(max(16, 8*runtime.NumCPU()))
	pool.SetConnMaxIdleTime(5 * time.Minute)
	if err := pool.PingContext(ctx); err != nil {
		return nil, fmt.Errorf("connect to PostgreSQL: %w", err)
	}
	return gorm.Open(postgres.New(postgres.Config{Conn: pool}), gormConfig(false))
}

func (d *postgresDialect) migrations() (fs.FS, error) { return fs.Sub(migrations.Files, "postgres") }

func (d *postgresDialect) writer(s *Store) (writer, error) {
	pool, err := s.write.DB()
	return &plainWriter{store: s, pool: pool}, err
}

func (d *postgresDialect) bind(query string) string {
	if known, ok := d.bound.Load(query); ok {
		return known.(string)
	}
	var out strings.Builder
	n := 0
	for _, r := range query {
		if r == '?' {
			n++
			out.WriteString("$" + strconv.Itoa(n))
			continue
		}
		out.WriteRune(r)
	}
	d.bound.Store(query, out.String())
	return out.String()
}

// retry: serialization failure, deadlock, and a unique index that another transaction filled first
// (SQLSTATE 40001, 40P01, 23505): run again, the verb finds the row.
func (d *postgresDialect) retry(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && (e.Code == "40001" || e.Code == "40P01" || e.Code == "23505")
}

func (d *postgresDialect) locking() string { return " FOR UPDATE" }

func (d *postgresDialect) claiming() string { return " FOR UPDATE SKIP LOCKED" }

// using: PostgreSQL plans every list anew with its values and statistics.
func (d *postgresDialect) using(string) string { return "" }

func (d *postgresDialect) insert(tx *Tx, query string, args []any) (int64, error) {
	if pipe, ok := tx.conn.(*pipedConn); ok {
		return pipe.returning(tx.ctx, d.bind(query), args)
	}
	return tx.returned(query, args)
}

func (d *postgresDialect) indexWords(tx *Tx, ticket int64, words []string) error {
	return tx.exec("INSERT INTO search (docid, words) SELECT "+docOfLast+`,
			array_to_tsvector(array_append(CAST(? AS TEXT[]), '`+unitMark+`' || unit_id)) FROM tickets WHERE id = ?
		ON CONFLICT (docid) DO UPDATE SET words = search.words || EXCLUDED.words`, ticket, ticket, words, ticket)
}

func (d *postgresDialect) upkeep(context.Context, *Store) time.Duration { return time.Hour }

func (*postgresDialect) bytes() string {
	return "SELECT pg_database_size(current_database())"
}
