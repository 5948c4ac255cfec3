package handlers

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

func (h settings) policies(c *fiber.Ctx, who models.Actor) error { return h.listPolicies(c, who, nil) }

// listPolicies shows all policies and what was changed lately, and why something could not be undone.
func (h settings) listPolicies(c *fiber.Ctx, who models.Actor, wrong error) error {
	policies, err := h.Store.Policies(c.UserContext())
	if err != nil {
		return err
	}
	words, err := h.policyWords(c)
	if err != nil {
		return err
	}
	table := &views.Table{Empty: "policies", Columns: []string{
		"name", "matches", "first_response", "next_response", "resolution", "warn", "calendar", "valid", "position", "active",
	}}
	for _, p := range policies {
		first, last, err := h.Store.Dates(c.UserContext(), p.ValidFrom, p.ValidTo)
		if err != nil {
			return err
		}
		valid := views.Cell{Family: "valid", Text: "always"}
		if first != "" || last != "" {
			valid = views.Cell{List: []views.Cell{{Family: "date", Text: first}, {Family: "date", Text: last}}}
		}
		table.Rows = append(table.Rows, views.Line{Href: path("policies", p.ID), Off: !p.Active, Cells: []views.Cell{
			{Text: p.Name},
			words.matches(p),
			{Family: "amount", Text: p.FirstResponse},
			{Family: "amount", Text: p.NextResponse},
			{Family: "amount", Text: p.Resolution},
			{Text: strconv.Itoa(p.Warn) + "%"},
			words.calendar(p), valid,
			{Text: strconv.Itoa(p.Position)},
			activity(p.Active),
		}})
	}
	edits, err := h.policyEdits(c, who, 0)
	if err != nil {
		return err
	}
	s := &views.Settings{
		Section: "policies", Add: "/settings/policies/new", Table: table, Note: "policies", Pages: h.policyPages(c, "list"), Parts: edits,
	}
	if wrong != nil {
		return h.again(c, who, wrong, s)
	}
	return h.show(c, who, s)
}

// policyEdits are the newest changes, of one policy or of all; those of the last day can be undone.
func (h settings) policyEdits(c *fiber.Ctx, who models.Actor, policy int64) ([]views.Part, error) {
	changes, err := h.Store.PolicyChanges(c.UserContext(), who, policy)
	if err != nil || len(changes) == 0 {
		return nil, err
	}
	table := &views.Table{Key: "changes", Columns: []string{"name", "when", "done_by", "reason_given", "state"}}
	for i := range changes {
		one := &changes[i]
		p, err := one.Policy()
		if err != nil {
			return nil, err
		}
		line := views.Line{Cells: []views.Cell{
			{Text: p.Name}, {Clock: one.SavedAt.Std()}, {Text: one.ByName}, {Text: one.Reason}, {Family: "change", Text: "holds"},
		}}
		switch {
		case one.UndoneAt < models.Never:
			line.Off, line.Cells[4].Text = true, "undone"
		case one.Undoable(h.Store.Clock()):
			line.Acts = []views.Act{{
				Key: "undo", Action: "/settings/policies/drafts/" + id(one.ID) + "/undoing", Confirm: true,
			}}
		}
		table.Rows = append(table.Rows, line)
	}
	return []views.Part{{Key: "changes", Table: table}}, nil
}

// policyWords are the names a policy's ids stand for.
type policyWords struct{ units, calendars, categories map[int64]string }

func (h settings) policyWords(c *fiber.Ctx) (policyWords, error) {
	words := policyWords{categories: map[int64]string{}}
	categories, err := h.Store.Categories(c.UserContext())
	if err != nil {
		return words, err
	}
	for _, one := range categories {
		words.categories[one.ID] = one.Name(language(c))
	}
	if words.units, err = h.unitNames(c); err != nil {
		return words, err
	}
	words.calendars, err = h.calendarNames(c)
	return words, err
}

// calendar is the policy's own, or that of the unit.
func (w policyWords) calendar(p models.Policy) views.Cell {
	if p.CalendarID == 0 {
		return views.Cell{Family: "valid", Text: "calendar"}
	}
	return views.Cell{Text: w.calendars[p.CalendarID]}
}

// matches says which tickets a policy is for.
func (w policyWords) matches(p models.Policy) views.Cell {
	var named []views.Cell
	if p.Kind != "" {
		named = append(named, views.Cell{Family: "kind", Text: string(p.Kind)})
	}
	if p.Priority != "" {
		named = append(named, views.Cell{Family: "priority", Text: string(p.Priority)})
	}
	if p.CategoryID != 0 {
		named = append(named, views.Cell{Text: w.categories[p.CategoryID]})
	}
	if p.UnitID != 0 {
		named = append(named, views.Cell{Text: w.units[p.UnitID]})
	}
	if p.Channel != "" {
		named = append(named, views.Cell{Family: "channel", Text: p.Channel})
	}
	if named == nil {
		return views.Cell{Family: "valid", Text: "any"}
	}
	return views.Cell{List: named}
}

func (h settings) newPolicy(c *fiber.Ctx, who models.Actor) error {
	policies, err := h.Store.Policies(c.UserContext())
	if err != nil {
		return err
	}
	p := models.Policy{Warn: 50, Active: true, ValidTo: models.Never}
	for _, other := range policies {
		p.Position = max(p.Position, other.Position+1)
	}
	return h.showPolicyOr(c, who, p)
}

func (h settings) policy(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	policies, err := h.Store.Policies(c.UserContext())
	p, err := among(policies, err, func(p models.Policy) bool { return p.ID == wanted })
	if err != nil {
		return err
	}
	return h.showPolicyOr(c, who, p)
}

