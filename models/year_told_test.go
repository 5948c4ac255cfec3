package models

import (
	"fmt"
	"slices"
	"strings"
)

// told is all that must be the same in both calculations.
func (y *yearTicket) told(now int64) map[string]string {
	y.pass(now)
	all := map[string]string{}
	soonest := Never
	for target, c := range y.clocks {
		if c == nil {
			continue
		}
		r, state := y.read(c, now, true), "running"
		late := int64(r.due) < now
		switch {
		case c.ending == "unanswered" || c.ending == "cancelled":
			state = c.ending
		case c.ending != "" && int64(r.due) < c.stop:
			state = "late"
		case c.ending != "":
			state = "met"
		case y.paused != 0 && !late:
			state = "paused"
		}
		if state == "paused" {
			r = reading{used: r.used, warn: Never, due: Never, critical: Never}
		}
		text := fmt.Sprintf("%s %s round %d from %d warn %d due %d critical %d", state, c.terms.amounts[target], c.round,
			c.started, r.warn, r.due, r.critical)
		if state == "running" {
			soonest = min(soonest, r.due)
		}
		if c.ending != "" {
			breached := Never
			if int64(r.due) < c.stop {
				breached = r.due
			}
			text += fmt.Sprintf(" stop %d breached %d used %d unit %d", c.stop, breached, r.used, c.unit)
			if target == 1 {
				miss, wait := y.group(now)
				text += fmt.Sprintf(" misses %d longest %d", y.misses+miss, max(y.longest, wait))
			}
		}
		all[yearTargets[target]] = text
	}
	all["due"] = fmt.Sprint(soonest)
	var flags []string
	for name, at := range y.flags {
		flags = append(flags, fmt.Sprintf("%s %d", name, at))
	}
	slices.Sort(flags)
	all["flags"] = strings.Join(flags, " ")
	return all
}
