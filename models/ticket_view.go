package models

import (
	"context"
	"encoding/json"
	"strings"

	"tanggap/models/sla"
	"tanggap/models/text"
)

// TicketView is everything the page of one ticket shows, read in a fixed number of queries whatever the ticket holds.
// What citizens and colleagues wrote is masked; the citizen is shown as far as their privacy allows.
type TicketView struct {
	*Ticket
	Unit     Unit
	Category Category
	Village  Place   // zero: not known
	District Place   // the village's sub-district, or what stands in place of a village
	Account  Account // zero: none
	Assignee string
	Why      Why

	Conversation []Message // oldest first
	Files        []Attachment
	Sends        []Send // not arrived, nor taken back
	Clocks       []ClockView
	Flags        []Flag
	History      []EventView
	Transfers    []Transfer
	Desks        []Desk
	Extensions   []Extension
	Waiting      *Pause   // nil: not waiting
	Closure      *Closure // nil: live
	Reporter     Reporter
	Earlier      []Ticket // of the same citizen, newest first
	EarlierMore  int      // beyond those
	Names        map[int64]string
	Tellings     []Telling
	Away         *Away // nil: whoever has the ticket is there
	Possible     Possible
	Into         *Into   // nil: not merged
	Taken        []Taken // merged into it, the newest first
	Signature    string  // what will stand below the actor's answer
	Carrier      string  // the channel an answer goes by
	Incidents    []IncidentHint
	Duplicates   []Duplicate // that may be the same matter, the likeliest first
}

// Send is something of the ticket on its way out.
type Send struct {
	Outgoing
	Itself bool // the message itself, not a mail that tells of it
}

// Earlier tickets shown beside the citizen; the inbox finds the others.
const earlierAtMost = 5

