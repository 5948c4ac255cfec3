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
	"runtime/debug"
	"strings"
	"sync"
	"syscall"
	"time"

	"tanggap/channels"
	"tanggap/channels/email"
	"tanggap/channels/telegram"
	"tanggap/channels/webhook"
	"tanggap/handlers"
	"tanggap/jobs"
	"tanggap/models"
	"tanggap/views"
)

// stopWithin is how long open requests have after SIGTERM: with what comes after them, the house closes within ten.
const stopWithin = 9 * time.Second

// settled is when templates and texts are read and the jobs of the start are done: what that took goes back to the machine,
// half of the memory a small house would hold for good.
const settled = time.Second

func serve(args []string, _ io.Reader, _, stderr io.Writer) int {
	c, _, err := configured("serve", args, stderr, nil)
	return with(c, err, stderr, func(s *models.Store) error {
		senders, err := c.senders()
		if err != nil {
			return err
		}
		return listen(c, s, senders, slog.New(slog.NewTextHandler(stderr, nil)))
	})
}

// senders are the networks this house speaks, by channel. What is for any other stays in the outbox as failed.
func (c *config) senders() (map[string]channels.Sender, error) {
	private, err := networks(c.Webhooks)
	if err != nil {
		return nil, fmt.Errorf("TANGGAP_WEBHOOK_NETWORKS: %w", err)
	}
	senders := map[string]channels.Sender{"telegram": telegram.New(""), "webhook": webhook.New(private)}
	if smtp, ok := c.smtp(); ok {
		mail, err := email.New(smtp)
		if err != nil {
			return nil, fmt.Errorf("TANGGAP_SMTP_HOST: %w", err)
		}
		senders["email"] = mail
	}
	return senders, nil
}

// bot is the sender that also hears; nil where nobody is to be written to.
func bot(senders map[string]channels.Sender) jobs.Bot {
	hears, _ := senders["telegram"].(jobs.Bot)
	return hears
}

// listen serves until it is told to stop, with everything that happens without being asked beside it.
func listen(c config, s *models.Store, senders map[string]channels.Sender, log *slog.Logger) error {
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
	var beside sync.WaitGroup
	defer beside.Wait()
	defer stop()
	go s.Follow(ctx)
	beside.Go(func() { (&jobs.Jobs{Store: s, Views: pages, Senders: senders, Bot: bot(senders), Log: log}).Run(ctx) })
	ended := make(chan error, 1)
	go func() { ended <- app.Listener(listener) }()
	log.Info("listening", "address", "http://"+listener.Addr().String())
	defer time.AfterFunc(settled, debug.FreeOSMemory).Stop()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
		return errors.Join(app.ShutdownWithTimeout(stopWithin), <-ended)
	}
}
