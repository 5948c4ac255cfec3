package regency

// steps are, by category, what the office finds and what it has done.
var steps = map[string][2]string{
	"jalan": {
		"Kerusakan masuk daftar penanganan; sambil menunggu kami pasang rambu peringatan.",
		"lubang sudah ditambal dan jalan bisa dilewati, foto hasil pekerjaan terlampir.",
	},
	"pju": {
		"[Kabel|Panel|Bohlam] perlu diganti, bahannya sedang disiapkan.",
		"lampu sudah diganti dan menyala sejak [semalam|tadi malam], foto terlampir.",
	},
	"air_bersih": {
		"Ada [pipa bocor|tekanan turun] di jalur distribusi; mobil tangki kami siapkan untuk sementara.",
		"perbaikan pipa selesai dan air mengalir normal, foto terlampir.",
	},
	"drainase_banjir": {
		"Parit tersumbat [sedimen|sampah]; regu pengerukan dijadwalkan.",
		"pengerukan selesai dan air mengalir lancar, foto sebelum dan sesudah terlampir.",
	},
	"sampah": {
		"Jadwal angkut kami sesuaikan dan kontainer ditambah.",
		"sampah sudah diangkut dan lokasi dibersihkan, foto terlampir.",
	},
	"pohon_taman": {
		"Pohon perlu dipangkas; kami berkoordinasi karena dekat kabel.",
		"pemangkasan selesai dan ranting sudah dibersihkan, foto terlampir.",
	},
	"adminduk": {
		"Berkas ada di sistem dan menunggu verifikasi data.",
		"dokumen sudah terbit dan dapat diambil di loket, tanpa biaya.",
	},
	"kesehatan": {
		"Kami sudah meminta penjelasan puskesmas dan mengatur stok serta jadwal jaga.",
		"stok dan jadwal petugas sudah kembali normal.",
	},
	"pendidikan": {
		"Sekolah dan pengawas sudah dimintai keterangan.",
		"perbaikan sudah dilakukan sekolah bersama dinas, foto terlampir.",
	},
	"bansos": {
		"Data sedang dicocokkan bersama desa dan pendamping.",
		"data sudah diperbarui dan diusulkan melalui musyawarah desa.",
	},
	"perumahan": {
		"Usulan masuk antrean survei tim teknis.",
		"survei selesai dan hasilnya sudah disampaikan kepada keluarga.",
	},
	"ketenagakerjaan": {
		"Mediator menghubungi kedua pihak untuk klarifikasi.",
		"klarifikasi selesai dan kesepakatan tertulis sudah dibuat.",
	},
	"perizinan": {
		"Berkas ditelusuri bersama dinas teknis.",
		"izin sudah terbit dan bisa diunduh di akun pemohon.",
	},
	"pajak": {
		"Data objek pajak sedang diperiksa ulang.",
		"pembetulan data sudah dilakukan, SPPT baru dapat diambil.",
	},
	"pasar_umkm": {
		"Tim pemantau sudah mengecek pasar dan pangkalan.",
		"operasi pasar dan penertiban sudah dilaksanakan.",
	},
	"pertanian": {
		"Penyuluh sudah menemui kelompok tani.",
		"penanganan di lapangan selesai bersama penyuluh dan petugas hewan.",
	},
	"perikanan": {
		"Kami berkoordinasi dengan penyalur dan kelompok nelayan.",
		"penyaluran sudah kembali berjalan.",
	},
	"transportasi": {
		"Operator sudah dihubungi dan diminta memperbaiki jadwal serta fasilitas.",
		"fasilitas sudah diperbaiki dan jadwal kembali normal.",
	},
	"pariwisata": {
		"Pengelola sudah diminta membenahi fasilitas.",
		"fasilitas sudah dibersihkan dan diperbaiki, foto terlampir.",
	},
	"ketertiban": {
		"Regu patroli sudah mendatangi lokasi dan memberi teguran.",
		"penertiban sudah dilakukan dan lokasi masuk rute patroli.",
	},
	"bencana_kebakaran": {
		"Regu siaga sudah di lokasi dan memasang pengaman.",
		"penanganan darurat selesai dan lokasi dipantau.",
	},
	"perempuan_anak": {
		"Pendamping akan menghubungi secara tertutup.",
		"pendampingan berjalan secara tertutup.",
	},
	"internet_aplikasi": {
		"Tim teknis memeriksa jaringan dan server.",
		"layanan sudah kembali normal.",
	},
	"pungli_etik": {
		"Laporan ditangani secara tertutup sesuai ketentuan.",
		"pemeriksaan telah dilakukan sesuai ketentuan.",
	},
	"umum": {
		"Unit terkait sudah diminta memberi penjelasan.",
		"penjelasan unit terkait sudah kami terima dan layanan diperbaiki.",
	},
}

