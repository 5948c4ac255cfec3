package handlers

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// settings are the pages of those who run the house. Each describes itself as fields, tables and steps; one template
// draws them all.
type settings struct{ *handlers }

// The rooms in the order of the menu, with what one must be allowed to enter.
var rooms = []struct {
	key  string
	need models.Capability
}{
	{"overview", models.Configure},
	{"units", models.Configure},
	{"users", models.Administer},
	{"accounts", models.Configure},
	{"categories", models.Configure},
	{"places", models.Configure},
	{"policies", models.Configure},
	{"ladders", models.Configure},
	{"duty", models.PlanPeople},
	{"ways", models.Configure},
	{"calendars", models.Configure},
	{"holidays", models.Configure},
	{"tokens", models.Administer},
	{"outbox", models.Configure},
}

func (h settings) routes() []route {
	configure := func(next func(*fiber.Ctx, models.Actor) error) fiber.Handler { return h.staff(models.Configure, next) }
	administer := func(next func(*fiber.Ctx, models.Actor) error) fiber.Handler { return h.staff(models.Administer, next) }
	return append(h.planRoutes(), []route{
		{"GET", "/settings", models.Configure, configure(h.overview)},
		{"GET", "/settings/recompute", models.Configure, configure(h.recompute)},

		{"GET", "/settings/units", models.Configure, configure(h.units)},
		{"GET", "/settings/units/new", models.Configure, configure(h.newUnit)},
		{"POST", "/settings/units", models.Configure, configure(h.saveUnit)},
		{"GET", "/settings/units/:id", models.Configure, configure(h.unit)},
		{"POST", "/settings/units/:id", models.Configure, configure(h.saveUnit)},
		{"POST", "/settings/acceptance", models.Configure, configure(h.saveAcceptance)},

		{"GET", "/settings/users", models.Administer, administer(h.users)},
		{"GET", "/settings/users/new", models.Administer, administer(h.newUser)},
		{"POST", "/settings/users", models.Administer, administer(h.addUser)},
		{"GET", "/settings/users/:id", models.Administer, administer(h.user)},
		{"POST", "/settings/users/:id", models.Administer, administer(h.saveUser)},
		{"POST", "/settings/users/:id/password", models.Administer, administer(h.resetPassword)},
		{"POST", "/settings/users/:id/sessions", models.Administer, administer(h.endSessions)},

		{"GET", "/settings/accounts", models.Configure, configure(h.accounts)},
		{"GET", "/settings/accounts/new", models.Configure, configure(h.newAccount)},
		{"POST", "/settings/accounts", models.Configure, configure(h.saveAccount)},
		{"GET", "/settings/accounts/:id", models.Configure, configure(h.account)},
		{"POST", "/settings/accounts/:id", models.Configure, configure(h.saveAccount)},

		{"GET", "/settings/categories", models.Configure, configure(h.categories)},
		{"GET", "/settings/categories/new", models.Configure, configure(h.newCategory)},
		{"POST", "/settings/categories", models.Configure, configure(h.saveCategory)},
		{"GET", "/settings/categories/:id", models.Configure, configure(h.category)},
		{"POST", "/settings/categories/:id", models.Configure, configure(h.saveCategory)},

		{"GET", "/settings/places", models.Configure, configure(h.places)},
		{"GET", "/settings/places/new", models.Configure, configure(h.newPlace)},
		{"POST", "/settings/places", models.Configure, configure(h.savePlace)},
		{"GET", "/settings/places/:id", models.Configure, configure(h.place)},
		{"POST", "/settings/places/:id", models.Configure, configure(h.savePlace)},

		{"GET", "/settings/policies", models.Configure, configure(h.policies)},
		{"GET", "/settings/policies/new", models.Configure, configure(h.newPolicy)},
		{"POST", "/settings/policies", models.Configure, configure(h.draftPolicy)},
		{"GET", "/settings/policies/example", models.Configure, configure(h.policyExample)},
		{"GET", "/settings/policies/drafts/:id", models.Configure, configure(h.draft)},
		{"POST", "/settings/policies/drafts/:id/count", models.Configure, configure(h.countDraft)},
		{"POST", "/settings/policies/drafts/:id/saving", models.Configure, configure(h.saveDraft)},
		{"POST", "/settings/policies/drafts/:id/undoing", models.Configure, configure(h.undoPolicy)},
		{"GET", "/settings/policies/:id", models.Configure, configure(h.policy)},
		{"POST", "/settings/policies/:id", models.Configure, configure(h.draftPolicy)},

		{"GET", "/settings/calendars", models.Configure, configure(h.calendars)},
		{"GET", "/settings/calendars/new", models.Configure, configure(h.newCalendar)},
		{"POST", "/settings/calendars", models.Configure, configure(h.saveCalendar)},
		{"GET", "/settings/calendars/:id", models.Configure, configure(h.calendar)},
		{"POST", "/settings/calendars/:id", models.Configure, configure(h.saveCalendar)},
		{"GET", "/settings/calendars/:id/year", models.Configure, configure(h.calendarYear)},
		{"GET", "/settings/calendars/:id/periods/new", models.Configure, configure(h.newPeriod)},
		{"POST", "/settings/calendars/:id/periods", models.Configure, configure(h.addPeriod)},
		{"POST", "/settings/calendars/:id/periods/removal", models.Configure, configure(h.removePeriod)},

		{"GET", "/settings/holidays", models.Configure, configure(h.holidays)},
		{"GET", "/settings/holidays/new", models.Configure, configure(h.newHoliday)},
		{"POST", "/settings/holidays", models.Configure, configure(h.saveHoliday)},
		{"GET", "/settings/holidays/sets/new", models.Configure, configure(h.newHolidaySet)},
		{"POST", "/settings/holidays/sets", models.Configure, configure(h.saveHolidaySet)},
		{"GET", "/settings/holidays/sets/:id", models.Configure, configure(h.holidaySet)},
		{"POST", "/settings/holidays/sets/:id", models.Configure, configure(h.saveHolidaySet)},
		{"POST", "/settings/holidays/sets/:id/removal", models.Configure, configure(h.removeHolidaySet)},
		{"GET", "/settings/holidays/import", models.Configure, configure(h.newHolidayImport)},
		{"POST", "/settings/holidays/import", models.Configure, configure(h.importHolidays)},
		{"GET", "/settings/holidays/:id", models.Configure, configure(h.holiday)},
		{"POST", "/settings/holidays/:id", models.Configure, configure(h.saveHoliday)},
		{"POST", "/settings/holidays/:id/removal", models.Configure, configure(h.removeHoliday)},

		{"GET", "/settings/tokens", models.Administer, administer(h.tokens)},
		{"GET", "/settings/tokens/new", models.Administer, administer(h.newToken)},
		{"POST", "/settings/tokens", models.Administer, administer(h.addToken)},
		{"POST", "/settings/tokens/:id/revocation", models.Administer, administer(h.revokeToken)},

		{"GET", "/settings/outbox", models.Configure, configure(h.outbox)},
		{"POST", "/settings/outbox/:id/retry", models.Configure, configure(h.retrySend)},
		{"POST", "/settings/outbox/:id/arrival", models.Configure, configure(h.confirmSend)},
		{"POST", "/settings/outbox/:id/removal", models.Configure, configure(h.dropSend)},
	}...)
}

