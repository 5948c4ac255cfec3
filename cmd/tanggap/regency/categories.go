package regency

import "tanggap/models/text"

// Category is one matter citizens write about.
type Category struct {
	Slug, ID, EN string // name in Indonesian and English
	Lead         string // slug of the unit that answers first
	Confidential bool   // only inspectors see its tickets
	Weight       int    // how often people write about it, against the others
	Keywords     []string
}

// Categories returns the 25 categories.
func Categories() []Category { return categories }

// Words returns the keywords in the form text.Compile wants.
func Words() []text.CategoryWords {
	words := make([]text.CategoryWords, len(text.Topics))
	for i, t := range text.Topics {
		words[i] = t.CategoryWords
	}
	return words
}

// desks are, by topic, which unit answers first and how often people write about it.
var desks = map[string]struct {
	lead   string
	weight int
}{
	"jalan":             {"pupr", 13},
	"pju":               {"disperkim", 13},
	"air_bersih":        {"perumda", 11},
	"drainase_banjir":   {"pupr", 8},
	"sampah":            {"dlh", 9},
	"pohon_taman":       {"dlh", 4},
	"adminduk":          {"disdukcapil", 7},
	"kesehatan":         {"dinkes", 6},
	"pendidikan":        {"disdik", 4},
	"bansos":            {"dinsos", 5},
	"perumahan":         {"disperkim", 2},
	"ketenagakerjaan":   {"disnaker", 2},
	"perizinan":         {"dpmptsp", 1},
	"pajak":             {"bapenda", 1},
	"pasar_umkm":        {"diskopdag", 2},
	"pertanian":         {"dkpp", 1},
	"perikanan":         {"disperikanan", 2},
	"transportasi":      {"dishub", 3},
	"pariwisata":        {"disbudpar", 1},
	"ketertiban":        {"satpolpp", 2},
	"bencana_kebakaran": {"bpbd", 1},
	"perempuan_anak":    {"dp3kb", 1},
	"internet_aplikasi": {"diskominfo", 2},
	"pungli_etik":       {Inspectorate, 1},
	"umum":              {Coordinator, 4},
}

var categories = func() []Category {
	all := make([]Category, len(text.Topics))
	for i, t := range text.Topics {
		desk := desks[t.Slug]
		all[i] = Category{
			Slug: t.Slug, ID: t.ID, EN: t.EN, Lead: desk.lead, Confidential: t.Sealed, Weight: desk.weight, Keywords: t.Words,
		}
	}
	return all
}()
