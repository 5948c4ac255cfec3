package models

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
)

// PolicyCount is what a change of a policy would do to the tickets looked at so far.
type PolicyCount struct {
	After   int64 // tickets up to this id were looked at
	Total   int   // live tickets when the count began
	Looked  int
	Tickets int // it would measure, or measures now
	Changed int // tickets of which a clock would stand otherwise
	Over    bool
	// Clocks: later and earlier ones, those that begin or end, paused ones with another target, and among all of
	// them those that would be late at once.
	Later, Earlier, Begun, Ended, Held, Late int
	Examples                                 []MoveExample
}

// MoveExample is one clock as it is and would be. The ticket is named by its number only: whoever sets targets need
// not read tickets.
type MoveExample struct {
	Number string
	Kind   string // late, later, earlier, begun, ended, held
	DueMove
}

// Examples kept of each kind.
const examplesOfKind = 3

// Clocks is how many would stand otherwise.
func (n *PolicyCount) Clocks() int { return n.Later + n.Earlier + n.Begun + n.Ended + n.Held }

// Count reads what was found so far.
func (c *PolicyChange) Count() (n PolicyCount, err error) {
	if c.Counted != "" {
		err = json.Unmarshal([]byte(c.Counted), &n)
	}
	return n, err
}

// CountDraft looks at the next live tickets, at most so many, and counts what the draft would do to their clocks. It
// reads only, outside the writer, and keeps the sum with the draft, so that the count goes on wherever it is asked for.
func (s *Store) CountDraft(ctx context.Context, who Actor, id int64, atMost int) (PolicyCount, error) {
	c, err := s.PolicyChange(ctx, who, id)
	if err != nil {
		return PolicyCount{}, err
	}
	n, err := c.Count()
	if err != nil || n.Over || c.SavedAt < Never {
		return n, err
	}
	hypo, sc, err := s.suppose(ctx, &c)
	if err != nil {
		return n, err
	}
	if n.Total == 0 {
		if n.Total, err = s.countScope(ctx, &scope{All: true}); err != nil {
			return n, err
		}
	}
	for seen := 0; seen < atMost && !n.Over; {
		tickets, err := s.liveAfter(ctx, &sc, n.After, min(previewPage, atMost-seen))
		if err != nil {
			return n, err
		}
		if err := s.supposePage(ctx, hypo, &sc, tickets, &n); err != nil {
			return n, err
		}
		seen += len(tickets)
		n.Over = len(tickets) == 0
	}
	n.Total = max(n.Total, n.Looked)
	return n, s.keepCount(ctx, &c, n)
}

// Tickets whose events are in memory at once.
const previewPage = 500

// keepCount writes the sum, unless another request has counted the same tickets meanwhile.
func (s *Store) keepCount(ctx context.Context, c *PolicyChange, n PolicyCount) error {
	raw, err := json.Marshal(n)
	if err != nil {
		return err
	}
	return s.update(ctx, func(tx *Tx) error {
		return tx.exec("UPDATE policy_changes SET counted = ? WHERE id = ? AND counted = ?", string(raw), c.ID, c.Counted)
	})
}

// suppose returns the house as it would be with the draft saved.
func (s *Store) suppose(ctx context.Context, c *PolicyChange) (*reference, scope, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, scope{}, err
	}
	p, err := c.Policy()
	if err != nil {
		return nil, scope{}, err
	}
	hypo := *ref
	hypo.policies = slices.DeleteFunc(slices.Clone(ref.policies), func(o Policy) bool { return o.ID == p.ID })
	if p.ID == 0 { // the id it would get is larger than all
		for _, other := range ref.policies {
			p.ID = max(p.ID, other.ID+1)
		}
	}
	hypo.policies = append(hypo.policies, p)
	slices.SortFunc(hypo.policies, func(a, b Policy) int {
		return cmp.Or(cmp.Compare(a.Position, b.Position), cmp.Compare(a.ID, b.ID))
	})
	return &hypo, scope{Policy: p.ID}, nil
}

