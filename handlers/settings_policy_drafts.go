package handlers

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// Live tickets looked at in one request of a preview: some hundred milliseconds.
const previewStep = 2000

// draftPolicy keeps what was typed as a draft and shows what it would do; nothing is changed yet.
func (h settings) draftPolicy(c *fiber.Ctx, who models.Actor) error {
	p, err := h.typedPolicy(c)
	if err != nil {
		if models.AsError(err) == nil {
			return err
		}
		return h.showPolicy(c, who, p, err)
	}
	change, err := h.Store.DraftPolicy(c.UserContext(), who, p)
	if err != nil {
		return h.showPolicy(c, who, p, err)
	}
	if _, err := h.Store.CountDraft(c.UserContext(), who, change.ID, previewStep); err != nil {
		return err
	}
	return c.Redirect(draftPath(change.ID), fiber.StatusSeeOther)
}

func draftPath(n int64) string { return "/settings/policies/drafts/" + id(n) }

func (h settings) draft(c *fiber.Ctx, who models.Actor) error { return h.showDraft(c, who, nil) }

func (h settings) draftOf(c *fiber.Ctx, who models.Actor) (models.PolicyChange, error) {
	wanted, err := idOf(c)
	if err != nil {
		return models.PolicyChange{}, err
	}
	return h.Store.PolicyChange(c.UserContext(), who, wanted)
}

// countDraft counts on: htmx asks again and again, without it a button does.
func (h settings) countDraft(c *fiber.Ctx, who models.Actor) error {
	change, err := h.draftOf(c, who)
	if err != nil {
		return err
	}
	n, err := h.Store.CountDraft(c.UserContext(), who, change.ID, previewStep)
	if err != nil {
		return err
	}
	if !wantsPart(c) {
		return c.Redirect(draftPath(change.ID), fiber.StatusSeeOther)
	}
	s := &views.Settings{Section: "policies", Preview: previewOf(change.ID, n), Parts: []views.Part{h.exampleMoves(n)}}
	return h.part(c, "settings", "preview", &views.Page{Data: s})
}

func (h settings) saveDraft(c *fiber.Ctx, who models.Actor) error {
	change, err := h.draftOf(c, who)
	if err != nil {
		return err
	}
	if _, err := h.Store.SaveDraft(c.UserContext(), who, change.ID, c.FormValue("reason")); err != nil {
		return h.showDraft(c, who, err)
	}
	return h.done(c, "/settings/policies", "saved_recompute")
}

func (h settings) undoPolicy(c *fiber.Ctx, who models.Actor) error {
	change, err := h.draftOf(c, who)
	if err != nil {
		return err
	}
	if err := h.Store.UndoPolicy(c.UserContext(), who, change.ID); err != nil {
		if e := models.AsError(err); e == nil || e.Code != models.Conflict {
			return err
		}
		return h.listPolicies(c, who, err)
	}
	return h.done(c, "/settings/policies", "policy_undone")
}

// showDraft is the edit beside what it replaces, what it would do, and the reason to give before saving.
func (h settings) showDraft(c *fiber.Ctx, who models.Actor, wrong error) error {
	change, err := h.draftOf(c, who)
	if err != nil {
		return err
	}
	if change.SavedAt < models.Never && wrong == nil {
		return c.Redirect("/settings/policies", fiber.StatusSeeOther)
	}
	before, after, err := change.Policies()
	if err != nil {
		return err
	}
	n, err := change.Count()
	if err != nil {
		return err
	}
	changes, err := h.policyDifferences(c, before, after)
	if err != nil {
		return err
	}
	lang := language(c)
	s := &views.Settings{
		Section: "policies", Title: h.Views.T(lang, "preview.heading", "Name", after.Name),
		Preview: previewOf(change.ID, n), Parts: []views.Part{changes, h.exampleMoves(n)},
		Form: &views.Form{
			Action: draftPath(change.ID) + "/saving", Back: path("policies", after.ID) + "?draft=" + id(change.ID), Button: "save_policy",
			Groups: []views.Group{{Fields: []views.Field{{Name: "reason", Label: "reason_given", Hint: "why", Required: true}}}},
		},
	}
	if after.ID == 0 {
		s.Form.Back = "/settings/policies/new?draft=" + id(change.ID)
	}
	if s.Warnings, err = h.draftWarnings(c, who, change, n); err != nil {
		return err
	}
	if wrong != nil {
		return h.again(c, who, wrong, s)
	}
	return h.show(c, who, s)
}

