package regency

// complaints are the beginnings of what people complain about, in neutral
// Indonesian; voices bend them afterwards. [a|b] is a choice, {slot} is filled
// from slots.go, {di} may stay empty because many comments name no place.
var complaints = map[string][]string{
	"jalan": {
		"jalan{di} [berlubang parah|berlubang dalam|sudah hancur], [semalam ada yang jatuh dari " +
			"motor|{siapa} sering jatuh|ban motor sampai pecah]",
		"lubang [besar|menganga] {lok} [sudah {dur} dibiarkan|makin lebar|tertutup air kalau hujan], " +
			"bahaya untuk {siapa}",
		"jalan menuju {objek}{di} rusak, [mobil tidak bisa lewat|{siapa} harus memutar jauh|becek kalau hujan]",
		"kapan jalan {lok} diaspal? [dari zaman saya sekolah|sudah {dur}|tiap tahun] masih [tanah|begini " +
			"saja|penuh batu]",
		"jembatan [kayu|kecil] {lok} sudah [reput|lapuk|bolong], {siapa} lewat tiap hari",
		"aspal {lok} baru [{dur}|sebulan] sudah [mengelupas|retak|berlubang lagi], [kerjanya asal " +
			"jadi|tolong dicek kontraktornya]",
		"galian [pipa|kabel] {lok} tidak ditutup rapi, jalan jadi [bergelombang|ambles|licin]",
		"pelantar {lok} papannya [patah|lepas] {n} keping, [anak hampir jatuh ke laut|motor tidak bisa lewat]",
		"gorong-gorong ambles {lok}, [truk sampai terperosok|jalan tinggal separuh], belum ada [rambu|perbaikan]",
		"bahu jalan {lok} [longsor sedikit demi sedikit|terkikis air], kalau dibiarkan badan jalan ikut putus",
	},
	"pju": {
		"lampu jalan{di} [mati|padam|tidak menyala] [sudah|selama] {dur}, [gelap sekali|rawan kalau " +
			"malam|{siapa} takut lewat]",
		"lampu jalan dari {objek} sampai {objek}{di} [mati semua|banyak yang padam], tolong diperbaiki",
		"tiang lampu {lok} [miring|mau roboh|keropos], [kabelnya menjuntai ke jalan|bahaya untuk {siapa}]",
		"PJU {lok} [hidup mati|berkedip terus|menyala siang padam malam], [boros|mohon dicek]",
		"[sudah lapor {kali}|sudah {dur} lapor] lampu depan {objek} masih [mati|gelap] juga",
		"jalan {lok} gelap gulita karena lampunya [mati|belum dipasang], [semalam ada yang " +
			"kecelakaan|kemarin ada yang dijambret]",
		"lampu taman {lok} padam {dur}, [jadi tempat nongkrong yang tidak jelas|anak-anak tidak bisa main]",
		"bohlam lampu jalan depan {objek}{di} [putus|pecah], [cuma satu yang hidup|{n} tiang mati semua]",
		"penerangan jalan di perumahan kami{di} mati sejak {sejak}, [iuran bayar terus|developer bilang " +
			"sudah diserahkan ke pemda]",
	},
	"air_bersih": {
		"air [mati|tidak mengalir|macet]{di} [sudah {dur}|sejak {sejak}], [mau mandi susah|bayar tetap " +
			"jalan|terpaksa beli air galon]",
		"air PDAM{di} keruh [seperti teh susu|dan bau|kecokelatan], [tidak berani pakai masak|anak gatal-gatal]",
		"pipa bocor {lok}, air terbuang [dari {sejak}|sudah {dur}], tolong petugas turun",
		"tagihan air bulan ini {uang} padahal [rumah kosong|pemakaian biasa|air sering mati]",
		"meteran air {lok} [rusak|berputar sendiri|tidak pernah dicatat], tagihan [dikira-kira|naik terus]",
		"air cuma [mengalir tengah malam|hidup jam 2 pagi|netes]{di}, [harus begadang nampung|sudah {dur} begini]",
		"debit air {lok} [kecil sekali|makin kecil], lantai dua tidak pernah naik",
		"[sudah {dur}|dari bulan lalu] daftar sambungan baru perumda belum dipasang, [rumah " +
			"sebelah|kantor desa] sudah ada pipanya",
		"gangguan air {lok} tidak ada pemberitahuan, [stok air habis|{siapa} kerepotan], mobil tangki pun " +
			"tidak datang",
	},
	"drainase_banjir": {
		"hujan sedikit langsung banjir{di}, [parit tersumbat tidak pernah dikeruk|air masuk rumah|sudah " +
			"{dur} begini]",
		"parit {lok} [mampet|penuh lumpur|dangkal], [air meluap ke jalan|bau dan banyak jentik]",
		"banjir {lok} [selutut|sebetis|setinggi mata kaki] [sejak {jam}|dari subuh], {siapa} tidak bisa keluar",
		"banjir rob {lok} [tiap purnama|makin tinggi], [motor karatan|dagangan basah semua]",
		"got depan {objek}{di} tersumbat [sampah|bangunan|akar pohon], genangan tidak surut {dur}",
		"drainase {lok} [dibuat asal|lebih tinggi dari jalan|terputus], air tidak ke mana-mana",
		"gorong-gorong {lok} [kecil|tertutup semen], setiap hujan rumah kami tergenang",
		"selokan {lok} [jebol|tidak ada tutupnya], {siapa} pernah terperosok",
	},
	"sampah": {
		"sampah {lok} menumpuk [sudah {dur}|sejak {sejak}], baunya [luar biasa|sampai ke dalam rumah]",
		"truk sampah [tidak lewat|jarang masuk]{di} [sudah {dur}|sejak {sejak}], padahal iuran dipungut terus",
		"TPS dekat {objek}{di} [penuh|meluber ke jalan], [anjing dan lalat banyak|{siapa} menutup hidung]",
		"tetangga bakar sampah tiap [magrib|pagi]{di}, asapnya masuk rumah, ada bayi",
		"pantai {lok} penuh sampah [plastik|kiriman], [sayang sekali|nelayan susah mendarat]",
		"limbah [hitam seperti minyak|dari bengkel|dapur restoran] dibuang ke parit {lok}, [bau|ikan mati]",
		"kontainer sampah {lok} [bocor|hilang|cuma satu], warga akhirnya buang di pinggir jalan",
		"ada tambang pasir ilegal {lok} kerja malam hari, [sungai keruh|jalan hancur], tolong nama saya " +
			"dirahasiakan",
		"orang dari luar buang sampah sembarangan {lok} [tiap malam|pakai mobil pikap], perlu kamera pengawas",
	},
	"pohon_taman": {
		"pohon besar {lok} [mau tumbang|miring ke rumah|lapuk], dahannya kena kabel",
		"dahan pohon {lok} [menutup rambu|menutup lampu|patah semalam], tolong dipangkas",
		"pohon tumbang {lok} menutup [jalan|parit], [belum dibersihkan|sejak {jam}]",
		"rumput {lok} setinggi [pinggang|orang], [sarang ular|taman tidak terurus]",
		"taman {lok} [rusak|kotor], ayunan [patah|karatan], anak bisa luka",
	},
	"adminduk": {
		"blangko KTP kosong [terus|sudah {dur}], [disuruh balik lagi|saya sudah datang {kali}]",
		"akta lahir anak saya salah tulis nama, [sudah {kali} bolak-balik|naik kapal dari {desa}]",
		"urus kartu keluarga [sudah {dur}|dari bulan lalu] belum jadi, [katanya gangguan server|tidak ada kabar]",
		"NIK saya tidak terbaca di [bank|BPJS|sekolah anak], ke capil disuruh tunggu {dur}",
		"antre di disdukcapil dari [subuh|jam 6 pagi|jam 7] [dipanggil siang|nomor habis], [kursi " +
			"kurang|{siapa} berdiri]",
		"perekaman KTP {lok} [alatnya rusak|sudah {dur} tidak ada], [anak saya yang 17 tahun|nenek " +
			"saya|banyak warga] belum punya KTP",
		"[pindah domisili|pecah KK] dipersulit, syaratnya [berubah-ubah|beda tiap loket]",
		"daftar antrean online capil [error terus|selalu penuh], yang jauh dari {desa} bagaimana",
	},
	"kesehatan": {
		"obat di puskesmas{di} kosong [terus|sudah {dur}], orang tua saya [hipertensi|gula], terpaksa beli di luar",
		"antre poli RSUD dari [subuh|jam 6 pagi|jam 7] dipanggil [siang|sore], dokter telat",
		"bidan desa {lok} jarang di tempat, [orang mau lahiran bagaimana|posyandu tidak jalan]",
		"DBD {lok} sudah {n} orang kena, belum ada fogging",
		"BPJS KIS kami tiba-tiba nonaktif padahal keluarga kurang mampu, [tahu waktu mau berobat|sudah {dur}]",
		"puskesmas {lok} tutup [sebelum jam pulang|hari Sabtu], [pasien disuruh pulang|tidak ada yang jaga]",
		"ambulans puskesmas {lok} [rusak|tidak ada sopirnya|minta uang bensin], pasien diantar pakai pikap",
		"pelayanan di loket RSUD [kasar|tidak ramah|lama], pasien lansia dibentak",
	},
	"pendidikan": {
		"sekolah anak kami{di} bocor kalau hujan, belajar [pakai payung|pindah ke mushala]",
		"guru {lok} [sering tidak masuk|kurang], murid [disuruh catat saja|belajar sendiri]",
		"uang komite di sekolah {lok} {uang} per bulan, [katanya sukarela tapi ditagih|tidak ada rinciannya]",
		"seragam di SMP {lok} wajib beli di sekolah {uang}, memberatkan",
		"anak saya ditolak waktu SPMB zonasi padahal rumah {n}00 meter dari sekolah",
		"WC sekolah {lok} [rusak|tidak ada air|kotor], siswa terpaksa pulang",
		"beasiswa daerah [belum cair|tidak jelas] sudah {dur}, anak saya sudah menunggak",
		"pagar SD {lok} roboh, [murid kecil lari ke jalan|sapi masuk halaman]",
	},
	"bansos": {
		"nama ibu saya tidak keluar di bansos padahal janda, [tetangga mampu malah dapat|tolong didata ulang]",
		"PKH saya [berhenti|tidak cair] sejak {sejak}, [di desa bilang tidak tahu|sudah tanya {kali}]",
		"beras bantuan {lok} [berkutu|bau|kurang timbangannya], {siapa} kecewa",
		"pendataan DTSEN {lok} [tidak turun ke rumah|asal tunjuk], yang miskin tidak masuk",
		"BLT desa {lok} [dipotong|belum dibagi] {uang}, alasannya tidak jelas",
		"kursi roda untuk [nenek|ibu|tetangga] saya{di} diajukan {dur} lalu belum ada kabar",
		"sembako murah {lok} habis sebelum warga tahu, yang dapat itu-itu saja",
		"lansia sebatang kara {lok} belum pernah dapat bantuan sosial, rumahnya bocor",
	},
	"perumahan": {
		"rumah mertua {lok} mau roboh, sudah {dur} diusulkan bedah rumah belum disurvei",
		"developer perumahan subsidi {lok} tidak bangun [jalan|drainase|fasum] seperti janji",
		"penerima RTLH {lok} malah [rumahnya bagus|keluarga perangkat desa], yang layak tidak dapat",
		"rusun {lok} [liftnya mati|atap bocor] sudah {dur}, pengelola diam",
	},
	"ketenagakerjaan": {
		"saya di-PHK perusahaan {lok} tanpa pesangon, [sudah {dur}|lapor ke mana]",
		"gaji di [toko|pabrik|kafe] {lok} di bawah UMK dan lembur tidak dibayar",
		"lowongan kerja di {desa} minta uang {uang} dulu, apa itu penipuan",
		"upah saya ditahan perusahaan {dur}, ijazah juga ditahan",
	},
	"perizinan": {
		"urus NIB dan PBG [muter-muter|lama], loket izin bilang ke PUPR, PUPR bilang ke DPMPTSP",
		"izin usaha saya di OSS macet {dur}, sudah datang {kali} tidak ada kepastian",
		"PBG rumah sudah {dur} belum terbit, retribusinya pun tidak jelas",
		"ada bangunan {lok} tanpa IMB atau PBG menutup jalan, kok dibiarkan",
	},
	"pajak": {
		"PBB rumah saya naik {n} kali lipat, apa dasarnya",
		"SPPT PBB {lok} salah luas tanah, sudah lapor {kali} belum diperbaiki",
		"retribusi di [pasar|dermaga|parkir pantai] {desa} dipungut {uang} tapi karcisnya bekas",
		"bayar BPHTB online gagal terus, denda pajak jalan",
	},
	"pasar_umkm": {
		"harga [cabai|ikan|telur|minyak goreng] di pasar {desa} sampai {uang}, rakyat kecil susah",
		"gas elpiji 3 kg langka {lok} sudah {dur}, di pangkalan {uang}",
		"kios di pasar {lok} [bocor|kosong tapi sewa jalan], pedagang pindah ke jalan",
		"timbangan pedagang di pasar {desa} kurang, beli sekilo dapat {n} ons",
	},
	"pertanian": {
		"pupuk subsidi tidak sampai ke petani {lok}, [sudah {dur}|di kios kosong]",
		"anjing liar banyak {lok}, [kemarin gigit anak|takut rabies]",
		"sapi lepas tiap malam {lok}, [kebun habis|hampir ditabrak motor]",
		"hama [tikus|babi] menyerang kebun kami{di}, penyuluh tidak pernah datang",
	},
	"perikanan": {
		"solar nelayan langka {lok} sudah {dur}, kami tidak melaut",
		"kapal pukat masuk sampai dekat pantai {lok}, jaring kami putus",
		"bantuan pompong dan mesin untuk nelayan {lok} salah sasaran",
		"TPI {lok} [atapnya bocor|es tidak ada], ikan busuk sebelum laku",
	},
	"transportasi": {
		"bus sekolah jurusan {desa} [tidak pernah tepat waktu|tidak datang], anak terlambat terus",
		"lampu merah simpang {desa} [error semua hijau|mati] sejak {sejak}, nyaris tabrakan",
		"kapal ke {desa} [batal tanpa kabar|penuh terus], {siapa} menunggu di dermaga",
		"dermaga {lok} [fendernya lepas|lantainya bolong|tidak ada tangga], penumpang lansia susah naik kapal",
		"rambu dan marka {lok} [hilang|pudar], banyak yang ngebut dekat {objek}",
	},
	"pariwisata": {
		"toilet umum pantai {lok} kotor [sekali|dan tidak ada air], malu sama turis",
		"tiket masuk objek wisata {lok} {uang} tapi gazebo rusak dan sampah di mana-mana",
		"petunjuk arah ke pantai {lok} [hilang|salah], turis nyasar ke kampung",
		"sanggar budaya {lok} lampunya mati dan atap bocor {dur}",
	},
	"ketertiban": {
		"karaoke dekat {objek}{di} buka sampai jam 4 subuh, bising, satpol pp ke mana",
		"balap liar {lok} tiap malam minggu, knalpot bising, {siapa} tidak bisa tidur",
		"PKL menutup trotoar {lok}, pejalan kaki turun ke jalan",
		"warung remang {lok} jual miras, [dekat sekolah|tiap malam ribut]",
	},
	"bencana_kebakaran": {
		"tebing {lok} longsor sedikit demi sedikit, {n} rumah terancam",
		"puting beliung {lok} [semalam|tadi sore], {n} atap rumah terbang, butuh terpal dan evakuasi",
		"ada ular besar masuk rumah {lok}, damkar ditelepon tidak diangkat",
		"abrasi {lok} sudah sampai belakang rumah warga, tanggul jebol {dur} lalu",
	},
	"perempuan_anak": {
		"tetangga saya {lok} sering dipukuli suaminya, anaknya menangis, kami takut lapor",
		"ada pelecehan di [tempat les|angkutan] {lok}, korban anak, tolong dirahasiakan",
		"anak terlantar {lok} tidur di emper toko {dur}, mohon dibantu",
		"perundungan di sekolah {lok}, anak saya trauma tidak mau masuk {dur}",
	},
	"internet_aplikasi": {
		"sinyal {lok} tidak ada sama sekali, blank spot total, anak belajar naik bukit",
		"website pemkab [down terus|tidak bisa dibuka] sejak {sejak}, mau unduh formulir",
		"aplikasi layanan daerah tidak bisa login, OTP tidak masuk {dur}",
		"wifi gratis {lok} mati {dur}, papan namanya saja yang ada",
	},
	"pungli_etik": {
		"oknum di [loket|kantor desa|jembatan timbang] {lok} minta uang {uang} untuk [surat " +
			"pengantar|stempel|percepat berkas], bukti ada",
		"parkir di pasar {desa} dipungut {uang} tanpa karcis, pungli ini",
		"pegawai bolos di kantor {lok}, {jam} sudah hilang semua, rakyat menunggu dari pagi",
		"mobil dinas dipakai [mudik|antar belanja|parkir di mal] hari Minggu{di}",
	},
	"umum": {
		"nomor telepon kantor camat{di} tidak pernah diangkat, [jam pelayanan tidak jelas|sudah coba {kali}]",
		"pelayanan di kantor desa {lok} lama, [pegawai main ponsel|loket kosong jam kerja]",
		"gaji honorer [belum dibayar|telat] {dur}, keluarga kami makan apa",
		"dana desa {lok} tidak jelas, papan informasinya tidak pernah dipasang",
	},
}
