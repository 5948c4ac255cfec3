package models

import (
	"slices"
	"strconv"
	"strings"
)

// listing is one list query in the making: every condition, and the index that serves it.
type listing struct {
	filter TicketFilter
	who    Actor // narrowed to the units asked for
	now    Time
	where  []string
	args   []any
	newest bool   // by receipt, newest first; else by due time
	index  string // which SQLite shall use: it plans without knowing values
	merge  bool   // one branch for each of the actor's few units, because the index begins with the unit
	limit  int
	after  *position
	clocks *clockWalk // along which the list runs instead, behind a unit's figure
}

// byNumber stands for no index but the ids of the tickets themselves.
const byNumber = ""

// Up to this many units a list is merged from one index range per unit; for more, the index of the whole house is
// walked and the units checked in it, because hits come often then.
const unitsMerged = 8

// newListing checks the filter, narrows the actor, and gathers the conditions.
func newListing(ref *reference, who Actor, f TicketFilter, now Time) (*listing, error) {
	q := &listing{filter: f, who: who, now: now, limit: min(f.Limit, rowsAtMost)}
	if f.Limit <= 0 {
		q.limit = rowsUsual
	}
	var wrong problems
	live := q.tab(&wrong)
	q.narrow(ref, &wrong)
	live = q.state(&wrong) || live || f.Live
	q.person(&wrong)
	if f.From > 0 {
		q.add("t.received_at >= ?", f.From)
	}
	if f.To > 0 {
		q.add("t.received_at < ?", f.To)
	}
	if f.AsOf > 0 {
		q.add("t.created_at <= ?", f.AsOf)
	}
	if live {
		q.add("t.live = TRUE")
	}
	q.newest = !live
	q.choose(live)
	q.seek(&wrong)
	return q, wrong.err()
}

func (q *listing) add(condition string, args ...any) {
	q.where = append(q.where, condition)
	q.args = append(q.args, args...)
}

// tab adds what the tab asks for and tells whether it holds live tickets only.
func (q *listing) tab(wrong *problems) (live bool) {
	f := &q.filter
	closedToo := f.Text != "" || f.From > 0 || f.To > 0 || f.Status != "" && !f.Status.Live()
	switch f.Tab {
	case "":
		return false
	case TabMine:
		q.add("t.assignee_id = ?", q.who.ID)
	case TabUnit:
		q.who = q.who.within(q.who.Units...)
	case TabAll:
	case TabUnassigned:
		q.add("t.assignee_id = 0")
		return true
	case TabNear:
		q.near()
		return true
	case TabLate:
		q.add("t.due_at < ?", q.now)
		return true
	case TabWaiting:
		q.add("t.status = 'waiting'")
		return true
	case TabHandover:
		q.add("t.handover > 0")
		return true
	case TabFollowed:
		q.add("t.id IN (SELECT ticket_id FROM followings WHERE user_id = ?)", q.who.ID)
	default:
		wrong.add("tab", "choice", "Value", f.Tab, "Allowed", Tabs)
	}
	return !closedToo
}

// near: the second condition is what lets the partial index be used.
func (q *listing) near() {
	q.add("t.warn_at <= ?", q.now)
	q.add("t.warn_at < 253402300799")
	q.add("t.due_at >= ?", q.now)
}

// narrow adds unit, category, kind, channel and place.
func (q *listing) narrow(ref *reference, wrong *problems) {
	f := &q.filter
	units := q.units(ref, wrong)
	switch {
	case f.Response != "":
		q.response(units, wrong)
	case units != nil:
		q.who = q.who.within(units...)
	}
	if category, ok := ref.categoryBySlug[f.Category]; ok || f.Category == NoCategory {
		q.add("t.category_id = ?", category.ID)
	} else if f.Category != "" {
		wrong.add("category", "unknown", "Value", f.Category)
	}
	if f.Kind != "" {
		q.oneOf("kind", f.Kind, slices.Contains(Kinds, f.Kind), Kinds, wrong)
	}
	if f.Channel != "" {
		q.oneOf("channel", f.Channel, slices.Contains(Channels, f.Channel), Channels, wrong)
	}
	if f.Place != "" {
		places := ref.within(f.Place)
		if places == nil {
			wrong.add("place", "unknown", "Value", f.Place)
			return
		}
		q.add("t.place_id IN (?"+strings.Repeat(", ?", len(places)-1)+")", places...)
	}
}

// units are those asked for; nil when none is.
func (q *listing) units(ref *reference, wrong *problems) []int64 {
	unit, ok := ref.unitBySlug[q.filter.Unit]
	switch {
	case ok && q.filter.Below:
		return ref.below(unit.ID)
	case ok:
		return []int64{unit.ID}
	case q.filter.Unit != "":
		wrong.add("unit", "unknown", "Value", q.filter.Unit)
	}
	return nil
}

func (q *listing) oneOf(column string, value any, known bool, allowed any, wrong *problems) {
	if !known {
		wrong.add(column, "choice", "Value", value, "Allowed", allowed)
	}
	q.add("t."+column+" = ?", value)
}

