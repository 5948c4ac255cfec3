package handlers

import (
	"context"
	"crypto/sha256"
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
)

// onceFor makes the verb run once for the token of the form: a line that broke after the answer was taken, a second
// click and a queue that sends again all send the same form.
func onceFor(c *fiber.Ctx, who models.Actor) context.Context {
	key := c.FormValue("request")
	if key == "" || len(key) > 100 {
		return c.UserContext()
	}
	sum := sha256.Sum256([]byte(c.Path() + "\n" + c.FormValue("then") + "\n" + c.FormValue("question") + "\n" + c.FormValue("text")))
	return models.Once(c.UserContext(), models.Request{Scope: "user:" + strconv.FormatInt(who.ID, 10), Key: key, Digest: sum[:]})
}

// doneBefore reports whether the form had done its work already.
func doneBefore(err error) bool {
	e := models.AsError(err)
	return e != nil && e.Key == "conflict.request_done"
}

// answerScript tells a script what became of an answer or a note in words; what was refused stays as a draft.
func (h *handlers) answerScript(c *fiber.Ctx, who models.Actor, form ticketForm, err error) error {
	lang := language(c)
	if err == nil || doneBefore(err) {
		word := form.word(c)
		if err := h.setFlash(c, word); err != nil {
			return err
		}
		return c.JSON(fiber.Map{"told": h.Views.T(lang, "flash."+word)})
	}
	e := models.AsError(err)
	if e == nil || e.Code == models.Internal {
		return err
	}
	told := h.Views.T(lang, "error."+e.Key, e.Args...)
	saved, kept := h.Store.KeepDraft(c.UserContext(), who, c.Params("number"), models.Drafting{
		Kind: form.draft, Text: c.FormValue("text"), Mark: c.FormValue("draft"),
	})
	if kept != nil && models.AsError(kept) == nil {
		return errors.Join(err, kept)
	}
	if e.Code == models.NotFound {
		told = h.Views.T(lang, "draft.moved_now")
	}
	return c.Status(statuses[e.Code]).JSON(fiber.Map{"told": told, "field": e.Field, "draft": saved.Draft.Mark()})
}

// noteOf is a note as it was typed, with whom it calls upon: one from the list, and everybody picked while writing.
func noteOf(c *fiber.Ctx) (models.Noting, error) {
	note := models.Noting{Text: c.FormValue("text"), Draft: c.FormValue("draft")}
	for _, value := range typed(c, "mention") {
		if value == "" {
			continue
		}
		called, err := strconv.ParseInt(value, 10, 64)
		if err != nil {
			return note, &models.Error{Code: models.Invalid, Field: "mention", Key: "invalid.number"}
		}
		note.Mentions = append(note.Mentions, called)
	}
	return note, nil
}
