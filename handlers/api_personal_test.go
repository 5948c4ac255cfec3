package handlers

import (
	"fmt"
	"strings"
	"testing"
)

// TestAPI_masksPersonalData: what staff read shortened, programs read shortened too, wherever it was typed; only a token
// with the scope for it reads the whole.
func TestAPI_masksPersonalData(t *testing.T) {
	app, s := open(t)
	all, masked := newProgram(t, app, s, "all"), newProgram(t, app, s, "tickets:read")
	whole := newProgram(t, app, s, "tickets:read,personal:read")
	phone, email, nik := "0812-3456-7890", "ani.rahasia@warga.test", "2101014509920007"
	secrets := []string{"3456", "ani.rahasia", "450992"}
	n := "/tickets/" + all.open(fmt.Sprintf(`{"text":"Hubungi %s atau %s, NIK %s","place":"Depan rumah %s"}`, phone, email, nik, phone))
	all.must("POST", n+"/notes", fmt.Sprintf(`{"text":"Pelapor: %s"}`, phone))
	all.must("POST", n+"/replies", `{"text":"Hubungi kami di 0771-987000 atau layanan@pemkab.test."}`)
	all.must("POST", n+"/closure", fmt.Sprintf(`{"reason":"Sudah dijawab lewat %s"}`, phone))
	for _, p := range []*program{masked, all} {
		for _, path := range []string{n, n + "/messages", n + "/events", "/tickets?limit=5"} {
			answer := fmt.Sprint(p.must("GET", path, ""))
			for _, secret := range secrets {
				if strings.Contains(answer, secret) {
					t.Errorf("%s tells %q: %s", path, secret, answer)
				}
			}
		}
	}
	if answer := fmt.Sprint(masked.must("GET", n+"/messages", "")); !strings.Contains(answer, "layanan@pemkab.test") {
		t.Errorf("our own answer is not as the citizen got it: %s", answer)
	}
	if answer := fmt.Sprint(masked.must("GET", n+"/events", "")); !strings.Contains(answer, "Sudah dijawab lewat 0812") {
		t.Errorf("an event lost its words: %s", answer)
	}
	for _, secret := range secrets {
		if answer := fmt.Sprint(whole.must("GET", n+"/messages", "")); !strings.Contains(answer, secret) {
			t.Errorf("with the scope for it, %q is missing: %s", secret, answer)
		}
	}
	for _, path := range []string{n, n + "/events"} {
		if answer := fmt.Sprint(whole.must("GET", path, "")); !strings.Contains(answer, phone) {
			t.Errorf("with the scope for it, %s lacks %s: %s", path, phone, answer)
		}
	}
}
