package handlers

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// Zones of the country; a calendar may keep another one it has.
var zones = []string{"Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"}

func (h settings) calendarNames(c *fiber.Ctx) (map[int64]string, error) {
	calendars, err := h.Store.Calendars(c.UserContext())
	names := make(map[int64]string, len(calendars))
	for _, one := range calendars {
		names[one.ID] = one.Name
	}
	return names, err
}

func idTexts(ids []int64) []string {
	out := make([]string, len(ids))
	for i, n := range ids {
		out[i] = id(n)
	}
	return out
}

func (h settings) calendarOptions(c *fiber.Ctx) ([]views.Option, error) {
	calendars, err := h.Store.Calendars(c.UserContext())
	options := make([]views.Option, len(calendars))
	for i, one := range calendars {
		options[i] = views.Option{Value: id(one.ID), Label: one.Name}
	}
	return options, err
}

func (h settings) calendars(c *fiber.Ctx, who models.Actor) error {
	calendars, err := h.Store.Calendars(c.UserContext())
	if err != nil {
		return err
	}
	sets, err := h.setNames(c)
	if err != nil {
		return err
	}
	used, err := h.calendarUsers(c)
	if err != nil {
		return err
	}
	lang := language(c)
	table := &views.Table{Columns: []string{"name", "zone", "week_hours", "sets", "used_by", "year"}, Empty: "calendars"}
	for _, one := range calendars {
		week, err := one.Hours()
		if err != nil {
			return err
		}
		table.Rows = append(table.Rows, views.Line{Href: path("calendars", one.ID), Cells: []views.Cell{
			{Text: one.Name},
			{Family: "zone", Text: one.Zone},
			h.weekCell(lang, week),
			setCell(one, sets),
			{Text: used[one.ID].told(h, lang)},
			{Text: h.Views.T(lang, "settings.year"), Href: path("calendars", one.ID) + "/year"},
		}})
	}
	return h.show(c, who, &views.Settings{Section: "calendars", Add: "/settings/calendars/new", Table: table, Note: "calendars"})
}

// weekCell shows the hours of a week, days in a row with the same hours as one.
func (h settings) weekCell(lang string, week map[string][]string) views.Cell {
	var parts []views.Cell
	for i := 0; i < len(models.Weekdays); {
		spans, last := week[models.Weekdays[i]], i
		for last+1 < len(models.Weekdays) && slices.Equal(week[models.Weekdays[last+1]], spans) {
			last++
		}
		if len(spans) > 0 {
			days := h.Views.T(lang, "label."+models.Weekdays[i])
			if last > i {
				days += "–" + h.Views.T(lang, "label."+models.Weekdays[last])
			}
			parts = append(parts, views.Cell{Text: days + " " + hoursCell(spans).Text})
		}
		i = last + 1
	}
	return views.Cell{List: parts, Apart: "; "}
}

// setCell names the sets of holidays a calendar follows.
func setCell(one models.Calendar, names map[int64]string) views.Cell {
	if len(one.Sets) == 0 {
		return views.Cell{Family: "valid", Text: "no_set"}
	}
	var followed []views.Cell
	for _, set := range one.Sets {
		followed = append(followed, views.Cell{Text: names[set]})
	}
	return views.Cell{List: followed}
}

// hoursCell shows the hours of one day; a day without any is off.
func hoursCell(spans []string) views.Cell {
	if len(spans) == 0 {
		return views.Cell{Family: "hours", Text: "off"}
	}
	return views.Cell{Text: unbroken.Replace(strings.Join(spans, ", "))}
}

// unbroken keeps a span on one line, with a hyphen that does not break.
var unbroken = strings.NewReplacer("-", "\u2011")

func (h settings) newCalendar(c *fiber.Ctx, who models.Actor) error {
	calendars, err := h.Store.Calendars(c.UserContext())
	if err != nil {
		return err
	}
	one := models.Calendar{Zone: zones[0], Week: "{}"}
	if len(calendars) > 0 {
		one.Week, one.Zone, one.Sets = calendars[0].Week, calendars[0].Zone, calendars[0].Sets // most desks differ little from the office
	}
	return h.showCalendar(c, who, one, nil)
}

