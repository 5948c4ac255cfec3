package handlers

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

func (h *handlers) notices(c *fiber.Ctx, who models.Actor) error {
	before, _ := strconv.ParseInt(c.Query("before"), 10, 64)
	told, more, err := h.Store.Notices(c.UserContext(), who, max(before, 0))
	if err != nil {
		return err
	}
	data := &views.Notices{}
	for _, one := range told {
		data.Items = append(data.Items, h.notice(one))
	}
	if data.Unread, err = h.Store.Unread(c.UserContext(), who); err != nil {
		return err
	}
	if more {
		data.Next = "/notices?before=" + strconv.FormatInt(told[len(told)-1].ID, 10)
	}
	return h.page(c, "notices", &views.Page{Data: data})
}

// notice puts the data of a notice into its text.
func (h *handlers) notice(told models.Told) views.Notice {
	var data struct {
		Level string `json:"level"`
		Count int    `json:"count"`
		For   string `json:"for"`
	}
	_ = json.Unmarshal([]byte(told.Data), &data) // ours, and most have none
	n := views.Notice{
		Key: told.Key, Args: []any{"Number", h.Store.NumberOf(told), "Count", data.Count},
		Href: "/notices/" + strconv.FormatInt(told.ID, 10), At: told.CreatedAt.Std(), Read: told.ReadAt != 0,
		For: data.For,
	}
	if level, flagged := strings.CutPrefix(told.Key, "flag."); flagged {
		n.Level = level
	}
	if told.Key == "flag.many" {
		n.Key, n.Level = "flag.many_"+data.Level, data.Level
	}
	return n
}

// readNotice leads to what a notice is about; it counts as read then.
func (h *handlers) readNotice(c *fiber.Ctx, who models.Actor) error {
	wanted, err := idOf(c)
	if err != nil {
		return err
	}
	told, err := h.Store.ReadNotice(c.UserContext(), who, wanted)
	if err != nil {
		return err
	}
	to := "/inbox?tab=all&flag=" + h.notice(told).Level
	if number := h.Store.NumberOf(told); number != "" {
		to = "/tickets/" + number
	}
	return c.Redirect(to, fiber.StatusSeeOther)
}

func (h *handlers) readNotices(c *fiber.Ctx, who models.Actor) error {
	if err := h.Store.ReadNotices(c.UserContext(), who); err != nil {
		return err
	}
	return h.done(c, "/notices", "read")
}
