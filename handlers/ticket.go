package handlers

import (
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/channels"
	"tanggap/models"
	"tanggap/views"
)

// ticket shows one ticket; htmx and the live feed get the block that changes, and leave the forms as they are.
func (h *handlers) ticket(c *fiber.Ctx, who models.Actor) error {
	data, err := h.ticketData(c, who)
	if err != nil {
		return err
	}
	if !wantsPart(c) {
		h.looks(c.UserContext(), who, data.view.ID)
	}
	if wantsPart(c) {
		return h.part(c, "ticket", "live", &views.Page{Data: data.Ticket})
	}
	if err := h.ticketChoices(c, who, data); err != nil {
		return err
	}
	if data.Confidential > 0 {
		c.Locals("unkept", true)
	}
	data.BackToInbox = "/inbox"
	if from := localAddress(c.Get("Referer"), ""); strings.HasPrefix(from, "/inbox?") {
		data.BackToInbox = from
	}
	return h.page(c, "ticket", &views.Page{Data: data.Ticket})
}

// ticketPage is a page under way: what the store knows of the ticket, and what is shown of it.
type ticketPage struct {
	*views.Ticket
	view *models.TicketView
}

// ticketData is the live block; the forms need ticketChoices too.
func (h *handlers) ticketData(c *fiber.Ctx, who models.Actor) (*ticketPage, error) {
	v, err := h.Store.View(c.UserContext(), who, c.Params("number"))
	if err != nil {
		return nil, err
	}
	number := h.Store.Number(v.Ticket)
	d := &views.Ticket{
		Number: number, Path: "/tickets/" + number, Kind: string(v.Kind), Category: v.Category.Name(language(c)),
		Unit: v.Unit.Name, Channel: v.Channel, Account: v.Account.Handle, Status: string(v.Status),
		Priority: string(v.Priority), Privacy: string(v.Privacy), Confidential: v.Confidential, Assignee: v.Assignee,
		Received: v.ReceivedAt.Std(), Stream: "/tickets/" + number + "/stream", Actions: actionsOf(v.Possible),
		Place: placeOf(v), Citizen: h.citizenOf(v), Why: h.reasonsOf(c, v), Due: views.Due{Level: "none"},
	}
	if v.Away != nil {
		d.AwayUntil, d.StandIn = v.Away.Until.AddSeconds(-1).Std(), v.Away.StandIn
	}
	for i := range v.Tellings {
		if v.Tellings[i].Key == "urgent" {
			d.Paged = append(d.Paged, tellingOf(&v.Tellings[i]))
		}
	}
	d.Clocks = clocksOf(v.Clocks, v.Flags, h.Store.Clock())
	tellClocks(d.Clocks, v.Tellings)
	for _, clock := range d.Clocks {
		if clock.Target == v.DueTarget {
			d.Due = clock.Due
		}
	}
	d.Messages, d.Files = messagesOf(v, h.Store.Clock()), filesOf(v.Files, 0)
	if d.History, err = h.historyOf(c, v); err != nil {
		return nil, err
	}
	if n := len(v.History); n > 0 {
		d.Event = v.History[n-1].ID
	}
	if err := h.noticesOf(c, v, d); err != nil {
		return nil, err
	}
	d.Actions.Take = v.Possible.Assign && v.AssigneeID == 0 && who.Kind == models.ByUser && who.In(v.UnitID)
	d.Forms.Me = strconv.FormatInt(who.ID, 10)
	d.Reply = replyOf(v)
	page := &ticketPage{Ticket: d, view: v}
	if err := h.togetherOf(c, who, page); err != nil {
		return nil, err
	}
	h.tidyOf(v, d)
	return page, nil
}

