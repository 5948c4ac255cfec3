package handlers

import (
	"encoding/hex"
	"encoding/json"
	"time"
)

// apiEvent is one line of a ticket's history, as it was written.
type apiEvent struct {
	ID         int64           `json:"id"`
	Type       string          `json:"type" example:"replied"`
	At         *time.Time      `json:"at" doc:"When it held true."`
	RecordedAt *time.Time      `json:"recorded_at"`
	Actor      string          `json:"actor" enum:"user,token,citizen,system"`
	ActorID    int64           `json:"actor_id"`
	Unit       string          `json:"unit" doc:"Slug of the unit that held the ticket."`
	Data       json.RawMessage `json:"data" doc:"What the event tells; depends on its type."`
	Hash       string          `json:"hash" doc:"SHA-256 over this event and the hash of the one before."`
}

func (h *handlers) apiEvents(c *call, _ struct{}) (out apiList[apiEvent], err error) {
	t, err := h.Store.Ticket(c.ctx, c.who, c.Params("number"))
	if err != nil {
		return out, err
	}
	events, err := h.Store.Events(c.ctx, c.who, t.ID)
	if err != nil {
		return out, err
	}
	out = itemsOf(make([]apiEvent, len(events)))
	for i := range events {
		e := &events[i]
		out.Items[i] = apiEvent{
			ID: e.ID, Type: string(e.Type), At: stamp(e.At), RecordedAt: stamp(e.CreatedAt), Actor: string(e.Actor),
			ActorID: e.ActorID, Unit: c.slugs.Unit(e.UnitID), Data: c.who.ReadsData(e.Data), Hash: hex.EncodeToString(e.Hash),
		}
	}
	return out, nil
}
