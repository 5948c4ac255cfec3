package models

import (
	"context"
	"slices"
	"sync"
)

// people are the active users by unit, and who holds which office, read once per run.
type people struct {
	at          Time
	ref         *reference
	store       *Store
	bot         bool               // Telegram can be used
	workers     map[int64][]teller // agents, inspectors, coordinators of the unit itself
	supervisors map[int64][]teller
	heads       map[int64][]teller
	parent      map[int64]int64
	known       map[int64]teller
	home        map[int64]int64 // the unit whose hours a user keeps
	opens       map[int64]Time  // user -> when their hours begin, or now
	sealed      []teller        // inspectors of the whole house
	triage      []teller        // coordinators of the whole house

	asking sync.Mutex
	asked  map[callKey][]call
}

// callKey is what decides who is told of a clock's level; the people of thousands of flags are looked up once.
type callKey struct {
	about  concern
	policy int64
	level  string
	rung   int64
}

// called returns whom a level of a clock concerns by these rungs of its policy; rung tells one from the others when it is
// not all of the level.
func (p *people) called(c *dueClock, level string, rungs []Rung, rung int64) []call {
	p.asking.Lock()
	defer p.asking.Unlock()
	key := callKey{c.concern(), c.PolicyID, level, rung}
	found, known := p.asked[key]
	if !known {
		found = p.calls(rungs, key.about, level)
		p.asked[key] = found
	}
	return found
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
	token, err := s.BotToken(ctx)
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
		WHERE u.active = TRUE AND u.role IN ('agent', 'inspector', 'coordinator', 'supervisor') ORDER BY u.id, m.unit_id`)
	p := &people{
		at: s.now(), ref: ref, store: s, bot: token != "", workers: map[int64][]teller{}, supervisors: map[int64][]teller{},
		heads: map[int64][]teller{}, parent: map[int64]int64{}, known: map[int64]teller{}, home: map[int64]int64{},
		opens: map[int64]Time{}, asked: map[callKey][]call{},
	}
	for _, r := range rows {
		u := teller{r.ID, r.Role}
		if p.home[r.ID] == 0 {
			p.known[r.ID], p.home[r.ID] = u, r.UnitID
		}
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
	p.appoint()
	return p, err
}

// appoint adds who holds an office now. An acting head is told in place of the one they act for.
func (p *people) appoint() {
	acted := map[int64]bool{}
	for _, o := range p.ref.roster.offices { // acting ones first
		u, active := p.known[o.UserID]
		switch {
		case !active || !o.Holds(p.at):
		case o.Office == Oversight:
			p.supervisors[o.UnitID] = append(p.supervisors[o.UnitID], u)
		case o.Acting || !acted[o.UnitID]:
			p.heads[o.UnitID] = append(p.heads[o.UnitID], u)
			acted[o.UnitID] = acted[o.UnitID] || o.Acting
		}
	}
}

// nearest returns the people of the unit, or of the first unit above that has any.
func (p *people) nearest(of map[int64][]teller, unit int64, confidential int) []int64 {
	for above := range p.upwards(unit) {
		if found := ids(of[above], confidential); len(found) > 0 {
			return found
		}
	}
	return nil
}

// leaders are whoever leads the unit: its head, or the next one above; without any, its supervisors.
func (p *people) leaders(unit int64, confidential int) []int64 {
	if found := p.nearest(p.heads, unit, confidential); len(found) > 0 {
		return found
	}
	return p.nearest(p.supervisors, unit, confidential)
}

// anybody is who is left when nobody else is: coordinators, or inspectors for what is theirs alone.
func (p *people) anybody(confidential int) []int64 {
	return ids(append(slices.Clone(p.triage), p.sealed...), confidential)
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

// opensFor is when the hours of a user's unit begin, or now while they last.
func (p *people) opensFor(user int64) Time {
	at, known := p.opens[user]
	if known {
		return at
	}
	at = p.at
	unit := p.home[user]
	if unit == 0 {
		unit = p.ref.root().ID
	}
	calendar, err := p.store.calendar(context.Background(), p.ref.versionOf[p.ref.calendarOf[unit]])
	if err == nil {
		if opens, err := calendar.Add(at.Std(), 0); err == nil { // none within a year: then at once
			at = At(opens)
		}
	}
	p.opens[user] = at
	return at
}
