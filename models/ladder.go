package models

import (
	"context"
	"slices"
	"strings"
)

// Rung is one step of a ladder: at a level of a clock, whom to tell, and by what besides the notice in the app.
type Rung struct {
	ID       int64
	PolicyID int64  // 0: the house's ladder, for every policy that has none of its own
	Level    string // one of RungLevels
	Every    int    // hours of working time between two tellings after critical
	Times    int    // how often then, at most
	Whom     Whom
	Ways     string // of Ways, with commas
	Urgent   bool   // at any hour, not within the hours of whoever is told
}

// After is the level of rungs that repeat while a clock stays open past twice its target.
const After = "after"

// RungLevels are when a rung is reached: the levels of flags, and again and again after the last.
var RungLevels = []string{"near", "late", "critical", After}

// Whom says who stands on a rung.
type Whom string

// Who can be told.
const (
	ToAssignee         Whom = "assignee" // whoever has the ticket; the unit, while nobody has
	ToUnit             Whom = "unit"     // those who work on the unit's tickets
	ToHead             Whom = "head"
	ToSupervisor       Whom = "supervisor" // of the unit and of those above
	ToCoordinator      Whom = "coordinator"
	ToDuty             Whom = "duty"
	ToParentHead       Whom = "parent_head"
	ToParentSupervisor Whom = "parent_supervisor"
)

// Whoms lists all in the order they are shown.
var Whoms = []Whom{ToAssignee, ToUnit, ToHead, ToSupervisor, ToCoordinator, ToDuty, ToParentHead, ToParentSupervisor}

// By what somebody is told besides the notice in the app, which nobody has to look at in their free time. A webhook
// tells programs, once for each rung, whoever stands on it.
const (
	ByMail     = "mail"
	ByTelegram = "telegram"
	ByWebhook  = "webhook"
)

// Ways lists them.
var Ways = []string{ByMail, ByTelegram, ByWebhook}

// A repeating rung must end: a ticket nobody closes would otherwise be told of for ever.
const (
	everyAtMost = 240 // hours of working time, some six weeks
	timesAtMost = 20
)

func (r *Rung) has(way string) bool { return slices.Contains(strings.Split(r.Ways, ","), way) }

// Rungs returns all ladders: the house's first, then those of policies; each by level.
func (s *Store) Rungs(ctx context.Context) ([]Rung, error) {
	var rungs []Rung
	err := s.find(ctx, &rungs, `SELECT * FROM rungs ORDER BY policy_id, CASE level WHEN 'near' THEN 1 WHEN 'late' THEN 2
		WHEN 'critical' THEN 3 ELSE 4 END, id`)
	return rungs, err
}

// SaveRung adds a rung (id 0) or changes one; a policy's first rung begins a ladder of its own, in which the house's
// rungs do not count. Invalid names every field; NotFound for a rung that is gone.
func (s *Store) SaveRung(ctx context.Context, who Actor, r Rung) (int64, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return 0, err
	}
	if err := ref.checkRung(&r); err != nil {
		return 0, err
	}
	err = s.changeHouse(ctx, who, Configure, "rung", r, func(tx *Tx) (err error) {
		values := []any{r.PolicyID, r.Level, r.Every, r.Times, r.Whom, r.Ways, r.Urgent}
		if r.ID == 0 {
			r.ID, err = tx.insert(`INSERT INTO rungs (policy_id, level, every, times, whom, ways, urgent)
				VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`, values...)
			return err
		}
		n, err := tx.changed(`UPDATE rungs SET policy_id = ?, level = ?, every = ?, times = ?, whom = ?, ways = ?, urgent = ?
			WHERE id = ?`, append(values, r.ID)...)
		if err == nil && n == 0 {
			return errNotFound
		}
		if err != nil {
			return err
		}
		return tx.keepLate()
	})
	return r.ID, err
}

