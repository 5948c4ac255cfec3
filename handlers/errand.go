package handlers

import (
	"encoding/json"
	"net/url"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// newErrand asks what to do with the tickets chosen in the inbox.
func (h *handlers) newErrand(c *fiber.Ctx, who models.Actor) error {
	ask, err := h.errandAsk(c)
	if err != nil {
		return err
	}
	return h.showErrandForm(c, who, ask, c.Query("action"), nil)
}

// errandAsk reads the selection from the address, and what to do with it from the form.
func (h *handlers) errandAsk(c *fiber.Ctx) (ask models.ErrandAsk, err error) {
	if ask.Filter, err = h.ticketFilter(c); err != nil {
		return ask, err
	}
	ask.All = c.Query("all") != ""
	for _, number := range c.Context().QueryArgs().PeekMulti("ticket") {
		ask.Numbers = append(ask.Numbers, string(number))
	}
	asOf, _ := strconv.ParseInt(c.Query("as_of"), 10, 64)
	ask.Filter.AsOf, ask.Filter.Cursor = models.Time(max(asOf, 0)), ""
	ask.Event, _ = strconv.ParseInt(c.Query("event"), 10, 64)
	if c.Method() != fiber.MethodPost {
		return ask, nil
	}
	form := sentForm(c)
	ask.Action, ask.Once = form.Get("action"), form.Get("request")
	if len(ask.Once) > 100 {
		ask.Once = ""
	}
	d := &ask.Data
	if d.Assignee, err = strconv.ParseInt(form.Get("assignee"), 10, 64); err != nil && form.Get("assignee") != "" {
		return ask, &models.Error{Code: models.Invalid, Field: "assignee", Key: "invalid.number"}
	}
	d.Kind, d.Category, d.Priority = models.Kind(form.Get("kind")), form.Get("category"), models.Priority(form.Get("priority"))
	d.Unit, d.Reason, d.Text = form.Get("unit"), form.Get("reason"), form.Get("text")
	return ask, nil
}

// addErrand begins it, or puts a macro into the answer that is being written.
func (h *handlers) addErrand(c *fiber.Ctx, who models.Actor) error {
	ask, err := h.errandAsk(c)
	if err == nil && sentForm(c).Get("fill") != "" {
		words, err := h.errandMacro(c, who)
		if err != nil {
			return h.showErrandForm(c, who, ask, ask.Action, err)
		}
		ask.Data.Text = strings.TrimLeft(strings.TrimRight(ask.Data.Text, " \r\n")+"\n\n"+words, "\n")
		return h.showErrandForm(c, who, ask, ask.Action, nil)
	}
	var id int64
	if err == nil {
		id, err = h.Store.AskErrand(c.UserContext(), who, ask)
	}
	if models.ErrorCode(err) == models.Invalid {
		c.Status(fiber.StatusUnprocessableEntity)
		return h.showErrandForm(c, who, ask, ask.Action, err)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/errands/"+strconv.FormatInt(id, 10), fiber.StatusSeeOther)
}

// errandMacro is the macro chosen from the list, its variables as they stand: each ticket fills them.
func (h *handlers) errandMacro(c *fiber.Ctx, who models.Actor) (string, error) {
	usable, err := h.Store.Macros(c.UserContext(), who)
	if err != nil {
		return "", err
	}
	chosen := sentForm(c).Get("macro")
	for i := range usable {
		if strconv.FormatInt(usable[i].ID, 10) == chosen {
			return usable[i].Text, nil
		}
	}
	return "", &models.Error{Code: models.Invalid, Field: "macro", Key: "invalid.required"}
}

func (h *handlers) showErrandForm(c *fiber.Ctx, who models.Actor, ask models.ErrandAsk, open string, failed error) error {
	query, d := string(c.Request().URI().QueryString()), &ask.Data
	form := &views.ErrandForm{
		Query: query, Back: backOf(query), Count: len(ask.Numbers), All: ask.All, Limit: models.ErrandAtMost,
		Answers: models.AnswersAtMost, Open: open, Request: reference() + reference(),
		Hours: int(models.ErrandUndoFor.Hours()), Transfer: who.Can(models.TransferTickets),
		Kind: string(d.Kind), Category: d.Category, Priority: string(d.Priority), Unit: d.Unit, Reason: d.Reason, Text: d.Text,
		Kinds: words(models.Kinds), Priorities: words(models.Priorities), Variables: models.MacroVariables,
	}
	if d.Assignee != 0 {
		form.Assignee = strconv.FormatInt(d.Assignee, 10)
	}
	if ask.All {
		n, err := h.Store.CountTickets(c.UserContext(), who, ask.Filter, models.ErrandAtMost)
		if err != nil {
			return err
		}
		form.Count, form.Unknown = max(n, 0), n < 0
	}
	if err := h.errandChoices(c, who, form); err != nil {
		return err
	}
	page := &views.Page{Data: form, Errors: h.formErrors(c, failed)}
	if failed != nil && page.Errors == nil {
		return failed
	}
	return h.page(c, "errand_new", page)
}

func (h *handlers) errandChoices(c *fiber.Ctx, who models.Actor, form *views.ErrandForm) (err error) {
	if form.People, err = h.peopleOptions(c, who); err != nil {
		return err
	}
	if form.Categories, err = h.categoryOptions(c); err != nil {
		return err
	}
	if form.Units, err = h.unitOptions(c, func(models.Unit) bool { return true }); err != nil {
		return err
	}
	usable, err := h.Store.Macros(c.UserContext(), who)
	form.Macros = h.macroOptions(c, usable)
	return err
}

// backOf is the list the selection was made in.
func backOf(query string) string {
	values, _ := url.ParseQuery(query)
	for _, name := range []string{"ticket", "all", "as_of", "event", "action"} {
		values.Del(name)
	}
	return "/inbox?" + values.Encode()
}

// errand shows how far it is, and what became of each ticket; htmx gets the progress alone.
func (h *handlers) errand(c *fiber.Ctx, who models.Actor) error {
	id, err := idOf(c)
	if err != nil {
		return err
	}
	after, _ := strconv.ParseInt(c.Query("after"), 10, 64)
	v, err := h.Store.Errand(c.UserContext(), who, id, c.Query("show"), max(after, 0))
	if err != nil {
		return err
	}
	data := h.errandOf(c, &v.Errand, v.What)
	data.Of, data.Shown, data.Pending, data.Done, data.Refused = v.Of, v.ResultsState, v.Pending, v.Done, v.Refused
	data.Total, data.UndoID, data.Undoable = v.Pending+v.Done+v.Refused, v.UndoID, v.Undoable
	for _, r := range v.Results {
		var args []any
		_ = json.Unmarshal([]byte(r.Args), &args)
		row := views.ErrandResult{Number: r.Number}
		if r.Reason != "" {
			row.Reason = h.Views.T(language(c), "error."+r.Reason, args...)
		}
		data.Results = append(data.Results, row)
	}
	if v.Next != 0 {
		data.Next = data.Path() + "?show=" + v.ResultsState + "&after=" + strconv.FormatInt(v.Next, 10)
	}
	if wantsPart(c) {
		return h.part(c, "errand", "progress", &views.Page{Data: data})
	}
	return h.page(c, "errand", &views.Page{Data: data})
}

func (h *handlers) errandOf(c *fiber.Ctx, e *models.Errand, d models.ErrandData) *views.Errand {
	lang := language(c)
	shown := &views.Errand{
		ID: e.ID, Action: e.Action, State: e.State, Asked: e.CreatedAt.Std(), Ended: moment(e.EndedAt),
		Final: e.Action != "undo" && !models.CanUndo(e.Action),
	}
	var what []string
	for _, part := range []string{d.Name, d.Reason, d.Text} {
		if part != "" {
			what = append(what, part)
		}
	}
	if d.Kind != "" {
		what = append(what, h.Views.T(lang, "kind."+string(d.Kind)))
	}
	if d.Priority != "" {
		what = append(what, h.Views.T(lang, "priority."+string(d.Priority)))
	}
	if d.Category != "" {
		categories, _ := h.categoryOptions(c)
		what = append(what, labelOf(categories, d.Category))
	}
	if e.Action == "assign" && d.Assignee == 0 {
		what = append(what, h.Views.T(lang, "ticket.nobody"))
	}
	shown.What = strings.Join(what, " · ")
	return shown
}

// errands lists the user's own.
func (h *handlers) errands(c *fiber.Ctx, who models.Actor) error {
	all, err := h.Store.Errands(c.UserContext(), who)
	if err != nil {
		return err
	}
	data := &views.Errands{}
	for i := range all {
		var d models.ErrandData
		_ = json.Unmarshal([]byte(all[i].Data), &d)
		data.Rows = append(data.Rows, *h.errandOf(c, &all[i], d))
	}
	return h.page(c, "errands", &views.Page{Data: data})
}

func (h *handlers) cancelErrand(c *fiber.Ctx, who models.Actor) error {
	id, err := idOf(c)
	if err == nil {
		err = h.Store.CancelErrand(c.UserContext(), who, id)
	}
	if e := models.AsError(err); err != nil && (e == nil || e.Code != models.Conflict) {
		return err // that it is over meanwhile, the page tells by itself
	}
	return c.Redirect("/errands/"+strconv.FormatInt(id, 10), fiber.StatusSeeOther)
}

func (h *handlers) undoErrand(c *fiber.Ctx, who models.Actor) error {
	id, err := idOf(c)
	if err == nil {
		id, err = h.Store.UndoErrand(c.UserContext(), who, id)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/errands/"+strconv.FormatInt(id, 10), fiber.StatusSeeOther)
}

// pickOf lets the rows of a list be chosen, or everything that it holds as it is now.
func (h *handlers) pickOf(d *views.Inbox, event int64) *views.Pick {
	pick := &views.Pick{}
	pick.Fields = append(d.Filter.Fields(d.Tab),
		views.Option{Value: "as_of", Label: strconv.FormatInt(int64(h.Store.Clock()), 10)},
		views.Option{Value: "event", Label: strconv.FormatInt(event, 10)})
	for _, tab := range d.Tabs {
		if tab.Current && !d.Filtered {
			pick.Total, pick.More = tab.Count, tab.More
		}
	}
	return pick
}
