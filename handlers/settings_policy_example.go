package handlers

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// policyExample shows for a ticket one thinks of which policy measures it and why, and the dates it would give.
func (h settings) policyExample(c *fiber.Ctx, who models.Actor) error {
	s, err := h.askExample(c)
	if err != nil {
		return err
	}
	if c.Query("kind") == "" {
		return h.show(c, who, s)
	}
	example, err := h.exampleOf(c)
	if err == nil {
		var answer models.PolicyAnswer
		answer, err = h.Store.ExplainPolicy(c.UserContext(), who, example)
		if shown := h.showAnswer(c, s, answer); shown != nil {
			return shown
		}
	}
	if err != nil {
		p := &views.Page{Data: s, Errors: h.formErrors(c, err)}
		if e := models.AsError(err); e == nil {
			return err
		} else if e.Code == models.Conflict {
			p.Summary = h.Views.T(language(c), "error."+e.Key, e.Args...)
		}
		c.Status(fiber.StatusUnprocessableEntity)
		return h.showPage(c, who, p, s)
	}
	return h.show(c, who, s)
}

// askExample is the form, filled with what was asked.
func (h settings) askExample(c *fiber.Ctx) (*views.Settings, error) {
	units, err := h.unitOptions(c, 0)
	if err != nil {
		return nil, err
	}
	topics, err := h.topicOptions(c, 0)
	if err != nil {
		return nil, err
	}
	zone, err := h.Store.Zone(c.UserContext(), 0)
	if err != nil {
		return nil, err
	}
	at := c.Query("at", h.Store.Clock().Std().In(zone).Format("2006-01-02T15:04"))
	lang := language(c)
	return &views.Settings{
		Section: "policies", Title: h.Views.T(lang, "settings.example"), Pages: h.policyPages(c, "example"), Ask: &views.Form{
			Action: "/settings/policies/example", Button: "explain", Groups: []views.Group{{Key: "example", Fields: []views.Field{
				{Name: "kind", Kind: views.InputChoice, Family: "kind", Values: texts(models.Kinds), Value: c.Query("kind")},
				{
					Name: "priority", Kind: views.InputChoice, Family: "priority", Values: texts(models.Priorities),
					Value: c.Query("priority", "normal"),
				},
				{Name: "category", Kind: views.InputChoice, Options: topics, Value: c.Query("category"), Blank: "none"},
				{Name: "unit", Kind: views.InputChoice, Options: units, Value: c.Query("unit")},
				{Name: "channel", Kind: views.InputChoice, Family: "channel", Values: models.Channels, Value: c.Query("channel")},
				{Name: "at", Label: "received", Kind: views.InputMoment, Value: at, Hint: "received", Required: true},
			}}},
		},
	}, nil
}

// policyPages lead from the list of policies to its neighbours and back.
func (h settings) policyPages(c *fiber.Ctx, current string) []views.Link {
	lang := language(c)
	return []views.Link{
		{Text: h.Views.T(lang, "settings.list"), Href: "/settings/policies", Current: current == "list"},
		{Text: h.Views.T(lang, "settings.example"), Href: "/settings/policies/example", Current: current == "example"},
	}
}

// exampleOf reads the question; its time is that of the unit.
func (h settings) exampleOf(c *fiber.Ctx) (models.PolicyExample, error) {
	e := models.PolicyExample{
		Kind: models.Kind(c.Query("kind")), Priority: models.Priority(c.Query("priority")), Channel: c.Query("channel"),
		CategoryID: queryNumber(c, "category"), UnitID: queryNumber(c, "unit"),
	}
	zone, err := h.Store.Zone(c.UserContext(), 0)
	if err != nil {
		return e, err
	}
	at, err := time.ParseInLocation("2006-01-02T15:04", c.Query("at"), zone)
	if err != nil || at.Year() < 2000 || at.Year() > 2099 {
		return e, &models.Error{Code: models.Invalid, Field: "at", Key: "invalid.moment"}
	}
	e.At = models.At(at)
	return e, nil
}

// showAnswer puts the dates and the verdict on every policy below the question.
func (h settings) showAnswer(c *fiber.Ctx, s *views.Settings, a models.PolicyAnswer) error {
	words, err := h.policyWords(c)
	if err != nil {
		return err
	}
	lang := language(c)
	if len(a.Dues) > 0 {
		dues := &views.Table{Key: "dues", Columns: []string{"target", "amount", "warn_at", "due", "extended"}}
		for _, d := range a.Dues {
			extended := views.Cell{}
			if d.Extended < models.Never {
				extended.Clock = d.Extended.Std()
			}
			dues.Rows = append(dues.Rows, views.Line{Cells: []views.Cell{
				{Family: "target", Text: string(d.Target)},
				{Family: "amount", Text: d.Amount},
				{Clock: d.Warn.Std()},
				{Clock: d.Due.Std()},
				extended,
			}})
		}
		if a.Next != "" {
			dues.Rows = append(dues.Rows, views.Line{Cells: []views.Cell{
				{Family: "target", Text: "next_response"}, {Family: "amount", Text: a.Next}, {}, {Family: "due", Text: "next"}, {},
			}})
		}
		s.Parts = append(s.Parts, views.Part{
			Key: "dues", Table: dues,
			Note: h.Views.T(lang, "settings.by_calendar", "Name", a.Calendar.Name, "Zone", a.Calendar.Zone, "From", h.sourceOf(lang, words, a)),
		})
	}
	verdicts := &views.Table{Key: "verdicts", Columns: []string{"name", "matches", "verdict", "basis"}}
	for _, v := range a.Verdicts {
		verdict := views.Cell{Family: "verdict", Text: v.Why}
		switch v.Why {
		case "wins":
			verdict.Tag = "open"
		case "differs":
			fields := make([]string, len(v.Differs))
			for i, name := range v.Differs {
				fields[i] = strings.ToLower(h.Views.T(lang, "label."+name))
			}
			verdict = views.Cell{Text: h.Views.T(lang, "settings.differs", "Fields", strings.Join(fields, ", "))}
		}
		verdicts.Rows = append(verdicts.Rows, views.Line{Href: path("policies", v.ID), Off: v.Why != "wins", Cells: []views.Cell{
			{Text: v.Name}, words.matches(v.Policy), verdict, {Text: v.Basis},
		}})
	}
	if len(verdicts.Rows) > 0 {
		s.Parts = append(s.Parts, views.Part{Key: "verdicts", Table: verdicts})
	}
	return nil
}

// sourceOf says where the calendar comes from.
func (h settings) sourceOf(lang string, words policyWords, a models.PolicyAnswer) string {
	if a.CalendarUnit == 0 {
		return h.Views.T(lang, "settings.from_policy")
	}
	return words.units[a.CalendarUnit]
}
