package main

// What the made-up offices and citizens write besides what their stories hold.
var (
	noise = []string{
		"Bukan pengaduan: komentar umum pada unggahan.", "Hanya menandai teman.", "Ucapan, tidak perlu jawaban.",
		"Iklan, bukan urusan pemerintah daerah.",
	}
	handOvers = []string{
		"Kewenangan OPD yang menangani urusan ini.", "Mohon ditindaklanjuti, lokasi dan keluhan sudah jelas.",
		"Sesuai kategori, diteruskan ke OPD teknis.",
	}
	notes = []string{
		"Sudah dihubungi lewat telepon, menunggu foto.", "Koordinasi dengan petugas lapangan besok pagi.",
		"Laporan serupa dari RT sebelah, lihat tiket minggu lalu.", "Masuk rencana perbaikan bulan ini.",
		"Cek dulu apakah ruas ini milik kabupaten atau provinsi.", "Kepala bidang minta dipantau.",
	}
	questions = []string{
		"Boleh dibantu titik lokasi atau patokan terdekat, Kak?", "Sejak kapan terjadinya, Kak? Boleh kirim foto?",
		"Mohon nomor pelanggan tanpa data pribadi lain, Kak.", "Di RT berapa tepatnya, Kak?",
	}
	explanations = []string{
		"dekat simpang tiga sebelah warung, depan masjid", "sudah seminggu ini, foto menyusul ya",
		"RT 3 RW 2, patokannya tiang listrik miring", "sejak hari Senin, makin parah kalau hujan",
	}
	calming = []string{
		"Mohon maaf masih menunggu, Kak. Pekerjaan dijadwalkan minggu ini dan hasilnya kami kabarkan di sini.",
		"Terima kasih sudah mengingatkan, Kak. Petugas kami ke lokasi [besok|lusa] pagi.",
		"Baik Kak, kami cek kembali ke petugas lapangan dan kabari paling lambat besok.",
	}
	farewells = []string{
		"Sama-sama, Kak. Laporan ini kami tutup; bila ada lagi, silakan tulis kepada kami.",
		"Terima kasih konfirmasinya, Kak. Laporan kami nyatakan selesai.",
	}
	disagreements = []string{
		"belum selesai min, masih seperti kemarin", "maaf, tadi dicek lagi ternyata rusak lagi",
		"belum ada perubahan sama sekali",
	}
)
