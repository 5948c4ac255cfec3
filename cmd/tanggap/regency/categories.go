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
	words := make([]text.CategoryWords, len(categories))
	for i, c := range categories {
		words[i] = text.CategoryWords{Slug: c.Slug, Words: c.Keywords}
	}
	return words
}

var categories = []Category{
	{
		Slug: "jalan", ID: "Jalan dan jembatan", EN: "Roads and bridges",
		Lead: "pupr", Weight: 13, Keywords: []string{
			"jalan", "lubang", "aspal", "jembatan", "jalan rusak", "jalan berlubang", "semenisasi", "tambal",
			"jalan lingkungan", "pelantar", "gorong-gorong ambles", "badan jalan", "bahu jalan", "retak",
			"becek",
		},
	},
	{
		Slug: "pju", ID: "Lampu jalan", EN: "Street lights",
		Lead: "disperkim", Weight: 13, Keywords: []string{
			"lampu jalan", "lampu", "PJU", "penerangan jalan", "gelap", "tiang lampu", "padam", "bohlam",
			"lampu taman",
		},
	},
	{
		Slug: "air_bersih", ID: "Air bersih", EN: "Water supply",
		Lead: "perumda", Weight: 11, Keywords: []string{
			"air mati", "air bersih", "PDAM", "perumda", "keruh", "pipa", "meteran", "tagihan air", "air keruh",
			"air tidak mengalir", "air", "ledeng", "air macet", "debit air", "pelanggan",
		},
	},
	{
		Slug: "drainase_banjir", ID: "Drainase dan banjir", EN: "Drains and floods",
		Lead: "pupr", Weight: 8, Keywords: []string{
			"banjir", "parit", "got", "mampet", "drainase", "genangan", "rob", "selokan", "tersumbat",
			"gorong-gorong", "air pasang", "pengerukan", "sedimen", "tergenang",
		},
	},
	{
		Slug: "sampah", ID: "Sampah dan lingkungan", EN: "Waste and environment",
		Lead: "dlh", Weight: 9, Keywords: []string{
			"sampah", "TPS", "truk sampah", "bau", "bakar sampah", "limbah", "asap", "minyak hitam", "tambang",
			"pencemaran", "kontainer", "petugas sampah", "pasir ilegal", "iuran sampah", "bank sampah",
		},
	},
	{
		Slug: "pohon_taman", ID: "Pohon dan taman", EN: "Trees and parks",
		Lead: "dlh", Weight: 4, Keywords: []string{
			"pohon", "dahan", "taman", "ranting", "pohon tumbang", "pemangkasan", "tebang", "rumput", "pangkas",
			"taman kota",
		},
	},
	{
		Slug: "adminduk", ID: "Administrasi kependudukan", EN: "Civil registration",
		Lead: "disdukcapil", Weight: 7, Keywords: []string{
			"KTP", "kartu keluarga", "akta", "KIA", "blangko", "e-KTP", "akta lahir", "pindah domisili",
			"capil", "disdukcapil", "NIK", "perekaman", "akta kelahiran", "kartu identitas anak", "no kk",
			"pecah kk",
		},
	},
	{
		Slug: "kesehatan", ID: "Kesehatan dan BPJS", EN: "Health",
		Lead: "dinkes", Weight: 6, Keywords: []string{
			"puskesmas", "RSUD", "obat", "DBD", "ambulans", "bidan", "dokter", "BPJS", "KIS", "posyandu",
			"fogging", "rumah sakit", "poli", "pasien", "imunisasi", "antre poli", "rawat inap",
		},
	},
	{
		Slug: "pendidikan", ID: "Pendidikan", EN: "Education",
		Lead: "disdik", Weight: 4, Keywords: []string{
			"sekolah", "guru", "SPMB", "PPDB", "beasiswa", "murid", "siswa", "ruang kelas", "seragam", "SD",
			"SMP", "zonasi", "uang komite", "PAUD", "sekolah bocor", "perpustakaan sekolah",
		},
	},
	{
		Slug: "bansos", ID: "Bantuan sosial", EN: "Social aid",
		Lead: "dinsos", Weight: 5, Keywords: []string{
			"bansos", "bantuan sosial", "PKH", "BLT", "DTKS", "DTSEN", "sembako", "BPNT", "penerima bantuan",
			"lansia", "disabilitas", "kursi roda", "keluarga kurang mampu", "santunan", "desil",
		},
	},
	{
		Slug: "perumahan", ID: "Perumahan", EN: "Housing",
		Lead: "disperkim", Weight: 2, Keywords: []string{
			"RTLH", "bedah rumah", "PSU", "rumah tidak layak huni", "perumahan subsidi", "developer", "fasum",
			"rusun", "rumah layak huni",
		},
	},
	{
		Slug: "ketenagakerjaan", ID: "Ketenagakerjaan", EN: "Employment",
		Lead: "disnaker", Weight: 2, Keywords: []string{
			"lowongan kerja", "PHK", "pesangon", "UMK", "upah", "pelatihan kerja", "kartu kuning", "perusahaan",
			"pencari kerja", "gaji", "bursa kerja", "BLK", "lembur",
		},
	},
	{
		Slug: "perizinan", ID: "Perizinan", EN: "Permits",
		Lead: "dpmptsp", Weight: 1, Keywords: []string{
			"NIB", "OSS", "PBG", "izin usaha", "perizinan", "IMB", "izin bangunan", "loket izin", "SLF",
		},
	},
	{
		Slug: "pajak", ID: "Pajak dan retribusi", EN: "Taxes and fees",
		Lead: "bapenda", Weight: 1, Keywords: []string{
			"PBB", "BPHTB", "retribusi", "pajak", "NJOP", "SPPT", "denda pajak", "pajak daerah",
			"pajak restoran",
		},
	},
	{
		Slug: "pasar_umkm", ID: "Pasar dan UMKM", EN: "Markets and small business",
		Lead: "diskopdag", Weight: 2, Keywords: []string{
			"harga", "pasar", "UMKM", "operasi pasar", "cabai", "kios", "gas elpiji", "lapak", "pedagang",
			"bazar", "koperasi", "timbangan", "minyak goreng", "sertifikat halal",
		},
	},
	{
		Slug: "pertanian", ID: "Pertanian dan ternak", EN: "Farming",
		Lead: "dkpp", Weight: 1, Keywords: []string{
			"pupuk", "hama", "ternak", "anjing liar", "petani", "sapi", "kebun", "bibit", "sawah", "penyuluh",
			"rabies", "kelompok tani",
		},
	},
	{
		Slug: "perikanan", ID: "Perikanan", EN: "Fisheries",
		Lead: "disperikanan", Weight: 2, Keywords: []string{
			"nelayan", "solar", "pompong", "jaring", "melaut", "TPI", "ikan", "kapal asing", "pukat",
			"kartu nelayan", "keramba", "bubu",
		},
	},
	{
		Slug: "transportasi", ID: "Transportasi", EN: "Transport",
		Lead: "dishub", Weight: 3, Keywords: []string{
			"bus sekolah", "parkir", "kapal", "rambu", "lampu merah", "dermaga", "pelabuhan", "ferry", "angkot",
			"marka", "macet", "jadwal kapal", "zebra cross", "juru parkir", "speed boat",
		},
	},
	{
		Slug: "pariwisata", ID: "Pariwisata dan budaya", EN: "Tourism",
		Lead: "disbudpar", Weight: 1, Keywords: []string{
			"pantai", "wisata", "toilet umum", "turis", "festival", "gazebo", "tiket masuk", "beach", "tourist",
			"cagar budaya", "sanggar", "objek wisata",
		},
	},
	{
		Slug: "ketertiban", ID: "Ketertiban umum", EN: "Public order",
		Lead: "satpolpp", Weight: 2, Keywords: []string{
			"bising", "PKL", "warung remang", "miras", "karaoke", "satpol", "tawuran", "balap liar", "knalpot",
			"pengamen", "razia", "trotoar", "orgen", "gelandangan",
		},
	},
	{
		Slug: "bencana_kebakaran", ID: "Bencana dan kebakaran", EN: "Disaster and fire",
		Lead: "bpbd", Weight: 1, Keywords: []string{
			"kebakaran", "longsor", "puting beliung", "damkar", "BPBD", "angin kencang", "tenggelam", "ular",
			"evakuasi", "abrasi", "pengungsi", "sarang tawon",
		},
	},
	{
		Slug: "perempuan_anak", ID: "Perempuan dan anak", EN: "Women and children",
		Lead: "dp3kb", Weight: 1, Keywords: []string{
			"KDRT", "kekerasan", "cabul", "pelecehan", "anak terlantar", "dipukul suami", "perundungan",
			"bully", "dipukuli", "korban anak", "nikah dini",
		},
	},
	{
		Slug: "internet_aplikasi", ID: "Internet dan aplikasi", EN: "Internet and apps",
		Lead: "diskominfo", Weight: 2, Keywords: []string{
			"sinyal", "blank spot", "website", "aplikasi", "internet", "wifi", "jaringan", "server", "login",
			"tower", "OTP", "hoaks",
		},
	},
	{
		Slug: "pungli_etik", ID: "Pungli dan etik pegawai", EN: "Extortion and ethics",
		Lead: Inspectorate, Confidential: true, Weight: 1, Keywords: []string{
			"pungli", "suap", "pegawai bolos", "uang pelicin", "tanpa karcis", "minta uang", "oknum",
			"mobil dinas", "calo", "setoran", "gratifikasi", "uang rokok", "tanpa kuitansi",
		},
	},
	{
		Slug: "umum", ID: "Umum", EN: "General",
		Lead: Coordinator, Weight: 4, Keywords: []string{
			"pelayanan", "pegawai", "bupati", "upacara", "honorer", "PPPK", "CPNS", "kantor camat",
			"kantor desa", "nomor telepon", "jam pelayanan", "dana desa", "formulir",
		},
	},
}
