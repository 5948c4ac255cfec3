package handlers

import "tanggap/models/sla"

// apiProof is a clock with the answer to "why this date?". Times are in the calendar's zone.
type apiProof struct {
	sla.ClockProof
	Amount   string `json:"amount" doc:"Working time (4h) or working days (5wd)."`
	Policy   string `json:"policy"`
	Basis    string `json:"basis" doc:"The law or rule the policy rests on."`
	Calendar string `json:"calendar"`
}

func (h *handlers) apiClocks(c *call, _ struct{}) (out apiList[apiProof], err error) {
	t, err := h.Store.Ticket(c.ctx, c.who, c.Params("number"))
	if err != nil {
		return out, err
	}
	clocks, err := h.Store.ClockViews(c.ctx, c.who, t.ID)
	out = itemsOf(make([]apiProof, len(clocks)))
	for i := range clocks {
		k := &clocks[i]
		out.Items[i] = apiProof{
			ClockProof: k.Proof(), Amount: k.Amount.String(), Policy: k.Policy, Basis: k.Basis, Calendar: k.Calendar,
		}
	}
	return out, err
}
