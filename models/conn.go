package models

import (
	"context"
	"database/sql"
	"sync"
)

// cachedConn is one connection with its prepared statements kept, as a gorm.ConnPool:
// database/sql would prepare every statement of a transaction anew.
type cachedConn struct {
	pool       *sql.DB
	conn       *sql.Conn
	mu         sync.Mutex
	statements map[string]*sql.Stmt
}

// Statements kept at most; verbs use some two hundred, filters make up others.
const statementsAtMost = 500

// PrepareContext returns the kept statement, preparing it the first time. Callers must not close it.
func (c *cachedConn) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if stmt, ok := c.statements[query]; ok {
		return stmt, nil
	}
	stmt, err := c.conn.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	if len(c.statements) >= statementsAtMost {
		for old, other := range c.statements {
			_ = other.Close()
			delete(c.statements, old)
		}
	}
	c.statements[query] = stmt
	return stmt, nil
}

// ExecContext runs the query through its kept statement.
func (c *cachedConn) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	stmt, err := c.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.ExecContext(ctx, args...)
}

// QueryContext runs the query through its kept statement.
func (c *cachedConn) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := c.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(ctx, args...)
}

// QueryRowContext runs the query through its kept statement; a failure shows in Scan.
func (c *cachedConn) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	stmt, err := c.PrepareContext(ctx, query)
	if err != nil {
		return c.conn.QueryRowContext(ctx, query, args...)
	}
	return stmt.QueryRowContext(ctx, args...)
}

// GetDBConn lets gorm find the pool behind.
func (c *cachedConn) GetDBConn() (*sql.DB, error) { return c.pool, nil }

func (c *cachedConn) close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, stmt := range c.statements {
		_ = stmt.Close()
	}
	_ = c.conn.Close()
	return c.pool.Close()
}
