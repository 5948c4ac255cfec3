package text

import "slices"

// shingle is how many characters stand in one piece of a compared text.
const shingle = 5

// Shingles is the set of a text's five-character pieces, hashed and sorted:
// keep it when one text is compared with many.
type Shingles []uint32

// ShinglesOf returns the pieces of s. Case, accents, punctuation, mentions and
// addresses do not count; a shorter text is one piece; an empty one has none.
func ShinglesOf(s string) Shingles {
	var chars []rune
	sc := scanner{s: fold(s)}
	for w, ok := sc.next(); ok; w, ok = sc.next() {
		if len(chars) > 0 {
			chars = append(chars, ' ')
		}
		chars = append(chars, []rune(w)...)
	}
	if len(chars) == 0 {
		return nil
	}
	set := make(Shingles, 0, max(1, len(chars)-shingle+1))
	set = append(set, hash(chars[:min(shingle, len(chars))]))
	for i := 1; i+shingle <= len(chars); i++ {
		set = append(set, hash(chars[i:i+shingle]))
	}
	slices.Sort(set)
	return slices.Compact(set)
}

// hash is FNV-1a over whole characters.
func hash(chars []rune) uint32 {
	h := uint32(2166136261)
	for _, r := range chars {
		h = (h ^ uint32(r)) * 16777619
	}
	return h
}

// Likeness returns which share of all pieces both texts have: 1 for the same
// words, 0 for nothing in common or nothing to compare.
func (a Shingles) Likeness(b Shingles) float64 {
	both, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			both, i, j = both+1, i+1, j+1
		}
	}
	if both == 0 {
		return 0
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

// Likeness returns how alike two texts are, 0 to 1. See Shingles.
func Likeness(a, b string) float64 { return ShinglesOf(a).Likeness(ShinglesOf(b)) }
