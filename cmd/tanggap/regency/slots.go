package regency

// slots are what fills a template, by slot name.
var slots = map[string][]string{
	"dur": {
		"2 minggu", "3 hari", "seminggu", "sebulan", "4 hari", "10 hari", "3 minggu", "2 bulan",
		"dua minggu lebih", "hampir sebulan",
		"lebih dari 3 bulan", "setengah tahun", "5 hari", "setahun", "berhari-hari",
	},
	"sejak": {
		"kemarin", "Senin", "Sabtu malam", "hujan deras kemarin", "awal bulan", "minggu lalu", "Jumat sore",
		"habis lebaran", "bulan lalu",
		"Rabu pagi", "tanggal 5", "subuh tadi",
	},
	"kali": {"2 kali", "3 kali", "berkali-kali", "lima kali", "4 kali", "entah berapa kali"},
	"jam":  {"jam 6 pagi", "jam 10", "jam 7 malam", "jam 3 sore", "jam 9 malam", "jam 11 siang", "jam 5 subuh"},
	"uang": {
		"50 ribu", "20 ribu", "150 ribu", "780 ribu", "100 ribu", "35 ribu", "5 ribu", "250 ribu", "1,2 juta",
		"75 ribu",
	},
	"siapa": {
		"anak sekolah", "warga", "lansia", "ibu-ibu", "pengendara motor", "orang", "anak kecil", "jemaah masjid",
		"pedagang", "warga RT kami",
		"pekerja sif malam", "nenek saya",
	},
	"objek": {
		"masjid raya", "SD negeri", "pasar ikan", "kantor desa", "puskesmas", "lapangan bola", "dermaga",
		"simpang tiga", "warung Mak Cik",
		"gudang es", "jembatan kayu", "balai desa", "SMP", "pos ronda", "kantor pos", "kedai kopi",
	},
}

// spots and streets are invented, and common enough to be nowhere.
var spots = []string{
	"depan masjid", "simpang pasar", "dekat SDN 04", "samping kantor desa", "belakang puskesmas", "ujung dermaga",
	"tikungan pabrik es",
	"depan lapangan bola", "kompleks Griya Camar blok B", "perumahan Nipah Lestari", "turunan Bukit Tiga",
	"dekat jembatan dua",
	"gang belakang surau", "simpang empat", "seberang SPBU", "kampung nelayan",
}

var streets = []string{
	"Jalan Camar Putih", "Jalan Nipah Raya", "Jalan Bakti Bahari", "Gang Tenggiri", "Gang Kerapu 3",
	"Jalan Pelita Laut", "Jalan Kelong Baru",
	"Jalan Simpang Merbau", "Gang Selar", "Jalan Serai Wangi", "Jalan Pasir Dua", "Gang Bawal",
	"Jalan Layar Terkembang", "Jalan Sagu Rumbia",
}

// topics name a category inside a sentence.
var topics = map[string]string{
	"jalan": "jalan kampung", "pju": "lampu jalan", "air_bersih": "air bersih", "drainase_banjir": "parit",
	"sampah": "angkutan sampah", "pohon_taman": "pohon dan taman", "adminduk": "KTP dan akta",
	"kesehatan":  "puskesmas",
	"pendidikan": "sekolah", "bansos": "bantuan sosial", "perumahan": "bedah rumah",
	"ketenagakerjaan": "lowongan kerja",
	"perizinan":       "perizinan", "pajak": "PBB", "pasar_umkm": "pasar dan UMKM", "pertanian": "pupuk petani",
	"perikanan": "bantuan nelayan", "transportasi": "kapal dan dermaga", "pariwisata": "objek wisata",
	"ketertiban": "PKL dan trotoar", "bencana_kebakaran": "damkar dan BPBD",
	"perempuan_anak":    "pendampingan korban anak",
	"internet_aplikasi": "sinyal dan internet", "pungli_etik": "laporan pungli", "umum": "pelayanan kantor camat",
}

// remarks are what people leave at a desk or in a form without any request.
var remarks = []string{
	"hanya mencoba formulir ini, abaikan saja", "tes kirim dari {desa}", "ini nomor saya yang baru untuk arsip",
	"titip salam untuk petugas loket di {desa}",
}
