// Package handlers is HTTP in: routes.go is the sitemap, one file per resource. It holds no SQL, no rules and no
// time arithmetic; it binds a form, calls one verb of the store, and answers.
package handlers

import (
	"log/slog"
	"net/netip"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
	"tanggap/views"
)

// Options are what the handlers need from outside.
type Options struct {
	Store   *models.Store
	Views   *views.Views
	Secure  bool           // the public address is https
	Proxies []netip.Prefix // of ours, whose word on where a request comes from is taken

	Heartbeat time.Duration // of live streams; 0: 15 s
}

type handlers struct {
	Options
	log     *slog.Logger
	metrics *gauges
}

// New returns the application, ready to listen. There is no WriteTimeout: it would end live streams.
func New(options Options) *fiber.App {
	if options.Heartbeat == 0 {
		options.Heartbeat = streamHeartbeat
	}
	h := &handlers{Options: options, log: slog.Default(), metrics: newGauges(options.Store)}
	app := fiber.New(fiber.Config{
		Immutable:             true, // values of a request outlive it in the store
		BodyLimit:             bodyAtMost,
		ReadTimeout:           60 * time.Second,
		IdleTimeout:           75 * time.Second,
		DisableStartupMessage: true,
		ErrorHandler:          h.fail,
	})
	app.Server().HeaderReceived = bodies
	app.Use(h.measured, h.recovered, h.guard)
	for _, r := range h.routes() {
		app.Add(r.method, r.path, r.handler)
		if r.method == fiber.MethodGet && !strings.HasSuffix(r.path, "/stream") {
			app.Add(fiber.MethodHead, r.path, r.handler)
		}
	}
	return app
}
