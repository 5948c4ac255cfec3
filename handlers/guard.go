package handlers

import (
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"runtime/debug"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// Nothing of a page may come from elsewhere, and no script stands in it.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self'; " +
	"font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

var crossOrigin = http.NewCrossOriginProtection()

// guard sets the headers of every answer and refuses forms sent from other sites. The API has no cookies to abuse.
func (h *handlers) guard(c *fiber.Ctx) error {
	c.Set("Content-Security-Policy", policy)
	c.Set("X-Content-Type-Options", "nosniff")
	c.Set("Referrer-Policy", "same-origin")
	c.Set("Cross-Origin-Opener-Policy", "same-origin")
	c.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
	if h.Secure {
		c.Set("Strict-Transport-Security", "max-age=31536000")
	}
	if c.Get("Content-Encoding") != "" { // a megabyte of it can be a gigabyte, which no limit of the body would see
		return fiber.ErrUnsupportedMediaType
	}
	if !strings.HasPrefix(c.Path(), "/api/") {
		c.Set("Cache-Control", "no-store")
		if err := crossOrigin.Check(asked(c)); err != nil {
			return errCrossSite
		}
	}
	return c.Next()
}

// asked is as much of the request as the protection of net/http looks at.
func asked(c *fiber.Ctx) *http.Request {
	r := &http.Request{Method: c.Method(), Host: string(c.Request().Host()), Header: http.Header{}}
	for _, name := range []string{"Origin", "Sec-Fetch-Site"} {
		if value := c.Get(name); value != "" {
			r.Header.Set(name, value)
		}
	}
	return r
}

// recovered turns a panic into an error page with a reference; the log has the stack.
func (h *handlers) recovered(c *fiber.Ctx) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			h.log.Error("panic", "cause", cause, "stack", string(debug.Stack()))
			err = fiber.ErrInternalServerError
		}
	}()
	return c.Next()
}

func reference() string {
	var raw [5]byte
	_, _ = rand.Read(raw[:]) // never fails (crypto/rand)
	return hex.EncodeToString(raw[:])
}
