package handlers

import (
	"context"
	"testing"

	"tanggap/models"
)

func TestAPI_responseTimes(t *testing.T) {
	app, s := open(t)
	for _, text := range []string{"Jalan berlubang di pasar", "Air mati sejak kemarin"} {
		if _, err := s.Receive(context.Background(), models.System, models.Intake{Text: text, Kind: models.Complaint}); err != nil {
			t.Fatal(err)
		}
	}
	p := newProgram(t, app, s, "reports:read")
	for _, by := range append([]models.Grouping{""}, models.Groupings...) {
		status, answer := p.ask("GET", "/reports/response-times?group="+string(by), "")
		if status != 200 {
			t.Fatalf("by %q: %d %v", by, status, answer)
		}
		whole := answer["whole"].(map[string]any)
		if whole["received"] != 2.0 || whole["on_time_share"] != nil || whole["median_seconds"] != nil || answer["open_now"] != 2.0 {
			t.Errorf("by %q: %v", by, answer)
		}
		sum := 0.0
		for _, item := range answer["items"].([]any) {
			line := item.(map[string]any)
			sum += line["received"].(float64)
			if line["name"] == "" {
				t.Errorf("by %q: a line without a name: %v", by, line)
			}
		}
		if sum != 2 {
			t.Errorf("by %q: the lines add up to %v", by, sum)
		}
	}
	for path, want := range map[string]int{
		"?from=2026-02-30": 422, "?from=2026-05-02&to=2026-05-01": 422, "?group=mood": 422, "?unit=tidak-ada": 404,
		"?from=1900-01-01&to=2026-01-01": 422, "?colour=red": 422, "?from=2020-01-01&to=2020-01-31": 200,
	} {
		if status, answer := p.ask("GET", "/reports/response-times"+path, ""); status != want {
			t.Errorf("%s: %d %v, want %d", path, status, answer, want)
		}
	}
	if status, _ := newProgram(t, app, s, "tickets:read").ask("GET", "/reports/response-times", ""); status != 403 {
		t.Errorf("a token of another scope: %d", status)
	}
}
