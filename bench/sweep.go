package main

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"sync"
	"time"

	"tanggap/models"
)

// sweeps lets clocks fall due in numbers: none, a hundred, ten thousand, a hundred thousand, while citizens write.
func (b *bench) sweeps(ctx context.Context, database string) error {
	h, err := b.newHouse(ctx, database)
	if err != nil {
		return err
	}
	defer h.raze()
	s, err := h.open(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	if err := h.running(ctx, s); err != nil {
		return err
	}
	quiet, _ := writing(ctx, s, func() error { time.Sleep(b.span); return nil })
	h.add("sweep: intake at 500/s, quiet", fmt.Sprintf("p50 %s, p99 %s", milliseconds(quiet.p50), milliseconds(quiet.p99)), "")
	for _, due := range []int{0, 100, 10_000, 100_000} {
		if due > b.clocks/2 {
			continue
		}
		at, err := h.moment(ctx, due)
		if err != nil {
			return err
		}
		var did models.SweepResult
		busy, err := writing(ctx, s, func() (err error) {
			did, err = s.Sweep(ctx, at)
			return err
		})
		if err != nil {
			return err
		}
		aim := map[int]string{0: "≤ 0.2 ms", 100: "≤ 30 ms", 10_000: "≤ 1 s", 100_000: "≤ 6 s; intake p99 ≤ 4 × quiet"}[due]
		figure := fmt.Sprintf("%d flags in %.2f ms", did.Flags(), float64(did.Took.Microseconds())/1000)
		if busy.rate > 50 {
			figure += fmt.Sprintf(", intake meanwhile p99 %s (%.1f × quiet)", milliseconds(busy.p99), float64(busy.p99)/float64(quiet.p99))
		}
		h.add(fmt.Sprintf("sweep: %d due of %d clocks", due, b.clocks), figure, aim)
	}
	return nil
}

// running fills the house with tickets of the last hundred minutes on a calendar without nights: two clocks each, none
// of them near.
func (h *house) running(ctx context.Context, s *models.Store) error {
	root, err := s.Unit(ctx, "pemkab")
	if err != nil {
		return err
	}
	calendars, err := s.Calendars(ctx)
	if err != nil {
		return err
	}
	for _, c := range calendars {
		if strings.HasPrefix(c.Name, "24") {
			root.CalendarID = c.ID
		}
	}
	if _, err := s.SaveUnit(ctx, models.System, root); err != nil {
		return err
	}
	if _, err := s.Recompute(ctx); err != nil {
		return err
	}
	tickets := h.clocks / 2
	h.tickets = tickets
	begin := s.Clock() - 6000
	_, err = s.Fill(ctx, func(yield func(models.Past) bool) {
		for i := range tickets {
			if !yield(models.Past{Intake: models.Intake{
				Text: fmt.Sprintf(reports[i%len(reports)], i), Kind: models.Complaint, At: begin + models.Time(i*6000/tickets),
			}}) {
				return
			}
		}
	}, nil)
	return err
}

// moment is when so many more clocks are due; now for none.
func (h *house) moment(ctx context.Context, due int) (models.Time, error) {
	if due == 0 {
		return models.At(time.Now()), nil
	}
	driver, source := "pgx", h.url
	if path, ok := strings.CutPrefix(h.url, "sqlite:"); ok {
		driver, source = "sqlite3", "file:"+path+"?mode=ro"
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		return 0, err
	}
	defer func() { _ = db.Close() }()
	var at int64
	err = db.QueryRowContext(ctx, fmt.Sprintf("SELECT flag_at FROM clocks WHERE flag_at < %d ORDER BY flag_at LIMIT 1 OFFSET %d",
		never, due-1)).Scan(&at)
	return models.Time(at), err
}

// writing lets 500 citizens a second write while something else happens, and says how long each waited.
func writing(ctx context.Context, s *models.Store, meanwhile func() error) (taken, error) {
	var mu sync.Mutex
	var times []time.Duration
	var all sync.WaitGroup
	ended := make(chan struct{})
	all.Go(func() {
		tick := time.NewTicker(2 * time.Millisecond)
		defer tick.Stop()
		for i := 0; ; i++ {
			select {
			case <-ended:
				return
			case <-tick.C:
			}
			all.Go(func() {
				from := time.Now()
				_, err := s.Receive(ctx, models.Citizen, models.Intake{Text: fmt.Sprintf(reports[i%len(reports)], i), Kind: models.Complaint})
				if err == nil {
					mu.Lock()
					times = append(times, time.Since(from))
					mu.Unlock()
				}
			})
		}
	})
	err := meanwhile()
	close(ended)
	all.Wait()
	return spread(times), err
}
