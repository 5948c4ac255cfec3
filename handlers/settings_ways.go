package handlers

import (
	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// ways are what the house tells by besides mail: its Telegram bot, and the addresses of other programs.
func (h settings) ways(c *fiber.Ctx, who models.Actor) error { return h.showWays(c, who, nil) }

func (h settings) showWays(c *fiber.Ctx, who models.Actor, wrong error) error {
	bot, err := h.Store.Bot(c.UserContext())
	if err != nil {
		return err
	}
	hooks, err := h.Store.Hooks(c.UserContext(), who)
	if err != nil {
		return err
	}
	token := views.Field{Name: "bot_token", Kind: views.InputSecret, Hint: "bot_token"}
	switch {
	case bot.Outside:
		token.Hint = "bot_token_outside"
	case bot.Set:
		token.Hint = "bot_token_set"
	}
	table := &views.Table{Key: "hooks", Empty: "hooks", Columns: []string{"name", "url", "active"}}
	for _, one := range hooks {
		at := "/settings/ways/hooks/" + id(one.ID)
		table.Rows = append(table.Rows, views.Line{
			Href: at, Off: !one.Active, Cells: []views.Cell{{Text: one.Name}, {Text: one.Host()}, activity(one.Active)},
			Acts: []views.Act{{Key: "remove", Action: at + "/removal", Confirm: true, Danger: true}},
		})
	}
	s := &views.Settings{
		Section: "ways", Parts: []views.Part{{Key: "hooks", Add: "/settings/ways/hooks/new", Table: table}},
		Form: &views.Form{Action: "/settings/ways/bot", Groups: []views.Group{{Key: "bot", Hint: "bot", Fields: []views.Field{
			{Name: "bot", Value: bot.Name, Hint: "bot_name"}, token,
		}}}},
	}
	if wrong != nil {
		return h.again(c, who, wrong, s)
	}
	return h.show(c, who, s)
}

func (h settings) saveBot(c *fiber.Ctx, who models.Actor) error {
	if err := h.Store.SetBot(c.UserContext(), who, c.FormValue("bot"), c.FormValue("bot_token")); err != nil {
		return h.showWays(c, who, err)
	}
	return h.done(c, "/settings/ways", "saved")
}

func (h settings) newHook(c *fiber.Ctx, who models.Actor) error {
	return h.showHook(c, who, models.Hook{Active: true}, nil)
}

func (h settings) hook(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	hooks, err := h.Store.Hooks(c.UserContext(), who)
	one, err := among(hooks, err, func(one models.Hook) bool { return one.ID == wanted })
	if err != nil {
		return err
	}
	return h.showHook(c, who, one, nil)
}

// saveHook shows the secret of a new address once.
func (h settings) saveHook(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	one := models.Hook{ID: wanted, Name: c.FormValue("name"), URL: c.FormValue("url"), Active: ticked(c, "active")}
	secret, err := h.Store.SaveHook(c.UserContext(), who, one)
	switch {
	case err != nil:
		return h.showHook(c, who, one, err)
	case secret != "":
		return h.showSecret(c, who, "ways", views.Secret{Key: "hook", For: one.Name, Value: secret})
	}
	return h.done(c, "/settings/ways", "saved")
}

func (h settings) removeHook(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	if err := h.Store.RemoveHook(c.UserContext(), who, wanted); err != nil {
		return err
	}
	return h.done(c, "/settings/ways", "removed")
}

func (h settings) showHook(c *fiber.Ctx, who models.Actor, one models.Hook, wrong error) error {
	action := "/settings/ways/hooks"
	if one.ID != 0 {
		action += "/" + id(one.ID)
	}
	s := &views.Settings{Section: "ways", Title: one.Name, Form: &views.Form{
		Action: action, Back: "/settings/ways", Groups: []views.Group{{Fields: []views.Field{
			{Name: "name", Value: one.Name, Required: true},
			{Name: "url", Kind: views.InputURL, Value: one.URL, Hint: "hook_url", Required: true},
			{Name: "active", Kind: views.InputCheck, Value: tick(one.Active), Hint: "hook_active"},
		}}},
	}}
	if one.ID == 0 {
		lang := language(c)
		s.Title = h.Views.T(lang, "settings.hook_new")
	}
	if wrong != nil {
		return h.again(c, who, wrong, s)
	}
	return h.show(c, who, s)
}
