package models

import (
	"slices"
	"strings"
)

// ActorKind is who stands behind an action; it is written into every event.
type ActorKind string

// The four kinds.
const (
	ByUser    ActorKind = "user"
	BySystem  ActorKind = "system"
	ByCitizen ActorKind = "citizen"
	ByToken   ActorKind = "token"
)

// Actor is who asks. Every verb and query takes one; its scope is the first WHERE of every ticket query.
// The zero Actor may nothing and sees nothing.
type Actor struct {
	Kind         ActorKind
	ID           int64 // user or token; for a citizen the ticket the tracking code opened
	Name         string
	Role         Role
	Units        []int64 // own units, with everything below them for supervisors
	AllUnits     bool
	Confidential int // the highest tickets.confidential it may see
	Rate         int // of a token: writes a minute; 0: no limit
	capabilities []Capability
	byOffice     []Capability // those of them that only an office gives, in offices and what is below them
	offices      []int64
}

// System is the house itself: cron jobs, commands on the server.
var System = Actor{Kind: BySystem, Name: "Tanggap", AllUnits: true, Confidential: 2, capabilities: []Capability{
	ReadTickets, OpenTickets, AnswerTickets, TransferTickets, Approve, PlanPeople, ReadReports, ReadAudit, Configure,
	Administer, ReadHouse, ReadMetrics, ReadPersonal,
}}

// Citizen is somebody at the public portal who has opened no ticket yet.
var Citizen = Actor{Kind: ByCitizen, capabilities: []Capability{OpenTickets}}

// citizenOf is the citizen holding the tracking code of one ticket.
func citizenOf(ticket int64) Actor {
	return Actor{Kind: ByCitizen, ID: ticket, Confidential: 2, capabilities: []Capability{ReadTickets}}
}

// Can reports whether the actor has the capability.
func (a Actor) Can(c Capability) bool {
	return c == Public || slices.Contains(a.capabilities, c)
}

// Capabilities lists what the actor may do.
func (a Actor) Capabilities() []Capability { return a.capabilities }

// In reports whether the unit is in the actor's scope.
func (a Actor) In(unit int64) bool { return a.AllUnits || slices.Contains(a.Units, unit) }

// within returns the actor seeing no more than those of the units it sees already.
func (a Actor) within(units ...int64) Actor {
	var seen []int64
	for _, unit := range units {
		if a.In(unit) {
			seen = append(seen, unit)
		}
	}
	a.AllUnits, a.Units = false, seen
	return a
}

// exercising returns the actor as far as the capability reaches: what an office gives holds in its units only.
func (a Actor) exercising(c Capability) Actor {
	if slices.Contains(a.byOffice, c) {
		return a.within(a.offices...)
	}
	return a
}

// need returns Denied unless the actor has the capability.
func (a Actor) need(c Capability) error {
	if !a.Can(c) {
		return denied()
	}
	return nil
}

// scope returns the condition every ticket query of this actor begins with, over the alias t.
func (a Actor) scope() (string, []any) {
	switch {
	case !a.Can(ReadTickets):
		return "1 = 0", nil
	case a.Kind == ByCitizen:
		return "t.id = ?", []any{a.ID}
	case a.AllUnits && a.Confidential >= 2:
		return "1 = 1", nil
	case a.AllUnits:
		return "t.confidential <= ?", []any{a.Confidential}
	case len(a.Units) == 0:
		return "1 = 0", nil
	}
	marks := "t.unit_id IN (?" + strings.Repeat(", ?", len(a.Units)-1) + ")"
	args := anys(a.Units)
	if a.Confidential >= 2 {
		return marks, args
	}
	return marks + " AND t.confidential <= ?", append(args, a.Confidential)
}
