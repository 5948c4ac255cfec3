package views

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// asset is a file as browsers get it, under a name that changes with its content.
type asset struct {
	hash, kind    string
	body, gzipped []byte
}

type assets struct {
	byName map[string]asset
	icons  map[string]string // each ready to be drawn, by name
}

var kinds = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
	".png": "image/png", ".webmanifest": "application/manifest+json", ".md": "text/plain; charset=utf-8",
}

// loadAssets joins css/*.css into app.css, which every page has, css/staff/*.css into staff.css, and icons/*.svg into
// icons.svg; every other file keeps its name. All parts of the page's JavaScript lie under one hash, because modules
// import one another by relative name.
func loadAssets(files fs.FS) (assets, error) {
	a := assets{byName: map[string]asset{}, icons: map[string]string{}}
	raw := map[string][]byte{}
	var css, staff, sprite bytes.Buffer
	sprite.WriteString(`<svg xmlns="http://www.w3.org/2000/svg">`)
	err := fs.WalkDir(files, "assets", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := fs.ReadFile(files, name)
		base := path.Base(name)
		switch path.Dir(name) {
		case "assets/css":
			css.Write(body)
		case "assets/css/staff":
			staff.Write(body)
		case "assets/icons":
			id := strings.TrimSuffix(base, ".svg")
			a.icons[id] = ""
			err = symbol(&sprite, id, body)
		default:
			raw[base] = body
		}
		return err
	})
	if err != nil {
		return a, err
	}
	sprite.WriteString("</svg>")
	raw["app.css"], raw["staff.css"], raw["icons.svg"] = css.Bytes(), staff.Bytes(), sprite.Bytes()
	if err := a.pack(raw); err != nil {
		return a, err
	}
	sheet, _ := a.address("icons.svg")
	for id := range a.icons {
		a.icons[id] = `<svg class="icon" aria-hidden="true"><use href="` + sheet + "#" + id + `"/></svg>`
	}
	return a, nil
}

// symbol turns a drawing of lucide into a symbol of the sprite; the drawing's own root is dropped.
func symbol(sprite *bytes.Buffer, id string, body []byte) error {
	_, inner, ok := strings.Cut(string(body), "<svg")
	_, inner, ok2 := strings.Cut(inner, ">")
	end := strings.LastIndex(inner, "</svg>")
	if !ok || !ok2 || end < 0 {
		return fmt.Errorf("views: icon %s is no SVG", id)
	}
	inner = strings.Join(strings.Fields(inner[:end]), " ")
	fmt.Fprintf(sprite, `<symbol id="%s" viewBox="0 0 24 24">%s</symbol>`, id, inner)
	return nil
}

func (a *assets) pack(raw map[string][]byte) error {
	scripts := sha256.New()
	names := make([]string, 0, len(raw))
	for name := range raw {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if path.Ext(name) == ".js" {
			scripts.Write(raw[name])
		}
	}
	squeezer, err := gzip.NewWriterLevel(nil, gzip.BestCompression) // 800 kB of tables: one for all
	if err != nil {
		return err
	}
	for _, name := range names {
		sum := sha256.Sum256(raw[name])
		hash := sum[:]
		if path.Ext(name) == ".js" {
			hash = scripts.Sum(nil)
		}
		gzipped, err := squeeze(squeezer, raw[name])
		if err != nil {
			return err
		}
		a.byName[name] = asset{
			hash: hex.EncodeToString(hash[:6]), kind: kinds[path.Ext(name)], body: raw[name], gzipped: gzipped,
		}
	}
	return nil
}

func squeeze(w *gzip.Writer, body []byte) ([]byte, error) {
	var out bytes.Buffer
	w.Reset(&out)
	if _, err := w.Write(body); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// Asset returns a file under the hash its content has; ok is false for any other name or hash.
func (v *Views) Asset(hash, name string) (body, gzipped []byte, contentType string, ok bool) {
	a, ok := v.assets.byName[name]
	if !ok || a.hash != hash {
		return nil, nil, "", false
	}
	return a.body, a.gzipped, a.kind, true
}

// File returns a file whose address must not change with its content.
func (v *Views) File(name string) []byte { return v.assets.byName[name].body }

// Address returns where browsers get a file; ok is false for a name that does not exist.
func (v *Views) Address(name string) (address string, ok bool) { return v.assets.address(name) }

func (a assets) address(name string) (string, bool) {
	file, ok := a.byName[name]
	return "/assets/" + file.hash + "/" + name, ok
}

func (a assets) icon(name string) (string, bool) {
	icon, ok := a.icons[name]
	return icon, ok
}

// Icon draws an icon whose name is only known when the page is made; nothing for a name that does not exist.
func (p *Page) Icon(name string) template.HTML {
	icon, ok := p.views.assets.icon(name)
	if !ok {
		return ""
	}
	return template.HTML(icon) //nolint:gosec // the name is one of ours
}
