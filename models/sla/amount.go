package sla

import (
	"math"
	"strconv"
	"strings"
)

// Amount is how much time a target gives: working seconds or working days, one
// of the two. The zero Amount is no target.
type Amount struct {
	Seconds int64
	Days    int
}

// Longest amounts a target may have: ten years of days without a pause. No law
// gives more, and a slip of the pen shall not send a clock into the year 9000.
const (
	maxSeconds = 10 * 366 * daySeconds
	maxDays    = 10 * 366
)

// ParseAmount reads working time ("90s", "60m", "4h", "1h30m") or working days
// ("5wd"). It returns ErrAmount if the amount is not more than zero or longer
// than ten years, and ErrInput if the text is neither.
func ParseAmount(text string) (Amount, error) {
	if rest, negative := strings.CutPrefix(text, "-"); negative {
		if _, ok := readAmount(rest); ok {
			return Amount{}, wrong(ErrAmount, "amount", "%s must be more than zero", quoted(text))
		}
	}
	a, ok := readAmount(text)
	switch {
	case !ok:
		return Amount{}, wrong(ErrInput, "amount",
			"%s is neither working time such as 90s, 60m, 4h nor working days such as 5wd", quoted(text))
	case a == Amount{}:
		return Amount{}, wrong(ErrAmount, "amount", "%s must be more than zero", quoted(text))
	case a.Seconds > maxSeconds || a.Days > maxDays:
		return Amount{}, wrong(ErrAmount, "amount", "%s is longer than ten years", quoted(text))
	}
	return a, nil
}

// readAmount reads an amount that may be zero; one too large to count is cut
// to the largest number, which is longer than ten years.
func readAmount(text string) (Amount, bool) {
	if digits, days := strings.CutSuffix(text, "wd"); days {
		n, ok := readDigits(digits)
		return Amount{Days: int(min(n, math.MaxInt32))}, ok
	}
	var total int64
	units := "hms"
	for text != "" {
		end := strings.IndexAny(text, units)
		if end < 0 {
			return Amount{}, false
		}
		n, ok := readDigits(text[:end])
		if !ok {
			return Amount{}, false
		}
		size := map[byte]int64{'h': 3600, 'm': 60, 's': 1}[text[end]]
		total += min(n, math.MaxInt32) * size
		units = units[strings.IndexByte(units, text[end])+1:]
		text = text[end+1:]
		if total < 0 || (units == "" && text != "") {
			return Amount{}, false
		}
		if text == "" {
			return Amount{Seconds: total}, true
		}
	}
	return Amount{}, false
}

func readDigits(text string) (int64, bool) {
	if text == "" || strings.Trim(text, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return math.MaxInt64, true // all digits: too many of them
	}
	return n, true
}

// IsZero tells whether there is no target.
func (a Amount) IsZero() bool { return a == Amount{} }

// String writes the amount the way ParseAmount reads it, in the largest unit
// that fits; it is empty for no target.
func (a Amount) String() string {
	switch {
	case a.Days > 0:
		return strconv.Itoa(a.Days) + "wd"
	case a.Seconds == 0:
		return ""
	case a.Seconds%3600 == 0:
		return strconv.FormatInt(a.Seconds/3600, 10) + "h"
	case a.Seconds%60 == 0:
		return strconv.FormatInt(a.Seconds/60, 10) + "m"
	}
	return strconv.FormatInt(a.Seconds, 10) + "s"
}

// MarshalText writes the amount like String.
func (a Amount) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText reads the amount like ParseAmount, and an empty text as no
// target. It returns the errors of ParseAmount.
func (a *Amount) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*a = Amount{}
		return nil
	}
	read, err := ParseAmount(string(text))
	if err == nil {
		*a = read
	}
	return err
}

// Target names what a clock measures.
type Target string

// The three targets, in the order they are shown.
const (
	FirstResponse Target = "first_response"
	NextResponse  Target = "next_response"
	Resolution    Target = "resolution"
)

// Targets are the amounts a policy gives; a zero amount is no such clock.
type Targets struct {
	FirstResponse Amount `json:"first_response,omitzero"`
	NextResponse  Amount `json:"next_response,omitzero"`
	Resolution    Amount `json:"resolution,omitzero"`
}

// Without returns the targets with some taken away.
func (t Targets) Without(dropped []Target) Targets {
	for _, target := range dropped {
		switch target {
		case FirstResponse:
			t.FirstResponse = Amount{}
		case NextResponse:
			t.NextResponse = Amount{}
		case Resolution:
			t.Resolution = Amount{}
		}
	}
	return t
}

// Of returns the amount of one target.
func (t Targets) Of(target Target) Amount {
	switch target {
	case FirstResponse:
		return t.FirstResponse
	case NextResponse:
		return t.NextResponse
	default:
		return t.Resolution
	}
}

// With returns the targets with those replaced that are given in change.
func (t Targets) With(change Targets) Targets {
	for _, pair := range []struct{ old, new *Amount }{
		{&t.FirstResponse, &change.FirstResponse},
		{&t.NextResponse, &change.NextResponse},
		{&t.Resolution, &change.Resolution},
	} {
		if !pair.new.IsZero() {
			*pair.old = *pair.new
		}
	}
	return t
}