// noticesOf are the boxes above the conversation: waiting, handed over, ended.
func (h *handlers) noticesOf(c *fiber.Ctx, v *models.TicketView, d *views.Ticket) error {
	if p := v.Waiting; p != nil {
		d.Pause = &views.Pause{
			Question: p.Question, By: v.Names[p.ByID], Since: p.CreatedAt.Std(), Until: p.UntilAt.Std(), Closing: p.Closing,
		}
		if p.RemindedAt.Set() {
			d.Pause.Reminded = p.RemindedAt.Std()
		}
	}
	if p := v.Closure; p != nil {
		d.Closing = &views.Closing{Outcome: p.Outcome, By: v.Names[p.ByID], At: p.CreatedAt.Std(), Unanswered: p.ByID == 0}
		if !v.AnsweredBy(p) {
			d.Closing.Reason = p.Text
		}
	}
	if p := v.Asked(); p != nil {
		d.Extension = &views.Extension{
			ID: p.ID, Amount: p.Amount, Reason: p.Reason, By: v.Names[p.ByID], At: p.CreatedAt.Std(),
		}
	}
	names, err := h.unitNames(c)
	d.Returned, d.Desks = v.Live && v.Handover == models.HandoverReturned, desksOf(v.Ticket, v.Desks, names)
	p := v.Pending()
	if p == nil || err != nil {
		return err
	}
	d.Undecided = &views.Transfer{
		ID: p.ID, From: names[p.FromUnitID], To: names[p.ToUnitID], Reason: p.Reason, By: v.Names[p.ByID],
		At: p.CreatedAt.Std(), Late: p.LateAt > 0,
	}
	if p.AcceptBy.Set() {
		d.Undecided.AcceptBy = p.AcceptBy.Std()
	}
	return err
}

// desksOf is who held the ticket how long; the times add up to the time it was open.
func desksOf(t *models.Ticket, held []models.Desk, names map[int64]string) views.Desks {
	all := views.Desks{Hops: t.Hops}
	for i := range held {
		one := &held[i]
		shown := views.Desk{
			Unit: names[one.UnitID], From: one.From.Std(), To: one.To.Std(),
			Working: time.Duration(one.Working) * time.Second, Calendar: time.Duration(one.To-one.From) * time.Second,
		}
		if t.Live && i == len(held)-1 {
			shown.To = time.Time{}
		}
		all.Working, all.Calendar = all.Working+shown.Working, all.Calendar+shown.Calendar
		all.Rows = append(all.Rows, shown)
	}
	return all
}

func (h *handlers) unitNames(c *fiber.Ctx) (map[int64]string, error) {
	units, err := h.Store.Units(c.UserContext())
	names := make(map[int64]string, len(units))
	for _, u := range units {
		names[u.ID] = u.Name
	}
	return names, err
}

func actionsOf(p models.Possible) views.Actions {
	return views.Actions{
		Reply: p.Reply, Note: p.Note, Classify: p.Classify, Assign: p.Assign, Transfer: p.Transfer, Decide: p.Decide,
		Pause: p.Pause, EndPause: p.Resume, Extend: p.Extend, Approve: p.Approve, Close: p.Close, Reopen: p.Reopen,
	}
}

// ticketChoices fills what the forms offer, and what they show before anybody has changed it.
func (h *handlers) ticketChoices(c *fiber.Ctx, who models.Actor, d *ticketPage) (err error) {
	if !d.Actions.Note {
		return nil // reads only
	}
	if err := h.composersOf(c, who, d); err != nil {
		return err
	}
	if err := h.macrosFor(c, who, d); err != nil {
		return err
	}
	if err := h.laterOf(c, d); err != nil {
		return err
	}
	v, f := d.view, &d.Forms
	f.Kinds, f.Priorities = words(models.Kinds), words(models.Priorities)
	f.Kind, f.Category, f.Priority = string(v.Kind), v.Category.Slug, string(v.Priority)
	f.Place, f.PauseDays, f.PauseDaysLimit = v.Place, strconv.Itoa(models.PauseDays), models.PauseDaysAtMost
	f.Closing = h.Views.T(official, "pause.closing_text")
	if v.PlaceID != 0 {
		f.PlaceID = strconv.FormatInt(v.PlaceID, 10)
	}
	if v.AssigneeID != 0 {
		f.Assignee = strconv.FormatInt(v.AssigneeID, 10)
	}
	if f.Categories, err = h.categoryOptions(c); err != nil {
		return err
	}
	if f.Places, err = h.placeOptions(c); err != nil {
		return err
	}
	f.Units, err = h.unitOptions(c, func(u models.Unit) bool { return u.ID != v.UnitID })
	if err != nil || !d.Actions.Assign {
		return err
	}
	people, err := h.Store.Assignable(c.UserContext(), v.Ticket)
	if err != nil {
		return err
	}
	lang := language(c)
	away, err := h.Store.AwayOf(c.UserContext(), people)
	for _, p := range people {
		label := p.Name
		if a, gone := away[p.ID]; gone {
			label = h.Views.T(lang, "ticket.away_person", "Name", p.Name, "To", a.StandIn)
		}
		f.People = append(f.People, views.Option{Value: strconv.FormatInt(p.ID, 10), Label: label})
	}
	return err
}

