package regency

import (
	"strconv"
	"strings"

	"tanggap/models/text"
)

// Voices people have on a channel.
const (
	casual = iota // networks and messengers
	formal        // forms, mail, letters
	noted         // written down by staff: telephone, visit
)

// networks are the channels with a public handle.
var networks = map[string]bool{
	"facebook": true, "instagram": true, "x": true, "tiktok": true, "youtube": true, "telegram": true,
}

func channelVoice(channel string) int {
	switch channel {
	case "form", "api", "email", "letter":
		return formal
	case "phone", "visit":
		return noted
	}
	return casual
}

// voice turns the neutral body into how this citizen writes it here.
func (t *teller) voice(s Story, body string) string {
	switch channelVoice(s.Channel) {
	case formal:
		return t.formally(s, body)
	case noted:
		said := "menyampaikan:"
		if s.Kind == text.Complaint {
			said = pick(t.rnd, reported)
		}
		return "Pelapor " + said + " " + ended(body) + t.papers(s)
	}
	return t.casually(s, body)
}

var reported = []string{
	"menyampaikan bahwa", "mengeluhkan:", "datang dan bercerita:", "menelepon, katanya", "melaporkan:",
}

func (t *teller) formally(s Story, body string) string {
	var b strings.Builder
	b.WriteString(t.fill(pick(t.rnd, openings)))
	b.WriteString(ended(upperFirst(body)))
	if s.Kind == text.Complaint && s.Urgency != Emergency {
		first := t.rnd.IntN(len(details))
		for i := range t.rnd.IntN(3) {
			b.WriteString(" " + t.fill(details[(first+3*i)%len(details)]))
		}
	}
	b.WriteString(t.papers(s))
	b.WriteString(t.fill(pick(t.rnd, closings)))
	return b.String()
}

var openings = []string{
	"", "", "", "Assalamualaikum. ", "Selamat [pagi|siang|malam]. ", "Yth. Bapak/Ibu admin,\n",
	"Kepada Yth. dinas terkait,\n",
	"Dengan hormat, saya warga {desa}. ", "Mohon izin menyampaikan. ",
}

var details = []string{
	"Kejadian ini sudah berlangsung {dur}.", "Kami sudah menyampaikan ke RT {kali} tetapi belum ada hasil.",
	"Foto kami lampirkan.", "Lokasi tepatnya dekat {objek}.", "Yang paling terdampak adalah {siapa}.",
	"Paling parah sekitar {jam}.", "Sekitar {n} rumah merasakan hal yang sama.",
	"Kami khawatir ada korban bila dibiarkan.",
}

var closings = []string{
	"", "", " Terima kasih.", " Mohon ditindaklanjuti. Terima kasih.",
	"\nAtas perhatian Bapak/Ibu kami ucapkan terima kasih.",
	" Demikian, terima kasih.", " Mohon kabarnya.",
}

// casually bends words, opens and closes the way comments do.
func (t *teller) casually(s Story, body string) string {
	words := slang
	if t.chance(14) {
		words = malay
	}
	share := 20 + t.rnd.IntN(70)
	opening, closing := "", ""
	if s.Kind != text.Comment {
		opening = pick(t.rnd, calls)
		closing = t.fill(pick(t.rnd, tails[s.Kind]))
	}
	body = opening + t.bend(body, words, share) + t.papers(s) + closing
	switch t.rnd.IntN(20) {
	case 0:
		return strings.ToUpper(body)
	case 1, 2, 3, 4, 5, 6, 7, 8:
		return strings.ToLower(body)
	}
	return body
}

var calls = []string{
	"", "", "", "", "min ", "min, ", "Min ", "kak ", "pak ", "admin ", "assalamualaikum min, ", "malam min, ",
	"pagi min ", "halo min ",
	Handle + " ", "tolong min ", "izin min, ", "bang admin ",
}

var tails = map[string][]string{
	text.Complaint: {
		"", "", "", " 🙏", " tlg diperbaiki", " tolong ditindaklanjuti ya min 🙏", "!!", " gimana ini min",
		" tolonglah", " sampai kapan begini",
		" 😭", ", mohon dicek", " 🙏🙏", " udh capek lapor", ", kasihan {siapa}", " pls min", "...",
	},
	text.Information:  {"", "", " makasih", " 🙏", " min", " tolong info"},
	text.Aspiration:   {"", "", " 🙏", " semoga didengar", ", mudah-mudahan bisa", " ya min"},
	text.Advice:       {"", "", " 🙏", " ya min", ", sekian"},
	text.Criticism:    {"", "", " 😤", " hadeh", " wkwk", "!!", " 🤦"},
	text.Appreciation: {"", "", " 👍", " 🙏🙏", " ❤️", " 👏"},
}

// bend replaces neutral words by informal ones, share percent of them.
func (t *teller) bend(s string, words map[string][]string, share int) string {
	var b strings.Builder
	b.Grow(len(s) + 8)
	for i, w := range strings.Split(s, " ") {
		if i > 0 {
			b.WriteByte(' ')
		}
		core := strings.TrimRight(w, ",.?!")
		if forms := words[core]; len(forms) > 0 && t.chance(share) {
			b.WriteString(pick(t.rnd, forms))
			b.WriteString(w[len(core):])
			continue
		}
		b.WriteString(w)
	}
	return b.String()
}

// papers now and then adds numbers people should not post: the province is
// right and the regency 99, the telephone prefix ends in zeros, so that masks
// have work and nobody's number is hit.
func (t *teller) papers(s Story) string {
	if s.Kind == text.Comment || !t.chance(3) {
		return ""
	}
	n := t.rnd.IntN(90) + 10
	if s.CategorySlug == "adminduk" || s.CategorySlug == "bansos" || s.CategorySlug == "kesehatan" {
		return " NIK saya 219901" + strconv.Itoa(10+t.rnd.IntN(18)) + "0190" + "99" + strconv.Itoa(n)
	}
	return " hubungi 0812-0000-00" + strconv.Itoa(n)
}

// ended closes a sentence that is still open.
func ended(s string) string {
	if strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") {
		return s
	}
	return s + "."
}

func upperFirst(s string) string {
	if s != "" && 'a' <= s[0] && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}
