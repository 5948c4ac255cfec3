package models

import (
	"context"
	"io/fs"
	"strings"
	"time"

	"gorm.io/gorm"

	"tanggap/models/text"
)

// dialect is what the two databases do differently; nothing else in the package may ask which one it is.
type dialect interface {
	name() string
	// open connects: the pool of verbs and, through its own connections, the one of queries.
	open(ctx context.Context) (write, read *gorm.DB, err error)
	migrations() (fs.FS, error)
	// writer returns how verbs reach the database.
	writer(s *Store) (writer, error)
	// bind turns the ? of our SQL into what the driver wants.
	bind(query string) string
	// retry tells that the transaction lost against another one and may run again.
	retry(err error) bool
	// locking is appended to a SELECT of rows that a verb is about to change.
	locking() string
	// claiming is appended to a SELECT that claims work several instances want.
	claiming() string
	// using names the index a list of tickets runs along, where the database does not find it by itself.
	using(index string) string
	// insert runs an INSERT … RETURNING id and returns the id, 0 when nothing was inserted.
	insert(tx *Tx, query string, args []any) (int64, error)
	// indexWords stores the words of the ticket's last message for search, and the word of its unit.
	indexWords(tx *Tx, ticket int64, words []string) error
	// reserve takes n ids of a table that nobody else is given.
	reserve(tx *Tx, table string, n int) ([]int64, error)
	// load writes many rows of many tables in one transaction of its own.
	load(ctx context.Context, s *Store, tables []*rows) error
	// indexes returns those of a table that are not part of it, as the statements that make them.
	indexes(tx *Tx, table string) ([]tableIndex, error)
	// inOrder tells whether rows become visible in the order of their ids.
	inOrder() bool
	// settled waits until nobody is still writing rows of the table that have an id already.
	settled(tx *Tx, table string) error
	// hold is how long a transaction of a job may take beside those of people.
	hold() time.Duration
	// integrity asks the database whether it is whole, and returns what is not.
	integrity(ctx context.Context, s *Store) ([]string, error)
	// building makes indexes in one transaction, which may take longer and sort more than that of a request.
	building(ctx context.Context, s *Store, build func(*Tx) error) error
	// measure lets the planner know what a bulk load has brought, where it would otherwise guess until somebody tells it.
	measure(ctx context.Context, s *Store, tables []string) error
	// indexUnit adds the word of the unit to all messages of a ticket that it has got.
	indexUnit(tx *Tx, ticket, unit int64) error
	// wording turns the words somebody looks for, all of them wanted, into the language of the search index. A ticket
	// above 0 may be found instead by its number. Units narrow it to tickets they hold or have held.
	wording(words []text.QueryToken, ticket int64, units []int64) string
	// hits returns the ids of the newest tickets of the listing that hold the words: one page and one more.
	hits(ctx context.Context, s *Store, q *listing, wording string) ([]any, error)
	// bytes is the query for the size of the database.
	bytes() string
	// upkeep is run now and then for as long as the store is open: checkpoints, statistics.
	upkeep(ctx context.Context, s *Store) time.Duration
}

// dialectOf chooses by the scheme of the address, sqlite:PATH or postgres://….
func dialectOf(o Options) (dialect, error) {
	switch {
	case strings.HasPrefix(o.URL, "sqlite:"):
		return &sqliteDialect{path: strings.TrimPrefix(o.URL, "sqlite:"), scratch: o.Scratch}, nil
	case strings.HasPrefix(o.URL, "postgres://"), strings.HasPrefix(o.URL, "postgresql://"):
		return &postgresDialect{url: o.URL}, nil
	}
	return nil, invalid("TANGGAP_DATABASE_URL", "database_url", "Value", o.URL)
}
