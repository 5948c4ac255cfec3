package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold returns s as the scanner wants it: lower case, compatibility forms
// replaced (NFKC), Latin accents and invisible characters gone, apostrophes
// inside words closed up ("jum'at" is "jumat").
func fold(s string) string {
	change := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			return foldUnicode(s)
		}
		change = change || 'A' <= c && c <= 'Z' || c == '\'' || c == '`' || c < ' '
	}
	if !change {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case 'A' <= c && c <= 'Z':
			b = append(b, c+'a'-'A')
		case (c == '\'' || c == '`') && letterBoth(s, i, 1), invisible(rune(c)):
		default:
			b = append(b, c)
		}
	}
	return string(b)
}

func foldUnicode(s string) string {
	if !norm.NFKC.IsNormalString(s) {
		s = norm.NFKC.String(s)
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case apostrophe(r) && letterBoth(s, i, size), invisible(r):
		case r >= 0x300 && r <= 0x36F, r >= 0x64B && r <= 0x65F: // accents, Arabic vowel signs
		case r < utf8.RuneSelf:
			b = append(b, byte(unicode.ToLower(r)))
		default:
			b = utf8.AppendRune(b, unicode.ToLower(unaccented(r, s[i:])))
		}
		i += size
	}
	return string(b)
}

// unaccented returns the base letter of an accented Latin one, else r.
func unaccented(r rune, s string) rune {
	if r < 0xC0 || r > 0x24F && r < 0x1E00 || r > 0x1EFF {
		return r
	}
	if parts := norm.NFD.PropertiesString(s).Decomposition(); len(parts) > 0 && parts[0] < utf8.RuneSelf {
		return rune(parts[0])
	}
	return r
}

func apostrophe(r rune) bool {
	return r == '\'' || r == '`' || r == '\u2018' || r == '\u2019' || r == '\u02BC'
}

// letterBoth reports whether ASCII letters stand on both sides of s[i:i+size].
func letterBoth(s string, i, size int) bool {
	return i > 0 && i+size < len(s) && letter(s[i-1]) && letter(s[i+size])
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func digit(c byte) bool { return '0' <= c && c <= '9' }

// scanner hands out the words of a folded text: runs of letters and digits.
// Mentions, web addresses and e-mail addresses are left out.
type scanner struct {
	s   string
	i   int
	end int // end of the present chunk: what stands between two blanks
}

// next returns the next word; ok is false at the end of the text.
func (c *scanner) next() (word string, ok bool) {
	for {
		if c.i >= c.end {
			if !c.chunk() {
				return "", false
			}
			continue
		}
		if c.s[c.i] == '@' {
			c.i++
			c.handle()
			continue
		}
		start := c.i
		for c.i < c.end {
			size := wordRune(c.s[c.i:c.end])
			if size == 0 {
				break
			}
			c.i += size
		}
		if c.i > start {
			return c.s[start:c.i], true
		}
		_, size := utf8.DecodeRuneInString(c.s[c.i:c.end])
		c.i += size
	}
}

// chunk moves to the next run of non-blank characters, passing over web and
// e-mail addresses. It returns false at the end of the text.
func (c *scanner) chunk() bool {
	for {
		for c.i < len(c.s) && c.s[c.i] <= ' ' {
			c.i++
		}
		if c.i == len(c.s) {
			return false
		}
		c.end = c.i
		address := strings.HasPrefix(c.s[c.i:], "www.")
		for c.end < len(c.s) && c.s[c.end] > ' ' {
			switch c.s[c.end] {
			case '@':
				address = address || c.end > c.i && alphanumeric(c.s[c.end-1])
			case ':':
				address = address || strings.HasPrefix(c.s[c.end:], "://")
			}
			c.end++
		}
		if !address {
			return true
		}
		c.i = c.end
	}
}

// handle passes over the name in a mention.
func (c *scanner) handle() {
	for c.i < c.end && (alphanumeric(c.s[c.i]) || c.s[c.i] == '_' || c.s[c.i] == '.') {
		c.i++
	}
}

func alphanumeric(c byte) bool { return letter(c) || digit(c) }

// wordRune returns the size of the word character s starts with, or 0.
func wordRune(s string) int {
	if s[0] < utf8.RuneSelf {
		if alphanumeric(s[0]) {
			return 1
		}
		return 0
	}
	r, size := utf8.DecodeRuneInString(s)
	if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
		return size
	}
	return 0
}
