package models

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Tab is a named slice of the inbox.
type Tab string

// The tabs. All of them hold live tickets only.
const (
	TabMine       Tab = "mine"       // assigned to the actor
	TabUnit       Tab = "unit"       // of the actor's own units
	TabUnassigned Tab = "unassigned" // assigned to nobody
	TabNear       Tab = "near"       // past the warn point, not yet due
	TabLate       Tab = "late"       // past due
	TabWaiting    Tab = "waiting"    // for the citizen
	TabHandover   Tab = "handover"   // between two units: to be accepted, or returned twice
	TabFollowed   Tab = "followed"   // that the actor follows
	TabAll        Tab = "all"        // everything in scope
)

// Tabs lists all tabs in the order they are shown.
var Tabs = []Tab{TabMine, TabUnit, TabUnassigned, TabNear, TabLate, TabWaiting, TabHandover, TabFollowed, TabAll}

// TicketFilter says which tickets a list holds; what is empty does not narrow it. Live tickets come by due time. A list
// that may hold closed ones comes newest first: without a tab, and in the tabs mine, unit and all as soon as a closed
// status, a period or a text is asked for.
type TicketFilter struct {
	Tab      Tab
	Unit     string // slug
	Below    bool   // the unit stands for those below it too
	Kind     Kind
	Category string // slug, or NoCategory
	Channel  string
	Status   Status
	Place    string // code or id; a sub-district stands for its villages too
	Flag     string // near, late or critical, as the clock stands now; late includes critical
	Assignee string // id of a user, or "none"
	Live     bool   // only what somebody still has to do something about
	Response string // the tickets behind a figure of a report, see responses; Unit is then the one it belongs to
	From, To Time   // received at or after From, before To
	AsOf     Time   // opened by then: what came in later is not meant
	Text     string // words of a message, author, place or number; see search.go
	Sort     string // of a text's hits: SortTime (also when empty) or SortFit
	Cursor   string // Next of the page before, of the same filter
	Limit    int    // rows of a page; 0: 50, at most 200
}

// TicketRow is a ticket as lists show it, with names instead of numbers. Columns no list needs are zero.
type TicketRow struct {
	Ticket
	Number    string
	Unit      Unit
	Category  Category // zero: none yet
	PlaceName string   // of the village or sub-district, else what was typed
	Assignee  string   // name; empty: nobody
	Level     string   // how its clock stands: see Ticket.Level
}

// TicketList is one page of a list.
type TicketList struct {
	Rows []TicketRow
	Next string // cursor of the next page; empty on the last
}

// Rows of a page.
const (
	rowsUsual  = 50
	rowsAtMost = 200
)

// Tickets returns a page of the tickets the actor may see. Invalid names a filter that cannot be used, and a cursor
// that is broken or of another filter. The number of queries does not depend on the number of rows.
func (s *Store) Tickets(ctx context.Context, who Actor, f TicketFilter) (*TicketList, error) {
	if err := who.need(ReadTickets); err != nil {
		return nil, err
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	q, err := newListing(ref, who, f, s.now())
	if err != nil {
		return nil, err
	}
	if f.Text != "" && f.Sort == SortFit {
		return s.fitted(ctx, ref, q)
	}
	query, args := q.page(s.dialect)
	if f.Text != "" {
		ids, err := s.searched(ctx, q)
		if err != nil || len(ids) == 0 {
			return &TicketList{}, err
		}
		query, args = byIDs(ids)
	}
	found, err := s.scanRows(ctx, q.limit+1, query, args)
	if err != nil {
		return nil, err
	}
	return s.list(ref, q, found), nil
}

// list gives the rows their names, and the cursor when there are more than fit.
func (s *Store) list(ref *reference, q *listing, found []Ticket) *TicketList {
	l := &TicketList{}
	if len(found) > q.limit {
		found = found[:q.limit]
		l.Next = q.cursorAt(&found[q.limit-1])
	}
	l.Rows = make([]TicketRow, len(found))
	for i := range found {
		t := &found[i]
		l.Rows[i] = TicketRow{
			Ticket: *t, Number: s.Number(t), Unit: ref.unit[t.UnitID], Category: ref.category[t.CategoryID],
			PlaceName: t.Place, Assignee: ref.colleague[t.AssigneeID].Name, Level: t.Level(q.now),
		}
		if p, ok := ref.place[t.PlaceID]; ok {
			l.Rows[i].PlaceName = p.Name
		}
	}
	return l
}

// Level tells how the ticket's clock stands: ok, near, late, critical, paused, or none when none runs.
func (t *Ticket) Level(now Time) string {
	switch {
	case t.Status == StatusWaiting:
		return "paused"
	case !t.Live || t.DueAt == Never:
		return "none"
	case t.CriticalAt < now:
		return "critical"
	case t.DueAt < now:
		return "late"
	case t.WarnAt <= now:
		return "near"
	}
	return "ok"
}

// CountAtMost is up to where tabs are counted exactly.
const CountAtMost = 1000

// TabCount is how many tickets a tab holds; More when there are more than CountAtMost.
type TabCount struct {
	Tab   Tab
	Count int
	More  bool
}

// TabCounts counts all tabs in one query, each along its partial index and no further than CountAtMost.
func (s *Store) TabCounts(ctx context.Context, who Actor) ([]TabCount, error) {
	if err := who.need(ReadTickets); err != nil {
		return nil, err
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	var query strings.Builder
	var args []any
	now := s.now()
	same := map[string]int{} // of an agent the tabs unit and all are one question
	asked := make([]int, len(Tabs))
	for i, tab := range Tabs {
		q, err := newListing(ref, who, TicketFilter{Tab: tab}, now)
		if err != nil {
			return nil, err
		}
		part, partArgs := q.count(s.dialect)
		key := fmt.Sprint(part, partArgs)
		if first, known := same[key]; known {
			asked[i] = first
			continue
		}
		same[key], asked[i] = i, i
		query.WriteString(" UNION ALL SELECT " + strconv.Itoa(i) + " AS tab, (" + part + ") AS n")
		args = append(args, partArgs...)
	}
	var found []struct{ Tab, N int }
	if err := s.find(ctx, &found, strings.TrimPrefix(query.String(), " UNION ALL "), args...); err != nil {
		return nil, err
	}
	n := make([]int, len(Tabs))
	for _, c := range found {
		n[c.Tab] = c.N
	}
	counts := make([]TabCount, len(Tabs))
	for i, tab := range Tabs {
		n := n[asked[i]]
		counts[i] = TabCount{Tab: tab, Count: min(n, CountAtMost), More: n > CountAtMost}
	}
	return counts, nil
}

// Assignables returns the people a ticket of the actor's units may be assigned to, by name.
func (s *Store) Assignables(ctx context.Context, who Actor) ([]Colleague, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	var people []Colleague
	for _, p := range ref.colleagues {
		if p.Active && slices.Contains(roleCapabilities[p.Role], AnswerTickets) &&
			(who.AllUnits || slices.ContainsFunc(p.units, who.In)) {
			people = append(people, p)
		}
	}
	return people, nil
}
