package handlers

import (
	"crypto/rand"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

func (h settings) users(c *fiber.Ctx, who models.Actor) error {
	units, err := h.Store.Units(c.UserContext())
	if err != nil {
		return err
	}
	slugs, names := make([]views.Option, len(units)), map[int64]string{}
	filter := models.UserFilter{Text: c.Query("q")}
	if role := models.Role(c.Query("role")); role.Valid() {
		filter.Role = role
	}
	for i, u := range units {
		slugs[i], names[u.ID] = views.Option{Value: u.Slug, Label: u.Name}, u.Name
		if u.Slug == c.Query("unit") {
			filter.Unit = u.ID
		}
	}
	if active := c.Query("active"); active != "" {
		on := active == "on"
		filter.Active = &on
	}
	users, more, err := h.Store.Users(c.UserContext(), who, filter)
	if err != nil {
		return err
	}
	s := &views.Settings{Section: "users", Add: "/settings/users/new", Table: userTable(users, names)}
	if more {
		s.Note = "users_more"
	}
	s.Filter = &views.Form{Action: "/settings/users", Groups: []views.Group{{Fields: []views.Field{
		{Name: "q", Kind: views.InputSearch, Value: filter.Text},
		{Name: "role", Kind: views.InputChoice, Family: "role", Values: texts(models.Roles), Value: string(filter.Role), Blank: "all"},
		{Name: "unit", Kind: views.InputChoice, Options: slugs, Value: c.Query("unit"), Blank: "all"},
		{Name: "active", Kind: views.InputChoice, Family: "activity", Values: []string{"on", "off"}, Value: c.Query("active"), Blank: "all"},
	}}}}
	return h.show(c, who, s)
}

func userTable(users []models.User, units map[int64]string) *views.Table {
	table := &views.Table{Columns: []string{"name", "email", "role", "unit", "seen", "active"}, Empty: "users"}
	for _, u := range users {
		var homes []views.Cell
		for _, unit := range u.Units {
			homes = append(homes, views.Cell{Text: units[unit]})
		}
		table.Rows = append(table.Rows, views.Line{
			Href: "/settings/users/" + id(u.ID), Off: !u.Active, Cells: []views.Cell{
				{Text: u.Name},
				{Text: u.Email},
				{Family: "role", Text: string(u.Role)},
				{List: homes},
				{At: moment(u.SeenAt)},
				activity(u.Active),
			},
		})
	}
	return table
}

// moment is an instant as pages show it; nothing for one that was never.
func moment(t models.Time) time.Time {
	if !t.Set() {
		return time.Time{}
	}
	return t.Std()
}

func (h settings) newUser(c *fiber.Ctx, who models.Actor) error {
	return h.showUser(c, who, models.User{Role: models.Agent, Active: true}, nil)
}

func (h settings) user(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	u, err := h.Store.User(c.UserContext(), who, wanted)
	if err != nil {
		return err
	}
	return h.showUser(c, who, u, nil)
}

// firstPassword is one nobody chose: 16 letters of base 32, 80 bits.
func firstPassword() string { return strings.ToLower(rand.Text()[:16]) }

// addUser shows the first password once, on the answer itself: it must not travel in an address or a cookie.
func (h settings) addUser(c *fiber.Ctx, who models.Actor) error {
	u := models.User{
		Email: c.FormValue("email"), Name: c.FormValue("name"), Role: models.Role(c.FormValue("role")), MustChange: true, Active: true,
	}
	password := firstPassword()
	if _, err := h.Store.AddUser(c.UserContext(), who, u, strings.Join(typed(c, "unit"), ","), password); err != nil {
		return h.showUser(c, who, u, err)
	}
	return h.showSecret(c, who, "users", views.Secret{Key: "password", For: u.Email, Value: password})
}

func (h settings) saveUser(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	u := models.User{
		ID: wanted, Email: c.FormValue("email"), Name: c.FormValue("name"), Role: models.Role(c.FormValue("role")),
		Active: ticked(c, "active"),
	}
	if err := h.Store.SaveUser(c.UserContext(), who, u, strings.Join(typed(c, "unit"), ",")); err != nil {
		return h.showUser(c, who, u, err)
	}
	return h.done(c, "/settings/users", "saved")
}

func (h settings) resetPassword(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	u, err := h.Store.User(c.UserContext(), who, wanted)
	if err != nil {
		return err
	}
	password := firstPassword()
	if err := h.Store.SetPassword(c.UserContext(), who, wanted, password); err != nil {
		return err
	}
	return h.showSecret(c, who, "users", views.Secret{Key: "password", For: u.Email, Value: password})
}

func (h settings) endSessions(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	if err := h.Store.EndSessions(c.UserContext(), who, wanted); err != nil {
		return err
	}
	return h.done(c, path("users", wanted), "sessions_ended")
}

// showSecret is the only time a password or token is seen.
func (h settings) showSecret(c *fiber.Ctx, who models.Actor, room string, secret views.Secret) error {
	lang := language(c)
	return h.show(c, who, &views.Settings{Section: room, Title: secret.For, Secret: &secret, Pages: []views.Link{
		{Text: h.Views.T(lang, "settings.back"), Href: "/settings/" + room},
	}})
}

func (h settings) showUser(c *fiber.Ctx, who models.Actor, u models.User, wrong error) error {
	units, err := h.Store.Units(c.UserContext())
	if err != nil {
		return err
	}
	var choices []views.Option
	var chosen []string
	for _, one := range tree(units) {
		member := slices.Contains(u.Units, one.ID)
		if member {
			chosen = append(chosen, one.Slug)
		}
		if one.Active || member {
			choices = append(choices, views.Option{Value: one.Slug, Label: one.Name})
		}
	}
	fields := []views.Field{
		{Name: "name", Value: u.Name, Required: true},
		{Name: "email", Kind: views.InputEmail, Value: u.Email, Hint: "user_email", Required: true},
		{Name: "role", Kind: views.InputChoice, Family: "role", Values: texts(models.Roles), Value: string(u.Role), Hint: "role"},
		{Name: "unit", Kind: views.InputChecks, Options: choices, Chosen: chosen, Hint: "user_units"},
	}
	s := &views.Settings{Section: "users", Title: u.Name, Adding: u.ID == 0}
	if u.ID != 0 {
		fields = append(fields, views.Field{Name: "active", Kind: views.InputCheck, Value: tick(u.Active), Hint: "user_active"})
		s.Acts = []views.Act{
			{Key: "reset_password", Action: path("users", u.ID) + "/password", Confirm: true},
			{Key: "end_sessions", Action: path("users", u.ID) + "/sessions", Confirm: true, Danger: true},
		}
	}
	s.Form = &views.Form{Action: path("users", u.ID), Back: "/settings/users", Groups: []views.Group{{Fields: fields}}}
	if wrong != nil {
		return h.again(c, who, wrong, s)
	}
	return h.show(c, who, s)
}
