package handlers

import (
	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

func (h settings) accounts(c *fiber.Ctx, who models.Actor) error {
	accounts, err := h.Store.Accounts(c.UserContext())
	if err != nil {
		return err
	}
	units, err := h.unitNames(c)
	if err != nil {
		return err
	}
	table := &views.Table{Columns: []string{"name", "channel", "handle", "unit", "active"}, Empty: "accounts"}
	for _, a := range accounts {
		table.Rows = append(table.Rows, views.Line{
			Href: path("accounts", a.ID), Off: !a.Active, Cells: []views.Cell{
				{Text: a.Name}, {Family: "channel", Text: a.Channel}, {Text: a.Handle}, {Text: units[a.UnitID]}, activity(a.Active),
			},
		})
	}
	return h.show(c, who, &views.Settings{Section: "accounts", Add: "/settings/accounts/new", Table: table})
}

func (h settings) unitNames(c *fiber.Ctx) (map[int64]string, error) {
	units, err := h.Store.Units(c.UserContext())
	names := make(map[int64]string, len(units))
	for _, u := range units {
		names[u.ID] = u.Name
	}
	return names, err
}

func (h settings) newAccount(c *fiber.Ctx, who models.Actor) error {
	return h.showAccount(c, who, models.Account{Active: true}, nil)
}

func (h settings) account(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	accounts, err := h.Store.Accounts(c.UserContext())
	a, err := among(accounts, err, func(a models.Account) bool { return a.ID == wanted })
	if err != nil {
		return err
	}
	return h.showAccount(c, who, a, nil)
}

func (h settings) saveAccount(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	a := models.Account{
		ID: wanted, UnitID: number(c, "unit"), Channel: c.FormValue("channel"), Handle: c.FormValue("handle"),
		Name: c.FormValue("name"), Signature: c.FormValue("signature"), Active: ticked(c, "active"),
	}
	if _, err := h.Store.SaveAccount(c.UserContext(), who, a); err != nil {
		return h.showAccount(c, who, a, err)
	}
	return h.done(c, "/settings/accounts", "saved")
}

func (h settings) showAccount(c *fiber.Ctx, who models.Actor, a models.Account, wrong error) error {
	units, err := h.unitOptions(c, a.UnitID)
	if err != nil {
		return err
	}
	s := &views.Settings{Section: "accounts", Title: a.Name, Adding: a.ID == 0, Form: &views.Form{
		Action: path("accounts", a.ID), Back: "/settings/accounts", Groups: []views.Group{{Fields: []views.Field{
			{Name: "channel", Kind: views.InputChoice, Family: "channel", Values: models.Networks, Value: a.Channel},
			{Name: "handle", Value: a.Handle, Hint: "handle", Required: true},
			{Name: "name", Value: a.Name, Hint: "account_name"},
			{Name: "unit", Kind: views.InputChoice, Options: units, Value: id(a.UnitID), Hint: "account_unit"},
			{Name: "signature", Kind: views.InputLong, Value: a.Signature, Hint: "account_signature"},
			{Name: "active", Kind: views.InputCheck, Value: tick(a.Active), Hint: "account_active"},
		}}},
	}}
	if wrong != nil {
		return h.again(c, who, wrong, s)
	}
	return h.show(c, who, s)
}
