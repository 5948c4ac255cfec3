package models

import (
	"context"
	"encoding/json"
	"fmt"

	"tanggap/models/text"
)

// Intake is one message of a citizen, from whatever door it comes. Only Text is required.
type Intake struct {
	Text       string
	Kind       Kind   // empty: suggested from the text
	Category   string // slug; empty: suggested
	Unit       string // slug; empty: the account's, the category's, or the regency's
	Place      string // free text
	PlaceID    int64
	Lat, Long  *float64
	Name       string
	Email      string
	Phone      string
	Handle     string // on the channel
	Privacy    Privacy
	Priority   Priority // empty: suggested
	Channel    string
	AccountID  int64
	Thread     string // the post or conversation on that account; one live ticket per thread and handle
	ExternalID string // of the message on the account; the second delivery changes nothing
	At         Time   // platform time; zero: now
	Files      []Upload
	Entry      string // for staff: who phoned, how it came in
	Lang       string // of the answers to the citizen
	Request    Request
	Quiet      bool // it is long past: nobody is told of it, neither the citizen nor the unit
}

// Receipt is what came of an intake.
type Receipt struct {
	Ticket       *Ticket
	MessageID    int64
	TrackingCode string  // of the ticket; empty when the message joined one whose code the sender need not know
	Clocks       []Clock // of a new ticket, as they began
	Opened       bool    // a new ticket
	Repeated     bool    // the same request or delivery had been taken before
}

// Receive takes a citizen's message: durable when it returns. It finds the live ticket of the thread or opens one,
// suggests what is missing, starts the clocks, and queues the acknowledgement.
// Invalid names every field that cannot be used; Conflict a repeated key with another content.
func (s *Store) Receive(ctx context.Context, who Actor, in Intake) (*Receipt, error) {
	if err := who.need(OpenTickets); err != nil {
		return nil, err
	}
	in.Text = text.Clean(in.Text)
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	d, err := s.draft(ref, who, in)
	if err != nil {
		return nil, err
	}
	var receipt *Receipt
	err = s.update(ctx, func(tx *Tx) error {
		receipt, err = tx.receive(who, ref, d)
		return err
	})
	if err != nil {
		s.discard(ctx, d.in.Files)
		return nil, err
	}
	return receipt, nil
}

// draft is an intake checked and analysed, before any transaction: pure work, nothing to repeat.
type draft struct {
	in     Intake
	ticket Ticket
	words  []string
	code   string
	person person
}

// Why is kept with the ticket, so that a suggestion can always be explained.
type Why struct {
	Kind     []string `json:"kind,omitempty"`
	Category []string `json:"category,omitempty"`
	Urgent   []string `json:"urgent,omitempty"`
	Unit     string   `json:"unit,omitempty"` // given, account, category, regency, confidential
	Clamped  bool     `json:"clamped,omitempty"`
}

// Longest text of a message, in characters: the longest real complaint measured has 8,471 (domain.md section 5).
const TextAtMost = 20_000

func (s *Store) draft(ref *reference, who Actor, in Intake) (*draft, error) {
	if err := s.check(ref, who, &in); err != nil {
		return nil, err
	}
	d := &draft{in: in, words: text.Tokens(in.Text)}
	now := s.now()
	t := &d.ticket
	*t = Ticket{
		Kind: in.Kind, Channel: in.Channel, Status: StatusNew, Live: true, Priority: Normal, Privacy: in.Privacy,
		AccountID: in.AccountID, PlaceID: in.PlaceID, Place: text.Clean(in.Place), Lat: in.Lat, Long: in.Long,
		ReceivedAt: in.At, CreatedAt: now, LastInAt: in.At, Messages: 1, DueAt: Never, WarnAt: Never, CriticalAt: Never,
	}
	reason := Why{}
	if t.ReceivedAt == 0 || t.ReceivedAt > now { // a platform time in the future is clamped and marked
		reason.Clamped = t.ReceivedAt > now
		t.ReceivedAt, t.LastInAt = now, now
	}
	s.suggest(ref, d, &reason)
	s.route(ref, d, &reason)
	d.person = personOf(in)
	t.Author = d.person.shown(in.Privacy)
	t.Excerpt = text.Excerpt(text.Mask(in.Text), 160)
	if in.Thread != "" && in.Handle != "" {
		t.Thread = fmt.Sprintf("%d/%s/%s", in.AccountID, in.Thread, in.Handle)
	}
	raw, err := json.Marshal(reason)
	t.Reason = string(raw)
	t.TrackingSalt, d.code, t.TrackingHash = s.keys.newTracking()
	return d, err
}

