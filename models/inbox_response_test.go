package models

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
)

// listed counts the tickets of a list, page by page, and fails on one that comes twice.
func listed(t *testing.T, s *Store, who Actor, f TicketFilter) int {
	t.Helper()
	seen := map[int64]bool{}
	for f.Limit = 150; ; {
		l, err := s.Tickets(context.Background(), who, f)
		if err != nil {
			t.Fatalf("%+v: %v", f, err)
		}
		for i := range l.Rows {
			if seen[l.Rows[i].ID] {
				t.Fatalf("%+v: ticket %d twice", f, l.Rows[i].ID)
			}
			seen[l.Rows[i].ID] = true
		}
		if f.Cursor = l.Next; l.Next == "" {
			return len(seen)
		}
	}
}

// TestTickets_behindFigures: every number of a report leads to exactly the tickets it counts. Who sees only some units
// finds fewer where a ticket was handed on after its answer, never others.
func TestTickets_behindFigures(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		h := furnish(t, s)
		scatterResponses(t, s, rand.New(rand.NewPCG(5, 6)), 700, 30)
		rollUp(t, s)
		supervisor := h.roads
		supervisor.capabilities, supervisor.Units = roleCapabilities[Supervisor], []int64{2, 3}
		from, to := s.Today()-20, s.Today()
		for name, who := range map[string]Actor{"system": System, "coordinator": h.coordinator, "supervisor": supervisor} {
			report := reportOf(t, s, who, from, to, "")
			base := TicketFilter{From: s.DayStart(from), To: s.DayStart(to + 1)}
			check := func(label string, f *Figures, filter TicketFilter) {
				t.Helper()
				for response, want := range map[string]int{
					"received": f.Received, "answered": f.Answered(), "on_time": f.OnTime, "measured": f.Measured(),
					"missed": f.Measured() - f.OnTime, "overdue": f.Overdue, "pending": f.Pending, "unanswered": f.Unanswered,
					"set_aside": f.SetAside,
				} {
					filter.Response = response
					if got := listed(t, s, who, filter); got != want && (who.AllUnits || got > want) {
						t.Errorf("%s, %s, %s: %d listed, %d counted", name, label, response, got, want)
					}
				}
				filter.Response = ""
				filter.Live = true
				if got := listed(t, s, who, filter); got != f.Open {
					t.Errorf("%s, %s: %d open listed, %d counted", name, label, got, f.Open)
				}
				filter.Flag = "late"
				if got := listed(t, s, who, filter); got != f.Late {
					t.Errorf("%s, %s: %d late listed, %d counted", name, label, got, f.Late)
				}
			}
			check("whole", &report.Whole, base)
			for by, lines := range report.Groups {
				for i := range lines[:min(2, len(lines))] {
					f := base
					switch by {
					case ByUnit:
						f.Unit = lines[i].Key
					case ByKind:
						f.Kind = Kind(lines[i].Key)
					case ByChannel:
						f.Channel = lines[i].Key
					case ByCategory:
						if f.Category = lines[i].Key; f.Category == "" {
							f.Category = NoCategory
						}
					default:
						continue
					}
					check(fmt.Sprint(by, " ", lines[i].Key), &lines[i].Figures, f)
				}
			}
		}
		nowhere := supervisor
		nowhere.Units = []int64{}
		if n := listed(t, s, nowhere, TicketFilter{Response: "received"}); n != 0 {
			t.Errorf("somebody without a unit finds %d", n)
		}
		if _, err := s.Tickets(context.Background(), System, TicketFilter{Response: "lucky"}); ErrorCode(err) != Invalid {
			t.Errorf("an unknown response: %v", err)
		}
	})
}
