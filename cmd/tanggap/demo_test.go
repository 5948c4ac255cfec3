package main

import (
	"context"
	"slices"
	"testing"
	"time"

	"tanggap/models"
)

// demoTown plays a short demo and leaves it open for the test.
func demoTown(t *testing.T, perDay int) (*town, *demonstration) {
	t.Helper()
	d := &demonstration{seed: 1, quiet: true}
	town, err := d.open(context.Background(), config{Addr: "127.0.0.1:0", Prefix: "TGP"}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := town.store.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	if err := town.live(context.Background(), time.Now(), perDay); err != nil {
		t.Fatal(err)
	}
	return town, d
}

func TestDemo_hasEverything(t *testing.T) {
	ctx := context.Background()
	town, _ := demoTown(t, 12)
	statuses, channels, kinds := map[models.Status]int{}, map[string]int{}, map[models.Kind]int{}
	var late, near, confidential, moved, assigned int
	now := town.store.Clock()
	for _, l := range town.lives {
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
		len(town.lives), statuses, channels, kinds, late, near, confidential, moved, assigned)
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
	if late == 0 || confidential == 0 || moved == 0 || assigned == 0 {
		t.Errorf("late %d, confidential %d, moved %d, assigned %d: want some of each", late, confidential, moved, assigned)
	}
}

func TestDemo_everyRoleSignsIn(t *testing.T) {
	town, d := demoTown(t, 0)
	var roles []models.Role
	for _, l := range town.logins() {
		if _, _, err := town.store.SignIn(context.Background(), l.Email, d.password, "", "127.0.0.1"); err != nil {
			t.Errorf("%s %s: %v", l.Role, l.Email, err)
		}
		roles = append(roles, l.Role)
	}
	if !slices.Equal(roles, models.Roles) {
		t.Errorf("logins for %v, want %v", roles, models.Roles)
	}
}
