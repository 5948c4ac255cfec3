package handlers

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

func (h settings) tokens(c *fiber.Ctx, who models.Actor) error {
	tokens, err := h.Store.Tokens(c.UserContext(), who)
	if err != nil {
		return err
	}
	people, err := h.Store.Colleagues(c.UserContext())
	if err != nil {
		return err
	}
	owners := map[int64]views.Cell{0: {Family: "tokenof", Text: "house"}}
	for _, p := range people {
		owners[p.ID] = views.Cell{Text: p.Name}
	}
	table := &views.Table{Columns: []string{"name", "owner", "scope", "rate", "created", "used", "active"}, Empty: "tokens"}
	for _, t := range tokens {
		var scopes []views.Cell
		for _, scope := range strings.Split(t.Scope, ",") {
			scopes = append(scopes, views.Cell{Family: "scope", Text: scope})
		}
		rate := views.Cell{Family: "valid", Text: "no_limit"}
		if t.Rate > 0 {
			rate = views.Cell{Text: strconv.Itoa(t.Rate)}
		}
		line := views.Line{Off: t.RevokedAt != 0, Cells: []views.Cell{
			{Text: t.Name}, owners[t.UserID], {List: scopes}, rate, {At: moment(t.CreatedAt)}, {At: moment(t.UsedAt)}, activity(t.RevokedAt == 0),
		}}
		if t.RevokedAt == 0 {
			line.Acts = []views.Act{{Key: "revoke", Action: path("tokens", t.ID) + "/revocation", Confirm: true, Danger: true}}
		}
		table.Rows = append(table.Rows, line)
	}
	return h.show(c, who, &views.Settings{Section: "tokens", Add: "/settings/tokens/new", Table: table})
}

func (h settings) newToken(c *fiber.Ctx, who models.Actor) error { return h.showToken(c, who, nil) }

// addToken shows the secret once, on the answer itself.
func (h settings) addToken(c *fiber.Ctx, who models.Actor) error {
	name := c.FormValue("name")
	secret, err := h.Store.AddPacedToken(c.UserContext(), who, name, strings.Join(typed(c, "scope"), ","), int(number(c, "rate")))
	if err != nil {
		return h.showToken(c, who, err)
	}
	return h.showSecret(c, who, "tokens", views.Secret{Key: "token", For: name, Value: secret})
}

func (h settings) revokeToken(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	if err := h.Store.RevokeToken(c.UserContext(), who, wanted); err != nil {
		return err
	}
	return h.done(c, "/settings/tokens", "revoked")
}

func (h settings) showToken(c *fiber.Ctx, who models.Actor, wrong error) error {
	s := &views.Settings{Section: "tokens", Adding: true, Form: &views.Form{
		Action: "/settings/tokens", Back: "/settings/tokens", Groups: []views.Group{{Fields: []views.Field{
			{Name: "name", Hint: "token_name", Required: true},
			{Name: "scope", Kind: views.InputChecks, Family: "scope", Values: slices.Sorted(maps.Keys(models.Scopes))},
			{Name: "rate", Kind: views.InputNumber, Max: 100_000, Hint: "rate"},
		}}},
	}}
	if wrong != nil {
		return h.again(c, who, wrong, s)
	}
	return h.show(c, who, s)
}
