package views

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Languages in the order they are offered; the first is the one everything falls back to.
var Languages = []string{"id", "en"}

// texts are the messages by language.
type texts map[string]*locale

// locale is one language: texts without placeholders answer from a map, the others through go-i18n.
type locale struct {
	localizer *i18n.Localizer
	fixed     map[string]string
	keys      map[string]bool
}

// loadTexts reads locales/LANG/*.toml, one file per room of the house.
func loadTexts(files fs.FS) (texts, error) {
	bundle := i18n.NewBundle(language.Indonesian)
	bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	all := texts{}
	for _, lang := range Languages {
		l := &locale{fixed: map[string]string{}, keys: map[string]bool{}}
		all[lang] = l
		names, err := fs.Glob(files, "locales/"+lang+"/*.toml")
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if err := l.load(bundle, files, lang, name); err != nil {
				return nil, fmt.Errorf("views: %s: %w", name, err)
			}
		}
		l.localizer = i18n.NewLocalizer(bundle, lang)
	}
	return all, nil
}

func (l *locale) load(bundle *i18n.Bundle, files fs.FS, lang, name string) error {
	raw, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	room := strings.TrimSuffix(path.Base(name), ".toml")
	file, err := bundle.ParseMessageFileBytes(raw, room+"."+lang+".toml")
	if err != nil {
		return err
	}
	for _, m := range file.Messages {
		if l.keys[m.ID] {
			return fmt.Errorf("%q is there twice", m.ID)
		}
		l.keys[m.ID] = true
		if m.One == "" && !strings.Contains(m.Other, "{{") {
			l.fixed[m.ID] = m.Other
		}
	}
	return nil
}

// plain returns a text without placeholders.
func (l *locale) plain(key string) (string, bool) {
	text, ok := l.fixed[key]
	return text, ok
}

// T returns the text of the key in the language, with args as pairs of name and value; an argument named Count
// chooses between singular and plural. A key nobody wrote comes back as it is.
func (v *Views) T(lang, key string, args ...any) string {
	l := v.texts[lang]
	if l == nil {
		l = v.texts[Languages[0]]
	}
	if text, ok := l.plain(key); ok {
		return text
	}
	if !l.keys[key] {
		return key
	}
	data := make(map[string]any, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		if name, ok := args[i].(string); ok {
			data[name] = args[i+1]
		}
	}
	text, err := l.localizer.Localize(&i18n.LocalizeConfig{
		MessageID: key, TemplateData: data, PluralCount: data["Count"],
	})
	if err != nil && text == "" {
		return key
	}
	return text
}

// Has reports whether there is a text for the key.
func (v *Views) Has(key string) bool { return v.texts[Languages[0]].keys[key] }

// Cause says why deadlines were measured anew: what was changed, its name, and the reason that was given. Any other words
// are those of a person.
func (v *Views) Cause(lang, why string) string {
	what, rest, _ := strings.Cut(why, " ")
	if !v.Has("cause." + what) {
		return why
	}
	return strings.TrimSpace(v.T(lang, "cause."+what) + " " + rest)
}

// Cause is the same in the page's language.
func (p *Page) Cause(why string) string { return p.views.Cause(p.Lang, why) }
