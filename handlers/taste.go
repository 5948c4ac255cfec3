package handlers

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
)

func (h *handlers) language(c *fiber.Ctx) error { return h.taste(c, "lang", "id", "en") }

func (h *handlers) theme(c *fiber.Ctx) error { return h.taste(c, "theme", "", "light", "dark") }

// taste keeps one of the allowed values for a year, for somebody signed in also in other browsers, and goes back to
// where the switch was.
func (h *handlers) taste(c *fiber.Ctx, name string, allowed ...string) error {
	for _, value := range allowed {
		if c.FormValue(name) == value {
			h.keepTaste(c, name, value, h.Store.Now().Add(365*24*time.Hour))
			if err := h.keepUserTaste(c, name, value); err != nil {
				return err
			}
		}
	}
	return c.Redirect(localAddress(c.FormValue("back"), "/"), fiber.StatusSeeOther)
}

func (h *handlers) keepTaste(c *fiber.Ctx, name, value string, expires time.Time) {
	c.Cookie(&fiber.Cookie{
		Name: name, Value: value, Path: "/", SameSite: "Lax", HTTPOnly: true, Secure: h.Secure, Expires: expires,
	})
}

func (h *handlers) keepUserTaste(c *fiber.Ctx, name, value string) error {
	_, _, who, err := h.Store.Session(c.UserContext(), c.Cookies(h.sessionCookie()))
	if models.ErrorCode(err) == models.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	if name == "lang" {
		return h.Store.SetTaste(c.UserContext(), who, value, "")
	}
	if value == "" {
		value = "auto"
	}
	return h.Store.SetTaste(c.UserContext(), who, "", value)
}
