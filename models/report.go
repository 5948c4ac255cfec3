package models

import (
	"context"
	"database/sql"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ReportFilter is what a report is about.
type ReportFilter struct {
	From, To Day      // both included
	Unit     string   // slug, with everything below it; empty: all the actor may see
	By       Grouping // what must carry times; only ByDay costs more, every day is then read on its own
}

// Longest period of a report: ten years.
const reportDaysAtMost = 3660

// ReportLine is one group of a report.
type ReportLine struct {
	Key string // slug, word, or day; empty: not classified
	ID  int64  // of a unit or category
	Figures
}

// ageEdges are the days after which an open ticket is of the next age: today, up to 3, 7, 14, 30, and older.
var ageEdges = [...]Day{0, 3, 7, 14, 30}

// Age is how many tickets are open that were received in a span of days; From is 0 for the oldest.
type Age struct {
	From, To Day
	Open     int
}

// Report is what the dashboard shows.
type Report struct {
	From, To Day
	Whole    Figures
	Groups   map[Grouping][]ReportLine // days in order, the others by what was received
	Arrivals [7][24]int                // by weekday, Monday first, and hour
	Open     int                       // now, whenever received
	Late     int                       // of those
	Ages     []Age                     // of those open, youngest first
	AsOf     Time                      // every change until then is counted
	Waiting  int                       // days that are being counted anew
}

// Report adds up the figures of a period from the roll-ups and, for what is not rolled up yet, from the tickets.
// Denied without the capability; Invalid for a period that ends before it begins or is too long; NotFound for a unit
// that is not there or not the actor's.
func (s *Store) Report(ctx context.Context, who Actor, f ReportFilter) (*Report, error) {
	if err := who.need(ReadReports); err != nil {
		return nil, err
	}
	who = who.exercising(ReadReports)
	if f.To < f.From || f.From < 0 {
		return nil, invalid("to", "period")
	}
	if f.To-f.From >= reportDaysAtMost {
		return nil, invalid("to", "period_long", "Limit", reportDaysAtMost)
	}
	if f.By != "" && !slices.Contains(Groupings, f.By) {
		return nil, invalid("group", "choice", "Value", f.By, "Allowed", Groupings)
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	scope, err := ref.reportScope(who, f.Unit)
	if err != nil {
		return nil, err
	}
	r := &Report{From: f.From, To: f.To}
	if err := s.fillReport(ctx, ref, scope, f, r); err != nil {
		return nil, err
	}
	return r, nil
}

// reportScope is whose tickets an actor may count: units nil means all.
type reportScope struct {
	units   []int64
	secrecy int
}

func (r *reference) reportScope(who Actor, slug string) (reportScope, error) {
	scope := reportScope{secrecy: who.Confidential}
	if !who.AllUnits {
		scope.units = append([]int64{}, who.Units...)
	}
	if slug == "" {
		return scope, nil
	}
	unit, ok := r.unitBySlug[slug]
	if !ok || !who.In(unit.ID) {
		return scope, errNotFound
	}
	if unit.ParentID == 0 && who.AllUnits {
		return scope, nil
	}
	scope.units = slices.DeleteFunc(r.below(unit.ID), func(id int64) bool { return !who.In(id) })
	return scope, nil
}

// rows are the units whose roll-ups are read: all have one together.
func (sc reportScope) rows() []int64 {
	if sc.units == nil {
		return []int64{0}
	}
	return sc.units
}

func (s *Store) fillReport(ctx context.Context, ref *reference, scope reportScope, f ReportFilter, r *Report) error {
	reach, err := s.rolled(ctx)
	if err != nil {
		return err
	}
	reach.Through = min(reach.Through, s.Today()-1) // unless the clock was set back
	if err := s.reportAge(ctx, r); err != nil {
		return err
	}
	live, err := s.liveDays(ctx, reach.Through)
	if err != nil {
		return err
	}
	sum, err := s.rolledUp(ctx, scope, f, reach.Through)
	if err != nil {
		return err
	}
	live.addTo(sum, scope, f.From, f.To, f.By == ByDay)
	r.take(ref, sum)
	return s.openNow(ctx, scope, live, reach.Through, r)
}

// reportAge says how fresh the roll-ups are.
func (s *Store) reportAge(ctx context.Context, r *Report) error {
	var waiting struct {
		Days   int
		Oldest Time
	}
	err := s.find(ctx, &waiting, "SELECT COUNT(DISTINCT day) AS days, COALESCE(MIN(stale_at), 0) AS oldest FROM rollup_days")
	r.AsOf, r.Waiting = s.now(), waiting.Days
	if waiting.Days > 0 {
		r.AsOf = min(r.AsOf, waiting.Oldest)
	}
	return err
}

// addRollUps reads whole blocks where the period has them and days elsewhere.
func (s *Store) addRollUps(ctx context.Context, sum *cells, scope reportScope, f ReportFilter, through Day) error {
	from, to := f.From, min(f.To, through)
	first, end := blockOf(from+blockDays-1), blockOf(to+1) // blocks from first up to end lie inside
	if f.By == ByDay || first >= end {
		return s.eachRow(ctx, scope, 1, from, to, func(row *rollupRow) error { return sum.day(row, scope, f.By == ByDay) })
	}
	if err := s.eachRow(ctx, scope, blockDays, first, end-1, func(row *rollupRow) error {
		return sum.block(row, scope)
	}); err != nil {
		return err
	}
	for _, span := range [][2]Day{{from, first - 1}, {end, to}} {
		err := s.eachRow(ctx, scope, 1, span[0], span[1], func(row *rollupRow) error { return sum.day(row, scope, false) })
		if err != nil {
			return err
		}
	}
	return nil
}

// block adds the row of a block; that of all units needs no cells of its own on the way.
func (c *cells) block(row *rollupRow, scope reportScope) error {
	if row.UnitID == 0 {
		return c.decode(row.Cells, scope.secrecy)
	}
	of := newCells()
	err := of.decode(row.Cells, scope.secrecy)
	c.mergeUnit(row.UnitID, of)
	return err
}

// day adds the row of one day; daily lets the day keep its times.
func (c *cells) day(row *rollupRow, scope reportScope, daily bool) error {
	if row.UnitID == 0 && !daily {
		if err := c.at(group{ByDay, row.Day.key()}).addWholes(row.Whole, scope.secrecy); err != nil {
			return err
		}
		return c.decode(row.Cells, scope.secrecy)
	}
	of := newCells()
	err := of.decode(row.Cells, scope.secrecy)
	c.addDay(row.UnitID, row.Day, of, daily)
	return err
}

func (c *cells) addDay(unit int64, day Day, of *cells, daily bool) {
	if whole := of.of[group{ByAll, ""}]; whole != nil && daily {
		c.at(group{ByDay, day.key()}).merge(whole)
	} else {
		c.mark(day, whole)
	}
	if unit == 0 {
		c.merge(of)
	} else {
		c.mergeUnit(unit, of)
	}
}

// mergeUnit adds what a unit's row holds, and its whole as the unit's line.
func (c *cells) mergeUnit(unit int64, of *cells) {
	if whole := of.of[group{ByAll, ""}]; whole != nil {
		c.at(group{ByUnit, strconv.FormatInt(unit, 10)}).merge(whole)
	}
	c.merge(of)
}

// eachRow hands over the rows of some days, ends included, without or with their cells. Served by the primary key, a
// range for each unit.
func (s *Store) eachRow(ctx context.Context, scope reportScope, days int, from, to Day, use func(*rollupRow) error) error {
	return s.rowsOf(ctx, "cells", scope, days, from, to, use)
}

func (s *Store) eachWhole(ctx context.Context, scope reportScope, days int, from, to Day, use func(*rollupRow) error) error {
	return s.rowsOf(ctx, "NULL", scope, days, from, to, use)
}

func (s *Store) rowsOf(ctx context.Context, cells string, scope reportScope, days int, from, to Day,
	use func(*rollupRow) error,
) error {
	units := scope.rows()
	if to < from || len(units) == 0 {
		return nil
	}
	args := make([]any, 0, len(units)+3)
	for _, unit := range units {
		args = append(args, unit)
	}
	rows, err := s.query(ctx).Raw("SELECT unit_id, day, whole, "+cells+" FROM rollups WHERE unit_id IN (?"+
		strings.Repeat(", ?", len(units)-1)+") AND days = ? AND day BETWEEN ? AND ?",
		append(args, days, from, to)...).Rows()
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	var whole, content sql.RawBytes // read at once, so they need not be copied
	for rows.Next() {
		row := rollupRow{Days: days}
		if err := rows.Scan(&row.UnitID, &row.Day, &whole, &content); err != nil {
			return err
		}
		row.Whole, row.Cells = whole, content
		if err := use(&row); err != nil {
			return err
		}
	}
	return rows.Err()
}

// take sorts the cells into lines.
func (r *Report) take(ref *reference, sum *cells) {
	r.Groups = map[Grouping][]ReportLine{}
	for g, f := range sum.of {
		if g.by == ByAll {
			r.Whole = *f
			continue
		}
		if f.Received+f.Open+f.Resolved == 0 {
			continue
		}
		line := ReportLine{Key: g.key, Figures: *f}
		switch g.by {
		case ByUnit:
			line.ID, _ = strconv.ParseInt(g.key, 10, 64)
			line.Key = ref.unit[line.ID].Slug
		case ByCategory:
			line.ID, _ = strconv.ParseInt(g.key, 10, 64)
			line.Key = ref.category[line.ID].Slug
		case ByDay:
			line.ID, _ = strconv.ParseInt(g.key, 10, 64)
			line.Key = Day(line.ID).String()
		}
		r.Groups[g.by] = append(r.Groups[g.by], line)
	}
	for by, lines := range r.Groups {
		slices.SortFunc(lines, func(a, b ReportLine) int {
			if by != ByDay && a.Received != b.Received {
				return b.Received - a.Received
			}
			return strings.Compare(a.Key, b.Key)
		})
	}
	for i, n := range sum.arrivals {
		r.Arrivals[i/24][i%24] = n
	}
}

// openNow counts what is open and late, whenever received, and how old it is: the days of the last month say how many
// of theirs are open, the others are older.
func (s *Store) openNow(ctx context.Context, scope reportScope, live *liveDays, through Day, r *Report) error {
	var all Figures
	err := s.eachWhole(ctx, scope, blockDays, 0, through, func(row *rollupRow) error {
		return all.addWholes(row.Whole, scope.secrecy)
	})
	if err != nil {
		return err
	}
	today := s.Today()
	oldest := ageEdges[len(ageEdges)-1]
	byDay := map[Day]*Figures{}
	for day := today - oldest; day <= today; day++ {
		byDay[day] = &Figures{}
	}
	err = s.eachWhole(ctx, scope, 1, today-oldest, through, func(row *rollupRow) error {
		return byDay[row.Day].addWholes(row.Whole, scope.secrecy)
	})
	if err != nil {
		return err
	}
	live.eachWhole(scope, func(day Day, whole *Figures) {
		byDay[day].Add(whole)
		all.Add(whole)
	})
	r.Open, r.Late = all.Open, all.Late
	rest, young := r.Open, Day(0)
	for _, edge := range ageEdges {
		age := Age{From: today - edge, To: today - young}
		for day := age.From; day <= age.To; day++ {
			age.Open += byDay[day].Open
		}
		rest -= age.Open
		r.Ages = append(r.Ages, age)
		young = edge + 1
	}
	r.Ages = append(r.Ages, Age{To: today - young, Open: rest})
	return nil
}

// liveDays are the days after the last one rolled up, mostly just today, counted from the tickets.
type liveDays struct {
	through Day
	of      map[Day]*rollups
	made    time.Time
	took    time.Duration
}

// Days counted from the tickets at most, should the job not have run: more would be no bounded cost.
const liveDaysAtMost = 3

// What took longer than liveFree to count is kept for liveKeep times as long, so that however many look, counting
// takes no more than two hundredths of one core.
const (
	liveFree = 3 * time.Millisecond
	liveKeep = 50
)

func (s *Store) liveDays(ctx context.Context, through Day) (*liveDays, error) {
	s.caches.counting.Lock()
	defer s.caches.counting.Unlock()
	kept := s.caches.live
	today := s.Today()
	if kept != nil && kept.through == through && kept.of[today] != nil && time.Since(kept.made) < liveKeep*kept.took {
		return kept, nil
	}
	started := time.Now()
	live := &liveDays{through: through, of: map[Day]*rollups{}}
	for day := max(through+1, today-liveDaysAtMost+1); day <= today; day++ {
		counted, err := s.countDay(ctx, day)
		if err != nil {
			return nil, err
		}
		live.of[day] = counted
	}
	live.made, live.took = time.Now(), time.Since(started)
	if s.caches.live = live; live.took < liveFree {
		s.caches.live = nil
	}
	return live, nil
}

// addTo adds the live days of a period.
func (l *liveDays) addTo(sum *cells, scope reportScope, from, to Day, daily bool) {
	for _, day := range slices.Sorted(maps.Keys(l.of)) {
		for _, unit := range scope.rows() {
			if r := l.of[day].of[unit]; r != nil && day >= from && day <= to {
				seen := newCells()
				for _, c := range r[:min(scope.secrecy+1, secrecies)] {
					seen.merge(c)
				}
				sum.addDay(unit, day, seen, daily)
			}
		}
	}
}

// eachWhole hands over the counts of the live days.
func (l *liveDays) eachWhole(scope reportScope, use func(Day, *Figures)) {
	for day, units := range l.of {
		for _, unit := range scope.rows() {
			r := units.of[unit]
			if r == nil {
				continue
			}
			for _, c := range r[:min(scope.secrecy+1, secrecies)] {
				if whole := c.of[group{by: ByAll}]; whole != nil {
					use(day, whole)
				}
			}
		}
	}
}
