package handlers

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// ticketForm is one form of the ticket page.
type ticketForm struct {
	flash  string            // what is told when it is done, below "flash."
	fields map[string]string // the verb's fields by their names on the page, where other forms have the same
	verb   func(h *handlers, c *fiber.Ctx, who models.Actor, number string) error
	keep   func(c *fiber.Ctx, d *views.Ticket) // puts what was typed back
	told   func(c *fiber.Ctx) string           // the same, where one form does several things
	answer bool                                // sent twice, it is one answer
	draft  models.DraftKind                    // what is kept when the ticket has left the writer's sight
}

// ticketForms are all actions on a ticket, by the last word of their path.
var ticketForms = map[string]ticketForm{
	"replies": {
		flash: "replied", told: repliedAs, verb: (*handlers).reply,
		fields: map[string]string{"question": "reply_question"}, answer: true, draft: models.DraftReply,
		keep: func(c *fiber.Ctx, d *views.Ticket) {
			d.Reply.Text, d.Reply.HadFiles, d.Reply.Ask = c.FormValue("text"), hasFiles(c), c.FormValue("question")
		},
	},
	"notes": {
		flash: "noted", fields: map[string]string{"text": "note_text"}, draft: models.DraftNote,
		verb: func(h *handlers, c *fiber.Ctx, who models.Actor, number string) error {
			note, err := noteOf(c)
			if err != nil {
				return err
			}
			_, err = h.Store.WriteNote(onceFor(c, who), who, number, note)
			return err
		},
		keep: func(c *fiber.Ctx, d *views.Ticket) {
			d.Reply.Note, d.Reply.Mention = c.FormValue("text"), c.FormValue("mention")
		},
	},
	"classification": {
		flash: "classified", verb: (*handlers).classify,
		keep: func(c *fiber.Ctx, d *views.Ticket) {
			f := &d.Forms
			f.Kind, f.Category, f.Priority = c.FormValue("kind"), c.FormValue("category"), c.FormValue("priority")
			f.PlaceID, f.Place = c.FormValue("place_id"), c.FormValue("place")
		},
	},
	"assignment": {
		flash: "assigned",
		verb: func(h *handlers, c *fiber.Ctx, who models.Actor, number string) error {
			user, err := numberOf(c, "assignee", 0)
			if err != nil {
				return err
			}
			return h.Store.AssignWith(c.UserContext(), who, number, int64(user), c.FormValue("assignment_note"))
		},
		keep: func(c *fiber.Ctx, d *views.Ticket) {
			d.Forms.Assignee, d.Forms.AssignmentNote = c.FormValue("assignee"), c.FormValue("assignment_note")
		},
	},
	"transfers": {
		flash: "transferred",
		verb: func(h *handlers, c *fiber.Ctx, who models.Actor, number string) error {
			return h.Store.HandOver(c.UserContext(), who, number, models.Handover{
				Unit: c.FormValue("unit"), Reason: c.FormValue("reason"), Answer: c.FormValue("answer"),
			})
		},
		keep: func(c *fiber.Ctx, d *views.Ticket) {
			d.Forms.Unit, d.Forms.Reason, d.Forms.Answer = c.FormValue("unit"), c.FormValue("reason"), c.FormValue("answer")
		},
	},
	"acceptance": {
		flash: "accepted",
		verb: func(h *handlers, c *fiber.Ctx, who models.Actor, number string) error {
			return withID(c, func(id int64) error { return h.Store.AcceptTransfer(c.UserContext(), who, number, id) })
		},
	},
	"return": {
		flash: "returned", fields: map[string]string{"reason": "note"},
		verb: func(h *handlers, c *fiber.Ctx, who models.Actor, number string) error {
			return withID(c, func(id int64) error {
				return h.Store.ReturnTransfer(c.UserContext(), who, number, id, c.FormValue("reason"))
			})
		},
		keep: func(c *fiber.Ctx, d *views.Ticket) { d.Forms.ReturnNote = c.FormValue("reason") },
	},
	"pause": {
		flash: "paused",
		verb:  (*handlers).pause,
		keep: func(c *fiber.Ctx, d *views.Ticket) {
			d.Reply.Question, d.Forms.PauseDays = c.FormValue("question"), c.FormValue("days")
			d.Forms.Silence, d.Forms.Closing = c.FormValue("silence"), c.FormValue("closing")
		},
	},
	"end": {
		flash: "resumed",
		verb: func(h *handlers, c *fiber.Ctx, who models.Actor, number string) error {
			return h.Store.Resume(c.UserContext(), who, number)
		},
	},
	"extension": {
		flash: "extension_asked", fields: map[string]string{"reason": "extension_reason"},
		verb: func(h *handlers, c *fiber.Ctx, who models.Actor, number string) error {
			return h.Store.AskExtension(c.UserContext(), who, number, c.FormValue("reason"))
		},
		keep: func(c *fiber.Ctx, d *views.Ticket) { d.Forms.ExtensionReason = c.FormValue("reason") },
	},
	"approval": {
		flash: "extension_approved",
		verb: func(h *handlers, c *fiber.Ctx, who models.Actor, number string) error {
			return withID(c, func(id int64) error { return h.Store.DecideExtension(c.UserContext(), who, number, id, true, "") })
		},
	},
	"refusal": {
		flash: "extension_refused", fields: map[string]string{"note": "refusal_note"},
		verb: func(h *handlers, c *fiber.Ctx, who models.Actor, number string) error {
			return withID(c, func(id int64) error {
				return h.Store.DecideExtension(c.UserContext(), who, number, id, false, c.FormValue("note"))
			})
		},
		keep: func(c *fiber.Ctx, d *views.Ticket) { d.Forms.RefusalNote = c.FormValue("note") },
	},
	"closure": {
		flash: "resolved", fields: map[string]string{"text": "closure"},
		verb: func(h *handlers, c *fiber.Ctx, who models.Actor, number string) error {
			seen, err := numberOf(c, "seen", 0)
			if err != nil {
				return err
			}
			_, err = h.Store.Resolve(c.UserContext(), who, number, models.Resolution{Text: c.FormValue("text"), Seen: seen})
			return err
		},
		keep: func(c *fiber.Ctx, d *views.Ticket) { d.Forms.Closure = c.FormValue("text") },
	},
	"archive": {
		flash: "archived", fields: map[string]string{"reason": "archive_reason"},
		verb: func(h *handlers, c *fiber.Ctx, who models.Actor, number string) error {
			return h.Store.Archive(c.UserContext(), who, number, c.FormValue("reason"))
		},
		keep: func(c *fiber.Ctx, d *views.Ticket) { d.Forms.ArchiveReason = c.FormValue("reason") },
	},
	"reopening": {
		flash: "reopened", fields: map[string]string{"reason": "reopen_reason"},
		verb: func(h *handlers, c *fiber.Ctx, who models.Actor, number string) error {
			return h.Store.Reopen(c.UserContext(), who, number, c.FormValue("reason"))
		},
		keep: func(c *fiber.Ctx, d *views.Ticket) { d.Forms.ReopenReason = c.FormValue("reason") },
	},
	"cancel": {
		flash: "cancelled",
		verb: func(h *handlers, c *fiber.Ctx, who models.Actor, _ string) error {
			return withID(c, func(id int64) error { return h.Store.CancelReply(c.UserContext(), who, id) })
		},
	},
	"retry": {
		flash: "retried",
		verb: func(h *handlers, c *fiber.Ctx, who models.Actor, _ string) error {
			return withID(c, func(id int64) error { return h.Store.RetrySend(c.UserContext(), who, id) })
		},
	},
	"arrival": {
		flash: "saved",
		verb: func(h *handlers, c *fiber.Ctx, who models.Actor, _ string) error {
			return withID(c, func(id int64) error { return h.Store.ConfirmSend(c.UserContext(), who, id) })
		},
	},
}

