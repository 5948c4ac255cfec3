package models

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// yearTerms are what a ticket is measured by from one instant on.
type yearTerms struct {
	yearKey
	amounts [3]string // first_response, next_response, resolution
	share   int64
}

var yearTargets = [3]string{"first_response", "next_response", "resolution"}

// yearClock is one target of the second calculation.
type yearClock struct {
	started  int64
	round    int
	terms    *yearTerms
	total    int64
	ending   string // "" while it is open; stopped, unanswered, cancelled
	stop     int64
	away     []away // as it was at the stop
	answered bool
	late     bool // for ever, and with the terms it became so by
	level    int
	unit     int64 // that held the ticket at the stop
}

// yearTicket is a ticket as it ought to be.
type yearTicket struct {
	id      int64
	number  string
	kind    Kind
	urgency Priority
	unit    int64
	judged  int64 // the unit whose policy and hours hold: a transfer changes nothing

	terms   *yearTerms
	phase   string // open, resolved, archived
	closed  int64
	away    []away
	paused  int64 // since when; 0: not
	until   int64
	replied bool
	clocks  [3]*yearClock
	misses  int
	longest int64
	flags   map[string]Time

	waiting bool  // as the store has it: until somebody or the job ends it
	last    int64 // when something was done to it
	random  *rand.Rand
}

// amount turns a target into seconds; working days are those up to the last closing.
func (t *yearTerms) amount(target int, start int64) int64 {
	var n int64
	var sort string
	if _, err := fmt.Sscanf(t.amounts[target], "%d%s", &n, &sort); err != nil {
		panic(err)
	}
	if sort == "wd" {
		return t.hours.days(start, int(n))
	}
	return n * map[string]int64{"s": 1, "m": 60, "h": 3600}[sort]
}

func (y *yearTicket) start(target int, at int64) {
	round := 1
	if before := y.clocks[target]; before != nil {
		round = before.round + 1
		miss, wait := y.group(at)
		y.misses += miss
		y.longest = max(y.longest, wait)
	}
	y.clocks[target] = &yearClock{started: at, round: round, terms: y.terms, total: y.terms.amount(target, at)}
}

// group is what the latest unanswered group adds to misses and to the longest wait.
func (y *yearTicket) group(at int64) (miss int, wait int64) {
	c := y.clocks[1]
	r := y.read(c, at, false)
	if c.ending != "" {
		at = c.stop
	}
	if int64(r.due) < at {
		miss = 1
	}
	if c.ending != "cancelled" {
		wait = r.used
	}
	return miss, wait
}

// aways are the stretches that do not count, an open pause among them.
func (y *yearTicket) aways(until int64) []away {
	all := slices.Clone(y.away)
	if y.paused != 0 {
		all = append(all, away{y.paused, until})
	}
	return all
}

func (y *yearTicket) read(c *yearClock, now int64, beyond bool) reading {
	if c.ending != "" {
		return c.terms.hours.watch(c.started, c.away, c.total, c.terms.share, c.stop, beyond)
	}
	return c.terms.hours.watch(c.started, y.aways(int64(Never)), c.total, c.terms.share, now, beyond)
}

// pass lets time go by: a pause ends by itself, points are reached.
func (y *yearTicket) pass(now int64) {
	if y.paused != 0 && y.until <= now {
		y.resume(y.until)
	}
	for target, c := range y.clocks {
		if c != nil && c.ending == "" && c.level < 3 {
			y.flag(target, c, now)
		}
	}
}

func (y *yearTicket) flag(target int, c *yearClock, now int64) {
	r := y.read(c, now, false)
	c.late = c.late || int64(r.due) < now
	for level, reached := range []bool{int64(r.warn) <= now, int64(r.due) < now, int64(r.critical) < now} {
		if reached && c.level == level {
			c.level++
			name := fmt.Sprintf("%s/%d/%s", yearTargets[target], c.round, []string{"near", "late", "critical"}[level])
			y.flags[name] = []Time{r.warn, r.due, r.critical}[level]
		}
	}
}

func (y *yearTicket) resume(at int64) {
	if y.paused != 0 {
		y.away = append(y.away, away{y.paused, at})
		y.paused = 0
	}
}

func (y *yearTicket) end(c *yearClock, at int64, how string) {
	if how != "stopped" || c.ending == "" {
		c.away = y.aways(at)
	}
	c.ending, c.stop, c.unit = how, at, y.unit
}

func (y *yearTicket) open(at int64, terms *yearTerms) {
	y.terms, y.phase, y.flags = terms, "open", map[string]Time{}
	y.start(0, at)
	y.start(2, at)
}

func (y *yearTicket) citizen(at int64) {
	y.pass(at)
	switch y.phase {
	case "resolved":
		y.reopen(at)
		if y.replied {
			y.start(1, at)
		}
	case "open":
		y.resume(at)
		if next := y.clocks[1]; y.replied && (next == nil || next.ending != "") {
			y.start(1, at)
		}
	}
}

func (y *yearTicket) reply(at int64) {
	y.pass(at)
	y.replied = true
	for target, c := range y.clocks[:2] {
		if c == nil {
			continue
		}
		c.answered = true
		if c.ending == "" || c.ending == "unanswered" {
			y.end(c, at, "stopped")
			y.flag(target, c, at) // an answer after all: the closed time counted
		}
	}
}

func (y *yearTicket) pause(at, until int64) {
	y.pass(at)
	y.paused, y.until = at, until
}

func (y *yearTicket) resumed(at int64) {
	y.pass(at)
	y.resume(at)
}

func (y *yearTicket) resolve(at int64) {
	y.pass(at)
	y.resume(at)
	y.phase, y.closed = "resolved", at
	for target, c := range y.clocks {
		if c != nil && c.ending == "" {
			y.end(c, at, []string{"unanswered", "unanswered", "stopped"}[target])
		}
	}
}

func (y *yearTicket) archive(at int64) {
	y.pass(at)
	y.resume(at)
	y.phase, y.closed = "archived", at
	for _, c := range y.clocks {
		if c != nil && c.ending == "" {
			y.end(c, at, "cancelled")
		}
	}
}

func (y *yearTicket) reopened(at int64) {
	y.pass(at)
	y.reopen(at)
}

func (y *yearTicket) reopen(at int64) {
	y.away = append(y.away, away{y.closed, at})
	y.phase = "open"
	for _, c := range y.clocks {
		if c != nil && !c.answered {
			c.ending = ""
		}
	}
	y.adopt(at, y.terms)
}

// adopt measures what runs by other terms, from the original start; what is late keeps those it became late by. Changed
// dates concern only tickets with a clock whose span touches them.
func (y *yearTicket) adopt(at int64, terms *yearTerms) {
	y.pass(at)
	if terms.policy == y.terms.policy && terms.calendar == y.terms.calendar && !y.touched(at, terms.hours) {
		return
	}
	y.terms = terms
	for target, c := range y.clocks {
		if c != nil && c.ending == "" && !c.late && c.terms != terms {
			c.terms, c.total = terms, terms.amount(target, c.started)
		}
	}
}

// touched reports whether hours differ on a date from the start of a clock that runs in time to its critical point; one
// that waits for the citizen reaches everything.
func (y *yearTicket) touched(now int64, hours *tape) bool {
	for _, c := range y.clocks {
		if c == nil || c.ending != "" || c.late {
			continue
		}
		critical := y.read(c, now, true).critical
		if critical == Never || !hours.same(y.terms.hours, c.started, int64(critical)) {
			return true
		}
	}
	return false
}