func (h settings) calendar(c *fiber.Ctx, who models.Actor) error {
	one, err := h.calendarOf(c)
	if err != nil {
		return err
	}
	return h.showCalendar(c, who, one, nil)
}

func (h settings) calendarOf(c *fiber.Ctx) (models.Calendar, error) {
	wanted, err := idOf(c)
	if err != nil || wanted == 0 {
		return models.Calendar{Week: "{}"}, err
	}
	return h.Store.Calendar(c.UserContext(), wanted)
}

func (h settings) saveCalendar(c *fiber.Ctx, who models.Actor) error {
	one, err := h.calendarOf(c)
	if err != nil {
		return err
	}
	week, err := json.Marshal(weekOf(c))
	if err != nil {
		return err
	}
	one.Name, one.Zone, one.Week, one.Sets = c.FormValue("name"), c.FormValue("zone"), string(week), nil
	if other := strings.TrimSpace(c.FormValue("zone_other")); other != "" {
		one.Zone = other
	}
	for _, text := range typed(c, "sets") {
		set, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return fiber.ErrBadRequest
		}
		one.Sets = append(one.Sets, set)
	}
	if _, err := h.Store.SaveCalendar(c.UserContext(), who, one); err != nil {
		if e := models.AsError(err); e != nil && e.Field == "zone" && c.FormValue("zone_other") != "" {
			e.Field = "zone_other"
		}
		return h.showCalendar(c, who, one, err)
	}
	return h.done(c, "/settings/calendars", "saved_recompute")
}

// weekOf reads the hours of every day of a form.
func weekOf(c *fiber.Ctx) map[string][]string {
	week := map[string][]string{}
	for _, day := range models.Weekdays {
		if spans := spansOf(c.FormValue(day)); len(spans) > 0 {
			week[day] = spans
		}
	}
	return week
}

var (
	hourMark = regexp.MustCompile(`(\d)\.(\d)`)
	spanMark = regexp.MustCompile(`\s*[-–—]\s*`)
)

// spansOf reads hours as people write them: "07.30–12.00, 13.00 - 16.00".
func spansOf(written string) []string {
	var spans []string
	for _, part := range strings.FieldsFunc(written, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		part = spanMark.ReplaceAllString(hourMark.ReplaceAllString(strings.TrimSpace(part), "$1:$2"), "-")
		if part != "" {
			spans = append(spans, part)
		}
	}
	return spans
}

func (h settings) showCalendar(c *fiber.Ctx, who models.Actor, one models.Calendar, wrong error) error {
	week, err := one.Hours()
	if err != nil {
		return err
	}
	sets, err := h.setOptions(c)
	if err != nil {
		return err
	}
	known := zones
	if one.Zone != "" && !slices.Contains(zones, one.Zone) && wrong == nil {
		known = append([]string{one.Zone}, zones...)
	}
	s := &views.Settings{Section: "calendars", Title: one.Name, Adding: one.ID == 0, Note: "recompute", Form: &views.Form{
		Action: path("calendars", one.ID), Back: "/settings/calendars", Groups: []views.Group{
			{Fields: []views.Field{{Name: "name", Value: one.Name, Required: true}}},
			{Key: "zone", Fields: []views.Field{
				{Name: "zone", Kind: views.InputChoice, Family: "zone", Values: known, Value: one.Zone},
				{Name: "zone_other", Hint: "zone_other"},
			}},
			{Key: "week", Hint: "spans", Fields: weekFields(week)},
			{Fields: []views.Field{{Name: "sets", Kind: views.InputChecks, Options: sets, Chosen: idTexts(one.Sets), Hint: "sets"}}},
		},
	}}
	if one.ID != 0 {
		if err := h.calendarParts(c, one, s); err != nil {
			return err
		}
	}
	if wrong != nil {
		return h.again(c, who, wrong, s)
	}
	return h.show(c, who, s)
}

func weekFields(week map[string][]string) []views.Field {
	fields := make([]views.Field, len(models.Weekdays))
	for i, day := range models.Weekdays {
		fields[i] = views.Field{Name: day, Value: strings.Join(week[day], ", ")}
	}
	return fields
}