func (h settings) overview(c *fiber.Ctx, who models.Actor) error {
	warnings, err := h.holidayWarnings(c)
	if err != nil {
		return err
	}
	stuck, err := h.Store.Stuck(c.UserContext())
	if err != nil {
		return err
	}
	gaps, _, err := h.Store.DutyGaps(c.UserContext())
	if err != nil {
		return err
	}
	if len(gaps) > 0 {
		warnings = append(warnings, views.Warning{Key: "duty", Href: "/settings/duty"})
	}
	if stuck > 0 {
		warnings = append(warnings, views.Warning{Key: "stuck", Args: []any{"Count", stuck}, Href: "/settings/outbox"})
	}
	return h.show(c, who, &views.Settings{Section: "overview", Warnings: warnings})
}

// holidayWarnings name the years near enough to matter for which there is no official list.
func (h settings) holidayWarnings(c *fiber.Ctx) ([]views.Warning, error) {
	known, err := h.Store.HolidayYears(c.UserContext())
	if err != nil {
		return nil, err
	}
	var warnings []views.Warning
	for year, official := range known {
		if !official {
			at := "/settings/holidays?year=" + strconv.Itoa(year)
			warnings = append(warnings, views.Warning{Key: "holidays", Args: []any{"Year", strconv.Itoa(year)}, Href: at})
		}
	}
	slices.SortFunc(warnings, func(a, b views.Warning) int { return strings.Compare(a.Href, b.Href) })
	return warnings, nil
}

