package handlers

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// historian puts the events of one ticket into words.
type historian struct {
	h          *handlers
	lang       string
	units      map[int64]string
	categories map[string]string
	people     map[string]string // by id, as events write it
}

func (h *handlers) historyOf(c *fiber.Ctx, v *models.TicketView) ([]views.Event, error) {
	units, err := h.unitNames(c)
	if err != nil {
		return nil, err
	}
	categories, err := h.Store.Categories(c.UserContext())
	if err != nil {
		return nil, err
	}
	w := historian{h: h, lang: language(c), units: units, categories: map[string]string{}, people: map[string]string{}}
	for _, one := range categories {
		w.categories[one.Slug] = one.Name(w.lang)
	}
	people, err := h.Store.Colleagues(c.UserContext())
	if err != nil {
		return nil, err
	}
	for _, p := range people {
		w.people[id(p.ID)] = p.Name
	}
	history := make([]views.Event, len(v.History))
	for i := range v.History {
		e := &v.History[i]
		history[i] = views.Event{Type: string(e.Type), Detail: w.detail(e), Actor: w.actor(e), At: e.At.Std()}
		switch e.Type {
		case models.DueChanged:
			history[i].Was, history[i].Until = instant(e.From), instant(e.To)
			for _, m := range e.Clocks {
				history[i].Moves = append(history[i].Moves, views.Move{
					Target: string(m.Target), Was: instant(int64(m.From)), Until: instant(int64(m.To)),
					Paused: m.To == models.Never, Ended: m.To == 0,
				})
			}
		case models.TicketPaused:
			history[i].Until = e.Until.Std()
		}
	}
	return history, nil
}

func (w *historian) t(key string, args ...any) string { return w.h.Views.T(w.lang, key, args...) }

func (w *historian) actor(e *models.EventView) string {
	switch {
	case e.Who != "":
		return e.Who
	case e.Actor == models.ByCitizen:
		return w.h.Views.T(w.lang, "ticket.citizen")
	}
	return models.System.Name
}

// detail is what an event changed, or why.
func (w *historian) detail(e *models.EventView) string {
	moved := func() string {
		return w.h.Views.T(w.lang, "ticket.history_moved", "From", w.units[e.From], "To", w.units[e.To])
	}
	switch e.Type {
	case models.TicketClassified:
		return w.changes(e)
	case models.TicketAssigned:
		if e.Unit != 0 {
			return w.h.Views.T(w.lang, "ticket.history_unit", "Name", w.units[e.Unit])
		}
		if e.Name == "" {
			return w.h.Views.T(w.lang, "ticket.nobody")
		}
		if e.For != "" {
			return e.Name + " " + w.h.Views.T(w.lang, "notices.instead", "Name", e.For)
		}
		switch {
		case e.Turn:
			return w.h.Views.T(w.lang, "rule.by_turn", "Name", e.Name)
		case e.Rule != 0:
			return w.h.Views.T(w.lang, "rule.by_name", "Name", e.Name)
		}
		return e.Name
	case models.TransferAsked, models.TransferReturned:
		return moved() + ": " + e.Reason
	case models.TicketMerged, models.TicketUnmerged, models.MergeTaken, models.MergeReturned:
		return e.Ticket + ": " + e.Reason
	case models.IncidentJoined:
		return e.Name
	case models.IncidentLeft:
		return e.Name + ": " + e.Reason
	case models.TransferAccepted:
		return w.units[e.From]
	case models.DueChanged:
		return w.h.Views.Cause(w.lang, e.Why)
	case models.FlagRaised:
		return w.t("target."+e.Target) + ": " + w.t("flag."+e.Level) + w.told(e)
	case models.TicketEscalated:
		return w.t("target."+e.Target) + ": " + w.h.Views.T(w.lang, "ticket.history_again", "Count", e.N) + w.told(e)
	case models.DutyPaged:
		return strings.TrimPrefix(w.told(e), " · ")
	case models.ReplyFailed, models.ReplyUnknown, models.MailFailed:
		return w.h.Views.Failure(w.lang, e.Error)
	}
	return e.Reason
}

// told names whom an event was told to, behind a dot; nothing for nobody.
func (w *historian) told(e *models.EventView) string {
	var names []string
	for user := range strings.SplitSeq(e.Told, ",") {
		if name := w.people[user]; name != "" {
			names = append(names, name)
		}
	}
	if names == nil {
		return ""
	}
	return " · " + w.h.Views.T(w.lang, "ticket.told", "Name", strings.Join(names, ", "))
}

func (w *historian) changes(e *models.EventView) string {
	var changes []string
	for _, field := range []struct{ name, from, to string }{
		{"field.kind", w.t("kind." + string(e.Before.Kind)), w.t("kind." + string(e.After.Kind))},
		{"field.category", w.categories[e.Before.Category], w.categories[e.After.Category]},
		{"field.priority", w.t("priority." + string(e.Before.Priority)), w.t("priority." + string(e.After.Priority))},
		{"field.place", e.Before.Place, e.After.Place},
	} {
		if field.from == field.to {
			continue
		}
		for _, empty := range []*string{&field.from, &field.to} {
			if *empty == "" {
				*empty = w.h.Views.T(w.lang, "ticket.nothing")
			}
		}
		changes = append(changes, w.h.Views.T(w.lang, "ticket.history_changed",
			"What", w.t(field.name), "From", field.from, "To", field.to))
	}
	return strings.Join(changes, "; ")
}

// instant is a moment as events write it; the zero time for none.
func instant(at int64) time.Time {
	if !models.Time(at).Set() {
		return time.Time{}
	}
	return models.Time(at).Std()
}
