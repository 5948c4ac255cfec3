package handlers

import (
	"context"
	"slices"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// duty is who leads, who is away, who is on duty and what must be told: of the units one supervises, or of all.
func (h settings) duty(c *fiber.Ctx, who models.Actor) error {
	s := &views.Settings{Section: "duty"}
	var err error
	if s.Warnings, err = h.dutyWarnings(c); err != nil {
		return err
	}
	names, err := h.unitNames(c)
	if err != nil {
		return err
	}
	people, err := h.Store.Colleagues(c.UserContext())
	if err != nil {
		return err
	}
	staff := colleagues{}
	for _, p := range people {
		staff[p.ID] = p
	}
	for _, part := range []func(*fiber.Ctx, models.Actor, map[int64]string, colleagues) (views.Part, error){
		h.officePart, h.rosterPart, h.absencePart, h.rulePart, h.obligationPart,
	} {
		p, err := part(c, who, names, staff)
		if err != nil {
			return err
		}
		s.Parts = append(s.Parts, p)
	}
	return h.show(c, who, s)
}

// dutyWarnings name the times out of hours in which nobody is on duty.
func (h settings) dutyWarnings(c *fiber.Ctx) ([]views.Warning, error) {
	gaps, more, err := h.Store.DutyGaps(c.UserContext())
	if err != nil {
		return nil, err
	}
	zone, err := h.Store.Zone(c.UserContext(), 0)
	if err != nil {
		return nil, err
	}
	page := &views.Page{Lang: language(c), Zone: zone}
	var warnings []views.Warning
	for _, g := range gaps {
		warnings = append(warnings, views.Warning{Key: "duty_gap", Args: []any{
			"From", page.DateTime(g.From.Std()), "To", page.DateTime(g.To.Std()),
		}})
	}
	if more {
		warnings = append(warnings, views.Warning{Key: "duty_gaps"})
	}
	return warnings, nil
}

// colleagues are all users by id.
type colleagues map[int64]models.Colleague

// person is somebody's name, marked when they have been dismissed meanwhile.
func person(staff colleagues, user int64) views.Cell {
	p := staff[user]
	if !p.Active {
		return views.Cell{List: []views.Cell{{Text: p.Name}, {Family: "activity", Text: "off"}}}
	}
	return views.Cell{Text: p.Name}
}

func ending(at string) []views.Act {
	return []views.Act{{Key: "end", Action: at + "/end", Confirm: true, Danger: true}}
}

func (h settings) officePart(c *fiber.Ctx, who models.Actor, units map[int64]string, staff colleagues) (views.Part, error) {
	offices, err := h.Store.Offices(c.UserContext(), who)
	columns := []string{"unit", "office", "user", "acting", "begins", "ends", "basis"}
	table := &views.Table{Key: "offices", Empty: "offices", Columns: columns}
	for _, o := range offices {
		first, last, err := h.Store.Dates(c.UserContext(), o.FromAt, o.ToAt)
		if err != nil {
			return views.Part{}, err
		}
		acting := views.Cell{Family: "holding", Text: "own"}
		if o.Acting {
			acting = views.Cell{Family: "holding", Text: "acting", Tag: "waiting"}
		}
		table.Rows = append(table.Rows, views.Line{Cells: []views.Cell{
			{Text: units[o.UnitID]},
			{Family: "office", Text: o.Office},
			person(staff, o.UserID), acting,
			{Family: "date", Text: first},
			{Family: "date", Text: last},
			{Text: o.Basis},
		}, Acts: ending("/settings/duty/offices/" + id(o.ID))})
	}
	return views.Part{Key: "offices", Add: "/settings/duty/offices/new", Table: table}, err
}

func (h settings) rosterPart(c *fiber.Ctx, who models.Actor, units map[int64]string, staff colleagues) (views.Part, error) {
	duties, err := h.Store.Duties(c.UserContext(), who)
	table := &views.Table{Key: "roster", Empty: "roster", Columns: []string{"begins", "ends", "user", "unit"}}
	for _, d := range duties {
		table.Rows = append(table.Rows, views.Line{Cells: []views.Cell{
			{Clock: moment(d.FromAt)}, {Clock: moment(d.ToAt)}, person(staff, d.UserID), {Text: units[d.UnitID]},
		}, Acts: ending("/settings/duty/roster/" + id(d.ID))})
	}
	return views.Part{Key: "roster", Add: "/settings/duty/roster/new", Table: table}, err
}

func (h settings) absencePart(c *fiber.Ctx, who models.Actor, _ map[int64]string, staff colleagues) (views.Part, error) {
	absences, err := h.Store.Absences(c.UserContext(), who)
	columns := []string{"user", "begins", "ends", "stand_in", "leave_tickets", "reason"}
	table := &views.Table{Key: "absences", Empty: "absences", Columns: columns}
	for _, a := range absences {
		first, last, err := h.Store.Dates(c.UserContext(), a.FromAt, a.ToAt)
		if err != nil {
			return views.Part{}, err
		}
		table.Rows = append(table.Rows, views.Line{Cells: []views.Cell{
			person(staff, a.UserID),
			{Family: "date", Text: first},
			{Family: "date", Text: last},
			person(staff, a.StandInID),
			{Family: "handing", Text: a.Tickets},
			{Text: a.Reason},
		}, Acts: ending("/settings/duty/absences/" + id(a.ID))})
	}
	return views.Part{Key: "absences", Add: "/settings/duty/absences/new", Table: table}, err
}

// ownUnits are the units the actor plans, as choices.
func (h settings) ownUnits(c *fiber.Ctx, who models.Actor) ([]views.Option, error) {
	units, err := h.Store.Units(c.UserContext())
	var options []views.Option
	for _, u := range tree(units) {
		if u.Active && (who.Can(models.Configure) || who.In(u.ID)) {
			options = append(options, views.Option{Value: id(u.ID), Label: u.Name})
		}
	}
	return options, err
}

// staffOptions are the people who work on tickets, by name.
func (h settings) staffOptions(c *fiber.Ctx) ([]views.Option, error) {
	people, err := h.Store.Colleagues(c.UserContext())
	var options []views.Option
	for _, p := range people {
		if p.Active && !slices.Contains([]models.Role{models.Administrator, models.Auditor}, p.Role) {
			label := p.Name + " (" + h.Views.T(language(c), "role."+string(p.Role)) + ")"
			options = append(options, views.Option{Value: id(p.ID), Label: label})
		}
	}
	return options, err
}

// plan shows one form of the page; every one is of units and people.
func (h settings) plan(c *fiber.Ctx, who models.Actor, part string, wrong error,
	fields func(units, staff []views.Option) []views.Field,
) error {
	return h.planTold(c, who, part, wrong, nil, fields)
}

// planTold is the same with something to tell above the form.
func (h settings) planTold(c *fiber.Ctx, who models.Actor, part string, wrong error, told []views.Warning,
	fields func(units, staff []views.Option) []views.Field,
) error {
	units, err := h.ownUnits(c, who)
	if err != nil {
		return err
	}
	staff, err := h.staffOptions(c)
	if err != nil {
		return err
	}
	s := &views.Settings{Section: "duty", Warnings: told, Title: h.Views.T(language(c), "part."+part), Form: &views.Form{
		Action: "/settings/duty/" + part, Back: "/settings/duty", Groups: []views.Group{{Fields: fields(units, staff)}},
	}}
	if wrong != nil {
		return h.again(c, who, wrong, s)
	}
	return h.show(c, who, s)
}

func (h settings) newOffice(c *fiber.Ctx, who models.Actor) error { return h.showOffice(c, who, nil) }

func (h settings) showOffice(c *fiber.Ctx, who models.Actor, wrong error) error {
	return h.plan(c, who, "offices", wrong, func(units, staff []views.Option) []views.Field {
		return []views.Field{
			{Name: "unit", Kind: views.InputChoice, Options: units},
			{Name: "office", Kind: views.InputChoice, Family: "office", Values: models.OfficeKinds, Hint: "office"},
			{Name: "user", Kind: views.InputChoice, Options: staff, Blank: "choose"},
			{Name: "acting", Kind: views.InputCheck, Hint: "acting"},
			{Name: "from", Kind: views.InputDay, Required: true},
			{Name: "to", Kind: views.InputDay, Hint: "office_to"},
			{Name: "basis", Hint: "office_basis"},
		}
	})
}

func (h settings) addOffice(c *fiber.Ctx, who models.Actor) error {
	o := models.Office{
		UnitID: number(c, "unit"), Office: c.FormValue("office"), UserID: number(c, "user"), Acting: ticked(c, "acting"),
		Basis: c.FormValue("basis"),
	}
	var err error
	if o.FromAt, o.ToAt, err = h.days(c); err != nil {
		return h.showOffice(c, who, err)
	}
	if _, err := h.Store.AppointOffice(c.UserContext(), who, o); err != nil {
		return h.showOffice(c, who, err)
	}
	return h.done(c, "/settings/duty", "saved")
}

// days are the first and the last day of a form, as instants.
func (h *handlers) days(c *fiber.Ctx) (from, to models.Time, err error) {
	if from, _, err = h.Store.Day(c.UserContext(), "from", c.FormValue("from")); err != nil {
		return 0, 0, err
	}
	_, to, err = h.Store.Day(c.UserContext(), "to", c.FormValue("to"))
	return from, to, err
}

func (h settings) newDuty(c *fiber.Ctx, who models.Actor) error { return h.showDuty(c, who, nil) }

func (h settings) showDuty(c *fiber.Ctx, who models.Actor, wrong error) error {
	return h.plan(c, who, "roster", wrong, func(units, staff []views.Option) []views.Field {
		return []views.Field{
			{Name: "unit", Kind: views.InputChoice, Options: units, Hint: "duty_unit"},
			{Name: "user", Kind: views.InputChoice, Options: staff, Blank: "choose"},
			{Name: "from", Label: "begins", Kind: views.InputMoment, Required: true},
			{Name: "to", Label: "ends", Kind: views.InputMoment, Required: true},
			{Name: "weeks", Kind: views.InputNumber, Value: "1", Min: 1, Max: 26, Hint: "weeks"},
		}
	})
}

func (h settings) addDuty(c *fiber.Ctx, who models.Actor) error {
	d := models.Duty{UnitID: number(c, "unit"), UserID: number(c, "user")}
	var err error
	if d.FromAt, err = h.Store.Moment(c.UserContext(), "from", c.FormValue("from")); err != nil {
		return h.showDuty(c, who, err)
	}
	if d.ToAt, err = h.Store.Moment(c.UserContext(), "to", c.FormValue("to")); err != nil {
		return h.showDuty(c, who, err)
	}
	if _, err := h.Store.AddDuty(c.UserContext(), who, d, int(number(c, "weeks"))); err != nil {
		return h.showDuty(c, who, err)
	}
	return h.done(c, "/settings/duty", "saved")
}

// ends makes the handler that ends one row of the page.
func (h settings) ends(verb func(context.Context, models.Actor, int64) error) func(*fiber.Ctx, models.Actor) error {
	return func(c *fiber.Ctx, who models.Actor) error {
		wanted, err := idOf(c)
		if err != nil {
			return err
		}
		if err := verb(c.UserContext(), who, wanted); err != nil {
			return err
		}
		return h.done(c, "/settings/duty", "ended")
	}
}
