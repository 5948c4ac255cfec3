package models

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"tanggap/models/sla"
	"tanggap/models/text"
)

// life is one ticket while its past is lived through: every deed does here in memory what its verb does in the
// database, and between two deeds whatever falls due is flagged and every pause whose days are over ends.
type life struct {
	f      *filling
	b      *batch
	t      Ticket
	person person
	judged int64 // the unit whose terms hold: transfers change nothing
	now    Time

	terms    ledger
	calendar *sla.Calendar // it began with
	history  []sla.Event
	result   sla.Result // of the last replay
	clocks   []Clock
	chain    []byte // the hash of the last event
	said     int    // messages so far, notes included
	docs     int    // documents of the search index before the first of its own

	pauses    []Pause
	closures  []Closure
	transfers []Transfer
}

// relive lives through one past and adds its rows to the batch.
func (f *filling) relive(ctx context.Context, b *batch, past *Past) error {
	b.lives = append(b.lives, life{f: f, b: b})
	l := &b.lives[len(b.lives)-1]
	if err := l.begin(ctx, past); err != nil {
		return fmt.Errorf("past %d of the chunk: %w", len(b.lives), err)
	}
	for i := range past.Deeds {
		d := &past.Deeds[i]
		if d.At < l.now || d.At > b.now {
			return fmt.Errorf("past %d of the chunk, deed %d (%s): not in order of time, or still to come", len(b.lives), i+1, d.Type)
		}
		err := l.until(d.At)
		if err == nil {
			l.now = d.At
			err = l.do(d)
		}
		if err != nil {
			return fmt.Errorf("past %d of the chunk, deed %d (%s): %w", len(b.lives), i+1, d.Type, err)
		}
	}
	if err := l.until(b.now); err != nil {
		return err
	}
	return l.end()
}

// begin does what Receive does.
func (l *life) begin(ctx context.Context, past *Past) error {
	s, in := l.f.store, past.Intake
	in.Text = text.Clean(in.Text)
	who := Citizen
	if past.By != 0 {
		who = l.user(past.By)
	}
	d, err := s.draft(l.f.ref, who, in)
	if err != nil {
		return err
	}
	l.t, l.person, l.now, l.docs = d.ticket, d.person, d.ticket.ReceivedAt, l.b.search.count()
	t := &l.t
	t.ID, t.CreatedAt = l.b.ticketIDs[len(l.b.lives)-1], t.ReceivedAt
	rule, err := l.f.ref.termsFor(t)
	if err != nil {
		return err
	}
	t.PolicyID, t.VersionID, l.terms.first = rule.Policy, rule.Version, rule
	l.terms.editions = l.f.ref.editions
	if l.calendar, err = s.calendar(ctx, rule.Version); err != nil {
		return err
	}
	words := append(d.words, s.headWords(t)...)
	opened, err := l.f.opened(t, rule, l.message(In, t.Author, 0, said{in.Text, strings.Join(words, " "), len(words)}))
	if err != nil {
		return err
	}
	if err := l.record(who, TicketOpened, opened); err != nil {
		return err
	}
	if t.Priority == Emergency && !in.Quiet {
		if err := l.page(); err != nil {
			return err
		}
	}
	return l.replay()
}

func (l *life) user(id int64) Actor { return Actor{Kind: ByUser, ID: id, Name: l.f.names[id]} }

// do is what the verb of the deed does.
func (l *life) do(d *Deed) error {
	who, words := l.user(d.By), l.f.said(d.Text)
	if d.By == 0 {
		who = System
	}
	switch d.Type {
	case MessageReceived:
		return l.hear(words)
	case ReplySent:
		return l.answer(who, words, true)
	case NoteAdded:
		id := l.message(Note, who.Name, who.ID, words)
		return l.record(who, NoteAdded, messageData(id))
	case TicketClassified:
		return l.classify(who, d.Classification)
	case TicketAssigned:
		return l.assign(who, d.User)
	case TransferAsked:
		return l.transfer(who, d.Unit, words.text)
	case TransferAccepted, TransferReturned:
		return l.decide(who, d.Type, words.text)
	case TicketPaused:
		return l.pause(who, words, d.Days)
	case TicketResumed:
		l.endPause("staff")
		return l.change(who, TicketResumed, nil)
	case TicketResolved, TicketArchived:
		return l.close(who, d.Type, words)
	case TicketReopened:
		l.endClosure()
		return l.change(who, TicketReopened, map[string]any{"reason": words.text})
	}
	return errors.New("no deed that Fill knows")
}

