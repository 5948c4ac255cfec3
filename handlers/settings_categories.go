package handlers

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

func (h settings) categories(c *fiber.Ctx, who models.Actor) error {
	categories, err := h.Store.Categories(c.UserContext())
	if err != nil {
		return err
	}
	units, err := h.unitNames(c)
	if err != nil {
		return err
	}
	table := &views.Table{Columns: []string{"name", "slug", "lead", "keywords", "confidential", "active"}, Empty: "categories"}
	for _, one := range categories {
		confidential := views.Cell{}
		if one.Confidential {
			confidential = views.Cell{Family: "privacy", Text: string(models.Confidential), Tag: "sealed"}
		}
		table.Rows = append(table.Rows, views.Line{
			Href: path("categories", one.ID), Off: !one.Active, Cells: []views.Cell{
				{Text: one.Name(language(c))},
				{Text: one.Slug},
				{Text: units[one.UnitID]},
				{Text: one.Keywords},
				confidential,
				activity(one.Active),
			},
		})
	}
	return h.show(c, who, &views.Settings{Section: "categories", Add: "/settings/categories/new", Table: table})
}

func (h settings) newCategory(c *fiber.Ctx, who models.Actor) error {
	categories, err := h.Store.Categories(c.UserContext())
	if err != nil {
		return err
	}
	last := 0
	for _, one := range categories {
		last = max(last, one.Position)
	}
	return h.showCategory(c, who, models.Category{Active: true, Position: last + 1}, nil)
}

func (h settings) category(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	categories, err := h.Store.Categories(c.UserContext())
	one, err := among(categories, err, func(one models.Category) bool { return one.ID == wanted })
	if err != nil {
		return err
	}
	return h.showCategory(c, who, one, nil)
}

func (h settings) saveCategory(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	one := models.Category{
		ID: wanted, Slug: c.FormValue("slug"), NameID: c.FormValue("name"), NameEN: c.FormValue("name_en"),
		Keywords: c.FormValue("keywords"), UnitID: number(c, "unit"), Confidential: ticked(c, "confidential"),
		Active: ticked(c, "active"), Position: int(number(c, "position")),
	}
	if _, err := h.Store.SaveCategory(c.UserContext(), who, one); err != nil {
		return h.showCategory(c, who, one, err)
	}
	return h.done(c, "/settings/categories", "saved")
}

func (h settings) showCategory(c *fiber.Ctx, who models.Actor, one models.Category, wrong error) error {
	units, err := h.unitOptions(c, one.UnitID)
	if err != nil {
		return err
	}
	s := &views.Settings{Section: "categories", Title: one.Name(language(c)), Adding: one.ID == 0, Form: &views.Form{
		Action: path("categories", one.ID), Back: "/settings/categories", Groups: []views.Group{{Fields: []views.Field{
			{Name: "name", Label: "name_id", Value: one.NameID, Required: true},
			{Name: "name_en", Value: one.NameEN, Hint: "name_en"},
			{Name: "slug", Value: one.Slug, Hint: "slug", Required: true},
			{Name: "keywords", Kind: views.InputLong, Value: one.Keywords, Hint: "keywords"},
			{Name: "unit", Label: "lead", Kind: views.InputChoice, Options: units, Value: id(one.UnitID), Blank: "coordinator"},
			{Name: "position", Kind: views.InputNumber, Value: strconv.Itoa(one.Position), Max: 9999, Hint: "position"},
			{Name: "confidential", Kind: views.InputCheck, Value: tick(one.Confidential), Hint: "confidential"},
			{Name: "active", Kind: views.InputCheck, Value: tick(one.Active), Hint: "category_active"},
		}}},
	}}
	if wrong != nil {
		return h.again(c, who, wrong, s)
	}
	return h.show(c, who, s)
}
