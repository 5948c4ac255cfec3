package handlers

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// official is the language of letters to citizens.
const official = "id"

// pause asks the citizen; the form says what becomes of the ticket when they do not answer.
func (h *handlers) pause(c *fiber.Ctx, who models.Actor, number string) error {
	days, err := numberOf(c, "days", models.PauseDays)
	if err != nil {
		return err
	}
	q := models.Question{Text: c.FormValue("question"), Days: days}
	if c.FormValue("silence") == "close" {
		if q.Closing = c.FormValue("closing"); q.Closing == "" {
			return &models.Error{Code: models.Invalid, Field: "closing", Key: "invalid.required"}
		}
	}
	return h.ask(c.UserContext(), who, number, q)
}

// ask adds to the question, in the language of official letters, until when the answer is waited for and what comes then.
func (h *handlers) ask(ctx context.Context, who models.Actor, number string, q models.Question) error {
	t, err := h.Store.Ticket(ctx, who, number)
	if err != nil {
		return err
	}
	zone, err := h.Store.Zone(ctx, t.UnitID)
	if err != nil {
		return err
	}
	q.Told = func(until models.Time) string {
		page := views.Page{Lang: official, Zone: zone}
		date := page.FullTime(until.Std())
		if q.Closing != "" {
			return h.Views.T(official, "pause.told_closing", "Date", date)
		}
		return h.Views.T(official, "pause.told", "Date", date)
	}
	return h.Store.Ask(ctx, who, number, q)
}
