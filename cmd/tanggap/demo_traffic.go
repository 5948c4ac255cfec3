package main

import (
	"container/heap"
	"context"
	"errors"
	"time"

	"tanggap/models"
)

// matter is a plot whose ticket is there, with what is still to come.
type matter struct {
	*plot
	id     int64
	number string
	code   string // for the tracking page; empty for what was there before the demo began
	over   bool   // somebody at the screen took it another way
}

// step is something somebody does about a matter at a time.
type step struct {
	at   time.Time
	of   *matter
	deed models.Deed
}

// agenda is a heap of steps, the earliest first.
type agenda []step

func (a agenda) Len() int           { return len(a) }
func (a agenda) Less(i, j int) bool { return a[i].at.Before(a[j].at) }
func (a agenda) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }

// Push and Pop are what container/heap asks for.
func (a *agenda) Push(x any) { *a = append(*a, x.(step)) }

func (a *agenda) Pop() any {
	last := len(*a) - 1
	s := (*a)[last]
	*a = (*a)[:last]
	return s
}

func (t *town) plan(m *matter, deeds []models.Deed) {
	for _, d := range deeds {
		heap.Push(&t.agenda, step{d.At.Std(), m, d})
	}
}

// goOn lets citizens and offices go on: a new comment every few seconds, now and then one who asks again, and what was
// still to come of the days before. It returns when the context ends.
func (t *town) goOn(ctx context.Context) error {
	tick := time.NewTicker(500 * time.Millisecond)
	defer tick.Stop()
	next := time.Now().Add(2 * time.Second)
	for {
		select {
		case <-ctx.Done():
			return nil
		case now := <-tick.C:
			if now.After(next) {
				next = now.Add(3*time.Second + time.Duration(t.rnd.IntN(3000))*time.Millisecond)
				if err := t.stir(ctx, now); err != nil {
					return err
				}
			}
		}
		for len(t.agenda) > 0 && !t.agenda[0].at.After(time.Now()) {
			if err := t.step(ctx); err != nil {
				return err
			}
		}
	}
}

// step does what comes next. Where somebody at the screen was quicker, or has sealed it, the matter is left to them.
func (t *town) step(ctx context.Context) error {
	s := heap.Pop(&t.agenda).(step)
	if s.of.over {
		return nil
	}
	err := t.do(ctx, s.of, s.deed)
	if models.AsError(err) != nil {
		s.of.over = true
		return nil
	}
	return err
}

// stir makes one thing happen now: somebody asks again, or somebody new writes.
func (t *town) stir(ctx context.Context, now time.Time) error {
	if n := len(t.matters); n > 0 && t.chance(30) {
		m := t.matters[n-1-t.rnd.IntN(min(n, 200))] // one of the last days
		if m.chased < len(m.Followups) && m.canWrite() && (m.AccountID != 0 || m.code != "") {
			t.plan(m, []models.Deed{{Type: models.MessageReceived, At: models.At(now), Text: m.Followups[m.chased]}})
			m.chased++
			return nil
		}
	}
	p := t.tell(now, true)
	who := models.System
	switch {
	case p.By != 0:
		who = t.byID[p.By]
	case p.Intake.Channel == "form":
		who = models.Citizen
	case p.Intake.Channel == "api":
		who = t.machine
	}
	receipt, err := t.store.Receive(ctx, who, p.Intake)
	if err != nil {
		return err
	}
	m := &matter{
		plot: p, id: receipt.Ticket.ID, number: t.store.Number(receipt.Ticket), code: receipt.TrackingCode,
		over: !receipt.Opened,
	}
	t.matters = append(t.matters, m)
	if t.chance(40) { // most of what comes while somebody looks is left to them
		t.plan(m, p.Deeds)
	}
	return nil
}

// do lets one step happen through the verb that a person would use.
func (t *town) do(ctx context.Context, m *matter, d models.Deed) error {
	who := t.byID[d.By]
	switch d.Type {
	case models.MessageReceived:
		return t.writeAgain(ctx, m, d.Text)
	case models.ReplySent:
		_, err := t.store.Reply(ctx, who, m.number, models.Reply{Text: d.Text})
		return err
	case models.NoteAdded:
		_, err := t.store.AddNote(ctx, who, m.number, d.Text)
		return err
	case models.TicketClassified:
		return t.store.Classify(ctx, who, m.number, d.Classification)
	case models.TicketAssigned:
		return t.store.Assign(ctx, who, m.number, d.User)
	case models.TransferAsked:
		return t.store.Transfer(ctx, who, m.number, d.Unit, d.Text)
	case models.TransferAccepted, models.TransferReturned:
		return t.decide(ctx, who, m, d)
	case models.TicketPaused:
		return t.store.Pause(ctx, who, m.number, d.Text, d.Days)
	case models.TicketResolved:
		_, err := t.store.Resolve(ctx, who, m.number, models.Resolution{Text: d.Text})
		return err
	case models.TicketArchived:
		return t.store.Archive(ctx, who, m.number, d.Text)
	case models.TicketReopened:
		return t.store.Reopen(ctx, who, m.number, d.Text)
	}
	return errors.New("the demo knows no " + string(d.Type))
}

func (t *town) decide(ctx context.Context, who models.Actor, m *matter, d models.Deed) error {
	transfers, err := t.store.Transfers(ctx, who, m.id)
	if err != nil || len(transfers) == 0 {
		return err
	}
	last := transfers[len(transfers)-1].ID
	if d.Type == models.TransferAccepted {
		return t.store.AcceptTransfer(ctx, who, m.number, last)
	}
	return t.store.ReturnTransfer(ctx, who, m.number, last, d.Text)
}

// writeAgain: on the network below what was written there, else on the tracking page.
func (t *town) writeAgain(ctx context.Context, m *matter, words string) error {
	if m.AccountID != 0 {
		again := m.Intake
		again.Text, again.ExternalID, again.At = words, t.externalID(), 0
		_, err := t.store.Receive(ctx, models.System, again)
		return err
	}
	if m.code == "" {
		return nil
	}
	who, _, err := t.store.Track(ctx, m.number, m.code)
	if err == nil {
		_, err = t.store.WriteBack(ctx, who, m.number, models.Intake{Text: words})
	}
	return err
}