// hear is the citizen writing again.
func (l *life) hear(words said) error {
	t := &l.t
	id := l.message(In, t.Author, 0, words)
	l.endPause("citizen")
	l.endClosure()
	t.Messages++
	t.LastInAt = l.now
	if t.Status != StatusNew {
		t.Status = StatusOpen
	}
	if err := l.record(Citizen, MessageReceived, messageData(id)); err != nil {
		return err
	}
	if err := l.alarm(words.text); err != nil {
		return err
	}
	return l.replay()
}

// answer is a message that its channel has accepted at once.
func (l *life) answer(who Actor, words said, measured bool) error {
	t := &l.t
	id := l.message(Out, who.Name, who.ID, words)
	t.Messages++
	t.LastOutAt = l.now
	if t.Status == StatusNew || t.Status == StatusOpen {
		t.Status = StatusAnswered
	}
	if !measured { // the verb around it replays
		return l.record(who, ReplySent, messageData(id))
	}
	return l.change(who, ReplySent, messageData(id))
}

func (l *life) assign(who Actor, user int64) error {
	t := &l.t
	if t.AssigneeID == user {
		return nil
	}
	l.b.assignments.add(t.ID, user, who.ID, l.now)
	t.AssigneeID = user
	if t.Handover == HandoverReturned && user != 0 {
		t.Handover = 0
	}
	if t.Status == StatusNew {
		t.Status = StatusOpen
	}
	return l.record(who, TicketAssigned, rawData(`{"name":`+l.f.quoted(user)+`,"user":`+strconv.FormatInt(user, 10)+`}`))
}

// close resolves with a public answer, or archives with a reason.
func (l *life) close(who Actor, how EventType, words said) error {
	status, public, by := StatusArchived, false, "archived"
	if how == TicketResolved {
		status, public, by = StatusResolved, true, "resolved"
	}
	if !l.t.Status.Live() {
		return conflict("status", "Status", l.t.Status)
	}
	l.endPause(by)
	var data any = rawData(`{"public":true}`)
	if public {
		if err := l.answer(who, words, false); err != nil {
			return err
		}
	} else {
		data = map[string]any{"public": false, "reason": words.text}
	}
	l.endHandover(who)
	l.closures = append(l.closures, Closure{Outcome: string(status), Text: words.text, ByID: who.ID, CreatedAt: l.now, EndedAt: Never})
	l.t.Status, l.t.ClosedAt = status, l.now
	return l.change(who, how, data)
}

func (l *life) endClosure() {
	if l.t.Status.Live() {
		return
	}
	l.t.Status, l.t.ClosedAt = StatusOpen, 0
	l.closures[len(l.closures)-1].EndedAt = l.now
}

// change records what the clocks may read, and replays them.
func (l *life) change(who Actor, kind EventType, data any) error {
	if err := l.record(who, kind, data); err != nil {
		return err
	}
	return l.replay()
}

// replay measures the clocks anew, as reclock does.
func (l *life) replay() error {
	first := &l.terms.first
	result, err := sla.Replay(l.calendar, first.Targets, float64(first.Warn)/100, l.history, l.now.Std())
	if err != nil {
		return err
	}
	l.result = result
	for i := range result.Clocks {
		var at int
		l.clocks, at = clockFor(&l.t, l.clocks, &result.Clocks[i])
		for _, flag := range l.clocks[at].follow(&l.t, &l.terms, &result.Clocks[i]) {
			c := &l.clocks[at]
			l.b.flags.add(l.t.ID, c.Target, c.Round, flag.Level, At(flag.At), l.now, "")
		}
	}
	l.t.face(l.clocks)
	return nil
}

