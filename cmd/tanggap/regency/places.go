package regency

// Place is a village; Unit is the slug of its sub-district.
type Place struct {
	Slug, Name, Unit string
	Lat, Long        float64
}

type subDistrict struct {
	slug, name string
	villages   []string
}

// subDistricts and their villages are invented.
var subDistricts = [...]subDistrict{
	{
		"kuala-senja", "Kuala Senja",
		[]string{"Senja Kota", "Pasir Semilir", "Telaga Biduk", "Bakau Condong", "Kampung Jermal"},
	},
	{
		"teluk-permaisuri", "Teluk Permaisuri",
		[]string{"Permaisuri Hulu", "Permaisuri Hilir", "Sungai Kelekati", "Tanjung Seludang"},
	},
	{
		"bukit-serindit", "Bukit Serindit",
		[]string{"Serindit Jaya", "Lembah Pandan Wangi", "Simpang Merbah", "Air Selasih"},
	},
	{"rantau-tembesu", "Rantau Tembesu", []string{"Tembesu Asri", "Tembesu Lama", "Kebun Kelubi", "Parit Gelam"}},
	{
		"muara-nipah-biru", "Muara Nipah Biru",
		[]string{"Nipah Biru", "Muara Keting", "Kuala Belanak", "Sei Umbai", "Pelantar Tujuh"},
	},
	{"tanjung-cendawan", "Tanjung Cendawan", []string{"Cendawan Barat", "Cendawan Timur", "Teluk Gelugur"}},
	{"selat-dayung", "Selat Dayung", []string{"Dayung Besar", "Dayung Kecil", "Pulau Lelayang", "Selat Peniti"}},
	{"gugus-karang", "Gugus Karang", []string{"Karang Lintang", "Karang Penyu", "Pulau Teripang", "Batu Bersusun"}},
	{
		"padang-resam", "Padang Resam",
		[]string{"Resam Permai", "Kampung Senduduk", "Lubuk Kelah", "Padang Mengkirai"},
	},
	{"pulau-sembilang", "Pulau Sembilang", []string{
		"Sembilang Kota", "Sembilang Laut", "Teluk Ketapang Kecil", "Tanjung Pelampung",
		"Kampung Bubu",
	}},
}

// Places returns the villages of all sub-districts. Their coordinates lie in
// open sea, so that no map shows a real village under an invented name.
func Places() []Place {
	var places []Place
	for i, s := range subDistricts {
		for j, v := range s.villages {
			places = append(places, Place{
				Slug: slug(v), Name: v, Unit: s.slug,
				Lat: 2.10 + 0.04*float64(i) + 0.006*float64(j), Long: 106.40 + 0.05*float64(i%4) + 0.008*float64(j),
			})
		}
	}
	return places
}

// slug turns a name into lower case with hyphens.
func slug(name string) string {
	b := []byte(name)
	for i, c := range b {
		switch {
		case c == ' ':
			b[i] = '-'
		case 'A' <= c && c <= 'Z':
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
