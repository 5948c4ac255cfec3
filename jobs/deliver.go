package jobs

import (
	"context"
	"errors"
	"sync"
	"time"
	"unicode/utf8"

	"tanggap/channels"
	"tanggap/models"
)

// The outbox is looked at every second, and emptied by so many at a time; one attempt has so long.
const (
	deliverEvery  = time.Second
	deliverAtOnce = 8
	attemptAtMost = 90 * time.Second // below the lease of a claim
)

// deliver empties the outbox until ctx ends, and then waits for what is under way, which work may interrupt.
func (j *Jobs) deliver(ctx, work context.Context) {
	var under sync.WaitGroup
	defer under.Wait()
	free := make(chan struct{}, deliverAtOnce)
	tick := time.NewTicker(deliverEvery)
	defer tick.Stop()
	for {
		more, err := j.deliverSome(work, free, &under)
		if err != nil && ctx.Err() == nil {
			j.Log.Error("outbox", "error", err)
			more = false
		}
		if more { // the first that is done makes room
			select {
			case free <- struct{}{}:
				<-free
				continue
			case <-ctx.Done():
				return
			}
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// deliverSome publishes what needs no network and starts as many attempts as there is room for; more tells that others
// are probably waiting. A row is claimed only when somebody is free to send it, so that little is unknown after a crash.
func (j *Jobs) deliverSome(ctx context.Context, free chan struct{}, under *sync.WaitGroup) (more bool, err error) {
	_, errPublish := j.Store.Publish(ctx)
	_, errExpire := j.Store.Expire(ctx)
	room := deliverAtOnce - len(free)
	claimed, err := j.Store.Claim(ctx, room)
	for i := range claimed {
		free <- struct{}{}
		under.Go(func() {
			defer func() { <-free }()
			j.attempt(ctx, &claimed[i])
		})
	}
	return room > 0 && len(claimed) == room, errors.Join(errPublish, errExpire, err)
}

// attempt sends one thing and notes what became of it.
func (j *Jobs) attempt(ctx context.Context, d *models.Delivery) {
	attempt, cancel := context.WithTimeout(ctx, attemptAtMost)
	defer cancel()
	receipt, err := j.send(attempt, d)
	if f := channels.FailureOf(err); f != nil {
		j.Log.Warn("not sent", "send_id", d.ID, "channel", d.Channel, "ticket_id", d.TicketID, "attempt", d.Attempts,
			"outcome", f.Outcome, "code", f.Code)
	}
	for range 5 { // a busy database must not make unknown what is known
		settled := j.Store.Settle(context.WithoutCancel(ctx), d, receipt, err)
		if settled == nil {
			return
		}
		j.Log.Error("outbox", "send_id", d.ID, "error", settled)
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Second):
		}
	}
}

func (j *Jobs) send(ctx context.Context, d *models.Delivery) (channels.Receipt, error) {
	sender := j.Senders[d.Channel]
	if sender == nil {
		return channels.Receipt{}, channels.Permanent(models.NoConnector, nil)
	}
	out, err := j.outbound(ctx, d)
	if err != nil {
		return channels.Receipt{}, err
	}
	if most := sender.Capabilities().TextAtMost; most > 0 && utf8.RuneCountInString(out.Text) > most {
		return channels.Receipt{}, channels.Permanent("too_long", nil)
	}
	return sender.Send(ctx, out)
}