// message adds the row of a message and its words, and returns its id.
func (l *life) message(direction Direction, author string, user int64, words said) int64 {
	b, t := l.b, &l.t
	id := b.messageIDs[0]
	b.messageIDs = b.messageIDs[1:]
	state, account := Received, t.AccountID
	switch direction {
	case Out:
		state = Sent
	case Note:
		state, account = Noted, 0
	}
	b.messages.add(id, t.ID, direction, author, user, words.text, l.now, l.now, state, account, "", words.tokens)
	l.said++
	if words.tokens > 0 {
		b.search.add(t.ID*docsPerTicket+int64(l.said%docsPerTicket), words.words)
	}
	return id
}

// rawData is event data that is JSON already: the common events are many, and encoding costs more than hashing.
type rawData string

func messagePart(id int64) rawData { return rawData(`"message":` + strconv.FormatInt(id, 10)) }

func messageData(id int64) rawData { return "{" + messagePart(id) + "}" }

func (l *life) record(who Actor, kind EventType, data any) error {
	return l.recordAt(who, kind, l.now, data)
}

func (l *life) recordAt(who Actor, kind EventType, at Time, data any) error {
	e := Event{
		TicketID: l.t.ID, Type: kind, Actor: who.Kind, ActorID: who.ID, UnitID: l.t.UnitID, At: at, CreatedAt: l.now,
	}
	switch data := data.(type) {
	case nil:
	case rawData:
		e.Data = string(data)
	default:
		raw, err := json.Marshal(data)
		if err != nil {
			return err
		}
		e.Data = string(raw)
	}
	e.Hash = e.digest(l.chain)
	l.chain = e.Hash
	l.b.events.add(e.TicketID, e.Type, e.Actor, e.ActorID, e.UnitID, e.At, e.CreatedAt, e.Data, e.Hash)
	return l.measure(&e)
}

// measure keeps what the clocks read.
func (l *life) measure(e *Event) error {
	if e.Type == TicketOpened {
		l.history = append(l.history, sla.Event{At: e.At.Std(), Type: sla.Received, ID: l.terms.note(e, l.terms.first)})
		return nil
	}
	event, change, ok, err := l.f.store.clockEvent(context.Background(), e)
	if event.ID = l.terms.note(e, change); ok {
		l.history = append(l.history, event)
	}
	return err
}

// end adds the rows that changed while the ticket lived.
func (l *life) end() error {
	t, b := &l.t, l.b
	t.Live = t.Status.Live()
	for i := range l.clocks {
		l.clocks[i].TicketID = t.ID
		b.clocks.add(l.clocks[i].values()...)
	}
	for i := l.docs; i < b.search.count(); i++ { // found by the unit that holds it at the end
		words := &b.search.values[i*b.search.width+1]
		*words = (*words).(string) + " " + unitWord(t.UnitID)
	}
	for _, p := range l.pauses {
		b.pauses.add(t.ID, p.Question, p.ByID, p.CreatedAt, p.UntilAt, p.EndedAt, p.EndedBy, p.Closing, p.RemindAt, p.RemindedAt)
	}
	for _, c := range l.closures {
		b.closures.add(t.ID, c.Outcome, c.Text, c.ByID, c.CreatedAt, c.EndedAt)
	}
	for _, x := range l.transfers {
		b.transfers.add(t.ID, x.FromUnitID, x.ToUnitID, x.Reason, x.ByID, x.State, x.Note, x.DecidedBy, x.DecidedAt,
			x.CreatedAt, x.Answer, x.AcceptBy, x.LateAt)
	}
	facts, err := l.terms.measured(t.ID, &l.result)
	for i := range facts {
		b.measurements.add(facts[i].values()...)
	}
	return err
}
