package main

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	_ "github.com/mattn/go-sqlite3" // the driver
	"github.com/valyala/fasthttp"
)

// yardstick serves / on an address it prints: raw and orm take a whole ticket with each request, as quickly as the way of
// writing allows, with nothing checked, analysed or computed; page gives the inbox from memory.
func yardstick(args []string) error {
	if len(args) != 2 {
		return errors.New("usage: bench yardstick raw|orm|page DATABASE")
	}
	serve, err := ticketWriter(args[0], args[1])
	if args[0] == "page" {
		serve, err = pageFromMemory(context.Background(), args[1])
	}
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println(listener.Addr())
	return fasthttp.Serve(listener, serve)
}

// ticketWriter takes a ticket with every request, raw or through the ORM.
func ticketWriter(how, url string) (fasthttp.RequestHandler, error) {
	var write func(text string) error
	var err error
	path, onSQLite := strings.CutPrefix(url, "sqlite:")
	switch {
	case how == "raw" && onSQLite:
		write, err = rawSQLite(path)
	case how == "raw":
		write, err = rawPostgres(url)
	case how == "orm":
		write, err = throughORM(url, path, onSQLite)
	}
	return func(c *fasthttp.RequestCtx) {
		if err := write(string(c.PostBody())); err != nil {
			c.Error(err.Error(), 500)
			return
		}
		c.SetStatusCode(201)
	}, err
}

const never = 253402300799

const ticketColumns = `tracking_hash, tracking_salt, kind, category_id, unit_id, channel, status, excerpt, due_at, due_target,
	warn_at, critical_at, received_at, created_at, last_in_at, policy_id, version_id, reason`

func ticketValues(text string) []any {
	secret := make([]byte, 44)
	_, _ = rand.Read(secret)
	now := time.Now().Unix()
	return []any{
		secret[:32], secret[32:], "complaint", 1, 9, "api", "new", text[:min(len(text), 160)], now + 15000, "first_response",
		now + 7500, now + 30000, now, now, now, 3, 1, `{"category":["jalan"],"unit":"category"}`,
	}
}

const (
	messageColumns = "direction, text, at, received_at, tokens"
	clockColumns   = `target, amount, warn, policy_id, version_id, state, started_at, due_at, warn_at, critical_at, flag_at, unit_id`
	eventColumns   = "type, actor, unit_id, at, created_at, data, hash"
)

func messageValues(text string) []any {
	now := time.Now().Unix()
	return []any{"in", text, now, now, 12}
}

func clockValues(target string) []any {
	now := time.Now().Unix()
	return []any{target, "4h", 50, 3, 1, "running", now, now + 15000, now + 7500, now + 30000, now + 7500, 9}
}

func eventValues() []any {
	now := time.Now().Unix()
	data := `{"kind":"complaint","channel":"api","message":1,"policy":3,"calendar":1,"warn":50,"targets":{"first_response":"4h","next_response":"4h","resolution":"14wd"}}`
	return []any{"opened", "token", 9, now, now, data, make([]byte, 32)}
}

func marks(n int) string { return "(?" + strings.Repeat(", ?", n-1) + ")" }

// waiting is somebody whose ticket is written with the next commit.
type waiting struct {
	text string
	done chan error
}

// sharing takes what is waiting and lets write commit it at once.
func sharing(write func([]waiting) error) func(string) error {
	queue := make(chan waiting, 256)
	go func() {
		for first := range queue {
			group := []waiting{first}
			for len(group) < 128 && len(queue) > 0 {
				group = append(group, <-queue)
			}
			err := write(group)
			for _, w := range group {
				w.done <- err
			}
		}
	}()
	return func(text string) error {
		w := waiting{text, make(chan error, 1)}
		queue <- w
		return <-w.done
	}
}

