package handlers

import "tanggap/models"

type apiClosure struct {
	Text    string `json:"text,omitempty" doc:"The closing answer, which the citizen gets." example:"Lampu sudah diganti pagi ini."`
	Reason  string `json:"reason,omitempty" doc:"In place of an answer: why none is given."`
	Outcome string `json:"outcome,omitempty" enum:"resolved,archived" doc:"resolved when left out; archived for noise and what is not ours, with a reason."`
}

type apiReason struct {
	Reason string `json:"reason" doc:"Why; colleagues read it." example:"Warga menelepon: masih bocor."`
}

func (h *handlers) apiClose(c *call, in apiClosure) (APITicket, error) {
	var err error
	switch in.Outcome {
	case "archived":
		err = h.Store.Archive(c.ctx, c.who, c.Params("number"), in.Reason)
	case "", "resolved":
		_, err = h.Store.Resolve(c.ctx, c.who, c.Params("number"), models.Resolution{Text: in.Text, Reason: in.Reason})
	default:
		err = &models.Error{Code: models.Invalid, Field: "outcome", Key: "invalid.choice"}
	}
	if err != nil {
		return APITicket{}, err
	}
	return h.changed(c)
}

func (h *handlers) apiReopen(c *call, in apiReason) (APITicket, error) {
	if err := h.Store.Reopen(c.ctx, c.who, c.Params("number"), in.Reason); err != nil {
		return APITicket{}, err
	}
	return h.changed(c)
}
