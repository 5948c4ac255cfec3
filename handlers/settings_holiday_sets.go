package handlers

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

func (h settings) setNames(c *fiber.Ctx) (map[int64]string, error) {
	sets, err := h.Store.HolidaySets(c.UserContext())
	names := make(map[int64]string, len(sets))
	for _, one := range sets {
		names[one.ID] = one.Name
	}
	return names, err
}

func (h settings) setOptions(c *fiber.Ctx) ([]views.Option, error) {
	sets, err := h.Store.HolidaySets(c.UserContext())
	options := make([]views.Option, len(sets))
	for i, one := range sets {
		options[i] = views.Option{Value: id(one.ID), Label: one.Name}
	}
	return options, err
}

// setTable lists the sets with the calendars that follow each.
func (h settings) setTable(c *fiber.Ctx, holidays []models.Holiday) (*views.Table, error) {
	sets, err := h.Store.HolidaySets(c.UserContext())
	if err != nil {
		return nil, err
	}
	calendars, err := h.Store.Calendars(c.UserContext())
	if err != nil {
		return nil, err
	}
	table := &views.Table{Key: "sets", Columns: []string{"name", "days_listed", "followed_by"}, Empty: "sets"}
	for i, set := range sets {
		days := 0
		for _, one := range holidays {
			if one.SetID == set.ID {
				days++
			}
		}
		followers := views.Cell{Family: "valid", Text: "no_calendar"}
		for _, one := range calendars {
			for _, followed := range one.Sets {
				if followed == set.ID {
					followers.List = append(followers.List, views.Cell{Text: one.Name})
				}
			}
		}
		at := "/settings/holidays/sets/" + id(set.ID)
		line := views.Line{Href: at, Cells: []views.Cell{{Text: set.Name}, {Text: strconv.Itoa(days)}, followers}}
		if i > 0 && len(followers.List) == 0 { // the first is the national one
			line.Acts = []views.Act{{Key: "remove_set", Action: at + "/removal", Confirm: true, Danger: true}}
		}
		table.Rows = append(table.Rows, line)
	}
	return table, nil
}

func (h settings) newHolidaySet(c *fiber.Ctx, who models.Actor) error {
	return h.showHolidaySet(c, who, models.HolidaySet{}, nil)
}

func (h settings) holidaySet(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	sets, err := h.Store.HolidaySets(c.UserContext())
	set, err := among(sets, err, func(s models.HolidaySet) bool { return s.ID == wanted })
	if err != nil {
		return err
	}
	return h.showHolidaySet(c, who, set, nil)
}

func (h settings) saveHolidaySet(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	set := models.HolidaySet{ID: wanted, Name: c.FormValue("name")}
	if _, err := h.Store.SaveHolidaySet(c.UserContext(), who, set); err != nil {
		return h.showHolidaySet(c, who, set, err)
	}
	return h.done(c, "/settings/holidays", "saved")
}

func (h settings) removeHolidaySet(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	if err := h.Store.RemoveHolidaySet(c.UserContext(), who, wanted); err != nil {
		return err
	}
	return h.done(c, "/settings/holidays", "removed")
}

func (h settings) showHolidaySet(c *fiber.Ctx, who models.Actor, set models.HolidaySet, wrong error) error {
	title, lang := set.Name, language(c)
	if set.ID == 0 {
		title = h.Views.T(lang, "settings.new_set")
	}
	action := "/settings/holidays/sets"
	if set.ID != 0 {
		action += "/" + id(set.ID)
	}
	s := &views.Settings{Section: "holidays", Title: title, Note: "sets", Form: &views.Form{
		Action: action, Back: "/settings/holidays", Groups: []views.Group{{Fields: []views.Field{
			{Name: "name", Value: set.Name, Required: true, Hint: "set_name"},
		}}},
	}}
	if wrong != nil {
		return h.again(c, who, wrong, s)
	}
	return h.show(c, who, s)
}
