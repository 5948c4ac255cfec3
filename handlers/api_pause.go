package handlers

import "tanggap/models"

type apiPause struct {
	Question string `json:"question" doc:"What the citizen is asked; they get it." example:"Di dekat rumah nomor berapa?"`
	Days     int    `json:"days,omitempty" minimum:"1" maximum:"14" doc:"After which the clocks go on by themselves; 5 when left out."`
	Closing  string `json:"closing,omitempty" doc:"Without an answer until then the ticket is closed with this public text; left out, the clocks go on."`
}

func (h *handlers) apiPause(c *call, in apiPause) (APITicket, error) {
	q := models.Question{Text: in.Question, Days: in.Days, Closing: in.Closing}
	if err := h.ask(c.ctx, c.who, c.Params("number"), q); err != nil {
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
