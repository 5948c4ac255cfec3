package handlers

import (
	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// tellAccount fills in what somebody is told of, by what, and when they are away.
func (h *handlers) tellAccount(c *fiber.Ctx, who models.Actor, data *views.Account) error {
	wishes, err := h.Store.Wishes(c.UserContext(), who)
	if err != nil {
		return err
	}
	data.Ways = models.WishWays
	for i := 0; i < len(wishes); i += len(models.WishWays) {
		row := views.Wish{Topic: wishes[i].Topic}
		for _, w := range wishes[i : i+len(models.WishWays)] {
			row.Ways = append(row.Ways, views.WishWay{
				Name: w.Topic + "." + w.Way, Way: w.Way, On: w.On, Locked: w.Locked, Why: w.Why, By: w.By,
			})
		}
		data.Wishes = append(data.Wishes, row)
	}
	bot, err := h.Store.Bot(c.UserContext())
	if err != nil {
		return err
	}
	chat, err := h.Store.ChatOf(c.UserContext(), who)
	if err != nil {
		return err
	}
	data.Bot, data.ChatSince = "", moment(chat.LinkedAt)
	if bot.Set {
		data.Bot = bot.Name
	}
	return h.leaveAccount(c, who, data)
}

// leaveAccount fills in one's leaves, and who could stand in.
func (h *handlers) leaveAccount(c *fiber.Ctx, who models.Actor, data *views.Account) error {
	absences, err := h.Store.Absences(c.UserContext(), who)
	if err != nil {
		return err
	}
	people, err := h.Store.Colleagues(c.UserContext())
	if err != nil {
		return err
	}
	names := map[int64]string{}
	for _, p := range people {
		names[p.ID] = p.Name
	}
	for _, a := range absences {
		if a.UserID == who.ID {
			data.Leaves = append(data.Leaves, views.Leave{
				ID: a.ID, From: a.FromAt.Std(), To: a.ToAt.AddSeconds(-1).Std(), StandIn: names[a.StandInID],
				Tickets: a.Tickets, Reason: a.Reason,
			})
		}
	}
	standIns, err := h.Store.StandIns(c.UserContext(), who)
	data.Handings = models.Handings
	for _, p := range standIns {
		data.StandIns = append(data.StandIns, views.Option{Value: id(p.ID), Label: p.Name})
	}
	return err
}

func (h *handlers) setWishes(c *fiber.Ctx, who models.Actor) error {
	if err := h.Store.SetWishes(c.UserContext(), who, typed(c, "wish")); err != nil {
		return err
	}
	return h.done(c, "/account", "wishes")
}

// linkChat shows the code once, on the answer itself.
func (h *handlers) linkChat(c *fiber.Ctx, who models.Actor) error {
	code, err := h.Store.ChatCode(c.UserContext(), who)
	if err != nil {
		return err
	}
	return h.showAccount(c, who, &views.Page{}, func(d *views.Account) { d.ChatCode = code })
}

func (h *handlers) unlinkChat(c *fiber.Ctx, who models.Actor) error {
	if err := h.Store.UnlinkChat(c.UserContext(), who); err != nil {
		return err
	}
	return h.done(c, "/account", "unlinked")
}

// leave enters one's own leave; what was typed comes back when it cannot be.
func (h *handlers) leave(c *fiber.Ctx, who models.Actor) error {
	err := h.keepAbsence(c, who, who.ID)
	if told := h.formErrors(c, err); told != nil {
		c.Status(fiber.StatusUnprocessableEntity)
		return h.showAccount(c, who, &views.Page{Errors: told}, func(d *views.Account) {
			d.Leave = views.LeaveForm{
				StandIn: c.FormValue("stand_in"), From: c.FormValue("from"), To: c.FormValue("to"), Reason: c.FormValue("reason"),
				Tickets: c.FormValue("tickets"),
			}
		})
	}
	if err != nil {
		return err
	}
	return h.done(c, "/account", "saved")
}

func (h *handlers) endLeave(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	if err := h.Store.EndAbsence(c.UserContext(), who, wanted); err != nil {
		return err
	}
	return h.done(c, "/account", "ended")
}
