package handlers

type apiMerge struct {
	Into   string `json:"into" doc:"Number of the ticket that goes on; it was received first." example:"TGP-2026-000123"`
	Reason string `json:"reason" doc:"Why; colleagues read it." example:"Lampu yang sama."`
}

func (h *handlers) apiMerge(c *call, in apiMerge) (APITicket, error) {
	if err := h.Store.Merge(c.ctx, c.who, c.Params("number"), in.Into, in.Reason); err != nil {
		return APITicket{}, err
	}
	return h.changed(c)
}

func (h *handlers) apiUnmerge(c *call, in apiReason) (APITicket, error) {
	if err := h.Store.Unmerge(c.ctx, c.who, c.Params("number"), in.Reason); err != nil {
		return APITicket{}, err
	}
	return h.changed(c)
}
