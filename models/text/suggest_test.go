package text

import (
	"math"
	"slices"
	"strings"
	"testing"
)

var sampleCategories = []CategoryWords{
	{"jalan", []string{"jalan", "lubang", "aspal", "rusak"}},
	{"pju", []string{"lampu jalan", "lampu", "gelap", "padam"}},
	{"air", []string{"air", "pipa", "keruh", "rusak"}},
}

func TestSuggest(t *testing.T) {
	for _, c := range []struct{ name, in, slug, words string }{
		{"one keyword", "aspalnya terkelupas", "jalan", "aspal"},
		{"a phrase weighs more", "lampu jln mati gelap", "pju", "lampu jalan,lampu,gelap"},
		{"affixes", "banyak berlubang", "jalan", "lubang"},
		{"Malay", "aik keruh", "air", "air,keruh"},
		{"a tie goes to the first", "rusak", "jalan", "rusak"},
		{"nothing known", "halo semua", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Suggest(Tokens(c.in), sampleCategories)
			if got.Slug != c.slug || strings.Join(got.Words, ",") != c.words {
				t.Errorf("Suggest(%q) = %+v, want %s because of %s", c.in, got, c.slug, c.words)
			}
			if (got.Score > 0) != (c.slug != "") {
				t.Errorf("Suggest(%q) scores %v", c.in, got.Score)
			}
		})
	}
}

func TestSuggest_sharedWordsWeighLess(t *testing.T) {
	c := Compile(sampleCategories)
	shared, own := c.Suggest([]string{"rusak"}).Score, c.Suggest([]string{"aspal"}).Score
	if shared >= own {
		t.Errorf("a word of two categories scores %v, a word of one %v", shared, own)
	}
}

func TestSuggestKind(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"lampu jln mati udh 2 minggu, tlg diperbaiki", Complaint},
		{"aik tak ngalir dah 5 hari", Complaint},
		{"pelayanannya tidak ramah", Complaint},
		{"mau nanya syarat bikin ktp hilang apa aja ya?", Information},
		{"puskesmas buka jam brp min?", Information},
		{"usul min bikin pasar malam tiap sabtu", Aspiration},
		{"Kami berharap dibangun jembatan ke kampung kami", Aspiration},
		{"saran saja, loketnya sebaiknya ditambah satu", Advice},
		{"cuma pencitraan, hanya janji dari dulu", Criticism},
		{"terima kasih dinas terkait, jalan kampung kami sudah mulus 🙏", Appreciation},
		{"mantap pelayanannya ramah dan cepat", Appreciation},
		{"🔥🔥🔥", Comment},
		{"amin", Comment},
		{"", Comment},
	} {
		got, why := SuggestKind(c.in)
		if got != c.want {
			t.Errorf("SuggestKind(%q) = %s because of %q, want %s", c.in, got, why, c.want)
		}
		if (got == Comment) != (len(why) == 0) {
			t.Errorf("SuggestKind(%q) = %s gives the reasons %q", c.in, got, why)
		}
	}
}

func TestUrgent(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"kebakaran lahan dekat pemukiman api besar!!!", "kebakaran,api besar"},
		{"ada ibu mau melahirkan pendarahan di pulau", "melahirkan,pendarahan"},
		{"orang tua kejebak banjir", "kejebak"},
		{"saya mau bunuh diri", "bunuh diri"},
		{"KABEL PUTUS dekat sekolah", "kabel putus"},
		{"nomor pemadam kebakaran berapa min", ""},
		{"simpang itu rawan kecelakaan", ""},
		{"bukan kebakaran, cuma asap", ""},
		{"biaya melahirkan di rsud berapa", ""},
		{"tetangga dipukuli suaminya", "dipukuli"},
		{"lampu mati sejak pukul 19.00", ""},
		{"kebakarannya sudah besar", "kebakaran"},
	} {
		if got := strings.Join(Urgent(c.in), ","); got != c.want {
			t.Errorf("Urgent(%q) = %s, want %s", c.in, got, c.want)
		}
	}
}

func TestLikeness(t *testing.T) {
	const reply = "Terima kasih atas laporannya, petugas kami akan mengecek lokasi paling lambat besok."
	for _, c := range []struct {
		name, a, b string
		low, high  float64
	}{
		{"the same", reply, reply, 1, 1},
		{"case and punctuation", reply, strings.ToUpper(strings.TrimSuffix(reply, ".")), 1, 1},
		{"mention in front", "@budi " + reply, reply, 1, 1},
		{"one word changed", reply, strings.Replace(reply, "besok", "lusa", 1), 0.8, 0.99},
		{"another text", reply, "Air keruh sejak kemarin di kampung kami", 0, 0.1},
		{"short and the same", "ok", "OK!", 1, 1},
		{"short and different", "ok", "ya", 0, 0},
		{"nothing", "", "", 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Likeness(c.a, c.b)
			if got < c.low || got > c.high {
				t.Errorf("Likeness(%q, %q) = %v, want %v to %v", c.a, c.b, got, c.low, c.high)
			}
			if back := Likeness(c.b, c.a); math.Abs(back-got) > 1e-12 {
				t.Errorf("likeness differs with the order: %v and %v", got, back)
			}
		})
	}
}

func TestShingles_sorted(t *testing.T) {
	// The text repeats after eleven characters.
	if s := ShinglesOf("lampu mati lampu mati"); !slices.IsSorted(s) || len(s) != 11 {
		t.Errorf("ShinglesOf gives %d pieces, sorted %v", len(s), slices.IsSorted(s))
	}
}

func BenchmarkSuggestKind(b *testing.B) { benchmark(b, func(s string) { SuggestKind(s) }) }
func BenchmarkUrgent(b *testing.B)      { benchmark(b, func(s string) { Urgent(s) }) }
func BenchmarkLikeness(b *testing.B)    { benchmark(b, func(s string) { Likeness(s, samples[0]) }) }

func BenchmarkSuggest(b *testing.B) {
	c := Compile(sampleCategories)
	benchmark(b, func(s string) { c.Suggest(Tokens(s)) })
}