// supposePage counts some tickets.
func (s *Store) supposePage(ctx context.Context, hypo *reference, sc *scope, tickets []Ticket, n *PolicyCount) error {
	var concerned []int64
	for i := range tickets {
		measured, err := judged(s.finder(ctx), &tickets[i])
		if err != nil {
			return err
		}
		if hypo.concerns(sc, measured) {
			concerned = append(concerned, tickets[i].ID)
		}
		n.After = tickets[i].ID
	}
	n.Looked += len(tickets)
	n.Tickets += len(concerned)
	if len(concerned) == 0 {
		return nil
	}
	var events []Event
	var clocks []Clock
	err := s.find(ctx, &events, `SELECT * FROM events WHERE ticket_id IN ? AND type IN ('opened', 'received', 'replied',
		'paused', 'resumed', 'resolved', 'reopened', 'archived', 'merged', 'unmerged', 'retargeted', 'recalendared') ORDER BY ticket_id, id`, concerned)
	if err == nil {
		err = s.find(ctx, &clocks, "SELECT * FROM clocks WHERE ticket_id IN ? ORDER BY ticket_id, target", concerned)
	}
	if err != nil {
		return err
	}
	at := s.now()
	for i := range tickets {
		t := &tickets[i]
		if !slices.Contains(concerned, t.ID) {
			continue
		}
		mine, own := ofTicket(events, clocks, t.ID)
		moves, err := s.foresee(ctx, at, hypo, t, mine, own)
		if err != nil {
			return fmt.Errorf("ticket %d: %w", t.ID, err)
		}
		n.add(s.Number(t), moves)
	}
	return nil
}

// ofTicket cuts one ticket's rows out of sorted ones.
func ofTicket(events []Event, clocks []Clock, id int64) ([]Event, []Clock) {
	e, _ := slices.BinarySearchFunc(events, id, func(e Event, id int64) int { return cmp.Compare(e.TicketID, id) })
	f, _ := slices.BinarySearchFunc(events, id+1, func(e Event, id int64) int { return cmp.Compare(e.TicketID, id) })
	c, _ := slices.BinarySearchFunc(clocks, id, func(c Clock, id int64) int { return cmp.Compare(c.TicketID, id) })
	d, _ := slices.BinarySearchFunc(clocks, id+1, func(c Clock, id int64) int { return cmp.Compare(c.TicketID, id) })
	return events[e:f:f], clocks[c:d:d]
}

// foresee replays a ticket as if it were measured anew at an instant.
func (s *Store) foresee(ctx context.Context, at Time, ref *reference, t *Ticket, events []Event, clocks []Clock) ([]DueMove, error) {
	now, err := inForce(events)
	if err != nil {
		return nil, err
	}
	measured, err := judged(s.finder(ctx), t)
	if err != nil {
		return nil, err
	}
	rule, err := ref.termsFor(measured)
	if err != nil {
		return nil, err
	}
	change, rule, err := s.adoption(ctx, at, clocks, now, rule)
	if err != nil || change == "" {
		return nil, err
	}
	raw, err := json.Marshal(rule)
	if err != nil {
		return nil, err
	}
	result, err := s.reckon(ctx, append(events, Event{Type: change, At: at, Data: string(raw)}), at)
	if err != nil {
		return nil, err
	}
	after := make([]Clock, len(result.Clocks))
	for i := range after {
		after[i].take(&result.Clocks[i])
	}
	return dueMoves(at, clocks, after), nil
}

// kind is what a move means to whoever has to answer.
func (m *DueMove) kind() string {
	switch {
	case m.To == 0:
		return "ended"
	case m.From == 0:
		return "begun"
	case m.From == Never || m.To == Never:
		return "held"
	case m.To > m.From:
		return "later"
	}
	return "earlier"
}

// add counts the moves of one ticket.
func (n *PolicyCount) add(number string, moves []DueMove) {
	if len(moves) > 0 {
		n.Changed++
	}
	for i := range moves {
		kind := moves[i].kind()
		*map[string]*int{
			"later": &n.Later, "earlier": &n.Earlier, "begun": &n.Begun, "ended": &n.Ended, "held": &n.Held,
		}[kind]++
		if moves[i].Late {
			n.Late++
			kind = "late"
		}
		known := 0
		for _, e := range n.Examples {
			if e.Kind == kind {
				known++
			}
		}
		if known < examplesOfKind {
			n.Examples = append(n.Examples, MoveExample{Number: number, Kind: kind, DueMove: moves[i]})
		}
	}
}
