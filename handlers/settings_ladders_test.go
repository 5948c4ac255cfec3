package handlers

import (
	"context"
	"strings"
	"testing"

	"tanggap/models"
)

func TestLadders_onTheirPage(t *testing.T) {
	app, s := open(t)
	admin := officeOf(t, app, signIn(t, app, s, models.Administrator, "pemkab"))
	page, _ := admin.send("/settings/ladders", 422, "level", "after", "whom", "head", "every", "8", "times", "0", "ways", "mail")
	if !strings.Contains(page, `id="error-times"`) || !strings.Contains(page, `value="8"`) {
		t.Error("an endless rung is taken, or what was typed is gone")
	}
	admin.send("/settings/ladders", 303, "level", "after", "whom", "head", "every", "8", "times", "5", "ways", "mail", "ways", "telegram")
	if _, page, _ := admin.ask("GET", "/settings/ladders", ""); !strings.Contains(page, "Setiap 8 jam kerja") {
		t.Error("the rung is not listed")
	}
	rungs, err := s.Rungs(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rungs {
		if r.Level == "late" && r.ID != rungs[3].ID {
			_ = s.RemoveRung(context.Background(), models.System, r.ID)
		}
	}
	page, _ = admin.send(path("ladders", rungs[3].ID)+"/removal", 422)
	if !strings.Contains(page, "langkah terakhir") {
		t.Error("the last rung of what is late can be removed, or nobody is told why not")
	}
	admin.send("/settings/ladders/copies", 303, "policy", "3")
}

func TestWays_secretsAreShownOnce(t *testing.T) {
	app, s := open(t)
	admin := officeOf(t, app, signIn(t, app, s, models.Administrator, "pemkab"))
	const token = "123456789:AAfake_token_for_tests_0123456789abc"
	page, _ := admin.send("/settings/ways/bot", 422, "bot", "TanggapUji", "bot_token", "123")
	if !strings.Contains(page, `id="error-bot"`) || !strings.Contains(page, `id="error-bot_token"`) {
		t.Error("not both fields are named")
	}
	admin.send("/settings/ways/bot", 303, "bot", "@TanggapUjiBot", "bot_token", token)
	if _, page, _ := admin.ask("GET", "/settings/ways", ""); strings.Contains(page, token) || !strings.Contains(page, "TanggapUjiBot") {
		t.Error("the token is shown again, or the name is not")
	}
	page, _ = admin.send("/settings/ways/hooks", 200, "name", "Ruang kendali", "url", "https://kendali.contoh.test/h?k=1", "active", "yes")
	if !strings.Contains(page, `id="secret"`) {
		t.Error("the secret of a new address is not shown")
	}
	if _, page, _ := admin.ask("GET", "/settings/ways", ""); strings.Contains(page, "k=1") || !strings.Contains(page, "kendali.contoh.test") {
		t.Error("the list shows what may be secret in an address, or not where it leads")
	}
}

// A supervisor makes something obligatory; who is bound by it sees it locked, with the reason.
func TestAccount_wishesAndObligations(t *testing.T) {
	app, s := open(t)
	chief := officeOf(t, app, signIn(t, app, s, models.Supervisor, "pemkab"))
	agent := officeOf(t, app, signIn(t, app, s, models.Agent, "pemkab"))
	agent.send("/account/wishes", 303, "wish", "near.mail")
	chief.send("/settings/duty/obligations", 422, "unit", "1", "topic", "late", "way", "mail")
	chief.send("/settings/duty/obligations", 303, "unit", "1", "topic", "late", "way", "mail", "why", "Perintah Bupati")
	_, page, _ := agent.ask("GET", "/account", "")
	for _, want := range []string{
		`value="near.mail" checked>`, `value="late.mail" checked disabled>`, "Perintah Bupati", `value="critical.mail">`,
		`value="urgent.mail" checked disabled>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of wishes lacks %q", want)
		}
	}
	page, _ = agent.send("/account/absences", 422, "from", "2026-12-01", "to", "2026-11-01", "reason", "Cuti")
	if !strings.Contains(page, `id="error-stand_in"`) && !strings.Contains(page, "leave_nobody") && !strings.Contains(page, "Belum ada rekan") {
		t.Error("a leave without a stand-in is taken")
	}
}
