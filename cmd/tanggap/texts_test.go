package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tanggap/views"
)

// Where the source names an error: invalid("field", "key"), wrong.add("field", "key"), conflict("key"), Key: "key",
// the keys of faults that only the edge knows; and where it names an event or a notice.
var namedKeys = []struct {
	form   *regexp.Regexp
	prefix string
}{
	{regexp.MustCompile(`(?:\binvalid|\.add)\([^,()]+, "([a-z_]+)"`), "error.invalid."},
	{regexp.MustCompile(`\bconflict\("([a-z_]+)"`), "error.conflict."},
	{regexp.MustCompile(`&(?:models\.)?Error\{[^}]*Key: +"([a-z_.]+[a-z])"`), "error."},
	{regexp.MustCompile(`fault\{[^}]*key: +"([a-z_.]+)"`), "error."},
	{regexp.MustCompile(`"error\.([a-z_.]+[a-z])"`), "error."},
	{regexp.MustCompile(`\w+ +EventType = "([a-z_]+)"`), "event."},
	{regexp.MustCompile(`\.notify\([^\n]*, "([a-z_.]+)", `), "notice."},
	{regexp.MustCompile(`\.notice(?:Unit|Assignee)\([^\n]*"([a-z_.]+)"`), "notice."},
	{regexp.MustCompile(`\.move\([^\n]*, "([a-z_.]+)"\)`), "notice."},
}

// TestNamed_haveTexts: models may not know views, so only here can both be looked at.
func TestNamed_haveTexts(t *testing.T) {
	pages, err := views.New()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, folder := range []string{"../../models", "../../handlers"} {
		names, err := filepath.Glob(folder + "/*.go")
		if err != nil || len(names) == 0 {
			t.Fatal("no sources in", folder, err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, kind := range namedKeys {
				for _, m := range kind.form.FindAllSubmatch(source, -1) {
					found[kind.prefix+string(m[1])] = filepath.Base(name)
				}
			}
		}
	}
	if len(found) < 30 {
		t.Fatal("the sources name only these:", found)
	}
	for key, name := range found {
		if !pages.Has(key) {
			t.Errorf("%s tells of %q, which has no text", name, key)
		}
	}
}
