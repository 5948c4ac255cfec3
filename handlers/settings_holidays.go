package handlers

import (
	"encoding/csv"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

func (h settings) holidays(c *fiber.Ctx, who models.Actor) error {
	year := h.yearOf(c)
	holidays, err := h.Store.Holidays(c.UserContext(), year)
	if err != nil {
		return err
	}
	sets, err := h.setNames(c)
	if err != nil {
		return err
	}
	s := &views.Settings{
		Section: "holidays", Add: "/settings/holidays/new?year=" + strconv.Itoa(year), Pages: h.years(c, year), Note: "holidays",
		Table: &views.Table{Columns: []string{"day", "name", "holidaykind", "status", "set", "basis"}, Empty: "holidays"},
	}
	if s.Warnings, err = h.holidayWarnings(c); err != nil {
		return err
	}
	for _, one := range holidays {
		status := views.Cell{Family: "certainty", Text: "estimated", Tag: "waiting"}
		if one.Confirmed {
			status = views.Cell{Family: "certainty", Text: "confirmed", Tag: "resolved"}
		}
		s.Table.Rows = append(s.Table.Rows, views.Line{
			Href: path("holidays", one.ID), Cells: []views.Cell{
				{Family: "date", Text: one.Day}, {Text: one.Name}, {Family: "holidaykind", Text: one.Kind}, status, {Text: sets[one.SetID]}, {Text: one.Basis},
			},
			Acts: []views.Act{{Key: "remove", Action: path("holidays", one.ID) + "/removal", Confirm: true, Danger: true}},
		})
	}
	table, err := h.setTable(c, holidays)
	if err != nil {
		return err
	}
	s.Parts = []views.Part{{Key: "sets", Add: "/settings/holidays/sets/new", Table: table}}
	return h.show(c, who, s)
}

// yearOf is the year asked for, else this one.
func (h settings) yearOf(c *fiber.Ctx) int {
	if year, err := strconv.Atoi(c.Query("year", c.FormValue("year"))); err == nil && year >= 2000 && year < 2100 {
		return year
	}
	return h.Store.Clock().Std().Year()
}

// years are the years around the one shown, and the way to read one from a file.
func (h settings) years(c *fiber.Ctx, shown int) []views.Link {
	var links []views.Link
	for year := shown - 1; year <= shown+1; year++ {
		text := strconv.Itoa(year)
		links = append(links, views.Link{Text: text, Href: "/settings/holidays?year=" + text, Current: year == shown})
	}
	lang := language(c)
	return append(links, views.Link{
		Text: h.Views.T(lang, "settings.read"), Href: "/settings/holidays/import?year=" + strconv.Itoa(shown),
	})
}

func (h settings) newHoliday(c *fiber.Ctx, who models.Actor) error {
	return h.showHoliday(c, who, models.Holiday{Kind: "national", Confirmed: true}, nil)
}

func (h settings) holidayOf(c *fiber.Ctx) (models.Holiday, error) {
	wanted, err := idOf(c)
	if err != nil || wanted == 0 {
		return models.Holiday{}, err
	}
	return h.Store.Holiday(c.UserContext(), wanted)
}

func (h settings) holiday(c *fiber.Ctx, who models.Actor) error {
	one, err := h.holidayOf(c)
	if err != nil {
		return err
	}
	return h.showHoliday(c, who, one, nil)
}

func (h settings) saveHoliday(c *fiber.Ctx, who models.Actor) error {
	one, err := h.holidayOf(c)
	if err != nil {
		return err
	}
	one.Day, one.Name, one.Kind, one.Basis = c.FormValue("day"), c.FormValue("name"), c.FormValue("kind"), c.FormValue("basis")
	one.Confirmed, one.SetID = ticked(c, "confirmed"), number(c, "set")
	if err := h.Store.SaveHoliday(c.UserContext(), who, one); err != nil {
		return h.showHoliday(c, who, one, err)
	}
	return h.done(c, "/settings/holidays?year="+one.Day[:4], "saved_recompute")
}

func (h settings) removeHoliday(c *fiber.Ctx, who models.Actor) error {
	one, err := h.holidayOf(c)
	if err != nil {
		return err
	}
	if err := h.Store.RemoveHoliday(c.UserContext(), who, one.ID); err != nil {
		return err
	}
	return h.done(c, "/settings/holidays?year="+one.Day[:4], "saved_recompute")
}

func (h settings) showHoliday(c *fiber.Ctx, who models.Actor, one models.Holiday, wrong error) error {
	sets, err := h.setOptions(c)
	if err != nil {
		return err
	}
	back := "/settings/holidays?year=" + strconv.Itoa(h.yearOf(c))
	if one.ID != 0 {
		back = "/settings/holidays?year=" + one.Day[:min(4, len(one.Day))]
	}
	s := &views.Settings{Section: "holidays", Title: one.Name, Adding: one.ID == 0, Note: "recompute", Form: &views.Form{
		Action: path("holidays", one.ID), Back: back, Groups: []views.Group{{Fields: []views.Field{
			{Name: "day", Kind: views.InputDay, Value: one.Day, Required: true},
			{Name: "name", Value: one.Name, Required: true},
			{Name: "kind", Label: "holidaykind", Kind: views.InputChoice, Family: "holidaykind", Values: models.HolidayKinds, Value: one.Kind},
			{Name: "basis", Value: one.Basis, Hint: "holiday_basis"},
			{Name: "set", Kind: views.InputChoice, Options: sets, Value: id(one.SetID), Hint: "set"},
			{Name: "confirmed", Kind: views.InputCheck, Value: tick(one.Confirmed), Hint: "confirmed"},
		}}},
	}}
	if wrong != nil {
		return h.again(c, who, wrong, s)
	}
	return h.show(c, who, s)
}

func (h settings) newHolidayImport(c *fiber.Ctx, who models.Actor) error {
	return h.showHolidayImport(c, who, nil)
}

// importHolidays shows what a file would change; the same form with the list in it then does it.
func (h settings) importHolidays(c *fiber.Ctx, who models.Actor) error {
	in := models.HolidayImport{SetID: number(c, "set"), Year: h.yearOf(c), Official: ticked(c, "official"), Basis: c.FormValue("basis")}
	if list := c.FormValue("list"); list != "" {
		read, err := models.ReadHolidays("list.csv", []byte(list))
		if err != nil {
			return h.showHolidayImport(c, who, err)
		}
		in.List = read.Holidays
		if _, err := h.Store.ImportHolidays(c.UserContext(), who, in); err != nil {
			return h.showHolidayImport(c, who, err)
		}
		return h.done(c, "/settings/holidays?year="+strconv.Itoa(in.Year), "saved_recompute")
	}
	header, err := c.FormFile("file")
	if err != nil {
		return h.showHolidayImport(c, who, &models.Error{Code: models.Invalid, Field: "file", Key: "invalid.required"})
	}
	content, err := contentOf(header)
	if err != nil {
		return err
	}
	read, err := models.ReadHolidays(header.Filename, content)
	if err != nil {
		return h.showHolidayImport(c, who, err)
	}
	if in.Official && strings.TrimSpace(in.Basis) == "" {
		return h.showHolidayImport(c, who, &models.Error{Code: models.Invalid, Field: "basis", Key: "invalid.required"})
	}
	in.List = read.Holidays
	diff, err := h.Store.CompareHolidays(c.UserContext(), who, in)
	if err != nil {
		return err
	}
	if diff.Other > 0 && len(diff.Added)+len(diff.Changed)+diff.Same == 0 {
		wrong := &models.Error{Code: models.Invalid, Field: "file", Key: "invalid.holiday_year", Args: []any{"Year", in.Year}}
		return h.showHolidayImport(c, who, wrong)
	}
	return h.showDifference(c, who, in, read, diff)
}

func (h settings) showHolidayImport(c *fiber.Ctx, who models.Actor, wrong error) error {
	year, lang := h.yearOf(c), language(c)
	sets, err := h.setOptions(c)
	if err != nil {
		return err
	}
	s := &views.Settings{Section: "holidays", Title: h.Views.T(lang, "settings.import", "Year", strconv.Itoa(year)), Note: "import"}
	s.Form = &views.Form{
		Action: "/settings/holidays/import", Back: "/settings/holidays?year=" + strconv.Itoa(year), Files: true, Button: "compare",
		Groups: []views.Group{{Fields: []views.Field{
			{Name: "file", Kind: views.InputFile, Accept: ".ics,.csv", Hint: "holiday_file", Required: true},
			{Name: "year", Kind: views.InputNumber, Value: strconv.Itoa(year), Min: 2000, Max: 2099, Required: true},
			{Name: "set", Kind: views.InputChoice, Options: sets, Hint: "set"},
			{Name: "official", Kind: views.InputCheck, Hint: "official"},
			{Name: "basis", Hint: "holiday_basis"},
		}}},
	}
	if wrong != nil {
		return h.again(c, who, wrong, s)
	}
	return h.show(c, who, s)
}

// showDifference is the list as it would be taken over, and what it would not touch.
func (h settings) showDifference(c *fiber.Ctx, who models.Actor, in models.HolidayImport, read models.HolidayList,
	diff models.HolidayDifference,
) error {
	year, lang := strconv.Itoa(in.Year), language(c)
	s := &views.Settings{Section: "holidays", Title: h.Views.T(lang, "settings.import", "Year", year)}
	if len(diff.Added)+len(diff.Changed) > 0 {
		s.Form = &views.Form{
			Action: "/settings/holidays/import", Back: "/settings/holidays/import?year=" + year, Button: "take_over",
			Groups: []views.Group{{Fields: []views.Field{
				{Name: "list", Kind: views.InputHidden, Value: listOf(read.Holidays)},
				{Name: "year", Kind: views.InputHidden, Value: year},
				{Name: "set", Kind: views.InputHidden, Value: id(in.SetID)},
				{Name: "official", Kind: views.InputHidden, Value: tick(in.Official)},
				{Name: "basis", Kind: views.InputHidden, Value: in.Basis},
			}}},
		}
	}
	added := &views.Table{Key: "added", Columns: []string{"day", "name", "holidaykind", "basis"}, Empty: "added"}
	for _, one := range diff.Added {
		added.Rows = append(added.Rows, views.Line{Cells: holidayCells(one)})
	}
	s.Parts = append(s.Parts, views.Part{Key: "added", Table: added})
	if len(diff.Changed) > 0 {
		changed := &views.Table{Key: "changed", Columns: []string{"day", "before", "after", "holidaykind", "basis"}}
		for _, one := range diff.Changed {
			cells := holidayCells(one.After)
			cells = append([]views.Cell{cells[0], {Text: one.Before.Name}}, cells[1:]...)
			changed.Rows = append(changed.Rows, views.Line{Cells: cells})
		}
		s.Parts = append(s.Parts, views.Part{Key: "changed", Table: changed})
	}
	if len(diff.Missing) > 0 {
		missing := &views.Table{Key: "missing", Columns: []string{"day", "name", "holidaykind", "basis"}}
		for _, one := range diff.Missing {
			missing.Rows = append(missing.Rows, views.Line{Cells: holidayCells(one)})
		}
		s.Parts = append(s.Parts, views.Part{Key: "missing", Table: missing})
	}
	if len(read.Rejected) > 0 {
		rejected := &views.Table{Key: "rejected", Columns: []string{"line", "what", "reason"}}
		for _, one := range read.Rejected {
			rejected.Rows = append(rejected.Rows, views.Line{Cells: []views.Cell{
				{Text: strconv.Itoa(one.Line)}, {Text: one.What}, {Family: "error", Text: one.Key},
			}})
		}
		s.Parts = append(s.Parts, views.Part{Key: "rejected", Table: rejected})
	}
	return h.show(c, who, s)
}

func holidayCells(one models.Holiday) []views.Cell {
	return []views.Cell{
		{Family: "date", Text: one.Day}, {Text: one.Name}, {Family: "holidaykind", Text: one.Kind}, {Text: one.Basis},
	}
}

// listOf writes a list the way ReadHolidays reads it.
func listOf(holidays []models.Holiday) string {
	var out strings.Builder
	w := csv.NewWriter(&out)
	_ = w.Write([]string{"date", "name", "kind", "status", "basis"}) // a builder takes everything
	for _, one := range holidays {
		status := "confirmed"
		if !one.Confirmed {
			status = "estimated"
		}
		_ = w.Write([]string{one.Day, one.Name, one.Kind, status, one.Basis})
	}
	w.Flush()
	return out.String()
}
