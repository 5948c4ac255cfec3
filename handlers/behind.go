package handlers

import (
	"net/url"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// behind lists the tickets behind a number of the dashboard.
func (h *handlers) behind(c *fiber.Ctx, who models.Actor) error {
	f, about, err := h.behindFilter(c)
	if err != nil {
		return err
	}
	list, err := h.Store.Tickets(c.UserContext(), who, f)
	if err != nil {
		return err
	}
	data := &views.Behind{
		Title: h.Views.T(language(c), "behind."+c.Query("what")), About: about,
		Back: backToBoard(c), Rows: ticketRows(list.Rows, language(c)),
	}
	query := url.Values{}
	for name, value := range c.Queries() {
		query.Set(name, value)
	}
	query.Del("cursor")
	if f.Cursor != "" {
		data.First = c.Path() + "?" + query.Encode()
	}
	if list.Next != "" {
		query.Set("cursor", list.Next)
		data.Next = c.Path() + "?" + query.Encode()
	}
	return h.page(c, "behind", &views.Page{Data: data})
}

// backToBoard is the dashboard of the same days and unit.
func backToBoard(c *fiber.Ctx) string {
	query := url.Values{}
	if c.Query("from") != "" {
		query = url.Values{"period": {ownPeriod}, "from": {c.Query("from")}, "to": {c.Query("to")}}
	}
	if c.Query("below") != "" {
		query.Set("unit", c.Query("unit"))
	}
	return "/dashboard?" + query.Encode()
}

// behindFilter reads which number is meant, and says in words what it is about.
func (h *handlers) behindFilter(c *fiber.Ctx) (f models.TicketFilter, about []string, err error) {
	lang := language(c)
	from, err := dayNamed("from", c.Query("from"), 0)
	if err != nil {
		return f, nil, err
	}
	to, err := dayNamed("to", c.Query("to"), h.Store.Today())
	if err != nil {
		return f, nil, err
	}
	f = models.TicketFilter{
		Unit: c.Query("unit"), Below: c.Query("below") != "", Kind: models.Kind(c.Query("kind")), Category: c.Query("category"),
		Channel: c.Query("channel"), To: h.Store.DayStart(to + 1), Cursor: c.Query("cursor"),
	}
	if from > 0 {
		f.From = h.Store.DayStart(from)
		about = append(about, views.DaySpan(lang, from.Date(), to.Date()))
	}
	switch what := c.Query("what"); what {
	case "open", "late":
		if f.Live = true; what == "late" {
			f.Flag = "late"
		}
	default:
		f.Response = what
		if what == "" {
			f.Response = "received"
		}
	}
	for _, by := range shown {
		key := c.Query(string(by))
		if key == "" {
			continue
		}
		name, err := h.groupNames(c, by)
		if err != nil {
			return f, nil, err
		}
		if key == models.NoCategory {
			key = ""
		}
		about = append(about, name(key))
	}
	return f, about, nil
}
