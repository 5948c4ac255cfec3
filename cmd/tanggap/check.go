package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	"tanggap/channels/email"
)

// A server that does not answer a check within this time does not answer citizens either.
const checkWithin = 10 * time.Second

// check looks at everything the service needs before it starts, changes nothing, and prints a line for each.
func check(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	ctx, cancel := context.WithTimeout(context.Background(), checkWithin)
	defer cancel()
	e := &examination{out: stdout}
	c, _, err := configured("check", args, stderr, nil)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case errors.Is(err, errFlags):
		fmt.Fprintln(stderr, "tanggap:", err)
		return 2
	}
	e.tell("configuration", err, "serves "+c.Origin+" on "+c.Addr)
	e.strangers()
	if err == nil {
		e.folder(c)
		e.database(ctx, c)
		e.mail(ctx, c)
	}
	if e.failed {
		return 1
	}
	return 0
}

// examination prints findings as they come.
type examination struct {
	out    io.Writer
	failed bool
}

func (e *examination) tell(what string, err error, fine string) {
	if err == nil {
		fmt.Fprintf(e.out, "ok      %-14s %s\n", what, fine)
		return
	}
	e.failed = true
	for line := range strings.Lines(err.Error()) {
		fmt.Fprintf(e.out, "failed  %-14s %s\n", what, strings.TrimRight(line, "\n"))
	}
}

func (e *examination) note(what, text string) { fmt.Fprintf(e.out, "note    %-14s %s\n", what, text) }

// strangers notes variables that look like ours and are not: mostly misspelt.
func (e *examination) strangers() {
	known := []string{"TANGGAP_TEST_POSTGRES", "TANGGAP_BIN", "TANGGAP_CHROMIUM", "TANGGAP_VERSION"} // of the tests
	for field := range reflect.TypeFor[config]().Fields() {
		known = append(known, field.Tag.Get("env"))
	}
	for name := range (&config{}).secrets() {
		known = append(known, name+"_FILE")
	}
	for _, pair := range os.Environ() {
		if name, _, _ := strings.Cut(pair, "="); strings.HasPrefix(name, "TANGGAP_") && !slices.Contains(known, name) {
			e.note("configuration", name+" is no variable of ours; it changes nothing")
		}
	}
}

// folder tries whether attachments and keys can be written.
func (e *examination) folder(c config) {
	path, err := filepath.Abs(c.Data)
	if err == nil {
		if _, err = os.Stat(path); errors.Is(err, os.ErrNotExist) {
			e.note("data folder", path+" is not there yet; `tanggap migrate` makes it")
			return
		}
	}
	if err == nil {
		var file *os.File
		if file, err = os.CreateTemp(path, ".check-*"); err == nil {
			err = errors.Join(file.Close(), os.Remove(file.Name()))
		}
	}
	if err != nil {
		err = fmt.Errorf("TANGGAP_DATA: %w; give this user the right to write there", err)
	}
	e.tell("data folder", err, path+" can be written")
}

// database opens it without changing it, unless there is none yet.
func (e *examination) database(ctx context.Context, c config) {
	if file, ok := strings.CutPrefix(c.DatabaseURL, "sqlite:"); ok {
		if _, err := os.Stat(file); errors.Is(err, os.ErrNotExist) {
			e.note("database", file+" is not there yet; `tanggap migrate` makes it")
			return
		}
	}
	store, err := open(ctx, c)
	if err != nil {
		e.tell("database", fmt.Errorf("%w; is it running, and are address and password right?", err), "")
		return
	}
	defer func() { _ = store.Close() }()
	err = store.Ready(ctx)
	e.tell("database", advised(err), store.Engine()+" answers, its schema is this program's")
	if err == nil {
		e.tell("key", advised(store.KeyFits(ctx)), "is the one this database was made with")
	}
}

// mail connects and signs in, without sending anything.
func (e *examination) mail(ctx context.Context, c config) {
	settings, set := c.smtp()
	if !set {
		e.note("mail", "TANGGAP_SMTP_HOST is not set: answers stand on the tracking page only, and nobody is mailed")
		return
	}
	sender, err := email.New(settings)
	if err == nil {
		err = sender.Reach(ctx)
	}
	if err != nil {
		err = fmt.Errorf("%s: %w; check TANGGAP_SMTP_HOST, _PORT, _TLS, _USER and _PASSWORD", settings.Host, err)
	}
	e.tell("mail", err, settings.Host+" takes mail from "+settings.From)
}
