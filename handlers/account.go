package handlers

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// account is what somebody may change about themselves.
func (h *handlers) account(c *fiber.Ctx, who models.Actor) error {
	return h.showAccount(c, who, &views.Page{})
}

func (h *handlers) showAccount(c *fiber.Ctx, who models.Actor, p *views.Page, more ...func(*views.Account)) error {
	v := signedIn(c)
	data := &views.Account{
		Name: v.user.Name, Email: v.user.Email, Role: string(v.user.Role), Lang: v.user.Lang, Theme: v.user.Theme,
		MustChange: v.user.MustChange, MinPassword: models.PasswordAtLeast,
	}
	units, err := h.Store.OwnUnits(c.UserContext(), who)
	if err != nil {
		return err
	}
	for _, u := range units {
		data.Units = append(data.Units, u.Name)
	}
	sessions, err := h.Store.Sessions(c.UserContext(), who)
	if err != nil {
		return err
	}
	for _, s := range sessions {
		data.Sessions = append(data.Sessions, views.Session{
			ID: s.ID, Agent: browserName(s.Agent), Address: s.Address, Since: s.CreatedAt.Std(), Seen: s.SeenAt.Std(),
			Current: s.ID == v.session.ID,
		})
	}
	if err := h.tellAccount(c, who, data); err != nil {
		return err
	}
	if err := h.ownAccount(c, who, data); err != nil {
		return err
	}
	for _, add := range more {
		add(data)
	}
	p.Data = data
	return h.page(c, "account", p)
}

// Marks in what a browser says of itself, the telling ones first: most of them also claim to be others.
var (
	browsers = []struct{ mark, name string }{
		{"Edg", "Edge"},
		{"OPR/", "Opera"},
		{"SamsungBrowser", "Samsung Internet"},
		{"Firefox", "Firefox"},
		{"FxiOS", "Firefox"},
		{"CriOS", "Chrome"},
		{"Chrome", "Chrome"},
		{"Safari", "Safari"},
	}
	systems = []struct{ mark, name string }{
		{"Android", "Android"},
		{"iPhone", "iPhone"},
		{"iPad", "iPad"},
		{"Windows", "Windows"},
		{"Mac OS", "macOS"},
		{"CrOS", "ChromeOS"},
		{"Linux", "Linux"},
	}
)

// browserName names a browser and its system in words people know; what it says itself when we do not know it.
func browserName(agent string) string {
	var names []string
	for _, list := range [][]struct{ mark, name string }{browsers, systems} {
		for _, one := range list {
			if strings.Contains(agent, one.mark) {
				names = append(names, one.name)
				break
			}
		}
	}
	if names == nil {
		return agent
	}
	return strings.Join(names, ", ")
}

// changePassword sets a new password; whoever came with a first one may go on to their work then.
func (h *handlers) changePassword(c *fiber.Ctx, who models.Actor) error {
	v := signedIn(c)
	wanted := c.FormValue("password")
	err := error(&models.Error{Code: models.Invalid, Field: "again", Key: "invalid.password_same"})
	if wanted == c.FormValue("again") {
		err = h.Store.ChangePassword(c.UserContext(), who, v.session.ID, c.FormValue("current"), wanted)
	}
	if told := h.formErrors(c, err); told != nil {
		c.Status(fiber.StatusUnprocessableEntity)
		return h.showAccount(c, who, &views.Page{Errors: told})
	}
	if err != nil {
		return err
	}
	to := "/account"
	if v.user.MustChange {
		to = afterLogin("", who)
	}
	return h.done(c, to, "password_changed")
}

func (h *handlers) revokeSession(c *fiber.Ctx, who models.Actor) error {
	session, err := idOf(c)
	if err != nil {
		return err
	}
	if err := h.Store.RevokeSession(c.UserContext(), who, session); err != nil {
		return err
	}
	return h.done(c, "/account", "session_revoked")
}

func (h *handlers) revokeOthers(c *fiber.Ctx, who models.Actor) error {
	if err := h.Store.RevokeOthers(c.UserContext(), who, signedIn(c).session.ID); err != nil {
		return err
	}
	return h.done(c, "/account", "sessions_revoked")
}
