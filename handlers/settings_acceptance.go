package handlers

import (
	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// acceptanceForm is how soon units must accept what they are handed; it stands below the list of units.
func (h settings) acceptanceForm(within string) *views.Form {
	return &views.Form{Action: "/settings/acceptance", Back: "/settings/units", Groups: []views.Group{{
		Key: "handover", Fields: []views.Field{{Name: "acceptance", Value: within, Hint: "acceptance", Required: true}},
	}}}
}

func (h settings) saveAcceptance(c *fiber.Ctx, who models.Actor) error {
	within := c.FormValue("acceptance")
	if err := h.Store.SaveAcceptWithin(c.UserContext(), who, within); err != nil {
		return h.again(c, who, err, &views.Settings{Section: "units", Form: h.acceptanceForm(within)})
	}
	return h.done(c, "/settings/units", "saved")
}
