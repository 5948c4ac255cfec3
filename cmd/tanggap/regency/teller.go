package regency

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// teller is the state of one story while it is made up.
type teller struct {
	rnd   *rand.Rand
	place Place
	topic string
	plain bool // no network: the place is always named
	named bool // the text has named the place
}

// weighted is a choice that comes up in proportion to its weight.
type weighted struct {
	value  string
	weight int
}

var villages = Places()

func pick(rnd *rand.Rand, list []string) string { return list[rnd.IntN(len(list))] }

// chance is true in percent of all cases.
func (t *teller) chance(percent int) bool { return t.rnd.IntN(100) < percent }

func (t *teller) weighted(list []weighted) string {
	sum := 0
	for _, w := range list {
		sum += w.weight
	}
	n := t.rnd.IntN(sum)
	for _, w := range list {
		if n -= w.weight; n < 0 {
			return w.value
		}
	}
	return list[0].value
}

var categoryWeights = func() (sum int) {
	for _, c := range categories {
		sum += c.Weight
	}
	return sum
}()

func (t *teller) category() int {
	n := t.rnd.IntN(categoryWeights)
	for i, c := range categories {
		if n -= c.Weight; n < 0 {
			return i
		}
	}
	return 0
}

// fill makes a text of a template: [a|b] is one of the two, {slot} a word for
// it. Templates are checked by a test; an unknown slot stays as it is.
func (t *teller) fill(template string) string {
	var b strings.Builder
	t.write(&b, template)
	return b.String()
}

func (t *teller) write(b *strings.Builder, template string) {
	for {
		i := strings.IndexAny(template, "[{")
		if i < 0 {
			b.WriteString(template)
			return
		}
		b.WriteString(template[:i])
		closing := "]"
		if template[i] == '{' {
			closing = "}"
		}
		inside, rest, _ := strings.Cut(template[i+1:], closing)
		if closing == "]" {
			choices := strings.Split(inside, "|")
			t.write(b, pick(t.rnd, choices))
		} else {
			t.slot(b, inside)
		}
		template = rest
	}
}

// slot writes what stands for a slot name.
func (t *teller) slot(b *strings.Builder, name string) {
	switch name {
	case "di":
		if t.plain || t.chance(60) {
			b.WriteString(" ")
			t.where(b)
		}
	case "lok":
		t.where(b)
	case "desa":
		t.named = true
		b.WriteString(t.place.Name)
	case "topik":
		b.WriteString(t.topic)
	case "n":
		b.WriteString(strconv.Itoa(2 + t.rnd.IntN(8)))
	default:
		if list := slots[name]; len(list) > 0 {
			b.WriteString(pick(t.rnd, list))
			return
		}
		b.WriteString("{" + name + "}")
	}
}

// where writes where something is: a village, often with a spot in it.
func (t *teller) where(b *strings.Builder) {
	t.named = true
	b.WriteString("di ")
	switch t.rnd.IntN(4) {
	case 0:
		b.WriteString(pick(t.rnd, spots) + " ")
	case 1:
		b.WriteString(pick(t.rnd, streets) + " ")
		if t.chance(50) {
			b.WriteString("RT " + strconv.Itoa(1+t.rnd.IntN(9)) + " ")
		}
	}
	b.WriteString(t.place.Name)
}
