package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"tanggap/models"
)

// imports writes the table to a file, imports it and returns what came of it, and the file of rejected rows.
func imports(t testing.TB, content []byte, args ...string) (imported, string) {
	t.Helper()
	file := filepath.Join(os.Getenv("TANGGAP_DATA"), "kanal.csv")
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	_ = os.Remove(file + ".rejected.csv")
	var out, notes bytes.Buffer
	code := run(append([]string{"import", "--csv", file}, args...), strings.NewReader(""), &out, &notes)
	var did imported
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, notes.String())
	}
	if err := json.Unmarshal(out.Bytes(), &did); err != nil {
		t.Fatalf("%v in %q", err, out.String())
	}
	rejected, err := os.ReadFile(file + ".rejected.csv")
	if (err == nil) != (did.Rejected > 0) {
		t.Errorf("%d rejected, file: %v", did.Rejected, err)
	}
	return did, string(rejected)
}

// texts returns what citizens wrote on all tickets, and the tickets.
func texts(t testing.TB) (written []string, tickets []models.Ticket) {
	t.Helper()
	c, _, err := configured("check", nil, os.Stderr, nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := house(c)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	ctx := context.Background()
	for id := int64(1); ; id++ {
		messages, err := s.Messages(ctx, models.System, id)
		if models.ErrorCode(err) == models.NotFound {
			return written, tickets
		}
		if err != nil {
			t.Fatal(err)
		}
		k, err := s.Ticket(ctx, models.System, s.Number(&models.Ticket{ID: id, CreatedAt: s.Clock()}))
		if err != nil {
			t.Fatal(err)
		}
		written, tickets = append(written, messages[0].Text), append(tickets, *k)
	}
}

func TestImport_tables(t *testing.T) {
	encoded := func(s string, e interface{ Bytes([]byte) ([]byte, error) }) string {
		out, err := e.Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	for _, c := range []struct {
		name, table string
		args        []string
		want        []string // texts of the tickets, sorted
		rejected    []string // reasons
	}{
		{name: "commas", table: "text,name\nJalan rusak,Ani\nLampu mati,Budi\n", want: []string{"Jalan rusak", "Lampu mati"}},
		{name: "semicolons, mark and Indonesian names", table: "\ufeffIsi Laporan;Nama\r\nJalan rusak, parah;Ani\r\n", want: []string{"Jalan rusak, parah"}},
		{name: "tabs", table: "isi\tkategori\nLampu mati\tLampu jalan\n", want: []string{"Lampu mati"}},
		{name: "Excel's own line", table: "sep=|\nisi|nama\nLampu mati|Ani\n", want: []string{"Lampu mati"}},
		{
			name: "Windows-1252", table: encoded("isi;nama\nBau dari café “Senja” – tolong;José\n", charmap.Windows1252.NewEncoder()),
			want: []string{"Bau dari café “Senja” – tolong"},
		},
		{
			name:  "UTF-16 as Excel's Unicode text",
			table: encoded("isi\tnama\nAir mati 😭\tAni\n", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()),
			want:  []string{"Air mati 😭"},
		},
		{name: "lines and quotes in a cell", table: "isi,nama\n\"Pertama,\nkedua \"\"miring\"\"\",Ani\nAir,\n", want: []string{"Air", "Pertama,\nkedua \"miring\""}},
		{name: "title and text", table: "judul,isi\nLampu,Sudah padam\n", want: []string{"Lampu\nSudah padam"}},
		{name: "map", table: "a,b\nx,Lampu mati\n", args: []string{"--map", "text=B"}, want: []string{"Lampu mati"}},
		{name: "a mapped column with a comma", table: "\"isi, lengkap\",b\nLampu mati,x\n", args: []string{"--map", "text=isi, lengkap,name=b"}, want: []string{"Lampu mati"}},
		{name: "a column left out", table: "isi,kategori\nLampu mati,Kelistrikan\n", args: []string{"--map", "category="}, want: []string{"Lampu mati"}},
		{name: "equal rows are matters of their own", table: "isi\nsama\nsama\n", want: []string{"sama", "sama"}},
		{name: "empty lines are none", table: "isi,nama\n\nsatu,\n\n\ndua,\n \n", want: []string{"dua", "satu"}},
		{
			name: "a stray quotation mark costs one row", table: "isi,nama\nsatu,a\n\"pipa 2\" bocor,b\ntiga,c\nempat,d\n",
			want: []string{"empat", "satu", "tiga"}, rejected: []string{"3,the quotation marks do not fit"},
		},
		{
			name: "one that is never closed, too", table: "isi,nama\nsatu,a\n\"dua,b\ntiga,c\nempat,d\n",
			want: []string{"empat", "satu", "tiga"}, rejected: []string{"3,the quotation marks do not fit"},
		},
		{
			name: "a row too short and one too long", table: "isi,nama\nsatu\ndua,b\ntiga,c,d\n",
			want: []string{"dua"}, rejected: []string{"2,has 1 fields where the first row has 2", "4,has 3 fields"},
		},
		{
			name: "what cannot be", table: "isi,kategori,jenis,surel,tanggal,lat\n,,,,,\na,Kelistrikan,,,,\nb,,Puisi,,,\nc,,,nobody,,\nd,,,,24/11/26,\ne,,,,01/01/2999,\nf,,,,,utara\ng,,,,,91.5\n",
			rejected: []string{
				`2,text required`, `3,"category ""Kelistrikan"" is not known here"`, `4,"kind ""Puisi"" is not known here"`,
				"5,\"email email", `6,"received_at ""24/11/26"" is no time`, `7,"received_at ""01/01/2999"" is still to come"`,
				`8,"lat ""utara""`, `9,"lat position half`,
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			inScratch(t)
			did, rejected := imports(t, []byte(c.table), c.args...)
			if did.Imported != len(c.want) || did.Rejected != len(c.rejected) || did.Rows != did.Imported+did.Rejected {
				t.Errorf("%+v, want %d imported and %d rejected\n%s", did, len(c.want), len(c.rejected), rejected)
			}
			got, _ := texts(t)
			if slices.Sort(got); !slices.Equal(got, c.want) {
				t.Errorf("tickets %q, want %q", got, c.want)
			}
			for _, why := range c.rejected {
				if !strings.Contains(rejected, why) {
					t.Errorf("no row is rejected with %s:\n%s", why, rejected)
				}
			}
			if did, _ = imports(t, []byte(c.table), c.args...); did.Imported != 0 || did.Repeated != len(c.want) {
				t.Errorf("the second run: %+v", did)
			}
		})
	}
}

func TestImport_fieldsArrive(t *testing.T) {
	inScratch(t)
	table := "nomor;isi;jenis;kategori;lokasi;nama;no hp;privasi;kanal;tanggal;lintang;bujur\n" +
		"A-17;Lampu padam di simpang;Pengaduan;Lampu jalan;Senja Kota;Ani;0812-0000-1111;anonim;Facebook;Senin, 23 November 2026 19.30 WITA;1,05;104,5\n"
	if did, rejected := imports(t, []byte(table), "--source", "lapor"); did.Imported != 1 {
		t.Fatalf("%+v\n%s", did, rejected)
	}
	_, tickets := texts(t)
	k := tickets[0]
	at := time.Date(2026, 11, 23, 11, 30, 0, 0, time.UTC)
	if k.Kind != models.Complaint || k.Place != "Senja Kota" || k.Privacy != models.Anonymous || k.Channel != "facebook" ||
		k.ReceivedAt != models.At(at) || k.Lat == nil || *k.Lat != 1.05 || *k.Long != 104.5 || k.Author != "" {
		t.Errorf("%+v", k)
	}
	changed := strings.Replace(table, "Lampu padam", "Lampu menyala", 1)
	if did, rejected := imports(t, []byte(changed), "--source", "lapor"); did.Rejected != 1 || !strings.Contains(rejected, "imported before with other content") {
		t.Errorf("the same id with another text: %+v\n%s", did, rejected)
	}
	if did, _ := imports(t, []byte(changed), "--source", "wa"); did.Imported != 1 {
		t.Errorf("the same id in another system: %+v", did)
	}
}

func TestImport_wrongUse(t *testing.T) {
	inScratch(t)
	file := filepath.Join(t.TempDir(), "x.csv")
	if err := os.WriteFile(file, []byte("judulnya,apa\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args []string
		code int
		want string
	}{
		"no file":        {[]string{"import"}, 2, "--csv"},
		"file not there": {[]string{"import", "--csv", file + "x"}, 1, "no such file"},
		"no text":        {[]string{"import", "--csv", file}, 2, "judulnya, apa"},
		"no such field":  {[]string{"import", "--csv", file, "--map", "teks=apa"}, 2, "received_at"},
		"no such column": {[]string{"import", "--csv", file, "--map", "text=isi"}, 2, "judulnya, apa"},
		"no such zone":   {[]string{"import", "--csv", file, "--zone", "WIB+"}, 2, "Asia/Jakarta"},
		"no such unit":   {[]string{"import", "--csv", file, "--map", "text=apa", "--unit", "x"}, 2, "--unit"},
	} {
		if code, out, notes := tanggap(t, c.args...); code != c.code || out != "" || !strings.Contains(notes, c.want) {
			t.Errorf("%s: exit code %d, %q, %q; want %d and %q", name, code, out, notes, c.code, c.want)
		}
	}
}

// Whatever a file holds, each row is imported or rejected, never lost, and a second run adds nothing.
func TestImport_losesNothing(t *testing.T) {
	cells := []string{"lampu mati", "a\"b", "\"", "\"\"", ",", ";", "\n", "é", "\xe9", "\x00", "😭", "'", "=1+1", " ", "x,y"}
	rapid.Check(t, func(r *rapid.T) {
		folder, err := os.MkdirTemp(t.TempDir(), "")
		if err != nil {
			r.Fatal(err)
		}
		t.Setenv("TANGGAP_DATA", folder)
		var content strings.Builder
		content.WriteString("isi,nama\n")
		rows := rapid.IntRange(0, 12).Draw(r, "rows")
		for i := range rows {
			text := fmt.Sprintf("R%03dR ", i) + strings.Join(rapid.SliceOfN(rapid.SampledFrom(cells), 0, 4).Draw(r, "text"), "")
			if rapid.Bool().Draw(r, "quoted") {
				text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
			}
			content.WriteString(text + "," + rapid.SampledFrom([]string{"Ani", "", "\"Budi\"", "x"}).Draw(r, "name") + "\n")
		}
		did, rejected := imports(t, []byte(content.String()))
		if did.Rows != did.Imported+did.Rejected+did.Repeated || did.Repeated != 0 {
			r.Errorf("%+v do not add up", did)
		}
		written, _ := texts(t)
		if len(written) != did.Imported {
			r.Errorf("%d tickets of %d rows imported", len(written), did.Imported)
		}
		all := strings.Join(written, "\n") + rejected
		for i := range rows {
			if mark := fmt.Sprintf("R%03dR", i); !strings.Contains(all, mark) {
				r.Errorf("row %s is lost of:\n%s\nrejected:\n%s", mark, content.String(), rejected)
			}
		}
		if again, _ := imports(t, []byte(content.String())); again.Imported != 0 || again.Repeated != did.Imported || again.Rejected != did.Rejected {
			r.Errorf("first %+v, again %+v", did, again)
		}
	})
}

func TestReadMoment(t *testing.T) {
	zone, _ := time.LoadLocation("Asia/Jakarta")
	for said, want := range map[string]string{
		"2026-11-24T09:30:00+08:00":           "2026-11-24T01:30:00Z",
		"2026-11-24T09:30:00Z":                "2026-11-24T09:30:00Z",
		"2026-11-24 09:30:15":                 "2026-11-24T02:30:15Z",
		"2026-11-24 09:30":                    "2026-11-24T02:30:00Z",
		"2026-11-24":                          "2026-11-23T17:00:00Z",
		"24/11/2026 09.30":                    "2026-11-24T02:30:00Z",
		"4/1/2026":                            "2026-01-03T17:00:00Z",
		"24-11-2026 09:30:15":                 "2026-11-24T02:30:15Z",
		"24.11.2026":                          "2026-11-23T17:00:00Z",
		"24 November 2026":                    "2026-11-23T17:00:00Z",
		"Selasa, 24 November 2026 09.30 WITA": "2026-11-24T01:30:00Z",
		"24 Nop 2026, pukul 09:30 WIT":        "2026-11-24T00:30:00Z",
		"17 Agt 2026 00:05 wib":               "2026-08-16T17:05:00Z",
		"1 Des. 2025":                         "2025-11-30T17:00:00Z",
		"29 Februari 2028":                    "2028-02-28T17:00:00Z",
	} {
		if at, err := readMoment(said, zone); err != nil || at.UTC().Format(time.RFC3339) != want {
			t.Errorf("%q: %v, %v; want %s", said, at.UTC(), err, want)
		}
	}
	for _, said := range []string{
		"", "kemarin", "24/11/26", "31/02/2026", "29 Februari 2026", "24/13/2026", "0/1/2026", "24/11/2026 25.00", "24/11/2026 09.61",
		"24 Movember 2026", "24/11/2026 09.30 XYZ", "2026-02-30", "11/24/2026", "20261124", "24/11/2026 WIB",
	} {
		if at, err := readMoment(said, zone); err == nil {
			t.Errorf("%q was read as %v", said, at)
		}
	}
}
