package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// field is something of an intake that a column may hold, with what spreadsheets call it.
type field struct {
	name   string
	usual  []string
	column int // -1: none
}

func importFields() []field {
	return []field{
		{name: "text", usual: []string{"isi", "isi laporan", "isi pengaduan", "laporan", "pengaduan", "pesan", "message", "uraian"}},
		{name: "title", usual: []string{"judul", "judul laporan", "subjek", "subject", "perihal"}},
		{name: "kind", usual: []string{"jenis", "klasifikasi", "jenis laporan"}},
		{name: "category", usual: []string{"kategori"}},
		{name: "unit", usual: []string{"opd", "instansi", "instansi tujuan", "dinas"}},
		{name: "place", usual: []string{"lokasi", "tempat", "lokasi kejadian", "desa"}},
		{name: "lat", usual: []string{"latitude", "lintang"}},
		{name: "long", usual: []string{"longitude", "lon", "lng", "bujur"}},
		{name: "name", usual: []string{"nama", "pelapor", "nama pelapor"}},
		{name: "email", usual: []string{"surel", "e-mail", "alamat email"}},
		{name: "phone", usual: []string{"telepon", "telp", "no telepon", "no hp", "no. hp", "hp", "nomor telepon", "whatsapp"}},
		{name: "privacy", usual: []string{"privasi", "kerahasiaan"}},
		{name: "channel", usual: []string{"kanal", "media", "sumber"}},
		{name: "received_at", usual: []string{"tanggal", "tanggal laporan", "waktu", "tgl", "date", "tanggal masuk"}},
		{name: "external_id", usual: []string{"id", "nomor", "no tiket", "nomor laporan", "tracking id", "kode"}},
	}
}

func fieldNames() string {
	var names []string
	for _, f := range importFields() {
		names = append(names, f.name)
	}
	return strings.Join(names, ", ")
}

// columns says where in a row each field stands, and what its values may be called.
type columns struct {
	header     []string
	at         map[string]int
	categories map[string]string
	units      map[string]string
}

// mapColumns finds the columns by what --map says, the rest by their usual names.
func mapColumns(header []string, maps []string) (*columns, error) {
	fields := importFields()
	for i := range fields {
		fields[i].column = -1
	}
	taken, settled := map[int]bool{}, map[string]bool{}
	for _, pair := range splitMaps(maps) {
		name, column, ok := strings.Cut(pair, "=")
		name, column = strings.TrimSpace(name), strings.TrimSpace(column)
		at := slices.IndexFunc(fields, func(f field) bool { return f.name == name })
		if !ok || at < 0 {
			return nil, wrongMap(fmt.Sprintf("%q names no field; allowed is field=column with one of: %s", pair, fieldNames()))
		}
		if settled[name] = true; column == "" { // none, whatever its usual name
			continue
		}
		if fields[at].column = columnOf(header, column); fields[at].column < 0 {
			return nil, wrongMap(fmt.Sprintf("there is no column %q; the file has: %s", column, strings.Join(header, ", ")))
		}
		taken[fields[at].column] = true
	}
	c := &columns{header: header, at: map[string]int{}}
	for _, f := range fields {
		for _, usual := range append([]string{f.name}, f.usual...) {
			if i := columnOf(header, usual); !settled[f.name] && f.column < 0 && i >= 0 && !taken[i] {
				f.column, taken[i] = i, true
			}
		}
		if f.column >= 0 {
			c.at[f.name] = f.column
		}
	}
	if _, ok := c.at["text"]; !ok {
		return nil, wrongMap(fmt.Sprintf("no column holds the text; say which with text=COLUMN, one of: %s", strings.Join(header, ", ")))
	}
	return c, nil
}

func wrongMap(what string) error {
	return fmt.Errorf("%w--map: %s", errFlags, what)
}

// splitMaps parts a=x,b=y at the commas before a name and an equals sign, so that names of columns may have commas.
func splitMaps(maps []string) []string {
	var pairs []string
	for _, m := range maps {
		for part := range strings.SplitSeq(m, ",") {
			if len(pairs) > 0 && !strings.Contains(part, "=") {
				pairs[len(pairs)-1] += "," + part
				continue
			}
			pairs = append(pairs, part)
		}
	}
	return pairs
}

// columnOf returns the first column of the name, whatever the case; -1 for none.
func columnOf(header []string, name string) int {
	return slices.IndexFunc(header, func(h string) bool { return plain(h) == plain(name) })
}

// plain is a word as people may have written it: without case, underscores and spaces too many.
func plain(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(strings.ToLower(s), "_", " ")), " ")
}

// know learns what the house calls its categories and units.
func (c *columns) know(ctx context.Context, i *importing) error {
	categories, err := i.store.Categories(ctx)
	if err != nil {
		return err
	}
	units, err := i.store.Units(ctx)
	if err != nil {
		return err
	}
	c.categories, c.units = map[string]string{}, map[string]string{}
	for _, one := range categories {
		c.categories[plain(one.NameID)], c.categories[plain(one.NameEN)] = one.Slug, one.Slug
		c.categories[plain(one.Slug)] = one.Slug
	}
	for _, one := range units {
		c.units[plain(one.Name)], c.units[plain(one.Slug)] = one.Slug, one.Slug
	}
	if _, ok := c.units[plain(i.unit)]; i.unit != "" && !ok {
		return fmt.Errorf("%w--unit: there is no unit %q", errFlags, i.unit)
	}
	return nil
}

// fault is what is wrong with a row.
type fault string

func (f fault) Error() string { return string(f) }
