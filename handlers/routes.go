package handlers

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
)

// route is one line of the sitemap; capability is what the actor must have, models.Public for everybody.
type route struct {
	method, path string
	capability   models.Capability
	handler      fiber.Handler
}

func (h *handlers) routes() []route {
	return slices.Concat(h.mainRoutes(), settings{h}.routes())
}

func (h *handlers) mainRoutes() []route {
	return []route{
		// The public portal
		{"GET", "/", models.Public, h.portal},
		{"GET", "/lapor", models.Public, h.reportForm},
		{"POST", "/lapor", models.Public, h.report},
		{"GET", "/lacak", models.Public, h.trackForm},
		{"POST", "/lacak", models.Public, h.track},
		{"POST", "/lacak/messages", models.Public, h.writeBack},
		{"POST", "/lacak/reopening", models.Public, h.notSolved},
		{"POST", "/lacak/leaving", models.Public, h.leaveTrack},
		{"GET", "/lacak/files/:sum", models.Public, h.trackFile},
		{"POST", "/language", models.Public, h.language},
		{"POST", "/theme", models.Public, h.theme},
		{"GET", "/assets/:hash/:name", models.Public, h.asset},

		// Signing in
		{"GET", "/login", models.Public, h.loginForm},
		{"POST", "/login", models.Public, h.login},
		{"POST", "/logout", models.Public, h.logout},

		// One ticket
		{"GET", "/tickets/:number/stream", models.ReadTickets, h.staff(models.ReadTickets, h.ticketStream)},

		// One's own account
		{"GET", "/account", models.SignedIn, h.staff(models.SignedIn, h.account)},
		{"POST", "/account/password", models.SignedIn, h.staff(models.SignedIn, h.changePassword)},
		{"POST", "/account/sessions/revocation", models.SignedIn, h.staff(models.SignedIn, h.revokeOthers)},
		{"POST", "/account/sessions/:id/revocation", models.SignedIn, h.staff(models.SignedIn, h.revokeSession)},
		{"POST", "/account/kept/removal", models.SignedIn, h.staff(models.SignedIn, h.dropKept)},
		{"GET", "/notices", models.SignedIn, h.staff(models.SignedIn, h.notices)},
		{"POST", "/notices/reading", models.SignedIn, h.staff(models.SignedIn, h.readNotices)},
		{"GET", "/notices/:id", models.SignedIn, h.staff(models.SignedIn, h.readNotice)},

		// Machines that watch
		{"GET", "/healthz", models.Public, h.alive},
		{"GET", "/readyz", models.Public, h.ready},

		// The API, by bearer token
		{"POST", "/api/v1/tickets", models.OpenTickets, h.bearer(models.OpenTickets, h.apiOpen)},
		{"GET", "/api/v1/tickets/:number", models.ReadTickets, h.bearer(models.ReadTickets, h.apiTicket)},
		{"POST", "/api/v1/tickets/:number/replies", models.AnswerTickets, h.bearer(models.AnswerTickets, h.apiReply)},
		{"POST", "/api/v1/tickets/:number/closure", models.AnswerTickets, h.bearer(models.AnswerTickets, h.apiClose)},
	}
}