// state adds status and flag and tells whether they leave live tickets only.
func (q *listing) state(wrong *problems) (live bool) {
	f := &q.filter
	if f.Status != "" {
		q.oneOf("status", f.Status, slices.Contains(Statuses, f.Status), Statuses, wrong)
		live = f.Status.Live()
	}
	switch f.Flag {
	case "":
		return live
	case "near":
		q.near()
	case "late":
		q.add("t.due_at < ?", q.now)
	case "critical":
		q.add("t.due_at < ?", q.now) // follows from the other, and is what the index is ordered by
		q.add("t.critical_at < ?", q.now)
	default:
		wrong.add("flag", "choice", "Value", f.Flag, "Allowed", []string{"near", "late", "critical"})
	}
	return true
}

func (q *listing) person(wrong *problems) {
	switch id, err := strconv.ParseInt(q.filter.Assignee, 10, 64); {
	case q.filter.Assignee == "":
	case q.filter.Assignee == "none":
		q.add("t.assignee_id = 0")
	case err == nil && id > 0:
		q.add("t.assignee_id = ?", id)
	default:
		wrong.add("assignee", "unknown", "Value", q.filter.Assignee)
	}
}

// narrowed reports whether anything but units and the page is asked of the tickets.
func (q *listing) narrowed() bool { return len(q.where) > 1 || len(q.where) == 1 && q.after == nil }

// fewUnits are the units to look in, when they are so few that each is worth looking in by itself.
func (q *listing) fewUnits() []int64 {
	if q.who.AllUnits || len(q.who.Units) > unitsMerged {
		return nil
	}
	return q.who.Units
}

// choose picks the index. The order of the cases is the order of how few entries each has to walk.
func (q *listing) choose(live bool) {
	f := &q.filter
	few := len(q.fewUnits()) > 0
	someone := f.Tab == TabMine || f.Assignee != "" && f.Assignee != "none"
	nobody := f.Tab == TabUnassigned || f.Assignee == "none"
	switch {
	case f.Tab == TabFollowed:
		q.index = byNumber // the few that somebody follows
	case !live && few:
		q.index, q.merge = "tickets_unit", true
	case !live:
		q.index = "tickets_received"
	case someone:
		q.index = "tickets_assignee_due"
	case f.Tab == TabNear || f.Flag == "near":
		q.index = "tickets_warn"
	case f.Tab == TabHandover:
		q.index = "tickets_handover"
	case few:
		q.index, q.merge = "tickets_unit_due", true
	case nobody:
		q.index = "tickets_assignee_due"
	case f.Tab == TabWaiting:
		q.index = "tickets_waiting"
	default:
		q.index = "tickets_due"
	}
}

// page returns the query of one page: the inner one picks ids from the index alone, the outer one fetches the rows.
func (q *listing) page(d dialect) (string, []any) {
	order := "t.due_at, t.id"
	if q.newest {
		order = "t.received_at DESC, t.id DESC"
	}
	var ids string
	var args []any
	switch {
	case q.clocks != nil:
		ids, args = q.merged(q.clocks.units, order, func(unit int64) (string, []any) { return q.clocks.ids(d, q, unit) })
	case q.merge && len(q.who.Units) > 1:
		ids, args = q.merged(q.who.Units, order, func(unit int64) (string, []any) { return q.ids(d, q.who.within(unit), order) })
	default:
		ids, args = q.ids(d, q.who, order)
	}
	return "SELECT " + rowColumns + " FROM tickets t WHERE t.id IN (SELECT id FROM (" + ids + ") AS picked) ORDER BY " +
		order, args
}

func (q *listing) ids(d dialect, who Actor, order string) (string, []any) {
	from, args := q.from(d, who)
	column := "t.due_at"
	if q.newest {
		column = "t.received_at"
	}
	return "SELECT t.id, " + column + from + " ORDER BY " + order + " LIMIT " + strconv.Itoa(q.limit+1), args
}

// merged puts the pages of single units together; each is a short range of an index.
func (q *listing) merged(units []int64, order string, page func(unit int64) (string, []any)) (string, []any) {
	var branches []string
	var all []any
	for _, unit := range units {
		one, args := page(unit)
		branches, all = append(branches, "SELECT * FROM ("+one+") AS one"), append(all, args...)
	}
	return "SELECT * FROM (" + strings.Join(branches, " UNION ALL ") + ") AS t ORDER BY " + order +
		" LIMIT " + strconv.Itoa(q.limit+1), all
}

// count returns the query that counts up to one more than CountAtMost.
func (q *listing) count(d dialect) (string, []any) {
	from, args := q.from(d, q.who)
	return "SELECT COUNT(*) FROM (SELECT 1" + from + " LIMIT " + strconv.Itoa(CountAtMost+1) + ") AS counted", args
}

// from returns source and conditions, the actor's scope first.
func (q *listing) from(d dialect, who Actor) (string, []any) {
	where, args := q.conditions(who)
	return " FROM tickets t" + d.using(q.index) + " WHERE " + where, args
}

// conditions returns the actor's scope and after it everything the filter asks for.
func (q *listing) conditions(who Actor) (string, []any) {
	scope, args := who.scope()
	return strings.Join(append([]string{scope}, q.where...), " AND "), append(args, q.args...)
}
