package text

// Topic is something citizens write to a regency about, with the words it is recognised by.
type Topic struct {
	CategoryWords
	ID, EN string // its name in Indonesian and English
	Sealed bool   // about the conduct of officials: the inspectorate only
}

// Topics are the 25 a house begins with (domain.md section 5): what the agencies of a regency do.
var Topics = []Topic{
	{
		ID: "Jalan dan jembatan", EN: "Roads and bridges",
		CategoryWords: CategoryWords{Slug: "jalan", Words: []string{
			"jalan", "lubang", "aspal", "jembatan", "jalan rusak", "jalan berlubang", "semenisasi", "tambal",
			"jalan lingkungan", "pelantar", "gorong-gorong ambles", "badan jalan", "bahu jalan", "retak",
			"becek",
		}},
	},
	{
		ID: "Lampu jalan", EN: "Street lights",
		CategoryWords: CategoryWords{Slug: "pju", Words: []string{
			"lampu jalan", "lampu", "PJU", "penerangan jalan", "gelap", "tiang lampu", "padam", "bohlam",
			"lampu taman",
		}},
	},
	{
		ID: "Air bersih", EN: "Water supply",
		CategoryWords: CategoryWords{Slug: "air_bersih", Words: []string{
			"air mati", "air bersih", "PDAM", "perumda", "keruh", "pipa", "meteran", "tagihan air", "air keruh",
			"air tidak mengalir", "air", "ledeng", "air macet", "debit air", "pelanggan",
		}},
	},
	{
		ID: "Drainase dan banjir", EN: "Drains and floods",
		CategoryWords: CategoryWords{Slug: "drainase_banjir", Words: []string{
			"banjir", "parit", "got", "mampet", "drainase", "genangan", "rob", "selokan", "tersumbat",
			"gorong-gorong", "air pasang", "pengerukan", "sedimen", "tergenang",
		}},
	},
	{
		ID: "Sampah dan lingkungan", EN: "Waste and environment",
		CategoryWords: CategoryWords{Slug: "sampah", Words: []string{
			"sampah", "TPS", "truk sampah", "bau", "bakar sampah", "limbah", "asap", "minyak hitam", "tambang",
			"pencemaran", "kontainer", "petugas sampah", "pasir ilegal", "iuran sampah", "bank sampah",
		}},
	},
	{
		ID: "Pohon dan taman", EN: "Trees and parks",
		CategoryWords: CategoryWords{Slug: "pohon_taman", Words: []string{
			"pohon", "dahan", "taman", "ranting", "pohon tumbang", "pemangkasan", "tebang", "rumput", "pangkas",
			"taman kota",
		}},
	},
	{
		ID: "Administrasi kependudukan", EN: "Civil registration",
		CategoryWords: CategoryWords{Slug: "adminduk", Words: []string{
			"KTP", "kartu keluarga", "akta", "KIA", "blangko", "e-KTP", "akta lahir", "pindah domisili",
			"capil", "disdukcapil", "NIK", "perekaman", "akta kelahiran", "kartu identitas anak", "no kk",
			"pecah kk",
		}},
	},
	{
		ID: "Kesehatan dan BPJS", EN: "Health",
		CategoryWords: CategoryWords{Slug: "kesehatan", Words: []string{
			"puskesmas", "RSUD", "obat", "DBD", "ambulans", "bidan", "dokter", "BPJS", "KIS", "posyandu",
			"fogging", "rumah sakit", "poli", "pasien", "imunisasi", "antre poli", "rawat inap",
		}},
	},
	{
		ID: "Pendidikan", EN: "Education",
		CategoryWords: CategoryWords{Slug: "pendidikan", Words: []string{
			"sekolah", "guru", "SPMB", "PPDB", "beasiswa", "murid", "siswa", "ruang kelas", "seragam", "SD",
			"SMP", "zonasi", "uang komite", "PAUD", "sekolah bocor", "perpustakaan sekolah",
		}},
	},
	{
		ID: "Bantuan sosial", EN: "Social aid",
		CategoryWords: CategoryWords{Slug: "bansos", Words: []string{
			"bansos", "bantuan sosial", "PKH", "BLT", "DTKS", "DTSEN", "sembako", "BPNT", "penerima bantuan",
			"lansia", "disabilitas", "kursi roda", "keluarga kurang mampu", "santunan", "desil",
		}},
	},
	{
		ID: "Perumahan", EN: "Housing",
		CategoryWords: CategoryWords{Slug: "perumahan", Words: []string{
			"RTLH", "bedah rumah", "PSU", "rumah tidak layak huni", "perumahan subsidi", "developer", "fasum",
			"rusun", "rumah layak huni",
		}},
	},
	{
		ID: "Ketenagakerjaan", EN: "Employment",
		CategoryWords: CategoryWords{Slug: "ketenagakerjaan", Words: []string{
			"lowongan kerja", "PHK", "pesangon", "UMK", "upah", "pelatihan kerja", "kartu kuning", "perusahaan",
			"pencari kerja", "gaji", "bursa kerja", "BLK", "lembur",
		}},
	},
	{
		ID: "Perizinan", EN: "Permits",
		CategoryWords: CategoryWords{Slug: "perizinan", Words: []string{
			"NIB", "OSS", "PBG", "izin usaha", "perizinan", "IMB", "izin bangunan", "loket izin", "SLF",
		}},
	},
	{
		ID: "Pajak dan retribusi", EN: "Taxes and fees",
		CategoryWords: CategoryWords{Slug: "pajak", Words: []string{
			"PBB", "BPHTB", "retribusi", "pajak", "NJOP", "SPPT", "denda pajak", "pajak daerah",
			"pajak restoran",
		}},
	},
	{
		ID: "Pasar dan UMKM", EN: "Markets and small business",
		CategoryWords: CategoryWords{Slug: "pasar_umkm", Words: []string{
			"harga", "pasar", "UMKM", "operasi pasar", "cabai", "kios", "gas elpiji", "lapak", "pedagang",
			"bazar", "koperasi", "timbangan", "minyak goreng", "sertifikat halal",
		}},
	},
	{
		ID: "Pertanian dan ternak", EN: "Farming",
		CategoryWords: CategoryWords{Slug: "pertanian", Words: []string{
			"pupuk", "hama", "ternak", "anjing liar", "petani", "sapi", "kebun", "bibit", "sawah", "penyuluh",
			"rabies", "kelompok tani",
		}},
	},
	{
		ID: "Perikanan", EN: "Fisheries",
		CategoryWords: CategoryWords{Slug: "perikanan", Words: []string{
			"nelayan", "solar", "pompong", "jaring", "melaut", "TPI", "ikan", "kapal asing", "pukat",
			"kartu nelayan", "keramba", "bubu",
		}},
	},
	{
		ID: "Transportasi", EN: "Transport",
		CategoryWords: CategoryWords{Slug: "transportasi", Words: []string{
			"bus sekolah", "parkir", "kapal", "rambu", "lampu merah", "dermaga", "pelabuhan", "ferry", "angkot",
			"marka", "macet", "jadwal kapal", "zebra cross", "juru parkir", "speed boat",
		}},
	},
	{
		ID: "Pariwisata dan budaya", EN: "Tourism",
		CategoryWords: CategoryWords{Slug: "pariwisata", Words: []string{
			"pantai", "wisata", "toilet umum", "turis", "festival", "gazebo", "tiket masuk", "beach", "tourist",
			"cagar budaya", "sanggar", "objek wisata",
		}},
	},
	{
		ID: "Ketertiban umum", EN: "Public order",
		CategoryWords: CategoryWords{Slug: "ketertiban", Words: []string{
			"bising", "PKL", "warung remang", "miras", "karaoke", "satpol", "tawuran", "balap liar", "knalpot",
			"pengamen", "razia", "trotoar", "orgen", "gelandangan",
		}},
	},
	{
		ID: "Bencana dan kebakaran", EN: "Disaster and fire",
		CategoryWords: CategoryWords{Slug: "bencana_kebakaran", Words: []string{
			"kebakaran", "longsor", "puting beliung", "damkar", "BPBD", "angin kencang", "tenggelam", "ular",
			"evakuasi", "abrasi", "pengungsi", "sarang tawon",
		}},
	},
	{
		ID: "Perempuan dan anak", EN: "Women and children",
		CategoryWords: CategoryWords{Slug: "perempuan_anak", Words: []string{
			"KDRT", "kekerasan", "cabul", "pelecehan", "anak terlantar", "dipukul suami", "perundungan",
			"bully", "dipukuli", "korban anak", "nikah dini",
		}},
	},
	{
		ID: "Internet dan aplikasi", EN: "Internet and apps",
		CategoryWords: CategoryWords{Slug: "internet_aplikasi", Words: []string{
			"sinyal", "blank spot", "website", "aplikasi", "internet", "wifi", "jaringan", "server", "login",
			"tower", "OTP", "hoaks",
		}},
	},
	{
		ID: "Pungli dan etik pegawai", EN: "Extortion and ethics", Sealed: true,
		CategoryWords: CategoryWords{Slug: "pungli_etik", Words: []string{
			"pungli", "suap", "pegawai bolos", "uang pelicin", "tanpa karcis", "minta uang", "oknum",
			"mobil dinas", "calo", "setoran", "gratifikasi", "uang rokok", "tanpa kuitansi",
		}},
	},
	{
		ID: "Umum", EN: "General",
		CategoryWords: CategoryWords{Slug: "umum", Words: []string{
			"pelayanan", "pegawai", "bupati", "upacara", "honorer", "PPPK", "CPNS", "kantor camat",
			"kantor desa", "nomor telepon", "jam pelayanan", "dana desa", "formulir",
		}},
	},
}
