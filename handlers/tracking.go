package handlers

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// Guesses of a tracking code one address has in an hour; a code has 60 bits.
var trackThrottle = models.Throttle{Purpose: "track", Limit: 30, Window: time.Hour}

// trackForm asks for number and code; a browser that gave them a while ago sees the ticket.
func (h *handlers) trackForm(c *fiber.Ctx) error {
	number := c.Query("number")
	who, t, err := h.visit(c, number)
	if models.ErrorCode(err) == models.NotFound {
		return h.page(c, "lacak", &views.Page{Data: views.TrackForm{Number: number}})
	}
	if err != nil {
		return err
	}
	return h.showTrack(c, who, t, &views.Page{Data: views.Track{}})
}

// track opens a ticket to whoever has its number and code; a wrong pair says the same as an unknown number.
func (h *handlers) track(c *fiber.Ctx) error {
	if err := h.Store.Try(c.UserContext(), trackThrottle, h.source(c)); err != nil {
		return err
	}
	form := views.TrackForm{Number: c.FormValue("number"), Text: c.FormValue("text")}
	who, t, err := h.Store.Track(c.UserContext(), form.Number, c.FormValue("code"))
	if models.ErrorCode(err) == models.NotFound {
		c.Status(fiber.StatusUnprocessableEntity)
		told := h.Views.T(language(c), "error.code")
		return h.page(c, "lacak", &views.Page{Data: form, Errors: map[string]string{"code": told}})
	}
	if err != nil {
		return err
	}
	if err := h.Store.Forgive(c.UserContext(), trackThrottle, h.source(c)); err != nil {
		return err
	}
	h.setPass(c, t)
	if form.Text != "" { // written when the page had locked itself
		return h.showTrack(c, who, t, &views.Page{Data: views.Track{Text: form.Text}})
	}
	return c.Redirect(h.trackPath(t), fiber.StatusSeeOther)
}

// leaveTrack forgets the ticket in this browser.
func (h *handlers) leaveTrack(c *fiber.Ctx) error {
	_, t, err := h.visit(c, c.FormValue("number"))
	if err == nil {
		cookie := h.passCookie(t)
		cookie.Expires = time.Unix(1, 0)
		c.Cookie(cookie)
	}
	return h.done(c, "/lacak", "left")
}

func (h *handlers) trackPath(t *models.Ticket) string { return "/lacak?number=" + h.Store.Number(t) }

// passCookie has a name per ticket, so that somebody with two reports may have both open.
func (h *handlers) passCookie(t *models.Ticket) *fiber.Cookie {
	return &fiber.Cookie{
		Name: "lacak-" + h.Store.Number(t), Path: "/lacak", HTTPOnly: true, SameSite: "Strict", Secure: h.Secure,
		SessionOnly: true,
	}
}

func (h *handlers) setPass(c *fiber.Ctx, t *models.Ticket) {
	cookie := h.passCookie(t)
	cookie.Value = h.Store.Pass(t)
	c.Cookie(cookie)
}

// visit is the citizen coming back to a ticket; NotFound when this browser has not given the code, or too long ago.
func (h *handlers) visit(c *fiber.Ctx, number string) (models.Actor, *models.Ticket, error) {
	return h.Store.TrackAgain(c.UserContext(), number, c.Cookies("lacak-"+number))
}
