package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"tanggap/models"
)

// queries measures what the database does below the pages, in this process.
func (h *house) queries(ctx context.Context) error {
	s, err := h.open(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	started := time.Now()
	days := 0
	for {
		n, err := s.RollUp(ctx)
		if err != nil {
			return err
		}
		if days += n; n == 0 {
			break
		}
	}
	h.add("roll-ups of all days", fmt.Sprintf("%d days in %s", days, milliseconds(time.Since(started))), "")
	who, small, err := h.actors(ctx, s)
	if err != nil {
		return err
	}
	timed := func(name, aim string, do func() error) {
		got := load(1, h.span/2, func(int) error { return do() })
		h.add(name, got.String(), aim)
	}
	timed("query: first page of the inbox", "", func() error {
		_, err := s.Tickets(ctx, who, models.TicketFilter{Tab: "all"})
		return err
	})
	timed("query: counts of all tabs", "p50 ≤ 1.5 ms", func() error {
		_, err := s.TabCounts(ctx, who)
		return err
	})
	timed("query: counts of all tabs, one unit", "", func() error {
		_, err := s.TabCounts(ctx, small)
		return err
	})
	for _, span := range []models.Day{90, 365} {
		today := s.Today()
		timed(fmt.Sprintf("query: report, %d days", span), "", func() error {
			_, err := s.Report(ctx, who, models.ReportFilter{From: today - span + 1, To: today})
			return err
		})
	}
	return h.searches(ctx, s, who, small)
}

// actors are a coordinator and the agent of a small unit.
func (h *house) actors(ctx context.Context, s *models.Store) (all, small models.Actor, err error) {
	users, _, err := s.Users(ctx, models.System, models.UserFilter{})
	for _, u := range users {
		switch {
		case strings.HasPrefix(u.Email, "koordinator@"):
			all, err = s.ActorOf(ctx, u.ID)
		case strings.HasPrefix(u.Email, "disbudpar@"):
			small, err = s.ActorOf(ctx, u.ID)
		}
		if err != nil {
			break
		}
	}
	return all, small, err
}

func (h *house) searches(ctx context.Context, s *models.Store, all, small models.Actor) error {
	for _, one := range []struct{ name, text string }{
		{"common", "lampu"},
		{"rare", "no 777 tambal"},
		{"two words", "jalan pasar"},
		{"common and rare", "lampu pelantar"},
		{"prefix", "pelan"},
		{"nothing found", "zyxwv"},
	} {
		for scope, who := range map[string]models.Actor{"": all, ", small unit": small} {
			hits := 0
			got := load(1, h.span/2, func(int) error {
				list, err := s.Tickets(ctx, who, models.TicketFilter{Tab: "all", Text: one.text, Limit: 25})
				if err == nil {
					hits = len(list.Rows)
				}
				return err
			})
			h.add("search: "+one.name+scope, fmt.Sprintf("%v, %d hits", got, hits), "p99 ≤ 25 ms")
		}
	}
	return nil
}
