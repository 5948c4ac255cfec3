package handlers

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// incidents lists what many citizens report at once.
func (h *handlers) incidents(c *fiber.Ctx, who models.Actor) error {
	found, err := h.Store.Incidents(c.UserContext(), who)
	if err != nil {
		return err
	}
	data := &views.Incidents{}
	for i := range found {
		data.Rows = append(data.Rows, incidentRow(&found[i]))
	}
	return h.page(c, "incidents", &views.Page{Data: data})
}

func incidentRow(v *models.IncidentView) views.IncidentRow {
	return views.IncidentRow{
		Title: v.Title, Href: incidentPath(v.ID), Unit: v.Unit, Tickets: v.Tickets, Open: v.Open, Since: v.CreatedAt.Std(),
		Ended: moment(v.EndedAt),
	}
}

func incidentPath(id int64) string { return "/incidents/" + strconv.FormatInt(id, 10) }

func (h *handlers) incident(c *fiber.Ctx, who models.Actor) error {
	return withID(c, func(id int64) error { return h.showIncident(c, who, id, nil) })
}

// showIncident shows one; refused, with what was typed.
func (h *handlers) showIncident(c *fiber.Ctx, who models.Actor, id int64, refused error) error {
	v, err := h.Store.Incident(c.UserContext(), who, id)
	if err != nil {
		return err
	}
	d := &views.Incident{
		IncidentRow: incidentRow(v), Path: incidentPath(id), About: v.About, By: v.By, MayAnswer: v.MayAnswer,
		MayEnd: v.MayAnswer, Variables: models.IncidentVariables,
	}
	for i := range v.Answers {
		a := &v.Answers[i]
		d.Busy = d.Busy || a.State == "pending" || a.State == "sending"
		d.Answers = append(d.Answers, views.IncidentAnswer{
			ID: a.ID, Text: a.Text, State: a.State, By: a.Writer, Decider: a.Decider, Note: a.Note, At: a.CreatedAt.Std(),
			Resolves: a.Resolves, Waiting: a.Waiting, Queued: a.Queued, Skipped: a.Skipped, All: a.Waiting + a.Queued + a.Skipped,
			MayDecide: a.State == "pending" && v.MayApprove && a.ByID != who.ID,
		})
	}
	d.MayEnd = d.MayEnd && !d.Busy
	for i := range v.Rows {
		row := h.incidentTicket(&v.Rows[i].Ticket)
		switch r := &v.Rows[i]; r.State {
		case "queued":
			row.State = string(r.Message)
		case "skipped":
			row.State = "skipped_" + r.Why
		default:
			row.State = r.State
		}
		d.Rows = append(d.Rows, row)
	}
	for i := range v.Similar {
		d.Similar = append(d.Similar, h.incidentTicket(&v.Similar[i]))
	}
	page := &views.Page{Data: d}
	if e := models.AsError(refused); e != nil {
		if page.Errors = h.formErrors(c, refused); page.Errors == nil {
			page.Summary = h.Views.T(language(c), "error."+e.Key, e.Args...)
		}
		d.Text, d.Note, d.Resolves = c.FormValue("text"), c.FormValue("note"), c.FormValue("resolves") == "yes"
		c.Status(statuses[e.Code])
	}
	return h.page(c, "incident", page)
}

func (h *handlers) incidentTicket(t *models.Ticket) views.IncidentTicket {
	number := h.Store.Number(t)
	return views.IncidentTicket{
		Number: number, Href: "/tickets/" + number, Author: t.Author, Excerpt: t.Excerpt, Status: string(t.Status),
		Received: t.ReceivedAt.Std(),
	}
}

// onIncident calls a verb and shows the incident again; what is refused comes back with what was typed.
func (h *handlers) onIncident(need models.Capability, flash string,
	verb func(c *fiber.Ctx, who models.Actor, id int64) error,
) fiber.Handler {
	return h.staff(need, func(c *fiber.Ctx, who models.Actor) error {
		return withID(c, func(id int64) error {
			err := verb(c, who, id)
			switch models.ErrorCode(err) {
			case "":
				return h.done(c, incidentPath(id), flash)
			case models.Invalid, models.Conflict, models.Unavailable:
				return h.showIncident(c, who, id, err)
			}
			return err
		})
	})
}

func (h *handlers) answerIncident(c *fiber.Ctx, who models.Actor, id int64) error {
	return h.Store.AnswerIncident(c.UserContext(), who, id, c.FormValue("text"), c.FormValue("resolves") == "yes")
}

func (h *handlers) decideIncident(approve bool) func(*fiber.Ctx, models.Actor, int64) error {
	return func(c *fiber.Ctx, who models.Actor, id int64) error {
		answer, err := strconv.ParseInt(c.Params("answer"), 10, 64)
		if err != nil {
			return fiber.ErrNotFound
		}
		return h.Store.DecideIncidentAnswer(c.UserContext(), who, id, answer, approve, c.FormValue("note"))
	}
}

func (h *handlers) joinIncident(c *fiber.Ctx, who models.Actor, id int64) error {
	return h.Store.JoinIncident(c.UserContext(), who, c.FormValue("number"), id)
}

func (h *handlers) endIncident(c *fiber.Ctx, who models.Actor, id int64) error {
	return h.Store.EndIncident(c.UserContext(), who, id)
}

type apiIncidentOf struct {
	Incident int64  `json:"incident,omitempty" doc:"Id of one that goes on; left out, a new one is opened with the title."`
	Title    string `json:"title,omitempty" doc:"Of a new incident; citizens read it." example:"Listrik padam di Kijang"`
	About    string `json:"about,omitempty" doc:"For colleagues."`
}

func (h *handlers) apiJoinIncident(c *call, in apiIncidentOf) (APITicket, error) {
	var err error
	if in.Incident != 0 {
		err = h.Store.JoinIncident(c.ctx, c.who, c.Params("number"), in.Incident)
	} else {
		_, err = h.Store.OpenIncident(c.ctx, c.who, c.Params("number"), in.Title, in.About)
	}
	if err != nil {
		return APITicket{}, err
	}
	return h.changed(c)
}
