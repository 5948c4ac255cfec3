package handlers

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// proof is the page of a ticket's clocks that can be printed and checked by somebody outside: times in the unit's zone,
// and the hash that stands for the whole history.
func (h *handlers) proof(c *fiber.Ctx, who models.Actor) error {
	p, err := h.Store.ProveClocks(c.UserContext(), who, c.Params("number"))
	if err != nil {
		return err
	}
	names, err := h.unitNames(c)
	if err != nil {
		return err
	}
	people, err := h.Store.Names(c.UserContext())
	if err != nil {
		return err
	}
	zone, err := h.Store.Zone(c.UserContext(), p.UnitID)
	if err != nil {
		return err
	}
	number := h.Store.Number(p.Ticket)
	data := &views.ClockProof{
		Number: number, Path: "/tickets/" + number, Unit: p.Unit.Name, Status: string(p.Status), Kind: string(p.Kind),
		Received: p.ReceivedAt.Std(), At: p.At.Std(), Clocks: clocksOf(p.Clocks, nil, p.At), Desks: desksOf(p.Ticket, p.Desks, names),
		Events: p.Events, Event: p.LastEvent, Hash: p.Hash, Intact: p.Intact,
	}
	for i := range p.Measurements {
		m := &p.Measurements[i]
		data.Measured = append(data.Measured, views.Measured{
			Target: string(m.Target), Round: m.Round, State: string(m.State), Started: m.StartedAt.Std(), Due: instant(int64(m.DueAt)),
			Stopped: m.StoppedAt.Std(), Working: time.Duration(m.WorkingSeconds) * time.Second,
			Calendar: time.Duration(m.CalendarSeconds) * time.Second, Unit: names[m.UnitID], By: people[m.UserID],
			Undone: m.UndoneAt.Set(), Policy: m.Policy.Name, Basis: m.Policy.Basis, PolicyFrom: instant(int64(m.Policy.ValidFrom)),
		})
	}
	return h.page(c, "clocks", &views.Page{Zone: zone, Data: data})
}
