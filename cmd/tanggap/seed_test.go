package main

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"tanggap/cmd/tanggap/regency"
)

func TestSeed(t *testing.T) {
	type result struct {
		Tickets, Messages, Events int
		Password                  string
	}
	sow := func(t *testing.T, seed string) (r result) {
		inScratch(t)
		code, out, notes := tanggap(t, "seed", "--tickets", "300", "--days", "30", "--seed", seed, "--until", "2026-11-20T12:00:00Z")
		if err := json.Unmarshal([]byte(out), &r); code != 0 || err != nil {
			t.Fatalf("exit code %d, %q, %q, %v", code, out, notes, err)
		}
		if code, _, notes = tanggap(t, "seed", "--tickets", "20"); code != 0 {
			t.Errorf("into the same house again: exit code %d, %q", code, notes)
		}
		return r
	}
	one := sow(t, "1")
	if one.Tickets != 300 || one.Messages < 500 || one.Events < 900 || one.Password == "" {
		t.Errorf("seeded %+v", one)
	}
	if same := sow(t, "1"); same.Messages != one.Messages || same.Events != one.Events {
		t.Errorf("the same seed gave %+v, then %+v", one, same)
	}
	if other := sow(t, "2"); other.Messages == one.Messages && other.Events == one.Events {
		t.Errorf("another seed gave the same %+v", other)
	}
	if code, _, _ := tanggap(t, "seed", "--tickets", "0"); code != 2 {
		t.Errorf("no tickets: exit code %d", code)
	}
}

func TestArrivals(t *testing.T) {
	end := time.Date(2026, 11, 24, 9, 30, 0, 0, time.FixedZone("WIB", 7*3600))
	for _, n := range []int{0, 1, 7, 5000} {
		all := slices.Collect(regency.Arrivals(rand.New(rand.NewPCG(1, 1)), end, 14, n))
		if len(all) != n || !slices.IsSortedFunc(all, time.Time.Compare) {
			t.Fatalf("%d arrivals of %d, in order: %v", len(all), n, slices.IsSortedFunc(all, time.Time.Compare))
		}
		if n > 1 && (all[0].Before(end.AddDate(0, 0, -14).Truncate(time.Hour)) || all[n-1].After(end)) {
			t.Errorf("%d arrivals from %v to %v", n, all[0], all[n-1])
		}
	}
}
