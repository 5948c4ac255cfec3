package handlers

import (
	"net/url"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// visitor is who is signed in, for the time of one request.
type visitor struct {
	session models.Session
	user    models.User
	actor   models.Actor
	unread  int         // notices, counted for whole pages only
	kept    *views.Kept // what they typed when their last session had ended
}

// The browser keeps the session's cookie no longer than the house keeps the session.
const sessionCookieKept = 30 * 24 * time.Hour

// staff lets a request through whose user has the capability, and hands its actor on. Whoever is not signed in is
// led to the login, and from there back.
func (h *handlers) staff(need models.Capability, next func(*fiber.Ctx, models.Actor) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		session, user, who, err := h.Store.Session(c.UserContext(), c.Cookies(h.sessionCookie()))
		if models.ErrorCode(err) == models.NotFound {
			return h.askLogin(c)
		}
		if err != nil {
			return err
		}
		c.Locals("visitor", &visitor{session: session, user: user, actor: who})
		if user.MustChange && !strings.HasPrefix(c.Path(), "/account") {
			return h.leadTo(c, "/account")
		}
		if !who.Can(need) {
			return &models.Error{Code: models.Denied, Key: "denied"}
		}
		if err := next(c, who); err != nil || c.Method() != fiber.MethodPost {
			return err
		}
		return h.dropSent(c, who)
	}
}

// signedIn is the visitor that staff found; nil on public pages.
func signedIn(c *fiber.Ctx) *visitor {
	v, _ := c.Locals("visitor").(*visitor)
	return v
}

// sessionCookie has a name that a browser accepts from this very host over https only, where we have https.
func (h *handlers) sessionCookie() string {
	if h.Secure {
		return "__Host-session"
	}
	return "session"
}

// askLogin leads to the login. A live stream or a part of a page that comes too late makes the whole page go there.
func (h *handlers) askLogin(c *fiber.Ctx) error {
	back := c.OriginalURL()
	if c.Method() != fiber.MethodGet || c.Get("HX-Request") != "" {
		back = localAddress(c.Get("HX-Current-URL"), localAddress(c.Get("Referer"), "/inbox"))
	}
	if err := h.keepTyped(c); err != nil {
		return err
	}
	return h.leadTo(c, "/login?next="+url.QueryEscape(back))
}

// leadTo makes the whole page go elsewhere, also when htmx asked for a part of one.
func (h *handlers) leadTo(c *fiber.Ctx, to string) error {
	if c.Get("HX-Request") != "" {
		c.Set("HX-Redirect", to)
		return c.SendStatus(fiber.StatusUnauthorized)
	}
	return c.Redirect(to, fiber.StatusSeeOther)
}

// localAddress is the path and query of an address of ours; the fallback for any other, so that nobody is led away.
func localAddress(address, fallback string) string {
	u, err := url.Parse(address)
	if err != nil || !strings.HasPrefix(u.Path, "/") || strings.HasPrefix(u.Path, "//") ||
		strings.ContainsAny(address, "\\\r\n") {
		return fallback
	}
	return (&url.URL{Path: u.Path, RawQuery: u.RawQuery}).String()
}

// userBox is the visitor as the top bar shows them; nil for the public.
func (v *visitor) userBox() *views.UserBox {
	if v == nil {
		return nil
	}
	box := &views.UserBox{ID: v.user.ID, Name: v.user.Name, Role: string(v.user.Role), Unread: v.unread, Kept: v.kept, Can: map[string]bool{}}
	for _, c := range v.actor.Capabilities() {
		box.Can[string(c)] = true
	}
	return box
}
