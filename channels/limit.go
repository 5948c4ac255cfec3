package channels

import (
	"regexp"
	"unicode/utf16"
	"unicode/utf8"
)

// Measure is what a network counts a text by.
type Measure string

// The measures.
const (
	Characters Measure = "characters" // code points
	UTF16      Measure = "utf16"      // as JavaScript counts: most emoji are two
	Bytes      Measure = "bytes"      // of UTF-8
	Weighted   Measure = "weighted"   // X: most letters outside Latin, Greek, Cyrillic and Arabic are two, a link is 23
)

// Limit is what a network takes as one answer.
type Limit struct {
	Most   int // 0: no limit of its own
	In     Measure
	Public bool // everybody reads it, not only the citizen it is for
}

// limits are those of comments where a network has comments (channels.md, section 12): they are what we answer most.
var limits = map[string]Limit{
	"facebook":  {8000, Characters, true},
	"instagram": {2200, Characters, true},
	"whatsapp":  {4096, Characters, false},
	"telegram":  {4096, UTF16, false},
	"x":         {280, Weighted, true},
	"tiktok":    {150, Characters, true},
	"youtube":   {10_000, Characters, true},
}

// LimitOf returns what the channel takes; no limit of its own for the house's pages and for mail.
func LimitOf(channel string) Limit {
	if limit, ok := limits[channel]; ok {
		return limit
	}
	return Limit{In: Characters}
}

var link = regexp.MustCompile(`https?://\S+`)

const linkWeight = 23

// Count is how long the text is.
func (m Measure) Count(text string) int {
	switch m {
	case UTF16:
		return len(utf16.Encode([]rune(text)))
	case Bytes:
		return len(text)
	case Weighted:
		n := linkWeight * len(link.FindAllString(text, -1))
		for _, r := range link.ReplaceAllString(text, "") {
			n += weight(r)
		}
		return n
	}
	return utf8.RuneCountInString(text)
}

// weight is X's own table. Emoji joined of several are one to X and more to us: refused early is better than late.
func weight(r rune) int {
	switch {
	case r <= 4351, r >= 8192 && r <= 8205, r >= 8208 && r <= 8223, r >= 8242 && r <= 8247:
		return 1
	}
	return 2
}
