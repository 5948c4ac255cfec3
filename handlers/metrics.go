package handlers

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/VictoriaMetrics/metrics"
	"github.com/gofiber/fiber/v2"

	"tanggap/models"
)

// gauges are what a monitor reads at /metrics. Labels are routes, states and the like: never an id, a text or a name.
type gauges struct {
	store    *models.Store
	requests *metrics.Set
}

// Seconds a request may take, as a monitor draws them.
var requestBuckets = []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}

func newGauges(store *models.Store) *gauges { return &gauges{store: store, requests: metrics.NewSet()} }

// answered counts a request with the time it took.
func (g *gauges) answered(method, route, status string, took time.Duration) {
	name := fmt.Sprintf("tanggap_request_duration_seconds{method=%q,route=%q,status=%q}", method, route, status)
	g.requests.GetOrCreatePrometheusHistogramExt(name, requestBuckets).Update(took.Seconds())
}

// page reads the house at the moment a monitor asks, in the text format of Prometheus.
func (g *gauges) page(c *fiber.Ctx) error {
	ctx, cancel := context.WithTimeout(c.UserContext(), 5*time.Second)
	defer cancel()
	now, err := g.store.Gauges(ctx, models.System)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	for _, state := range slices.Sorted(maps.Keys(now.Outbox)) {
		gauge(&out, fmt.Sprintf("tanggap_outbox{state=%q}", state), float64(now.Outbox[state]))
	}
	gauge(&out, "tanggap_open_streams", float64(now.Streams))
	gauge(&out, "tanggap_database_bytes", float64(now.DatabaseBytes))
	gauge(&out, "tanggap_sweep_duration_seconds", now.Sweep.Took.Seconds())
	gauge(&out, "tanggap_sweep_lag_seconds", now.SweepLag.Seconds())
	writeClocks(&out, now)
	g.requests.WritePrometheus(&out)
	metrics.WriteProcessMetrics(&out)
	c.Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	return c.Send(out.Bytes())
}

// writeClocks tells of the flagging job: what runs, what waits for a flag, and how long flags waited.
func writeClocks(out io.Writer, now *models.Gauges) {
	gauge(out, "tanggap_clocks_running", float64(now.Running))
	gauge(out, "tanggap_clocks_unflagged", float64(now.Unflagged))
	for i, level := range []string{"near", "late", "critical"} {
		metrics.WriteCounterUint64(out, fmt.Sprintf("tanggap_flags_total{level=%q}", level), uint64(now.Flagged.Levels[i]))
	}
	sum := uint64(0)
	for i, n := range now.Flagged.Lags {
		bound := "+Inf"
		if i < len(models.LagBounds) {
			bound = fmt.Sprint(models.LagBounds[i].Seconds())
		}
		sum += uint64(n)
		metrics.WriteCounterUint64(out, fmt.Sprintf("tanggap_flag_lag_seconds_bucket{le=%q}", bound), sum)
	}
	metrics.WriteCounterFloat64(out, "tanggap_flag_lag_seconds_sum", now.Flagged.Waited.Seconds())
	metrics.WriteCounterUint64(out, "tanggap_flag_lag_seconds_count", sum)
}

func gauge(out io.Writer, name string, value float64) { metrics.WriteGaugeFloat64(out, name, value) }

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
	h.metrics.answered(c.Method(), route, status, time.Since(started))
	return err
}

// metricsPage is for monitors on this machine, and for others with a token.
func (h *handlers) metricsPage(c *fiber.Ctx) error {
	if c.Context().RemoteIP().IsLoopback() && forwarded(c) == "" && c.Get("X-Real-IP") == "" && c.Get("Forwarded") == "" {
		return h.metrics.page(c)
	}
	return h.bearer(models.ReadMetrics, func(c *fiber.Ctx, _ models.Actor) error { return h.metrics.page(c) })(c)
}
