package handlers

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// macros lists those the user can use or change.
func (h *handlers) macros(c *fiber.Ctx, who models.Actor) error {
	found, err := h.Store.Macros(c.UserContext(), who)
	if err != nil {
		return err
	}
	units, err := h.unitNames(c)
	if err != nil {
		return err
	}
	data := &views.Macros{May: len(scopesOf(who)) > 0}
	for i := range found {
		m := &found[i]
		row := views.Macro{
			ID: m.ID, Scope: string(m.Scope), Unit: units[m.OwnerID], Name: m.Name, Text: m.Text, Uses: m.Uses,
			Used: moment(m.UsedAt), Mine: who.MayWrite(m.Scope, m.OwnerID),
		}
		if m.Scope != models.OfUnit {
			row.Unit = ""
		}
		data.Rows = append(data.Rows, row)
	}
	return h.page(c, "macros", &views.Page{Data: data})
}

// scopesOf are those the user may write macros of.
func scopesOf(who models.Actor) (scopes []string) {
	if who.MayWrite(models.OfPerson, who.ID) {
		scopes = append(scopes, string(models.OfPerson))
	}
	if who.Can(models.SetMacros) {
		scopes = append(scopes, string(models.OfUnit))
	}
	if who.MayWrite(models.OfAll, 0) {
		scopes = append(scopes, string(models.OfAll))
	}
	return scopes
}

func (h *handlers) newMacro(c *fiber.Ctx, who models.Actor) error {
	scopes := scopesOf(who)
	if len(scopes) == 0 {
		return &models.Error{Code: models.Denied, Key: "denied"}
	}
	m := models.Macro{Scope: models.MacroScope(scopes[0])}
	if len(who.Units) > 0 {
		m.OwnerID = who.Units[0]
	}
	return h.showMacro(c, who, m, nil)
}

func (h *handlers) macro(c *fiber.Ctx, who models.Actor) error {
	return withID(c, func(id int64) error {
		found, err := h.Store.Macros(c.UserContext(), who)
		if err != nil {
			return err
		}
		for i := range found {
			if m := found[i]; m.ID == id && who.MayWrite(m.Scope, m.OwnerID) {
				return h.showMacro(c, who, m, nil)
			}
		}
		return fiber.ErrNotFound
	})
}

func (h *handlers) saveMacro(c *fiber.Ctx, who models.Actor) error {
	m := models.Macro{
		Scope: models.MacroScope(c.FormValue("scope")), Name: c.FormValue("name"), Text: c.FormValue("text"),
	}
	if m.Scope == models.OfUnit {
		m.OwnerID, _ = strconv.ParseInt(c.FormValue("unit"), 10, 64) // none is refused below
	}
	if raw := c.Params("id"); raw != "" {
		id, err := strconv.ParseInt(raw, 10, 64)
		if err != nil {
			return fiber.ErrNotFound
		}
		m.ID = id
	}
	if c.FormValue("preview") != "" {
		return h.showMacro(c, who, m, nil)
	}
	if _, err := h.Store.SaveMacro(c.UserContext(), who, m); err != nil {
		return h.showMacro(c, who, m, err)
	}
	return h.done(c, "/account/macros", "saved")
}

func (h *handlers) removeMacro(c *fiber.Ctx, who models.Actor) error {
	err := withID(c, func(id int64) error { return h.Store.RemoveMacro(c.UserContext(), who, id) })
	if err != nil {
		return err
	}
	return h.done(c, "/account/macros", "macro_removed")
}

// showMacro is the form, with the words as they would read on an example ticket.
func (h *handlers) showMacro(c *fiber.Ctx, who models.Actor, m models.Macro, wrong error) error {
	data := &views.MacroForm{
		ID: m.ID, Scope: string(m.Scope), Scopes: scopesOf(who), Name: m.Name, Text: m.Text, Unit: strconv.FormatInt(m.OwnerID, 10),
		Variables: models.MacroVariables,
	}
	units, err := h.Store.Units(c.UserContext())
	if err != nil {
		return err
	}
	for _, u := range units {
		if u.Active && who.MayWrite(models.OfUnit, u.ID) {
			data.Units = append(data.Units, views.Option{Value: strconv.FormatInt(u.ID, 10), Label: u.Name})
		}
	}
	if m.Text != "" {
		data.Preview = models.FillMacro(m.Text, h.exampleValues(who))
	}
	p := &views.Page{Data: data}
	if wrong != nil {
		if p.Errors = h.formErrors(c, wrong); p.Errors == nil {
			return wrong
		}
		c.Status(fiber.StatusUnprocessableEntity)
	}
	return h.page(c, "macro", p)
}

// exampleValues are those of a made-up ticket.
func (h *handlers) exampleValues(who models.Actor) map[string]string {
	due := views.Page{Lang: official, Zone: h.Store.Clock().Std().Location()}
	return map[string]string{
		"nama": "Siti A.", "nomor": h.Store.Prefix + "-2026-000123", "unit": "Dinas Perhubungan", "kategori": "Lampu jalan",
		"batas_waktu": due.FullTime(h.Store.Clock().Std()), "tautan": h.Store.Origin + "/lacak?number=" + h.Store.Prefix + "-2026-000123",
		"petugas": who.Name,
	}
}
