package handlers

import (
	"bufio"
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
)

const (
	// streamHeartbeat finds out that a browser has gone (only a failed flush tells), or that its session has ended.
	streamHeartbeat = 15 * time.Second
	// streamAtMost is when a stream ends and the browser asks anew, with a session that may have ended meanwhile.
	streamAtMost = 15 * time.Minute
	// streamRetry is how long a browser waits then.
	streamRetry = time.Second
	// streamPace is how long a page waits at least between two loads, and streamShare what each open stream adds to it:
	// a load costs about 2 ms, so that a thousand open pages take no more than two thirds of two cores.
	streamPace  = time.Second
	streamShare = 3 * time.Millisecond
)

// stream tells an open page (server-sent events) that something changed which the actor may see: on the ticket, 0 for
// all of them. The page then loads its live block again; what changed is not in the stream, only the id of the last
// event. What happened since the event the page knows of (?after, or Last-Event-ID after a break) is told at once.
func (h *handlers) stream(c *fiber.Ctx, who models.Actor, ticket int64) error {
	known, err := strconv.ParseInt(c.Get("Last-Event-ID", c.Query("after", "0")), 10, 64)
	if err != nil {
		known = 0
	}
	sub := h.Store.Subscribe(who, ticket)
	last, err := h.Store.LastEvent(c.UserContext(), ticket)
	if err != nil {
		sub.Close()
		return err
	}
	session := signedIn(c).session.ID
	c.Set("Content-Type", "text/event-stream")
	c.Set("X-Accel-Buffering", "no") // a proxy must not hold lines back
	c.Context().SetBodyStreamWriter(func(w *bufio.Writer) {
		defer sub.Close()
		_, _ = fmt.Fprintf(w, "retry: %d\n\n", streamRetry.Milliseconds())
		if last > known {
			h.tell(w, last)
		}
		if h.follow(w, sub, session, func() { h.looks(context.Background(), who, ticket) }) && ticket != 0 {
			_ = h.Store.LookAway(context.Background(), who, ticket)
		}
	})
	return nil
}

// follow writes a line for every change until the browser, the session, the house, or the time of the stream is gone;
// false for the last two, after which the browser comes again. Each beat says that somebody is still looking.
func (h *handlers) follow(w *bufio.Writer, sub *models.Subscription, session int64, looks func()) (gone bool) {
	beat := time.NewTicker(h.Heartbeat)
	defer beat.Stop()
	end := time.NewTimer(streamAtMost)
	defer end.Stop()
	for w.Flush() == nil {
		select {
		case <-sub.Ready():
			changes, _ := sub.Take()
			if len(changes) > 0 {
				h.tell(w, changes[len(changes)-1].ID)
			}
		case <-beat.C:
			if open, err := h.Store.SessionOpen(context.Background(), session); err == nil && !open {
				return true
			}
			if sub.Ticket() != 0 {
				looks()
			}
			_, _ = w.WriteString(":\n\n")
		case <-end.C:
			return false
		case <-sub.Ended():
			return false
		}
	}
	return true
}

// tell says that something changed, and how many milliseconds the page shall wait before it asks again.
func (h *handlers) tell(w *bufio.Writer, event int64) {
	pace := max(streamPace, time.Duration(h.Store.Subscribers())*streamShare)
	_, _ = fmt.Fprintf(w, "id: %d\nevent: change\ndata: %d\n\n", event, pace.Milliseconds())
}

func (h *handlers) ticketStream(c *fiber.Ctx, who models.Actor) error {
	t, err := h.Store.Ticket(c.UserContext(), who, c.Params("number"))
	if err != nil {
		return err
	}
	return h.stream(c, who, t.ID)
}
