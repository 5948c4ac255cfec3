package regency

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"tanggap/models/text"
)

func tell(n int) []Story {
	rnd := rand.New(rand.NewPCG(1, 2))
	stories := make([]Story, n)
	for i := range stories {
		stories[i] = Tell(rnd)
	}
	return stories
}

func TestTell_sameSeedSameStories(t *testing.T) {
	if a, b := tell(200), tell(200); !reflect.DeepEqual(a, b) {
		t.Error("two runs from one seed differ")
	}
}

func TestTell_variety(t *testing.T) {
	texts, kinds, channels, seen := map[string]bool{}, map[string]int{}, map[string]int{}, map[string]int{}
	for _, s := range tell(2000) {
		texts[s.Text] = true
		kinds[s.Kind]++
		channels[s.Channel]++
		seen[s.CategorySlug]++
	}
	if len(texts) < 1500 {
		t.Errorf("2,000 stories have %d different texts, want 1,500 or more", len(texts))
	}
	for _, k := range []string{
		text.Complaint, text.Aspiration, text.Information, text.Advice, text.Criticism, text.Appreciation, text.Comment,
	} {
		if kinds[k] == 0 {
			t.Errorf("no story is a %s", k)
		}
	}
	for _, c := range []string{
		"form", "api", "phone", "letter", "visit", "email", "facebook", "instagram", "whatsapp", "telegram", "x",
		"tiktok", "youtube",
	} {
		if channels[c] == 0 {
			t.Errorf("no story comes by %s", c)
		}
	}
	for _, c := range Categories() {
		if seen[c.Slug] == 0 {
			t.Errorf("no story is about %s", c.Slug)
		}
	}
	t.Logf("%d texts, kinds %v, channels %v", len(texts), kinds, channels)
}

// TestTell_wellFormed looks at everything a story may show.
func TestTell_wellFormed(t *testing.T) {
	places, units := map[string]bool{"": true}, map[string]bool{}
	for _, p := range Places() {
		places[p.Slug] = true
	}
	for _, u := range Units() {
		units[u.Slug] = true
	}
	for _, s := range tell(5000) {
		for _, text := range append(append([]string{s.Text, s.Author}, s.Followups...), s.Replies...) {
			if strings.ContainsAny(text, "{}[]|%") || !utf8.ValidString(text) || strings.TrimSpace(text) != text || text == "" {
				t.Errorf("%s by %s about %s: %q", s.Kind, s.Channel, s.CategorySlug, text)
			}
		}
		if !places[s.Place] || !units[s.Unit] {
			t.Errorf("place %q or unit %q does not exist", s.Place, s.Unit)
		}
		if s.CategorySlug != "" && len(s.Replies) == 0 {
			t.Errorf("no reply to %q", s.Text)
		}
		if networks[s.Channel] != (s.Handle != "") {
			t.Errorf("handle %q by %s", s.Handle, s.Channel)
		}
	}
}

// TestTemplates fills every template, so that a misspelt slot shows even when
// chance leaves it out.
func TestTemplates(t *testing.T) {
	all := [][]string{
		advice, criticism, thanks, noise, remarks, openings, details, closings, calls, received, progress, finished,
		invitations, welcomes, noteds, chasers, politeChasers, closingThanks, greetings, reported,
	}
	for _, lists := range []map[string][]string{complaints, questions, wishes, emergencies, tails} {
		for _, list := range lists {
			all = append(all, list)
		}
	}
	for slug, s := range steps {
		all = append(all, []string{s[0], s[1], answers[slug]})
	}
	tt := teller{rnd: rand.New(rand.NewPCG(3, 4)), place: villages[0], topic: "lampu jalan"}
	for _, list := range all {
		for _, template := range list {
			for range 20 {
				if s := tt.fill(template); strings.ContainsAny(s, "{}[]|") || strings.Contains(s, "  ") {
					t.Errorf("%q is filled as %q", template, s)
					break
				}
			}
		}
	}
}

func TestTemplates_enough(t *testing.T) {
	for _, c := range Categories() {
		want := 3
		if c.Weight >= 5 {
			want = 8
		}
		if n := len(complaints[c.Slug]); n < want {
			t.Errorf("%s has %d complaints, want %d", c.Slug, n, want)
		}
		if topics[c.Slug] == "" || steps[c.Slug][1] == "" || answers[c.Slug] == "" {
			t.Errorf("%s has no topic, steps or answer", c.Slug)
		}
	}
}

// TestSuggest_agrees: what models/text suggests from the words is mostly what
// the story is about.
func TestSuggest_agrees(t *testing.T) {
	compiled := text.Compile(Words())
	right, kindRight, n, urgent, emergencies := 0, 0, 0, 0, 0
	wrong := map[string]int{}
	for _, s := range tell(4000) {
		if s.Kind != text.Complaint {
			continue
		}
		n++
		if got := compiled.Suggest(text.Tokens(s.Text)); got.Slug == s.CategorySlug {
			right++
		} else {
			wrong[s.CategorySlug+" taken for "+got.Slug]++
		}
		if kind, _ := text.SuggestKind(s.Text); kind == text.Complaint {
			kindRight++
		}
		if s.Urgency == Emergency {
			emergencies++
			if len(text.Urgent(s.Text)) > 0 {
				urgent++
			}
		}
	}
	t.Logf("category %d, kind %d of %d; emergencies %d of %d; %v", right, kindRight, n, urgent, emergencies, wrong)
	if right*10 < n*7 {
		t.Errorf("the category is suggested rightly in %d of %d complaints, want 70 %%", right, n)
	}
	if kindRight*10 < n*7 {
		t.Errorf("a complaint is seen as one in %d of %d, want 70 %%", kindRight, n)
	}
	if urgent*10 < emergencies*9 {
		t.Errorf("%d of %d emergencies are seen, want 90 %%", urgent, emergencies)
	}
}

func TestTell_numbersAreNobodys(t *testing.T) {
	masked := 0
	for _, s := range tell(5000) {
		for _, f := range text.PersonalData(s.Text + " " + s.Contact) {
			found := (s.Text + " " + s.Contact)[f.Start:f.End]
			switch f.Kind {
			case text.NIK:
				masked++
				if !strings.HasPrefix(found, "2199") {
					t.Errorf("%q could be somebody's number", found)
				}
			case text.Phone:
				masked++
				if !strings.HasPrefix(found, "0812-0000-") {
					t.Errorf("%q could be somebody's number", found)
				}
			case text.Email:
				if !strings.HasSuffix(strings.ToLower(found), ".example") {
					t.Errorf("%q could be somebody's address", found)
				}
			}
		}
	}
	if masked == 0 {
		t.Error("no story shows what masks are for")
	}
}

func BenchmarkTell(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for b.Loop() {
		Tell(rnd)
	}
}

func BenchmarkFast(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 2))
	Fast(rnd)
	b.ResetTimer()
	b.ReportAllocs()
	for b.Loop() {
		Fast(rnd)
	}
}
