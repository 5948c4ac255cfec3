package views

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func mustNew(t testing.TB) *Views {
	t.Helper()
	v, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestTexts_sameInBothLanguages(t *testing.T) {
	v := mustNew(t)
	for _, lang := range Languages {
		for key := range v.texts[lang].keys {
			for _, other := range Languages {
				if !v.texts[other].keys[key] {
					t.Errorf("%s has %q, %s does not", lang, key, other)
				}
			}
		}
	}
}

func TestTexts_families(t *testing.T) {
	v := mustNew(t)
	for family, values := range families {
		for _, value := range values {
			if !v.Has(family + "." + value) {
				t.Errorf("no text for %s.%s", family, value)
			}
		}
		for key := range v.texts["id"].keys {
			value, ok := strings.CutPrefix(key, family+".")
			if ok && !slices.Contains(openFamilies, family) && !slices.Contains(values, value) {
				t.Errorf("text %q is of no use: the family does not have it", key)
			}
		}
	}
}

// named finds texts named by a template or by Go code.
var named = []*regexp.Regexp{
	regexp.MustCompile(`\{\{t "([a-z_]+\.[^"]+)"\}\}`), regexp.MustCompile(`\.T "([a-z_]+\.[^"]+)"`),
	regexp.MustCompile(`\.T\((?:[\w.]+, )?"([a-z_]+\.[^"]*)"(\+)?`), regexp.MustCompile(`"(amount\.\w+)"`),
}

func TestTexts_usedAndThere(t *testing.T) {
	v := mustNew(t)
	used := map[string]string{}
	for _, name := range sources(t) {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, form := range named {
			for _, m := range form.FindAllStringSubmatch(string(raw), -1) {
				if len(m) < 3 || m[2] == "" {
					used[m[1]] = name
				}
			}
		}
	}
	for key, name := range used {
		if !v.Has(key) {
			t.Errorf("%s uses %q, which has no text", name, key)
		}
	}
	for key := range v.texts["id"].keys {
		family, _, _ := strings.Cut(key, ".")
		if used[key] == "" && families[family] == nil {
			t.Errorf("text %q is used nowhere", key)
		}
	}
}

// sources are the files that may name a text: our templates and the Go files of the rooms that render.
func sources(t *testing.T) (names []string) {
	t.Helper()
	for _, room := range []string{".", "../handlers", "../jobs", "../cmd"} {
		err := filepath.WalkDir(room, func(name string, _ fs.DirEntry, err error) error {
			ext := filepath.Ext(name)
			if err == nil && (ext == ".html" || ext == ".txt" || ext == ".go") && !strings.HasSuffix(name, "_test.go") {
				names = append(names, name)
			}
			return nil // a room that is not built yet
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return names
}

// TestTexts_placeholders keeps a translation from asking for a value the other language does not have.
func TestTexts_placeholders(t *testing.T) {
	placeholder := regexp.MustCompile(`\{\{\.\w+\}\}`)
	v := mustNew(t)
	for key := range v.texts["id"].keys {
		args := []any{"Count", 3}
		var seen [2][]string
		for i, lang := range Languages {
			for _, name := range placeholderNames {
				if strings.Contains(v.T(lang, key, append(args, name, "\x01"+name+"\x01")...), "\x01"+name+"\x01") {
					seen[i] = append(seen[i], name)
				}
			}
			if placeholder.MatchString(v.T(lang, key)) {
				t.Errorf("%s: %q is not rendered", lang, key)
			}
		}
		if !slices.Equal(seen[0], seen[1]) {
			t.Errorf("%q: Indonesian uses %v, English %v", key, seen[0], seen[1])
		}
	}
}

var placeholderNames = []string{
	"Amount", "Code", "Date", "Email", "Files", "From", "House", "Limit", "Max", "Megabytes", "Min", "Name", "Number",
	"Start", "Time", "To", "Unit",
}
