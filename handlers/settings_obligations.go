package handlers

import (
	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

func (h settings) obligationPart(c *fiber.Ctx, who models.Actor, units map[int64]string, staff colleagues) (views.Part, error) {
	bound, err := h.Store.Obligations(c.UserContext(), who)
	table := &views.Table{Key: "obligations", Empty: "obligations", Columns: []string{"topic", "way", "unit", "why", "by"}}
	for _, o := range bound {
		table.Rows = append(table.Rows, views.Line{Cells: []views.Cell{
			{Family: "topic", Text: o.Topic}, {Family: "way", Text: o.Way}, {Text: units[o.UnitID]}, {Text: o.Why}, person(staff, o.ByID),
		}, Acts: []views.Act{
			{Key: "remove", Action: "/settings/duty/obligations/" + id(o.ID) + "/end", Confirm: true, Danger: true},
		}})
	}
	return views.Part{Key: "obligations", Add: "/settings/duty/obligations/new", Table: table}, err
}

func (h settings) newObligation(c *fiber.Ctx, who models.Actor) error {
	return h.showObligation(c, who, nil)
}

func (h settings) showObligation(c *fiber.Ctx, who models.Actor, wrong error) error {
	return h.plan(c, who, "obligations", wrong, func(units, _ []views.Option) []views.Field {
		return []views.Field{
			{Name: "unit", Kind: views.InputChoice, Options: units, Hint: "obligation_unit"},
			{Name: "topic", Kind: views.InputChoice, Family: "topic", Values: models.Topics},
			{Name: "way", Kind: views.InputChoice, Family: "way", Values: models.WishWays},
			{Name: "why", Hint: "obligation_why", Required: true},
		}
	})
}

func (h settings) addObligation(c *fiber.Ctx, who models.Actor) error {
	o := models.Obligation{
		UnitID: number(c, "unit"), Topic: c.FormValue("topic"), Way: c.FormValue("way"), Why: c.FormValue("why"),
	}
	if err := h.Store.Oblige(c.UserContext(), who, o); err != nil {
		return h.showObligation(c, who, err)
	}
	return h.done(c, "/settings/duty", "saved")
}
