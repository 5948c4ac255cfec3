package models

import (
	"context"
	"regexp"
	"slices"
	"strings"
)

// Asked is what was typed into a search box, understood: its filter words are fields of a list's address like any
// other, so that there is one filter and not two.
type Asked struct {
	Fields map[string]string // by the name in the address
	Text   string            // the words that are looked for
	Left   string            // as the box shows it again: the words, and what nobody understands
	Wrong  []*Error          // filter words and values nobody understands, with what is allowed instead
}

// filterWords are the names a filter may be typed by, Indonesian first, and the field of the address behind each.
var filterWords = []struct {
	field string
	names []string
}{
	{"unit", []string{"unit"}},
	{"status", []string{"status"}},
	{"flag", []string{"lewat", "late", "flag"}},
	{"from", []string{"sejak", "since", "from"}},
	{"to", []string{"sampai", "until", "to"}},
	{"kind", []string{"jenis", "kind"}},
	{"channel", []string{"kanal", "channel"}},
	{"category", []string{"kategori", "category"}},
	{"assignee", []string{"petugas", "assignee"}},
	{"place", []string{"tempat", "place"}},
	{"sort", []string{"urut", "sort"}},
}

// FilterWords lists the names for somebody reading that language.
func FilterWords(lang string) []string {
	all := make([]string, len(filterWords))
	for i, w := range filterWords {
		all[i] = w.names[0]
		if lang == "en" && len(w.names) > 1 {
			all[i] = w.names[1]
		}
	}
	return all
}

// fieldOf is the field behind a filter's name; empty for none.
func fieldOf(name string) string {
	for _, w := range filterWords {
		if slices.Contains(w.names, name) {
			return w.field
		}
	}
	return ""
}

// spoken are the values people may type, with the stored one behind each. The first of a stored value is the one that is
// named when another cannot be used.
var spoken = map[string][][2]string{
	"status": {
		{"baru", "new"},
		{"terbuka", "open"},
		{"diproses", "open"},
		{"menunggu", "waiting"},
		{"dijawab", "answered"},
		{"selesai", "resolved"},
		{"ditutup", "closed"},
		{"tutup", "closed"},
		{"diarsipkan", "archived"},
		{"arsip", "archived"},
		{"digabung", "merged"},
	},
	"flag": {
		{"ya", "late"}, {"yes", "late"}, {"hampir", "near"}, {"kritis", "critical"},
	},
	"kind": {
		{"pengaduan", "complaint"},
		{"aduan", "complaint"},
		{"aspirasi", "aspiration"},
		{"informasi", "information"},
		{"permintaan", "information"},
		{"masukan", "suggestion"},
		{"saran", "suggestion"},
		{"kritik", "criticism"},
		{"apresiasi", "appreciation"},
		{"komentar", "comment"},
	},
	"channel": {
		{"formulir", "form"},
		{"telepon", "phone"},
		{"surat", "letter"},
		{"datang", "visit"},
		{"surel", "email"},
		{"fb", "facebook"},
		{"ig", "instagram"},
		{"wa", "whatsapp"},
		{"impor", "import"},
	},
	"sort": {{"cocok", "fit"}, {"waktu", "time"}, {"relevance", "fit"}},
}

// stored lists the values of a field as they are stored: they may be typed too.
func stored(field string) (values []string) {
	switch field {
	case "status":
		values = strs(Statuses)
	case "flag":
		values = []string{"late", "near", "critical"}
	case "kind":
		values = strs(Kinds)
	case "channel":
		values = Channels
	case "sort":
		values = Sorts
	}
	return values
}

func strs[T ~string](values []T) []string {
	all := make([]string, len(values))
	for i, value := range values {
		all[i] = string(value)
	}
	return all
}

// askedForm is one part of what was typed: a filter with its value, quoted or not, or any other run of letters.
var askedForm = regexp.MustCompile(`(?:(\p{L}+):("[^"]*"?|[^\s"/][^\s"]*))(?:\s|$)|\S+`)

// Understand reads a search box: unit:dishub status:terbuka sejak:7hari petugas:"Siti Aminah" lampu jalan. A filter nobody
// knows, and a value it cannot have, are told of and left out; the rest holds.
func (s *Store) Understand(ctx context.Context, who Actor, typed, lang string) (*Asked, error) {
	a := &Asked{Fields: map[string]string{}, Text: typed, Left: typed}
	if !strings.Contains(typed, ":") || len(typed) > askedAtMost {
		return a, nil
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	zone, err := s.Zone(ctx, 0)
	if err != nil {
		return nil, err
	}
	r := asking{ref: ref, who: who, today: s.now().Std().In(zone), lang: lang}
	var words, left []string
	for _, m := range askedForm.FindAllStringSubmatch(typed, -1) {
		part, name, value := strings.TrimSpace(m[0]), strings.ToLower(m[1]), strings.TrimSpace(strings.Trim(m[2], `"`))
		if name == "" || value == "" {
			words, left = append(words, part), append(left, part)
			continue
		}
		field := fieldOf(name)
		if field == "" {
			a.Wrong = append(a.Wrong, invalid("q", "filter_word", "Value", name, "Allowed", enumerated(FilterWords(lang))))
			left = append(left, part)
			continue
		}
		meant, allowed := r.value(field, strings.ToLower(value))
		if meant == "" {
			a.Wrong = append(a.Wrong, invalid("q", "filter_value", "Field", name, "Value", value, "Allowed", enumerated(allowed)))
			left = append(left, part)
			continue
		}
		a.Fields[field] = meant
	}
	a.Text, a.Left = strings.Join(words, " "), strings.Join(left, " ")
	if strings.HasSuffix(typed, " ") && a.Text != "" {
		a.Text += " " // says that the last word is finished
	}
	return a, nil
}

// Limits of a search box: more is pasted text, which holds no filters; and how many allowed values a message names.
const (
	askedAtMost      = 500
	enumeratedAtMost = 14
)

func enumerated(values []string) string {
	if len(values) > enumeratedAtMost {
		return strings.Join(values[:enumeratedAtMost], ", ") + ", …"
	}
	return strings.Join(values, ", ")
}