// suggest fills kind, category and priority from the text, keeping the words that led to each.
func (s *Store) suggest(ref *reference, d *draft, reason *Why) {
	t := &d.ticket
	if t.Kind == "" {
		kind, words := text.SuggestKind(d.in.Text)
		t.Kind, reason.Kind = Kind(kind), words
	}
	if d.in.Category != "" {
		t.CategoryID = ref.categoryBySlug[d.in.Category].ID
	} else if found := ref.words.Suggest(d.words); found.Slug != "" {
		t.CategoryID, reason.Category = ref.categoryBySlug[found.Slug].ID, found.Words
	}
	if d.in.Priority != "" {
		t.Priority = d.in.Priority
	} else if urgent := text.Urgent(d.in.Text); len(urgent) > 0 && t.Kind != Appreciation {
		t.Priority, reason.Urgent = Emergency, urgent
	}
}

// route finds the unit that answers first, and who may see the ticket at all.
func (s *Store) route(ref *reference, d *draft, reason *Why) {
	t, category := &d.ticket, ref.category[d.ticket.CategoryID]
	switch {
	case d.in.Unit != "":
		t.UnitID, reason.Unit = ref.unitBySlug[d.in.Unit].ID, "given"
	case d.in.AccountID != 0 && !category.Confidential:
		t.UnitID, reason.Unit = ref.account[d.in.AccountID].UnitID, "account"
	case category.UnitID != 0:
		t.UnitID, reason.Unit = category.UnitID, "category"
	default:
		t.UnitID, reason.Unit = ref.root().ID, "regency"
	}
	if t.Privacy == Confidential {
		t.Confidential = 1
	}
	if category.Confidential {
		t.Confidential = 2
		if category.UnitID != 0 {
			t.UnitID, reason.Unit = category.UnitID, "confidential"
		}
	}
}

func (tx *Tx) receive(who Actor, ref *reference, d *draft) (*Receipt, error) {
	in := &d.in
	if receipt, err := tx.repeated(in); receipt != nil || err != nil {
		return receipt, err
	}
	if d.ticket.Thread != "" {
		joined, err := tx.join(who, d)
		if joined != nil || err != nil {
			return joined, err
		}
	}
	t := d.ticket
	var err error
	if t.CitizenID, err = tx.citizen(d.person, in.Privacy); err != nil {
		return nil, err
	}
	rule, clocks, err := tx.startClocks(ref, &t)
	if err != nil {
		return nil, err
	}
	if err := tx.insertTicket(&t); err != nil {
		return nil, err
	}
	m := &Message{
		TicketID: t.ID, Direction: In, Author: t.Author, Text: in.Text, At: t.ReceivedAt, ReceivedAt: tx.now,
		State: Received, AccountID: in.AccountID, ExternalID: in.ExternalID,
	}
	if err := tx.addMessage(m, append(d.words, tx.store.headWords(&t)...)); err != nil {
		return nil, err
	}
	if err := tx.insertClocks(t.ID, clocks); err != nil {
		return nil, err
	}
	opened := opening{Kind: t.Kind, Channel: t.Channel, Message: m.ID, terms: rule}
	if err := tx.append(who, TicketOpened, t.ID, t.UnitID, t.ReceivedAt, opened, nil); err != nil {
		return nil, err
	}
	if err := tx.attach(&t, m.ID, in.Files); err != nil {
		return nil, err
	}
	if err := tx.settle(in, &t); err != nil {
		return nil, err
	}
	return &Receipt{Ticket: &t, MessageID: m.ID, TrackingCode: d.code, Clocks: clocks, Opened: true}, nil
}

// settle remembers the request, acknowledges to the citizen, and pages somebody when it is urgent.
func (tx *Tx) settle(in *Intake, t *Ticket) error {
	if err := tx.remember(in.Request, t.ID); err != nil {
		return err
	}
	if err := tx.acknowledge(in, t); err != nil {
		return err
	}
	if err := tx.staleDay(t); err != nil {
		return err
	}
	if t.Priority != Emergency || in.Quiet {
		return nil
	}
	return tx.page(t)
}

// opening is what the first event of a ticket says; the clocks start from it.
type opening struct {
	Kind    Kind   `json:"kind"`
	Channel string `json:"channel"`
	Message int64  `json:"message"`
	terms
}

func (tx *Tx) insertTicket(t *Ticket) (err error) {
	t.ID, err = tx.insert(`INSERT INTO tickets (tracking_hash, tracking_salt, kind, category_id, unit_id, account_id,
		channel, status, live, priority, privacy, confidential, citizen_id, author, excerpt, place_id, place, lat, long,
		thread, policy_id, version_id, due_at, due_target, warn_at, critical_at, received_at, created_at, last_in_at, reason)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
		t.TrackingHash, t.TrackingSalt, t.Kind, t.CategoryID, t.UnitID, t.AccountID,
		t.Channel, t.Status, t.Live, t.Priority, t.Privacy, t.Confidential, t.CitizenID, t.Author, t.Excerpt,
		t.PlaceID, t.Place, t.Lat, t.Long,
		t.Thread, t.PolicyID, t.VersionID, t.DueAt, t.DueTarget, t.WarnAt, t.CriticalAt, t.ReceivedAt,
		t.CreatedAt, t.LastInAt, t.Reason)
	return err
}
