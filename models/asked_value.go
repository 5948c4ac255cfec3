package models

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// asking reads values of filters.
type asking struct {
	ref   *reference
	who   Actor
	today time.Time
	lang  string
}

// value returns what is meant, or nothing and what is allowed.
func (r *asking) value(field, value string) (meant string, allowed []string) {
	switch field {
	case "unit":
		return r.named(value, r.units())
	case "category":
		return r.named(value, r.categories())
	case "assignee":
		return r.named(value, r.people())
	case "place":
		return r.named(value, r.places())
	case "from", "to":
		return r.day(value), []string{"hari-ini", "kemarin", "7hari", "2minggu", "3bulan", r.today.Format(time.DateOnly)}
	}
	if slices.Contains(stored(field), value) {
		return value, nil
	}
	if r.lang == "en" {
		allowed = stored(field)
	}
	told := map[string]bool{}
	for _, s := range spoken[field] {
		if s[0] == value {
			return s[1], nil
		}
		if !told[s[1]] && r.lang != "en" {
			allowed = append(allowed, s[0])
		}
		told[s[1]] = true
	}
	for _, s := range stored(field) {
		if !told[s] && r.lang != "en" {
			allowed = append(allowed, s)
		}
	}
	return "", allowed
}

// choice is a value of a field with the names it is known by.
type choice struct {
	value string
	names []string
}

func (r *asking) units() (all []choice) {
	for _, u := range r.ref.units {
		if r.who.In(u.ID) {
			all = append(all, choice{u.Slug, []string{u.Slug, u.Name}})
		}
	}
	return all
}

func (r *asking) categories() []choice {
	all := []choice{{NoCategory, []string{"tanpa", "none", NoCategory}}}
	for _, c := range r.ref.categories {
		all = append(all, choice{c.Slug, []string{c.Slug, c.NameID, c.NameEN}})
	}
	return all
}

func (r *asking) people() []choice {
	all := []choice{{"none", []string{"kosong", "none", "nobody"}}}
	if r.who.Kind == ByUser {
		all = append(all, choice{strconv.FormatInt(r.who.ID, 10), []string{"saya", "me"}})
	}
	for _, p := range r.ref.colleagues {
		if p.Active && (r.who.AllUnits || slices.ContainsFunc(p.units, r.who.In)) {
			all = append(all, choice{strconv.FormatInt(p.ID, 10), []string{p.Name}})
		}
	}
	return all
}

func (r *asking) places() (all []choice) {
	for _, p := range r.ref.places {
		all = append(all, choice{p.Code, []string{p.Name, p.Code}})
	}
	return all
}

// named finds the one choice with that name, else the only one whose name, or a word of it, begins so.
func (r *asking) named(value string, choices []choice) (meant string, allowed []string) {
	var begins []string
	for _, c := range choices {
		allowed = append(allowed, strings.ToLower(c.names[0]))
		for _, name := range c.names {
			name = strings.ToLower(name)
			if name == value {
				return c.value, nil
			}
			if name != "" && (strings.HasPrefix(name, value) || strings.Contains(name, " "+value)) && !slices.Contains(begins, c.value) {
				begins = append(begins, c.value)
			}
		}
	}
	if len(begins) == 1 {
		return begins[0], nil
	}
	return "", allowed
}

// agoForm is an amount of days back, with or without a blank or a dash.
var agoForm = regexp.MustCompile(`^(\d{1,4})[\s-]?(h|hari|d|days?|m|minggu|w|weeks?|b|bulan|months?)$`)

// day reads a day, or how long ago it was; empty for anything else.
func (r *asking) day(value string) string {
	back := func(months, days int) string { return r.today.AddDate(0, -months, -days).Format(time.DateOnly) }
	switch value {
	case "hari-ini", "hari ini", "today":
		return back(0, 0)
	case "kemarin", "yesterday":
		return back(0, 1)
	}
	if m := agoForm.FindStringSubmatch(value); m != nil {
		n, _ := strconv.Atoi(m[1])
		switch m[2][0] {
		case 'h', 'd':
			return back(0, n)
		case 'b':
			return back(n, 0)
		case 'm':
			if strings.HasPrefix(m[2], "mo") {
				return back(n, 0)
			}
		}
		return back(0, 7*n)
	}
	if _, err := time.Parse(time.DateOnly, value); err != nil {
		return ""
	}
	return value
}
