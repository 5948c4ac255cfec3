package models

import (
	"encoding/json"
	"fmt"
	"slices"

	"tanggap/models/sla"
)

// dueClock is a clock whose next flag is due, with what its ticket says of who must know.
type dueClock struct {
	Clock
	assignee     int64
	confidential int
	received     Time
	live         bool
	priority     Priority
	created      Time // of the ticket
	kind         Kind
	category     int64
	channel      string
}

// claimClocks takes the clocks that are due the longest, with their tickets, and leaves out what another instance or
// a verb holds at this moment: it is taken the next time. Served by clocks_flag.
func (tx *Tx) claimClocks(at Time, size int) ([]dueClock, error) {
	due := make([]dueClock, 0, size)
	err := tx.rows(func(scan func(...any) error) error {
		var c dueClock
		err := scan(&c.ID, &c.TicketID, &c.Target, &c.Round, &c.State, &c.DueAt, &c.WarnAt, &c.CriticalAt, &c.BreachedAt,
			&c.Level, &c.PolicyID, &c.VersionID, &c.UnitID, &c.assignee, &c.confidential, &c.received, &c.live, &c.priority,
			&c.created, &c.kind, &c.category, &c.channel)
		due = append(due, c)
		return err
	}, `SELECT c.id, c.ticket_id, c.target, c.round, c.state, c.due_at, c.warn_at, c.critical_at, c.breached_at,
			c.level, c.policy_id, c.version_id, t.unit_id, t.assignee_id, t.confidential, t.received_at, t.live, t.priority,
			t.created_at, t.kind, t.category_id, t.channel
		FROM clocks c JOIN tickets t ON t.id = c.ticket_id
		WHERE c.flag_at < 253402300799 AND c.flag_at <= ? ORDER BY c.flag_at, c.id LIMIT ?`+
		tx.store.dialect.claiming(), at, size)
	return due, err
}

// passed returns the levels the clocks have passed, by their true moments, and moves the clocks on.
func passed(due []dueClock, at Time) []raised {
	flags := make([]raised, 0, len(due))
	for i := range due {
		c := &due[i]
		before := len(flags)
		for c.FlagAt = c.nextFlag(); c.FlagAt <= at; c.FlagAt = c.nextFlag() {
			moment := [...]Time{c.WarnAt, c.DueAt, c.CriticalAt}[c.Level]
			c.Level++
			if c.Level == 2 {
				c.BreachedAt = min(c.BreachedAt, c.DueAt) // for ever: the due instant, not the time of the job
			}
			flags = append(flags, raised{clock: c, level: c.Level, at: moment})
		}
		if len(flags) > before {
			flags[len(flags)-1].last = true
		}
	}
	slices.SortStableFunc(flags, func(a, b raised) int { return int(a.at - b.at) })
	return flags
}

// writeFlags writes flags, events, clocks, lists and the days whose reports change.
func (tx *Tx) writeFlags(c *chunk) error {
	if err := tx.insertFlags(c.flags); err != nil {
		return err
	}
	if err := tx.recordFlags(c.flags); err != nil {
		return err
	}
	if err := tx.advance(c.clocks); err != nil {
		return err
	}
	return tx.staleDays(c.flags)
}

func (tx *Tx) insertFlags(flags []raised) error {
	rows := make([][]any, len(flags))
	for i := range flags {
		f := &flags[i]
		rows[i] = []any{f.clock.TicketID, f.clock.Target, f.clock.Round, f.name(), f.at, tx.now, f.told}
	}
	return tx.batch("INSERT INTO flags (ticket_id, target, round, level, at, created_at, told) VALUES ",
		"(?, ?, ?, ?, ?, ?, ?)", " ON CONFLICT DO NOTHING", rows)
}

// recordFlags appends an event per flag, each behind the last one of its ticket.
func (tx *Tx) recordFlags(flags []raised) error {
	ends, err := tx.chainEnds(flags)
	if err != nil {
		return err
	}
	rows := make([][]any, len(flags))
	for i := range flags {
		f := &flags[i]
		told := map[string]any{"target": f.clock.Target, "level": f.name()}
		if f.told != "" {
			told["told"] = f.told
		}
		data, err := json.Marshal(told)
		if err != nil {
			return fmt.Errorf("event of a flag: %w", err)
		}
		e := Event{
			TicketID: f.clock.TicketID, Type: FlagRaised, Actor: BySystem, UnitID: f.clock.UnitID,
			At: f.at, CreatedAt: tx.now, Data: string(data),
		}
		e.Hash = e.digest(ends[e.TicketID])
		ends[e.TicketID] = e.Hash
		rows[i] = []any{e.TicketID, e.Type, e.Actor, e.ActorID, e.UnitID, e.At, e.CreatedAt, e.Data, e.Hash}
	}
	tx.wake = tx.wake || len(rows) > 0
	return tx.batch("INSERT INTO events (ticket_id, type, actor, actor_id, unit_id, at, created_at, data, hash) VALUES ",
		"(?, ?, ?, ?, ?, ?, ?, ?, ?)", "", rows)
}

// chainEnds reads the hash of the last event of each ticket.
func (tx *Tx) chainEnds(flags []raised) (map[int64][]byte, error) {
	ends := make(map[int64][]byte, len(flags))
	ids := make([]int64, 0, len(flags))
	for i := range flags {
		if id := flags[i].clock.TicketID; ends[id] == nil {
			ends[id] = []byte{}
			ids = append(ids, id)
		}
	}
	err := inBlocks(ids, func(marks string, args []any) error {
		return tx.rows(func(scan func(...any) error) error {
			var id int64
			var hash []byte
			err := scan(&id, &hash)
			ends[id] = hash
			return err
		}, `SELECT ticket_id, hash FROM events
			WHERE id IN (SELECT MAX(id) FROM events WHERE ticket_id IN (`+marks+`) GROUP BY ticket_id)`, args...)
	})
	return ends, err
}

// advance writes the clocks back; a ticket whose clocks are all late is near no more.
func (tx *Tx) advance(clocks []dueClock) error {
	rows := make([][]any, len(clocks))
	var late []int64
	for i := range clocks {
		c := &clocks[i]
		rows[i] = []any{c.ID, c.Level, c.FlagAt, c.BreachedAt}
		if c.Level >= 2 && c.live {
			late = append(late, c.TicketID)
		}
	}
	err := tx.batch("UPDATE clocks SET level = v.column2, flag_at = v.column3, breached_at = v.column4 FROM (VALUES ",
		"(CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT))",
		") AS v WHERE clocks.id = v.column1", rows)
	if err != nil {
		return err
	}
	slices.Sort(late)
	return inBlocks(slices.Compact(late), func(marks string, args []any) error {
		return tx.exec(`UPDATE tickets SET warn_at = COALESCE((SELECT MIN(c.warn_at) FROM clocks c
			WHERE c.ticket_id = tickets.id AND c.state = '`+string(sla.Running)+`' AND c.level < 2), 253402300799)
			WHERE id IN (`+marks+`)`, args...)
	})
}

// staleDays marks the days of receipt of the tickets, so that their roll-ups count the misses.
func (tx *Tx) staleDays(flags []raised) error {
	days := map[Day]bool{}
	for i := range flags {
		if day := tx.store.dayOf(flags[i].clock.received); day < tx.store.dayOf(tx.now) && !days[day] {
			days[day] = true
			err := tx.exec("INSERT INTO rollup_days (day, stale_at) VALUES (?, ?)", day, tx.now)
			if err != nil {
				return err
			}
		}
	}
	return nil
}
