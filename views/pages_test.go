package views

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func render(t testing.TB, v *Views, name string, p *Page) string {
	t.Helper()
	var out bytes.Buffer
	if err := v.Page(&out, name, p); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// everyPage renders each page in each language and theme with the fixtures and hands it over.
func everyPage(t *testing.T, f fixture, each func(name, lang, theme, body string)) {
	t.Helper()
	v := mustNew(t)
	public := f.public()
	all := maps.Clone(public)
	maps.Copy(all, f.staff())
	names, err := fs.Glob(files, "pages/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		page := strings.TrimSuffix(filepath.Base(name), ".html")
		data, ok := all[page]
		if !ok {
			t.Errorf("%s has no fixture", page)
			continue
		}
		for _, lang := range Languages {
			for _, theme := range []string{"light", "dark"} {
				p := f.page(lang, theme, "/"+page+"?q="+f.s("x"), data)
				if _, open := public[page]; !open {
					p.User = f.user()
					p.Flash = &Flash{Kind: "done", Key: "opened", Args: []any{"Number", f.s("1"), "Code", f.s("2")}}
				}
				if f.odd != "" {
					p.Summary, p.Errors = f.odd, map[string]string{"text": f.odd, "name": f.odd}
				}
				each(page, lang, theme, render(t, v, page, p))
			}
		}
	}
}

var leftover = regexp.MustCompile(`\{\{|%!|<no value>|ZgotmplZ|\b(status|kind|error|event|notice|level|target|ticket|inbox|portal|house|field|form|account|notices)\.[a-z_]+[<"]`)

func TestPages_render(t *testing.T) {
	folder := os.Getenv("TANGGAP_PAGES") // when set, the pages are written there to be looked at
	everyPage(t, fixture{}, func(name, lang, theme, body string) {
		if found := leftover.FindString(body); found != "" {
			t.Errorf("%s in %s shows %q", name, lang, found)
		}
		if folder != "" {
			save(t, folder, name+"."+lang+"."+theme+".html", body)
		}
	})
	if folder != "" {
		saveAssets(t, folder)
	}
}

const scripted = `"><script>alert(1)</script><img src=x onerror=alert(2)>' javascript:alert(3)`

func TestPages_escape(t *testing.T) {
	everyPage(t, fixture{odd: scripted}, func(name, lang, _, body string) {
		page := html.NewTokenizer(strings.NewReader(body))
		for kind := page.Next(); kind != html.ErrorToken; kind = page.Next() {
			if token := page.Token(); dangerous(token) {
				t.Errorf("%s in %s lets through %s", name, lang, token)
			}
		}
	})
}

// dangerous reports whether a browser would run what the scripted fixture put into a field.
func dangerous(token html.Token) bool {
	src := ""
	for _, a := range token.Attr {
		if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(strings.ToLower(a.Val), "javascript:") {
			return true
		}
		if a.Key == "src" {
			src = a.Val
		}
	}
	switch token.Data {
	case "script", "img":
		return token.Type == html.StartTagToken && !strings.HasPrefix(src, "/")
	}
	return false
}

var inline = regexp.MustCompile(`(?i)<style|\sstyle="|\son[a-z]+="|<script(?: [^>]*)?>[^<]`)

func TestPages_nothingInline(t *testing.T) {
	everyPage(t, fixture{}, func(name, _, _, body string) {
		if found := inline.FindString(body); found != "" {
			t.Errorf("%s has %q, which the content policy forbids", name, found)
		}
	})
}

// TestPages_publicIsLight: the portal is read on slow connections, so page and style together stay below 60 kB as sent
// without compression, and there is no script at all.
func TestPages_publicIsLight(t *testing.T) {
	v := mustNew(t)
	css := len(v.assets.byName["app.css"].body)
	public := slices.Collect(maps.Keys(fixture{}.public()))
	everyPage(t, fixture{}, func(name, _, _, body string) {
		if !slices.Contains(public, name) {
			return
		}
		if strings.Contains(body, "<script") {
			t.Errorf("%s carries a script", name)
		}
		if size := len(body) + css; size >= 60_000 {
			t.Errorf("%s weighs %d bytes with its style, at most 60000", name, size)
		}
	})
}

func save(t *testing.T, folder, name, body string) {
	t.Helper()
	file := filepath.Join(folder, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(body), 0o644); err != nil {
		t.Fatal(err)
	}
}

func saveAssets(t *testing.T, folder string) {
	t.Helper()
	for name, a := range mustNew(t).assets.byName {
		save(t, folder, filepath.Join("assets", a.hash, name), string(a.body))
	}
}

func BenchmarkInbox(b *testing.B) {
	v := mustNew(b)
	f := fixture{}
	p := f.page("id", "", "/inbox", f.inbox(50))
	p.User = f.user()
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := v.Page(&out, "inbox", p); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
	b.ReportMetric(float64(out.Len()), "bytes")
}
