package handlers

import "tanggap/models"

// apiClassification changes what is named; the rest stays.
type apiClassification struct {
	Kind     models.Kind     `json:"kind,omitempty"`
	Category string          `json:"category,omitempty" doc:"Slug."`
	Priority models.Priority `json:"priority,omitempty"`
}

func (h *handlers) apiClassify(c *call, in apiClassification) (APITicket, error) {
	change := models.Classification{Kind: in.Kind, Category: in.Category, Priority: in.Priority}
	if err := h.Store.Classify(c.ctx, c.who, c.Params("number"), change); err != nil {
		return APITicket{}, err
	}
	return h.changed(c)
}
