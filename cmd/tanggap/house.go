package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"time"

	"tanggap/models"
)

// open connects to the database as it is.
func open(ctx context.Context, c config) (*models.Store, error) {
	key, err := c.key()
	if err != nil {
		return nil, err
	}
	return models.Open(ctx, models.Options{
		URL: c.DatabaseURL, Data: c.Data, Prefix: c.Prefix, Key: key, Origin: c.Origin, TelegramToken: c.Telegram,
	})
}

// house is what most commands begin with: the open, migrated store.
func house(c config) (*models.Store, error) {
	ctx := context.Background()
	store, err := open(ctx, c)
	if err != nil {
		return nil, err
	}
	if _, err := store.Migrate(ctx); err != nil {
		_ = store.Close()
		return nil, advised(err)
	}
	return store, nil
}

// advised says what to do about a database that does not fit this program or its key.
func advised(err error) error {
	inside := models.AsError(err)
	if inside == nil {
		return err
	}
	switch inside.Key {
	case "conflict.schema_old":
		return errors.New("the schema is older than this program; `tanggap migrate` brings it up to date")
	case "conflict.schema_new":
		return fmt.Errorf("%w: the schema is newer than this program, and was left as it is; install the newer program", err)
	case "conflict.key":
		return errors.New("the key is not the one this database was made with, which tracking codes and sealed reporters " +
			"need; put the old one into TANGGAP_KEY, or into keys/house in the data folder")
	}
	return err
}

// with runs a command on the open store and turns its error into an exit code: 2 for what was asked wrongly.
func with(c config, err error, stderr io.Writer, command func(*models.Store) error) int {
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		fmt.Fprintln(stderr, "tanggap:", err)
		return 2
	}
	store, err := house(c)
	if err == nil {
		err = command(store)
		if closing := store.Close(); err == nil {
			err = closing
		}
	}
	if err == nil {
		return 0
	}
	fmt.Fprintln(stderr, "tanggap:", err)
	if models.ErrorCode(err) == models.Invalid || errors.Is(err, errFlags) {
		return 2
	}
	return 1
}

func migrate(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	c, _, err := configured("migrate", args, stderr, nil)
	return with(c, err, stderr, func(s *models.Store) error {
		fmt.Fprintln(stdout, "schema is up to date on", s.Engine())
		return nil
	})
}

func sweep(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	var at string
	c, _, err := configured("sweep", args, stderr, func(f *flag.FlagSet) {
		f.StringVar(&at, "at", "", "instant to look from, RFC 3339; now by default")
	})
	when := time.Now()
	if err == nil && at != "" {
		if when, err = time.Parse(time.RFC3339, at); err != nil {
			err = fmt.Errorf("--at: %q is no RFC 3339 time, as 2026-11-24T09:00:00+07:00", at)
		}
	}
	return with(c, err, stderr, func(s *models.Store) error {
		did, err := s.Sweep(context.Background(), models.At(when))
		if err != nil {
			return err
		}
		return json.NewEncoder(stdout).Encode(map[string]any{
			"at":      did.At.Std().Format(time.RFC3339),
			"flags":   map[string]int{"near": did.Near, "late": did.Late, "critical": did.Critical},
			"took_ms": did.Took.Milliseconds(),
		})
	})
}
