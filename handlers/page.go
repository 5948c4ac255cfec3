package handlers

import (
	"io"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// language is the one chosen before, else what the browser prefers, else Indonesian.
func language(c *fiber.Ctx) string {
	if chosen := c.Cookies("lang"); chosen == "id" || chosen == "en" {
		return chosen
	}
	if strings.HasPrefix(strings.ToLower(c.Get("Accept-Language")), "en") {
		return "en"
	}
	return "id"
}

// page renders a page into the answer; nothing is sent of one that fails half way.
func (h *handlers) page(c *fiber.Ctx, name string, p *views.Page) error {
	if err := h.around(c, signedIn(c)); err != nil {
		return err
	}
	p.Flash = h.flash(c)
	markOwn(c)
	return h.render(c, p, func(out io.Writer) error { return h.Views.Page(out, name, p) })
}

// around finds what stands around a page of somebody signed in: how many notices wait, what they typed before.
func (h *handlers) around(c *fiber.Ctx, v *visitor) (err error) {
	if v == nil {
		return nil
	}
	if v.unread, err = h.Store.Unread(c.UserContext(), v.actor); err != nil {
		return err
	}
	if c.Method() == fiber.MethodGet {
		v.kept, err = h.kept(c, v.actor)
	}
	return err
}

// part renders one block of a page, for htmx.
func (h *handlers) part(c *fiber.Ctx, name, block string, p *views.Page) error {
	return h.render(c, p, func(out io.Writer) error { return h.Views.Part(out, name, block, p) })
}

func (h *handlers) render(c *fiber.Ctx, p *views.Page, write func(io.Writer) error) error {
	zone, err := p.Zone, error(nil)
	if zone == nil {
		zone, err = h.Store.Zone(c.UserContext(), 0)
	}
	if err != nil {
		zone = time.FixedZone("WIB", 7*3600)
	}
	house, _ := h.Store.House(c.UserContext())
	p.Lang, p.Theme, p.Path, p.Zone, p.House = language(c), c.Cookies("theme"), c.OriginalURL(), zone, house
	p.KeysOff = c.Cookies("keys") == "off"
	p.Now, p.User = h.Store.Clock().Std(), signedIn(c).userBox()
	c.Set("Content-Type", "text/html; charset=utf-8")
	return write(c) // a page that fails half way writes nothing
}

// wantsPart reports whether htmx asks for a block of the page instead of all of it.
func wantsPart(c *fiber.Ctx) bool { return c.Get("HX-Request-Type") == "partial" }

// formErrors translates what the store found wrong with a form; nil for any other failure.
func (h *handlers) formErrors(c *fiber.Ctx, err error) map[string]string {
	e := models.AsError(err)
	if e == nil || e.Code != models.Invalid {
		return nil
	}
	told := map[string]string{}
	for _, field := range e.Fields() {
		told[field.Field] = h.Views.T(language(c), "error."+field.Key, field.Args...)
	}
	return told
}

func (h *handlers) asset(c *fiber.Ctx) error {
	body, gzipped, kind, ok := h.Views.Asset(c.Params("hash"), c.Params("name"))
	if !ok {
		return fiber.ErrNotFound
	}
	c.Set("Content-Type", kind)
	c.Set("Cache-Control", "public, max-age=31536000, immutable")
	if gzipped != nil && strings.Contains(c.Get("Accept-Encoding"), "gzip") {
		c.Set("Content-Encoding", "gzip")
		c.Vary("Accept-Encoding")
		return c.Send(gzipped)
	}
	return c.Send(body)
}

func (h *handlers) alive(c *fiber.Ctx) error { return c.SendString("ok\n") }

func (h *handlers) ready(c *fiber.Ctx) error {
	if err := h.Store.Ready(c.UserContext()); err != nil {
		h.log.Warn("not ready", "error", err)
		return c.Status(503).SendString("not ready\n")
	}
	return c.SendString("ready\n")
}