func (r *reference) checkRung(g *Rung) error {
	var wrong problems
	if g.PolicyID != 0 && r.policy(g.PolicyID).ID == 0 {
		wrong.add("policy", "unknown", "Value", g.PolicyID)
	}
	if !slices.Contains(RungLevels, g.Level) {
		wrong.add("level", "choice", "Value", g.Level, "Allowed", RungLevels)
	}
	if !slices.Contains(Whoms, g.Whom) {
		wrong.add("whom", "choice", "Value", g.Whom, "Allowed", Whoms)
	}
	for way := range strings.SplitSeq(g.Ways, ",") {
		if g.Ways != "" && !slices.Contains(Ways, way) {
			wrong.add("ways", "choice", "Value", way, "Allowed", Ways)
		}
	}
	if g.Level != After {
		g.Every, g.Times = 0, 0
		return wrong.err()
	}
	if g.Every < 1 || g.Every > everyAtMost {
		wrong.add("every", "range", "Min", 1, "Max", everyAtMost)
	}
	if g.Times < 1 || g.Times > timesAtMost {
		wrong.add("times", "range", "Min", 1, "Max", timesAtMost)
	}
	return wrong.err()
}

// keepLate is a Conflict when the house's ladder tells nobody of what is late: a flag that nobody hears of is lost.
func (tx *Tx) keepLate() error {
	var left int
	err := tx.row("SELECT COUNT(*) FROM rungs WHERE policy_id = 0 AND level = 'late'").Scan(&left)
	if err == nil && left == 0 {
		return conflict("ladder_last")
	}
	return err
}

// RemoveRung takes a rung away; when it was the last of a policy, the house's ladder holds for it again. Conflict for
// the last one of the house that tells of what is late.
func (s *Store) RemoveRung(ctx context.Context, who Actor, id int64) error {
	return s.changeHouse(ctx, who, Configure, "rung_removed", id, func(tx *Tx) error {
		n, err := tx.changed("DELETE FROM rungs WHERE id = ?", id)
		if err == nil && n == 0 {
			return errNotFound
		}
		if err != nil {
			return err
		}
		return tx.keepLate()
	})
}

// CopyLadder gives a policy the house's rungs as its own, to be changed; Conflict when it has a ladder.
func (s *Store) CopyLadder(ctx context.Context, who Actor, policy int64) error {
	ref, err := s.reference(ctx)
	if err != nil {
		return err
	}
	if ref.policy(policy).ID == 0 {
		return invalid("policy", "unknown", "Value", policy)
	}
	return s.changeHouse(ctx, who, Configure, "ladder", policy, func(tx *Tx) error {
		n, err := tx.changed(`INSERT INTO rungs (policy_id, level, every, times, whom, ways, urgent)
			SELECT ?, level, every, times, whom, ways, urgent FROM rungs
			WHERE policy_id = 0 AND NOT EXISTS (SELECT 1 FROM rungs own WHERE own.policy_id = ?) ORDER BY id`, policy, policy)
		if err == nil && n == 0 {
			return conflict("ladder_there")
		}
		return err
	})
}

// ladders are the rungs by policy, read once per run of the flagging job.
type ladders map[int64][]Rung

func (s *Store) ladders(ctx context.Context) (ladders, error) {
	rungs, err := s.Rungs(ctx)
	all := ladders{}
	for _, r := range rungs {
		all[r.PolicyID] = append(all[r.PolicyID], r)
	}
	return all, err
}

// at returns the rungs of a policy for a level. A ladder of its own that leaves out what is late gets the house's rungs
// there: somebody must hear of it.
func (l ladders) at(policy int64, level string) (found []Rung) {
	own := l[policy]
	if len(own) == 0 {
		own = l[0]
	}
	for _, r := range own {
		if r.Level == level {
			found = append(found, r)
		}
	}
	if len(found) == 0 && level == "late" && policy != 0 {
		return l.at(0, level)
	}
	return found
}

// rung returns the one with the id; false when it was removed.
func (l ladders) rung(id int64) (Rung, bool) {
	for _, rungs := range l {
		for _, r := range rungs {
			if r.ID == id {
				return r, true
			}
		}
	}
	return Rung{}, false
}
