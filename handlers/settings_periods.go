package handlers

import (
	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

func periodTable(one models.Calendar) (*views.Table, error) {
	periods, err := one.Periods()
	if err != nil {
		return nil, err
	}
	table := &views.Table{Key: "periods", Columns: append([]string{"from", "to"}, models.Weekdays...), Empty: "periods"}
	for _, p := range periods {
		line := views.Line{Cells: []views.Cell{{Family: "date", Text: p.From}, {Family: "date", Text: p.To}}, Acts: []views.Act{{
			Key: "remove_period", Action: path("calendars", one.ID) + "/periods/removal", Confirm: true, Danger: true,
			Fields: []views.Field{{Name: "from", Kind: views.InputHidden, Value: p.From}, {Name: "to", Kind: views.InputHidden, Value: p.To}},
		}}}
		for _, day := range models.Weekdays {
			line.Cells = append(line.Cells, hoursCell(p.Week[day]))
		}
		table.Rows = append(table.Rows, line)
	}
	return table, nil
}

// ramadan are the hours agencies with a five-day week have then: 32.5 a week, breaks of 30 and on Friday 60 minutes
// (Perpres 21/2023).
var ramadan = map[string][]string{
	"mon": {"08:00-12:00", "12:30-15:00"}, "tue": {"08:00-12:00", "12:30-15:00"}, "wed": {"08:00-12:00", "12:30-15:00"},
	"thu": {"08:00-12:00", "12:30-15:00"}, "fri": {"08:00-11:30", "12:30-15:30"},
}

func (h settings) newPeriod(c *fiber.Ctx, who models.Actor) error {
	return h.showPeriod(c, who, models.Period{Week: ramadan}, nil)
}

func (h settings) addPeriod(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	p := models.Period{From: c.FormValue("from"), To: c.FormValue("to"), Week: weekOf(c)}
	if err := h.Store.AddPeriod(c.UserContext(), who, wanted, p); err != nil {
		return h.showPeriod(c, who, p, err)
	}
	return h.done(c, path("calendars", wanted), "saved_recompute")
}

func (h settings) removePeriod(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	if err := h.Store.RemovePeriod(c.UserContext(), who, wanted, c.FormValue("from"), c.FormValue("to")); err != nil {
		return err
	}
	return h.done(c, path("calendars", wanted), "saved_recompute")
}

func (h settings) showPeriod(c *fiber.Ctx, who models.Actor, p models.Period, wrong error) error {
	one, err := h.calendarOf(c)
	if err != nil {
		return err
	}
	at := path("calendars", one.ID)
	s := &views.Settings{Section: "calendars", Title: one.Name, Note: "period", Form: &views.Form{
		Action: at + "/periods", Back: at, Groups: []views.Group{
			{Fields: []views.Field{
				{Name: "from", Kind: views.InputDay, Value: p.From, Required: true},
				{Name: "to", Kind: views.InputDay, Value: p.To, Required: true},
			}},
			{Key: "period", Hint: "spans", Fields: weekFields(p.Week)},
		},
	}}
	if wrong != nil {
		return h.again(c, who, wrong, s)
	}
	return h.show(c, who, s)
}
