package models

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// Store is the domain's only door to the database. It is safe for concurrent use.
type Store struct {
	Options
	dialect  dialect
	write    *gorm.DB
	read     *gorm.DB
	writer   writer
	feed     *Feed
	caches   caches
	keys     *keyring
	swept    swept // for monitors
	instance string
	stop     context.CancelFunc
	upkeep   sync.WaitGroup
}

// Options are what a Store needs to know from outside.
type Options struct {
	URL    string // sqlite:PATH or postgres://…
	Data   string // folder of attachments and keys
	Prefix string // of ticket numbers, TGP by default
	Key    []byte // 32 bytes; empty: read from, or made in, DATA/keys/house
	Origin string // public address, for links in mails: https://lapor.example
	// TelegramToken is that of the bot which tells staff; empty: the one in the settings.
	TelegramToken string
	// Scratch: nothing in the database is worth waiting for the disk, as in a demo; SQLite only.
	Scratch bool
	Now     func() time.Time // replaced in tests
}

// Open connects, without touching the schema: call Migrate or Ready next. An error names the address, never a password.
func Open(ctx context.Context, options Options) (*Store, error) {
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Prefix == "" {
		options.Prefix = "TGP"
	}
	if err := os.MkdirAll(filepath.Join(options.Data, "attachments"), 0o700); err != nil {
		return nil, fmt.Errorf("TANGGAP_DATA: %w", err)
	}
	d, err := dialectOf(options)
	if err != nil {
		return nil, err
	}
	s := &Store{Options: options, dialect: d, feed: newFeed(), instance: randomName()}
	if s.write, s.read, err = d.open(ctx); err != nil {
		return nil, err
	}
	if s.writer, err = d.writer(s); err != nil {
		return nil, err
	}
	if s.keys, err = s.loadKeys(); err != nil {
		return nil, err
	}
	background, stop := context.WithCancel(context.Background())
	s.stop = stop
	s.upkeep.Add(1)
	go s.keepUp(background)
	return s, nil
}

func (s *Store) now() Time { return At(s.Now()) }

// Clock returns the store's present instant.
func (s *Store) Clock() Time { return s.now() }

// Instance names this process among others on the same database.
func (s *Store) Instance() string { return s.instance }

// Engine returns "sqlite" or "postgres", for people to read.
func (s *Store) Engine() string { return s.dialect.name() }

// Close finishes what is being written and lets go of the database.
func (s *Store) Close() error {
	s.stop()
	s.upkeep.Wait()
	errRead := error(nil)
	if pool, err := s.read.DB(); err == nil && s.read != s.write {
		errRead = pool.Close()
	}
	return errors.Join(s.writer.close(), errRead)
}

func (s *Store) keepUp(ctx context.Context) {
	defer s.upkeep.Done()
	for {
		pause := s.dialect.upkeep(ctx, s)
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
	}
}

// query returns the reading handle bound to the request's context, so that an abandoned request stops.
func (s *Store) query(ctx context.Context) *gorm.DB { return s.read.WithContext(ctx) }

// find scans the rows of a query into a slice or struct; an empty result is no error.
func (s *Store) find(ctx context.Context, out any, query string, args ...any) error {
	return reachable(s.query(ctx).Raw(query, args...).Scan(out).Error)
}

// finder is find for who asks within a transaction as well as outside.
func (s *Store) finder(ctx context.Context) func(out any, query string, args ...any) error {
	return func(out any, query string, args ...any) error { return s.find(ctx, out, query, args...) }
}

// reachable returns the failure of a query, Unavailable when it is the database that cannot be used.
func reachable(err error) error {
	if err != nil && unavailable(err) {
		return &Error{Code: Unavailable, Key: "unavailable", cause: err}
	}
	return err
}

func gormConfig(prepare bool) *gorm.Config {
	return &gorm.Config{
		SkipDefaultTransaction: true,
		TranslateError:         true,
		PrepareStmt:            prepare,
		DisableAutomaticPing:   true,
		Logger:                 logger.NewSlogLogger(slog.Default(), logger.Config{LogLevel: logger.Silent}),
	}
}

func randomName() string {
	var raw [6]byte
	_, _ = rand.Read(raw[:]) // never fails (crypto/rand)
	return hex.EncodeToString(raw[:])
}
