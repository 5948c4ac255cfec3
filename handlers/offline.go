package handlers

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// ownHeader says whose page it is, to the worker that keeps pages for reading without a network. A page without it is
// never kept: those of the public, of an error, and of a confidential ticket.
const ownHeader = "X-Own"

// manifest lets the inbox be installed like an app.
func (h *handlers) manifest(c *fiber.Ctx) error {
	house, _ := h.Store.House(c.UserContext())
	lang := language(c)
	icon := func(name, size, purpose string) fiber.Map {
		address, _ := h.Views.Address(name)
		return fiber.Map{"src": address, "sizes": size, "type": "image/png", "purpose": purpose}
	}
	err := c.JSON(fiber.Map{
		"id": "/inbox", "start_url": "/inbox", "scope": "/", "display": "standalone", "lang": lang,
		"name": "Tanggap · " + house, "short_name": "Tanggap", "description": h.Views.T(lang, "offline.app"),
		"background_color": "#f5f6f6", "theme_color": "#0b6b63",
		"icons": []fiber.Map{
			icon("app-192.png", "192x192", "any"), icon("app-512.png", "512x512", "any"), icon("app-mask.png", "512x512", "maskable"),
		},
	})
	c.Set("Content-Type", "application/manifest+json")
	return err
}

// worker is the script that keeps pages; its place decides that it serves the whole house. The browser asks for it anew
// now and then, so it has no hash in its name.
func (h *handlers) worker(c *fiber.Ctx) error {
	c.Set("Cache-Control", "no-cache")
	c.Set("Content-Type", "text/javascript; charset=utf-8")
	return c.Send(h.Views.File("worker.js"))
}

// offline is what is shown in place of a page that was not kept: which ones were, and which answers wait for a network.
func (h *handlers) offline(c *fiber.Ctx, _ models.Actor) error {
	return h.page(c, "offline", &views.Page{})
}

// news are the notices that came after the one the browser knows of, for those it shows by itself; without one only
// where they stand.
func (h *handlers) news(c *fiber.Ctx, who models.Actor) error {
	told, _, err := h.Store.Notices(c.UserContext(), who, 0)
	if err != nil {
		return err
	}
	last := int64(0)
	if len(told) > 0 {
		last = told[0].ID
	}
	after, err := strconv.ParseInt(c.Query("after"), 10, 64)
	items := []fiber.Map{}
	for i := 0; err == nil && i < len(told) && told[i].ID > after; i++ {
		if told[i].ReadAt == 0 {
			one := h.notice(told[i])
			items = append(items, fiber.Map{"id": told[i].ID, "text": h.Views.T(language(c), "notice."+one.Key, one.Args...), "href": one.Href})
		}
	}
	return c.JSON(fiber.Map{"last": last, "items": items})
}

// markOwn says whose page it is.
func markOwn(c *fiber.Ctx) {
	if v := signedIn(c); v != nil && c.Response().Header.Peek(ownHeader) == nil && c.Locals("unkept") == nil {
		c.Set(ownHeader, strconv.FormatInt(v.user.ID, 10))
	}
}
