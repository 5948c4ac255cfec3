package models

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// NoCategory stands in a filter for tickets that are not classified.
const NoCategory = "none"

// responses are the tickets behind the figures of a report: a condition over the clock c of the first response, in
// which ? is the present instant. They say what Figures.response counts.
var responses = map[string]string{
	"received":   "1 = 1",
	"answered":   "c.state IN ('met', 'late')",
	"on_time":    "c.state = 'met'",
	"missed":     "(c.state = 'late' OR c.state IN ('running', 'paused', 'unanswered') AND c.due_at < ?)",
	"measured":   "(c.state IN ('met', 'late') OR c.state IN ('running', 'paused', 'unanswered') AND c.due_at < ?)",
	"overdue":    "c.state IN ('running', 'paused') AND c.due_at < ?",
	"pending":    "c.state IN ('running', 'paused') AND c.due_at >= ?",
	"unanswered": "c.state = 'unanswered'",
	"set_aside":  "c.state = 'cancelled'",
}

// Responses lists what the filter's Response may be.
var Responses = slices.Sorted(maps.Keys(responses))

// response narrows a list to the tickets behind a figure of a report. The unit is the one the figure belongs to: that
// held the ticket when its first response ended, or holds it until then.
func (q *listing) response(units []int64, wrong *problems) {
	condition, known := responses[q.filter.Response]
	if !known {
		wrong.add("response", "choice", "Value", q.filter.Response, "Allowed", Responses)
		return
	}
	clock := "SELECT c.unit_id FROM clocks c WHERE c.ticket_id = t.id AND c.target = 'first_response'"
	if units == nil && !q.who.AllUnits {
		units = q.who.Units
	}
	var args []any
	if strings.Contains(condition, "?") {
		args = []any{q.now}
	}
	switch {
	case len(units) > 0 && len(units) <= unitsMerged && q.filter.Text == "":
		q.alongClocks(units, condition, args)
		return
	case units != nil:
		held := "?" + strings.Repeat(", ?", max(len(units), 1)-1)
		q.add("COALESCE(("+clock+"), t.unit_id) IN ("+held+")", anyOf(units)...)
	}
	if q.filter.Response != "received" {
		q.add("EXISTS ("+clock+" AND "+condition+")", args...)
	}
}

// anyOf are ids as arguments of a statement; one that no row has stands for none.
func anyOf(ids []int64) []any {
	if len(ids) == 0 {
		return []any{0}
	}
	return anys(ids)
}

// clockWalk is a list that runs along the clocks of first responses instead of along the tickets: a unit's figure then
// costs what is behind it, not what all units have received. Such a clock starts when its ticket was received.
type clockWalk struct {
	units []int64
	where string
	args  []any
}

// alongClocks makes the list run along the clocks of a few units.
func (q *listing) alongClocks(units []int64, condition string, args []any) {
	q.clocks = &clockWalk{units: units, where: " AND " + condition, args: args}
	if q.filter.From > 0 {
		q.clocks.add("c.started_at >= ?", q.filter.From)
	}
	if q.filter.To > 0 {
		q.clocks.add("c.started_at < ?", q.filter.To)
	}
	if at, ok := q.filter.position(); ok && q.filter.Cursor != "" {
		q.clocks.add("c.started_at <= ?", at.at)
	}
}

func (w *clockWalk) add(condition string, arg any) {
	w.where += " AND " + condition
	w.args = append(w.args, arg)
}

// ids picks the page of one unit. The offset keeps PostgreSQL from joining all tickets beside it.
func (w *clockWalk) ids(d dialect, q *listing, unit int64) (string, []any) {
	where, args := q.conditions(q.who)
	all := append(append([]any{unit}, w.args...), args...)
	return "SELECT c.ticket_id AS id, c.started_at AS received_at FROM clocks c" + d.using("clocks_response") +
		" WHERE c.target = 'first_response' AND c.unit_id = ?" + w.where +
		" AND EXISTS (SELECT 1 FROM tickets t WHERE t.id = c.ticket_id AND " + where + " LIMIT 1 OFFSET 0)" +
		" ORDER BY c.started_at DESC, c.ticket_id DESC LIMIT " + strconv.Itoa(q.limit+1), all
}
