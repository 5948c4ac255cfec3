package regency

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

func TestUnits(t *testing.T) {
	kinds, slugs, names := map[string]int{}, map[string]bool{}, map[string]bool{}
	for _, u := range Units() {
		kinds[u.Kind]++
		if slugs[u.Slug] || names[u.Name] || u.Short == "" {
			t.Errorf("unit %q %q is there twice or has no short name", u.Slug, u.Name)
		}
		if u.Kind != Root && !slugs[u.Parent] {
			t.Errorf("%s stands before its parent %q", u.Slug, u.Parent)
		}
		slugs[u.Slug], names[u.Name] = true, true
	}
	if kinds[Root] != 1 || kinds[Agency] != 30 || kinds[SubDistrict] != 10 {
		t.Errorf("units by kind: %v", kinds)
	}
}

func TestPlaces(t *testing.T) {
	units, slugs, villages := map[string]bool{}, map[string]bool{}, map[string]int{}
	for _, u := range Units() {
		units[u.Slug] = u.Kind == SubDistrict
	}
	for _, p := range Places() {
		if slugs[p.Slug] || !units[p.Unit] || strings.ContainsAny(p.Slug, " ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
			t.Errorf("place %+v", p)
		}
		slugs[p.Slug] = true
		villages[p.Unit]++
	}
	for unit, n := range villages {
		if n < 3 || n > 6 {
			t.Errorf("%s has %d villages", unit, n)
		}
	}
	if len(villages) != 10 {
		t.Errorf("%d sub-districts have villages", len(villages))
	}
}

func TestCategories(t *testing.T) {
	units, slugs := map[string]bool{}, map[string]bool{}
	for _, u := range Units() {
		units[u.Slug] = true
	}
	for _, c := range Categories() {
		if slugs[c.Slug] || c.ID == "" || c.EN == "" || c.Weight < 1 || len(c.Keywords) < 3 {
			t.Errorf("category %+v", c)
		}
		if !units[c.Lead] {
			t.Errorf("%s is led by %q, which does not exist", c.Slug, c.Lead)
		}
		if c.Confidential != (c.Slug == "pungli_etik") || c.Confidential && c.Lead != Inspectorate {
			t.Errorf("%s: confidential %v, led by %s", c.Slug, c.Confidential, c.Lead)
		}
		slugs[c.Slug] = true
	}
	if len(slugs) != 25 {
		t.Errorf("%d categories, want 25", len(slugs))
	}
}

func TestPeople(t *testing.T) {
	roles, mails, names, units := map[string]int{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, u := range Units() {
		units[u.Slug] = true
	}
	for _, p := range People() {
		roles[p.Role]++
		if mails[p.Email] || names[p.Name] || !units[p.Unit] || !strings.HasSuffix(p.Email, "@"+Domain) {
			t.Errorf("person %+v", p)
		}
		mails[p.Email], names[p.Name] = true, true
	}
	if roles["agent"] != 40 {
		t.Errorf("%d agents, want 40", roles["agent"])
	}
	for _, r := range []string{"coordinator", "supervisor", "inspector", "auditor", "administrator"} {
		if roles[r] == 0 {
			t.Errorf("nobody is %s", r)
		}
	}
}

// TestHolidays counts what the decrees fix: 17 and 11 days in 2025, 17 and 8
// in 2026, none for a year without a decree.
func TestHolidays(t *testing.T) {
	count, seen := map[string]int{}, map[string]bool{}
	for _, h := range Holidays() {
		if _, err := time.Parse(time.DateOnly, h.Date); err != nil || seen[h.Date] || h.Name == "" || h.Law == "" {
			t.Errorf("holiday %+v: %v", h, err)
		}
		seen[h.Date] = true
		count[h.Date[:4]+" "+h.Kind]++
	}
	want := map[string]int{
		"2025 libur_nasional": 17, "2025 cuti_bersama": 11, "2026 libur_nasional": 17, "2026 cuti_bersama": 8,
	}
	for k, n := range want {
		if count[k] != n {
			t.Errorf("%s: %d days, want %d", k, count[k], n)
		}
	}
	if len(count) != len(want) {
		t.Errorf("days by year and kind: %v", count)
	}
	for _, d := range []string{"2025-08-18", "2026-03-21", "2026-12-24"} {
		if !seen[d] {
			t.Errorf("%s is missing", d)
		}
	}
}

// TestArrival compares with what was counted among real complaints: 56 %
// outside office hours, 21 % at the weekend.
func TestArrival(t *testing.T) {
	zone := time.FixedZone("WIB", 7*3600)
	end := time.Date(2026, 11, 23, 12, 0, 0, 0, zone)
	rnd := rand.New(rand.NewPCG(5, 6))
	const n = 20000
	outside, weekend := 0, 0
	for range n {
		at := Arrival(rnd, end, 56)
		if at.After(end) || at.Before(end.AddDate(0, 0, -57)) {
			t.Fatalf("%v is not in the 56 days before %v", at, end)
		}
		free := at.Weekday() == time.Saturday || at.Weekday() == time.Sunday
		if free {
			weekend++
		}
		if minute := at.Hour()*60 + at.Minute(); free || minute < 7*60+30 || minute >= 16*60 {
			outside++
		}
	}
	if share := float64(outside) / n; share < 0.53 || share > 0.59 {
		t.Errorf("%.3f come outside office hours, want 0.56", share)
	}
	if share := float64(weekend) / n; share < 0.19 || share > 0.23 {
		t.Errorf("%.3f come at the weekend, want 0.21", share)
	}
}

func TestFast(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	texts := map[string]bool{}
	for range 5000 {
		s := Fast(rnd)
		if s.Text == "" || s.Channel == "" || s.Unit == "" {
			t.Fatalf("story %+v", s)
		}
		texts[s.Text] = true
	}
	if len(texts) < 4900 {
		t.Errorf("5,000 fast stories have %d different texts", len(texts))
	}
}
