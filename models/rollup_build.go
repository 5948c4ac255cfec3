package models

import (
	"bytes"
	"context"
	"errors"
	"strings"
)

// Days whose roll-ups are built together and kept as one row too, so that a year is read as some dozen rows.
const blockDays = 32

// A day is rolled up when it has been over for so long that whatever began in it has been written.
const settleSeconds = 300

// RollUp builds anew the figures of every day that is over and in which something changed, the newest first, and
// returns how many days that were. It reads only the tickets received on those days, and may run twice at once.
func (s *Store) RollUp(ctx context.Context) (int, error) {
	through, err := s.advanceRollUps(ctx)
	if err != nil {
		return 0, err
	}
	built := 0
	for {
		stale, err := s.staleBlock(ctx, through)
		if err != nil || stale == nil {
			return built, err
		}
		if err := s.buildBlock(ctx, stale); errors.Is(err, errElsewhere) {
			return built, nil // another instance is at it
		} else if err != nil {
			return built, err
		}
		built += len(stale.days)
	}
}

// advanceRollUps marks the days that have ended since the last run.
func (s *Store) advanceRollUps(ctx context.Context) (Day, error) {
	target, zone := s.dayOf(s.now()-settleSeconds)-1, s.reportZone().String()
	before, err := s.rolled(ctx)
	if err != nil || before.holds(zone) && before.Through == target {
		return before.Through, err
	}
	// Through may lie ahead when the clock had run ahead: then the days since are made anew once they are over.
	first := before.Through + 1
	if !before.holds(zone) {
		var oldest Time
		err := s.find(ctx, &oldest, "SELECT received_at FROM tickets ORDER BY received_at LIMIT 1")
		if err != nil {
			return 0, err
		}
		switch first = s.dayOf(oldest); {
		case oldest == 0:
			first = target + 1
		case before.Format == cellsFormat: // in the zone before it may have counted a day earlier
			first--
		}
	}
	return target, s.update(ctx, func(tx *Tx) error {
		var rows [][]any
		for day := first; day <= target; day++ {
			rows = append(rows, []any{day, tx.now})
		}
		if err := tx.batch("INSERT INTO rollup_days (day, stale_at) VALUES ", "(?, ?)", "", rows); err != nil {
			return err
		}
		return tx.setSetting(rolledKey, rolled{Through: target, Format: cellsFormat, Zone: zone})
	})
}

// stale is a block with the days of it that must be built anew, and the marks that said so.
type stale struct {
	block Day
	days  map[Day]bool
	marks []int64
}

func blockOf(day Day) Day { return day / blockDays * blockDays }

// Marks looked at in one go: an import leaves thousands for a day.
const marksAtOnce = 20_000

// staleBlock returns the newest block with something to do, nil when there is none.
func (s *Store) staleBlock(ctx context.Context, through Day) (*stale, error) {
	var marks []struct {
		ID  int64
		Day Day
	}
	err := s.find(ctx, &marks, `SELECT id, day FROM rollup_days WHERE day <= ? ORDER BY day DESC, id LIMIT ?`,
		through, marksAtOnce)
	if err != nil {
		return nil, err
	}
	var due []Day
	err = s.find(ctx, &due, `SELECT day FROM rollups WHERE changes_at < 253402300799 AND changes_at <= ? AND days = 1
		ORDER BY day DESC`, s.now())
	if err != nil || len(marks)+len(due) == 0 {
		return nil, err
	}
	var newest Day
	if len(marks) > 0 {
		newest = marks[0].Day
	}
	if len(due) > 0 {
		newest = max(newest, due[0])
	}
	found := &stale{block: blockOf(newest), days: map[Day]bool{}}
	for _, mark := range marks {
		if blockOf(mark.Day) == found.block {
			found.days[mark.Day] = true
			found.marks = append(found.marks, mark.ID)
		}
	}
	for _, day := range due {
		if blockOf(day) == found.block {
			found.days[day] = true
		}
	}
	return found, nil
}

// rollupRow is a row as it is stored.
type rollupRow struct {
	UnitID    int64
	Days      int
	Day       Day
	Whole     []byte
	Cells     []byte
	Version   int64
	ChangesAt Time
}

type rollupKey struct {
	unit int64
	days int
	day  Day
}

// buildBlock counts the stale days, adds the block up, and writes the rows that differ from those stored. Counting
// begins after the marks were read, so a change that is not counted has a mark that stays.
func (s *Store) buildBlock(ctx context.Context, work *stale) error {
	before, err := s.blockRows(ctx, work.block)
	if err != nil {
		return err
	}
	after := map[rollupKey]rollupRow{}
	for key, row := range before {
		if key.days == 1 && !work.days[key.day] {
			after[key] = row
		}
	}
	for day := range work.days {
		counted, err := s.countDay(ctx, day)
		if err != nil {
			return err
		}
		for unit, r := range counted.of {
			row := rollupRow{UnitID: unit, Days: 1, Day: day, Whole: r.wholes(), Cells: r.encode(), ChangesAt: Never}
			if unit == 0 {
				row.ChangesAt = counted.changesAt
			}
			after[rollupKey{unit, 1, day}] = row
		}
	}
	if err := addUp(work.block, after); err != nil {
		return err
	}
	house := rollupKey{0, blockDays, work.block}
	return s.update(ctx, func(tx *Tx) error { return tx.writeBlock(before, after, house, work.marks) })
}

