package text

import "strings"

// QueryToken is one word somebody looks for.
type QueryToken struct {
	Word   string
	Prefix bool // Word may be the beginning of a longer token
}

// QueryTokens returns what a search box text asks for, in the form Tokens puts
// into the index. A word ending in "*", and the last word unless a blank
// follows it, may be unfinished. At most 12 are returned; nil when the text
// holds only function words or nothing.
func QueryTokens(s string) []QueryToken {
	var out []QueryToken
	s = fold(s)
	sc := scanner{s: s}
	for w, ok := sc.next(); ok && len(out) < maxQuery; w, ok = sc.next() {
		var c collector
		c.word(w)
		rest := s[sc.i:]
		open := strings.HasPrefix(rest, "*") || rest == ""
		for i, t := range c.out {
			last := open && i == len(c.out)-1
			out = addQuery(out, QueryToken{t, last && len(t) > 1})
		}
	}
	return out[:min(len(out), maxQuery)]
}

func addQuery(out []QueryToken, q QueryToken) []QueryToken {
	for _, o := range out {
		if o == q {
			return out
		}
	}
	return append(out, q)
}
