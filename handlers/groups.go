package handlers

import (
	"github.com/gofiber/fiber/v2"

	"tanggap/models"
)

// groupNames returns how the groups of a report are called in the reader's language, by key.
func (h *handlers) groupNames(c *fiber.Ctx, by models.Grouping) (func(key string) string, error) {
	lang, names := language(c), map[string]string{}
	switch by {
	case models.ByUnit:
		units, err := h.Store.Units(c.UserContext())
		if err != nil {
			return nil, err
		}
		for _, u := range units {
			names[u.Slug] = u.Name
		}
	case models.ByCategory:
		categories, err := h.Store.Categories(c.UserContext())
		if err != nil {
			return nil, err
		}
		names[""] = h.Views.T(lang, "dashboard.no_category")
		for _, one := range categories {
			names[one.Slug] = one.Name(lang)
		}
	case models.ByKind, models.ByChannel:
		return func(key string) string { return h.Views.T(lang, string(by)+"."+key) }, nil
	default:
		return func(key string) string { return key }, nil
	}
	return func(key string) string { return names[key] }, nil
}