// draftWarnings say that a policy would measure nothing.
func (h settings) draftWarnings(c *fiber.Ctx, who models.Actor, change models.PolicyChange, n models.PolicyCount) ([]views.Warning, error) {
	hidden, err := h.Store.PolicyHiddenBy(c.UserContext(), who, change)
	if err != nil {
		return nil, err
	}
	if hidden != "" {
		return []views.Warning{{Key: "policy_hidden", Args: []any{"Name", hidden}}}, nil
	}
	if n.Over && n.Tickets == 0 {
		return []views.Warning{{Key: "policy_idle"}}, nil
	}
	return nil, nil
}

func previewOf(draft int64, n models.PolicyCount) *views.Preview {
	return &views.Preview{
		Count: draftPath(draft) + "/count", Over: n.Over, Looked: n.Looked, Total: max(n.Total, n.Looked, 1), Facts: []views.Fact{
			{Key: "tickets", Count: n.Tickets},
			{Key: "clocks", Count: n.Clocks()},
			{Key: "turn_late", Count: n.Late, Grave: true},
			{Key: "earlier", Count: n.Earlier},
			{Key: "later", Count: n.Later},
			{Key: "ended", Count: n.Ended},
			{Key: "begun", Count: n.Begun},
			{Key: "held", Count: n.Held},
		},
	}
}

// exampleMoves are some of the clocks that would stand otherwise.
func (h settings) exampleMoves(n models.PolicyCount) views.Part {
	table := &views.Table{Key: "examples", Columns: []string{"number", "target", "change", "before", "after"}, Empty: "examples"}
	for _, e := range n.Examples {
		kind := views.Cell{Family: "move", Text: e.Kind}
		if e.Kind == "late" {
			kind.Tag = "alert"
		}
		table.Rows = append(table.Rows, views.Line{Cells: []views.Cell{
			{Text: e.Number}, {Family: "target", Text: string(e.Target)}, kind, dueCell(e.From), dueCell(e.To),
		}})
	}
	return views.Part{Key: "examples", Table: table}
}

// dueCell shows a due time; none, and none yet, in words.
func dueCell(at models.Time) views.Cell {
	switch at {
	case 0:
		return views.Cell{Family: "due", Text: "none"}
	case models.Never:
		return views.Cell{Family: "due", Text: "paused"}
	}
	return views.Cell{Clock: at.Std()}
}

// policyDifferences lists the fields that would be others.
func (h settings) policyDifferences(c *fiber.Ctx, before, after models.Policy) (views.Part, error) {
	table := &views.Table{Key: "edits", Columns: []string{"field", "before", "after"}, Empty: "edits"}
	words, err := h.policyWords(c)
	if err != nil {
		return views.Part{}, err
	}
	was, err := h.policyCells(c, words, before)
	if err != nil {
		return views.Part{}, err
	}
	will, err := h.policyCells(c, words, after)
	if err != nil {
		return views.Part{}, err
	}
	for i := range will {
		from, to := was[i].cell, will[i].cell
		if before.ID == 0 {
			from = views.Cell{}
		}
		if !sameCell(from, to) {
			table.Rows = append(table.Rows, views.Line{Cells: []views.Cell{{Family: "label", Text: will[i].label}, from, to}})
		}
	}
	return views.Part{Key: "edits", Table: table}, nil
}

type labelled struct {
	label string
	cell  views.Cell
}

// policyCells are all fields of a policy in words.
func (h settings) policyCells(c *fiber.Ctx, words policyWords, p models.Policy) ([]labelled, error) {
	first, last, err := h.Store.Dates(c.UserContext(), p.ValidFrom, p.ValidTo)
	if err != nil {
		return nil, err
	}
	return []labelled{
		{"name", views.Cell{Text: p.Name}},
		{"matches", words.matches(p)},
		{"first_response", views.Cell{Family: "amount", Text: p.FirstResponse}},
		{"next_response", views.Cell{Family: "amount", Text: p.NextResponse}},
		{"resolution", views.Cell{Family: "amount", Text: p.Resolution}},
		{"extension", views.Cell{Family: "amount", Text: p.Extension}},
		{"warn", views.Cell{Text: strconv.Itoa(p.Warn) + "%"}},
		{"calendar", words.calendar(p)},
		{"basis", views.Cell{Text: p.Basis}},
		{"valid_from", views.Cell{Family: "date", Text: first}},
		{"valid_to", views.Cell{Family: "date", Text: last}},
		{"position", views.Cell{Text: strconv.Itoa(p.Position)}},
		{"active", activity(p.Active)},
	}, nil
}

func sameCell(a, b views.Cell) bool {
	if a.Text != b.Text || a.Family != b.Family || len(a.List) != len(b.List) {
		return false
	}
	for i := range a.List {
		if !sameCell(a.List[i], b.List[i]) {
			return false
		}
	}
	return true
}
