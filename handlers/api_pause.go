package handlers

type apiPause struct {
	Question string `json:"question" doc:"What the citizen is asked; they get it." example:"Di dekat rumah nomor berapa?"`
	Days     int    `json:"days,omitempty" minimum:"1" maximum:"14" doc:"After which the clocks go on by themselves; 5 when left out."`
}

func (h *handlers) apiPause(c *call, in apiPause) (APITicket, error) {
	if err := h.Store.Pause(c.ctx, c.who, c.Params("number"), in.Question, in.Days); err != nil {
		return APITicket{}, err
	}
	return h.changed(c)
}

func (h *handlers) apiResume(c *call, _ struct{}) (APITicket, error) {
	if err := h.Store.Resume(c.ctx, c.who, c.Params("number")); err != nil {
		return APITicket{}, err
	}
	return h.changed(c)
}