func rawSQLite(path string) (func(string) error, error) {
	db, err := sql.Open("sqlite3", "file:"+path+"?_journal_mode=WAL&_synchronous=FULL&_busy_timeout=5000&_cache_size=-32000")
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, "PRAGMA wal_autocheckpoint = 0"); err != nil {
		return nil, err
	}
	go func() { // beside the writer, as the program does it
		for range time.Tick(500 * time.Millisecond) {
			_, _ = db.Exec("PRAGMA wal_checkpoint(PASSIVE)")
		}
	}()
	var statements []*sql.Stmt
	for _, query := range []string{
		"INSERT INTO tickets (" + ticketColumns + ") VALUES " + marks(18),
		"INSERT INTO messages (ticket_id, " + messageColumns + ") VALUES " + marks(6),
		"INSERT INTO search (docid, words) VALUES (?, ?)",
		"INSERT INTO clocks (ticket_id, " + clockColumns + ") VALUES " + marks(13) + ", " + marks(13),
		"INSERT INTO events (ticket_id, " + eventColumns + ") VALUES " + marks(8),
	} {
		statement, err := conn.PrepareContext(ctx, query)
		if err != nil {
			return nil, err
		}
		statements = append(statements, statement)
	}
	one := func(text string) error {
		result, err := statements[0].Exec(ticketValues(text)...)
		if err != nil {
			return err
		}
		id, _ := result.LastInsertId()
		with := func(values ...any) []any { return append([]any{id}, values...) }
		for i, values := range [][]any{
			with(messageValues(text)...),
			{id*4096 + 1, strings.ToLower(text)},
			append(with(clockValues("first_response")...), with(clockValues("resolution")...)...), with(eventValues()...),
		} {
			if _, err := statements[i+1].Exec(values...); err != nil {
				return err
			}
		}
		return nil
	}
	return sharing(func(group []waiting) error {
		if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
			return err
		}
		for _, w := range group {
			if err := one(w.text); err != nil {
				_, _ = conn.ExecContext(ctx, "ROLLBACK")
				return err
			}
		}
		_, err := conn.ExecContext(ctx, "COMMIT")
		return err
	}), nil
}

// rawPostgres: one statement for each ticket, sent together, committed together.
func rawPostgres(url string) (func(string) error, error) {
	pool, err := pgxpool.New(context.Background(), url)
	if err != nil {
		return nil, err
	}
	n := 0
	numbered := func(count int) string {
		list := make([]string, count)
		for i := range list {
			n++
			list[i] = fmt.Sprintf("$%d", n)
		}
		return strings.Join(list, ", ")
	}
	query := "WITH t AS (INSERT INTO tickets (" + ticketColumns + ") VALUES (" + numbered(18) + ") RETURNING id)," +
		" m AS (INSERT INTO messages (ticket_id, " + messageColumns + ") SELECT id, " + numbered(5) + " FROM t)," +
		" c AS (INSERT INTO clocks (ticket_id, " + clockColumns + ") SELECT id, " + numbered(12) + " FROM t)," +
		" d AS (INSERT INTO clocks (ticket_id, " + clockColumns + ") SELECT id, " + numbered(12) + " FROM t)," +
		" e AS (INSERT INTO events (ticket_id, " + eventColumns + ") SELECT id, " + numbered(7) + " FROM t)" +
		" INSERT INTO search (docid, words) SELECT id * 4096 + 1, array_to_tsvector(" + numbered(1) + ") FROM t"
	values := func(text string) []any {
		all := append(ticketValues(text), messageValues(text)...)
		all = append(append(all, clockValues("first_response")...), clockValues("resolution")...)
		return append(append(all, eventValues()...), strings.Fields(strings.ToLower(text)))
	}
	return sharing(func(group []waiting) error {
		return pgx.BeginFunc(context.Background(), pool, func(tx pgx.Tx) error {
			batch := &pgx.Batch{}
			for _, w := range group {
				batch.Queue(query, values(w.text)...)
			}
			return tx.SendBatch(context.Background(), batch).Close()
		})
	}), nil
}
