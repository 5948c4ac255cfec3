package text

import (
	"slices"
	"strings"
)

const bullet = "•"

// Mask returns s as staff read it: numbers, e-mail addresses and papers that
// belong to a person are shortened ("2101••••••••9999", "0812••••••78",
// "a•••@mail.example"). Street addresses and number plates stay, because they
// are usually what the report is about; MaskAll hides them too.
func Mask(s string) string { return mask(s, Address, Plate) }

// MaskAll returns s with all personal data shortened, for readers outside.
func MaskAll(s string) string { return mask(s) }

func mask(s string, shown ...string) string {
	found := PersonalData(s)
	if len(found) == 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16*len(found))
	from := 0
	for _, f := range found {
		if slices.Contains(shown, f.Kind) {
			continue
		}
		b.WriteString(s[from:f.Start])
		b.WriteString(Shorten(f.Kind, s[f.Start:f.End]))
		from = f.End
	}
	b.WriteString(s[from:])
	return b.String()
}

// Shorten hides the telling part of one piece of personal data, known to be of
// the kind. Never more than half of its digits stay.
func Shorten(kind, s string) string {
	switch kind {
	case Email:
		at := strings.IndexByte(s, '@')
		return s[:1] + strings.Repeat(bullet, 3) + s[at:]
	case Plate, Address:
		return hideDigits(s)
	case Passport:
		return s[:1] + ends(digitsOf(s), 0, 2)
	}
	d := digitsOf(s)
	switch kind {
	case NIK:
		return ends(d, 4, 4)
	case Phone:
		sign := ""
		if s[0] == '+' {
			sign = "+"
		}
		return sign + ends(d, min(4, len(d)/2-2), 2)
	}
	return ends(d, 0, min(4, len(d)/2))
}

// ends keeps the first and last digits of d and hides those between.
func ends(d string, first, last int) string {
	return d[:first] + strings.Repeat(bullet, len(d)-first-last) + d[len(d)-last:]
}

func digitsOf(s string) string {
	b := make([]byte, 0, maxDigits)
	for i := 0; i < len(s); i++ {
		if digit(s[i]) {
			b = append(b, s[i])
		}
	}
	return string(b)
}

func hideDigits(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if digit(s[i]) {
			b.WriteString(bullet)
		} else {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}
