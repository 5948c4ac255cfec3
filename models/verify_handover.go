package models

import (
	"fmt"
	"strings"
)

// mishandled tells in what the owner of a ticket, and how it stands between units, are not what its history says.
func (d *dossier) mishandled() (differ []string) {
	var owner int64
	hops := 0
	for i := range d.events {
		e := &d.events[i]
		if e.UnitID != 0 {
			owner = e.UnitID
		}
		if e.Type == TicketAssigned && strings.Contains(e.Data, `"unit":`) {
			hops++
		}
	}
	if owner != d.UnitID || hops != d.Hops {
		differ = append(differ, fmt.Sprintf("unit %d after %d hops, its history says %d after %d", d.UnitID, d.Hops, owner, hops))
	}
	want, returns, pending := HandoverState(0), 0, 0
	for i := range d.moves {
		switch x := &d.moves[i]; {
		case x.State == "returned":
			returns++
		case x.State == "pending":
			pending++
			if want = HandoverPending; x.LateAt > 0 {
				want = HandoverLate
			}
			if x.ToUnitID != d.UnitID {
				differ = append(differ, fmt.Sprintf("it waits for unit %d to accept it, and is that of %d", x.ToUnitID, d.UnitID))
			}
		}
	}
	decide := pending == 0 && returns >= 2 && d.Handover == HandoverReturned
	if pending > 1 || (d.Handover != want && !decide) {
		differ = append(differ, fmt.Sprintf("hand-over %d, its transfers say %d (%d wait)", d.Handover, want, pending))
	}
	return differ
}
