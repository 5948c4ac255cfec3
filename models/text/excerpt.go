package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const ellipsis = "…"

// Excerpt returns s on one line and at most n characters long, for list rows.
// A cut text ends in "…", preferably after a whole word, never inside an
// accented letter, an emoji sequence or a flag. n below 1 gives "".
func Excerpt(s string, n int) string {
	if n < 1 {
		return ""
	}
	line := oneLine(s, n)
	cut, word, runes := 0, 0, 0
	for i, r := range line {
		if runes == n {
			return line[:cutAt(cut, word)] + ellipsis
		}
		if runes < n && boundary(line, i, r) {
			cut = i
			if r == ' ' {
				word = i
			}
		}
		runes++
	}
	return line
}

// cutAt prefers the last word end when it costs less than a quarter of the room.
func cutAt(cut, word int) int {
	if word > cut-cut/4 {
		return word
	}
	return cut
}

// oneLine joins all white space to single blanks, reading no more of s than
// an excerpt of n characters can need.
func oneLine(s string, n int) string {
	var b strings.Builder
	b.Grow(min(len(s), 4*n+8))
	runes, blank := 0, false
	for _, r := range s {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			blank = true
			continue
		}
		if blank && runes > 0 {
			b.WriteByte(' ')
			runes++
		}
		blank = false
		b.WriteRune(r)
		if runes++; runes > n+1 {
			break
		}
	}
	return b.String()
}

const joiner = '\u200D'

// boundary reports whether a text may be cut before the rune r at s[i].
func boundary(s string, i int, r rune) bool {
	switch {
	case r == joiner, unicode.In(r, unicode.Mn, unicode.Mc, unicode.Me):
		return false
	case r >= 0x1F3FB && r <= 0x1F3FF: // skin tones
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	if before == joiner {
		return false
	}
	return !regional(r) || regionals(s[:i])%2 == 0
}

func regional(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }

// regionals counts the flag letters at the end of s; two make one flag.
func regionals(s string) int {
	n := 0
	for s != "" {
		r, size := utf8.DecodeLastRuneInString(s)
		if !regional(r) {
			break
		}
		n++
		s = s[:len(s)-size]
	}
	return n
}
