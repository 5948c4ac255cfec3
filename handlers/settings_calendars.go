package handlers

import (
	"encoding/json"
	"regexp"
	"slices"
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
	table := &views.Table{Columns: append([]string{"name", "zone"}, models.Weekdays...), Empty: "calendars"}
	for _, one := range calendars {
		week, err := one.Hours()
		if err != nil {
			return err
		}
		line := views.Line{Href: path("calendars", one.ID), Cells: []views.Cell{{Text: one.Name}, {Family: "zone", Text: one.Zone}}}
		for _, day := range models.Weekdays {
			line.Cells = append(line.Cells, hoursCell(week[day]))
		}
		table.Rows = append(table.Rows, line)
	}
	return h.show(c, who, &views.Settings{Section: "calendars", Add: "/settings/calendars/new", Table: table, Note: "calendars"})
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
		one.Week, one.Zone = calendars[0].Week, calendars[0].Zone // most desks differ little from the office
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
	one.Name, one.Zone, one.Week = c.FormValue("name"), c.FormValue("zone"), string(week)
	if _, err := h.Store.SaveCalendar(c.UserContext(), who, one); err != nil {
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
	known := zones
	if one.Zone != "" && !slices.Contains(zones, one.Zone) {
		known = append([]string{one.Zone}, zones...)
	}
	s := &views.Settings{Section: "calendars", Title: one.Name, Adding: one.ID == 0, Note: "recompute", Form: &views.Form{
		Action: path("calendars", one.ID), Back: "/settings/calendars", Groups: []views.Group{
			{Fields: []views.Field{
				{Name: "name", Value: one.Name, Required: true},
				{Name: "zone", Kind: views.InputChoice, Family: "zone", Values: known, Value: one.Zone},
			}},
			{Key: "week", Hint: "spans", Fields: weekFields(week)},
		},
	}}
	if one.ID != 0 {
		periods, err := periodTable(one)
		if err != nil {
			return err
		}
		s.Parts = []views.Part{{Key: "periods", Add: path("calendars", one.ID) + "/periods/new", Table: periods}}
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
