package text

import "strings"

// Stem returns the base of an Indonesian word written in lower case, or the
// word itself when it has none it is sure of. With a base word of the lexicon
// it undoes prefixes (nasal forms too: "memukul" is "pukul"), suffixes and
// both together; without one it strips only what cannot well be anything else.
func Stem(word string) string { return stemWith(lexicon, word) }

func stemWith(lex map[string]entry, w string) string {
	if len(w) < 4 || lex[w].root || !plain(w) {
		return w
	}
	for i, base := range uninflected(w) {
		if base == "" {
			break
		}
		if _, known := lex[base]; known && i > 0 {
			return base
		}
		for _, suffix := range [...]string{"", "kan", "an", "i", "in"} {
			c, ok := strings.CutSuffix(base, suffix)
			if !ok || len(c) < 3 {
				continue
			}
			if r := unprefixed(lex, c, 3); r != "" {
				return r
			}
		}
	}
	if c, ok := strings.CutSuffix(w, "e"); ok { // Malay of the islands: terjage
		if r := unprefixed(lex, c+"a", 3); r != "" {
			return r
		}
	}
	return strip(w)
}

func plain(w string) bool {
	for i := 0; i < len(w); i++ {
		if !letter(w[i]) {
			return false
		}
	}
	return true
}

// uninflected lists w, then w without a particle or possessive ending.
func uninflected(w string) [3]string {
	list, n := [3]string{w}, 1
	for _, ending := range [...]string{"lah", "kah", "pun"} {
		if c, ok := strings.CutSuffix(w, ending); ok && len(c) > 3 {
			w, list[n], n = c, c, n+1
			break
		}
	}
	for _, ending := range [...]string{"nya", "nye"} {
		if c, ok := strings.CutSuffix(w, ending); ok && len(c) > 2 {
			list[n] = c
			break
		}
	}
	return list
}

// unprefixed returns the base word c is made of with up to depth prefixes, or
// "" when there is none in the lexicon.
func unprefixed(lex map[string]entry, c string, depth int) string {
	if lex[c].root {
		return c
	}
	if depth == 0 || len(c) < 5 {
		return ""
	}
	for _, p := range prefixes(c) {
		rest, ok := strings.CutPrefix(c, p.cut)
		if !ok || len(p.add)+len(rest) < 3 || p.add != "" && rest != "" && !vowel(rest[0]) {
			continue
		}
		if r := unprefixed(lex, p.add+rest, depth-1); r != "" {
			return r
		}
	}
	return ""
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// prefix is one way to undo a prefix: cut some letters, and put back the one
// the nasal swallowed.
type prefix struct{ cut, add string }

// prefixes returns what can be undone at the beginning of w, longest first.
// Forms without "me" (ngadu, nunggu, mukul, nyari) are how people speak.
func prefixes(w string) []prefix {
	switch w[0] {
	case 'd':
		return prefixesD
	case 'k':
		return prefixesK
	case 's':
		return prefixesS
	case 't':
		return prefixesT
	case 'b':
		return prefixesB
	case 'p':
		return prefixesP
	case 'm':
		return prefixesM
	case 'n':
		return prefixesN
	}
	return nil
}

var (
	prefixesD = []prefix{{"di", ""}}
	prefixesK = []prefix{{"ke", ""}}
	prefixesS = []prefix{{"se", ""}}
	prefixesT = []prefix{{"ter", ""}, {"te", ""}}
	prefixesB = []prefix{{"bel", ""}, {"ber", ""}, {"be", ""}}
	prefixesP = nasal("pe", prefix{"per", ""}, prefix{"pel", ""})
	prefixesM = append(nasal("me", prefix{"memper", ""}), prefix{"m", "p"})
	prefixesN = []prefix{{"nge", ""}, {"ng", ""}, {"ng", "k"}, {"ny", "s"}, {"ny", "c"}, {"n", "t"}}
)

// nasal lists the forms of meN- or peN-.
func nasal(p string, first ...prefix) []prefix {
	return append(first,
		prefix{p + "nge", ""}, prefix{p + "ng", ""}, prefix{p + "ng", "k"},
		prefix{p + "ny", "s"}, prefix{p + "ny", ""}, prefix{p + "m", ""}, prefix{p + "m", "p"},
		prefix{p + "n", ""}, prefix{p + "n", "t"}, prefix{p, ""})
}

// strip is the stemmer for words whose base the lexicon does not know: only
// -nya, di-…(-kan|-i), and the circumfixes ke-…-an, per-…-an, peng-…-an, and
// only when a word of five letters is left.
func strip(w string) string {
	if c, ok := strings.CutSuffix(w, "nya"); ok && len(c) > 3 {
		w = c
	}
	if c, ok := strings.CutPrefix(w, "di"); ok && len(c) > 5 && (vowel(c[0]) || vowel(c[1])) {
		if v, ok := strings.CutSuffix(c, "kan"); ok && len(v) > 3 {
			return v
		}
		if v, ok := strings.CutSuffix(c, "i"); ok && len(v) > 4 && !vowel(v[len(v)-1]) {
			return v
		}
		return c
	}
	for _, p := range [...]string{"per", "peng", "ke"} {
		c, ok := strings.CutPrefix(w, p)
		if !ok {
			continue
		}
		if v, ok := strings.CutSuffix(c, "an"); ok && len(v) > 4 {
			return v
		}
	}
	return w
}
