package handlers

import (
	"strings"
	"testing"

	"tanggap/models"
)

func TestCommands_namesPlacesAndSwitchesKeysOff(t *testing.T) {
	app, s := open(t)
	agent := signIn(t, app, s, models.Agent, "pemkab")
	status, page, _ := ask(t, app, "GET", "/commands", "", "Cookie", agent)
	if status != 200 || !strings.Contains(page, `<a href="/inbox?tab=late">`) || strings.Contains(page, `data-keys="off"`) {
		t.Errorf("the page: %d", status)
	}
	if strings.Contains(page, `<a href="/settings">`) {
		t.Error("an agent is led to the settings")
	}
	_, part, _ := ask(t, app, "GET", "/commands", "", "Cookie", agent, "HX-Request", "true", "HX-Request-Type", "partial")
	if !strings.HasPrefix(part, `<dialog id="commands-bar"`) {
		t.Errorf("htmx gets %.60q", part)
	}
	status, _, header := ask(t, app, "POST", "/keys", "keys=off", "Cookie", agent, "Content-Type", formType)
	if status != 303 || !strings.Contains(header.Get("Set-Cookie"), "keys=off") {
		t.Errorf("switching off: %d, %q", status, header.Get("Set-Cookie"))
	}
	if _, page, _ = ask(t, app, "GET", "/commands", "", "Cookie", agent+"; keys=off"); !strings.Contains(page, `data-keys="off"`) {
		t.Error("the keys are still on")
	}
}
