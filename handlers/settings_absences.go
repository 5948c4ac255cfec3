package handlers

import (
	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

func (h settings) newAbsence(c *fiber.Ctx, who models.Actor) error { return h.showAbsence(c, who, nil) }

func (h settings) showAbsence(c *fiber.Ctx, who models.Actor, wrong error) error {
	return h.plan(c, who, "absences", wrong, func(_, staff []views.Option) []views.Field {
		return append([]views.Field{{Name: "user", Kind: views.InputChoice, Options: staff, Blank: "choose"}}, absenceFields(staff)...)
	})
}

// absenceFields are those of one's own leave too.
func absenceFields(staff []views.Option) []views.Field {
	return []views.Field{
		{Name: "stand_in", Kind: views.InputChoice, Options: staff, Blank: "choose", Hint: "stand_in"},
		{Name: "from", Kind: views.InputDay, Required: true},
		{Name: "to", Kind: views.InputDay, Required: true},
		{Name: "tickets", Label: "leave_tickets", Kind: views.InputChoice, Family: "handing", Values: models.Handings, Hint: "handing"},
		{Name: "reason", Hint: "absence_reason"},
	}
}

func (h settings) addAbsence(c *fiber.Ctx, who models.Actor) error {
	if err := h.keepAbsence(c, who, number(c, "user")); err != nil {
		return h.showAbsence(c, who, err)
	}
	return h.done(c, "/settings/duty", "saved")
}

func (h *handlers) keepAbsence(c *fiber.Ctx, who models.Actor, user int64) error {
	a := models.Absence{UserID: user, StandInID: number(c, "stand_in"), Reason: c.FormValue("reason"), Tickets: c.FormValue("tickets")}
	var err error
	if a.FromAt, a.ToAt, err = h.days(c); err != nil {
		return err
	}
	_, err = h.Store.AddAbsence(c.UserContext(), who, a)
	return err
}