// answers are, by category, what the office says to a question.
var answers = map[string]string{
	"jalan": "jalan kabupaten ditangani PUPR; untuk ruas provinsi laporannya kami teruskan. " +
		"Mohon sebutkan nama ruasnya.",
	"pju": "usulan lampu jalan diajukan lewat desa dengan titik koordinat; tim menyurvei tiap bulan.",
	"air_bersih": "sambungan baru cukup membawa KTP dan denah rumah ke loket, Senin-Jumat pukul " +
		"07.30-15.00.",
	"drainase_banjir": "permohonan pengerukan parit bisa lewat desa atau formulir di halaman kami.",
	"sampah": "jadwal angkut di tiap kelurahan ada di halaman kami; keluhan petugas bisa lewat " +
		"akun ini.",
	"pohon_taman": "permohonan pemangkasan gratis, cukup kirim foto dan patokan lokasi.",
	"adminduk": "syaratnya fotokopi KK dan surat keterangan yang diperlukan, gratis, selesai 1-3 " +
		"hari kerja bila berkas lengkap.",
	"kesehatan":         "pendaftaran dibuka pukul 07.30, bawa KTP dan kartu BPJS; jadwal lengkap ada di loket.",
	"pendidikan":        "jadwal dan syarat resmi diumumkan di halaman dinas; operator sekolah bisa membantu.",
	"bansos":            "pengecekan data dilakukan lewat operator desa dengan membawa KTP, tanpa biaya.",
	"perumahan":         "usulan RTLH diajukan desa setelah musyawarah; petugas menyurvei sebelum penetapan.",
	"ketenagakerjaan":   "lowongan resmi kami pasang setiap Senin; kartu kuning bisa diurus daring tanpa biaya.",
	"perizinan":         "NIB terbit daring tanpa biaya; loket pendampingan buka Senin-Jumat pukul 08.00-15.00.",
	"pajak":             "PBB bisa dibayar di bank daerah, kantor pos, atau daring; jatuh tempo tertulis di SPPT.",
	"pasar_umkm":        "pendaftaran binaan UMKM lewat formulir dinas, gratis.",
	"pertanian":         "silakan hubungi penyuluh di kecamatan; kartu tani diperlukan untuk pupuk.",
	"perikanan":         "kartu nelayan diurus di kecamatan dengan KTP dan surat keterangan desa, gratis.",
	"transportasi":      "jadwal kapal kami perbarui tiap Jumat sore di akun ini.",
	"pariwisata":        "jadwal acara ada di kalender wisata; jalan ke pantai dibuka seperti biasa.",
	"ketertiban":        "laporan ketertiban dilayani 24 jam lewat pos jaga.",
	"bencana_kebakaran": "pos siaga buka 24 jam; untuk keadaan darurat hubungi 112.",
	"perempuan_anak":    "layanan pendampingan gratis dan tertutup; silakan kirim pesan langsung.",
	"internet_aplikasi": "panduan aplikasi ada di halaman bantuan; kendala OTP biasanya selesai setelah 1 jam.",
	"pungli_etik":       "laporan dapat dikirim tertutup lewat formulir, nama pelapor dirahasiakan.",
	"umum":              "pengumuman resmi hanya di situs dan akun bercentang; selain itu mohon diabaikan.",
}
