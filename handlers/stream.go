package handlers

import (
	"bufio"
	"fmt"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
)

const (
	// streamHeartbeat finds out that a browser has gone: only a failed flush tells.
	streamHeartbeat = 15 * time.Second
	// streamAtMost is when a stream ends and the browser asks anew, with a session that may have ended meanwhile.
	streamAtMost = 15 * time.Minute
	// streamRetry is how long a browser waits then.
	streamRetry = time.Second
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
	c.Set("Content-Type", "text/event-stream")
	c.Set("X-Accel-Buffering", "no") // a proxy must not hold lines back
	c.Context().SetBodyStreamWriter(func(w *bufio.Writer) {
		defer sub.Close()
		_, _ = fmt.Fprintf(w, "retry: %d\n\n", streamRetry.Milliseconds())
		if last > known {
			tell(w, last)
		}
		follow(w, sub)
	})
	return nil
}

// follow writes a line for every change until the browser, the house, or the time of the stream is gone.
func follow(w *bufio.Writer, sub *models.Subscription) {
	beat := time.NewTicker(streamHeartbeat)
	defer beat.Stop()
	end := time.NewTimer(streamAtMost)
	defer end.Stop()
	for w.Flush() == nil {
		select {
		case <-sub.Ready():
			changes, _ := sub.Take()
			if len(changes) > 0 {
				tell(w, changes[len(changes)-1].ID)
			}
		case <-beat.C:
			_, _ = w.WriteString(":\n\n")
		case <-end.C:
			return
		case <-sub.Ended():
			return
		}
	}
}

func tell(w *bufio.Writer, event int64) {
	_, _ = fmt.Fprintf(w, "id: %d\nevent: change\ndata: %d\n\n", event, event)
}

func (h *handlers) ticketStream(c *fiber.Ctx, who models.Actor) error {
	t, err := h.Store.Ticket(c.UserContext(), who, c.Params("number"))
	if err != nil {
		return err
	}
	return h.stream(c, who, t.ID)
}
