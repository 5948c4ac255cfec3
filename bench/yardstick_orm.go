package main

import (
	"strings"

	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
)

// row is what the ORM writes; columns by name, as people use it.
type row = map[string]any

func rowOf(columns string, values []any) row {
	r := row{}
	for i, column := range strings.Split(columns, ",") {
		r[strings.TrimSpace(column)] = values[i]
	}
	return r
}

// throughORM: one transaction for each ticket.
func throughORM(url, path string, onSQLite bool) (func(string) error, error) {
	dialector := gorm.Dialector(postgres.Open(url))
	if onSQLite {
		dialector = sqlite.Open("file:" + path + "?_journal_mode=WAL&_synchronous=FULL&_busy_timeout=5000&_txlock=immediate")
	}
	db, err := gorm.Open(dialector, &gorm.Config{PrepareStmt: true, SkipDefaultTransaction: true})
	if err != nil {
		return nil, err
	}
	pool, err := db.DB()
	if err != nil {
		return nil, err
	}
	words := "INSERT INTO search (docid, words) VALUES (?, array_to_tsvector(string_to_array(?, ' ')))"
	if onSQLite {
		pool.SetMaxOpenConns(1)
		words = "INSERT INTO search (docid, words) VALUES (?, ?)"
	} else {
		pool.SetMaxOpenConns(64)
	}
	type ticket struct {
		ID                                                int64
		TrackingHash, TrackingSalt                        []byte
		Kind, Channel, Status, Excerpt, DueTarget, Reason string
		CategoryID, UnitID, PolicyID, VersionID           int64
		DueAt, WarnAt, CriticalAt, ReceivedAt, CreatedAt  int64
		LastInAt                                          int64
	}
	return func(text string) error {
		return db.Transaction(func(tx *gorm.DB) error {
			v := ticketValues(text)
			now := v[12].(int64)
			t := ticket{
				TrackingHash: v[0].([]byte), TrackingSalt: v[1].([]byte), Kind: "complaint", CategoryID: 1, UnitID: 9, Channel: "api",
				Status: "new", Excerpt: v[7].(string), DueAt: now + 15000, DueTarget: "first_response", WarnAt: now + 7500,
				CriticalAt: now + 30000, ReceivedAt: now, CreatedAt: now, LastInAt: now, PolicyID: 3, VersionID: 1, Reason: v[17].(string),
			}
			if err := tx.Table("tickets").Create(&t).Error; err != nil {
				return err
			}
			with := func(columns string, values []any) row {
				return rowOf("ticket_id, "+columns, append([]any{t.ID}, values...))
			}
			for _, one := range []struct {
				table string
				rows  []row
			}{
				{"messages", []row{with(messageColumns, messageValues(text))}},
				{"clocks", []row{with(clockColumns, clockValues("first_response")), with(clockColumns, clockValues("resolution"))}},
				{"events", []row{with(eventColumns, eventValues())}},
			} {
				if err := tx.Table(one.table).Create(one.rows).Error; err != nil {
					return err
				}
			}
			return tx.Exec(words, t.ID*4096+1, strings.ToLower(text)).Error
		})
	}, nil
}
