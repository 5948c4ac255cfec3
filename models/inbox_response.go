package models

import (
	"maps"
	"slices"
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
	if units != nil {
		var args []any
		for _, unit := range units {
			args = append(args, unit)
		}
		if len(args) == 0 {
			args = []any{0}
		}
		q.add("COALESCE(("+clock+"), t.unit_id) IN (?"+strings.Repeat(", ?", len(args)-1)+")", args...)
	}
	if q.filter.Response == "received" {
		return
	}
	var args []any
	if strings.Contains(condition, "?") {
		args = []any{q.now}
	}
	q.add("EXISTS ("+clock+" AND "+condition+")", args...)
}
