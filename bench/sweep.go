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

// Sweeps are repeated where one says little: with nothing due, and with little.
const (
	idleSweeps  = 300
	smallSweeps = 7
)

// sweeps lets clocks become late in numbers: none, a hundred, ten thousand, a hundred thousand, while citizens write.
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
	if err := h.staff(ctx, s); err != nil {
		return err
	}
	if err := h.running(ctx, s); err != nil {
		return err
	}
	rest := func() error { time.Sleep(b.span); return nil }
	_, _ = writing(ctx, s, rest) // connections open and statements are prepared
	quiet, _ := writing(ctx, s, rest)
	h.add("sweep: intake at 500/s, quiet", fmt.Sprintf("p50 %s, p99 %s", milliseconds(quiet.p50), milliseconds(quiet.p99)), "")
	if err := h.idle(ctx, s); err != nil {
		return err
	}
	for _, due := range []struct {
		clocks, times int
		aim           string
	}{
		{100, smallSweeps, "≤ 30 ms"}, {10_000, 1, "≤ 1 s"}, {100_000, 1, "≤ 6 s; intake p99 ≤ 3 × quiet"},
	} {
		if due.clocks*due.times > b.clocks/4 {
			continue
		}
		if err := h.fallDue(ctx, s, due.clocks, due.times, due.aim, quiet); err != nil {
			return err
		}
	}
	return nil
}

// idle times the sweep that finds nothing, as it is nearly always: in a process that has swept before, many times, quiet
// and while citizens write.
func (h *house) idle(ctx context.Context, s *models.Store) error {
	now := s.Clock()
	sweep := func() error {
		var times []time.Duration
		for range idleSweeps {
			did, err := s.Sweep(ctx, now)
			if err != nil || did.Flags() != 0 {
				return fmt.Errorf("a sweep of nothing: %d flags, %w", did.Flags(), err)
			}
			times = append(times, did.Took)
		}
		took := spread(times)
		h.add(fmt.Sprintf("sweep: 0 due of %d clocks", h.clocks), fmt.Sprintf("median %.3f ms, p99 %.3f ms",
			took.p50.Seconds()*1000, took.p99.Seconds()*1000), "≤ 0.2 ms")
		return nil
	}
	if err := sweep(); err != nil {
		return err
	}
	_, err := writing(ctx, s, sweep)
	return err
}

// fallDue lets so many clocks become late, several times, while citizens write, and says how long the sweep and they took.
func (h *house) fallDue(ctx context.Context, s *models.Store, due, times int, aim string, quiet taken) error {
	var took, waits []time.Duration
	flags := 0
	for range times {
		at, err := h.moment(ctx, due)
		if err != nil {
			return err
		}
		busy, err := writing(ctx, s, func() error {
			did, err := s.Sweep(ctx, at)
			took, flags = append(took, did.Took), flags+did.Flags()
			return err
		})
		if err != nil {
			return err
		}
		waits = append(waits, busy.times...)
	}
	figure := fmt.Sprintf("%d flags in %.1f ms", flags/times, spread(took).p50.Seconds()*1000)
	if busy := spread(waits); busy.first == nil && len(waits) >= 100 {
		figure += fmt.Sprintf(", intake meanwhile p99 %s (%.1f × quiet)", milliseconds(busy.p99), float64(busy.p99)/float64(quiet.p99))
	}
	h.add(fmt.Sprintf("sweep: %d due of %d clocks", due, h.clocks), figure, aim)
	return nil
}

// Units with people who are told: a regency has some thirty agencies and ten sub-districts.
const staffed = 40

func slugOf(unit int) string { return fmt.Sprintf("dinas-%d", unit%staffed) }

// staff gives every unit two agents, and the regency a supervisor, who hears of everything that is late.
func (h *house) staff(ctx context.Context, s *models.Store) error {
	add := func(name string, role models.Role, unit string) error {
		u := models.User{Email: name + "@contoh.example", Name: name, Role: role, Active: true}
		_, err := s.AddUser(ctx, models.System, u, unit, password)
		return err
	}
	for i := range staffed {
		u := models.Unit{Slug: slugOf(i), Name: slugOf(i), Kind: "agency", ParentID: 1, Active: true}
		if _, err := s.SaveUnit(ctx, models.System, u); err != nil {
			return err
		}
		for _, name := range []string{"a", "b"} {
			if err := add(name+"-"+slugOf(i), models.Agent, slugOf(i)); err != nil {
				return err
			}
		}
	}
	return add("pengawas", models.Supervisor, "pemkab")
}

// running fills the house with tickets on a calendar without nights: two clocks each, the first of them near for up to
// a hundred minutes, to be late within two hours; all units have as many.
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
	begin := s.Clock() - 2*3600 - 6000 - 60 // of four hours: every warn point lies behind
	_, err = s.Fill(ctx, func(yield func(models.Past) bool) {
		for i := range tickets {
			if !yield(models.Past{Intake: models.Intake{
				Text: fmt.Sprintf(reports[i%len(reports)], i), Kind: models.Complaint, Unit: slugOf(i),
				At: begin + models.Time(i*6000/tickets),
			}}) {
				return
			}
		}
	}, nil)
	return err
}

// moment is when so many more clocks are due.
func (h *house) moment(ctx context.Context, due int) (models.Time, error) {
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
	busy := spread(times)
	busy.times = times
	return busy, err
}
