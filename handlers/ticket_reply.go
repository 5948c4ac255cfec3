package handlers

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// word is what is told when the form has done its work.
func (f ticketForm) word(c *fiber.Ctx) string {
	if f.told != nil {
		return f.told(c)
	}
	return f.flash
}

// repliedAs: the composer sends, or does something more with the same words.
func repliedAs(c *fiber.Ctx) string {
	switch c.FormValue("then") {
	case "resolve":
		return "resolved"
	case "wait":
		return "paused"
	case "later":
		return "scheduled"
	}
	return "replied"
}

// reply sends the answer; with it the ticket is resolved, a question asked, or the answer left for the unit's opening.
func (h *handlers) reply(c *fiber.Ctx, who models.Actor, number string) error {
	seen, err := numberOf(c, "seen", 0)
	if err != nil {
		return err
	}
	files, err := h.uploads(c)
	if err != nil {
		return err
	}
	ctx, words, draft := onceFor(c, who), c.FormValue("text"), c.FormValue("draft")
	switch c.FormValue("then") {
	case "resolve":
		_, err = h.Store.Resolve(ctx, who, number, models.Resolution{Text: words, Seen: seen, Files: files, Draft: draft})
	case "wait":
		err = h.ask(ctx, who, number, models.Question{
			Text: c.FormValue("question"), Answer: words, Seen: seen, Files: files, Draft: draft,
		})
	default:
		_, err = h.Store.Reply(ctx, who, number, models.Reply{
			Text: words, Seen: seen, Files: files, Draft: draft, Later: c.FormValue("then") == "later",
		})
	}
	return err
}

// The longest part of a message that is quoted: it stands above in the conversation.
const quoteAtMost = 400

// quote puts what the citizen wrote in the marked messages behind what is typed, as the page shows it: masked.
func (h *handlers) quote(c *fiber.Ctx, who models.Actor) error {
	v, err := h.Store.View(c.UserContext(), who, c.Params("number"))
	if err != nil {
		return err
	}
	wanted := sentForm(c)["quote"]
	var quotes []string
	for i := range v.Conversation {
		m := &v.Conversation[i]
		if m.Direction == models.In && slices.Contains(wanted, strconv.FormatInt(m.ID, 10)) {
			quotes = append(quotes, quoted(m.Text))
		}
	}
	if len(quotes) == 0 {
		e := &models.Error{Code: models.Invalid, Field: "text", Key: "invalid.quote"}
		return h.ticketAgain(c, who, ticketForms["replies"], e)
	}
	return h.addToDraft(c, who, strings.Join(quotes, "\n\n")+"\n\n", "quoted")
}

func quoted(words string) string {
	if letters := []rune(words); len(letters) > quoteAtMost {
		words = string(letters[:quoteAtMost]) + "…"
	}
	return "> " + strings.ReplaceAll(words, "\n", "\n> ")
}

// laterOf is when the unit opens, when it does not work now.
func (h *handlers) laterOf(c *fiber.Ctx, d *ticketPage) error {
	at, open, err := h.Store.NextOpening(c.UserContext(), d.view.UnitID)
	if models.ErrorCode(err) == models.Conflict {
		return nil // never again: nothing to wait for
	}
	if !open && err == nil {
		d.Reply.Opens = at.Std()
	}
	return err
}

// scheduled tells that an answer waits for the unit to open.
func scheduled(o *models.Send, now models.Time, m *views.Message) bool {
	if o.SendAt <= now {
		return false
	}
	m.LeavesAt = o.SendAt.Std()
	return true
}
