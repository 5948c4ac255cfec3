package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"tanggap/models"
)

// seed fills the database with a made-up past for measuring: the same numbers tell the same tickets.
func seed(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	var tickets, days int
	var number uint64
	var until, password string
	c, _, err := configured("seed", args, stderr, func(f *flag.FlagSet) {
		f.IntVar(&tickets, "tickets", 10_000, "how many")
		f.IntVar(&days, "days", 365, "over how many days before now")
		f.Uint64Var(&number, "seed", 1, "another number tells other tickets")
		f.StringVar(&until, "until", "", "when the last one comes, RFC 3339; now by default")
		f.StringVar(&password, "password", "", "of every login in an empty house; made up by default")
	})
	if err == nil && (tickets < 1 || days < 1) {
		err = fmt.Errorf("--tickets and --days must be 1 or more")
	}
	end := time.Now()
	if err == nil && until != "" {
		if end, err = time.Parse(time.RFC3339, until); err != nil || end.After(time.Now()) {
			err = fmt.Errorf("--until: %q is no past RFC 3339 time, as 2026-11-24T09:00:00+07:00", until)
		}
	}
	return with(c, err, stderr, func(s *models.Store) error {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		defer stop()
		if password == "" {
			password = rand.Text()[:16]
		}
		w, founded, err := newChronicle(ctx, s, password, number)
		if err != nil {
			return err
		}
		debug.SetGCPercent(400) // rows by the million, all short-lived: a third of the time otherwise
		bar := newProgress(stderr, "tickets", tickets)
		did, err := s.Fill(ctx, w.pasts(end, days, tickets), func(f models.Filled) { bar.at(f.Tickets) })
		bar.end(did.Tickets)
		result := map[string]any{
			"tickets": did.Tickets, "messages": did.Messages, "events": did.Events, "took_ms": did.Took.Milliseconds(),
			"per_second": int(float64(did.Tickets) / did.Took.Seconds()),
		}
		if founded {
			result["password"] = password
		}
		if told := json.NewEncoder(stdout).Encode(result); err == nil {
			err = told
		}
		return err
	})
}
