package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean returns s fit for storing: valid UTF-8 (broken bytes become U+FFFD),
// line ends as \n, no NUL, control or direction-changing characters, no space
// at the end of lines, no empty lines around the whole. Line breaks, tabs and
// the joiners inside emoji stay. It never fails; nothing left gives "".
func Clean(s string) string {
	if tidy(s) {
		return s
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range s {
		switch {
		case r == '\r':
			if !strings.HasPrefix(s[i+1:], "\n") {
				b.WriteByte('\n')
			}
		case r == '\u2028' || r == '\u2029' || r == '\u0085':
			b.WriteByte('\n')
		case r == '\n' || r == '\t' || !unwanted(r):
			b.WriteRune(r)
		}
	}
	return trimLines(b.String())
}

// tidy reports whether s is plain printable ASCII on one line with nothing to
// trim, which most comments are: they are then stored without a copy.
func tidy(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return s == "" || s[0] != ' ' && s[len(s)-1] != ' '
}

// unwanted reports whether r is a control character or one that changes the
// direction of what follows: the latter can make a stored text look like
// another one on screen.
func unwanted(r rune) bool {
	switch {
	case unicode.IsControl(r), r == '\uFEFF', r == '\u061C':
		return true
	case r == '\u200E' || r == '\u200F':
		return true
	}
	return r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069'
}

func trimLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRightFunc(line, unicode.IsSpace)
	}
	return strings.Trim(strings.Join(lines, "\n"), " \t\n")
}

// invisible reports whether r takes no room on screen: zero-width and
// direction characters, variation selectors, tags. They hide inside words.
func invisible(r rune) bool {
	if r < 0x80 {
		return r < ' ' && (r < '\t' || r > '\r') || r == 0x7f
	}
	return unicode.Is(unicode.Cf, r) || unicode.IsControl(r) ||
		r >= 0xFE00 && r <= 0xFE0F || r == utf8.RuneError
}
