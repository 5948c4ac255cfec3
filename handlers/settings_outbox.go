package handlers

import (
	"context"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// outbox lists what did not get out, or has not yet.
func (h settings) outbox(c *fiber.Ctx, who models.Actor) error {
	waiting := c.Query("state") == "waiting"
	sends, more, err := h.Store.Outbox(c.UserContext(), who, waiting)
	if err != nil {
		return err
	}
	lang := language(c)
	s := &views.Settings{Section: "outbox", Pages: []views.Link{
		{Text: h.Views.T(lang, "settings.stuck"), Href: "/settings/outbox", Current: !waiting},
		{Text: h.Views.T(lang, "settings.waiting"), Href: "/settings/outbox?state=waiting", Current: waiting},
	}}
	if more {
		s.Note = "sends_more"
	}
	s.Table = &views.Table{Empty: "outbox", Columns: []string{"what", "channel", "ticket", "message", "attempts", "reason", "created"}}
	if waiting {
		s.Table.Columns[6] = "next"
	}
	for _, one := range sends {
		s.Table.Rows = append(s.Table.Rows, h.sendLine(one))
	}
	return h.show(c, who, s)
}

func (h settings) sendLine(one models.OutboxEntry) views.Line {
	about := views.Cell{Text: one.Number(h.Store)}
	if about.Text == "" {
		about.Text = one.UserName
	}
	at := views.Cell{At: moment(one.CreatedAt)}
	if one.State == models.OutQueued || one.State == models.OutSending {
		at = views.Cell{Clock: moment(one.NextAt)}
	}
	line := views.Line{Cells: []views.Cell{
		{Family: "outkind", Text: string(one.Kind)},
		{Family: "channel", Text: one.Channel},
		about,
		{Family: "message", Text: string(one.State), Tag: sendTags[one.State]},
		{Text: strconv.Itoa(one.Attempts)},
		{Text: one.Error},
		at,
	}}
	line.Acts = sendActs(one)
	return line
}

// sendActs are what may be done about an entry in its state.
func sendActs(one models.OutboxEntry) (acts []views.Act) {
	entry := path("outbox", one.ID)
	if one.State == models.OutUnknown {
		acts = append(acts, views.Act{Key: "confirm_send", Action: entry + "/arrival", Confirm: true})
	}
	if one.State == models.OutFailed || one.State == models.OutUnknown {
		acts = append(acts, views.Act{Key: "retry", Action: entry + "/retry", Confirm: one.State == models.OutUnknown})
	}
	if one.State != models.OutSending {
		acts = append(acts, views.Act{Key: "drop", Action: entry + "/removal", Confirm: true, Danger: true})
	}
	return acts
}

var sendTags = map[models.OutState]string{models.OutFailed: "alert", models.OutUnknown: "waiting", models.OutQueued: "new"}

func (h settings) retrySend(c *fiber.Ctx, who models.Actor) error {
	return h.actOnSend(c, who, "retried", h.Store.RetrySend)
}

func (h settings) confirmSend(c *fiber.Ctx, who models.Actor) error {
	return h.actOnSend(c, who, "confirmed", h.Store.ConfirmSend)
}

func (h settings) dropSend(c *fiber.Ctx, who models.Actor) error {
	return h.actOnSend(c, who, "dropped", h.Store.DropSend)
}

func (h settings) actOnSend(c *fiber.Ctx, who models.Actor, flash string,
	verb func(context.Context, models.Actor, int64) error,
) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	if err := verb(c.UserContext(), who, wanted); err != nil {
		return err
	}
	return h.done(c, "/settings/outbox", flash)
}
