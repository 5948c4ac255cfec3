package text

import "slices"

// CategoryWords are the keywords of one category: single words or short
// phrases ("lampu jalan"), in formal spelling.
type CategoryWords struct {
	Slug  string
	Words []string
}

// Suggestion is a guess and why: Words are the keywords that matched, as the
// category lists them. The zero value means no guess.
type Suggestion struct {
	Slug  string
	Words []string
	Score float64 // keywords count 1, phrases 1 for each word and 1 more, shared ones less
}

// Categories is a list of category keywords ready for matching. It is not
// changed by use, so many goroutines may share one.
type Categories struct {
	slugs  []string
	clues  []clue
	starts map[string][]int // first token of a clue to its places in clues
}

// clue is one keyword: tokens must all stand in the text.
type clue struct {
	category int
	word     string
	tokens   []string
	weight   float64
}

// Compile prepares category keywords for Suggest. Keywords without any search
// token are left out.
func Compile(categories []CategoryWords) *Categories {
	c := &Categories{starts: make(map[string][]int)}
	shared := make(map[string]float64)
	for i, category := range categories {
		c.slugs = append(c.slugs, category.Slug)
		for _, w := range category.Words {
			tokens := Tokens(w)
			if len(tokens) == 0 {
				continue
			}
			weight := float64(len(tokens))
			if weight > 1 {
				weight++
			}
			c.starts[tokens[0]] = append(c.starts[tokens[0]], len(c.clues))
			c.clues = append(c.clues, clue{i, w, tokens, weight})
			shared[key(tokens)]++
		}
	}
	for i := range c.clues {
		c.clues[i].weight /= shared[key(c.clues[i].tokens)]
	}
	return c
}

func key(tokens []string) string {
	k := ""
	for _, t := range tokens {
		k += t + " "
	}
	return k
}

// Suggest returns the category whose keywords weigh most among the tokens of
// a text, the one listed first when two weigh the same, and the zero value
// when no keyword occurs.
func (c *Categories) Suggest(tokens []string) Suggestion {
	scores := make([]float64, len(c.slugs))
	var hits []int
	for _, t := range tokens {
		for _, i := range c.starts[t] {
			if containsAll(tokens, c.clues[i].tokens[1:]) {
				scores[c.clues[i].category] += c.clues[i].weight
				hits = append(hits, i)
			}
		}
	}
	if len(hits) == 0 {
		return Suggestion{}
	}
	best := 0
	for i, score := range scores {
		if score > scores[best] {
			best = i
		}
	}
	s := Suggestion{Slug: c.slugs[best], Score: scores[best]}
	for _, i := range hits {
		if c.clues[i].category == best {
			s.Words = append(s.Words, c.clues[i].word)
		}
	}
	return s
}

func containsAll(tokens, wanted []string) bool {
	for _, w := range wanted {
		if !slices.Contains(tokens, w) {
			return false
		}
	}
	return true
}

// Suggest is Compile and Suggest in one step, for a single text.
func Suggest(tokens []string, categories []CategoryWords) Suggestion {
	return Compile(categories).Suggest(tokens)
}
