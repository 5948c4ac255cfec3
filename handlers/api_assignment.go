package handlers

import "tanggap/models"

type apiPerson struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
}

// apiAssignment is who has the ticket, and who could.
type apiAssignment struct {
	Assignee *int64      `json:"assignee" doc:"Id of a user; null: nobody."`
	Name     string      `json:"assignee_name"`
	Possible []apiPerson `json:"possible" doc:"Who may be given it."`
}

type apiAssignee struct {
	Assignee *int64 `json:"assignee" nullable:"false" doc:"Id of a user; 0 takes it back from everybody." example:"7"`
}

func (h *handlers) apiAssigned(c *call, _ struct{}) (out apiAssignment, err error) {
	t, err := h.Store.Ticket(c.ctx, c.who, c.Params("number"))
	if err != nil {
		return out, err
	}
	people, err := h.Store.Assignable(c.ctx, t)
	out.Possible = make([]apiPerson, len(people))
	for i, u := range people {
		out.Possible[i] = apiPerson{u.ID, u.Name}
	}
	if err != nil || t.AssigneeID == 0 {
		return out, err
	}
	user, err := h.Store.User(c.ctx, models.System, t.AssigneeID)
	out.Assignee, out.Name = &t.AssigneeID, user.Name
	return out, err
}

func (h *handlers) apiAssign(c *call, in apiAssignee) (apiAssignment, error) {
	if in.Assignee == nil {
		return apiAssignment{}, &models.Error{Code: models.Invalid, Field: "assignee", Key: "invalid.required"}
	}
	if err := h.Store.Assign(c.ctx, c.who, c.Params("number"), *in.Assignee); err != nil {
		return apiAssignment{}, err
	}
	return h.apiAssigned(c, struct{}{})
}
