// Package main measures the real program: it fills a database, starts the binary, and asks it over HTTP what a regency
// asks it, beside yardsticks measured in the same minute on the same machine. Figures go to standard output as a
// table; what is noise is told by the yardsticks. It is no part of what is shipped: .ci/bench runs it.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// bench is what was asked for on the command line.
type bench struct {
	binary  string
	scratch string
	span    time.Duration
	only    *regexp.Regexp
	clocks  int
	streams int
	out     report
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "yardstick" {
		check(yardstick(os.Args[2:]))
		return
	}
	var b bench
	sizes := flag.String("tickets", "10000,100000", "sizes to measure at, by comma, or none; the aims are for 10000,100000,1000000")
	databases := flag.String("databases", "sqlite,postgres", "postgres needs TANGGAP_TEST_POSTGRES")
	only := flag.String("only", "", "only measures whose name matches")
	flag.DurationVar(&b.span, "span", 3*time.Second, "how long each measure takes")
	flag.IntVar(&b.clocks, "clocks", 200_000, "running clocks for the sweep; the aim is for 1000000")
	flag.IntVar(&b.streams, "streams", 1000, "open inboxes")
	flag.StringVar(&b.binary, "binary", "", "the program; built when empty")
	flag.Parse()
	b.only = regexp.MustCompile(*only)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var err error
	if b.scratch, err = os.MkdirTemp("", "tanggap-load-"); err != nil {
		check(err)
	}
	defer func() { _ = os.RemoveAll(b.scratch) }()
	if err = b.build(); err == nil {
		err = b.run(ctx, strings.Split(*sizes, ","), strings.Split(*databases, ","))
	}
	b.out.print(os.Stdout)
	if err != nil {
		_ = os.RemoveAll(b.scratch)
		check(err)
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func (b *bench) wants(name string) bool { return b.only.MatchString(name) }

// build makes the static, stripped binary, as it is shipped.
func (b *bench) build() error {
	if b.binary == "" {
		b.binary = filepath.Join(b.scratch, "tanggap")
		command := exec.Command("bash", ".ci/build", b.binary)
		command.Stdout, command.Stderr = os.Stderr, os.Stderr
		if err := command.Run(); err != nil {
			return err
		}
	}
	info, err := os.Stat(b.binary)
	if err == nil {
		b.out.add("binary", "", 0, fmt.Sprintf("%.1f MB", float64(info.Size())/1e6), "≤ 30 MB")
	}
	return err
}

func (b *bench) run(ctx context.Context, sizes, databases []string) error {
	for _, database := range databases {
		for _, size := range sizes {
			if size == "" {
				continue
			}
			tickets, err := strconv.Atoi(size)
			if err != nil {
				return fmt.Errorf("-tickets: %w", err)
			}
			if err := b.measure(ctx, database, tickets); err != nil {
				return fmt.Errorf("%s, %d tickets: %w", database, tickets, err)
			}
		}
		if b.wants("sweep") {
			if err := b.sweeps(ctx, database); err != nil {
				return fmt.Errorf("sweep on %s: %w", database, err)
			}
		}
	}
	return nil
}

// measure fills one database and takes every figure of it.
func (b *bench) measure(ctx context.Context, database string, tickets int) error {
	h, err := b.newHouse(ctx, database)
	if err != nil {
		return err
	}
	defer h.raze()
	if err := h.seed(ctx, tickets); err != nil {
		return err
	}
	if b.wants("query|counts|search|dashboard") {
		if err := h.queries(ctx); err != nil {
			return err
		}
	}
	if err := h.serve(ctx); err != nil {
		return err
	}
	for _, one := range []struct {
		name string
		take func(context.Context) error
	}{
		{"pages", h.pages},
		{"intake", h.intake},
		{"streams", h.streams},
	} {
		if b.wants(one.name) {
			if err := one.take(ctx); err != nil {
				return fmt.Errorf("%s: %w", one.name, err)
			}
		}
	}
	h.memory("after the load")
	h.stop()
	if b.wants("intake") {
		return h.yardsticks(ctx)
	}
	return nil
}