// addUp makes the rows of a block out of those of its days.
func addUp(block Day, rows map[rollupKey]rollupRow) error {
	sums := map[int64]*rollup{0: newRollup()}
	for key, row := range rows {
		sum := sums[key.unit]
		if sum == nil {
			sum = newRollup()
			sums[key.unit] = sum
		}
		day := newRollup()
		if err := day.decode(row.Cells); err != nil {
			return err
		}
		for secrecy, c := range day {
			sum[secrecy].merge(c)
			sum[secrecy].mark(key.day, c.of[group{ByAll, ""}])
		}
	}
	for unit, sum := range sums {
		rows[rollupKey{unit, blockDays, block}] = rollupRow{
			UnitID: unit, Days: blockDays, Day: block, Whole: sum.wholes(), Cells: sum.encode(), ChangesAt: Never,
		}
	}
	return nil
}

func (s *Store) blockRows(ctx context.Context, block Day) (map[rollupKey]rollupRow, error) {
	ref, err := s.loadReference(ctx) // not the cached one: another instance may have added a unit
	if err != nil {
		return nil, err
	}
	units := []any{0}
	for _, u := range ref.units {
		units = append(units, u.ID)
	}
	var rows []rollupRow
	marks := "(?" + strings.Repeat(", ?", len(units)-1) + ")"
	err = s.find(ctx, &rows, "SELECT * FROM rollups WHERE unit_id IN "+marks+" AND days IN (1, ?) AND day BETWEEN ? AND ?",
		append(units, blockDays, block, block+blockDays-1)...)
	found := make(map[rollupKey]rollupRow, len(rows))
	for _, row := range rows {
		found[rollupKey{row.UnitID, row.Days, row.Day}] = row
	}
	return found, err
}

// writeBlock first raises the version of the block: of two that build it at once, the second finds it raised and
// gives up, errElsewhere. Its marks stay for the next run.
func (tx *Tx) writeBlock(before, after map[rollupKey]rollupRow, house rollupKey, marks []int64) error {
	n, err := tx.changed(`INSERT INTO rollups (unit_id, days, day, whole, cells, version) VALUES (?, ?, ?, ?, ?, 1)
		ON CONFLICT (unit_id, days, day) DO UPDATE SET whole = excluded.whole, cells = excluded.cells,
			version = rollups.version + 1 WHERE rollups.version = ?`,
		house.unit, house.days, house.day, after[house].Whole, after[house].Cells, before[house].Version)
	if err == nil && n == 0 {
		err = errElsewhere
	}
	if err != nil {
		return err
	}
	var rows [][]any
	for key, row := range after {
		old, known := before[key]
		if key != house && !(known && bytes.Equal(old.Cells, row.Cells) && old.ChangesAt == row.ChangesAt) {
			rows = append(rows, []any{row.UnitID, row.Days, row.Day, row.Whole, row.Cells, row.ChangesAt})
		}
	}
	for key := range before {
		if _, stays := after[key]; !stays {
			err := tx.exec("DELETE FROM rollups WHERE unit_id = ? AND days = ? AND day = ?", key.unit, key.days, key.day)
			if err != nil {
				return err
			}
		}
	}
	err = tx.batch("INSERT INTO rollups (unit_id, days, day, whole, cells, changes_at) VALUES ", "(?, ?, ?, ?, ?, ?)",
		` ON CONFLICT (unit_id, days, day) DO UPDATE SET whole = excluded.whole, cells = excluded.cells,
			changes_at = excluded.changes_at`, rows)
	if err != nil {
		return err
	}
	return inBlocks(marks, func(marks string, args []any) error {
		return tx.exec("DELETE FROM rollup_days WHERE id IN ("+marks+")", args...)
	})
}

// Served by tickets_received and clocks_ticket.
const countQuery = `SELECT t.unit_id, t.category_id, t.kind, t.channel, t.confidential, t.status, t.live, t.due_at,
		t.received_at, COALESCE(c.state, ''), COALESCE(c.due_at, 0), COALESCE(c.working_seconds, 0), COALESCE(c.unit_id, 0)
	FROM tickets t LEFT JOIN clocks c ON c.ticket_id = t.id AND c.target = 'first_response'
	WHERE t.received_at >= ? AND t.received_at < ?`

// countDay counts the tickets received on a day, in one statement, so that they are of one moment.
func (s *Store) countDay(ctx context.Context, day Day) (*rollups, error) {
	now, found := s.now(), newRollups(s.reportZone())
	found.unit(0)
	rows, err := s.query(ctx).Raw(countQuery, s.DayStart(day), s.DayStart(day+1)).Rows()
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var t counted
		err := rows.Scan(&t.unit, &t.category, &t.kind, &t.channel, &t.secrecy, &t.status, &t.live, &t.ticketDue,
			&t.received, &t.state, &t.due, &t.seconds, &t.desk)
		if err != nil {
			return nil, err
		}
		found.count(&t, now)
	}
	return found, rows.Err()
}
