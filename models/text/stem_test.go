package text

import (
	"strings"
	"testing"
)

func TestStem(t *testing.T) {
	for want, words := range map[string]string{
		"baik":         "diperbaiki perbaikan memperbaiki kebaikan terbaik",
		"pukul":        "memukul dipukul dipukuli pemukulan terpukul mukul",
		"sapu":         "menyapu penyapu disapu",
		"tangan":       "menangani penanganan ditangani",
		"rusak":        "kerusakan dirusak merusak perusakan",
		"adu":          "pengaduan mengadu ngadu aduan diadukan",
		"terang":       "penerangan menerangi diterangi",
		"pungut":       "memungut pungutan dipungut pemungutan",
		"layan":        "pelayanan layanan melayani dilayani pelayan",
		"salur":        "saluran penyaluran menyalurkan disalurkan",
		"korek":        "mengorek dikorek pengorekan",
		"tindaklanjut": "ditindaklanjuti tindaklanjutnya menindaklanjuti",
		"tunggu":       "menunggu nunggu ditunggu nungguin",
		"jaga":         "terjage dijaga penjagaan",
		// Words that only look derived.
		"sekolah":   "sekolah sekolahnya bersekolah",
		"masalah":   "masalah masalahnya permasalahan",
		"kebakaran": "kebakaran",
		"iuran":     "iuran iurannya",
		"dinas":     "dinas dinasnya kedinasan",
		"makan":     "makan makanan dimakan",
		"berita":    "berita beritanya pemberitaan",
		// Unknown words are left alone, save for what cannot be misread.
		"xylograf":  "xylograf xylografnya",
		"bintan":    "bintan",
		"berkelana": "berkelana",
	} {
		for w := range strings.FieldsSeq(words) {
			if got := Stem(w); got != want {
				t.Errorf("Stem(%q) = %q, want %q", w, got, want)
			}
		}
	}
}

func TestStem_stable(t *testing.T) {
	for w := range lexicon {
		if s := Stem(w); Stem(s) != s {
			t.Errorf("Stem(%q) = %q, and once more %q", w, s, Stem(s))
		}
	}
}
