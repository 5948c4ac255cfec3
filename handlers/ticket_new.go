package handlers

import (
	"crypto/sha256"
	"fmt"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// deskChannels are the ways by which something reaches a desk and is entered there.
var deskChannels = []string{"phone", "letter", "visit", "email"}

// minuteForm is how browsers write a date and time in a form, without a zone: that of the house.
const minuteForm = "2006-01-02T15:04"

func (h *handlers) newTicket(c *fiber.Ctx, who models.Actor) error {
	form, err := h.emptyDesk(c, who)
	if err != nil {
		return err
	}
	form.Channel, form.Request = c.Query("channel", "phone"), reference()+reference()
	if len(form.Units) == 1 {
		form.Unit = form.Units[0].Value
	}
	return h.page(c, "new", &views.Page{Data: form})
}

// emptyDesk is the form with its choices: whoever does not work for the whole regency enters for their own units.
func (h *handlers) emptyDesk(c *fiber.Ctx, who models.Actor) (*views.NewTicket, error) {
	form := &views.NewTicket{
		Channels: deskChannels, Kinds: words(models.Kinds[:len(models.Kinds)-1]), Priorities: words(models.Priorities),
		Privacies: words(models.Privacies), TextLimit: models.TextAtMost, FilesLimit: models.FilesAtMost,
		FileSizeMB: models.FileSizeAtMost >> 20, AnyUnit: who.AllUnits,
	}
	zone, err := h.Store.Zone(c.UserContext(), 0)
	if err != nil {
		return nil, err
	}
	form.Latest = h.Store.Clock().Std().In(zone).Format(minuteForm)
	if form.Categories, err = h.categoryOptions(c); err != nil {
		return nil, err
	}
	if form.Places, err = h.placeOptions(c); err != nil {
		return nil, err
	}
	form.Units, err = h.unitOptions(c, func(u models.Unit) bool { return who.In(u.ID) })
	return form, err
}

// openTicket takes what was told at the desk. The same form sent twice is one ticket; the answer shows the number and
// the code to tell the citizen.
func (h *handlers) openTicket(c *fiber.Ctx, who models.Actor) error {
	form, err := h.emptyDesk(c, who)
	if err != nil {
		return err
	}
	form.Channel, form.At = c.FormValue("channel"), c.FormValue("at")
	form.Text, form.Kind = c.FormValue("text"), c.FormValue("kind")
	form.Category, form.Unit, form.Priority = c.FormValue("category"), c.FormValue("unit"), c.FormValue("priority")
	form.PlaceID, form.Place, form.Name = c.FormValue("place_id"), c.FormValue("place"), c.FormValue("name")
	form.Email, form.Phone, form.Privacy = c.FormValue("email"), c.FormValue("phone"), c.FormValue("privacy")
	form.Request, form.HadFiles = c.FormValue("request"), hasFiles(c)
	receipt, err := h.takeDown(c, who, form)
	if told := h.formErrors(c, err); told != nil {
		c.Status(fiber.StatusUnprocessableEntity)
		return h.page(c, "new", &views.Page{Data: form, Errors: told})
	}
	if e := models.AsError(err); e != nil && (e.Code == models.Conflict || e.Code == models.Unavailable) {
		form.Request = reference() + reference()
		c.Status(statuses[e.Code])
		return h.page(c, "new", &views.Page{Data: form, Summary: h.Views.T(language(c), "error."+e.Key, e.Args...)})
	}
	if err != nil {
		return err
	}
	number, to := h.Store.Number(receipt.Ticket), "/inbox"
	if _, err := h.Store.Ticket(c.UserContext(), who, number); err == nil {
		to = "/tickets/" + number
	}
	return h.done(c, to, "opened", "Number", number, "Code", receipt.TrackingCode)
}

func (h *handlers) takeDown(c *fiber.Ctx, who models.Actor, form *views.NewTicket) (*models.Receipt, error) {
	place, _ := strconv.ParseInt(form.PlaceID, 10, 64) // what is no number is no place
	in := models.Intake{
		Text: form.Text, Kind: models.Kind(form.Kind), Category: form.Category, Unit: form.Unit, PlaceID: place,
		Place: form.Place, Name: form.Name, Email: form.Email, Phone: form.Phone, Privacy: models.Privacy(form.Privacy),
		Priority: models.Priority(form.Priority), Channel: form.Channel, Lang: language(c),
	}
	if form.At != "" {
		zone, err := h.Store.Zone(c.UserContext(), 0)
		if err != nil {
			return nil, err
		}
		at, err := time.ParseInLocation(minuteForm, form.At, zone)
		if err != nil {
			return nil, &models.Error{Code: models.Invalid, Field: "at", Key: "invalid.date"}
		}
		in.At = models.At(at)
	}
	if form.Request != "" {
		sum := sha256.Sum256([]byte(form.Text))
		in.Request = models.Request{Scope: fmt.Sprintf("user:%d", who.ID), Key: form.Request, Digest: sum[:]}
	}
	var err error
	if in.Files, err = h.uploads(c); err != nil {
		return nil, err
	}
	return h.Store.Receive(c.UserContext(), who, in)
}
