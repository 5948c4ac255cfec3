package main

import (
	"context"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"tanggap/handlers"
	"tanggap/models"
	"tanggap/views"
)

// demoTown plays a demo that began at the instant and leaves it open for the test.
func demoTown(t *testing.T, at string, perDay int) (*town, *demonstration) {
	t.Helper()
	now, err := time.Parse(time.RFC3339, at)
	if err != nil {
		t.Fatal(err)
	}
	d := &demonstration{seed: 1, quiet: true, now: func() time.Time { return now }}
	town, err := d.open(context.Background(), config{Addr: "127.0.0.1:0", Prefix: "TGP"}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := town.store.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	if err := town.live(context.Background(), now, perDay); err != nil {
		t.Fatal(err)
	}
	return town, d
}

// Whenever somebody looks, there is something of everything.
func TestDemo_hasEverything(t *testing.T) {
	for name, at := range map[string]string{
		"Tuesday morning": "2026-11-24T10:00:00+07:00", "Sunday night": "2026-11-22T23:30:00+07:00",
		"Monday before dawn": "2026-11-23T04:00:00+07:00", "New Year": "2026-01-01T12:00:00+07:00",
	} {
		t.Run(name, func(t *testing.T) { hasEverything(t, at) })
	}
}

func hasEverything(t *testing.T, at string) {
	ctx := context.Background()
	town, _ := demoTown(t, at, demoPerDay)
	statuses, channels, kinds := map[models.Status]int{}, map[string]int{}, map[models.Kind]int{}
	var late, near, confidential, moved, assigned int
	now := town.store.Clock()
	for _, l := range town.matters {
		k, err := town.store.Ticket(ctx, models.System, l.number)
		if err != nil {
			t.Fatalf("%s: %v", l.number, err)
		}
		statuses[k.Status]++
		channels[k.Channel]++
		kinds[k.Kind]++
		for _, count := range []struct {
			n     *int
			holds bool
		}{
			{&late, k.Overdue(now)},
			{&near, k.Live && k.WarnAt <= now && k.DueAt >= now},
			{&confidential, k.Confidential > 0},
			{&moved, k.Hops > 0},
			{&assigned, k.AssigneeID != 0},
		} {
			if count.holds {
				*count.n++
			}
		}
	}
	t.Logf("%d tickets: %v, %v, %v; late %d, near %d, confidential %d, moved %d, assigned %d",
		len(town.matters), statuses, channels, kinds, late, near, confidential, moved, assigned)
	for _, s := range models.Statuses {
		if statuses[s] == 0 && s != models.StatusClosed && s != models.StatusMerged {
			t.Errorf("no ticket is %s", s)
		}
	}
	for _, c := range models.Channels {
		if channels[c] == 0 && c != "import" {
			t.Errorf("no ticket came by %s", c)
		}
	}
	for _, k := range models.Kinds {
		if kinds[k] == 0 {
			t.Errorf("no ticket is a %s", k)
		}
	}
	if late == 0 || near == 0 || confidential == 0 || moved == 0 || assigned == 0 {
		t.Errorf("late %d, near %d, confidential %d, moved %d, assigned %d: want some of each", late, near, confidential, moved, assigned)
	}
}

// Everything that may happen while somebody looks goes through the verbs, and few of them refuse.
func TestDemo_goesOn(t *testing.T) {
	ctx := context.Background()
	town, d := demoTown(t, "2026-11-24T10:00:00+07:00", 2)
	before := len(town.matters)
	for range 150 {
		if err := town.stir(ctx, d.now()); err != nil {
			t.Fatal(err)
		}
	}
	done := map[models.EventType]int{}
	for town.agenda.Len() > 0 {
		done[town.agenda[0].deed.Type]++
		if err := town.step(ctx); err != nil {
			t.Fatal(err)
		}
	}
	refused := 0
	for _, m := range town.matters[before:] {
		if m.over {
			refused++
		}
	}
	t.Logf("%d new matters, %v, %d refused", len(town.matters)-before, done, refused)
	if len(town.matters) < before+70 || refused > (len(town.matters)-before)/5 {
		t.Errorf("%d new matters of 150 stirs, %d of them refused", len(town.matters)-before, refused)
	}
	verified, err := town.store.Verify(ctx, nil)
	if err != nil || verified.Broken != 0 {
		t.Errorf("what is stored does not fit together: %v %v", verified.Faults, err)
	}
	for _, e := range []models.EventType{models.ReplySent, models.MessageReceived, models.TicketResolved, models.TransferAsked} {
		if done[e] == 0 {
			t.Errorf("nobody has %s", e)
		}
	}
}

func TestDemo_everyRoleSignsIn(t *testing.T) {
	town, d := demoTown(t, "2026-11-24T10:00:00+07:00", 0)
	pages, err := views.New()
	if err != nil {
		t.Fatal(err)
	}
	app := handlers.New(handlers.Options{Store: town.store, Views: pages})
	var roles []models.Role
	for _, l := range town.logins() {
		form := url.Values{"email": {l.Email}, "password": {d.password}}
		r := httptest.NewRequest("POST", "/login", strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		answer, err := app.Test(r, -1)
		if err != nil {
			t.Fatal(err)
		}
		if answer.StatusCode != 303 || len(answer.Cookies()) == 0 {
			t.Errorf("%s %s: %d, cookies %v; want to be signed in", l.Role, l.Email, answer.StatusCode, answer.Cookies())
		}
		roles = append(roles, l.Role)
	}
	if !slices.Equal(roles, models.Roles) {
		t.Errorf("logins for %v, want %v", roles, models.Roles)
	}
}
