package models

import (
	"encoding/json"
	"strings"

	"tanggap/models/text"
)

// said is a text and the words it is found by.
type said struct {
	text   string
	words  string
	tokens int
}

// Texts kept with their words: what an office answers is often the same.
const saidAtMost = 10_000

// said analyses a text once, as long as it comes again soon.
func (f *filling) said(raw string) said {
	known, ok := f.texts[raw]
	if !ok {
		clean := text.Clean(raw)
		words := text.Tokens(clean)
		known = said{clean, strings.Join(words, " "), len(words)}
		if len(f.texts) >= saidAtMost {
			clear(f.texts)
		}
		f.texts[raw] = known
	}
	return known
}

// openingKey is what the first events of tickets differ in, besides the message.
type openingKey struct {
	kind            Kind
	channel         string
	policy, version int64
}

// opened is the data of a ticket's first event.
func (f *filling) opened(t *Ticket, rule terms, message int64) (rawData, error) {
	key := openingKey{t.Kind, t.Channel, rule.Policy, rule.Version}
	around, ok := f.openings[key]
	if !ok {
		raw, err := json.Marshal(opening{Kind: t.Kind, Channel: t.Channel, terms: rule})
		if err != nil {
			return "", err
		}
		around[0], around[1], _ = strings.Cut(string(raw), `"message":0`)
		f.openings[key] = around
	}
	return rawData(around[0]) + messagePart(message) + rawData(around[1]), nil
}

// quoted is the name of a user as JSON.
func (f *filling) quoted(user int64) string {
	raw, _ := json.Marshal(f.names[user]) // a string always can be
	return string(raw)
}
