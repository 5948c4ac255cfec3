// Package views renders everything people see: pages, the live parts of pages, and the assets they load.
// It owns layouts, texts in both languages, dates as people say them, and escaping.
// It must not know models, HTTP or the database: every page takes a struct defined here.
package views

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"strings"
	"sync"
)

//go:embed layouts parts pages locales assets
var files embed.FS

// Views holds every page in every language, parsed once; it is safe for concurrent use.
type Views struct {
	texts   texts
	assets  assets
	pages   map[string]*template.Template // "id/inbox"
	mails   mails
	buffers sync.Pool
}

// New parses all pages, texts and assets. It fails on a page that does not parse and on a text that is missing.
func New() (*Views, error) {
	v := &Views{pages: map[string]*template.Template{}}
	v.buffers.New = func() any { return new(bytes.Buffer) }
	var err error
	if v.texts, err = loadTexts(files); err != nil {
		return nil, err
	}
	if v.assets, err = loadAssets(files); err != nil {
		return nil, err
	}
	if v.mails, err = loadMails(); err != nil {
		return nil, err
	}
	for _, lang := range Languages {
		if err := v.parse(lang); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// parse reads layouts and parts once per language, and every file of pages/ into a set of its own.
func (v *Views) parse(lang string) error {
	base := template.New("base")
	for _, folder := range []string{"layouts", "parts"} {
		if err := v.parseFolder(base, lang, folder); err != nil {
			return err
		}
	}
	names, err := fs.Glob(files, "pages/*.html")
	if err != nil {
		return err
	}
	for _, name := range names {
		set, err := base.Clone()
		if err != nil {
			return err
		}
		page := strings.TrimSuffix(path.Base(name), ".html")
		if err := v.parseFile(set.New(page), lang, name); err != nil {
			return err
		}
		v.pages[lang+"/"+page] = set
	}
	return nil
}

func (v *Views) parseFolder(set *template.Template, lang, folder string) error {
	names, err := fs.Glob(files, folder+"/*.html")
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := v.parseFile(set.New(name), lang, name); err != nil {
			return err
		}
	}
	return nil
}

func (v *Views) parseFile(set *template.Template, lang, name string) error {
	source, err := files.ReadFile(name)
	if err != nil {
		return err
	}
	text, err := v.settle(lang, string(source))
	if err == nil {
		_, err = set.Parse(text)
	}
	if err != nil {
		return fmt.Errorf("views: %s in %s: %w", name, lang, err)
	}
	return nil
}

// Page writes the whole page. Nothing is written when it fails.
func (v *Views) Page(w io.Writer, name string, p *Page) error { return v.render(w, name, name, p) }

// Part writes one named block of the page, for htmx and live refresh. Nothing is written when it fails.
func (v *Views) Part(w io.Writer, name, block string, p *Page) error {
	return v.render(w, name, block, p)
}

func (v *Views) render(w io.Writer, name, block string, p *Page) error {
	p.views = v
	if _, ok := v.texts[p.Lang]; !ok {
		p.Lang = Languages[0]
	}
	set := v.pages[p.Lang+"/"+name]
	if set == nil {
		return fmt.Errorf("views: no page %q", name)
	}
	buf := v.buffers.Get().(*bytes.Buffer)
	defer v.buffers.Put(buf)
	buf.Reset()
	p.out = buf
	if err := set.ExecuteTemplate(buf, block, p); err != nil {
		return fmt.Errorf("views: %s, block %s: %w", name, block, err)
	}
	_, err := w.Write(buf.Bytes())
	return err
}
