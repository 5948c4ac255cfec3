package handlers

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// inbox shows the tickets of a tab, narrowed by the filters in the address. htmx gets the list alone.
func (h *handlers) inbox(c *fiber.Ctx, who models.Actor) error {
	a, err := h.asks(c, who)
	if err != nil {
		return err
	}
	last, err := h.Store.LastEvent(c.UserContext(), 0) // before the list, so that nothing falls between the two
	if err != nil {
		return err
	}
	list, err := h.askedTickets(c, who, a)
	if err != nil {
		return err
	}
	f := &a.filter
	counts, err := h.Store.TabCounts(c.UserContext(), who)
	if err != nil {
		return err
	}
	data := inboxPage(a, list, language(c))
	if data.Chips, err = h.chips(c, who, a); err != nil {
		return err
	}
	for _, count := range counts {
		rare := count.Tab == models.TabHandover || count.Tab == models.TabFollowed
		if rare && count.Count == 0 && f.Tab != count.Tab {
			continue // rare: the row of tabs is full
		}
		data.Tabs = append(data.Tabs, views.Tab{
			Key: string(count.Tab), Href: "/inbox?tab=" + string(count.Tab), Count: count.Count, More: count.More,
			Current: count.Tab == f.Tab,
		})
	}
	drafted, err := h.Store.Drafted(c.UserContext(), who)
	if err != nil {
		return err
	}
	data.Drafts = len(drafted)
	if err := h.presentIn(c, who, list, data.Rows); err != nil {
		return err
	}
	pick := who.Can(models.AnswerTickets) && who.Kind == models.ByUser
	for i := range data.Rows {
		data.Rows[i].Draft, data.Rows[i].Pick = drafted[list.Rows[i].ID], pick
	}
	if pick {
		data.Pick = h.pickOf(data, last)
	}
	if f.Cursor == "" {
		data.Stream = "/inbox/stream?after=" + strconv.FormatInt(last, 10)
	}
	if wantsPart(c) {
		return h.part(c, "inbox", "list", &views.Page{Data: data})
	}
	if err := h.inboxChoices(c, who, &data.Filter); err != nil {
		return err
	}
	return h.page(c, "inbox", &views.Page{Data: data})
}

// inboxStream tells an open inbox that something changed which its user may see.
func (h *handlers) inboxStream(c *fiber.Ctx, who models.Actor) error { return h.stream(c, who, 0) }

// ticketFilter reads the filter of a list from the address.
func (h *handlers) ticketFilter(c *fiber.Ctx) (models.TicketFilter, error) {
	f, err := h.filterOf(c, func(name string) string { return c.Query(name) })
	f.Cursor = c.Query("cursor")
	return f, err
}

// filterOf reads a filter from the fields of an address.
func (h *handlers) filterOf(c *fiber.Ctx, get func(name string) string) (models.TicketFilter, error) {
	from, to, err := h.Store.DayRange(c.UserContext(), get("from"), get("to"))
	return models.TicketFilter{
		Tab: models.Tab(get("tab")), Unit: get("unit"), Kind: models.Kind(get("kind")),
		Category: get("category"), Channel: get("channel"), Status: models.Status(get("status")),
		Place: get("place"), Flag: get("flag"), Assignee: get("assignee"), From: from, To: to, Text: get("q"),
	}, err
}

func inboxPage(a *wanted, list *models.TicketList, lang string) *views.Inbox {
	f, set := &a.filter, a.set
	data := &views.Inbox{
		Tab: string(f.Tab), Clear: "/inbox?tab=" + string(f.Tab), Rows: ticketRows(list.Rows, lang), Box: a.left, Wrong: a.wrong,
		Filter: views.InboxFilter{
			Q: f.Text, Unit: f.Unit, Kind: string(f.Kind), Category: f.Category, Channel: f.Channel, Status: string(f.Status),
			Place: f.Place, Flag: f.Flag, Assignee: f.Assignee, From: set.Get("from"), To: set.Get("to"),
		},
	}
	data.Filtered = f.Text != "" || data.Filter.Open() > 0
	if f.Text != "" {
		data.ByFit = f.Sort == models.SortFit
		data.ByOther = a.address("sort", models.SortFit)
		if data.ByFit {
			data.ByOther = a.address("sort", "")
		}
	}
	if f.Cursor != "" {
		data.First = a.address("cursor", "")
	}
	if list.Next != "" {
		data.Next = a.address("cursor", list.Next)
	}
	return data
}

// ticketRows are tickets as lists show them.
func ticketRows(tickets []models.TicketRow, lang string) []views.Row {
	rows := make([]views.Row, len(tickets))
	for i := range tickets {
		t := &tickets[i]
		rows[i] = views.Row{
			Number: t.Number, Href: "/tickets/" + t.Number, Author: t.Author, Excerpt: t.Excerpt, Channel: t.Channel,
			Kind: string(t.Kind), Category: t.Category.Name(lang), Unit: t.Unit.Name, Place: t.PlaceName,
			Assignee: t.Assignee, Status: string(t.Status), Priority: string(t.Priority), Confidential: t.Confidential > 0,
			Unread: t.Live && t.LastInAt > t.LastOutAt, Received: t.ReceivedAt.Std(), Messages: t.Messages,
			Due: dueOf(t), Handover: handoverOf(&t.Ticket),
		}
	}
	return rows
}

// handoverOf names how a live ticket stands between two units; empty when it is simply its unit's.
func handoverOf(t *models.Ticket) string {
	if !t.Live {
		return ""
	}
	return map[models.HandoverState]string{
		models.HandoverPending: "pending", models.HandoverLate: "late", models.HandoverReturned: "returned",
	}[t.Handover]
}

// dueOf is how a list shows the clock; while paused and without a clock there is no due time. What is closed shows none.
func dueOf(t *models.TicketRow) views.Due {
	if !t.Live {
		return views.Due{}
	}
	due := views.Due{Level: t.Level, Target: t.DueTarget}
	if t.DueAt.Set() {
		due.At = t.DueAt.Std()
	}
	return due
}

// inboxChoices fills the choices of the filter form: only units and people that the user may see.
func (h *handlers) inboxChoices(c *fiber.Ctx, who models.Actor, f *views.InboxFilter) (err error) {
	if who.AllUnits || len(who.Units) > 1 {
		if f.Units, err = h.unitOptions(c, func(u models.Unit) bool { return who.In(u.ID) }); err != nil {
			return err
		}
	}
	if f.Categories, err = h.categoryOptions(c); err != nil {
		return err
	}
	if f.Places, err = h.placeOptions(c); err != nil {
		return err
	}
	f.Assignees, err = h.peopleOptions(c, who)
	f.Kinds, f.Channels, f.Statuses = words(models.Kinds), models.Channels, words(models.Statuses)
	return err
}
