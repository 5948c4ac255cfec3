package handlers

import (
	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// tidyForms are the actions that bring order between tickets.
var tidyForms = map[string]ticketForm{
	"merge": {
		flash: "merged", fields: map[string]string{"reason": "merge_reason"},
		verb: func(h *handlers, c *fiber.Ctx, who models.Actor, number string) error {
			return h.Store.Merge(c.UserContext(), who, number, c.FormValue("into"), c.FormValue("reason"))
		},
		keep: func(c *fiber.Ctx, d *views.Ticket) {
			d.Tidy.MergeInto, d.Tidy.MergeReason = c.FormValue("into"), c.FormValue("reason")
		},
	},
	"incident": {
		flash: "incident_joined", fields: map[string]string{"title": "incident_title", "about": "incident_about"},
		verb: func(h *handlers, c *fiber.Ctx, who models.Actor, number string) error {
			id, err := numberOf(c, "incident", 0)
			if err == nil && id != 0 {
				return h.Store.JoinIncident(c.UserContext(), who, number, int64(id))
			}
			if err == nil {
				_, err = h.Store.OpenIncident(c.UserContext(), who, number, c.FormValue("title"), c.FormValue("about"))
			}
			return err
		},
		keep: func(c *fiber.Ctx, d *views.Ticket) {
			d.Tidy.IncidentTitle, d.Tidy.IncidentAbout = c.FormValue("title"), c.FormValue("about")
		},
	},
	"leaving": {
		flash: "incident_left", fields: map[string]string{"reason": "leave_reason"},
		verb: func(h *handlers, c *fiber.Ctx, who models.Actor, number string) error {
			return h.Store.LeaveIncident(c.UserContext(), who, number, c.FormValue("reason"))
		},
		keep: func(c *fiber.Ctx, d *views.Ticket) { d.Tidy.LeaveReason = c.FormValue("reason") },
	},
	"unmerge": {
		flash: "unmerged", fields: map[string]string{"reason": "unmerge_reason"},
		verb: func(h *handlers, c *fiber.Ctx, who models.Actor, number string) error {
			return h.Store.Unmerge(c.UserContext(), who, number, c.FormValue("reason"))
		},
		keep: func(c *fiber.Ctx, d *views.Ticket) { d.Tidy.UnmergeReason = c.FormValue("reason") },
	},
}

// tidyOf is what the page shows of other tickets that have to do with this one.
func (h *handlers) tidyOf(v *models.TicketView, d *views.Ticket) {
	d.Tidy.Merge, d.Tidy.Unmerge = v.Possible.Merge, v.Possible.Unmerge
	d.Tidy.Open = v.Possible.Merge
	for i := range v.Duplicates {
		t := &v.Duplicates[i]
		number := h.Store.Number(&t.Ticket)
		d.Tidy.Alike = append(d.Tidy.Alike, views.Alike{
			Beside:  views.Beside{Number: number, Href: "/tickets/" + number, Status: string(t.Status)},
			Excerpt: t.Excerpt, Why: t.Why, Received: t.ReceivedAt.Std(),
			Merge: v.Possible.Merge && t.Live && t.ReceivedAt <= v.ReceivedAt,
		})
	}
	for _, hint := range v.Incidents {
		d.Tidy.Incidents = append(d.Tidy.Incidents, views.IncidentHint{
			ID: hint.ID, Title: hint.Title, Href: incidentPath(hint.ID), In: hint.In,
		})
		d.Tidy.Open, d.Tidy.Leave = d.Tidy.Open && !hint.In, hint.In && v.Possible.Note
	}
	if in := v.Into; in != nil {
		d.Tidy.Into = &views.Merged{
			Number: in.Number, Reason: in.Reason, By: v.Names[in.ByID], At: in.CreatedAt.Std(), Same: in.Same,
		}
		if in.Root != nil {
			d.Tidy.Into.Href = "/tickets/" + in.Number
		}
	}
	for i := range v.Taken {
		t := &v.Taken[i]
		number := h.Store.Number(&t.Ticket)
		d.Tidy.Taken = append(d.Tidy.Taken, views.Beside{
			Number: number, Href: "/tickets/" + number, Status: string(t.Status), Same: t.Same,
		})
	}
}
