package handlers

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// commandPlaces are where the command bar leads: address, text, and what one must be able to do there.
var commandPlaces = []struct {
	address, text string
	capability    models.Capability
}{
	{"/inbox", "house.inbox", models.ReadTickets},
	{"/inbox?tab=mine", "tab.mine", models.ReadTickets},
	{"/inbox?tab=unassigned", "tab.unassigned", models.ReadTickets},
	{"/inbox?tab=near", "tab.near", models.ReadTickets},
	{"/inbox?tab=late", "tab.late", models.ReadTickets},
	{"/inbox?tab=waiting", "tab.waiting", models.ReadTickets},
	{"/tickets/new", "house.new", models.OpenTickets},
	{"/drafts", "draft.title", models.AnswerTickets},
	{"/errands", "errand.list", models.AnswerTickets},
	{"/incidents", "incident.title", models.ReadTickets},
	{"/account/macros", "macro.title", models.SignedIn},
	{"/dashboard", "house.dashboard", models.ReadReports},
	{"/notices", "house.notices", models.SignedIn},
	{"/account", "house.account", models.SignedIn},
	{"/settings", "house.settings", models.Configure},
	{"/commands", "commands.keys", models.SignedIn},
}

// commandKeys are the keys with the last part of the text that says what each does.
var commandKeys = [][2]string{
	{"Ctrl K", "bar"},
	{"?", "sheet"},
	{"/", "search"},
	{"j", "next"},
	{"k", "previous"},
	{"Enter", "open"},
	{"x", "select"},
	{"u", "back"},
	{"r", "reply"},
	{"n", "note"},
	{"a", "assign"},
	{"c", "classify"},
	{"t", "transfer"},
	{"w", "wait"},
	{"e", "resolve"},
	{"g i", "inbox"},
	{"g m", "mine"},
	{"g l", "late"},
	{"g d", "dashboard"},
	{"g n", "notices"},
	{"g b", "drafts"},
	{"g c", "new"},
}

// commands lists every place and key; htmx gets the command bar and the sheet of keys.
func (h *handlers) commands(c *fiber.Ctx, who models.Actor) error {
	data, lang := &views.Commands{}, language(c)
	for _, p := range commandPlaces {
		if who.Can(p.capability) {
			data.Places = append(data.Places, views.Option{Value: p.address, Label: h.Views.T(lang, p.text)})
		}
	}
	for _, key := range commandKeys {
		data.Keys = append(data.Keys, views.Option{Value: key[0], Label: h.Views.T(lang, "key."+key[1])})
	}
	if wantsPart(c) {
		return h.part(c, "commands", "bar", &views.Page{Data: data})
	}
	return h.page(c, "commands", &views.Page{Data: data})
}

// keys switches the single keys of this browser off or on: speech input and a cat on the keyboard press them too.
func (h *handlers) keys(c *fiber.Ctx, _ models.Actor) error {
	value := "on"
	if c.FormValue("keys") == "off" {
		value = "off"
	}
	h.keepTaste(c, "keys", value, h.Store.Now().Add(365*24*time.Hour))
	return c.Redirect("/commands", fiber.StatusSeeOther)
}
