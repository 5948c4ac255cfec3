package views

import "strings"

// appendEscaped appends text so that it is safe between tags and inside double-quoted attributes.
func appendEscaped(b []byte, text string) []byte {
	for {
		at := strings.IndexAny(text, "&<>\"'\x00")
		if at < 0 {
			return append(b, text...)
		}
		b = append(b, text[:at]...)
		switch text[at] {
		case '&':
			b = append(b, "&amp;"...)
		case '<':
			b = append(b, "&lt;"...)
		case '>':
			b = append(b, "&gt;"...)
		case '"':
			b = append(b, "&#34;"...)
		case '\'':
			b = append(b, "&#39;"...)
		case 0: // a browser would drop it and could join what it kept apart
			b = append(b, "\uFFFD"...)
		}
		text = text[at+1:]
	}
}
