package text

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestNormalise(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"short forms", "lampu jln mati udh 2 mgg, tlg diperbaiki", "lampu jalan mati sudah 2 minggu tolong diperbaiki"},
		{"stretched letters", "gelappp bangettt minn", "gelap banget min"},
		{"real doubles stay", "tunggu tanggal massa", "tunggu tanggal massa"},
		{"two for twice", "muter2 terus", "muter muter terus"},
		{"numbered schools", "sman2 dan smpn3", "sman 2 dan smpn 3"},
		{"written together", "km20 bayar 5rb rt05", "km 20 bayar 5 ribu rt 05"},
		{"Malay", "ape macam mane aik tak ade", "apa seperti mana air tidak ada"},
		{"mentions and addresses", "@budi.k lihat https://x.example/a www.y.example a@b.example ya", "lihat ya"},
		{"invisible characters", "la\u200bmpu \u202ejalan\u202c\x00", "lampu jalan"},
		{"compatibility letters", "𝓳𝓪𝓵𝓪𝓷 ｌａｍｐｕ café", "jalan lampu cafe"},
		{"apostrophes", "Assalamu'alaikum jum’at", "assalamualaikum jumat"},
		{"nothing", "🙏🙏 !!!", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Normalise(c.in); got != c.want {
				t.Errorf("Normalise(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{
			"a comment", "min lampu jln mati dr simpang pasar udh 2 minggu gelap bgt",
			"lampu jalan mati simpang pasar 2 minggu gelap",
		},
		{"affixes", "perbaikan jalannya, memperbaiki, berlubang", "baik jalan lubang"},
		{"each once", "lampu lampu LAMPU lampunya", "lampu"},
		{"laughter and courtesy", "wkwkwk hahaha terima kasih min 🙏", ""},
		{"numbers", "RT 05 RW 002, no 000123 tahun 2026", "rt 5 rw 2 nomor 000123 tahun 2026"},
		{"Malay endings", "budaye terjage ruse", "budaya jaga ruse"},
		{"other scripts", "ЛАМПА 灯", "лампа 灯"},
		{"masked numbers", "2101••••••••9999", "2101 9999"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(Tokens(c.in), " "); got != c.want {
				t.Errorf("Tokens(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func TestTokens_limits(t *testing.T) {
	if got := Tokens(strings.Repeat("é", 100)); len(got) != 1 || len(got[0]) > maxToken {
		t.Errorf("a word of 100 letters gives %q", got)
	}
	if got := Tokens(strings.Repeat("界", 40)); len(got) != 1 || !utf8.ValidString(got[0]) || len(got[0]) > maxToken {
		t.Errorf("a long word is cut inside a character: %q", got)
	}
	var long strings.Builder
	for i := range 5000 {
		long.WriteString("kata")
		long.WriteString(strings.Repeat("x", i%7))
		long.WriteByte(byte('a' + i%26))
		long.WriteByte(byte('a' + i/26%26))
		long.WriteByte(byte('a' + i/676%26))
		long.WriteByte(' ')
	}
	got := Tokens(long.String())
	if len(got) != maxTokens {
		t.Errorf("a long report gives %d tokens, want %d", len(got), maxTokens)
	}
	slices.Sort(got)
	if n := len(slices.Compact(got)); n != maxTokens {
		t.Errorf("only %d of %d tokens are different", n, maxTokens)
	}
}

func TestQueryTokens(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []QueryToken
	}{
		{"last word unfinished", "lampu jln mat", []QueryToken{{"lampu", false}, {"jalan", false}, {"mat", true}}},
		{"finished by a blank", "lampu jalan ", []QueryToken{{"lampu", false}, {"jalan", false}}},
		{"asked for with a star", "perumd* pipa ", []QueryToken{{"perumd", true}, {"pipa", false}}},
		{"same stem as the index", "perbaikan", []QueryToken{{"baik", true}}},
		{"function words only", "yang di", nil},
		{"nothing", "  ", nil},
		{"several tokens in one word", "km20", []QueryToken{{"km", false}, {"20", true}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := QueryTokens(c.in); !slices.Equal(got, c.want) {
				t.Errorf("QueryTokens(%q) = %v, want %v", c.in, got, c.want)
			}
		})
	}
	long := "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas duabelas tigabelas empatbelas"
	if got := QueryTokens(long); len(got) != maxQuery {
		t.Errorf("a long question gives %d tokens, want %d", len(got), maxQuery)
	}
}

// TestTokens_foundAgain: what a text puts into the index is found by typing
// any word of the text.
func TestTokens_foundAgain(t *testing.T) {
	for _, s := range samples {
		index := Tokens(s)
		for w := range strings.FieldsSeq(s) {
			for _, q := range QueryTokens(w + " ") {
				if !slices.Contains(index, q.Word) {
					t.Errorf("%q typed for %q looks for %q, not in %q", w, s, q.Word, index)
				}
			}
		}
	}
}

func TestInformal_reachable(t *testing.T) {
	for line := range strings.Lines(informal) {
		_, spellings, _ := strings.Cut(strings.TrimSpace(line), ": ")
		for w := range strings.FieldsSeq(spellings) {
			head, tail, _ := split(squeeze(fold(w)))
			if head != w || tail != "" {
				t.Errorf("spelling %q is never looked up: the scanner makes it %q %q", w, head, tail)
			}
		}
	}
}

// samples are our own comments in the registers people use.
var samples = []string{
	"min lampu jln mati dr simpang pasar sampe masjid udh 2 minggu gelap bgt, tlg diperbaiki 🙏",
	"Assalamualaikum admin, air PDAM keruh dan bau sejak hari Senin di Perum Griya blok C. " +
		"Mohon ditindaklanjuti, terima kasih.",
	"aik tak ngalir dah 5 hari, nak mandi pun payah. bayar tetap jalan",
	"Jalan menuju dermaga berlubang parah, semalam ada yg jatuh dari motor dan luka2",
	"usul min bikin pasar malam UMKM tiap sabtu di lapangan biar rame",
	"syarat bikin KTP hilang apa aja ya? bisa online gak",
	"Yth. Bapak Bupati, dengan hormat kami sampaikan bahwa drainase di RT 03/RW 02 tersumbat sehingga setiap hujan " +
		"air menggenangi rumah warga. Kami mohon kiranya dinas terkait dapat melakukan pengerukan.",
}

func BenchmarkTokens(b *testing.B)    { benchmark(b, func(s string) { Tokens(s) }) }
func BenchmarkNormalise(b *testing.B) { benchmark(b, func(s string) { Normalise(s) }) }
func BenchmarkMask(b *testing.B)      { benchmark(b, func(s string) { Mask(s) }) }

// benchmark runs f over our samples, or over the lines of the file named in
// TANGGAP_CORPUS.
func benchmark(b *testing.B, f func(string)) {
	lines := samples
	if name := os.Getenv("TANGGAP_CORPUS"); name != "" {
		data, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		lines = strings.Split(string(data), "\n")
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		f(lines[i%len(lines)])
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range samples {
		f.Add(s)
	}
	f.Add("\xff\xfe'\u0301@@a@b www. http://")
	f.Fuzz(func(t *testing.T, s string) {
		index := Tokens(s)
		for _, w := range index {
			if w == "" || len(w) > maxToken || !utf8.ValidString(w) || strings.ContainsAny(w, " '\"*-:()\x00") {
				t.Errorf("Tokens(%q) gives %q", s, w)
			}
		}
		for _, q := range QueryTokens(s) {
			if len(index) < maxTokens && !slices.Contains(index, q.Word) {
				t.Errorf("QueryTokens(%q) looks for %q, not in %q", s, q.Word, index)
			}
		}
		if n := Normalise(s); !utf8.ValidString(n) {
			t.Errorf("Normalise(%q) = %q is not UTF-8", s, n)
		}
	})
}
