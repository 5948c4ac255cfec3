package handlers

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

var errCrossSite = errors.New("cross-site request")

var statuses = map[models.Code]int{
	models.Invalid: 422, models.NotFound: 404, models.Conflict: 409, models.Denied: 403, models.Unavailable: 503,
	models.Limited: 429,
}

// fault is an error as it is shown.
type fault struct {
	status    int
	key       string
	args      []any
	reference string
	retry     int64 // seconds
	fields    []*models.Error
}

func (h *handlers) faultOf(c *fiber.Ctx, err error) fault {
	var e *fiber.Error
	domain := models.AsError(err)
	switch {
	case errors.Is(err, errCrossSite):
		return fault{status: 403, key: "csrf"}
	case domain != nil:
		f := fault{status: statuses[domain.Code], key: domain.Key, args: domain.Args}
		if f.status == 0 {
			f.status = 500
		}
		switch domain.Code {
		case models.Invalid:
			f.fields = domain.Fields()
		case models.Unavailable:
			f.retry = 5
			// Its disk is full, it is locked or gone: what people are told in general, the operator is told in particular.
			h.log.Warn("database not usable", "method", c.Method(), "path", c.Path(), "error", err)
		case models.Limited:
			f.retry = domain.Seconds()
		}
		return f
	case errors.As(err, &e) && e.Code == 404:
		return fault{status: 404, key: "not_found"}
	case errors.As(err, &e) && e.Code == 405:
		return fault{status: 405, key: "method"}
	case errors.As(err, &e) && e.Code == 413:
		return fault{status: 413, key: "too_large"}
	case errors.As(err, &e) && e.Code == 415:
		return fault{status: 415, key: "compressed"}
	case errors.As(err, &e) && e.Code == 401:
		return fault{status: 401, key: "login"}
	case errors.As(err, &e) && e.Code < 500:
		return fault{status: e.Code, key: "request"} // what the server itself could not read: broken, too slow, a header too long
	}
	f := fault{status: 500, key: "internal", reference: reference()}
	h.log.Error("request failed", "reference", f.reference, "method", c.Method(), "path", c.Path(), "error", err)
	return f
}

// fail answers an error: a problem document (RFC 9457) for programs, a page for people.
func (h *handlers) fail(c *fiber.Ctx, err error) error {
	f := h.faultOf(c, err)
	c.Status(f.status)
	if f.retry > 0 {
		c.Set("Retry-After", strconv.FormatInt(f.retry, 10))
	}
	if strings.HasPrefix(c.Path(), "/api/") || c.Path() == "/metrics" {
		return h.problem(c, f)
	}
	page := &views.Page{Data: views.Fault{
		Status: f.status, Key: f.key, Args: f.args, Reference: f.reference, Again: h.again(c, f),
	}}
	if err := h.around(c, signedIn(c)); err != nil { // it may be the very fault that is told here
		h.log.Debug("error page without its surroundings", "error", err)
	}
	return h.render(c, page, func(out io.Writer) error { return h.Views.Page(out, "error", page) })
}

// again is the form that failed through no fault of its sender, with what they typed, to be sent once more; nil for others.
func (h *handlers) again(c *fiber.Ctx, f fault) *views.Kept {
	if c.Method() != fiber.MethodPost || f.status < 500 && f.status != fiber.StatusTooManyRequests {
		return nil
	}
	form := sentForm(c)
	for _, name := range secretFields {
		if form.Has(name) {
			return nil // without the password it would be no form
		}
	}
	if len(form) == 0 {
		return nil
	}
	return keptOf(localAddress(c.OriginalURL(), "/"), form)
}

func (h *handlers) problem(c *fiber.Ctx, f fault) error {
	lang := language(c)
	doc := apiProblem{
		Type: "about:blank", Status: f.status, Code: f.key, Title: h.Views.T(lang, "error."+f.key, f.args...), Reference: f.reference,
	}
	if f.status == 401 {
		doc.Code, doc.Title = "token", h.Views.T(lang, "error.token")
		c.Set("WWW-Authenticate", "Bearer")
	}
	place := "body."
	if c.Method() == fiber.MethodGet {
		place = "query."
	}
	for _, e := range f.fields {
		told := h.Views.T(lang, "error."+e.Key, e.Args...)
		doc.Errors = append(doc.Errors, apiProblemField{Location: place + e.Field, Code: e.Key, Message: told})
		if doc.Detail == "" {
			doc.Detail = e.Field + ": " + told
		}
	}
	if err := c.JSON(doc); err != nil {
		return err
	}
	c.Set("Content-Type", "application/problem+json")
	return nil
}