// onTicket calls the verb of a form. Refused, the page comes back with everything that was typed.
func (h *handlers) onTicket(need models.Capability, name string) fiber.Handler {
	form, ok := ticketForms[name]
	if !ok {
		form, ok = tidyForms[name]
	}
	if !ok {
		form = togetherForms[name]
	}
	return h.staff(need, func(c *fiber.Ctx, who models.Actor) error {
		err := form.verb(h, c, who, c.Params("number"))
		if wantsJSON(c) && form.draft != "" {
			return h.answerScript(c, who, form, err)
		}
		if err == nil || doneBefore(err) {
			return h.backToTicket(c, who, form.word(c))
		}
		switch models.ErrorCode(err) {
		case models.Invalid, models.Conflict, models.Unavailable:
			return h.ticketAgain(c, who, form, models.AsError(err))
		case models.NotFound:
			if form.draft != "" && c.FormValue("text") != "" {
				return h.keepOutOfSight(c, who, form.draft)
			}
		}
		return err
	})
}

// backToTicket shows the ticket, or the inbox when what was done took it out of the actor's sight.
func (h *handlers) backToTicket(c *fiber.Ctx, who models.Actor, flash string) error {
	t, err := h.Store.Ticket(c.UserContext(), who, c.Params("number"))
	switch {
	case err == nil:
		return h.done(c, "/tickets/"+h.Store.Number(t), flash)
	case models.ErrorCode(err) != models.NotFound:
		return err
	}
	if c.Get("HX-Request") != "" { // the address must change with the page
		c.Set("HX-Redirect", "/inbox")
		if err := h.setFlash(c, flash); err != nil {
			return err
		}
		return c.SendStatus(fiber.StatusOK)
	}
	return h.done(c, "/inbox", flash)
}

