package text

import (
	"cmp"
	"slices"
	"strings"
)

// Kinds of personal data.
const (
	NIK      = "nik_kk" // citizen or family card number; the two look alike
	Phone    = "phone"
	Email    = "email"
	NPWP     = "npwp" // tax number
	BPJS     = "bpjs" // health insurance number
	NIP      = "nip"  // civil servant number
	Card     = "card" // payment card
	Account  = "account"
	Plate    = "plate" // vehicle
	Address  = "address"
	Passport = "passport"
)

// Finding is a place in a text that holds personal data.
type Finding struct {
	Kind       string  // one of the kinds above
	Start, End int     // bytes s[Start:End]
	Confidence float64 // 0 to 1; 0.9 and more is as good as certain
}

// PersonalData returns the personal data found in s, in order, not
// overlapping; nil when there is none. E-mail addresses at government domains
// (go.id, desa.id) are not personal. Which official numbers may be shown is
// the caller's to know.
func PersonalData(s string) []Finding {
	if !strings.ContainsAny(s, "0123456789@") {
		return nil
	}
	var found []Finding
	found = emails(s, found)
	found = numbers(s, found)
	found = plates(s, found)
	found = addresses(s, found)
	if len(found) < 2 {
		return found
	}
	slices.SortStableFunc(found, func(a, b Finding) int { return cmp.Compare(a.Start, b.Start) })
	kept := found[:1]
	for _, f := range found[1:] {
		last := &kept[len(kept)-1]
		switch {
		case f.Start >= last.End:
			kept = append(kept, f)
		case f.End-f.Start > last.End-last.Start:
			*last = f
		}
	}
	return kept
}

// emails adds the e-mail addresses in s to found.
func emails(s string, found []Finding) []Finding {
	for at := strings.IndexByte(s, '@'); at >= 0; at = nextByte(s, at+1, '@') {
		start, end := at, at+1
		for start > 0 && (alphanumeric(s[start-1]) || strings.IndexByte("._%+-", s[start-1]) >= 0) {
			start--
		}
		for end < len(s) && (alphanumeric(s[end]) || s[end] == '.' || s[end] == '-') {
			end++
		}
		domain := strings.TrimRight(s[at+1:end], ".-")
		if start < at && topLevel(domain) && !official(strings.ToLower(domain)) {
			found = append(found, Finding{Email, start, at + 1 + len(domain), 0.98})
		}
	}
	return found
}

// nextByte is strings.IndexByte from position i on.
func nextByte(s string, i int, c byte) int {
	if j := strings.IndexByte(s[i:], c); j >= 0 {
		return i + j
	}
	return -1
}

// topLevel reports whether domain ends in a dot and two letters or more.
func topLevel(domain string) bool {
	dot := strings.LastIndexByte(domain, '.')
	return dot > 0 && len(domain)-dot > 2 && plain(domain[dot+1:])
}

func official(domain string) bool {
	for _, d := range [...]string{"go.id", "desa.id"} {
		if domain == d || strings.HasSuffix(domain, "."+d) {
			return true
		}
	}
	return false
}
