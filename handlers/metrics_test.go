package handlers

import (
	"context"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"tanggap/models"
)

func TestMetrics_tellNumbersOnly(t *testing.T) {
	app, s := open(t)
	p := newProgram(t, app, s, "all")
	number := p.open(`{"text":"Jalan rusak di Kijang","citizen":{"email":"warga@contoh.test"}}`)
	p.must("GET", "/tickets/"+number, "")
	ask(t, app, "GET", "/tidak-ada/"+number, "")
	if _, err := s.Sweep(context.Background(), s.Clock()); err != nil {
		t.Fatal(err)
	}
	status, _, header := ask(t, app, "GET", "/metrics", "")
	if status != 401 || header.Get("WWW-Authenticate") != "Bearer" {
		t.Errorf("from elsewhere without a token: %d", status)
	}
	monitor := newProgram(t, app, s, "metrics")
	if status, _, _ := ask(t, app, "GET", "/metrics", "", "Authorization", newProgram(t, app, s, "tickets:read").token); status != 403 {
		t.Errorf("with a token of another scope: %d, want 403", status)
	}
	status, text, _ := ask(t, app, "GET", "/metrics", "", "Authorization", monitor.token)
	if status != 200 {
		t.Fatalf("with a token: %d %s", status, text)
	}
	for _, want := range []string{
		`tanggap_request_duration_seconds_count{method="GET",route="/api/v1/tickets/:number",status="2xx"} 1`,
		`tanggap_request_duration_seconds_count{method="GET",route="none",status="4xx"} 1`,
		`tanggap_outbox{state="queued"} 1`, `tanggap_outbox{state="failed"} 0`, "tanggap_open_streams 0",
		"tanggap_sweep_duration_seconds ", "tanggap_sweep_lag_seconds 0", "tanggap_database_bytes ", "go_goroutines ",
		"tanggap_clocks_running 2", "tanggap_clocks_unflagged 0", `tanggap_flags_total{level="late"} 0`,
		`tanggap_flag_lag_seconds_bucket{le="60"} 0`, `tanggap_flag_lag_seconds_bucket{le="+Inf"} 0`, "tanggap_flag_lag_seconds_sum 0",
		"tanggap_flag_lag_seconds_count 0",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("without %q", want)
		}
	}
	if found := regexp.MustCompile(`TGP-|warga|Kijang|Jalan|tgp_`).FindString(text); found != "" {
		t.Errorf("tells %q", found)
	}
}

func TestMetrics_onThisMachine(t *testing.T) {
	app, _ := open(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = app.Listener(listener) }()
	t.Cleanup(func() { _ = app.Shutdown() })
	for header, want := range map[string]int{"Accept": 200, "X-Forwarded-For": 401, "X-Real-IP": 401, "Forwarded": 401} {
		r, err := http.NewRequest("GET", "http://"+listener.Addr().String()+"/metrics", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set(header, "198.51.100.7")
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, answer.Body)
		_ = answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("with %s: %d, want %d", header, answer.StatusCode, want)
		}
	}
}

func TestGauges_areOfTheHouse(t *testing.T) {
	_, s := open(t)
	if _, err := s.Gauges(context.Background(), models.Citizen); models.ErrorCode(err) != models.Denied {
		t.Errorf("a citizen reads them: %v", err)
	}
}
