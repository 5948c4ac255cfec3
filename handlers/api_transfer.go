package handlers

import (
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
)

// apiTransfer is a ticket handed from unit to unit.
type apiTransfer struct {
	ID        int64      `json:"id"`
	From      string     `json:"from" doc:"Slug."`
	To        string     `json:"to" doc:"Slug."`
	Reason    string     `json:"reason"`
	State     string     `json:"state" enum:"pending,accepted,returned"`
	Note      string     `json:"note" doc:"Why it was returned."`
	At        *time.Time `json:"at"`
	DecidedAt *time.Time `json:"decided_at"`
	Answer    string     `json:"answer" doc:"What the citizen was told with it; empty: nothing."`
	AcceptBy  *time.Time `json:"accept_by" doc:"Until when the receiver accepts or returns it, in its own working time."`
	Late      bool       `json:"late" doc:"It was not accepted by then; receiver and coordinators were told."`
}

type apiTransferInput struct {
	Unit   string `json:"unit" doc:"Slug of the receiver." example:"dishub"`
	Reason string `json:"reason" example:"Lampu jalan urusan perhubungan."`
	Answer string `json:"answer,omitempty" doc:"For the citizen, sent with it: what is known so far, who goes on." example:"Kami teruskan ke Dinas Perhubungan."`
}

func (h *handlers) apiTransfers(c *call, _ struct{}) (out apiList[apiTransfer], err error) {
	t, err := h.Store.Ticket(c.ctx, c.who, c.Params("number"))
	if err != nil {
		return out, err
	}
	transfers, err := h.Store.Transfers(c.ctx, c.who, t.ID)
	if err != nil {
		return out, err
	}
	out = itemsOf(make([]apiTransfer, len(transfers)))
	for i := range transfers {
		t := &transfers[i]
		out.Items[i] = apiTransfer{
			ID: t.ID, From: c.slugs.Unit(t.FromUnitID), To: c.slugs.Unit(t.ToUnitID), Reason: c.who.Reads(t.Reason), State: t.State,
			Note: c.who.Reads(t.Note), At: stamp(t.CreatedAt), DecidedAt: stamp(t.DecidedAt),
			Answer: t.Answer, AcceptBy: stamp(t.AcceptBy), Late: t.LateAt > 0,
		}
	}
	return out, nil
}

func (h *handlers) apiTransfer(c *call, in apiTransferInput) (apiTransfer, error) {
	if err := h.Store.HandOver(c.ctx, c.who, c.Params("number"), models.Handover{Unit: in.Unit, Reason: in.Reason, Answer: in.Answer}); err != nil {
		return apiTransfer{}, err
	}
	return h.transferAfter(c, 0)
}

func (h *handlers) apiAccept(c *call, _ struct{}) (apiTransfer, error) {
	id := transferID(c)
	if err := h.Store.AcceptTransfer(c.ctx, c.who, c.Params("number"), id); err != nil {
		return apiTransfer{}, err
	}
	return h.transferAfter(c, id)
}

func (h *handlers) apiReturn(c *call, in apiReason) (apiTransfer, error) {
	id := transferID(c)
	if err := h.Store.ReturnTransfer(c.ctx, c.who, c.Params("number"), id, in.Reason); err != nil {
		return apiTransfer{}, err
	}
	return h.transferAfter(c, id)
}

// transferID is the one in the address; 0, which none has, when it is no number.
func transferID(c *call) int64 {
	id, _ := strconv.ParseInt(c.Params("id"), 10, 64)
	return id
}

// transferAfter is the transfer after a verb on it; 0: the last one.
func (h *handlers) transferAfter(c *call, id int64) (apiTransfer, error) {
	all, err := h.apiTransfers(c, struct{}{})
	for i := len(all.Items) - 1; i >= 0; i-- {
		if id == 0 || all.Items[i].ID == id {
			return all.Items[i], err
		}
	}
	if err == nil {
		err = fiber.ErrNotFound
	}
	return apiTransfer{}, err
}