func (h *handlers) ticketAgain(c *fiber.Ctx, who models.Actor, form ticketForm, e *models.Error) error {
	data, err := h.ticketData(c, who)
	if err != nil {
		return err
	}
	if err := h.ticketChoices(c, who, data); err != nil {
		return err
	}
	page := &views.Page{Data: data.Ticket}
	if e.Code == models.Invalid {
		page.Errors = map[string]string{}
		for field, text := range h.formErrors(c, e) {
			if name := form.fields[field]; name != "" {
				field = name
			}
			page.Errors[field] = text
		}
	} else {
		if data.Conflict = e.Key == "conflict.answered_meanwhile"; data.Conflict {
			crossed(c, data.Ticket, e)
		}
		page.Summary = h.Views.T(language(c), "error."+e.Key, e.Args...)
	}
	if data.Conflict && form.answer && data.view.Said(who, c.FormValue("text")) {
		return h.backToTicket(c, who, form.word(c)) // the same form, sent twice
	}
	if form.keep != nil {
		form.keep(c, data.Ticket)
	}
	h.keepRefused(c, who, form, data.Ticket)
	data.BackToInbox = "/inbox"
	c.Status(statuses[e.Code])
	return h.page(c, "ticket", page)
}

func (h *handlers) classify(c *fiber.Ctx, who models.Actor, number string) error {
	id, err := numberOf(c, "place_id", 0)
	if err != nil {
		return err
	}
	placeID, place := int64(id), c.FormValue("place")
	return h.Store.Classify(c.UserContext(), who, number, models.Classification{
		Kind: models.Kind(c.FormValue("kind")), Category: c.FormValue("category"),
		Priority: models.Priority(c.FormValue("priority")), PlaceID: &placeID, Place: &place,
	})
}

// numberOf is a field that must be a whole number, the default when it is empty.
func numberOf(c *fiber.Ctx, field string, otherwise int) (int, error) {
	value := c.FormValue(field)
	if value == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(value)
	if err != nil {
		return 0, &models.Error{Code: models.Invalid, Field: field, Key: "invalid.number"}
	}
	return n, nil
}

// withID calls what needs the id in the path; anything else is not found.
func withID(c *fiber.Ctx, do func(id int64) error) error {
	id, err := strconv.ParseInt(c.Params("id"), 10, 64)
	if err != nil {
		return fiber.ErrNotFound
	}
	return do(id)
}

func hasFiles(c *fiber.Ctx) bool {
	form, err := c.MultipartForm()
	return err == nil && len(form.File["files"]) > 0 && form.File["files"][0].Size > 0
}
