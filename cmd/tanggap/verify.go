package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"tanggap/models"
)

// verify checks everything and names what is broken, the first link of a chain above all. It returns 1 when anything is.
func verify(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	c, _, err := configured("verify", args, stderr, nil)
	return with(c, err, stderr, func(s *models.Store) error {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		defer stop()
		bars := map[string]*progress{}
		v, err := s.Verify(ctx, func(part string, done, total int) {
			bar := bars[part]
			if bar == nil {
				bar = newProgress(stderr, part, total)
				bars[part] = bar
			}
			if bar.at(done); done == total {
				bar.end(done)
			}
		})
		if err != nil {
			return err
		}
		for _, f := range v.Faults {
			fmt.Fprintln(stderr, "broken:", f)
		}
		out := json.NewEncoder(stdout)
		out.SetEscapeHTML(false)
		err = out.Encode(map[string]any{
			"ok": v.Broken == 0, "tickets": v.Tickets, "events": v.Events, "clocks": v.Clocks, "measurements": v.Measurements, "attachments": v.Attachments,
			"seals": v.Seals, "last_seal": v.LastSeal, "broken": v.Broken, "faults": v.Faults, "took_ms": v.Took.Milliseconds(),
		})
		if err == nil && v.Broken > 0 {
			err = fmt.Errorf("%d faults", v.Broken)
		}
		return err
	})
}
