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
	return slices.Concat(h.mainRoutes(), settings{h}.routes(), h.apiRoutes())
}

func (h *handlers) mainRoutes() []route {
	return []route{
		// The public portal
		{"GET", "/", models.Public, h.portal},
		{"GET", "/lapor", models.Public, h.reportForm},
		{"POST", "/lapor", models.Public, h.report},
		{"GET", "/transparansi", models.Public, h.transparency},
		{"GET", "/lacak", models.Public, h.trackForm},
		{"POST", "/lacak", models.Public, h.track},
		{"POST", "/lacak/messages", models.Public, h.writeBack},
		{"POST", "/lacak/reopening", models.Public, h.notSolved},
		{"POST", "/lacak/confirmation", models.Public, h.confirm},
		{"POST", "/lacak/leaving", models.Public, h.leaveTrack},
		{"GET", "/lacak/files/:sum", models.Public, h.trackFile},
		{"POST", "/language", models.Public, h.language},
		{"POST", "/theme", models.Public, h.theme},
		{"GET", "/assets/:hash/:name", models.Public, h.asset},
		{"GET", "/app.webmanifest", models.Public, h.manifest},
		{"GET", "/worker.js", models.Public, h.worker},

		// Signing in
		{"GET", "/login", models.Public, h.loginForm},
		{"POST", "/login", models.Public, h.login},
		{"POST", "/logout", models.Public, h.logout},

		// The inbox
		{"GET", "/inbox", models.ReadTickets, h.staff(models.ReadTickets, h.inbox)},
		{"GET", "/inbox/stream", models.ReadTickets, h.staff(models.ReadTickets, h.inboxStream)},

		// Many tickets at once
		{"GET", "/errands", models.AnswerTickets, h.staff(models.AnswerTickets, h.errands)},
		{"GET", "/errands/new", models.AnswerTickets, h.staff(models.AnswerTickets, h.newErrand)},
		{"POST", "/errands", models.AnswerTickets, h.staff(models.AnswerTickets, h.addErrand)},
		{"GET", "/errands/:id", models.AnswerTickets, h.staff(models.AnswerTickets, h.errand)},
		{"POST", "/errands/:id/cancellation", models.AnswerTickets, h.staff(models.AnswerTickets, h.cancelErrand)},
		{"POST", "/errands/:id/undo", models.AnswerTickets, h.staff(models.AnswerTickets, h.undoErrand)},

		// The dashboard
		{"GET", "/dashboard", models.ReadReports, h.staff(models.ReadReports, h.dashboard)},
		{"GET", "/dashboard/figures.csv", models.ReadReports, h.staff(models.ReadReports, h.figures)},
		{"GET", "/dashboard/tickets", models.ReadReports, h.staff(models.ReadReports, h.behind)},

		// Commands and keys
		{"GET", "/commands", models.SignedIn, h.staff(models.SignedIn, h.commands)},
		{"POST", "/keys", models.SignedIn, h.staff(models.SignedIn, h.keys)},

		// One ticket
		{"GET", "/tickets/new", models.OpenTickets, h.staff(models.OpenTickets, h.newTicket)},
		{"POST", "/tickets/new", models.OpenTickets, h.staff(models.OpenTickets, h.openTicket)},
		{"GET", "/attachments/:id", models.ReadTickets, h.staff(models.ReadTickets, h.attachment)},
		{"GET", "/tickets/:number", models.ReadTickets, h.staff(models.ReadTickets, h.ticket)},
		{"GET", "/tickets/:number/clocks", models.ReadTickets, h.staff(models.ReadTickets, h.proof)},
		{"GET", "/tickets/:number/stream", models.ReadTickets, h.staff(models.ReadTickets, h.ticketStream)},
		{"POST", "/tickets/:number/replies", models.AnswerTickets, h.onTicket(models.AnswerTickets, "replies")},
		{"POST", "/tickets/:number/notes", models.AnswerTickets, h.onTicket(models.AnswerTickets, "notes")},
		{"POST", "/tickets/:number/draft", models.AnswerTickets, h.staff(models.AnswerTickets, h.saveDraft)},
		{"POST", "/tickets/:number/macro", models.AnswerTickets, h.staff(models.AnswerTickets, h.insertMacro)},
		{"POST", "/tickets/:number/quote", models.AnswerTickets, h.staff(models.AnswerTickets, h.quote)},
		{"GET", "/drafts", models.AnswerTickets, h.staff(models.AnswerTickets, h.drafts)},
		{"POST", "/drafts/:id/removal", models.AnswerTickets, h.staff(models.AnswerTickets, h.dropDraft)},
		{"POST", "/tickets/:number/classification", models.AnswerTickets, h.onTicket(models.AnswerTickets, "classification")},
		{"POST", "/tickets/:number/assignment", models.AnswerTickets, h.onTicket(models.AnswerTickets, "assignment")},
		{"POST", "/tickets/:number/transfers", models.TransferTickets, h.onTicket(models.TransferTickets, "transfers")},
		{"POST", "/tickets/:number/transfers/:id/acceptance", models.TransferTickets, h.onTicket(models.TransferTickets, "acceptance")},
		{"POST", "/tickets/:number/transfers/:id/return", models.TransferTickets, h.onTicket(models.TransferTickets, "return")},
		{"POST", "/tickets/:number/following", models.ReadTickets, h.onTicket(models.ReadTickets, "following")},
		{"POST", "/tickets/:number/following/end", models.ReadTickets, h.onTicket(models.ReadTickets, "unfollowing")},
		{"POST", "/tickets/:number/pause", models.AnswerTickets, h.onTicket(models.AnswerTickets, "pause")},
		{"POST", "/tickets/:number/pause/end", models.AnswerTickets, h.onTicket(models.AnswerTickets, "end")},
		{"POST", "/tickets/:number/extension", models.AnswerTickets, h.onTicket(models.AnswerTickets, "extension")},
		{"POST", "/tickets/:number/extensions/:id/approval", models.Approve, h.onTicket(models.Approve, "approval")},
		{"POST", "/tickets/:number/extensions/:id/refusal", models.Approve, h.onTicket(models.Approve, "refusal")},
		{"POST", "/tickets/:number/closure", models.AnswerTickets, h.onTicket(models.AnswerTickets, "closure")},
		{"POST", "/tickets/:number/archive", models.AnswerTickets, h.onTicket(models.AnswerTickets, "archive")},
		{"POST", "/tickets/:number/reopening", models.AnswerTickets, h.onTicket(models.AnswerTickets, "reopening")},
		{"POST", "/tickets/:number/incident", models.AnswerTickets, h.onTicket(models.AnswerTickets, "incident")},
		{"POST", "/tickets/:number/incident/end", models.AnswerTickets, h.onTicket(models.AnswerTickets, "leaving")},
		{"POST", "/tickets/:number/merge", models.AnswerTickets, h.onTicket(models.AnswerTickets, "merge")},
		{"POST", "/tickets/:number/merge/end", models.AnswerTickets, h.onTicket(models.AnswerTickets, "unmerge")},
		{"POST", "/tickets/:number/messages/:id/cancel", models.AnswerTickets, h.onTicket(models.AnswerTickets, "cancel")},
		{"POST", "/tickets/:number/sends/:id/retry", models.AnswerTickets, h.onTicket(models.AnswerTickets, "retry")},
		{"POST", "/tickets/:number/sends/:id/arrival", models.AnswerTickets, h.onTicket(models.AnswerTickets, "arrival")},

		// Failures many citizens report
		{"GET", "/incidents", models.ReadTickets, h.staff(models.ReadTickets, h.incidents)},
		{"GET", "/incidents/:id", models.ReadTickets, h.staff(models.ReadTickets, h.incident)},
		{"POST", "/incidents/:id/tickets", models.AnswerTickets, h.onIncident(models.AnswerTickets, "incident_joined", h.joinIncident)},
		{"POST", "/incidents/:id/answers", models.AnswerTickets, h.onIncident(models.AnswerTickets, "incident_asked", h.answerIncident)},
		{"POST", "/incidents/:id/answers/:answer/approval", models.Approve, h.onIncident(models.Approve, "incident_approved", h.decideIncident(true))},
		{"POST", "/incidents/:id/answers/:answer/refusal", models.Approve, h.onIncident(models.Approve, "incident_refused", h.decideIncident(false))},
		{"POST", "/incidents/:id/end", models.AnswerTickets, h.onIncident(models.AnswerTickets, "incident_ended", h.endIncident)},

		// One's own account
		{"GET", "/account", models.SignedIn, h.staff(models.SignedIn, h.account)},
		{"POST", "/account/password", models.SignedIn, h.staff(models.SignedIn, h.changePassword)},
		{"POST", "/account/sessions/revocation", models.SignedIn, h.staff(models.SignedIn, h.revokeOthers)},
		{"POST", "/account/sessions/:id/revocation", models.SignedIn, h.staff(models.SignedIn, h.revokeSession)},
		{"POST", "/account/wishes", models.SignedIn, h.staff(models.SignedIn, h.setWishes)},
		{"POST", "/account/chat", models.SignedIn, h.staff(models.SignedIn, h.linkChat)},
		{"POST", "/account/chat/removal", models.SignedIn, h.staff(models.SignedIn, h.unlinkChat)},
		{"POST", "/account/absences", models.SignedIn, h.staff(models.SignedIn, h.leave)},
		{"POST", "/account/absences/:id/end", models.SignedIn, h.staff(models.SignedIn, h.endLeave)},
		{"POST", "/account/signature", models.SignedIn, h.staff(models.SignedIn, h.setSignature)},
		{"POST", "/account/tokens", models.SignedIn, h.staff(models.SignedIn, h.addOwnToken)},
		{"POST", "/account/tokens/:id/revocation", models.SignedIn, h.staff(models.SignedIn, h.revokeOwnToken)},
		{"GET", "/account/macros", models.SignedIn, h.staff(models.SignedIn, h.macros)},
		{"GET", "/account/macros/new", models.SignedIn, h.staff(models.SignedIn, h.newMacro)},
		{"POST", "/account/macros", models.SignedIn, h.staff(models.SignedIn, h.saveMacro)},
		{"GET", "/account/macros/:id", models.SignedIn, h.staff(models.SignedIn, h.macro)},
		{"POST", "/account/macros/:id", models.SignedIn, h.staff(models.SignedIn, h.saveMacro)},
		{"POST", "/account/macros/:id/removal", models.SignedIn, h.staff(models.SignedIn, h.removeMacro)},
		{"POST", "/account/kept/removal", models.SignedIn, h.staff(models.SignedIn, h.dropKept)},
		{"GET", "/offline", models.SignedIn, h.staff(models.SignedIn, h.offline)},
		{"GET", "/notices", models.SignedIn, h.staff(models.SignedIn, h.notices)},
		{"POST", "/notices/reading", models.SignedIn, h.staff(models.SignedIn, h.readNotices)},
		{"GET", "/notices/news", models.SignedIn, h.staff(models.SignedIn, h.news)},
		{"GET", "/notices/:id", models.SignedIn, h.staff(models.SignedIn, h.readNotice)},

		// Machines that watch
		{"GET", "/healthz", models.Public, h.alive},
		{"GET", "/readyz", models.Public, h.ready},
		{"GET", "/metrics", models.ReadMetrics, h.metricsPage},
	}
}

