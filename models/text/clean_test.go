package text

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain text", "lampu mati", "lampu mati"},
		{"line ends", "a\r\nb\rc\u2028d", "a\nb\nc\nd"},
		{"control characters", "a\x00b\x07c\x1bd\x7fe\u0085f", "abcde\nf"},
		{"direction characters", "a\u202eb\u2066c\u200fd", "abcd"},
		{"broken bytes", "a\xff\xfeb", "a\uFFFDb"},
		{"trailing space", "  a  \n b\t\n\n", "a\n b"},
		{"emoji joiners stay", "👨‍👩‍👧 ok", "👨‍👩‍👧 ok"},
		{"tabs stay", "a\tb", "a\tb"},
		{"only space", " \n\t ", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Clean(c.in); got != c.want {
				t.Errorf("Clean(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func FuzzClean(f *testing.F) {
	f.Add("a\r\n\x00\u202eb \xff")
	f.Add("\n \u0085\u00a0x\u3000")
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		if !utf8.ValidString(got) {
			t.Errorf("Clean(%q) = %q is not UTF-8", s, got)
		}
		if i := strings.IndexFunc(got, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }); i >= 0 {
			t.Errorf("Clean(%q) = %q keeps a control character", s, got)
		}
		if again := Clean(got); again != got {
			t.Errorf("Clean twice: %q, then %q", got, again)
		}
	})
}

func TestExcerpt(t *testing.T) {
	for _, c := range []struct {
		name, in string
		n        int
		want     string
	}{
		{"short text", "lampu mati", 20, "lampu mati"},
		{"exactly fitting", "lampu mati", 10, "lampu mati"},
		{"one line", "lampu\r\n  mati\t ", 20, "lampu mati"},
		{"at a word end", "lampu jalan mati total", 18, "lampu jalan mati…"},
		{"inside a long word", "pertanggungjawaban", 8, "pertang…"},
		{"family emoji", "👨‍👩‍👧👨‍👩‍👧", 7, "👨‍👩‍👧…"},
		{"flags", "🇮🇩🇮🇩🇮🇩", 4, "🇮🇩…"},
		{"skin tone", "ab👍🏽cd", 4, "ab…"},
		{"accent", "abce\u0301f", 5, "abc…"},
		{"no room", "abc", 0, ""},
		{"broken bytes", "a\xffb", 9, "a\uFFFDb"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Excerpt(c.in, c.n); got != c.want {
				t.Errorf("Excerpt(%q, %d) = %q, want %q", c.in, c.n, got, c.want)
			}
		})
	}
}

func FuzzExcerpt(f *testing.F) {
	f.Add("👨‍👩‍👧 lampu 🇮🇩", 3)
	f.Fuzz(func(t *testing.T, s string, n int) {
		n %= 200
		got := Excerpt(s, n)
		if !utf8.ValidString(got) || utf8.RuneCountInString(got) > max(n, 0) || strings.Contains(got, "\n") {
			t.Errorf("Excerpt(%q, %d) = %q", s, n, got)
		}
	})
}
