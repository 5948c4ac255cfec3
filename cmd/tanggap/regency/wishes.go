package regency

// questions, wishes, advice and thanks by category; a category without own
// ones takes the general ones of the empty name.
var questions = map[string][]string{
	"": {
		"mau tanya, kalau soal {topik} lapornya ke mana ya?",
		"info dong, kantor yang urus {topik} buka jam berapa?",
		"nomor telepon yang bisa dihubungi untuk {topik}{di} berapa?",
		"bagaimana cara mengajukan permohonan {topik} untuk warga {desa}?",
		"apakah pengaduan {topik} harus pakai KTP sini?",
	},
	"adminduk": {
		"mau tanya syarat bikin KTP hilang apa saja ya? bisa online tidak",
		"bagaimana cara pindah KK dari luar kota? berapa lama jadinya",
		"KIA untuk bayi {n} bulan sudah bisa? syaratnya apa",
		"apakah perekaman KTP buka hari Sabtu? jadwal di {desa} kapan",
		"akta kelahiran terlambat lapor kena denda tidak?",
	},
	"kesehatan": {
		"jadwal imunisasi di posyandu {desa} tanggal berapa?",
		"poli gigi RSUD buka jam berapa? daftar di mana",
		"bagaimana cara mengaktifkan BPJS yang nonaktif? syaratnya apa",
	},
	"pendidikan": {
		"SPMB SMP tahun ini mulai kapan? syarat zonasi apa saja",
		"info beasiswa daerah untuk anak {desa} masih buka?",
	},
	"bansos": {
		"bagaimana cara cek nama di DTSEN? apakah bisa lewat desa", "bansos bulan ini kapan cair di {desa}?",
	},
	"perizinan": {
		"syarat NIB untuk usaha kue rumahan apa saja? berapa biaya",
		"mau tanya PBG rumah tinggal prosesnya berapa lama?",
	},
	"pajak": {
		"bayar PBB bisa lewat mana saja? jatuh tempo kapan", "apakah ada pemutihan denda pajak tahun ini?",
	},
	"transportasi": {
		"kapal ke {desa} minggu ini berangkat jam berapa?", "jadwal ferry hari Minggu masih sama? tiket berapa",
	},
	"ketenagakerjaan": {
		"info lowongan kerja di {desa} untuk lulusan SMK ada?",
		"kartu kuning sekarang bisa online? syarat apa saja",
	},
	"perikanan": {"bagaimana cara buat kartu nelayan? bantuan mesin masih ada?"},
	"pariwisata": {
		"Hi admin, is the road to the beach open? The map says closed",
		"festival layang-layang tahun ini tanggal berapa?",
	},
	"perumahan": {"bagaimana cara daftar bedah rumah? syarat RTLH apa saja"},
	"umum": {
		"pengumuman PPPK kapan keluar? link resminya di mana", "ini hoaks atau benar, katanya besok libur?",
	},
	"jalan": {
		"mau tanya, perbaikan jalan {lok} kapan jadwalnya?",
		"jalan {lok} itu wewenang kabupaten atau provinsi? lapor ke siapa",
	},
	"pju": {"bagaimana cara mengajukan pemasangan lampu jalan di {desa}? syaratnya apa"},
	"air_bersih": {
		"mau tanya biaya sambungan baru perumda berapa? syarat apa saja",
		"jadwal air mengalir di {desa} jam berapa?",
	},
}

var wishes = map[string][]string{
	"": {
		"usul, [tolong|mohon] dibuatkan program {topik} untuk {siapa}{di}",
		"kami berharap {topik}{di} lebih diperhatikan, semoga tahun depan dianggarkan",
		"aspirasi warga {desa}: mohon ada perhatian untuk {topik}",
	},
	"jalan": {
		"usul agar dibangun jalan tembus dari {desa} ke {objek}, [hasil kebun susah keluar|memutar {n} km]",
		"mohon dibangun jembatan {lok} supaya {siapa} tidak memutar",
	},
	"pju": {
		"mohon ditambah lampu jalan {lok}, [belum ada satu pun|baru {n} tiang]",
		"usul lampu tenaga surya untuk {desa}, listrik sering padam",
	},
	"pasar_umkm": {
		"usul bikin pasar malam UMKM tiap Sabtu {lok}",
		"harapan kami ada operasi pasar di {desa}, harga terlalu tinggi",
	},
	"pendidikan": {
		"kami ingin ada SMP di {desa}, anak-anak naik kapal tiap hari", "usul perpustakaan keliling sampai {desa}",
	},
	"transportasi": {
		"mohon ditambah trip kapal ke {desa} tiap akhir pekan", "usul bus sekolah gratis sampai {desa}",
	},
	"pohon_taman": {
		"usul taman bermain anak {lok}, lahannya ada", "mohon ditanam pohon peneduh sepanjang jalan {desa}",
	},
	"kesehatan": {
		"mohon ada ambulans laut untuk {desa}, rujukan {n} jam naik pompong",
		"harapan kami ada dokter gigi di puskesmas {desa}",
	},
	"internet_aplikasi": {"mohon dibangun tower di {desa}, sinyal hanya ada di dermaga"},
	"pariwisata": {
		"usul festival pompong hias tiap tahun {lok}", "kami berharap pantai {lok} dibuat tempat wisata keluarga",
	},
	"air_bersih": {"mohon dibangun embung atau sumur bor {lok}, kemarau selalu kering"},
}

