package text

import "strings"

// entry is what the lexicon knows about one written word.
type entry struct {
	formal string   // formal spelling, "" when the word is formal already
	tokens []string // what to index, nil when nothing
	root   bool     // a base word that stands on its own
}

// lexicon holds base words, function words and informal spellings together,
// so that most words of a comment cost one look-up.
var lexicon = buildLexicon()

func buildLexicon() map[string]entry {
	lex := make(map[string]entry, 2000)
	for _, w := range strings.Fields(roots) {
		lex[w] = entry{tokens: []string{w}, root: true}
	}
	for _, w := range strings.Fields(functionWords) {
		lex[w] = entry{}
	}
	for line := range strings.Lines(informal) {
		formal, spellings, _ := strings.Cut(strings.TrimSpace(line), ": ")
		e := entry{formal: formal}
		for _, w := range strings.Fields(formal) {
			e.tokens = append(e.tokens, formalToken(lex, w)...)
		}
		for _, w := range strings.Fields(spellings) {
			lex[w] = e
		}
	}
	return lex
}

// formalToken returns the token of a formal word while the lexicon is built.
func formalToken(lex map[string]entry, w string) []string {
	if known, ok := lex[w]; ok {
		return known.tokens
	}
	return []string{stemWith(lex, w)}
}
