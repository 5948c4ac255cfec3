package handlers

import (
	"cmp"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// rulePart lists who gets new tickets by themselves, in the order the rules are tried.
func (h settings) rulePart(c *fiber.Ctx, who models.Actor, units map[int64]string, staff colleagues) (views.Part, error) {
	lang := language(c)
	rules, err := h.Store.Rules(c.UserContext(), who)
	if err != nil {
		return views.Part{}, err
	}
	categories, err := h.categoryIDs(c)
	if err != nil {
		return views.Part{}, err
	}
	table := &views.Table{Key: "rules", Empty: "rules", Columns: []string{"position", "unit", "category", "channel", "user", "most"}}
	for _, r := range rules {
		to, most := person(staff, r.UserID), strconv.Itoa(r.Most)
		if r.UserID == 0 {
			to = views.Cell{Text: h.Views.T(lang, "rule.turns")}
		}
		if r.Most == 0 {
			most = ""
		}
		channel := views.Cell{Family: "channel", Text: r.Channel}
		table.Rows = append(table.Rows, views.Line{Cells: []views.Cell{
			{Text: strconv.Itoa(r.Position)}, {Text: units[r.UnitID]}, {Text: categories[r.CategoryID]}, channel, to, {Text: most},
		}, Acts: ending("/settings/duty/rules/" + id(r.ID))})
	}
	return views.Part{Key: "rules", Add: "/settings/duty/rules/new", Table: table}, nil
}

func (h settings) categoryIDs(c *fiber.Ctx) (map[int64]string, error) {
	all, err := h.Store.Categories(c.UserContext())
	names := map[int64]string{}
	for _, one := range all {
		names[one.ID] = one.Name(language(c))
	}
	return names, err
}

func (h settings) newRule(c *fiber.Ctx, who models.Actor) error { return h.showRule(c, who, nil, nil) }

func (h settings) showRule(c *fiber.Ctx, who models.Actor, wrong error, told []views.Warning) error {
	all, err := h.Store.Categories(c.UserContext())
	if err != nil {
		return err
	}
	var categories []views.Option
	for _, one := range all {
		if one.Active {
			categories = append(categories, views.Option{Value: id(one.ID), Label: one.Name(language(c))})
		}
	}
	places, err := h.placeOptions(c)
	if err != nil {
		return err
	}
	return h.planTold(c, who, "rules", wrong, told, func(units, staff []views.Option) []views.Field {
		return []views.Field{
			{Name: "position", Kind: views.InputNumber, Value: cmp.Or(c.FormValue("position"), "10"), Min: 0, Max: 1000, Hint: "rule_position"},
			{Name: "unit", Kind: views.InputChoice, Options: units, Value: c.FormValue("unit")},
			{Name: "category", Kind: views.InputChoice, Options: categories, Blank: "any", Value: c.FormValue("category")},
			{Name: "channel", Kind: views.InputChoice, Family: "channel", Values: models.Channels, Blank: "any", Value: c.FormValue("channel")},
			{Name: "place", Kind: views.InputChoice, Options: places, Blank: "any", Value: c.FormValue("place")},
			{Name: "user", Kind: views.InputChoice, Options: staff, Blank: "turns", Value: c.FormValue("user"), Hint: "rule_user"},
			{Name: "most", Kind: views.InputNumber, Value: cmp.Or(c.FormValue("most"), "0"), Min: 0, Max: 10000, Hint: "rule_most"},
			{Name: "example", Kind: views.InputCheck, Hint: "rule_example"},
		}
	})
}

// addRule adds it; with the box for an example ticked it only tells which rule holds for such a ticket now.
func (h settings) addRule(c *fiber.Ctx, who models.Actor) error {
	r := models.Rule{
		Position: int(number(c, "position")), UnitID: number(c, "unit"), CategoryID: number(c, "category"),
		Channel: c.FormValue("channel"), PlaceID: number(c, "place"), UserID: number(c, "user"), Most: int(number(c, "most")),
	}
	if ticked(c, "example") {
		told, err := h.ruleExample(c, who, &r)
		if err != nil {
			return err
		}
		return h.showRule(c, who, nil, []views.Warning{told})
	}
	if err := h.Store.AddRule(c.UserContext(), who, r); err != nil {
		return h.showRule(c, who, err, nil)
	}
	return h.done(c, "/settings/duty", "saved")
}

func (h settings) ruleExample(c *fiber.Ctx, who models.Actor, r *models.Rule) (views.Warning, error) {
	like := models.Ticket{UnitID: r.UnitID, CategoryID: r.CategoryID, Channel: r.Channel, PlaceID: r.PlaceID}
	wins, user, err := h.Store.RuleFor(c.UserContext(), who, like)
	if err != nil || wins == nil {
		return views.Warning{Key: "rule_none"}, err
	}
	people, err := h.Store.Colleagues(c.UserContext())
	lang := language(c)
	name := h.Views.T(lang, "rule.nobody")
	for _, p := range people {
		if p.ID == user {
			name = p.Name
		}
	}
	return views.Warning{Key: "rule_wins", Args: []any{"Number", strconv.Itoa(wins.Position), "Name", name}}, err
}
