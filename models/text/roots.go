package text

// roots are base words of public service, place, time and everyday life, our
// own list. The stemmer trusts them: a word is taken apart only when one of
// them comes out, and a word in the list is never taken apart, which is why
// some derived words with a meaning of their own (kebakaran, perumahan) and
// words that only look derived (sekolah, dinas, iuran) stand here too.
const roots = `
acara adat adil adu agama agenda air ajar aju akses akta aktif akurat alamat alat alih alir alun aman ambil
ambruk ambulan ambulans ampun anak ancam andal anggar anggota angin angkat angkot angkut aniaya anjing anjlok
antar antre antri anut apel api aplikasi apotek arah arsip arus asap asing aspal aspirasi asrama asuransi atap
atas atur awas ayam babak baca badan bagi bagus bahan bahas bahaya baik baju bakar balai balas balik balita
ban bandara banding bangkai bangku bangun banjar banjir bank bansos bantu bapok barang barat baru basah batal
batas batu bau bawa bawah bayar bayi beasiswa beban bebas becak becek beda bedah bekas beku belajar belakang
beli belok benar bencana bendung bengkel benih bensin bentuk berani beras berat beres berita berkas bersih
besar besi besok betul biasa biaya bibit bicara bidan bidang bijak bikin bina bising blangko blanko blok bobol
bocah bocor bohong bola bolos bongkar botol buang buat budaya budi buka bukit bukti buku bulan bulat bulu bumi
bunga bunuh bupati buruh buruk buta butuh cabai cabang cabul cabut cacat cadang cair camat campur canggih
cantik capai catat cegah cek celaka cemar cepat cerah cerdas cerita cermin cetak ciri coba cocok coklat copet
copot coret cuaca cuci cukup cuma curah curam curang curi daerah daftar dagang daging dahan damai dampak dana
danau dapur darat darurat dasar data datang daya dbd debat debit debu dekat demam demo denda dengar depan
derita dermaga desa detik dewan diam didik digital dinas dinding dingin direktorat direktur disabilitas
disiplin diskon diskusi distrik dobel dokter dokumen dorong dosa dpmptsp drainase dua duduk duga dukung dunia
durian edar efek ekonomi ekor elpiji emas ember empat enak energi erosi esok fasilitas fogging fokus formulir
foto fungsi gabung gadai gaduh gaji gali gampang ganda ganggu ganjil ganti garap garis gas gedung gelap gelar
gelombang gempa genang gerak gereja gerobak geser gigit gizi golong goreng gorong got gotong gratis gugat
guling guna gundul gunung guru gusur habis hadap hadiah hadir hak hakim halal halaman halang halte hama hambat
hancur hangat hangus hantam hanya hanyut hapus harga hari hasil hati hemat henti hewan hibah hidup hijau
hilang hilir himbau hina hitam hitung hoaks honorer hormat hotel hubung hujan hukum hulu huni hutan ibadah
ijazah ikan iklan ikut ilegal imbas imbau imigrasi imunisasi inap indah info informasi ingat inovasi insentif
internet irigasi iring isi istri isu iuran jabat jadwal jaga jahat jahit jalan jalur jam jambret jamin jaminan
jamu janda jangkau janji jarak jarang jari jaring jasa jatuh jauh jawab jebol jejak jelas jembatan jemput
jenis jentik jernih jeruk jinak jual jualan judi jujur jumlah jumpa juru jurus kabar kabel kabupaten kabur
kabut kader kaji kaki kakus kalah kali kamar kamera kampanye kampung kampus kanan kandang kangkung kantin
kantor kapal kapan karaoke karat karcis kartu karya kas kasar kasih kasus katering kawasan kaya kayu kebakaran
kebun kebut kecamatan kecelakaan kecewa kecil kejar keji kelapa kelas keliling kelola keluar keluarga keluh
kelurahan kemarau kemarin kembali kemudi kena kenal kencang kendala kendara kepala kepung keran kerap keras
kering keringat kerja keropos keruh keruk kesal ketat ketik ketua ketuk khawatir khusus kilat kios kira kiri
kirim kisruh kk klaim klinik km kolam kolom komentar komplek kompleks komplit kompor komunikasi kondisi kontak
kontrak kontrol koordinasi kopi korban korek korupsi kosong kost kota kotor kredit kritik kritis ktp kubur
kucing kuda kuliah kuliner kulit kumpul kumuh kunci kuning kunjung kuota kursi kurus kusam kutip kwitansi
labuh lacak ladang lahan lahir laku lalai lalat lama lambat lampir lampu lancar landa langgan langgar langka
langkah langsung lansia lantai lantas lapang lapangan lapar lapis lapor lapuk larang larut latih laut lawan
layak layan layar lebar lebaran lebat ledak lelah lelang lemah lembaga lembur lempar lengkap lengkung lepas
leptospirosis lestari letak letus lewat libur lihat limbah lindung lingkar lingkungan lintas listrik lokal
lokasi loker loket longgar longsor lorong lowong luang luap luar luas lubang ludes lulus lumpuh lumpur lunas
lupa lurah lurus maaf macet madrasah magang mahal mahasiswa main makam makan maki makmur malam malas maling
malu mampet mandek mandi manfaat mangkal mangkrak mangrove mantap manula marah masak masalah masjid masuk
masyarakat mati mayat media medis meja mekanik melayu menara mendung menteri merah merata mesin meter meteran
miara mikro milik mimpi minat minggu minta minum minyak miring miskin mitra mobil modal mogok monitor motor
muat muda mudah mudik muka mulai mulus muncul mundur murah murid murni musala mushola musim muslim musnah
mustahik musyawarah mutasi mutu nafas naik nakal nama nasib nasional nelayan nenek netral ngaji niaga nihil
nikah nikmat nilai nomor nonaktif nyala nyaman nyamuk nyanyi nyaring nyata nyawa nyeri obat objek obyek oknum
olah olahraga ombak operasi oplos orang organisasi otak padam padat padi pagar pagi pahit pajak pakai paket
paksa pala palang palsu panas pancing pandai pandang pandu panen pangan panggil panggung panik panjang pantai
pantau panti papan paraf parah parit parkir pasang pasar pasien pasir pasok paspor pasti pasukan patah patroli
patuh patut payah payung pecah pedagang peduli pegang pegawai pejabat pekan pelabuhan pelan pelanggan pelantar
pelihara peluang pemerintah pemkab pemuda penadah pencil pendek penjara pensiun penting penuh perahu perak
peran perang perangkat peras perempuan pergi perikanan periksa perintah perkosa permai pertalite pertama
perumahan perusahaan pesan pesangon pesawat pesisir pesta petani petir petugas piara piket pikir pilar pilih
pinang pindah pinggir pinjam pinjol pintu pipa pisah plang plastik pohon pokok polisi polusi pompa pompong
pondok portal pos posisi posyandu potensi potong prasarana prioritas produk program proses protes proyek puas
pukul pulang pulau pulih puluh puncak pungli pungut pupuk puruk pusat puskel puskesdes puskesmas putih puting
putus putusan racun ragu rahasia rakyat ramadan ramah ramai rambu rampas rangkap rantai ranting rapat rapi
rapuh rata rawan rawat razia reda regu rehab rekam rekening rekomendasi relawan remang remuk renang rencana
rendah renovasi repot resah resap resmi respon respons restoran retak retribusi revisi rewel ribu ribut
rincian rindang rindu ringan rintis robek roboh roda rokok rombak rombong ronda rotan rt ruang rugi rujuk
rukun rumah rumit rumput runcing runtuh rusak rusuh rutin ruwet rw sabar sabtu sabun sadar sahur saing sakit
salah salon salur sambung sambut sampah samping sandar sangkut santai santri santun sapi sapu saran sarana
sarapan sasar satpol sawah sawit sayang sayur sebar sebelah seberang sebut sedap sedia sedih sedot segar segel
segera sehat sejahtera sekarang sekat sekolah sekretaris seksi selam selamat selatan seleksi selesai selidik
selip selisih selokan semak semangat sembako sembuh semen seminar sempat sempit semprot senang sendat sengaja
sengketa seni senin sepak sepakat sepeda sepele sepi seragam serah serang serap serbu seret sering serius
serobot sertifikat servis sesak sesat setop setor setuju sewa siaga siang siap siar sibuk sidang sikap siksa
silang simpan simpang sinyal siram sirine sirkulasi sisa sisi sistem siswa sita suami suap suara subsidi subuh
suka sulit sumbang sumbat sumber sumpah sumur sungai surat suruh surut survei susah susu susun sutet swasta
syarat tabrak tabung tagih tahan tahap tahu tahun tajam takut talut taman tambah tambak tambal tambang tambat
tampil tampung tamu tanah tanam tanda tandon tandu tangan tangga tanggal tanggap tanggul tanggung tangis
tangkap tani tanjung tanya tarif tarik taruh tata tatap tatib tawar tawuran tebal tebang tebing teduh tegak
tegang tegas teguh tegur tekan teknis telat telepon teliti teluk teman tembak tembok tempat tempel tempuh temu
tenaga tenang tenda tengah tenggelam tengok tepat tepi terang terbang terbit terima terjang terminal terobos
teror tertib terus tetangga tetap tewas tiang tiba tidur tiket tikus timbang timbul timbun timpang timur
tindak tindaklanjut tinggal tinggi tingkat tipis tipu titik titip toilet toko tolak toleransi tonton topang
torehan transparan transportasi trauma trotoar truk tua tugas tugu tukang tukar tulang tular tulis tumbang
tumbuh tumpah tumpang tumpuk tunggak tunggal tunggu tunjang tunjuk tuntas tuntut turap turis turun tutup uang
uap ubah uji ukur ulang ular ulur umum umur undang unduh unggah unggas ungsi untung upacara upah upaya urai
urus urut usaha usia usir usul usut utama utang utara vaksin verifikasi video viral wabah waduk wajib wali
walikota waras warga warna warung waspada wenang wilayah wisata yatim zakat zonasi
`
