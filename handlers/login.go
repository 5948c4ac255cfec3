package handlers

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

func (h *handlers) loginForm(c *fiber.Ctx) error {
	_, _, who, err := h.Store.Session(c.UserContext(), c.Cookies(h.sessionCookie()))
	if err == nil {
		return c.Redirect(afterLogin(c.Query("next"), who), fiber.StatusSeeOther)
	}
	return h.page(c, "login", &views.Page{Data: views.Login{Next: c.Query("next"), Held: c.Cookies(keptCookie) != ""}})
}

// login opens a session and goes on to where somebody wanted to be.
func (h *handlers) login(c *fiber.Ctx) error {
	form := views.Login{Email: c.FormValue("email"), Next: c.FormValue("next"), Held: c.Cookies(keptCookie) != ""}
	cookie, user, err := h.Store.SignIn(c.UserContext(), form.Email, c.FormValue("password"), c.Get("User-Agent"), h.address(c).String())
	if e := models.AsError(err); e != nil && (e.Code == models.Invalid || e.Code == models.Limited) {
		c.Status(statuses[e.Code])
		summary := h.Views.T(language(c), "error."+e.Key, e.Args...)
		return h.page(c, "login", &views.Page{Data: form, Summary: summary})
	}
	if err != nil {
		return err
	}
	who, err := h.Store.ActorOf(c.UserContext(), user.ID)
	if err != nil {
		return err
	}
	expires := h.Store.Now().Add(sessionCookieKept)
	c.Cookie(&fiber.Cookie{
		Name: h.sessionCookie(), Value: cookie, Path: "/", SameSite: "Lax", HTTPOnly: true, Secure: h.Secure,
		Expires: expires,
	})
	h.keepTaste(c, "lang", user.Lang, expires)
	h.keepTaste(c, "theme", user.Theme, expires)
	if user.MustChange {
		return c.Redirect("/account", fiber.StatusSeeOther)
	}
	return c.Redirect(afterLogin(form.Next, who), fiber.StatusSeeOther)
}

// afterLogin is the page somebody wanted, else the one their work begins on.
func afterLogin(next string, who models.Actor) string {
	home := "/account"
	switch {
	case who.Can(models.ReadTickets):
		home = "/inbox"
	case who.Can(models.Configure):
		home = "/settings"
	case who.Can(models.ReadReports):
		home = "/dashboard"
	}
	return localAddress(next, home)
}

func (h *handlers) logout(c *fiber.Ctx) error {
	if err := h.Store.SignOut(c.UserContext(), c.Cookies(h.sessionCookie())); err != nil {
		return err
	}
	c.Cookie(&fiber.Cookie{
		Name: h.sessionCookie(), Path: "/", SameSite: "Lax", HTTPOnly: true, Secure: h.Secure, Expires: time.Unix(1, 0),
	})
	return h.done(c, "/login", "signed_out")
}