// View returns the page of a ticket as the actor may see it; NotFound outside their scope.
func (s *Store) View(ctx context.Context, who Actor, number string) (*TicketView, error) {
	t, err := s.Ticket(ctx, who, number) // first: what is counted as seen must not be newer than what is shown
	if err != nil {
		return nil, err
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	v := &TicketView{Ticket: t, Names: map[int64]string{}, Carrier: s.carrier(t)}
	v.nameFrom(ref)
	if err := json.Unmarshal([]byte(t.Reason), &v.Why); t.Reason != "" && err != nil {
		return nil, err
	}
	var events []Event
	var sends []Outgoing
	var pauses []Pause
	var closures []Closure
	for _, q := range []struct {
		out   any
		query string
	}{
		{&v.Files, "SELECT * FROM attachments WHERE ticket_id = ? ORDER BY id"},
		{&v.Taken, takenIn},
		{&sends, `SELECT * FROM outbox WHERE ticket_id = ? AND ticket_id > 0 AND state NOT IN ('sent', 'cancelled')
			ORDER BY id`},
		{&events, "SELECT * FROM events WHERE ticket_id = ? ORDER BY id"},
		{&v.Flags, "SELECT * FROM flags WHERE ticket_id = ? ORDER BY at, id"},
		{&v.Transfers, "SELECT * FROM transfers WHERE ticket_id = ? ORDER BY id"},
		{&v.Extensions, "SELECT * FROM extensions WHERE ticket_id = ? ORDER BY id"},
		{&pauses, "SELECT * FROM pauses WHERE ticket_id = ? AND ended_at = 253402300799 ORDER BY id"},
		{&closures, "SELECT * FROM closures WHERE ticket_id = ? AND ended_at = 253402300799 ORDER BY id"},
	} {
		if err := s.find(ctx, q.out, q.query, t.ID); err != nil {
			return nil, err
		}
	}
	for _, o := range sends {
		o.Error = text.Mask(o.Error) // servers repeat the address they refuse
		v.Sends = append(v.Sends, Send{Outgoing: o, Itself: o.brings()})
	}
	for i := range pauses {
		v.Waiting = &pauses[i]
	}
	for i := range closures {
		v.Closure = &closures[i]
	}
	if err := s.find(ctx, &v.Conversation, conversation, t.ID, t.ID); err != nil {
		return nil, err
	}
	if v.Into, err = s.into(ctx, who, t); err != nil {
		return nil, err
	}
	if v.Signature, err = s.signatureOf(ctx, who, t); err != nil {
		return nil, err
	}
	if v.Incidents, err = s.incidentOf(ctx, t); err != nil {
		return nil, err
	}
	if v.Duplicates, err = s.duplicates(ctx, who, t); err != nil {
		return nil, err
	}
	v.mask()
	if v.Clocks, err = s.viewClocks(ctx, ref, events); err != nil {
		return nil, err
	}
	if v.Desks, err = s.desksOf(ctx, t, events); err != nil {
		return nil, err
	}
	if v.Tellings, err = s.tellings(ctx, ref, t.ID); err != nil {
		return nil, err
	}
	v.Away = ref.away(t.AssigneeID, s.now())
	if err := s.nameTold(ctx, v.Flags); err != nil {
		return nil, err
	}
	if err := s.viewHistory(ctx, v, events); err != nil {
		return nil, err
	}
	if err := s.viewReporter(ctx, who, v); err != nil {
		return nil, err
	}
	v.Possible = v.possible(who, ref)
	return v, nil
}

func (v *TicketView) nameFrom(ref *reference) {
	v.Unit, v.Category, v.Account = ref.unit[v.UnitID], ref.category[v.CategoryID], ref.account[v.AccountID]
	v.Village = ref.place[v.PlaceID]
	if v.District = ref.place[v.Village.ParentID]; v.District.ID == 0 {
		v.Village, v.District = Place{}, v.Village
	}
}

// mask hides personal data in what was written; our own answers stay as the citizen got them.
func (v *TicketView) mask() {
	for i := range v.Conversation {
		m := &v.Conversation[i]
		if m.Direction != Out {
			m.Text = text.Mask(m.Text)
		}
		m.Author = text.Mask(m.Author)
	}
	for i := range v.Files {
		v.Files[i].Name = text.Mask(v.Files[i].Name)
	}
	for i := range v.Transfers {
		v.Transfers[i].Reason, v.Transfers[i].Note = text.Mask(v.Transfers[i].Reason), text.Mask(v.Transfers[i].Note)
	}
	for i := range v.Extensions {
		v.Extensions[i].Reason = text.Mask(v.Extensions[i].Reason)
	}
	for i := range v.Taken {
		v.Taken[i].Same = samePerson(&v.Taken[i].Ticket, v.Ticket)
	}
	v.Place, v.Author = text.Mask(v.Place), text.Mask(v.Author)
}

// Pending is the hand-over that waits to be accepted; nil when there is none.
func (v *TicketView) Pending() *Transfer {
	for i := range v.Transfers {
		if v.Transfers[i].State == "pending" {
			return &v.Transfers[i]
		}
	}
	return nil
}

// Asked is the extension that waits for a second person; nil when there is none.
func (v *TicketView) Asked() *Extension {
	for i := range v.Extensions {
		if v.Extensions[i].State == "pending" {
			return &v.Extensions[i]
		}
	}
	return nil
}

// extensible is the rule of AskExtension: once, while the resolution runs in time.
func (v *TicketView) extensible() bool {
	for i := range v.Clocks {
		if c := &v.Clocks[i]; c.Target == sla.Resolution {
			return len(v.Extensions) == 0 && (c.State == sla.Running || c.State == sla.OnHold) && c.BreachedAt.IsZero()
		}
	}
	return false
}

// AnsweredBy reports whether the closure came with a public answer, which is in the conversation.
func (v *TicketView) AnsweredBy(c *Closure) bool {
	for i := range v.Conversation {
		if m := &v.Conversation[i]; m.Direction == Out && c.Text != "" && strings.HasPrefix(m.Text, c.Text) &&
			c.Outcome == string(StatusResolved) {
			return true
		}
	}
	return false
}

// Said reports whether the actor's own last answer has the same words: the form was sent twice.
func (v *TicketView) Said(who Actor, words string) bool {
	for i := len(v.Conversation) - 1; i >= 0; i-- {
		if m := &v.Conversation[i]; m.Direction == Out && m.State != Cancelled {
			return who.Kind == ByUser && m.UserID == who.ID && m.Text == signedWith(text.Clean(words), v.Signature)
		}
	}
	return false
}

// Possible are the verbs that would not be refused to the actor now.
type Possible struct {
	Reply, Note, Classify, Assign, Transfer, Decide, Pause, Resume, Extend, Approve, Close, Reopen bool

	Merge, Unmerge bool
}

func (v *TicketView) possible(who Actor, ref *reference) Possible {
	if !who.Can(AnswerTickets) {
		return Possible{}
	}
	move := who.Can(TransferTickets) && v.Live
	return Possible{
		Reply: v.Status != StatusArchived && v.Status != StatusMerged, Note: true, Classify: true, Assign: v.Live,
		Transfer: move, Decide: move && v.Pending() != nil, Pause: v.Live && v.Status != StatusWaiting,
		Resume: v.Status == StatusWaiting, Extend: v.extensible() && ref.policy(v.PolicyID).Extension != "",
		Approve: who.exercising(Approve).In(v.UnitID) && who.Can(Approve) && v.Asked() != nil && v.Asked().ByID != who.ID, Close: v.Live,
		Reopen: !v.Live && v.Status != StatusMerged, Merge: v.Live, Unmerge: v.Status == StatusMerged,
	}
}
