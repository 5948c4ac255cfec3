package handlers

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// keptCookie names what somebody typed when their session had ended, until it is sent again.
const keptCookie = "kept"

// What one address may leave behind: a whole office comes from one, each desk a form now and then.
var keptThrottle = models.Throttle{Purpose: "kept", Limit: 60, Window: time.Hour}

// Fields no form gets back.
var secretFields = []string{"password", "current", "again"}

// keepTyped holds the text of a form that came after the session's end, for when its user is back. Files are not held.
func (h *handlers) keepTyped(c *fiber.Ctx) error {
	session := c.Cookies(h.sessionCookie())
	if c.Method() != fiber.MethodPost || session == "" {
		return nil
	}
	form := sentForm(c)
	for _, name := range secretFields {
		form.Del(name)
	}
	if len(form) == 0 {
		return nil
	}
	if models.ErrorCode(h.Store.Try(c.UserContext(), keptThrottle, h.source(c))) == models.Limited {
		return nil
	}
	secret, err := h.Store.PutStash(c.UserContext(), session, models.Stash{Path: c.OriginalURL(), Body: form.Encode()})
	if code := models.ErrorCode(err); code == models.Invalid || code == models.NotFound {
		return nil // larger than any form of ours, or of nobody we know
	}
	if err == nil {
		h.setKept(c, secret, h.Store.Now().Add(time.Hour))
	}
	return err
}

// sentForm is what a form sent, without its files.
func sentForm(c *fiber.Ctx) url.Values {
	if form, err := c.MultipartForm(); err == nil {
		return url.Values(form.Value)
	}
	values := url.Values{}
	for name, value := range c.Request().PostArgs().All() {
		values.Add(string(name), string(value))
	}
	return values
}

func (h *handlers) setKept(c *fiber.Ctx, secret string, expires time.Time) {
	c.Cookie(&fiber.Cookie{
		Name: keptCookie, Value: secret, Path: "/", SameSite: "Lax", HTTPOnly: true, Secure: h.Secure, Expires: expires,
	})
}

// kept is what the actor typed before; nil mostly.
func (h *handlers) kept(c *fiber.Ctx, who models.Actor) (*views.Kept, error) {
	secret := c.Cookies(keptCookie)
	if secret == "" {
		return nil, nil
	}
	stash, err := h.Store.Stash(c.UserContext(), who, secret)
	if models.ErrorCode(err) == models.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	form, err := url.ParseQuery(stash.Body)
	if err != nil {
		return nil, err
	}
	return keptOf(stash.Path, form), nil
}

// keptOf is a form as it is offered again.
func keptOf(action string, form url.Values) *views.Kept {
	kept := &views.Kept{Action: action}
	for _, name := range slices.Sorted(maps.Keys(form)) {
		for _, value := range form[name] {
			kept.Fields = append(kept.Fields, views.KeptField{Name: name, Value: value, Shown: written(value)})
		}
	}
	return kept
}

// written tells words somebody wrote from choices and numbers that only go along.
func written(value string) bool { return len(value) > 20 || strings.ContainsAny(value, " \n") }

// dropSent forgets what was kept once the same form was sent: it has done its work, or shows what is wrong itself.
func (h *handlers) dropSent(c *fiber.Ctx, who models.Actor) error {
	secret := c.Cookies(keptCookie)
	if secret == "" {
		return nil
	}
	stash, err := h.Store.Stash(c.UserContext(), who, secret)
	if models.ErrorCode(err) == models.NotFound || err == nil && stash.Path != c.OriginalURL() {
		return nil
	}
	if err != nil {
		return err
	}
	h.setKept(c, "", time.Unix(1, 0))
	return h.Store.DropStash(c.UserContext(), secret)
}

// dropKept forgets it because nobody wants it any more.
func (h *handlers) dropKept(c *fiber.Ctx, who models.Actor) error {
	secret := c.Cookies(keptCookie)
	if _, err := h.Store.Stash(c.UserContext(), who, secret); err != nil && models.ErrorCode(err) != models.NotFound {
		return err
	} else if err == nil {
		if err := h.Store.DropStash(c.UserContext(), secret); err != nil {
			return err
		}
	}
	h.setKept(c, "", time.Unix(1, 0))
	return h.done(c, localAddress(c.Get("Referer"), "/account"), "kept_dropped")
}
