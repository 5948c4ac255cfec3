package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"

	"tanggap/models"
)

// house is what most commands begin with: the configuration and the open, migrated store.
func house(c config) (*models.Store, error) {
	key, err := c.key()
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	store, err := models.Open(ctx, models.Options{
		URL: c.DatabaseURL, Data: c.Data, Prefix: c.Prefix, Key: key, Origin: c.Origin,
	})
	if err != nil {
		return nil, err
	}
	if _, err := store.Migrate(ctx); err != nil {
		return nil, fmt.Errorf("%w (the database was left as it is)", err)
	}
	return store, nil
}

// with runs a command on the open store and turns its error into an exit code: 2 for what was asked wrongly.
func with(c config, err error, stderr io.Writer, command func(*models.Store) error) int {
	if err != nil {
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
	if models.ErrorCode(err) == models.Invalid {
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

func token(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 || args[0] != "add" {
		fmt.Fprintln(stderr, "usage: tanggap token add --name N --scope S")
		return 2
	}
	var name, scope string
	c, _, err := configured("token add", args[1:], stderr, func(f *flag.FlagSet) {
		f.StringVar(&name, "name", "", "what the token is for")
		f.StringVar(&scope, "scope", "", "all, tickets:read, tickets:write, submit, reports:read; several with commas")
	})
	return with(c, err, stderr, func(s *models.Store) error {
		secret, err := s.AddToken(context.Background(), models.System, name, scope)
		if err == nil {
			fmt.Fprintln(stdout, secret)
		}
		return err
	})
}

func user(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 || args[0] != "add" {
		fmt.Fprintln(stderr, "usage: tanggap user add --email E --role R --unit U [--name N] [--password-stdin]")
		return 2
	}
	var u models.User
	var role, unit string
	var fromStdin bool
	c, _, err := configured("user add", args[1:], stderr, func(f *flag.FlagSet) {
		f.StringVar(&u.Email, "email", "", "address to sign in with")
		f.StringVar(&u.Name, "name", "", "name, the address by default")
		f.StringVar(&role, "role", "", "agent, coordinator, supervisor, inspector, auditor or administrator")
		f.StringVar(&unit, "unit", "pemkab", "slug of the unit, several with commas")
		f.BoolVar(&fromStdin, "password-stdin", false, "read the password from standard input")
	})
	return with(c, err, stderr, func(s *models.Store) error {
		password := rand.Text()[:16]
		if fromStdin {
			line, err := bufio.NewReader(stdin).ReadString('\n')
			if err != nil && err != io.EOF {
				return err
			}
			password = strings.TrimRight(line, "\r\n")
		}
		u.Role, u.MustChange = models.Role(role), !fromStdin // a password somebody chose is theirs, a printed one is not
		if _, err := s.AddUser(context.Background(), models.System, u, unit, password); err != nil {
			return err
		}
		if !fromStdin {
			fmt.Fprintln(stdout, password)
		}
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
