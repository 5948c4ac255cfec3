package handlers

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// calendarUse is who works by a calendar.
type calendarUse struct {
	own       []string // units that name it
	inherited int      // units below that have none of their own
	policies  int      // that name it
}

func (u calendarUse) told(h settings, lang string) string {
	parts := slices.Clone(u.own)
	if u.inherited > 0 {
		parts = append(parts, h.Views.T(lang, "settings.units_below", "Count", u.inherited))
	}
	if u.policies > 0 {
		parts = append(parts, h.Views.T(lang, "settings.policies_by", "Count", u.policies))
	}
	return strings.Join(parts, ", ")
}

func (h settings) calendarUsers(c *fiber.Ctx) (map[int64]calendarUse, error) {
	holds, err := h.Store.UnitCalendars(c.UserContext())
	if err != nil {
		return nil, err
	}
	used := map[int64]calendarUse{}
	for _, one := range holds {
		use := used[one.CalendarID]
		if one.FromID == one.Unit.ID {
			use.own = append(use.own, one.Unit.Name)
		} else {
			use.inherited++
		}
		used[one.CalendarID] = use
	}
	policies, err := h.Store.Policies(c.UserContext())
	for _, p := range policies {
		use := used[p.CalendarID]
		use.policies++
		used[p.CalendarID] = use
	}
	return used, err
}

// calendarParts are the dated hours of a calendar and the units it holds for, below its form.
func (h settings) calendarParts(c *fiber.Ctx, one models.Calendar, s *views.Settings) error {
	periods, err := periodTable(one)
	if err != nil {
		return err
	}
	holds, err := h.Store.UnitCalendars(c.UserContext())
	if err != nil {
		return err
	}
	lang := language(c)
	names, units := map[int64]string{}, &views.Table{Key: "holds", Columns: []string{"unit", "calendar_from"}, Empty: "holds"}
	for _, u := range holds {
		names[u.Unit.ID] = u.Unit.Name
	}
	for _, u := range holds {
		if u.CalendarID != one.ID {
			continue
		}
		from := views.Cell{Family: "valid", Text: "own_calendar"}
		if u.FromID != u.Unit.ID {
			from = views.Cell{Text: h.Views.T(lang, "settings.from_unit", "Name", names[u.FromID])}
		}
		units.Rows = append(units.Rows, views.Line{
			Href: path("units", u.Unit.ID), Off: !u.Unit.Active, Cells: []views.Cell{{Text: u.Unit.Name}, from},
		})
	}
	s.Pages = []views.Link{
		{Text: one.Name, Href: path("calendars", one.ID), Current: true},
		{Text: h.Views.T(lang, "settings.year"), Href: path("calendars", one.ID) + "/year"},
	}
	s.Parts = []views.Part{
		{Key: "periods", Add: path("calendars", one.ID) + "/periods/new", Table: periods}, {Key: "holds", Table: units},
	}
	return nil
}
