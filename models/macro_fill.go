package models

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// MacroVariables are what a macro may ask of its ticket: {{nama}}.
var MacroVariables = []string{"nama", "nomor", "unit", "batas_waktu", "kategori", "tautan", "petugas"}

var (
	macroSlot  = regexp.MustCompile(`\{\{\s*(\?)?\s*([^{}\n]{1,80}?)\s*\}\}`)
	macroOpens = regexp.MustCompile(`\{\{|\}\}`)
)

func (m *Macro) check() error {
	var wrong problems
	switch {
	case m.Name == "":
		wrong.add("name", "required")
	case utf8.RuneCountInString(m.Name) > macroNameAtMost:
		wrong.add("name", "too_long", "Limit", macroNameAtMost, "Length", utf8.RuneCountInString(m.Name))
	}
	if n := utf8.RuneCountInString(m.Text); n > macroTextAtMost {
		wrong.add("text", "too_long", "Limit", macroTextAtMost, "Length", n)
	}
	if m.Text == "" {
		wrong.add("text", "required")
	}
	if !slices.Contains(MacroScopes, m.Scope) {
		wrong.add("scope", "choice", "Value", m.Scope, "Allowed", MacroScopes)
	}
	for _, slot := range macroSlot.FindAllStringSubmatch(m.Text, -1) {
		if slot[1] == "" && !slices.Contains(MacroVariables, slot[2]) {
			wrong.add("text", "variable", "Value", slot[2])
			break
		}
	}
	if macroOpens.MatchString(macroSlot.ReplaceAllString(m.Text, "")) {
		wrong.add("text", "braces")
	}
	return wrong.err()
}

// FillMacro puts the values into the words. What has no value becomes a blank that has to be filled before it is sent.
func FillMacro(words string, values map[string]string) string {
	return macroSlot.ReplaceAllStringFunc(words, func(slot string) string {
		parts := macroSlot.FindStringSubmatch(slot)
		value := strings.TrimSpace(values[parts[2]])
		switch {
		case parts[1] != "":
			return "{{?" + parts[2] + "}}"
		case value == "":
			return "{{?" + strings.ReplaceAll(parts[2], "_", " ") + "}}"
		}
		return strings.NewReplacer("{{", "{", "}}", "}").Replace(value) // a name is no slot
	})
}

// unfilled is Invalid when words for a citizen still have a blank, and names it.
func unfilled(field, words string) error {
	if slot := macroSlot.FindStringSubmatch(words); slot != nil {
		return invalid(field, "blank", "Name", slot[2])
	}
	return nil
}

// sendable checks words for a citizen: not too long, no blank left.
func sendable(field, words string) error {
	if err := tooLong(field, words); err != nil {
		return err
	}
	return unfilled(field, words)
}
