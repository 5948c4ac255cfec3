package handlers

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// Guesses of a tracking code one address has in an hour; a code has 60 bits.
var trackThrottle = models.Throttle{Purpose: "track", Limit: 30, Window: time.Hour}

func (h *handlers) trackForm(c *fiber.Ctx) error {
	return h.page(c, "lacak", &views.Page{Data: views.TrackForm{Number: c.Query("number")}})
}

// track shows a ticket to whoever has its number and code; a wrong pair says the same as an unknown number.
func (h *handlers) track(c *fiber.Ctx) error {
	if err := h.Store.Try(c.UserContext(), trackThrottle, c.IP()); err != nil {
		return err
	}
	form := views.TrackForm{Number: c.FormValue("number"), Code: c.FormValue("code")}
	who, t, err := h.Store.Track(c.UserContext(), form.Number, form.Code)
	if models.ErrorCode(err) == models.NotFound {
		c.Status(fiber.StatusUnprocessableEntity)
		form.Code = ""
		told := h.Views.T(language(c), "error.code")
		return h.page(c, "lacak", &views.Page{Data: form, Errors: map[string]string{"code": told}})
	}
	if err != nil {
		return err
	}
	if err := h.Store.Forgive(c.UserContext(), trackThrottle, c.IP()); err != nil {
		return err
	}
	data, err := h.tracked(c, who, t)
	if err != nil {
		return err
	}
	return h.page(c, "track", &views.Page{Data: data})
}

// tracked is the public face of a ticket: answers carry the unit's name, never a person's.
func (h *handlers) tracked(c *fiber.Ctx, who models.Actor, t *models.Ticket) (views.Track, error) {
	ctx := c.UserContext()
	data := views.Track{
		Number: h.Store.Number(t), Status: string(t.Status), Kind: string(t.Kind), Received: t.ReceivedAt.Std(),
		Due: views.Due{Level: "none", Target: t.DueTarget},
	}
	if t.Live && t.DueAt.Set() {
		data.Due.Level, data.Due.At = "ok", t.DueAt.Std()
		if t.Overdue(h.Store.Clock()) {
			data.Due.Level = "late"
		}
	}
	units, err := h.Store.Units(ctx)
	if err != nil {
		return data, err
	}
	for _, u := range units {
		if u.ID == t.UnitID {
			data.Unit = u.Name
		}
	}
	categories, err := h.Store.Categories(ctx)
	if err != nil {
		return data, err
	}
	for _, one := range categories {
		if one.ID == t.CategoryID {
			data.Category = one.Name(language(c))
		}
	}
	messages, err := h.Store.Messages(ctx, who, t.ID)
	if err != nil {
		return data, err
	}
	data.Steps = []views.TrackStep{{Key: "received", At: t.ReceivedAt.Std()}}
	for _, m := range messages {
		if m.Direction == models.Out && m.State != models.Sent {
			continue // still on its way: it may be taken back
		}
		from := ""
		if m.Direction == models.Out {
			from = data.Unit
		}
		data.Messages = append(data.Messages, views.TrackMessage{
			Mine: m.Direction == models.In, From: from, Text: m.Text, At: m.At.Std(),
		})
	}
	return data, nil
}