var advice = []string{
	"saran saja, nomor antrean {topik} sebaiknya bisa diambil dari rumah",
	"masukan untuk dinas, jadwal {topik} lebih baik diumumkan tiap minggu di sini",
	"sebaiknya petugas {topik} ada yang piket hari Sabtu, warga kerja semua",
	"alangkah baiknya kalau laporan {topik} ada foto sebelum dan sesudah",
	"sekadar masukan, papan informasi {topik}{di} hurufnya terlalu kecil untuk {siapa}",
	"saran, dinas keliling ke {desa} sebulan sekali khusus {topik}",
	"kalau bisa pengumuman {topik} juga lewat masjid dan grup RT, tidak semua punya IG",
}

var criticism = []string{
	"dari dulu {topik}{di} cuma janji, giliran foto cepat sekali diunggah",
	"anggaran habis untuk rapat, {topik}{di} begitu-begitu saja, percuma lapor",
	"soal {topik} saling lempar terus, rakyat yang susah",
	"jawabannya kok sama persis seperti kemarin, admin robot ya",
	"{topik}{di} bagus kalau ada kunjungan saja, besoknya begitu lagi, pencitraan",
	"kerja apa tidur, {topik} {dur} tidak kelar, makan gaji buta",
	"katanya digital, urus {topik} tetap harus bolak-balik, percuma ada aplikasi",
	"kecewa, sudah {dur} soal {topik} tidak ada yang peduli",
}

var thanks = []string{
	"terima kasih [dinas|petugas|bapak ibu] yang urus {topik}, [cepat sekali|langsung turun sore itu juga|mantap]",
	"alhamdulillah {topik}{di} sudah beres, terima kasih banyak, [gercep|salut]",
	"pelayanan {topik} sekarang ramah dan cepat, {n} menit selesai, mantap",
	"apresiasi untuk tim {topik}{di}, hujan-hujan tetap kerja, sehat selalu",
	"salut sama petugas {topik}, lapor pagi sore sudah selesai",
	"tahniah {desa}, {topik} makin bagus, pertahankan",
	"keren min, {topik}{di} sudah mulus, terima kasih atas perhatiannya",
	"terima kasih sudah dengar keluhan kami soal {topik}, warga {desa} senang",
}

var noise = []string{
	"🔥🔥🔥", "mantap 👍", "amin", "hadir", "keren", "semangat pagi", "👏👏", "wkwkwk", "salam dari {desa}", "nyimak",
	"up", "🙏🙏",
	"follow balik ya kak", "jual kue kering cek bio", "siap komandan", "@teman lihat ini", "ada yang dari {desa}?",
	"sehat selalu semuanya",
	"selamat ulang tahun kabupaten kita", "musiknya apa min", "itu {desa} ya", "❤️ {desa}",
	"cantik pemandangannya", "first",
}

// emergencies page somebody at once.
var emergencies = map[string][]string{
	"bencana_kebakaran": {
		"kebakaran {lok}, api besar dekat rumah warga, cepat!!!",
		"tolong kebakaran lahan {lok} sudah dekat permukiman",
		"ada orang tenggelam {lok}, tim belum datang, tolong", "longsor {lok} menutup rumah, ada yang terjebak",
	},
	"kesehatan": {
		"tolong ambulans, ada ibu mau melahirkan pendarahan {lok}, air pasang kapal belum ada",
		"kecelakaan di depan {objek}{di}, korban tidak sadar, ambulans puskesmas tidak datang",
	},
	"pju":             {"kabel putus dari tiang lampu {lok} menyentuh air, anak-anak main dekat situ, darurat"},
	"drainase_banjir": {"DARURAT banjir sepinggang {lok}, ada lansia terjebak di rumah"},
	"perempuan_anak":  {"tolong sekarang, ada ibu dipukuli suami KDRT {lok}, anaknya teriak"},
	"pohon_taman":     {"pohon tumbang tertimpa rumah {lok}, ada orang tertimpa di dalam, cepat"},
}
