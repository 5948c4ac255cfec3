package handlers

import (
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// insertMacro puts a macro, filled from the ticket, behind what is written; a script gets the words and puts them where
// the writer is.
func (h *handlers) insertMacro(c *fiber.Ctx, who models.Actor) error {
	words, err := h.macroWords(c, who)
	if err != nil {
		e := models.AsError(err)
		switch {
		case e == nil || e.Code != models.Invalid:
			return err
		case wantsJSON(c):
			return h.draftAnswer(c, models.Saved{}, err)
		}
		return h.ticketAgain(c, who, ticketForms["replies"], e)
	}
	if wantsJSON(c) {
		return c.JSON(fiber.Map{"text": words})
	}
	return h.addToDraft(c, who, words, "macro_inserted")
}

// addToDraft writes words behind what was typed and keeps it as a draft, with which the page goes on.
func (h *handlers) addToDraft(c *fiber.Ctx, who models.Actor, words, flash string) error {
	if typed := strings.TrimRight(c.FormValue("text"), " \r\n"); typed != "" {
		words = typed + "\n\n" + words
	}
	saved, err := h.Store.KeepDraft(c.UserContext(), who, c.Params("number"), models.Drafting{
		Kind: models.DraftReply, Text: words, Mark: c.FormValue("draft"),
	})
	if e := models.AsError(err); e != nil && (e.Code == models.Invalid || e.Code == models.Conflict) {
		return h.ticketAgain(c, who, ticketForms["replies"], e)
	}
	if err != nil {
		return err
	}
	if saved.Moved {
		return h.done(c, "/drafts", "draft_moved")
	}
	return h.done(c, composerOf(c), flash)
}

func (h *handlers) macroWords(c *fiber.Ctx, who models.Actor) (string, error) {
	t, v, err := h.Store.MacroValues(c.UserContext(), who, c.Params("number"))
	if err != nil {
		return "", err
	}
	id, err := strconv.ParseInt(c.FormValue("macro"), 10, 64)
	if err != nil {
		return "", &models.Error{Code: models.Invalid, Field: "macro", Key: "invalid.required"}
	}
	m, err := h.Store.MacroFor(c.UserContext(), who, t, id)
	if models.ErrorCode(err) == models.NotFound {
		return "", &models.Error{Code: models.Invalid, Field: "macro", Key: "invalid.macro_gone"}
	}
	if err != nil {
		return "", err
	}
	return models.FillMacro(m.Text, h.Views.Words(views.AnswerValues(v))), nil
}

// macrosFor are the choices of the composer.
func (h *handlers) macrosFor(c *fiber.Ctx, who models.Actor, d *ticketPage) error {
	usable, err := h.Store.MacrosFor(c.UserContext(), who, d.view.UnitID)
	d.Reply.Macros = h.macroOptions(c, usable)
	return err
}

// macroOptions are macros to choose from, grouped by whose they are.
func (h *handlers) macroOptions(c *fiber.Ctx, usable []models.Macro) []views.Option {
	var options []views.Option
	for i := range usable {
		m := &usable[i]
		options = append(options, views.Option{
			Value: strconv.FormatInt(m.ID, 10), Label: m.Name, Group: h.Views.T(language(c), "macroscope."+string(m.Scope)),
		})
	}
	return options
}
