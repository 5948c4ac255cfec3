package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"tanggap/handlers"
	"tanggap/models"
	"tanggap/views"
)

// stopWithin is how long open requests have after SIGTERM.
const stopWithin = 10 * time.Second

func serve(args []string, _ io.Reader, _, stderr io.Writer) int {
	c, _, err := configured("serve", args, stderr, nil)
	return with(c, err, stderr, func(s *models.Store) error {
		return listen(c, s, slog.New(slog.NewTextHandler(stderr, nil)))
	})
}

// listen serves until it is told to stop, sweeping every minute beside it.
func listen(c config, s *models.Store, log *slog.Logger) error {
	pages, err := views.New()
	if err != nil {
		return fmt.Errorf("views: %w", err)
	}
	proxies, _ := c.proxies() // checked
	app := handlers.New(handlers.Options{
		Store: s, Views: pages, Secure: strings.HasPrefix(c.Origin, "https://"), Proxies: proxies,
	})
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("TANGGAP_ADDR: %w", err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	go s.Follow(ctx)
	go everyMinute(ctx, s, log)
	ended := make(chan error, 1)
	go func() { ended <- app.Listener(listener) }()
	log.Info("listening", "address", "http://"+listener.Addr().String())
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
		return errors.Join(app.ShutdownWithTimeout(stopWithin), <-ended)
	}
}

// everyMinute flags what fell due, ends pauses whose days are over, does what a change of policies left, and brings the
// figures of reports up to date.
func everyMinute(ctx context.Context, s *models.Store, log *slog.Logger) {
	for tick := time.NewTicker(time.Minute); ; {
		_, err := s.Sweep(ctx, s.Clock())
		_, paused := s.EndPauses(ctx)
		_, measured := s.Recompute(ctx)
		_, rolledUp := s.RollUp(ctx)
		if err := errors.Join(err, paused, measured, rolledUp); err != nil && ctx.Err() == nil {
			log.Error("minute", "error", err)
		}
		select {
		case <-ctx.Done():
			tick.Stop()
			return
		case <-tick.C:
		}
	}
}
