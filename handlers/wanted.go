package handlers

import (
	"maps"
	"net/url"
	"slices"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// wanted is a list as somebody asked for it: by the fields of its address, by filters typed into the search box, or both.
type wanted struct {
	filter models.TicketFilter
	set    url.Values // the fields as an address holds them, filters that were typed among them, without cursor
	left   string     // what the search box shows: the words, and filters nobody understands
	wrong  []string   // what was left out, and why
}

// listFields are the fields of a list's address besides tab and text, in the order their chips are shown.
var listFields = []string{"unit", "kind", "category", "channel", "status", "place", "flag", "assignee", "from", "to"}

// asks reads the filter of the inbox; what is typed goes before what is in the address.
func (h *handlers) asks(c *fiber.Ctx, who models.Actor) (*wanted, error) {
	typed, err := h.Store.Understand(c.UserContext(), who, c.Query("q"), language(c))
	if err != nil {
		return nil, err
	}
	a := &wanted{set: url.Values{}, left: typed.Left}
	for _, field := range append([]string{"tab", "sort"}, listFields...) {
		value := c.Query(field)
		if meant := typed.Fields[field]; meant != "" {
			value = meant
		}
		if value != "" {
			a.set.Set(field, value)
		}
	}
	if typed.Text != "" {
		a.set.Set("q", typed.Text)
	}
	for _, wrong := range typed.Wrong {
		a.wrong = append(a.wrong, h.Views.T(language(c), "error."+wrong.Key, wrong.Args...))
	}
	if !a.set.Has("tab") {
		a.set.Set("tab", string(models.TabAll))
		if !who.AllUnits {
			a.set.Set("tab", string(models.TabUnit))
		}
	}
	return a, h.readAsked(c, a)
}

// readAsked turns the fields into the filter.
func (h *handlers) readAsked(c *fiber.Ctx, a *wanted) (err error) {
	a.filter, err = h.filterOf(c, a.set.Get)
	a.filter.Sort, a.filter.Cursor = a.set.Get("sort"), c.Query("cursor")
	return err
}

// mayBeGone are the fields that name something the house may have removed since a link or a saved view was made.
var mayBeGone = []string{"unit", "category", "place", "assignee"}

// askedTickets lists what was asked for. A unit or category that is no more is told of and left out: the rest of the
// link, or of the saved view, still opens.
func (h *handlers) askedTickets(c *fiber.Ctx, who models.Actor, a *wanted) (*models.TicketList, error) {
	list, err := h.Store.Tickets(c.UserContext(), who, a.filter)
	e := models.AsError(err)
	if e == nil || e.Code != models.Invalid {
		return list, err
	}
	lang := language(c)
	for _, wrong := range e.Fields() {
		if wrong.Key != "invalid.unknown" || !slices.Contains(mayBeGone, wrong.Field) {
			return nil, err
		}
		a.wrong = append(a.wrong, h.Views.T(lang, "find.gone", "Field", h.Views.T(lang, "field."+wrong.Field),
			"Value", a.set.Get(wrong.Field)))
		a.set.Del(wrong.Field)
	}
	if err := h.readAsked(c, a); err != nil {
		return nil, err
	}
	a.filter.Cursor = "" // it belonged to the list with the field
	return h.Store.Tickets(c.UserContext(), who, a.filter)
}

// address is the list again, with one field changed; an empty value takes it away.
func (a *wanted) address(field, value string) string {
	set := maps.Clone(a.set)
	set.Del(field)
	if value != "" {
		set.Set(field, value)
	}
	return "/inbox?" + set.Encode()
}

// chips are the filters that hold, each with the way to be rid of it.
func (h *handlers) chips(c *fiber.Ctx, who models.Actor, a *wanted) ([]views.Chip, error) {
	lang := language(c)
	var chips []views.Chip
	for _, field := range listFields {
		value := a.set.Get(field)
		if value == "" {
			continue
		}
		told, err := h.chipValue(c, who, field, value)
		if err != nil {
			return nil, err
		}
		label := map[string]string{"from": "inbox.from", "to": "inbox.to"}[field]
		if label == "" {
			label = "field." + field
		}
		chips = append(chips, views.Chip{Field: h.Views.T(lang, label), Value: told, Href: a.address(field, "")})
	}
	return chips, nil
}

// chipValue is a value in words.
func (h *handlers) chipValue(c *fiber.Ctx, who models.Actor, field, value string) (string, error) {
	lang := language(c)
	switch field {
	case "kind", "channel", "status", "flag":
		return h.Views.T(lang, field+"."+value), nil
	case "assignee":
		if value == "none" {
			return h.Views.T(lang, "ticket.nobody"), nil
		}
		people, err := h.peopleOptions(c, who)
		return labelOf(people, value), err
	case "unit":
		units, err := h.unitOptions(c, func(models.Unit) bool { return true })
		return labelOf(units, value), err
	case "category":
		categories, err := h.categoryOptions(c)
		return labelOf(categories, value), err
	case "place":
		places, err := h.placeOptions(c)
		return labelOf(places, value), err
	}
	return value, nil
}

func labelOf(options []views.Option, value string) string {
	for _, o := range options {
		if o.Value == value {
			return o.Label
		}
	}
	return value
}
