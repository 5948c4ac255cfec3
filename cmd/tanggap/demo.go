package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"tanggap/channels"
	"tanggap/channels/sandbox"
	"tanggap/models"
)

// The made-up regency has written for this many days, this many matters a day: as many as a city of three million was
// counted to have (domain.md section 7), so that every page has something to show.
const (
	demoDays   = 60
	demoPerDay = 50
)

func demo(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	d := demonstration{now: time.Now}
	c, _, err := configured("demo", args, stderr, func(f *flag.FlagSet) {
		f.BoolVar(&d.quiet, "quiet", false, "no living traffic: only what you do happens")
		f.StringVar(&d.password, "password", "", "of every login; made up by default")
		f.IntVar(&d.perDay, "per-day", demoPerDay, "matters that citizens bring on a day")
		f.Uint64Var(&d.seed, "seed", 1, "another number tells other stories")
	})
	if err == nil {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		defer stop()
		err = d.run(ctx, c, stdout, stderr)
	}
	switch {
	case err == nil, errors.Is(err, context.Canceled):
		return 0
	case errors.Is(err, flag.ErrHelp):
		return 0
	}
	fmt.Fprintln(stderr, "tanggap:", err)
	return 1
}

// demonstration is the service on a scratch database, with a made-up regency in it.
type demonstration struct {
	quiet    bool
	password string
	perDay   int
	seed     uint64
	now      func() time.Time
}

// run makes the scratch folder, fills it, serves until told to stop, and takes the folder away.
func (d *demonstration) run(ctx context.Context, c config, stdout, stderr io.Writer) (err error) {
	started := time.Now()
	folder, err := os.MkdirTemp("", "tanggap-demo-")
	if err != nil {
		return fmt.Errorf("make the scratch folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	town, err := d.open(ctx, c, folder)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, town.store.Close()) }()
	if err := town.live(ctx, d.now(), d.perDay); err != nil {
		return err
	}
	printed := bufio.NewWriter(stdout)
	for _, l := range town.logins() {
		fmt.Fprintln(printed, "login", l.Role, l.Email, d.password)
	}
	if err := printed.Flush(); err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(stderr, nil))
	log.Info("demo", "tickets", len(town.matters), "folder", folder, "ms", time.Since(started).Milliseconds())
	return d.serve(ctx, c, town, log)
}

// open founds the regency in the folder, as it stood before its first day.
func (d *demonstration) open(ctx context.Context, c config, folder string) (*town, error) {
	key, err := c.key()
	if err != nil {
		return nil, err
	}
	if d.password == "" {
		d.password = spokenPassword()
	}
	var settled atomic.Bool // until then, it is the day before the first one
	store, err := models.Open(ctx, models.Options{
		URL: "sqlite:" + filepath.Join(folder, "tanggap.db"), Data: folder, Prefix: c.Prefix, Key: key, Origin: c.Origin,
		Scratch: true, Now: func() time.Time {
			if settled.Load() {
				return d.now()
			}
			return d.now().AddDate(0, 0, -demoDays-1)
		},
	})
	if err != nil {
		return nil, err
	}
	town, err := found(ctx, store, d.password, d.seed)
	settled.Store(true)
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return town, nil
}

// serve answers requests and lets citizens go on writing, until it is told to stop.
func (d *demonstration) serve(ctx context.Context, c config, town *town, log *slog.Logger) error {
	ctx, stop := context.WithCancel(ctx)
	var traffic sync.WaitGroup
	if !d.quiet {
		traffic.Go(func() {
			if err := town.goOn(ctx); err != nil && ctx.Err() == nil {
				log.Error("traffic", "error", err)
			}
		})
	}
	err := listen(c, town.store, sandboxes(log), log)
	stop()
	traffic.Wait()
	return err
}

// sandboxes take what the demo sends, on every channel: nobody is to be written to.
func sandboxes(log *slog.Logger) map[string]channels.Sender {
	senders := map[string]channels.Sender{}
	for _, channel := range models.Networks {
		senders[channel] = sandbox.Sender{Log: log}
	}
	return senders
}

// spokenPassword is easy to type from the screen: it guards made-up data, for as long as the demo runs.
func spokenPassword() string {
	words := strings.Fields("ombak karang nipah camar pasir layar senja bakau teripang kerapu pelantar selat pandan kelubi")
	rand.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	return words[0] + "-" + words[1] + "-" + strconv.Itoa(10+rand.IntN(90))
}
