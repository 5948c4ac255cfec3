package handlers

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// How often a citizen may write on one ticket in an hour: far more than anybody does by hand.
var writeThrottle = models.Throttle{Purpose: "write", Limit: 30, Window: time.Hour}

// writeBack takes a citizen's message and files.
func (h *handlers) writeBack(c *fiber.Ctx) error {
	page := &views.Page{Data: views.Track{Text: c.FormValue("text")}}
	return h.hear(c, page, c.FormValue("text"), "message_sent", h.Store.WriteBack)
}

// notSolved reopens a resolved ticket in the citizen's words, or in ours when there are none.
func (h *handlers) notSolved(c *fiber.Ctx) error {
	reason, lang := c.FormValue("reason"), language(c)
	page := &views.Page{Data: views.Track{Reason: reason}}
	if reason == "" {
		reason = h.Views.T(lang, "track.unsolved_text")
	}
	return h.hear(c, page, reason, "citizen_reopened", h.Store.NotSolved)
}

// confirm takes the citizen's word that it is solved. Said twice, it is said once.
func (h *handlers) confirm(c *fiber.Ctx) error {
	who, t, err := h.visit(c, c.FormValue("number"))
	if models.ErrorCode(err) == models.NotFound {
		return c.Redirect("/lacak", fiber.StatusSeeOther)
	}
	if err == nil && t.Status != models.StatusClosed {
		err = h.Store.Confirm(c.UserContext(), who, h.Store.Number(t))
	}
	if err != nil {
		return err
	}
	return h.done(c, h.trackPath(t), "citizen_confirmed")
}

type hearing func(context.Context, models.Actor, string, models.Intake) (*models.Ticket, error)

// hear hands what a citizen wrote to a verb. The same form sent twice is one message; one that fails keeps its words.
func (h *handlers) hear(c *fiber.Ctx, page *views.Page, words, flash string, verb hearing) error {
	ctx, number, lang := c.UserContext(), c.FormValue("number"), language(c)
	who, t, err := h.visit(c, number)
	if models.ErrorCode(err) == models.NotFound {
		c.Status(fiber.StatusUnprocessableEntity)
		page.Summary = h.Views.T(lang, "track.locked")
		page.Data = views.TrackForm{Number: number, Text: words}
		return h.page(c, "lacak", page)
	}
	if err != nil {
		return err
	}
	if err := h.Store.Try(ctx, writeThrottle, h.Store.Number(t)); err != nil {
		return err
	}
	in := models.Intake{Text: words, Lang: lang}
	data := page.Data.(views.Track)
	if in.Files, err = h.uploads(c); err == nil {
		in.Request = formRequest(c, t, in)
		_, err = verb(ctx, who, number, in)
	}
	if page.Errors = h.formErrors(c, err); page.Errors != nil {
		data.HadFiles = len(in.Files) > 0 || page.Errors["files"] != ""
		if told := page.Errors["text"]; data.Reason != "" && told != "" {
			page.Errors = map[string]string{"reason": told}
		}
		page.Data = data
		c.Status(fiber.StatusUnprocessableEntity)
		return h.showTrack(c, who, t, page)
	}
	if err != nil {
		return err
	}
	h.setPass(c, t)
	return h.done(c, h.trackPath(t), flash)
}

// formRequest names one sending of one form: the same form with other words is another message.
func formRequest(c *fiber.Ctx, t *models.Ticket, in models.Intake) models.Request {
	token := c.FormValue("request")
	if token == "" {
		return models.Request{}
	}
	sum := sha256.New()
	sum.Write([]byte(in.Text))
	for _, f := range in.Files {
		sum.Write([]byte(f.Sha256))
	}
	return models.Request{
		Scope: "track:" + hex.EncodeToString(t.TrackingHash[:8]), Key: token + ":" + hex.EncodeToString(sum.Sum(nil)),
		Digest: t.TrackingHash,
	}
}
