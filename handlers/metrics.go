package handlers

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/adaptor"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"tanggap/models"
)

// metrics are what a monitor reads at /metrics. Labels are routes, states and the like: never an id, a text or a name.
type metrics struct {
	store    *models.Store
	requests *prometheus.HistogramVec
	page     fiber.Handler
}

var (
	outboxGauge   = prometheus.NewDesc("tanggap_outbox", "What waits in the outbox or needs somebody.", []string{"state"}, nil)
	streamsGauge  = prometheus.NewDesc("tanggap_open_streams", "Open pages that are told of changes.", nil, nil)
	databaseGauge = prometheus.NewDesc("tanggap_database_bytes", "Size of the database.", nil, nil)
	sweepGauge    = prometheus.NewDesc("tanggap_sweep_duration_seconds", "How long the last sweep took.", nil, nil)
	lagGauge      = prometheus.NewDesc("tanggap_sweep_lag_seconds", "How long the flag due first has been waiting.", nil, nil)
)

func newMetrics(store *models.Store) *metrics {
	m := &metrics{store: store, requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "tanggap_request_duration_seconds", Help: "Time to answer, by route.",
		Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
	}, []string{"method", "route", "status"})}
	registry := prometheus.NewRegistry()
	registry.MustRegister(m, m.requests, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.page = adaptor.HTTPHandler(promhttp.HandlerFor(registry, promhttp.HandlerOpts{
		ErrorLog: slog.NewLogLogger(slog.Default().Handler(), slog.LevelError),
	}))
	return m
}

// Describe names what Collect reads (prometheus.Collector).
func (m *metrics) Describe(out chan<- *prometheus.Desc) {
	for _, one := range []*prometheus.Desc{outboxGauge, streamsGauge, databaseGauge, sweepGauge, lagGauge} {
		out <- one
	}
}

// Collect reads the house at the moment a monitor asks (prometheus.Collector).
func (m *metrics) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	g, err := m.store.Gauges(ctx, models.System)
	if err != nil {
		out <- prometheus.NewInvalidMetric(databaseGauge, err)
		return
	}
	gauge := func(desc *prometheus.Desc, value float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, value, labels...)
	}
	for state, n := range g.Outbox {
		gauge(outboxGauge, float64(n), state)
	}
	gauge(streamsGauge, float64(g.Streams))
	gauge(databaseGauge, float64(g.DatabaseBytes))
	gauge(sweepGauge, g.Sweep.Took.Seconds())
	gauge(lagGauge, g.SweepLag.Seconds())
}

// measured times every request, and answers its failure, so that the status is known.
func (h *handlers) measured(c *fiber.Ctx) error {
	started := time.Now()
	err := c.Next()
	if err != nil {
		err = h.fail(c, err)
	}
	route, status := c.Route().Path, fmt.Sprintf("%dxx", c.Response().StatusCode()/100)
	if route == "/" && c.Path() != "/" {
		route = "none" // only what stands before every route was reached
	}
	h.metrics.requests.WithLabelValues(c.Method(), route, status).Observe(time.Since(started).Seconds())
	return err
}

// metricsPage is for monitors on this machine, and for others with a token.
func (h *handlers) metricsPage(c *fiber.Ctx) error {
	if c.Context().RemoteIP().IsLoopback() && forwarded(c) == "" && c.Get("X-Real-IP") == "" && c.Get("Forwarded") == "" {
		return h.metrics.page(c)
	}
	return h.bearer(models.ReadMetrics, func(c *fiber.Ctx, _ models.Actor) error { return h.metrics.page(c) })(c)
}
