package handlers

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// calendarYear is a calendar's year at a glance, to read and to print.
func (h settings) calendarYear(c *fiber.Ctx, who models.Actor) error {
	one, err := h.calendarOf(c)
	if err != nil {
		return err
	}
	shown, lang := h.yearOf(c), language(c)
	days, err := h.Store.YearOf(c.UserContext(), one.ID, shown)
	if err != nil {
		return err
	}
	year := &views.Year{Year: shown}
	for _, d := range days {
		year.Add(views.YearDay{
			Date: d.Date, Kind: d.Kind, Name: d.Name, Estimate: d.Estimate, Spans: d.Spans, Seconds: d.Seconds,
		})
	}
	s := &views.Settings{
		Section: "calendars", Title: h.Views.T(lang, "settings.year_of", "Name", one.Name, "Year", strconv.Itoa(shown)), Year: year,
		Pages: []views.Link{{Text: one.Name, Href: path("calendars", one.ID)}},
	}
	for y := shown - 1; y <= shown+1; y++ {
		text := strconv.Itoa(y)
		s.Pages = append(s.Pages, views.Link{Text: text, Href: path("calendars", one.ID) + "/year?year=" + text, Current: y == shown})
	}
	official, err := h.Store.ListedYear(c.UserContext(), shown)
	if err != nil {
		return err
	}
	if !official {
		at := "/settings/holidays?year=" + strconv.Itoa(shown)
		s.Warnings = []views.Warning{{Key: "holidays", Args: []any{"Year", strconv.Itoa(shown)}, Href: at}}
	}
	return h.show(c, who, s)
}
