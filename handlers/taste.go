package handlers

import (
	"time"

	"github.com/gofiber/fiber/v2"
)

func (h *handlers) language(c *fiber.Ctx) error { return h.taste(c, "lang", "id", "en") }

func (h *handlers) theme(c *fiber.Ctx) error { return h.taste(c, "theme", "", "light", "dark") }

// taste keeps one of the allowed values for a year and goes back to where the switch was.
func (h *handlers) taste(c *fiber.Ctx, name string, allowed ...string) error {
	for _, value := range allowed {
		if c.FormValue(name) == value {
			h.keepTaste(c, name, value, h.Store.Now().Add(365*24*time.Hour))
		}
	}
	return c.Redirect(localAddress(c.FormValue("back"), "/"), fiber.StatusSeeOther)
}

func (h *handlers) keepTaste(c *fiber.Ctx, name, value string, expires time.Time) {
	c.Cookie(&fiber.Cookie{
		Name: name, Value: value, Path: "/", SameSite: "Lax", HTTPOnly: true, Secure: h.Secure, Expires: expires,
	})
}
