package handlers

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// ladders lists whom a deadline is told to, rung by rung: the house's ladder, and those that policies have of their own.
func (h settings) ladders(c *fiber.Ctx, who models.Actor) error {
	s, err := h.ladderPage(c)
	if err != nil {
		return err
	}
	return h.show(c, who, s)
}

func (h settings) ladderPage(c *fiber.Ctx) (*views.Settings, error) {
	rungs, err := h.Store.Rungs(c.UserContext())
	if err != nil {
		return nil, err
	}
	policies, err := h.Store.Policies(c.UserContext())
	if err != nil {
		return nil, err
	}
	table := &views.Table{Columns: []string{"level", "whom", "ways", "hours", "policy"}, Empty: "ladders"}
	for _, r := range rungs {
		table.Rows = append(table.Rows, h.rungLine(c, r, policies))
	}
	s := &views.Settings{Section: "ladders", Add: "/settings/ladders/new", Table: table, Note: "ladders"}
	if free := without(policies, rungs); len(free) > 0 {
		s.Acts = []views.Act{{Key: "copy_ladder", Action: "/settings/ladders/copies", Fields: []views.Field{
			{Name: "policy", Kind: views.InputChoice, Options: free},
		}}}
	}
	return s, nil
}

// without are the policies in use that have no ladder of their own.
func without(policies []models.Policy, rungs []models.Rung) (free []views.Option) {
	for _, p := range policies {
		own := slices.ContainsFunc(rungs, func(r models.Rung) bool { return r.PolicyID == p.ID })
		if p.Active && !own {
			free = append(free, views.Option{Value: id(p.ID), Label: p.Name})
		}
	}
	return free
}

func (h settings) rungLine(c *fiber.Ctx, r models.Rung, policies []models.Policy) views.Line {
	lang, level := language(c), views.Cell{Family: "rung", Text: r.Level}
	if r.Level == models.After {
		level = views.Cell{Text: h.Views.T(lang, "settings.every", "Count", r.Every, "Limit", r.Times)}
	}
	ways := []views.Cell{{Family: "way", Text: "app"}}
	for way := range strings.SplitSeq(r.Ways, ",") {
		if way != "" {
			ways = append(ways, views.Cell{Family: "way", Text: way})
		}
	}
	hours := views.Cell{Family: "ringing", Text: "hours"}
	if r.Urgent {
		hours = views.Cell{Family: "ringing", Text: "any", Tag: "alert"}
	}
	of := views.Cell{Family: "valid", Text: "every_policy"}
	for _, p := range policies {
		if p.ID == r.PolicyID {
			of = views.Cell{Text: p.Name}
		}
	}
	at := path("ladders", r.ID)
	return views.Line{
		Href: at, Cells: []views.Cell{level, {Family: "whom", Text: string(r.Whom)}, {List: ways}, hours, of},
		Acts: []views.Act{{Key: "remove", Action: at + "/removal", Confirm: true, Danger: true}},
	}
}

func (h settings) newRung(c *fiber.Ctx, who models.Actor) error {
	return h.showRung(c, who, models.Rung{Level: "late", Whom: models.ToHead, Ways: models.ByMail}, nil)
}

func (h settings) rung(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	rungs, err := h.Store.Rungs(c.UserContext())
	r, err := among(rungs, err, func(r models.Rung) bool { return r.ID == wanted })
	if err != nil {
		return err
	}
	return h.showRung(c, who, r, nil)
}

func (h settings) saveRung(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	r := models.Rung{
		ID: wanted, PolicyID: number(c, "policy"), Level: c.FormValue("level"), Whom: models.Whom(c.FormValue("whom")),
		Every: int(number(c, "every")), Times: int(number(c, "times")), Ways: strings.Join(typed(c, "ways"), ","),
		Urgent: ticked(c, "urgent"),
	}
	if _, err := h.Store.SaveRung(c.UserContext(), who, r); err != nil {
		return h.showRung(c, who, r, err)
	}
	return h.done(c, "/settings/ladders", "saved")
}

// showRung is the form of one rung.
func (h settings) showRung(c *fiber.Ctx, who models.Actor, r models.Rung, wrong error) error {
	policies, err := h.Store.Policies(c.UserContext())
	if err != nil {
		return err
	}
	var options []views.Option
	for _, p := range policies {
		if p.Active || p.ID == r.PolicyID {
			options = append(options, views.Option{Value: id(p.ID), Label: p.Name})
		}
	}
	title := ""
	if r.ID != 0 {
		title = h.Views.T(language(c), "rung."+r.Level)
	}
	s := &views.Settings{Section: "ladders", Title: title, Adding: r.ID == 0, Form: &views.Form{
		Action: path("ladders", r.ID), Back: "/settings/ladders", Groups: []views.Group{
			{Fields: []views.Field{
				{Name: "policy", Kind: views.InputChoice, Options: options, Value: id(r.PolicyID), Blank: "every_policy", Hint: "ladder_policy"},
				{Name: "level", Kind: views.InputChoice, Family: "rung", Values: models.RungLevels, Value: r.Level},
				{Name: "whom", Kind: views.InputChoice, Family: "whom", Values: texts(models.Whoms), Value: string(r.Whom), Hint: "whom"},
				{Name: "ways", Kind: views.InputChecks, Family: "way", Values: models.Ways, Chosen: strings.Split(r.Ways, ","), Hint: "ways"},
				{Name: "urgent", Kind: views.InputCheck, Value: tick(r.Urgent), Hint: "urgent"},
			}},
			{Key: "again", Hint: "again", Fields: []views.Field{
				{Name: "every", Kind: views.InputNumber, Value: count(r.Every), Max: 240},
				{Name: "times", Kind: views.InputNumber, Value: count(r.Times), Max: 20},
			}},
		},
	}}
	if wrong != nil {
		return h.again(c, who, wrong, s)
	}
	return h.show(c, who, s)
}

// count is a number of a form; empty for none.
func count(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func (h settings) removeRung(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	if err := h.Store.RemoveRung(c.UserContext(), who, wanted); err != nil {
		return h.ladderFault(c, who, err)
	}
	return h.done(c, "/settings/ladders", "removed")
}

func (h settings) copyLadder(c *fiber.Ctx, who models.Actor) error {
	if err := h.Store.CopyLadder(c.UserContext(), who, number(c, "policy")); err != nil {
		return h.ladderFault(c, who, err)
	}
	return h.done(c, "/settings/ladders", "saved")
}

// ladderFault shows the list with what could not be done, and why.
func (h settings) ladderFault(c *fiber.Ctx, who models.Actor, wrong error) error {
	s, err := h.ladderPage(c)
	if err != nil {
		return err
	}
	return h.refused(c, who, wrong, s)
}

// refused shows a page without a form of its own with what could not be done; any other error is passed on.
func (h settings) refused(c *fiber.Ctx, who models.Actor, wrong error, s *views.Settings) error {
	p := &views.Page{Data: s, Errors: h.formErrors(c, wrong)}
	if e := models.AsError(wrong); e != nil && e.Code == models.Conflict {
		p.Summary = h.Views.T(language(c), "error."+e.Key, e.Args...)
	} else if p.Errors == nil {
		return wrong
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return h.showPage(c, who, p, s)
}
