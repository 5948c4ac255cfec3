package handlers

import (
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// saveDraft keeps what is being written. A page is led back to; a script gets the mark of what it has saved.
func (h *handlers) saveDraft(c *fiber.Ctx, who models.Actor) error {
	number := c.Params("number")
	saved, err := h.Store.KeepDraft(c.UserContext(), who, number, models.Drafting{
		Kind: models.DraftKind(c.FormValue("kind")), Text: c.FormValue("text"), Mark: c.FormValue("draft"),
	})
	if wantsJSON(c) {
		return h.draftAnswer(c, saved, err)
	}
	if e := models.AsError(err); e != nil && (e.Code == models.Invalid || e.Code == models.Conflict) {
		return h.ticketAgain(c, who, draftForm(c), e)
	}
	if err != nil {
		return err
	}
	if saved.Moved {
		return h.done(c, "/drafts", "draft_moved")
	}
	for field, change := range map[string]func(int64) error{
		"use":  func(id int64) error { return h.Store.ChooseDraft(c.UserContext(), who, id) },
		"drop": func(id int64) error { return h.Store.DropDraft(c.UserContext(), who, id) },
	} {
		if id, err := strconv.ParseInt(c.FormValue(field), 10, 64); err == nil {
			if err := change(id); err != nil {
				return err
			}
			return h.done(c, composerOf(c), "draft_"+field)
		}
	}
	return h.done(c, composerOf(c), "draft_saved")
}

// draftForm is the form the draft came from, for what is typed to be shown again.
func draftForm(c *fiber.Ctx) ticketForm {
	if c.FormValue("kind") == string(models.DraftNote) {
		return ticketForms["notes"]
	}
	return ticketForms["replies"]
}

func composerOf(c *fiber.Ctx) string {
	if c.FormValue("kind") == string(models.DraftNote) {
		return "/tickets/" + c.Params("number") + "#note"
	}
	return "/tickets/" + c.Params("number") + "#reply"
}

func wantsJSON(c *fiber.Ctx) bool {
	return strings.HasPrefix(c.Get("Accept"), fiber.MIMEApplicationJSON)
}

// draftAnswer tells a script in words what the page shows.
func (h *handlers) draftAnswer(c *fiber.Ctx, saved models.Saved, err error) error {
	lang := language(c)
	if err != nil {
		e := models.AsError(err)
		if e == nil {
			return err
		}
		return c.Status(statuses[e.Code]).JSON(fiber.Map{"told": h.Views.T(lang, "error."+e.Key, e.Args...)})
	}
	told := ""
	switch {
	case saved.Moved:
		told = h.Views.T(lang, "draft.moved")
	case saved.Crossed:
		told = h.Views.T(lang, "draft.crossed")
	case saved.Draft != nil:
		zone, err := h.Store.Zone(c.UserContext(), 0)
		if err != nil {
			return err
		}
		page := views.Page{Lang: lang, Zone: zone}
		told = h.Views.T(lang, "draft.saved", "Time", page.ClockTime(saved.Draft.UpdatedAt.Std()))
	}
	return c.JSON(fiber.Map{"draft": saved.Draft.Mark(), "told": told, "crossed": saved.Crossed})
}

// drafts lists what the user has begun to write.
func (h *handlers) drafts(c *fiber.Ctx, who models.Actor) error { return h.showDrafts(c, who, "") }

func (h *handlers) showDrafts(c *fiber.Ctx, who models.Actor, told string) error {
	found, err := h.Store.Drafts(c.UserContext(), who)
	if err != nil {
		return err
	}
	data := &views.Drafts{}
	for i := range found {
		d := &found[i]
		data.Rows = append(data.Rows, views.DraftRow{
			ID: d.ID, Number: d.Number, Kind: string(d.Kind), Text: d.Text, At: d.UpdatedAt.Std(), Moved: d.Moved,
		})
	}
	return h.page(c, "drafts", &views.Page{Data: data, Summary: told})
}

func (h *handlers) dropDraft(c *fiber.Ctx, who models.Actor) error {
	err := withID(c, func(id int64) error { return h.Store.DropDraft(c.UserContext(), who, id) })
	if err != nil {
		return err
	}
	return h.done(c, "/drafts", "draft_drop")
}

// keepOutOfSight saves an answer or a note to a ticket that has left the writer's sight meanwhile.
func (h *handlers) keepOutOfSight(c *fiber.Ctx, who models.Actor, kind models.DraftKind) error {
	_, err := h.Store.KeepDraft(c.UserContext(), who, c.Params("number"), models.Drafting{
		Kind: kind, Text: c.FormValue("text"), Mark: c.FormValue("draft"),
	})
	if err != nil {
		return err
	}
	c.Status(fiber.StatusNotFound)
	lang := language(c)
	return h.showDrafts(c, who, h.Views.T(lang, "draft.moved_now"))
}

// keepRefused keeps what could not be sent as the draft it was, or as one of its own.
func (h *handlers) keepRefused(c *fiber.Ctx, who models.Actor, form ticketForm, d *views.Ticket) {
	if form.draft == "" {
		return
	}
	into := &d.Reply.Draft
	if form.draft == models.DraftNote {
		into = &d.Reply.NoteDraft
	}
	into.Mark = c.FormValue("draft")
	saved, err := h.Store.KeepDraft(c.UserContext(), who, c.Params("number"), models.Drafting{
		Kind: form.draft, Text: c.FormValue("text"), Mark: into.Mark,
	})
	if err != nil {
		return // too long, or too many: the page has it, and says so
	}
	into.Mark = saved.Draft.Mark()
}

// composersOf puts the drafts into the two composers: the newest to go on with, the others to choose from.
func (h *handlers) composersOf(c *fiber.Ctx, who models.Actor, d *ticketPage) error {
	found, err := h.Store.DraftsOn(c.UserContext(), who, d.view.ID)
	if err != nil {
		return err
	}
	for i := range found {
		one := &found[i]
		into, words := &d.Reply.Draft, &d.Reply.Text
		if one.Kind == models.DraftNote {
			into, words = &d.Reply.NoteDraft, &d.Reply.Note
		}
		if into.Mark == "" {
			into.ID, into.Mark, into.At, *words = one.ID, one.Mark(), one.UpdatedAt.Std(), one.Text
		} else {
			into.Others = append(into.Others, views.DraftVersion{ID: one.ID, Text: one.Text, At: one.UpdatedAt.Std()})
		}
	}
	return nil
}
