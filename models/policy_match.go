package models

// The fields a policy may name, in the order pages show them.
var policyFields = []string{"kind", "priority", "category", "unit", "channel"}

// Fit is how a policy stands to a ticket.
type Fit struct {
	Named    []string // fields the policy asks for
	Differs  []string // those of them in which the ticket is otherwise
	Distance int      // levels from the policy's unit down to the ticket's; what is nearer is more specific
	Off      bool     // not in use
	Early    bool     // received before it is valid
	Late     bool     // received after it was
}

// Holds reports whether the policy can measure the ticket.
func (f *Fit) Holds() bool { return len(f.Differs) == 0 && !f.Off && !f.Early && !f.Late }

// before reports whether the policy is more specific than another that fits as well: it names more fields, or a
// nearer unit. Which of equals holds is the stated order.
func (f *Fit) before(o *Fit) bool {
	if len(f.Named) != len(o.Named) {
		return len(f.Named) > len(o.Named)
	}
	return f.Distance < o.Distance
}

// fit compares a policy with a ticket.
func (r *reference) fit(p *Policy, t *Ticket) Fit {
	f := Fit{Off: !p.Active, Early: t.ReceivedAt < p.ValidFrom, Late: t.ReceivedAt >= p.ValidTo}
	distance := r.distance(p.UnitID, t.UnitID)
	for i, field := range [...]struct{ named, same bool }{
		{p.Kind != "", p.Kind == t.Kind},
		{p.Priority != "", p.Priority == t.Priority},
		{p.CategoryID != 0, p.CategoryID == t.CategoryID},
		{p.UnitID != 0, distance >= 0},
		{p.Channel != "", p.Channel == t.Channel},
	} {
		if !field.named {
			continue
		}
		f.Named = append(f.Named, policyFields[i])
		if !field.same {
			f.Differs = append(f.Differs, policyFields[i])
		}
	}
	if f.Distance = len(r.units); p.UnitID != 0 {
		f.Distance = distance
	}
	return f
}

// distance is how many levels a unit stands below another, 0 for itself, -1 when it does not.
func (r *reference) distance(above, unit int64) int {
	for n := range len(r.units) + 1 {
		if unit == above {
			return n
		}
		if unit = r.unit[unit].ParentID; unit == 0 {
			break
		}
	}
	return -1
}

// policyFor returns the most specific policy, the earlier one among equals; an error when none matches,
// because a ticket without a target is a fault that somebody must see.
func (r *reference) policyFor(t *Ticket) (*Policy, error) {
	var best *Policy
	var most Fit
	for i := range r.policies {
		p := &r.policies[i]
		if !p.Active { // most of a long list, in time
			continue
		}
		if f := r.fit(p, t); f.Holds() && (best == nil || f.before(&most)) {
			best, most = p, f
		}
	}
	if best == nil {
		return nil, conflict("no_policy", "Kind", t.Kind)
	}
	return best, nil
}