func replyOf(v *models.TicketView) views.ReplyForm {
	limit := channels.LimitOf(v.Carrier)
	form := views.ReplyForm{
		Seen: v.Messages, Limit: models.TextAtMost, Most: limit.Most, In: string(limit.In), Signature: v.Signature,
		Request: reference() + reference(), FilesLimit: models.FilesAtMost,
		FileSizeMB: models.FileSizeAtMost >> 20, Reaches: "nobody",
	}
	switch r := v.Reporter; {
	case v.AccountID != 0:
		form.Reaches, form.To = "network", v.Account.Handle
	case r.Mail && r.Hidden:
		form.Reaches = "hidden"
	case r.Mail:
		form.Reaches, form.To = "email", r.Email
	case r.Phone != "":
		form.Reaches = "web"
	}
	return form
}

func (h *handlers) citizenOf(v *models.TicketView) views.CitizenBox {
	box := views.CitizenBox{
		Name: v.Reporter.Name, Sealed: v.Reporter.Sealed, Hidden: v.Reporter.Hidden, Email: v.Reporter.Email,
		Phone: v.Reporter.Phone, More: v.EarlierMore,
	}
	for i := range v.Earlier {
		number := h.Store.Number(&v.Earlier[i])
		box.Earlier = append(box.Earlier, views.Row{
			Number: number, Href: "/tickets/" + number, Status: string(v.Earlier[i].Status), Excerpt: v.Earlier[i].Excerpt,
		})
	}
	return box
}

func placeOf(v *models.TicketView) views.PlaceBox {
	box := views.PlaceBox{Name: v.District.Name, Text: v.Place}
	if v.Village.ID != 0 {
		box.Name = v.Village.Name + ", " + v.District.Name
	}
	if v.Lat != nil && v.Long != nil {
		box.Lat, box.Long = strconv.FormatFloat(*v.Lat, 'f', 5, 64), strconv.FormatFloat(*v.Long, 'f', 5, 64)
	}
	return box
}

// reasonsOf are the words by which the house suggested kind, category, unit and urgency.
func (h *handlers) reasonsOf(c *fiber.Ctx, v *models.TicketView) []string {
	lang, why := language(c), v.Why
	quoted := func(found []string) string { return "“" + strings.Join(found, "”, “") + "”" }
	var reasons []string
	if len(why.Kind) > 0 {
		reasons = append(reasons, h.Views.T(lang, "ticket.why_kind", "Words", quoted(why.Kind)))
	}
	if len(why.Category) > 0 {
		reasons = append(reasons, h.Views.T(lang, "ticket.why_category", "Words", quoted(why.Category)))
	}
	if len(why.Urgent) > 0 {
		reasons = append(reasons, h.Views.T(lang, "ticket.why_urgent", "Words", quoted(why.Urgent)))
	}
	if why.Unit != "" {
		reasons = append(reasons, h.Views.T(lang, "ticket.why_unit", "Reason", h.Views.T(lang, "whyunit."+why.Unit)))
	}
	if why.Clamped {
		reasons = append(reasons, h.Views.T(lang, "ticket.why_clamped"))
	}
	return reasons
}
