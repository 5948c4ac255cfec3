package models

import (
	"context"
	"fmt"
	"time"

	"tanggap/channels"
	"tanggap/models/sla"
)

// dueStep is the next telling of a repeating rung, with its clock.
type dueStep struct {
	dueClock
	rung  int64
	n     int
	at    Time
	round int // of the clock when the step was made

	status Status // of the ticket: while its citizen is waited for, a late clock goes on, but nobody can do anything
}

// countSteps finds the units with more steps due than people want to be told of one by one.
func (w *sweep) countSteps(ctx context.Context) error {
	var counts []struct {
		UnitID int64
		N      int
	}
	err := w.store.find(ctx, &counts, `SELECT unit_id, COUNT(*) AS n FROM clocks
		WHERE id IN (SELECT clock_id FROM steps WHERE at <= ?) GROUP BY unit_id`, w.at)
	for _, c := range counts {
		w.many[unitLevel{c.UnitID, len(RungLevels)}] = c.N > singlyAtMost
	}
	return err
}

// begin makes the steps of clocks that have just passed twice their target.
func (w *sweep) begin(tx *Tx, flags []raised) error {
	var rows [][]any
	for i := range flags {
		f := &flags[i]
		if f.level != len(levels) {
			continue
		}
		for _, r := range w.ladders.at(f.clock.PolicyID, After) {
			next, err := w.after(f.clock, &r, f.at)
			if err != nil {
				return err
			}
			rows = append(rows, []any{f.clock.ID, r.ID, f.clock.Round, 1, next})
		}
	}
	return tx.batch("INSERT INTO steps (clock_id, rung_id, round, n, at) VALUES ", "(?, ?, ?, ?, ?)",
		" ON CONFLICT (clock_id, rung_id) DO UPDATE SET round = excluded.round, n = excluded.n, at = excluded.at", rows)
}

// after is when a rung is reached the next time: so many hours later, of those the clock is measured by.
func (w *sweep) after(c *dueClock, r *Rung, at Time) (Time, error) {
	calendar, err := w.store.calendar(context.Background(), c.VersionID)
	if err != nil {
		return 0, err
	}
	next, err := calendar.Add(at.Std(), int64(r.Every)*3600)
	if err != nil {
		return at.AddSeconds(int64(r.Every) * 3600), nil // hours that have ended for good: by the clock on the wall
	}
	return At(next), nil
}

// stepChunk tells of the steps that are due the longest, in one transaction. Served by steps_at.
func (w *sweep) stepChunk(ctx context.Context, size int) (c chunk, n int, err error) {
	err = w.store.update(ctx, func(tx *Tx) error {
		started := time.Now()
		c = newChunk()
		due, err := tx.claimSteps(w.at, size)
		if n = len(due); err != nil || n == 0 {
			return err
		}
		var notices []noticeRow
		more, by := map[lumpKey]int{}, map[lumpKey]call{}
		for i := range due {
			rows, err := w.step(tx, &c, &due[i])
			if err != nil {
				return err
			}
			for _, row := range rows {
				if key := (lumpKey{row.user, len(RungLevels)}); row.once == "" {
					more[key]++
					by[key] = row.call
				} else {
					notices = append(notices, row)
				}
			}
		}
		if err := tx.insertNotices(notices); err != nil {
			return err
		}
		if err := w.lump(tx, &c, more, by); err != nil {
			return err
		}
		c.took = time.Since(started)
		return nil
	})
	return c, n, err
}

func (tx *Tx) claimSteps(at Time, size int) ([]dueStep, error) {
	var due []dueStep
	err := tx.rows(func(scan func(...any) error) error {
		var s dueStep
		c := &s.dueClock
		err := scan(&c.ID, &s.rung, &s.round, &s.n, &s.at, &c.TicketID, &c.Target, &c.Round, &c.State, &c.DueAt, &c.PolicyID,
			&c.VersionID, &c.UnitID, &c.assignee, &c.confidential, &c.priority, &c.created, &c.kind, &c.category, &c.channel,
			&s.status)
		due = append(due, s)
		return err
	}, `SELECT s.clock_id, s.rung_id, s.round, s.n, s.at, c.ticket_id, c.target, c.round, c.state, c.due_at, c.policy_id,
			c.version_id, t.unit_id, t.assignee_id, t.confidential, t.priority, t.created_at, t.kind, t.category_id, t.channel,
			t.status
		FROM steps s CROSS JOIN clocks c CROSS JOIN tickets t -- in this order: SQLite does not know how few are due
		WHERE s.at <= ? AND c.id = s.clock_id AND t.id = c.ticket_id ORDER BY s.at, s.clock_id, s.rung_id LIMIT ?`+
		tx.store.dialect.claiming(), at, size)
	return due, err
}

// step tells of one step and makes the next one; a notice without a name is to be summed up. Steps of clocks that have
// ended, and of rungs that are gone, end. While the citizen is waited for
// nobody is told, and nothing is counted.
func (w *sweep) step(tx *Tx, c *chunk, s *dueStep) ([]noticeRow, error) {
	rung, there := w.ladders.rung(s.rung)
	if there {
		there = false
		for _, r := range w.ladders.at(s.PolicyID, After) {
			there = there || r.ID == rung.ID
		}
	}
	if !there || !s.Open() || s.round != s.Round {
		return nil, tx.exec("DELETE FROM steps WHERE clock_id = ? AND rung_id = ?", s.ID, s.rung)
	}
	running := s.State == sla.Running && s.status != StatusWaiting
	n, next := s.n, s.at
	for next <= w.at && n <= rung.Times {
		var err error
		if next, err = w.after(&s.dueClock, &rung, next); err != nil {
			return nil, err
		}
		if running {
			n++
		}
	}
	err := tx.exec("UPDATE steps SET n = ?, at = ? WHERE clock_id = ? AND rung_id = ?", n, next, s.ID, s.rung)
	if n > rung.Times {
		err = tx.exec("DELETE FROM steps WHERE clock_id = ? AND rung_id = ?", s.ID, s.rung)
	}
	if err != nil || !running {
		return nil, err
	}
	c.steps++
	return w.tellStep(tx, c, s, &rung, n-1)
}

// tellStep tells of the n-th repetition; of several that passed unseen only the last.
func (w *sweep) tellStep(tx *Tx, c *chunk, s *dueStep, r *Rung, n int) ([]noticeRow, error) {
	rungs := []Rung{*r}
	calls := w.people.called(&s.dueClock, After, rungs, r.ID)
	once := fmt.Sprintf("after:%d:%s:%d:%d:%d", s.TicketID, s.Target, s.Round, r.ID, n)
	lumped := w.many[unitLevel{s.UnitID, len(RungLevels)}] && s.priority != Emergency
	err := tx.recordAt(System, TicketEscalated, s.TicketID, s.UnitID, s.at,
		map[string]any{"target": s.Target, "level": After, "n": n, "told": joined(calls)})
	if err != nil {
		return nil, err
	}
	rows := make([]noticeRow, len(calls))
	for i, one := range calls {
		data := w.toldOf(&s.dueClock, one)
		data["n"] = n
		rows[i] = noticeRow{one, s.TicketID, "flag." + After, data, once}
		if lumped {
			rows[i].once = ""
		}
	}
	fact := channels.Fact{Type: "ticket." + After, At: s.at.Std(), Round: n}
	return rows, w.tellPrograms(tx, c, &s.dueClock, rungs, lumped, once, fact)
}