// api is what programs reach, by bearer token; every line is described in openapi.json too.
func (h *handlers) api() []endpoint {
	return []endpoint{
		// Tickets
		{"POST", "/tickets", models.OpenTickets, "Open a ticket", does(h.apiOpen)},
		{"GET", "/tickets", models.ReadTickets, "Tickets in scope, as the inbox lists them", does(h.apiTickets)},
		{"GET", "/tickets/:number", models.ReadTickets, "A ticket with its conversation and flags", does(h.apiTicket)},
		{"GET", "/tickets/:number/messages", models.ReadTickets, "The conversation, oldest first", does(h.apiMessages)},
		{"POST", "/tickets/:number/replies", models.AnswerTickets, "Answer the citizen", does(h.apiReply)},
		{"POST", "/tickets/:number/notes", models.AnswerTickets, "Write what the citizen never sees", does(h.apiNote)},
		{"POST", "/tickets/:number/classification", models.AnswerTickets, "Change kind, category or priority", does(h.apiClassify)},
		{"GET", "/tickets/:number/assignment", models.ReadTickets, "Who has it, and who could", does(h.apiAssigned)},
		{"POST", "/tickets/:number/assignment", models.AnswerTickets, "Give it to somebody", does(h.apiAssign)},
		{"GET", "/tickets/:number/transfers", models.ReadTickets, "Its way between units, oldest first", does(h.apiTransfers)},
		{"POST", "/tickets/:number/transfers", models.TransferTickets, "Hand it to another unit", does(h.apiTransfer)},
		{"POST", "/tickets/:number/transfers/:id/acceptance", models.TransferTickets, "Accept it", does(h.apiAccept)},
		{"POST", "/tickets/:number/transfers/:id/return", models.TransferTickets, "Return it with a reason", does(h.apiReturn)},
		{"POST", "/tickets/:number/pause", models.AnswerTickets, "Ask the citizen; the clocks wait", does(h.apiPause)},
		{"DELETE", "/tickets/:number/pause", models.AnswerTickets, "Let the clocks go on", does(h.apiResume)},
		{"POST", "/tickets/:number/closure", models.AnswerTickets, "Resolve or archive it", does(h.apiClose)},
		{"POST", "/tickets/:number/reopening", models.AnswerTickets, "Take it up again", does(h.apiReopen)},
		{"POST", "/tickets/:number/incident", models.AnswerTickets, "Put it under an incident, or open one", does(h.apiJoinIncident)},
		{"POST", "/tickets/:number/merge", models.AnswerTickets, "Merge it into an earlier one", does(h.apiMerge)},
		{"DELETE", "/tickets/:number/merge", models.AnswerTickets, "Undo that", does(h.apiUnmerge)},
		{"GET", "/tickets/:number/clocks", models.ReadTickets, "Its clocks, with the steps each date was counted by", does(h.apiClocks)},
		{"GET", "/tickets/:number/events", models.ReadTickets, "Its history, hash-chained, oldest first", does(h.apiEvents)},

		// Reports
		{"GET", "/reports/response-times", models.ReadReports, "How soon citizens were answered, by group", does(h.apiResponseTimes)},

		// The house
		{"GET", "/units", models.ReadHouse, "Units, the regency first", does(h.apiUnits)},
		{"GET", "/categories", models.ReadHouse, "Categories in their order", does(h.apiCategories)},
		{"GET", "/accounts", models.ReadHouse, "Official accounts", does(h.apiAccounts)},
	}
}
