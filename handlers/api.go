package handlers

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
)

// endpoint is a line of the sitemap that programs reach. Its types are what it is decoded from and encoded to, and what
// openapi.json says, so that the two cannot drift apart.
type endpoint struct {
	method, path string // below /api/v1
	capability   models.Capability
	summary      string
	operation
}

// operation is a handler with its types taken off.
type operation struct {
	in, out reflect.Type
	run     func(*call) (any, error)
}

// call is one request of a program.
type call struct {
	*fiber.Ctx
	ctx     context.Context // in which a verb runs once for the request's Idempotency-Key
	who     models.Actor
	slugs   models.Slugs
	request models.Request
}

// does makes an operation of a typed handler. In is read from the query of a GET, else from the JSON body; either tells
// of a field it does not know.
func does[In, Out any](handle func(*call, In) (Out, error)) operation {
	return operation{in: reflect.TypeFor[In](), out: reflect.TypeFor[Out](), run: func(c *call) (any, error) {
		var in In
		if err := c.read(&in); err != nil {
			return nil, err
		}
		return handle(c, in)
	}}
}

const apiRoot = "/api/v1"

// status is that of success: a POST makes something.
func (e endpoint) status() int {
	if e.method == fiber.MethodPost {
		return fiber.StatusCreated
	}
	return fiber.StatusOK
}

func (h *handlers) apiRoutes() []route {
	var routes []route
	for _, e := range h.api() {
		routes = append(routes, route{e.method, apiRoot + e.path, e.capability, h.bearer(e.capability, h.serve(e))})
	}
	return append(routes, route{fiber.MethodGet, apiRoot + "/openapi.json", models.Public, h.openAPI})
}

// bearer lets a request through whose token has the capability, and hands its actor on.
func (h *handlers) bearer(need models.Capability, next func(*fiber.Ctx, models.Actor) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		secret, found := strings.CutPrefix(c.Get("Authorization"), "Bearer ")
		if !found {
			return fiber.ErrUnauthorized
		}
		who, err := h.Store.TokenActor(c.UserContext(), strings.TrimSpace(secret))
		if models.ErrorCode(err) == models.NotFound {
			return h.wrongToken(c)
		}
		if err != nil {
			return err
		}
		if !who.Can(need) {
			return &models.Error{Code: models.Denied, Key: "denied"}
		}
		if err := h.pace(c, who); err != nil {
			return err
		}
		return next(c, who)
	}
}

// serve answers with what the operation returns. A write that carries an Idempotency-Key happens once: its next
// attempts get the first one's answer.
func (h *handlers) serve(e endpoint) func(*fiber.Ctx, models.Actor) error {
	return func(c *fiber.Ctx, who models.Actor) error {
		slugs, err := h.Store.Slugs(c.UserContext())
		if err != nil {
			return err
		}
		one := &call{Ctx: c, ctx: c.UserContext(), who: who, slugs: slugs}
		if key := c.Get("Idempotency-Key"); key != "" && e.method != fiber.MethodGet {
			one.request = models.Request{Scope: fmt.Sprintf("token:%d", who.ID), Key: key, Digest: contentOfRequest(c)}
			one.ctx = models.Once(one.ctx, one.request)
		}
		out, err := e.run(one)
		var before *models.Answered
		if errors.As(err, &before) {
			c.Set("Content-Type", fiber.MIMEApplicationJSON)
			return c.Status(before.Status).SendString(before.Body)
		}
		if err != nil {
			return err
		}
		body, err := json.Marshal(out)
		if err != nil {
			return err
		}
		if one.request.Key != "" {
			err = h.Store.KeepAnswer(c.UserContext(), one.request, models.Answered{Status: e.status(), Body: string(body)})
		}
		if err != nil {
			return err
		}
		c.Set("Content-Type", fiber.MIMEApplicationJSON)
		return c.Status(e.status()).Send(body)
	}
}

// contentOfRequest is what a key must not be used for twice with something else.
func contentOfRequest(c *fiber.Ctx) []byte {
	sum := sha256.New()
	_, _ = fmt.Fprintf(sum, "%s %s\n", c.Method(), c.Path()) // never fails (hash.Hash)
	sum.Write(c.Body())
	return sum.Sum(nil)
}

// read fills the operation's input.
func (c *call) read(into any) error {
	if c.Method() == fiber.MethodGet {
		return readQuery(c.Queries(), into)
	}
	if body := c.Body(); len(body) > 0 || reflect.TypeOf(into).Elem().NumField() > 0 {
		return readJSON(body, into)
	}
	return nil
}

// readJSON reads a JSON body strictly: an unknown field is told, not ignored.
func readJSON(body []byte, into any) error {
	reader := json.NewDecoder(bytes.NewReader(body))
	reader.DisallowUnknownFields()
	err := reader.Decode(into)
	if err == nil {
		if _, more := reader.Token(); more != io.EOF {
			err = io.ErrUnexpectedEOF
		}
	}
	if err != nil {
		return &models.Error{Code: models.Invalid, Field: "body", Key: "invalid.json", Args: []any{"Reason", err.Error()}}
	}
	return nil
}

// readQuery fills the fields tagged query, which are texts; a parameter that is none of them is told, not ignored.
func readQuery(given map[string]string, into any) error {
	target := reflect.ValueOf(into).Elem()
	for i := range target.NumField() {
		name := target.Type().Field(i).Tag.Get("query")
		target.Field(i).SetString(given[name])
		delete(given, name)
	}
	for name := range given {
		return &models.Error{Code: models.Invalid, Field: name, Key: "invalid.parameter"}
	}
	return nil
}
