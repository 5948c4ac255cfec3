package handlers

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// categoryOptions are the categories in use, named in the reader's language.
func (h *handlers) categoryOptions(c *fiber.Ctx) ([]views.Option, error) {
	categories, err := h.Store.Categories(c.UserContext())
	options := make([]views.Option, 0, len(categories))
	for _, one := range categories {
		if one.Active {
			options = append(options, views.Option{Value: one.Slug, Label: one.Name(language(c))})
		}
	}
	return options, err
}

// peopleOptions are the people the user may give tickets to.
func (h *handlers) peopleOptions(c *fiber.Ctx, who models.Actor) ([]views.Option, error) {
	people, err := h.Store.Assignables(c.UserContext(), who)
	var options []views.Option
	for _, p := range people {
		options = append(options, views.Option{Value: strconv.FormatInt(p.ID, 10), Label: p.Name})
	}
	return options, err
}

// placeOptions are all places, villages grouped by their sub-district.
func (h *handlers) placeOptions(c *fiber.Ctx) ([]views.Option, error) {
	places, err := h.Store.Places(c.UserContext())
	options := make([]views.Option, 0, len(places))
	group := ""
	for _, p := range places {
		if p.ParentID == 0 {
			group = p.Name
		}
		options = append(options, views.Option{Value: strconv.FormatInt(p.ID, 10), Label: p.Name, Group: group})
	}
	return options, err
}

// unitOptions are the units at work that the filter lets through.
func (h *handlers) unitOptions(c *fiber.Ctx, want func(models.Unit) bool) ([]views.Option, error) {
	units, err := h.Store.Units(c.UserContext())
	options := make([]views.Option, 0, len(units))
	for _, u := range units {
		if u.Active && want(u) {
			options = append(options, views.Option{Value: u.Slug, Label: u.Name})
		}
	}
	return options, err
}

// words are the values of a list as the views want them.
func words[T ~string](values []T) []string {
	out := make([]string, len(values))
	for i, value := range values {
		out[i] = string(value)
	}
	return out
}
