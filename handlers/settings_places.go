package handlers

import (
	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

func (h settings) places(c *fiber.Ctx, who models.Actor) error {
	places, err := h.Store.Places(c.UserContext())
	if err != nil {
		return err
	}
	table := &views.Table{Columns: []string{"name", "code", "kind"}, Empty: "places"}
	for _, p := range places {
		line := views.Line{Href: path("places", p.ID), Cells: []views.Cell{
			{Text: p.Name}, {Text: p.Code}, {Family: "placekind", Text: p.Kind},
		}}
		if p.ParentID != 0 {
			line.Depth = 1
		}
		table.Rows = append(table.Rows, line)
	}
	return h.show(c, who, &views.Settings{Section: "places", Add: "/settings/places/new", Table: table})
}

func (h settings) newPlace(c *fiber.Ctx, who models.Actor) error {
	return h.showPlace(c, who, models.Place{Kind: "village"}, nil)
}

func (h settings) place(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	places, err := h.Store.Places(c.UserContext())
	p, err := among(places, err, func(p models.Place) bool { return p.ID == wanted })
	if err != nil {
		return err
	}
	return h.showPlace(c, who, p, nil)
}

func (h settings) savePlace(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	p := models.Place{
		ID: wanted, Code: c.FormValue("code"), Name: c.FormValue("name"), Kind: c.FormValue("kind"), ParentID: number(c, "parent"),
	}
	if _, err := h.Store.SavePlace(c.UserContext(), who, p); err != nil {
		return h.showPlace(c, who, p, err)
	}
	return h.done(c, "/settings/places", "saved")
}

func (h settings) showPlace(c *fiber.Ctx, who models.Actor, p models.Place, wrong error) error {
	places, err := h.Store.Places(c.UserContext())
	if err != nil {
		return err
	}
	var above []views.Option
	for _, one := range places {
		if one.ParentID == 0 && one.ID != p.ID {
			above = append(above, views.Option{Value: id(one.ID), Label: one.Name})
		}
	}
	s := &views.Settings{Section: "places", Title: p.Name, Adding: p.ID == 0, Form: &views.Form{
		Action: path("places", p.ID), Back: "/settings/places", Groups: []views.Group{{Fields: []views.Field{
			{Name: "name", Value: p.Name, Required: true},
			{Name: "code", Value: p.Code, Hint: "place_code", Required: true},
			{Name: "kind", Kind: views.InputChoice, Family: "placekind", Values: models.PlaceKinds, Value: p.Kind},
			{Name: "parent", Label: "subdistrict", Kind: views.InputChoice, Options: above, Value: id(p.ParentID), Blank: "none"},
		}}},
	}}
	if wrong != nil {
		return h.again(c, who, wrong, s)
	}
	return h.show(c, who, s)
}
