package handlers

import (
	"encoding/base64"
	"encoding/json"
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/views"
)

const flashCookie = "flash"

// done answers a form that did what it should: the browser loads the next page, which says so once.
// key is a text below "flash.", args its pairs of name and value.
func (h *handlers) done(c *fiber.Ctx, to, key string, args ...any) error {
	if err := h.setFlash(c, key, args...); err != nil {
		return err
	}
	return c.Redirect(to, fiber.StatusSeeOther)
}

// setFlash leaves word for the next page.
func (h *handlers) setFlash(c *fiber.Ctx, key string, args ...any) error {
	raw, err := json.Marshal(views.Flash{Kind: "done", Key: key, Args: args})
	if err != nil {
		return err
	}
	c.Cookie(&fiber.Cookie{
		Name: flashCookie, Value: base64.RawURLEncoding.EncodeToString(raw), Path: "/", SameSite: "Lax", HTTPOnly: true,
		Secure: h.Secure, MaxAge: 60,
	})
	return nil
}

// flash takes what the form before this page did; nil mostly.
func (h *handlers) flash(c *fiber.Ctx) *views.Flash {
	value := c.Cookies(flashCookie)
	if value == "" {
		return nil
	}
	c.Cookie(&fiber.Cookie{Name: flashCookie, Path: "/", SameSite: "Lax", HTTPOnly: true, Secure: h.Secure, Expires: time.Unix(1, 0)})
	raw, err := base64.RawURLEncoding.DecodeString(value)
	var f views.Flash
	if err != nil || json.Unmarshal(raw, &f) != nil || !h.Views.Has("flash."+f.Key) || f.Kind != "done" {
		return nil // not ours
	}
	return &f
}
