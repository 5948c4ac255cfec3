package regency

import (
	"strconv"
	"strings"
)

// Names are put together from invented given names and words of the sea and
// the wood, so that nobody is called so.
var (
	givenNames = []string{
		"Arunika", "Belindra", "Cahyora", "Damerta", "Elvoni", "Faridora", "Gemalis", "Hasmuri", "Ikranda",
		"Jelitasari", "Kamerudi",
		"Laksari", "Mahdori", "Nurbela", "Orlanda", "Puspari", "Qomarida", "Rahmuda", "Selamira", "Tamrinda",
		"Umaira", "Vanusri",
		"Wardoni", "Yasrika", "Zulmira", "Bahrudo", "Dermani", "Haikola", "Melurita", "Syahrona",
	}
	familyNames = []string{
		"Ombaktenang", "Pasirputeh", "Anginselat", "Nipahrimbun", "Karangjulai", "Bakaulaut", "Serindit",
		"Camarsenja", "Tembesuraya",
		"Lautselam", "Pelantari", "Gelamhijau", "Teripangan", "Kelubimas", "Rumbiapulau", "Senduduki",
		"Merbahkota", "Hujansore",
		"Bulansabit", "Layarkembang", "Tenggirian", "Pandanwangian", "Sagurimba", "Kerapuan",
	}
	handleWords = []string{
		"warga", "anak.pulau", "emak", "bang", "cik", "kerapu", "nipah", "kopi.o", "pompong", "senja", "bahari",
		"camar", "belacan", "otakotak",
	}
)

func (t *teller) name() string { return pick(t.rnd, givenNames) + " " + pick(t.rnd, familyNames) }

// handle is what the citizen is called on a network.
func (t *teller) handle(channel, name string) string {
	if !networks[channel] {
		return ""
	}
	given, _, _ := strings.Cut(strings.ToLower(name), " ")
	return pick(t.rnd, handleWords) + "_" + given + strconv.Itoa(t.rnd.IntN(100))
}

// contact is a number or address that leads nowhere.
func (t *teller) contact(channel, name string) string {
	switch channel {
	case "whatsapp", "phone":
		return "0812-0000-" + strconv.Itoa(1000+t.rnd.IntN(9000))
	case "email":
		return t.mail(name)
	case "form":
		if t.chance(40) {
			return t.mail(name)
		}
	}
	return ""
}

func (t *teller) mail(name string) string {
	return strings.ReplaceAll(strings.ToLower(name), " ", ".") + strconv.Itoa(t.rnd.IntN(1000)) + "@warga.example"
}
