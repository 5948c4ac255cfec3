package text

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// The numbers in these tests are made up: day, month and serial numbers are
// chosen so that the shape is right and the person cannot exist.
func TestPersonalData(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"citizen number", "NIK saya 2101065205909999 belum aktif", "nik_kk=2101065205909999"},
		{"citizen number of a man, with gaps", "ktp 2101 0612 0590 9999", "nik_kk=2101 0612 0590 9999"},
		{"unlabelled", "2101065205909999", "nik_kk=2101065205909999"},
		{"wrong day but labelled", "nik 2101069905909999", "nik_kk=2101069905909999"},
		{"wrong day, no label", "kode 2101069905909991", ""},
		{"unknown province", "kode 2001065205909999", ""},
		{"serial number of zeros", "2101065205900000", ""},
		{"mobile number", "wa 081200000012 ya", "phone=081200000012"},
		{"mobile with dashes", "0812-0000-0012", "phone=0812-0000-0012"},
		{"mobile with country code", "hubungi +62 812 0000 0012", "phone=+62 812 0000 0012"},
		{"foreign number", "call +65 9000 0000", "phone=+65 9000 0000"},
		{"landline", "telp 0771-000000", "phone=0771-000000"},
		{"landline in brackets", "telp (0771) 000000", "phone=(0771) 000000"},
		{"two numbers side by side", "2101065205909999 081200000000", "nik_kk=2101065205909999 phone=081200000000"},
		{"tax number as printed", "NPWP 00.000.000.0-000.000", "npwp=00.000.000.0-000.000"},
		{"health insurance", "kartu 0001200000000 nonaktif", "bpjs=0001200000000"},
		{"civil servant", "NIP 199002302015031001 dan 199002202015031001", "nip=199002202015031001"},
		{"payment card", "4000000000000002", "card=4000000000000002"},
		{"bank account", "rekening BRK 1230000000", "account=1230000000"},
		{"bank account, owner after it", "ke 1230000000 a.n. yayasan", "account=1230000000"},
		{"customer number", "no pelanggan 010203040506", "account=010203040506"},
		{"amount of money", "transfer Rp 1.250.000.000", ""},
		{"dates and hours", "12-05-2026 jam 08.30-16.00", ""},
		{"ticket number", "TGP-2026-000123", ""},
		{"e-mail", "kirim ke warga.uji@mail.example.", "email=warga.uji@mail.example"},
		{"office e-mail", "ppid@contohkab.go.id", ""},
		{"mention", "@warga.uji lihat", ""},
		{"number plate", "mobil BP 1234 XX parkir", "plate=BP 1234 XX"},
		{"offices are no plates", "DP3KB dan P3K, 1446 H 2025 M, jarak B 500 KM", ""},
		{"address", "di RT 03/RW 02 Blok C no 12", "address=RT 03/RW 02 address=Blok C no 12"},
		{"short address", "rt.3 rw.2, RT 003/002", "address=rt.3 rw.2 address=RT 003/002"},
		{"RT without RW", "pak RT 3 kali datang", ""},
		{"passport", "Paspor C0000000 hilang", "passport=C0000000"},
		{"nothing", "lampu mati 2 minggu", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, f := range PersonalData(c.in) {
				got = append(got, f.Kind+"="+c.in[f.Start:f.End])
				if f.Confidence <= 0 || f.Confidence > 1 {
					t.Errorf("confidence %v of %s", f.Confidence, f.Kind)
				}
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("PersonalData(%q) = %s, want %s", c.in, s, c.want)
			}
		})
	}
}

func TestPersonalData_surer(t *testing.T) {
	sure := func(s string) float64 { return PersonalData(s)[0].Confidence }
	if a, b := sure("nik 2101065205909999"), sure("2101065205909999"); a <= b {
		t.Errorf("a labelled number is not surer: %v and %v", a, b)
	}
}

func TestMask(t *testing.T) {
	for _, c := range []struct{ name, in, staff, all string }{
		{"citizen number", "NIK 2101065205909999.", "NIK 2101••••••••9999.", "NIK 2101••••••••9999."},
		{"phone", "wa 0812-0000-0078 ya", "wa 0812••••••78 ya", "wa 0812••••••78 ya"},
		{"country code", "+62 812 0000 0078", "+6281•••••••78", "+6281•••••••78"},
		{"e-mail", "abadi@mail.example", "a•••@mail.example", "a•••@mail.example"},
		{"place of the matter", "RT 03/RW 02, BP 1234 XX", "RT 03/RW 02, BP 1234 XX", "RT ••/RW ••, BP •••• XX"},
		{"passport", "C0000078", "C•••••78", "C•••••78"},
		{"account", "rek 1230000078", "rek ••••••0078", "rek ••••••0078"},
		{"nothing", "lampu mati", "lampu mati", "lampu mati"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Mask(c.in); got != c.staff {
				t.Errorf("Mask(%q) = %q, want %q", c.in, got, c.staff)
			}
			if got := MaskAll(c.in); got != c.all {
				t.Errorf("MaskAll(%q) = %q, want %q", c.in, got, c.all)
			}
		})
	}
}

func FuzzMask(f *testing.F) {
	for i, s := range []string{
		"2101065205909999", "0812-0000-0012", "rek BRI 123000000000012", "a@b.example", "BP 1234 XX RT 1/RW 2",
		"NPWP 00.000.000.0-000.000", "C0000000", "0771 000000 +62", "199002202015031001",
	} {
		f.Add(fmt.Sprint(s, i))
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, x := range PersonalData(s) {
			if x.Start < end || x.End <= x.Start || x.End > len(s) {
				t.Fatalf("PersonalData(%q) gives %v", s, x)
			}
			end = x.End
			raw := s[x.Start:x.End]
			shown := Shorten(x.Kind, raw)
			hidden := digitsOf(raw)
			if x.Kind == Email {
				hidden = raw[:strings.IndexByte(raw, '@')]
				if len(hidden) > 1 && strings.Contains(shown, hidden+"@") {
					t.Errorf("%q is shown as %q", raw, shown)
				}
				continue
			}
			if left := digitsOf(shown); 2*len(left) > len(hidden) {
				t.Errorf("%s %q is shown as %q", x.Kind, raw, shown)
			}
		}
		for _, m := range []string{Mask(s), MaskAll(s)} {
			if utf8.ValidString(s) && !utf8.ValidString(m) {
				t.Errorf("mask of %q is %q", s, m)
			}
		}
	})
}
