package text

import (
	"slices"
	"strings"
)

// emergencies are the words that page the duty officer.
var emergencies = func() cues {
	c := make(cues)
	c.add("", 1, `
		kebakaran, terbakar, api besar, tenggelam, hanyut, kecelakaan, tabrakan, pendarahan, perdarahan,
		melahirkan, bersalin, kejebak, terjebak, longsor, bunuh diri, dipukul, dipukuli, dianiaya, diperkosa,
		perkosa, pemerkosaan, dicabuli, kabel putus, tiang roboh, tersengat listrik, kesetrum, gas bocor, banjir
		bandang, sesak napas, sesak nafas, korban tidak sadar, tidak sadarkan diri, pingsan, digigit ular, darurat,
		tertimbun, tertimpa, puting beliung, keracunan`)
	return c
}()

// calm are words that make an emergency word behind them ordinary: a fire
// brigade, an accident black spot, a cost of giving birth.
var calm = map[string]bool{
	"pemadam": true, "mobil": true, "petugas": true, "simulasi": true, "pencegahan": true, "rawan": true, "biaya": true,
	"nomor": true, "kontak": true, "lampu": true, "pintu": true, "dana": true, "gawat": true, "instalasi": true,
	"bekas": true, "sosialisasi": true, "pelatihan": true, "penyuluhan": true, "bahaya": true, "risiko": true,
	"jaminan": true, "asuransi": true, "tanggap": true, "pasca": true, "bantuan": true,
	"cuti": true, "nyaris": true, "panggilan": true, "hampir": true,
}

// Urgent returns the emergency phrases s holds, each once and in formal
// spelling; nil when there is none. Only whole words count, and not behind a
// negation or a word that makes them ordinary ("pemadam kebakaran").
func Urgent(s string) []string {
	var words []string
	sent := sentenceOf(s)
	for i := range sent.words {
		if i > 0 && calm[sent.words[i-1]] || sent.negated(i) {
			continue
		}
		sent.at(emergencies, i, func(q cue) {
			if w := strings.Join(q.words, " "); !slices.Contains(words, w) {
				words = append(words, w)
			}
		})
	}
	return words
}
