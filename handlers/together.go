package handlers

import (
	"context"
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// togetherForms are the actions on a ticket that are about colleagues.
var togetherForms = map[string]ticketForm{
	"following": {
		flash: "followed",
		verb: func(h *handlers, c *fiber.Ctx, who models.Actor, number string) error {
			return h.Store.FollowTicket(c.UserContext(), who, number)
		},
	},
	"unfollowing": {
		flash: "unfollowed",
		verb: func(h *handlers, c *fiber.Ctx, who models.Actor, number string) error {
			return h.Store.UnfollowTicket(c.UserContext(), who, number)
		},
	},
}

// crossed shows what came while somebody wrote, and lets them send anyhow in the way they had chosen.
func crossed(c *fiber.Ctx, d *views.Ticket, e *models.Error) {
	fresh := 0
	for i := 0; i+1 < len(e.Args); i += 2 {
		if n, ok := e.Args[i+1].(int); ok && e.Args[i] == "New" {
			fresh = n
		}
	}
	for i := len(d.Messages) - 1; i >= 0 && len(d.Fresh) < fresh; i-- {
		if m := d.Messages[i]; m.Direction != "note" {
			d.Fresh = append([]views.Message{m}, d.Fresh...)
		}
	}
	if d.Anyhow = c.FormValue("then"); d.Anyhow == "" {
		d.Anyhow = "send"
	}
}

// Saying that a page is open must not hold it up.
const lookAtMost = 300 * time.Millisecond

// looks says that the user has the ticket before them; a page is shown whether that could be written or not.
func (h *handlers) looks(ctx context.Context, who models.Actor, ticket int64) {
	ctx, stop := context.WithTimeout(ctx, lookAtMost)
	defer stop()
	if err := h.Store.Look(ctx, who, ticket); err != nil {
		h.log.Debug("presence", "error", err)
	}
}

// togetherOf is who else is here, and whether the user follows the ticket.
func (h *handlers) togetherOf(c *fiber.Ctx, who models.Actor, d *ticketPage) error {
	present, err := h.Store.Present(c.UserContext(), who, []int64{d.view.ID})
	if err != nil {
		return err
	}
	d.Present = presentOf(present[d.view.ID])
	d.Follows, err = h.Store.Follows(c.UserContext(), who, d.view.ID)
	return err
}

func presentOf(all []models.Presence) []views.Present {
	shown := make([]views.Present, len(all))
	for i, p := range all {
		shown[i] = views.Present{Name: p.Name, Writing: p.Writing}
	}
	return shown
}

// presentIn puts into the rows of a list who else has them open.
func (h *handlers) presentIn(c *fiber.Ctx, who models.Actor, list *models.TicketList, rows []views.Row) error {
	ids := make([]int64, len(list.Rows))
	for i := range list.Rows {
		ids[i] = list.Rows[i].ID
	}
	present, err := h.Store.Present(c.UserContext(), who, ids)
	for i := range rows {
		rows[i].Present = presentOf(present[ids[i]])
	}
	return err
}
