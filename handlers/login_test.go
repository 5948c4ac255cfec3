package handlers

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"tanggap/models"
)

const formType = "application/x-www-form-urlencoded"

// signIn adds a user and returns the cookie header of their browser.
func signIn(t *testing.T, app *fiber.App, s *models.Store, role models.Role, unit string) string {
	t.Helper()
	email := string(role) + "@contoh.test"
	u := models.User{Email: email, Name: "Petugas " + string(role), Role: role}
	if _, err := s.AddUser(context.Background(), models.System, u, unit, "kayu lapis hijau tua"); err != nil {
		t.Fatal(err)
	}
	return login(t, app, email, "kayu lapis hijau tua")
}

func login(t *testing.T, app *fiber.App, email, password string) string {
	t.Helper()
	form := url.Values{"email": {email}, "password": {password}}.Encode()
	status, page, header := ask(t, app, "POST", "/login", form, "Content-Type", formType)
	if status != 303 {
		t.Fatalf("login of %s: %d %s", email, status, page)
	}
	for _, cookie := range header.Values("Set-Cookie") {
		if value, found := strings.CutPrefix(cookie, "session="); found {
			if !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Lax") {
				t.Errorf("the session's cookie is %s", cookie)
			}
			secret, _, _ := strings.Cut(value, ";")
			return "session=" + secret
		}
	}
	t.Fatal("no session was given")
	return ""
}

func TestLogin_leadsBackAndOut(t *testing.T) {
	app, s := open(t)
	cookie := signIn(t, app, s, models.Agent, "pemkab")
	status, page, _ := ask(t, app, "POST", "/login", "email=agent@contoh.test&password=salah&next=/inbox", "Content-Type", formType)
	if status != 422 || !strings.Contains(page, `value="agent@contoh.test"`) || strings.Contains(page, "salah") {
		t.Errorf("a wrong password: %d; the address must come back, the password must not", status)
	}
	good := url.Values{"email": {"agent@contoh.test"}, "password": {"kayu lapis hijau tua"}}
	for next, want := range map[string]string{
		"": "/inbox", "/tickets/TGP-2026-000001?a=b": "/tickets/TGP-2026-000001?a=b",
		"https://lain.test/x": "/x", "//lain.test": "/inbox", `/\lain.test`: "/inbox", "javascript:alert(1)": "/inbox",
	} {
		good.Set("next", next)
		_, _, header := ask(t, app, "POST", "/login", good.Encode(), "Content-Type", formType)
		if got := header.Get("Location"); got != want {
			t.Errorf("after a login that wanted %q: %q, want %q", next, got, want)
		}
	}
	if status, _, header := ask(t, app, "GET", "/login", "", "Cookie", cookie); status != 303 || header.Get("Location") != "/inbox" {
		t.Errorf("the login of somebody signed in: %d %s", status, header.Get("Location"))
	}
	status, _, header := ask(t, app, "POST", "/logout", "", "Cookie", cookie)
	if status != 303 || header.Get("Location") != "/login" {
		t.Errorf("logout: %d %s", status, header.Get("Location"))
	}
	if status, _, _ := ask(t, app, "GET", "/login", "", "Cookie", cookie); status != 200 {
		t.Errorf("the cookie still signs in after logout: %d", status)
	}
}
