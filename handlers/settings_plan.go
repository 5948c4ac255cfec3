package handlers

import (
	"github.com/gofiber/fiber/v2"

	"tanggap/models"
)

// planRoutes are the rooms of who is told when, by what.
func (h settings) planRoutes() []route {
	configure := func(next func(*fiber.Ctx, models.Actor) error) fiber.Handler { return h.staff(models.Configure, next) }
	plan := func(next func(*fiber.Ctx, models.Actor) error) fiber.Handler { return h.staff(models.PlanPeople, next) }
	return []route{
		{"GET", "/settings/ladders", models.Configure, configure(h.ladders)},
		{"GET", "/settings/ladders/new", models.Configure, configure(h.newRung)},
		{"POST", "/settings/ladders", models.Configure, configure(h.saveRung)},
		{"POST", "/settings/ladders/copies", models.Configure, configure(h.copyLadder)},
		{"GET", "/settings/ladders/:id", models.Configure, configure(h.rung)},
		{"POST", "/settings/ladders/:id", models.Configure, configure(h.saveRung)},
		{"POST", "/settings/ladders/:id/removal", models.Configure, configure(h.removeRung)},

		{"GET", "/settings/duty", models.PlanPeople, plan(h.duty)},
		{"GET", "/settings/duty/offices/new", models.PlanPeople, plan(h.newOffice)},
		{"POST", "/settings/duty/offices", models.PlanPeople, plan(h.addOffice)},
		{"POST", "/settings/duty/offices/:id/end", models.PlanPeople, plan(h.ends(h.Store.EndOffice))},
		{"GET", "/settings/duty/roster/new", models.PlanPeople, plan(h.newDuty)},
		{"POST", "/settings/duty/roster", models.PlanPeople, plan(h.addDuty)},
		{"POST", "/settings/duty/roster/:id/end", models.PlanPeople, plan(h.ends(h.Store.EndDuty))},
		{"GET", "/settings/duty/absences/new", models.PlanPeople, plan(h.newAbsence)},
		{"POST", "/settings/duty/absences", models.PlanPeople, plan(h.addAbsence)},
		{"POST", "/settings/duty/absences/:id/end", models.PlanPeople, plan(h.ends(h.Store.EndAbsence))},
		{"GET", "/settings/duty/rules/new", models.PlanPeople, plan(h.newRule)},
		{"POST", "/settings/duty/rules", models.PlanPeople, plan(h.addRule)},
		{"POST", "/settings/duty/rules/:id/end", models.PlanPeople, plan(h.ends(h.Store.EndRule))},
		{"GET", "/settings/duty/obligations/new", models.PlanPeople, plan(h.newObligation)},
		{"POST", "/settings/duty/obligations", models.PlanPeople, plan(h.addObligation)},
		{"POST", "/settings/duty/obligations/:id/end", models.PlanPeople, plan(h.ends(h.Store.Release))},

		{"GET", "/settings/ways", models.Configure, configure(h.ways)},
		{"POST", "/settings/ways/bot", models.Configure, configure(h.saveBot)},
		{"GET", "/settings/ways/hooks/new", models.Configure, configure(h.newHook)},
		{"POST", "/settings/ways/hooks", models.Configure, configure(h.saveHook)},
		{"GET", "/settings/ways/hooks/:id", models.Configure, configure(h.hook)},
		{"POST", "/settings/ways/hooks/:id", models.Configure, configure(h.saveHook)},
		{"POST", "/settings/ways/hooks/:id/removal", models.Configure, configure(h.removeHook)},
	}
}