// show draws a page of the settings.
func (h settings) show(c *fiber.Ctx, who models.Actor, s *views.Settings) error {
	return h.showPage(c, who, &views.Page{Data: s}, s)
}

func (h settings) showPage(c *fiber.Ctx, who models.Actor, p *views.Page, s *views.Settings) error {
	if err := h.progress(c, s); err != nil {
		return err
	}
	for _, room := range rooms {
		if who.Can(room.need) {
			s.Sections = append(s.Sections, views.Section{Key: room.key, Href: roomPath(room.key), Current: room.key == s.Section})
		}
	}
	return h.page(c, "settings", p)
}

func roomPath(key string) string {
	if key == "overview" {
		return "/settings"
	}
	return "/settings/" + key
}

// again shows a form that could not be saved with what was typed and what is wrong; any other error is passed on.
func (h settings) again(c *fiber.Ctx, who models.Actor, err error, s *views.Settings) error {
	p := &views.Page{Data: s, Errors: h.formErrors(c, err)}
	if e := models.AsError(err); e != nil && e.Code == models.Conflict {
		p.Summary = h.Views.T(language(c), "error."+e.Key, e.Args...)
	} else if p.Errors == nil {
		return err
	}
	c.Status(fiber.StatusUnprocessableEntity)
	if s.Form != nil {
		s.Form.Typed(func(name string) []string { return typed(c, name) })
	}
	return h.showPage(c, who, p, s)
}

// typed is everything a form sent under one name.
func typed(c *fiber.Ctx, name string) []string {
	var values []string
	if form, err := c.MultipartForm(); err == nil {
		return form.Value[name]
	}
	for _, value := range c.Request().PostArgs().PeekMulti(name) {
		values = append(values, string(value))
	}
	return values
}

// recompute is the progress alone, for htmx to ask again and again.
func (h settings) recompute(c *fiber.Ctx, _ models.Actor) error {
	if !wantsPart(c) {
		return c.Redirect("/settings", fiber.StatusSeeOther)
	}
	s := &views.Settings{Section: "overview"}
	if err := h.progress(c, s); err != nil {
		return err
	}
	return h.part(c, "settings", "progress", &views.Page{Data: s})
}

func (h settings) progress(c *fiber.Ctx, s *views.Settings) error {
	work, err := h.Store.Recomputing(c.UserContext())
	if err == nil && work != nil {
		s.Progress = &views.Progress{Why: h.Views.Cause(language(c), work.Why), Done: work.Done, Total: work.Total, Changed: work.Changed, Waiting: work.Waiting}
	}
	return err
}

// queryNumber reads a number of the address; 0 when there is none.
func queryNumber(c *fiber.Ctx, name string) int64 {
	n, err := strconv.ParseInt(c.Query(name), 10, 64)
	if err != nil && c.Query(name) != "" {
		return -1
	}
	return n
}

// idOf is the number in the address; 0 where there is none, for something new.
func idOf(c *fiber.Ctx) (int64, error) {
	if c.Params("id") == "" {
		return 0, nil
	}
	id, err := strconv.ParseInt(c.Params("id"), 10, 64)
	if err != nil || id < 1 {
		return 0, fiber.ErrNotFound
	}
	return id, nil
}

// number reads a number of a form; -1 for what is none, which no row has and no range allows.
func number(c *fiber.Ctx, name string) int64 {
	text := c.FormValue(name)
	if text == "" {
		return 0
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return -1
	}
	return n
}

func ticked(c *fiber.Ctx, name string) bool { return c.FormValue(name) == views.Yes }

func tick(on bool) string {
	if on {
		return views.Yes
	}
	return ""
}

func id(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// activity is the cell that says whether something is in use.
func activity(on bool) views.Cell {
	if on {
		return views.Cell{Family: "activity", Text: "on", Tag: "open"}
	}
	return views.Cell{Family: "activity", Text: "off", Tag: "off"}
}

// among finds what has the id; NotFound when nothing has.
func among[T any](all []T, err error, wanted func(T) bool) (T, error) {
	var none T
	if err != nil {
		return none, err
	}
	if i := slices.IndexFunc(all, wanted); i >= 0 {
		return all[i], nil
	}
	return none, fiber.ErrNotFound
}
