package models

import (
	"maps"
	"slices"
)

// Capability names one thing somebody may do; every route states one.
type Capability string

// The capabilities. A role is a set of them.
const (
	Public          Capability = ""               // nobody needs to be known
	SignedIn        Capability = "signed_in"      // any user
	ReadTickets     Capability = "read_tickets"   // see tickets in scope
	OpenTickets     Capability = "open_tickets"   // enter a call, letter, visit; open by API
	AnswerTickets   Capability = "answer_tickets" // reply, note, classify, assign, pause, resolve, reopen, archive
	TransferTickets Capability = "transfer_tickets"
	Approve         Capability = "approve"     // what another may do only with a second person
	PlanPeople      Capability = "plan_people" // offices, leave, duty, what must be told
	SetMacros       Capability = "set_macros"  // texts for a unit, or for all
	ReadReports     Capability = "read_reports"
	ReadAudit       Capability = "read_audit"    // events of the house, exports of evidence
	Configure       Capability = "configure"     // units, users, policies, calendars, tokens, outbox
	Administer      Capability = "administer"    // users, tokens
	ReadHouse       Capability = "read_house"    // by API: units, categories, accounts
	ReadMetrics     Capability = "read_metrics"  // what a monitor reads
	ReadPersonal    Capability = "read_personal" // by API: numbers and addresses of people in what was written
)

// Role is what a user is in the house (design.md section 5).
type Role string

// The six roles.
const (
	Agent         Role = "agent"
	Coordinator   Role = "coordinator"
	Supervisor    Role = "supervisor"
	Inspector     Role = "inspector"
	Auditor       Role = "auditor"
	Administrator Role = "administrator"
)

// Roles lists all roles in the order they are shown.
var Roles = []Role{Agent, Coordinator, Supervisor, Inspector, Auditor, Administrator}

// handling is what everybody who works on tickets may do.
var handling = []Capability{SignedIn, ReadTickets, OpenTickets, AnswerTickets, TransferTickets}

var roleCapabilities = map[Role][]Capability{
	Agent:         handling,
	Coordinator:   append(slices.Clone(handling), SetMacros, ReadReports),
	Supervisor:    append(slices.Clone(handling), Approve, PlanPeople, SetMacros, ReadReports),
	Inspector:     handling,
	Auditor:       {SignedIn, ReadTickets, ReadReports, ReadAudit},
	Administrator: {SignedIn, PlanPeople, SetMacros, Configure, Administer},
}

// Valid reports whether r is one of the six.
func (r Role) Valid() bool { return slices.Contains(Roles, r) }

// Scopes are what an API token may be given, with the capabilities behind each.
var Scopes = map[string][]Capability{
	"tickets:read":  {ReadHouse, ReadTickets},
	"tickets:write": {ReadHouse, ReadTickets, OpenTickets, AnswerTickets, TransferTickets},
	"submit":        {ReadHouse, OpenTickets},
	"reports:read":  {ReadHouse, ReadReports},
	"metrics":       {ReadMetrics},
	"personal:read": {ReadHouse, ReadPersonal},
	"all": { // but for personal data, which has to be asked for by name
		ReadHouse, ReadTickets, OpenTickets, AnswerTickets, TransferTickets, ReadReports, ReadAudit, ReadMetrics,
	},
}

// ScopesWith lists the scopes that hold the capability, by name.
func ScopesWith(c Capability) []string {
	var found []string
	for _, scope := range slices.Sorted(maps.Keys(Scopes)) {
		if slices.Contains(Scopes[scope], c) {
			found = append(found, scope)
		}
	}
	return found
}
