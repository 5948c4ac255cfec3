package models

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// people are the active users by unit, read once per run.
type people struct {
	workers     map[int64][]teller // agents, inspectors, coordinators of the unit itself
	supervisors map[int64][]teller
	parent      map[int64]int64
	sealed      []teller // inspectors of the whole house
	triage      []teller // coordinators of the whole house
}

// teller is somebody a notice may go to.
type teller struct {
	id   int64
	role Role
}

// mayKnow reports whether the role sees tickets of that confidentiality (as Store.actor decides).
func (u teller) mayKnow(confidential int) bool {
	switch confidential {
	case 0:
		return true
	case 1:
		return u.role != Coordinator
	default:
		return u.role == Inspector
	}
}

func (s *Store) people(ctx context.Context) (*people, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	var rows []struct {
		ID     int64
		UnitID int64
		Role   Role
	}
	err = s.find(ctx, &rows, `SELECT u.id, COALESCE(m.unit_id, 0) AS unit_id, u.role
		FROM users u LEFT JOIN memberships m ON m.user_id = u.id
		WHERE u.active = TRUE AND u.role IN ('agent', 'inspector', 'coordinator', 'supervisor') ORDER BY u.id`)
	p := &people{workers: map[int64][]teller{}, supervisors: map[int64][]teller{}, parent: map[int64]int64{}}
	for _, r := range rows {
		u := teller{r.ID, r.Role}
		switch r.Role {
		case Supervisor:
			p.supervisors[r.UnitID] = append(p.supervisors[r.UnitID], u)
			continue
		case Inspector:
			p.sealed = append(p.sealed, u)
		case Coordinator:
			p.triage = append(p.triage, u)
		}
		p.workers[r.UnitID] = append(p.workers[r.UnitID], u)
	}
	for _, u := range ref.units {
		p.parent[u.ID] = u.ParentID
	}
	return p, err
}

// told returns whom a flag concerns: near whoever has the ticket, late and critical also the unit and the supervisors
// over it. A notice for nobody still reaches somebody: the units above, in the end the coordinators or inspectors.
func (p *people) told(c *dueClock, level int) []int64 {
	var found []int64
	if c.assignee != 0 {
		found = append(found, c.assignee)
	}
	if level >= 2 || c.assignee == 0 {
		found = append(found, p.nearest(p.workers, c)...)
	}
	if level >= 2 {
		for unit := range p.upwards(c.UnitID) {
			found = append(found, ids(p.supervisors[unit], c.confidential)...)
		}
	}
	if len(found) == 0 {
		found = ids(append(slices.Clone(p.triage), p.sealed...), c.confidential)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// nearest returns the people of the ticket's unit, or of the first unit above that has any.
func (p *people) nearest(of map[int64][]teller, c *dueClock) []int64 {
	for unit := range p.upwards(c.UnitID) {
		if found := ids(of[unit], c.confidential); len(found) > 0 {
			return found
		}
	}
	return nil
}

// upwards yields the unit and those above it; bounded, should the tree ever hold a circle.
func (p *people) upwards(unit int64) func(func(int64) bool) {
	return func(yield func(int64) bool) {
		for range len(p.parent) + 1 {
			if unit == 0 || !yield(unit) {
				return
			}
			unit = p.parent[unit]
		}
	}
}

func ids(users []teller, confidential int) []int64 {
	var found []int64
	for _, u := range users {
		if u.mayKnow(confidential) {
			found = append(found, u.id)
		}
	}
	return found
}

// Flags of one level and unit in one run that people are told of one by one; more become one notice each.
const singlyAtMost = 20

// lumpKey is whom a summarising notice tells of which level.
type lumpKey struct {
	user  int64
	level int
}

// lump is a summarising notice of this run.
type lump struct {
	notice int64
	count  int
}

// tell writes the notices of the chunk, each for the next digest too, and notes on each flag who was told. Of a clock
// that passed several levels at once people are told of the highest only.
func (w *sweep) tell(tx *Tx, c *chunk) error {
	var rows [][]any
	more := map[lumpKey]int{}
	for i := range c.flags {
		f := &c.flags[i]
		if !f.last {
			continue
		}
		told := w.people.told(f.clock, f.level)
		f.told = joined(told)
		lumped := w.many[unitLevel{f.clock.UnitID, f.level}]
		data, err := json.Marshal(map[string]any{"target": f.clock.Target})
		if err != nil {
			return err
		}
		for _, user := range told {
			if lumped {
				more[lumpKey{user, f.level}]++
				continue
			}
			rows = append(rows, []any{user, f.clock.TicketID, "flag." + string(f.name()), string(data), tx.now, 1})
		}
	}
	err := tx.batch("INSERT INTO notices (user_id, ticket_id, key, data, created_at, mail) VALUES ",
		"(?, ?, ?, ?, ?, ?)", "", rows)
	if err != nil {
		return err
	}
	for key, n := range more {
		if c.lumps[key], err = tx.lump(key, w.lumps[key], n); err != nil {
			return err
		}
	}
	return nil
}

// lump adds n to the run's summarising notice, or begins one: the first time, and when it was read or mailed meanwhile.
func (tx *Tx) lump(key lumpKey, l lump, n int) (lump, error) {
	data := func(count int) string {
		return `{"level":"` + string(levels[key.level-1]) + `","count":` + strconv.Itoa(count) + `}`
	}
	if l.notice != 0 {
		changed, err := tx.changed("UPDATE notices SET data = ? WHERE id = ? AND read_at = 0 AND mail < 2",
			data(l.count+n), l.notice)
		if err != nil || changed > 0 {
			return lump{l.notice, l.count + n}, err
		}
	}
	id, err := tx.insert(`INSERT INTO notices (user_id, key, data, created_at, mail) VALUES (?, 'flag.many', ?, ?, 1)
		RETURNING id`, key.user, data(n), tx.now)
	return lump{id, n}, err
}

func joined(users []int64) string {
	var out strings.Builder
	for i, id := range users {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString(strconv.FormatInt(id, 10))
	}
	return out.String()
}