// showPolicyOr is the form, with what a draft made of the policy when one comes back from looking at it.
func (h settings) showPolicyOr(c *fiber.Ctx, who models.Actor, p models.Policy) error {
	if draft := queryNumber(c, "draft"); draft > 0 {
		change, err := h.Store.PolicyChange(c.UserContext(), who, draft)
		if err != nil {
			return err
		}
		if change.PolicyID == p.ID {
			if p, err = change.Policy(); err != nil {
				return err
			}
		}
	}
	return h.showPolicy(c, who, p, nil)
}

// typedPolicy is what a form says; the error names a date that is none.
func (h settings) typedPolicy(c *fiber.Ctx) (models.Policy, error) {
	wanted, err := idOf(c)
	if err != nil {
		return models.Policy{}, err
	}
	p := models.Policy{
		ID: wanted, Name: c.FormValue("name"), Kind: models.Kind(c.FormValue("kind")), CategoryID: number(c, "category"),
		Priority: models.Priority(c.FormValue("priority")), UnitID: number(c, "unit"), Channel: c.FormValue("channel"),
		FirstResponse: c.FormValue("first_response"), NextResponse: c.FormValue("next_response"),
		Resolution: c.FormValue("resolution"), Extension: c.FormValue("extension"), Warn: int(number(c, "warn")),
		CalendarID: number(c, "calendar"), Basis: c.FormValue("basis"), Position: int(number(c, "position")),
		Active: ticked(c, "active"),
	}
	if p.ValidFrom, _, err = h.Store.Day(c.UserContext(), "valid_from", c.FormValue("valid_from")); err != nil {
		return p, err
	}
	_, p.ValidTo, err = h.Store.Day(c.UserContext(), "valid_to", c.FormValue("valid_to"))
	return p, err
}

// topicOptions are the categories in use as choices, and the one chosen already though it is not.
func (h settings) topicOptions(c *fiber.Ctx, chosen int64) ([]views.Option, error) {
	categories, err := h.Store.Categories(c.UserContext())
	var topics []views.Option
	for _, one := range categories {
		if one.Active || one.ID == chosen {
			topics = append(topics, views.Option{Value: id(one.ID), Label: one.Name(language(c))})
		}
	}
	return topics, err
}

func (h settings) showPolicy(c *fiber.Ctx, who models.Actor, p models.Policy, wrong error) error {
	units, err := h.unitOptions(c, p.UnitID)
	if err != nil {
		return err
	}
	hours, err := h.calendarOptions(c)
	if err != nil {
		return err
	}
	topics, err := h.topicOptions(c, p.CategoryID)
	if err != nil {
		return err
	}
	first, last, err := h.Store.Dates(c.UserContext(), p.ValidFrom, p.ValidTo)
	if err != nil {
		return err
	}
	s := &views.Settings{Section: "policies", Title: p.Name, Adding: p.ID == 0, Note: "preview", Form: &views.Form{
		Action: path("policies", p.ID), Back: "/settings/policies", Button: "preview", Groups: []views.Group{
			{Fields: []views.Field{{Name: "name", Value: p.Name, Required: true}}},
			{Key: "matches", Fields: []views.Field{
				{Name: "kind", Kind: views.InputChoice, Family: "kind", Values: texts(models.Kinds), Value: string(p.Kind), Blank: "any"},
				{Name: "priority", Kind: views.InputChoice, Family: "priority", Values: texts(models.Priorities), Value: string(p.Priority), Blank: "any"},
				{Name: "category", Kind: views.InputChoice, Options: topics, Value: id(p.CategoryID), Blank: "any"},
				{Name: "unit", Kind: views.InputChoice, Options: units, Value: id(p.UnitID), Blank: "any", Hint: "policy_unit"},
				{Name: "channel", Kind: views.InputChoice, Family: "channel", Values: models.Channels, Value: p.Channel, Blank: "any"},
			}},
			{Key: "targets", Fields: []views.Field{
				{Name: "first_response", Value: p.FirstResponse, Hint: "target", Required: true},
				{Name: "next_response", Value: p.NextResponse, Hint: "target_open"},
				{Name: "resolution", Value: p.Resolution, Hint: "target_open"},
				{Name: "extension", Value: p.Extension, Hint: "extension"},
				{Name: "warn", Kind: views.InputNumber, Value: strconv.Itoa(p.Warn), Min: 1, Max: 99, Hint: "warn"},
				{Name: "calendar", Kind: views.InputChoice, Options: hours, Value: id(p.CalendarID), Blank: "unit_calendar"},
			}},
			{Key: "validity", Fields: []views.Field{
				{Name: "basis", Value: p.Basis, Hint: "basis"},
				{Name: "valid_from", Kind: views.InputDay, Value: first, Hint: "valid_from"},
				{Name: "valid_to", Kind: views.InputDay, Value: last, Hint: "valid_to"},
				{Name: "position", Kind: views.InputNumber, Value: strconv.Itoa(p.Position), Max: 9999, Hint: "policy_position"},
				{Name: "active", Kind: views.InputCheck, Value: tick(p.Active), Hint: "policy_active"},
			}},
		},
	}}
	if wrong != nil {
		return h.again(c, who, wrong, s)
	}
	if p.ID != 0 {
		if s.Parts, err = h.policyEdits(c, who, p.ID); err != nil {
			return err
		}
	}
	return h.show(c, who, s)
}

// texts are the values of a choice.
func texts[T ~string](values []T) []string {
	out := make([]string, len(values))
	for i, value := range values {
		out[i] = string(value)
	}
	return out
}
