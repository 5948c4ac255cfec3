package handlers

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
)

// bearer lets a request through whose token has the capability, and hands its actor on.
func (h *handlers) bearer(need models.Capability, next func(*fiber.Ctx, models.Actor) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		secret, found := strings.CutPrefix(c.Get("Authorization"), "Bearer ")
		if !found {
			return fiber.ErrUnauthorized
		}
		who, err := h.Store.TokenActor(c.UserContext(), strings.TrimSpace(secret))
		if models.ErrorCode(err) == models.NotFound {
			return fiber.ErrUnauthorized
		}
		if err != nil {
			return err
		}
		if !who.Can(need) {
			return &models.Error{Code: models.Denied, Key: "denied"}
		}
		return next(c, who)
	}
}

// apiTicketInput is the body of POST /api/v1/tickets; only text is required.
type apiTicketInput struct {
	Kind       models.Kind                         `json:"kind"`
	Category   string                              `json:"category"`
	Unit       string                              `json:"unit"`
	Text       string                              `json:"text"`
	Place      string                              `json:"place"`
	Lat        *float64                            `json:"lat"`
	Long       *float64                            `json:"long"`
	Citizen    struct{ Name, Email, Phone string } `json:"citizen"`
	Privacy    models.Privacy                      `json:"privacy"`
	Channel    string                              `json:"channel"`
	ReceivedAt time.Time                           `json:"received_at"`
	ExternalID string                              `json:"external_id"`
}

// bind reads a JSON body strictly: an unknown field is told, not ignored.
func bind(c *fiber.Ctx, into any) error {
	reader := json.NewDecoder(bytes.NewReader(c.Body()))
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

func (h *handlers) apiOpen(c *fiber.Ctx, who models.Actor) error {
	var in apiTicketInput
	if err := bind(c, &in); err != nil {
		return err
	}
	if in.Channel == "" {
		in.Channel = "api"
	}
	intake := models.Intake{
		Text: in.Text, Kind: in.Kind, Category: in.Category, Unit: in.Unit, Place: in.Place, Lat: in.Lat, Long: in.Long,
		Name: in.Citizen.Name, Email: in.Citizen.Email, Phone: in.Citizen.Phone, Privacy: in.Privacy,
		Channel: in.Channel, ExternalID: in.ExternalID, Lang: language(c),
	}
	if !in.ReceivedAt.IsZero() {
		intake.At = models.At(in.ReceivedAt)
	}
	if key := c.Get("Idempotency-Key"); key != "" {
		sum := sha256.Sum256(c.Body())
		intake.Request = models.Request{Scope: fmt.Sprintf("token:%d", who.ID), Key: key, Digest: sum[:]}
	}
	receipt, err := h.Store.Receive(c.UserContext(), who, intake)
	if err != nil {
		return err
	}
	answer, err := h.apiFace(c, receipt.Ticket)
	if err != nil {
		return err
	}
	answer["tracking_code"] = receipt.TrackingCode
	return c.Status(201).JSON(answer)
}

func stamp(t models.Time) any {
	if !t.Set() {
		return nil
	}
	return t.Std()
}

// apiFace is a ticket without its conversation. Who reported it is never in it.
func (h *handlers) apiFace(c *fiber.Ctx, t *models.Ticket) (fiber.Map, error) {
	ctx := c.UserContext()
	clocks, err := h.Store.Clocks(ctx, models.System, t.ID)
	if err != nil {
		return nil, err
	}
	units, err := h.Store.Units(ctx)
	if err != nil {
		return nil, err
	}
	categories, err := h.Store.Categories(ctx)
	if err != nil {
		return nil, err
	}
	unit, category := "", ""
	for _, u := range units {
		if u.ID == t.UnitID {
			unit = u.Slug
		}
	}
	for _, one := range categories {
		if one.ID == t.CategoryID {
			category = one.Slug
		}
	}
	number := h.Store.Number(t)
	times := make([]fiber.Map, 0, len(clocks))
	for i := range clocks {
		k := &clocks[i]
		times = append(times, fiber.Map{
			"target": k.Target, "state": k.StateAt(h.Store.Clock()), "amount": k.Amount, "started_at": stamp(k.StartedAt),
			"due": stamp(k.DueAt), "warn_at": stamp(k.WarnAt), "stopped_at": stamp(k.StoppedAt),
			"breached_at": stamp(k.BreachedAt), "working_seconds": k.WorkingSeconds,
		})
	}
	return fiber.Map{
		"number": number, "kind": t.Kind, "category": category, "status": t.Status, "unit": unit, "channel": t.Channel,
		"priority": t.Priority, "privacy": t.Privacy, "place": t.Place, "received_at": stamp(t.ReceivedAt),
		"clocks": times, "url": h.Store.Origin + "/tickets/" + number,
	}, nil
}

func (h *handlers) apiTicket(c *fiber.Ctx, who models.Actor) error {
	t, err := h.Store.Ticket(c.UserContext(), who, c.Params("number"))
	if err != nil {
		return err
	}
	answer, err := h.apiFace(c, t)
	if err != nil {
		return err
	}
	messages, err := h.Store.Messages(c.UserContext(), who, t.ID)
	if err != nil {
		return err
	}
	flags, err := h.Store.Flags(c.UserContext(), who, t.ID)
	if err != nil {
		return err
	}
	said := make([]fiber.Map, 0, len(messages))
	for i := range messages {
		said = append(said, apiMessage(&messages[i]))
	}
	raised := make([]fiber.Map, 0, len(flags))
	for _, f := range flags {
		raised = append(raised, fiber.Map{"target": f.Target, "level": f.Level, "at": stamp(f.At)})
	}
	answer["messages"], answer["flags"] = said, raised
	return c.JSON(answer)
}

func apiMessage(m *models.Message) fiber.Map {
	return fiber.Map{"id": m.ID, "direction": m.Direction, "text": m.Text, "at": stamp(m.At), "state": m.State}
}

func (h *handlers) apiReply(c *fiber.Ctx, who models.Actor) error {
	var in struct {
		Text string `json:"text"`
	}
	if err := bind(c, &in); err != nil {
		return err
	}
	m, err := h.Store.Reply(c.UserContext(), who, c.Params("number"), models.Reply{Text: in.Text})
	if err != nil {
		return err
	}
	return c.Status(201).JSON(apiMessage(m))
}

func (h *handlers) apiClose(c *fiber.Ctx, who models.Actor) error {
	var in struct {
		Text   string `json:"text"`
		Reason string `json:"reason"`
	}
	if err := bind(c, &in); err != nil {
		return err
	}
	t, err := h.Store.Resolve(c.UserContext(), who, c.Params("number"), models.Resolution{Text: in.Text, Reason: in.Reason})
	if err != nil {
		return err
	}
	answer, err := h.apiFace(c, t)
	if err != nil {
		return err
	}
	return c.Status(201).JSON(answer)
}
