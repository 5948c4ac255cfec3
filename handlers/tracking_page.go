package handlers

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/models/sla"
	"tanggap/views"
)

// showTrack fills a page, whose views.Track holds what was typed, with the public face of the ticket.
func (h *handlers) showTrack(c *fiber.Ctx, who models.Actor, t *models.Ticket, page *views.Page) error {
	typed := page.Data.(views.Track)
	data, err := h.tracked(c, who, t)
	if err != nil {
		return err
	}
	data.Text, data.Reason, data.HadFiles = typed.Text, typed.Reason, typed.HadFiles
	data.Request = reference() + reference()
	data.FilesLimit, data.FileSizeMB = models.FilesAtMost, models.FileSizeAtMost>>20
	page.Data = data
	h.setPass(c, t)
	return h.page(c, "track", page)
}

// tracked is the public face of a ticket: answers carry the name of a unit, never a person's, and nothing has the
// number of a row.
func (h *handlers) tracked(c *fiber.Ctx, who models.Actor, t *models.Ticket) (views.Track, error) {
	ctx := c.UserContext()
	data := views.Track{
		Number: h.Store.Number(t), Status: string(t.Status), Kind: string(t.Kind), Received: t.ReceivedAt.Std(),
		Due: h.publicDue(t), CanWrite: true, CanReopen: t.Reopenable(),
		CanConfirm: t.Status == models.StatusResolved,
	}
	units, err := h.Store.Units(ctx)
	if err != nil {
		return data, err
	}
	names := make(map[int64]string, len(units))
	for _, u := range units {
		names[u.ID] = u.Name
	}
	onward, err := h.Store.Onward(ctx, who, t.ID)
	if err != nil {
		return data, err
	}
	data.Unit = names[t.UnitID]
	if onward != nil {
		h.trackOnward(onward, &data)
		data.Unit = names[onward.UnitID]
	}
	categories, err := h.Store.Categories(ctx)
	if err != nil {
		return data, err
	}
	for _, one := range categories {
		if one.ID == t.CategoryID {
			data.Category = one.Name(language(c))
		}
	}
	waiting, err := h.Store.Waiting(ctx, who, t.ID)
	if err != nil {
		return data, err
	}
	if waiting != nil {
		data.Question, data.Until, data.Closes = waiting.Question, waiting.UntilAt.Std(), waiting.Closing != ""
		if waiting.RemindedAt.Set() {
			data.Reminded = waiting.RemindedAt.Std()
		}
	}
	if err := h.trackExtended(c, who, t, &data); err != nil {
		return data, err
	}
	journey, err := h.Store.Journey(ctx, who, t.ID)
	if err != nil {
		return data, err
	}
	if onward != nil {
		journey.Steps = append(journey.Steps, onward.Steps...)
	}
	for _, step := range journey.Steps {
		shown := views.TrackStep{Key: step.Key, At: step.At.Std()}
		if step.Key == "routed" || step.Key == "answered" {
			shown.To = names[step.UnitID]
		}
		data.Steps = append(data.Steps, shown)
	}
	incident, err := h.Store.TicketIncident(ctx, who, t.ID)
	if err != nil {
		return data, err
	}
	if incident != nil {
		data.Incident = incident.Title
	}
	data.Messages, err = h.trackMessages(c, who, t, names, journey.Speakers)
	if onward != nil {
		for _, m := range onward.Answers {
			data.Messages = append(data.Messages, views.TrackMessage{
				From: names[onward.Speakers[m.ID]], Text: m.Text, At: m.At.Std(),
			})
		}
		slices.SortStableFunc(data.Messages, func(a, b views.TrackMessage) int { return a.At.Compare(b.At) })
	}
	return data, err
}

// trackOnward shows a merged ticket as the one that goes on for it stands. Only its own citizen may say it is solved.
func (h *handlers) trackOnward(f *models.Followed, data *views.Track) {
	data.Merged = &views.TrackMerged{Same: f.Same}
	data.Status, data.Due = string(f.Status), h.publicDue(f.Due)
	data.CanReopen, data.CanConfirm = f.Due.Reopenable(), false
}

// trackExtended shows the time that was granted: the reason was written for the citizen too.
func (h *handlers) trackExtended(c *fiber.Ctx, who models.Actor, t *models.Ticket, data *views.Track) error {
	asked, err := h.Store.Extensions(c.UserContext(), who, t.ID)
	if err != nil || len(asked) == 0 {
		return err
	}
	clocks, err := h.Store.Clocks(c.UserContext(), who, t.ID)
	if err != nil {
		return err
	}
	for _, one := range asked {
		if one.State != "approved" {
			continue
		}
		shown := views.TrackExtension{Amount: one.Amount, Reason: one.Reason, At: one.DecidedAt.Std()}
		for i := range clocks {
			if k := &clocks[i]; k.Target == sla.Resolution && k.Open() && k.DueAt.Set() {
				shown.Due = k.DueAt.Std()
			}
		}
		data.Extended = append(data.Extended, shown)
	}
	return nil
}

func (h *handlers) publicDue(t *models.Ticket) views.Due {
	now := h.Store.Clock()
	due := views.Due{Level: "none", Target: t.DueTarget}
	switch {
	case t.Status == models.StatusWaiting:
		due.Level = "paused"
	case !t.Live || !t.DueAt.Set():
		return due
	case t.Overdue(now):
		due.Level = "late"
	case t.WarnAt <= now:
		due.Level = "near"
	default:
		due.Level = "ok"
	}
	if due.Level != "paused" {
		due.At = t.DueAt.Std()
	}
	return due
}

func (h *handlers) trackMessages(c *fiber.Ctx, who models.Actor, t *models.Ticket, units map[int64]string,
	speakers map[int64]int64,
) ([]views.TrackMessage, error) {
	messages, err := h.Store.Messages(c.UserContext(), who, t.ID)
	if err != nil {
		return nil, err
	}
	files, err := h.Store.Attachments(c.UserContext(), who, t.ID)
	if err != nil {
		return nil, err
	}
	var shown []views.TrackMessage
	for _, m := range messages {
		if m.Direction == models.Out && m.State != models.Sent {
			continue // still on its way: it may be taken back
		}
		one := views.TrackMessage{Mine: m.Direction == models.In, Text: m.Text, At: m.At.Std()}
		if !one.Mine {
			one.From = units[speakers[m.ID]]
		}
		for _, a := range files {
			if a.MessageID == m.ID {
				one.Files = append(one.Files, views.File{
					Name: a.Name, Type: a.Type, Size: a.Size,
					Href: "/lacak/files/" + a.Sha256[:fileDigits] + "?number=" + h.Store.Number(t),
				})
			}
		}
		shown = append(shown, one)
	}
	return shown, nil
}

// A file is named by the first digits of its SHA-256: 64 bits, among the files of one ticket.
const fileDigits = 16

// trackFile sends a file of the citizen's own ticket.
func (h *handlers) trackFile(c *fiber.Ctx) error {
	who, t, err := h.visit(c, c.Query("number"))
	if err != nil {
		return err
	}
	files, err := h.Store.Attachments(c.UserContext(), who, t.ID)
	if err != nil {
		return err
	}
	for _, a := range files {
		if a.Sha256[:fileDigits] == c.Params("sum") {
			a, body, err := h.Store.OpenAttachment(c.UserContext(), who, t.ID, a.ID)
			return h.sendFile(c, a, body, err)
		}
	}
	return fiber.ErrNotFound
}
