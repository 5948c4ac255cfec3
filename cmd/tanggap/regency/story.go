package regency

import (
	"math/rand/v2"

	"tanggap/models/text"
)

// Degrees of urgency.
const (
	Low       = "low"
	Normal    = "normal"
	High      = "high"
	Emergency = "emergency"
)

// Privacy a citizen asks for.
const (
	Named        = "named"
	Anonymous    = "anonymous"
	Confidential = "confidential"
)

// Story is one citizen's matter: what was written where by whom, and what a
// good office and the same citizen go on writing.
type Story struct {
	Text         string
	Kind         string // as in models/text
	CategorySlug string // empty for noise
	Unit         string // slug of the unit that should answer
	Channel      string
	Place        string // slug of a village, empty when the citizen names none
	Urgency      string
	Privacy      string

	Author  string // invented name
	Handle  string // on a network; empty elsewhere
	Contact string // made-up telephone number or address, may be empty

	Followups []string // the citizen asks again
	Replies   []string // the office: received, looked into, done
	Thanks    string   // the citizen at the end, may be empty
}

// Channels lists where citizens write, with how often against each other:
// social media carry most, as everywhere in regional government.
var channels = []weighted{
	{"facebook", 22},
	{"instagram", 21},
	{"whatsapp", 13},
	{"form", 12},
	{"tiktok", 6},
	{"email", 5},
	{"phone", 5},
	{"x", 4},
	{"visit", 3},
	{"telegram", 3},
	{"api", 2},
	{"letter", 2},
	{"youtube", 2},
}

var kinds = []weighted{
	{text.Complaint, 64},
	{text.Information, 14},
	{text.Aspiration, 6},
	{text.Criticism, 5},
	{text.Appreciation, 5},
	{text.Advice, 3},
	{text.Comment, 3},
}

// Tell makes up one story. The same source of numbers tells the same stories.
func Tell(rnd *rand.Rand) Story {
	t := teller{rnd: rnd}
	s := Story{Kind: t.weighted(kinds), Channel: t.weighted(channels), Urgency: Normal, Privacy: Named}
	category := categories[t.category()]
	t.place = villages[rnd.IntN(len(villages))]
	t.topic, t.plain = topics[category.Slug], channelVoice(s.Channel) != casual
	s.CategorySlug, s.Unit = category.Slug, category.Lead
	s.Author = t.name()
	s.Handle, s.Contact = t.handle(s.Channel, s.Author), t.contact(s.Channel, s.Author)

	body := t.body(&s)
	if s.Kind == text.Comment && networks[s.Channel] {
		s.CategorySlug, s.Unit = "", Coordinator
	}
	if t.named {
		s.Place = t.place.Slug
	}
	s.Text = t.voice(s, body)
	s.Privacy = t.privacy(s)
	t.afterwards(&s, category)
	return s
}

// body picks and fills the template of a story.
func (t *teller) body(s *Story) string {
	switch s.Kind {
	case text.Complaint:
		if list := emergencies[s.CategorySlug]; len(list) > 0 && t.chance(8) {
			s.Urgency = Emergency
			return t.fill(pick(t.rnd, list))
		}
		if t.chance(15) {
			s.Urgency = High
		}
		return t.fill(pick(t.rnd, complaints[s.CategorySlug]))
	case text.Information:
		return t.fill(t.own(questions, s.CategorySlug))
	case text.Aspiration:
		return t.fill(t.own(wishes, s.CategorySlug))
	case text.Advice:
		return t.fill(pick(t.rnd, advice))
	case text.Criticism:
		return t.fill(pick(t.rnd, criticism))
	case text.Appreciation:
		s.Urgency = Low
		return t.fill(pick(t.rnd, thanks))
	}
	s.Urgency = Low
	if networks[s.Channel] {
		return t.fill(pick(t.rnd, noise))
	}
	return t.fill(pick(t.rnd, remarks))
}

// own picks from the category's list, now and then from the general one.
func (t *teller) own(lists map[string][]string, slug string) string {
	list := lists[slug]
	if len(list) == 0 || t.chance(15) {
		list = lists[""]
	}
	return pick(t.rnd, list)
}

// privacy is what the citizen asks for: always confidential where exposure
// hurts, sometimes anonymous where a form offers it.
func (t *teller) privacy(s Story) string {
	switch {
	case s.CategorySlug == "pungli_etik" || s.CategorySlug == "perempuan_anak":
		if s.Kind == text.Complaint {
			return Confidential
		}
	case s.Channel == "form" && t.chance(12), s.Channel == "letter" && t.chance(20):
		return Anonymous
	}
	return Named
}
