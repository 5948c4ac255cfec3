package models

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// benched is a house with many tickets: the seeded one TANGGAP_BENCH_DATABASE_URL names, else 20,000 of its own.
func benched(b *testing.B) (s *Store, actors map[string]Actor) {
	b.Helper()
	ctx := context.Background()
	url := os.Getenv("TANGGAP_BENCH_DATABASE_URL")
	if url == "" {
		s, _ = openTest(b, "sqlite:"+filepath.Join(b.TempDir(), "tanggap.db"))
		h := years(b, s, 20_000)
		return s, map[string]Actor{"small": h.roads, "large": h.water, "coordinator": h.coordinator, "system": System}
	}
	s, err := Open(ctx, Options{URL: url, Data: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	actors = map[string]Actor{"system": System}
	for name, query := range map[string]string{
		"small":       "role = 'agent' ORDER BY (SELECT COUNT(*) FROM tickets t JOIN memberships m ON m.unit_id = t.unit_id WHERE m.user_id = u.id)",
		"large":       "role = 'agent' ORDER BY (SELECT COUNT(*) FROM tickets t JOIN memberships m ON m.unit_id = t.unit_id WHERE m.user_id = u.id) DESC",
		"coordinator": "role = 'coordinator' ORDER BY id", "supervisor": "role = 'supervisor' ORDER BY id",
	} {
		var id int64
		if err := s.find(ctx, &id, "SELECT id FROM users u WHERE "+query+" LIMIT 1"); err != nil {
			b.Fatal(err)
		}
		if actors[name], err = s.ActorOf(ctx, id); err != nil {
			b.Fatal(err)
		}
	}
	return s, actors
}

func BenchmarkInbox(b *testing.B) {
	s, actors := benched(b)
	ctx := context.Background()
	for _, name := range []string{"small", "large", "supervisor", "coordinator", "system"} {
		who, ok := actors[name]
		if !ok {
			continue
		}
		b.Run(name+"/counts", func(b *testing.B) {
			for b.Loop() {
				must(s.TabCounts(ctx, who))
			}
		})
		for _, list := range []struct {
			name   string
			filter TicketFilter
		}{
			{"mine", TicketFilter{Tab: TabMine}},
			{"unassigned", TicketFilter{Tab: TabUnassigned}},
			{"near", TicketFilter{Tab: TabNear}},
			{"late", TicketFilter{Tab: TabLate}},
			{"waiting", TicketFilter{Tab: TabWaiting}},
			{"all", TicketFilter{Tab: TabAll}},
			{"rare_channel", TicketFilter{Tab: TabAll, Channel: "letter"}},
			{"resolved", TicketFilter{Tab: TabAll, Status: StatusResolved}},
			{"merged", TicketFilter{Tab: TabAll, Status: StatusMerged}},
			{"everything_import", TicketFilter{Channel: "import"}},
			{"common", TicketFilter{Tab: TabAll, Text: "jalan "}},
			{"common_prefix", TicketFilter{Tab: TabAll, Text: "jal"}},
			{"two", TicketFilter{Tab: TabAll, Text: "lampu jalan "}},
			{"rare", TicketFilter{Tab: TabAll, Text: "alamanda "}},
			{"common_rare", TicketFilter{Tab: TabAll, Text: "jalan alamanda "}},
			{"none", TicketFilter{Tab: TabAll, Text: "kapalselam "}},
			{"common_late", TicketFilter{Tab: TabLate, Text: "jalan "}},
			{"behind_missed", TicketFilter{Response: "missed", Unit: os.Getenv("TANGGAP_BENCH_UNIT"), From: s.now() - 90*86400, To: s.now()}},
			{"common_waiting", TicketFilter{Tab: TabWaiting, Text: "jalan "}},
		} {
			b.Run(name+"/"+list.name, func(b *testing.B) {
				for b.Loop() {
					must(s.Tickets(ctx, who, list.filter))
				}
			})
		}
	}
}
