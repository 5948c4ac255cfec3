package handlers

import (
	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

func (h settings) units(c *fiber.Ctx, who models.Actor) error {
	units, err := h.Store.Units(c.UserContext())
	if err != nil {
		return err
	}
	calendars, err := h.unitCalendars(c)
	if err != nil {
		return err
	}
	table := &views.Table{Columns: []string{"name", "slug", "kind", "calendar", "email", "active"}, Empty: "units"}
	for _, one := range tree(units) {
		table.Rows = append(table.Rows, views.Line{
			Href: "/settings/units/" + id(one.ID), Depth: one.depth, Off: !one.Active, Cells: []views.Cell{
				{Text: one.Name},
				{Text: one.Slug},
				{Family: "unitkind", Text: one.Kind},
				{Text: calendars[one.ID]},
				{Text: one.Email},
				activity(one.Active),
			},
		})
	}
	within, err := h.Store.AcceptWithin(c.UserContext())
	if err != nil {
		return err
	}
	return h.show(c, who, &views.Settings{
		Section: "units", Add: "/settings/units/new", Table: table, Form: h.acceptanceForm(within),
	})
}

// unitCalendars says for every unit which calendar holds, and from where.
func (h settings) unitCalendars(c *fiber.Ctx) (map[int64]string, error) {
	names, err := h.calendarNames(c)
	if err != nil {
		return nil, err
	}
	units, err := h.unitNames(c)
	if err != nil {
		return nil, err
	}
	holds, err := h.Store.UnitCalendars(c.UserContext())
	told, lang := map[int64]string{}, language(c)
	for _, one := range holds {
		told[one.Unit.ID] = names[one.CalendarID]
		if one.FromID != one.Unit.ID {
			told[one.Unit.ID] = h.Views.T(lang, "settings.inherits", "Name", names[one.CalendarID], "From", units[one.FromID])
		}
	}
	return told, err
}

// branch is a unit with how far below the regency it stands.
type branch struct {
	models.Unit
	depth int
}

// tree puts every unit behind the one above it.
func tree(units []models.Unit) []branch {
	var out []branch
	var grow func(parent int64, depth int)
	grow = func(parent int64, depth int) {
		for _, u := range units {
			if u.ParentID == parent && depth < len(units) {
				out = append(out, branch{u, depth})
				grow(u.ID, depth+1)
			}
		}
	}
	grow(0, 0)
	return out
}

// unitOptions are the units in use as choices, by id, and the one chosen already though it is not.
func (h settings) unitOptions(c *fiber.Ctx, chosen int64) ([]views.Option, error) {
	units, err := h.Store.Units(c.UserContext())
	if err != nil {
		return nil, err
	}
	var options []views.Option
	for _, u := range units {
		if u.Active || u.ID == chosen {
			options = append(options, views.Option{Value: id(u.ID), Label: u.Name})
		}
	}
	return options, nil
}

func (h settings) newUnit(c *fiber.Ctx, who models.Actor) error {
	units, err := h.Store.Units(c.UserContext())
	if err != nil {
		return err
	}
	u := models.Unit{Kind: "agency", Active: true}
	if len(units) > 0 {
		u.ParentID = units[0].ID // the regency
	}
	return h.showUnit(c, who, u, nil)
}

func (h settings) unit(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	units, err := h.Store.Units(c.UserContext())
	u, err := among(units, err, func(u models.Unit) bool { return u.ID == wanted })
	if err != nil {
		return err
	}
	return h.showUnit(c, who, u, nil)
}

func (h settings) saveUnit(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	u := models.Unit{
		ID: wanted, Slug: c.FormValue("slug"), Name: c.FormValue("name"), Kind: c.FormValue("kind"), Email: c.FormValue("email"),
		ParentID: number(c, "parent"), CalendarID: number(c, "calendar"), Active: ticked(c, "active"),
		Signature: c.FormValue("signature"),
	}
	if _, err := h.Store.SaveUnit(c.UserContext(), who, u); err != nil {
		return h.showUnit(c, who, u, err)
	}
	return h.done(c, "/settings/units", "saved")
}

// showUnit is the form, with what was wrong when it comes back.
func (h settings) showUnit(c *fiber.Ctx, who models.Actor, u models.Unit, wrong error) error {
	above, err := h.unitOptions(c, u.ParentID)
	if err != nil {
		return err
	}
	hours, err := h.calendarOptions(c)
	if err != nil {
		return err
	}
	parent := views.Field{Name: "parent", Kind: views.InputChoice, Options: above, Value: id(u.ParentID)}
	if u.ID != 0 && u.ParentID == 0 {
		parent = views.Field{Name: "parent", Kind: views.InputHidden} // the regency stands under nothing
	}
	s := &views.Settings{Section: "units", Title: u.Name, Adding: u.ID == 0, Form: &views.Form{
		Action: path("units", u.ID), Back: "/settings/units", Groups: []views.Group{{Fields: []views.Field{
			{Name: "name", Value: u.Name, Required: true},
			{Name: "slug", Value: u.Slug, Hint: "slug", Required: true},
			{Name: "kind", Kind: views.InputChoice, Family: "unitkind", Values: models.UnitKinds, Value: u.Kind},
			parent,
			{Name: "calendar", Kind: views.InputChoice, Options: hours, Value: id(u.CalendarID), Blank: "inherited", Hint: "unit_calendar"},
			{Name: "email", Kind: views.InputEmail, Value: u.Email, Hint: "unit_email"},
			{Name: "signature", Kind: views.InputLong, Value: u.Signature, Hint: "unit_signature"},
			{Name: "active", Kind: views.InputCheck, Value: tick(u.Active), Hint: "unit_active"},
		}}},
	}}
	if wrong != nil {
		return h.again(c, who, wrong, s)
	}
	return h.show(c, who, s)
}

// path is where a form of the room saves.
func path(room string, n int64) string {
	if n == 0 {
		return "/settings/" + room
	}
	return "/settings/" + room + "/" + id(n)
}
