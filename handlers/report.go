package handlers

import (
	"crypto/sha256"
	"io"
	"mime/multipart"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// How many reports one address may send in an hour: a shared connection of a village office sends a few dozen.
var reportThrottle = models.Throttle{Purpose: "report", Limit: 60, Window: time.Hour}

func (h *handlers) portal(c *fiber.Ctx) error {
	today := h.Store.Today()
	month, err := h.Store.Transparency(c.UserContext(), today-presetUsual+1, today)
	if err != nil {
		return err
	}
	f := unitFigures("", &month.Whole)
	return h.page(c, "portal", &views.Page{Data: views.Portal{
		Received: f.Received, Answered: f.Answered, OnTime: f.OnTime, Median: f.Median, HasMedian: f.HasTime,
	}})
}

func (h *handlers) reportForm(c *fiber.Ctx) error {
	form, err := h.emptyReport(c)
	if err != nil {
		return err
	}
	form.Category, form.Request = c.Query("category"), reference()+reference()
	return h.page(c, "lapor", &views.Page{Data: form})
}

// emptyReport is the form with its choices.
func (h *handlers) emptyReport(c *fiber.Ctx) (views.Report, error) {
	form := views.Report{
		TextLimit: 20_000, FilesLimit: models.FilesAtMost, FileSizeMB: models.FileSizeAtMost >> 20,
		Privacies: []string{string(models.Named), string(models.Anonymous), string(models.Confidential)},
	}
	for _, kind := range models.Kinds {
		if kind != models.Comment {
			form.Kinds = append(form.Kinds, string(kind))
		}
	}
	var err error
	if form.Categories, err = h.categoryOptions(c); err != nil {
		return form, err
	}
	form.Places, err = h.placeOptions(c)
	return form, err
}

// report takes the public form. The same form sent twice is one ticket, and the same thanks.
func (h *handlers) report(c *fiber.Ctx) error {
	if err := h.Store.Try(c.UserContext(), reportThrottle, h.source(c)); err != nil {
		return err
	}
	form, err := h.emptyReport(c)
	if err != nil {
		return err
	}
	form.Text, form.Kind, form.Category = c.FormValue("text"), c.FormValue("kind"), c.FormValue("category")
	form.PlaceID, form.Place, form.Name = c.FormValue("place_id"), c.FormValue("place"), c.FormValue("name")
	form.Email, form.Phone, form.Privacy = c.FormValue("email"), c.FormValue("phone"), c.FormValue("privacy")
	form.Request = c.FormValue("request")
	place, _ := strconv.ParseInt(form.PlaceID, 10, 64)
	in := models.Intake{
		Text: form.Text, Kind: models.Kind(form.Kind), Category: form.Category, PlaceID: place, Place: form.Place,
		Name: form.Name, Email: form.Email, Phone: form.Phone, Privacy: models.Privacy(form.Privacy), Channel: "form",
		Lang: language(c),
	}
	if form.Request != "" {
		sum := sha256.Sum256([]byte(form.Text))
		in.Request = models.Request{Scope: "form", Key: form.Request, Digest: sum[:]}
	}
	in.Files, err = h.uploads(c)
	form.HadFiles = err != nil || len(in.Files) > 0
	var receipt *models.Receipt
	if err == nil {
		receipt, err = h.Store.Receive(c.UserContext(), models.Citizen, in)
	}
	if told := h.formErrors(c, err); told != nil {
		c.Status(fiber.StatusUnprocessableEntity)
		return h.page(c, "lapor", &views.Page{Data: form, Errors: told})
	}
	if err != nil {
		return err
	}
	return h.thanks(c, receipt)
}

func (h *handlers) thanks(c *fiber.Ctx, receipt *models.Receipt) error {
	t := receipt.Ticket
	units, err := h.Store.Units(c.UserContext())
	if err != nil {
		return err
	}
	data := views.Thanks{
		Number: h.Store.Number(t), Code: receipt.TrackingCode, Track: "/lacak?number=" + h.Store.Number(t),
		Repeated: receipt.Repeated,
	}
	if t.DueAt.Set() {
		data.Due = t.DueAt.Std()
	}
	for _, u := range units {
		if u.ID == t.UnitID {
			data.Unit = u.Name
		}
	}
	return h.page(c, "thanks", &views.Page{Data: data})
}

// uploads keeps the files of a form, each checked by its content.
func (h *handlers) uploads(c *fiber.Ctx) ([]models.Upload, error) {
	form, err := c.MultipartForm()
	if err != nil { // a form without files need not be multipart
		return nil, nil //nolint:nilerr // see above
	}
	var kept []models.Upload
	for _, header := range form.File["files"] {
		if header.Size == 0 && header.Filename == "" {
			continue
		}
		if len(kept) == models.FilesAtMost {
			return nil, &models.Error{
				Code: models.Invalid, Field: "files", Key: "invalid.file_count",
				Args: []any{"Limit", models.FilesAtMost},
			}
		}
		content, err := contentOf(header)
		if err != nil {
			return nil, err
		}
		upload, err := h.Store.Keep("files", header.Filename, content)
		if err != nil {
			return nil, err
		}
		kept = append(kept, upload)
	}
	return kept, nil
}

func contentOf(header *multipart.FileHeader) ([]byte, error) {
	file, err := header.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return io.ReadAll(file)
}
