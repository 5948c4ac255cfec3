package text

import "unicode/utf8"

// Limits of what one text may put into the search index. A Go word of 32 bytes
// is longer than any Indonesian word; 1,000 different words are a long report.
const (
	maxToken  = 32
	maxTokens = 1000
	maxQuery  = 12
)

// Tokens returns the search tokens of s, each once, in order of first
// appearance: formal spelling, affixes stripped, function words, greetings,
// laughter, mentions and addresses left out, numbers kept. Tokens consist of
// lower-case letters and digits only. At most 1,000 are returned, each at most
// 32 bytes; nil when there is none. Personal numbers in s are tokens like any
// other: mask the text first where they must not be found.
func Tokens(s string) []string {
	c := collector{out: make([]string, 0, len(s)/8+2)}
	sc := scanner{s: fold(s)}
	for w, ok := sc.next(); ok && len(c.out) < maxTokens; w, ok = sc.next() {
		c.word(w)
	}
	if len(c.out) == 0 {
		return nil
	}
	return c.out
}

// collector gathers tokens without repeating any.
type collector struct {
	out  []string
	seen map[string]struct{} // used once out is long
}

func (c *collector) word(w string) {
	head, tail, _ := split(squeeze(w))
	c.part(head)
	if tail != "" {
		c.part(tail)
	}
}

func (c *collector) part(w string) {
	if e, ok := lexicon[w]; ok {
		c.addAll(e.tokens)
		return
	}
	if digit(w[0]) {
		c.add(trimZeros(w))
		return
	}
	if laughter(w) {
		return
	}
	stem := Stem(w)
	if e, ok := lexicon[stem]; ok && len(stem) < len(w) {
		c.addAll(e.tokens)
		return
	}
	c.add(stem)
}

func (c *collector) addAll(tokens []string) {
	for _, t := range tokens {
		c.add(t)
	}
}

// add appends t unless it is there already or a single letter.
func (c *collector) add(t string) {
	if len(t) == 1 && !digit(t[0]) {
		return
	}
	t = capped(t)
	if c.has(t) {
		return
	}
	c.out = append(c.out, t)
	if c.seen != nil {
		c.seen[t] = struct{}{}
	}
}

// has looks through a short list and keeps a set for a long one: below some
// forty words comparing is faster than hashing.
func (c *collector) has(t string) bool {
	if c.seen == nil && len(c.out) < 40 {
		for _, o := range c.out {
			if o == t {
				return true
			}
		}
		return false
	}
	if c.seen == nil {
		c.seen = make(map[string]struct{}, 256)
		for _, o := range c.out {
			c.seen[o] = struct{}{}
		}
	}
	_, ok := c.seen[t]
	return ok
}

// capped cuts t to maxToken bytes without cutting a character.
func capped(t string) string {
	if len(t) <= maxToken {
		return t
	}
	n := maxToken
	for !utf8.RuneStart(t[n]) {
		n--
	}
	return t[:n]
}

// trimZeros makes "05" and "5" one number; longer numbers, such as those of
// tickets and telephones, keep their zeros.
func trimZeros(w string) string {
	if len(w) > 3 {
		return w
	}
	for len(w) > 1 && w[0] == '0' && digit(w[1]) {
		w = w[1:]
	}
	return w
}

// laughter reports whether w is written laughing: wkwkwk, hahaha, xixixi.
func laughter(w string) bool {
	if len(w) < 4 {
		return false
	}
	switch w[:2] {
	case "wk", "kw", "ha", "he", "hi", "xi", "ah", "eh":
	default:
		return false
	}
	for i := 2; i < len(w); i++ {
		if w[i] != w[i-2] {
			return false
		}
	}
	return true
}
