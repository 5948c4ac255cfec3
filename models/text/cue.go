package text

import "strings"

// cue is a phrase that tells something about the text it stands in.
type cue struct {
	words  []string
	says   string
	weight float64
}

// cues are phrases by their first word.
type cues map[string][]cue

// add enters phrases separated by commas.
func (c cues) add(says string, weight float64, phrases string) {
	for p := range strings.SplitSeq(phrases, ",") {
		words := strings.Fields(p)
		if len(words) > 0 {
			c[words[0]] = append(c[words[0]], cue{words, says, weight})
		}
	}
}

// sentence is a text as words in formal spelling, with their stems.
type sentence struct{ words, stems []string }

func sentenceOf(s string) sentence {
	words := strings.Fields(Normalise(s))
	stems := make([]string, len(words))
	for i, w := range words {
		stems[i] = Stem(w)
	}
	return sentence{words, stems}
}

// at calls found for every cue that begins at word i,
// matching each word as written or by its stem.
func (s sentence) at(c cues, i int, found func(cue)) {
	s.try(c[s.words[i]], i, found)
	if s.stems[i] != s.words[i] {
		s.try(c[s.stems[i]], i, found)
	}
}

func (s sentence) try(list []cue, i int, found func(cue)) {
	for _, q := range list {
		if s.holds(q.words, i) {
			found(q)
		}
	}
}

func (s sentence) holds(words []string, i int) bool {
	if i+len(words) > len(s.words) {
		return false
	}
	for j, w := range words {
		if s.words[i+j] != w && s.stems[i+j] != w {
			return false
		}
	}
	return true
}

// negated reports whether a word of negation stands right before word i.
func (s sentence) negated(i int) bool {
	for back := 1; back <= 2 && i >= back; back++ {
		switch s.words[i-back] {
		case "tidak", "bukan", "belum", "tanpa", "kurang", "jangan":
			return true
		case "ada", "lagi", "begitu", "terlalu", "pernah":
		default:
			return false
		}
	}
	return false
}
