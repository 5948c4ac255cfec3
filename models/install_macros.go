package models

// firstMacros are answers a regency writes every day: greeting, matter, next step with a time, signature (domain.md
// section 5). What only the officer knows is a blank.
var firstMacros = []Macro{
	{Name: "Terima kasih, sedang dicek", Text: "Yth. {{nama}}, terima kasih atas laporannya. Laporan {{nomor}} sudah kami terima dan sedang diperiksa " +
		"{{unit}}. Kabar berikutnya kami sampaikan paling lambat {{batas_waktu}}.\n\nSalam, {{petugas}}"},
	{Name: "Minta lokasi", Text: "Yth. {{nama}}, terima kasih atas laporannya. Agar petugas tidak salah tempat, mohon tuliskan lokasinya: nama " +
		"jalan atau gang, RT/RW, dan patokan terdekat. Foto sangat membantu.\n\nSalam, {{petugas}}"},
	{Name: "Minta waktu kejadian", Text: "Yth. {{nama}}, terima kasih. Sejak kapan hal ini terjadi, dan apakah terjadi terus-menerus atau pada jam " +
		"tertentu? Keterangan itu kami perlukan untuk laporan {{nomor}}.\n\nSalam, {{petugas}}"},
	{Name: "Petugas dijadwalkan", Text: "Yth. {{nama}}, petugas {{unit}} dijadwalkan ke lokasi pada {{?hari dan jam}}. Bila ada perubahan, kami kabari " +
		"di sini. Nomor laporan Anda {{nomor}}.\n\nSalam, {{petugas}}"},
	{Name: "Sudah dikerjakan", Text: "Yth. {{nama}}, laporan {{nomor}} sudah ditangani pada {{?tanggal}}: {{?apa yang dikerjakan}}. Bila masih ada yang " +
		"kurang, balas pesan ini dan laporan kami buka kembali.\n\nTerima kasih. Salam, {{petugas}}"},
	{Name: "Perlu waktu lebih lama", Text: "Yth. {{nama}}, mohon maaf, penanganan laporan {{nomor}} perlu waktu lebih lama karena {{?sebabnya}}. Rencana kami: " +
		"{{?langkah dan tanggalnya}}.\n\nSalam, {{petugas}}"},
	{Name: "Diteruskan ke unit lain", Text: "Yth. {{nama}}, terima kasih atas laporannya. Urusan ini ditangani {{?nama unit}}, dan laporan {{nomor}} sudah kami " +
		"teruskan. Anda tidak perlu melapor ulang.\n\nSalam, {{petugas}}"},
	{Name: "Bukan kewenangan kabupaten", Text: "Yth. {{nama}}, terima kasih atas laporannya. Hal ini menjadi kewenangan {{?nama instansi}}, bukan pemerintah kabupaten. " +
		"Anda dapat menghubungi mereka melalui {{?alamat atau nomor resmi}}.\n\nSalam, {{petugas}}"},
	{Name: "Pindah ke pesan pribadi", Text: "Halo {{nama}}, terima kasih. Demi keamanan Anda, mohon jangan tuliskan NIK, nomor telepon, atau alamat rumah di kolom " +
		"komentar. Silakan kirim lewat pesan pribadi atau {{tautan}}.\n\nSalam, {{petugas}}"},
	{Name: "Syarat layanan", Text: "Yth. {{nama}}, untuk {{?nama layanan}} siapkan: {{?daftar syarat}}. Layanan buka {{?hari dan jam}} di {{?tempat}}, dan " +
		"tidak dipungut biaya selain yang tertulis resmi.\n\nSalam, {{petugas}}"},
	{Name: "Terima kasih atas apresiasi", Text: "Halo {{nama}}, terima kasih banyak atas apresiasinya. Akan kami sampaikan kepada petugas di lapangan.\n\n" +
		"Salam hangat, {{petugas}}"},
	{Name: "Usulan dicatat", Text: "Yth. {{nama}}, terima kasih atas usulannya tentang {{kategori}}. Usulan {{nomor}} kami catat dan bahas bersama {{unit}}; " +
		"hasilnya kami sampaikan paling lambat {{batas_waktu}}.\n\nSalam, {{petugas}}"},
}
