package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"sync"
	"time"

	"tanggap/models"
	"tanggap/models/sla"
)

// Rows on their way at once: they share commits, and stay few enough to be told in order.
const importAtOnce = 48

// importing is one run of the import.
type importing struct {
	file    string
	maps    []string
	source  string
	channel string
	unit    string
	zone    string
	store   *models.Store
	columns *columns
	seen    map[[sha256.Size]byte]int // equal rows without an id are counted, so that each is one matter, and the same in every run
	result  imported
}

// imported is what came of it; every row is in one of the three.
type imported struct {
	File         string `json:"file"`
	Rows         int    `json:"rows"`
	Imported     int    `json:"imported"`
	Repeated     int    `json:"repeated"` // were there from an earlier run
	Rejected     int    `json:"rejected"`
	RejectedFile string `json:"rejected_file,omitempty"`
	TookMS       int64  `json:"took_ms"`
}

func importFrom(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	i := &importing{seen: map[[sha256.Size]byte]int{}}
	c, _, err := configured("import", args, stderr, func(f *flag.FlagSet) {
		f.StringVar(&i.file, "csv", "", "file with a first row of column names; commas, semicolons or tabs")
		f.Func("map", "field=column, several with commas: "+fieldNames()+"; columns with usual names need none", func(s string) error {
			i.maps = append(i.maps, s)
			return nil
		})
		f.StringVar(&i.source, "source", "csv", "system the rows come from: ids count within it, and a second run adds nothing")
		f.StringVar(&i.channel, "channel", "import", "channel of rows that name none")
		f.StringVar(&i.unit, "unit", "", "slug of the unit of rows that name none; suggested by default")
		f.StringVar(&i.zone, "zone", "Asia/Jakarta", "zone of times that name none")
	})
	if err == nil && i.file == "" {
		err = fmt.Errorf("%w--csv: which file? `tanggap help import` explains", errFlags)
	}
	if err == nil {
		if _, zone := sla.NewCalendar(sla.CalendarSpec{Zone: i.zone, Week: map[string][]string{"mon": {"08:00-09:00"}}}); zone != nil {
			err = fmt.Errorf("--zone: %q is no time zone; allowed are names as Asia/Jakarta, Asia/Makassar, Asia/Jayapura", i.zone)
		}
	}
	return with(c, err, stderr, func(s *models.Store) error {
		i.store = s
		if err := i.run(context.Background(), stderr); err != nil {
			return err
		}
		return json.NewEncoder(stdout).Encode(i.result)
	})
}

// run reads the file to its end. An error means that it stopped; a second run goes on, because it adds nothing twice.
func (i *importing) run(ctx context.Context, stderr io.Writer) error {
	started := time.Now()
	file, err := os.Open(i.file)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	table, err := readTable(bufio.NewReaderSize(file, 1<<16))
	if err != nil {
		return fmt.Errorf("%s: %w", i.file, err)
	}
	if i.columns, err = mapColumns(table.header, i.maps); err != nil {
		return err
	}
	if err := i.columns.know(ctx, i); err != nil {
		return err
	}
	rejects := &rejects{path: i.file + ".rejected.csv", table: table}
	told := newProgress(stderr, "bytes", int(info.Size()))
	err = i.pass(ctx, table, rejects, told)
	told.end(int(table.bytes))
	i.result.File, i.result.TookMS = i.file, time.Since(started).Milliseconds()
	if rejects.writer != nil {
		i.result.RejectedFile = rejects.path
	}
	return errors.Join(err, rejects.close())
}

// outcome is what came of one row, told in the order of the rows.
type outcome struct {
	row      row
	repeated bool
	err      error
	bytes    int64
}

// pass hands the rows to a few workers, so that they share commits, and takes their outcomes in order.
func (i *importing) pass(ctx context.Context, table *table, rejects *rejects, told *progress) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	order := make(chan chan outcome, importAtOnce)
	var reading error
	go func() {
		defer close(order)
		reading = table.each(func(r row) bool {
			answer, bytes := make(chan outcome, 1), table.bytes
			in, err := i.intake(r)
			select {
			case order <- answer: // no more than importAtOnce on their way
			case <-ctx.Done():
				return false
			}
			go func() {
				o := outcome{row: r, err: err, bytes: bytes}
				if err == nil {
					o.repeated, o.err = i.receive(ctx, in)
				}
				answer <- o
			}()
			return true
		})
	}()
	var failed error
	for answer := range order {
		o := <-answer
		if failed == nil {
			if failed = i.count(o, rejects); failed != nil {
				stop()
			}
			told.at(int(o.bytes))
		}
	}
	return errors.Join(failed, reading)
}

func (i *importing) receive(ctx context.Context, in models.Intake) (repeated bool, err error) {
	receipt, err := i.store.Receive(ctx, models.System, in)
	return err == nil && receipt.Repeated, err
}

// count adds one outcome up; what cannot be the row's fault ends the run.
func (i *importing) count(o outcome, rejects *rejects) error {
	if o.err != nil && !rejectable(o.err) {
		return fmt.Errorf("line %d: %w (run it again: what is in already is not added twice)", o.row.line, o.err)
	}
	i.result.Rows++
	switch {
	case o.err != nil:
		i.result.Rejected++
		return rejects.add(o.row, reason(o.err))
	case o.repeated:
		i.result.Repeated++
	default:
		i.result.Imported++
	}
	return nil
}

// rejects is the file of rows that could not be taken: as they were, with their number and the reason behind. It can
// be put right and imported in its turn.
type rejects struct {
	path   string
	table  *table
	once   sync.Once
	file   *os.File
	writer *csv.Writer
}

func (r *rejects) add(bad row, why string) error {
	var err error
	r.once.Do(func() {
		if r.file, err = os.Create(r.path); err != nil {
			return
		}
		_, err = r.file.WriteString("\ufeff") // spreadsheets take it for UTF-8 then
		r.writer = csv.NewWriter(r.file)
		r.writer.Comma = r.table.comma
		header := append([]string{}, r.table.header...)
		err = errors.Join(err, r.writer.Write(append(header, "rejected_line", "rejected_reason")))
	})
	if err != nil {
		return fmt.Errorf("write the rejected rows: %w", err)
	}
	fields := make([]string, len(r.table.header))
	copy(fields, bad.fields)
	return r.writer.Write(append(fields, strconv.Itoa(bad.line), why))
}

func (r *rejects) close() error {
	if r.writer == nil {
		return nil
	}
	r.writer.Flush()
	return errors.Join(r.writer.Error(), r.file.Close())
}
