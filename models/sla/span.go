package sla

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// span is a half-open stretch of seconds, of a day or of the world's time.
type span struct{ from, to int64 }

// parseSpans reads the spans of one day ("07:30-12:00"), in any order.
// It returns ErrSpan naming the field and the span that is malformed,
// crosses midnight or overlaps another; spans may touch.
func parseSpans(field string, texts []string) ([]span, error) {
	spans := make([]span, 0, len(texts))
	for i, text := range texts {
		s, err := parseSpan(text)
		if err != nil {
			return nil, wrong(ErrSpan, fmt.Sprintf("%s[%d]", field, i), "%s %v", quoted(text), err)
		}
		spans = append(spans, s)
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	for i := 1; i < len(spans); i++ {
		if a, b := spans[i-1], spans[i]; b.from < a.to {
			return nil, wrong(ErrSpan, field, "spans %v and %v overlap", a, b)
		}
	}
	return spans, nil
}

// String prints a span of a day the way it is written in a calendar.
func (s span) String() string { return formatSecond(s.from) + "-" + formatSecond(s.to) }

func parseSpan(text string) (span, error) {
	from, to, found := strings.Cut(text, "-")
	if !found {
		return span{}, fmt.Errorf("must look like 07:30-12:00")
	}
	var s span
	var ok bool
	if s.from, ok = parseSecond(from); !ok || s.from == daySeconds {
		return span{}, fmt.Errorf("must open between 00:00 and 23:59, written as HH:MM")
	}
	if s.to, ok = parseSecond(to); !ok {
		return span{}, fmt.Errorf("must close between 00:01 and 24:00, written as HH:MM")
	}
	if s.to <= s.from {
		return span{}, fmt.Errorf("must close after it opens; hours across midnight are two spans, " +
			"one ending at 24:00 and one of the next day from 00:00")
	}
	return s, nil
}

// parseSecond reads HH:MM or HH:MM:SS, up to 24:00.
func parseSecond(text string) (int64, bool) {
	if len(text) != len("07:30") && len(text) != len("07:30:00") {
		return 0, false
	}
	var part [3]int64
	for i := range len(text) {
		c := text[i]
		switch {
		case i%3 == 2 && c == ':':
		case i%3 != 2 && '0' <= c && c <= '9':
			part[i/3] = part[i/3]*10 + int64(c-'0')
		default:
			return 0, false
		}
	}
	second := part[0]*3600 + part[1]*60 + part[2]
	return second, part[1] < 60 && part[2] < 60 && second <= daySeconds
}
