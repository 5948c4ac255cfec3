package regency

import "tanggap/models/text"

// afterwards adds what the office answers and the citizen writes later.
func (t *teller) afterwards(s *Story, c Category) {
	if s.CategorySlug == "" {
		return
	}
	office := shortNames[s.Unit]
	sign := " -Admin " + office
	fill := func(list []string) string { return t.fill(pick(t.rnd, list)) }
	switch s.Kind {
	case text.Complaint, text.Criticism:
		step := steps[c.Slug]
		s.Replies = []string{
			fill(received) + sign,
			t.fill(pick(t.rnd, progress)) + t.fill(step[0]) + " Perkembangan kami kabarkan di sini." + sign,
			t.fill(pick(t.rnd, finished)) + t.fill(step[1]) + t.fill(pick(t.rnd, invitations)) + sign,
		}
		for range t.rnd.IntN(3) {
			s.Followups = append(s.Followups, fill(t.chasers(s.Channel)))
		}
	case text.Information:
		s.Replies = []string{fill(greetings) + t.fill(answers[c.Slug]) + t.fill(pick(t.rnd, invitations)) + sign}
	case text.Appreciation:
		s.Replies = []string{fill(welcomes) + sign}
	default:
		s.Replies = []string{fill(noteds) + sign}
	}
	if s.Kind != text.Appreciation && t.chance(45) {
		s.Thanks = fill(closingThanks)
	}
}

var shortNames = func() map[string]string {
	names := make(map[string]string)
	for _, u := range Units() {
		names[u.Slug] = u.Short
	}
	return names
}()

var greetings = []string{
	"Halo Kak, ", "Terima kasih sudah bertanya, Kak: ", "Selamat [pagi|siang|sore] Kak, ", "Baik Kak, ",
}

var received = []string{
	"Terima kasih laporannya, Kak. Soal {topik} sudah kami catat dan diteruskan ke petugas lapangan; " +
		"pengecekan paling lambat [2|3] hari kerja.",
	"Terima kasih sudah melapor, Kak. Mohon maaf atas ketidaknyamanannya. Petugas {topik} akan mengecek " +
		"lokasi paling lambat [besok|2 hari kerja].",
	"Baik Kak, laporan {topik} kami terima. Boleh dibantu titik lokasi atau patokan terdekat lewat pesan langsung? " +
		"Tim kami mengecek paling lambat 3 hari kerja.",
	"Mohon maaf atas kendalanya, Kak, dan terima kasih sudah memberi tahu. " +
		"Laporan kami teruskan hari ini ke bidang yang menangani {topik}; kabar berikutnya paling lambat [2|3|5] hari kerja.",
	"Selamat [pagi|siang|sore] Kak, terima kasih infonya. Kami jadwalkan pengecekan {topik} paling lambat " +
		"3 hari kerja dan hasilnya kami sampaikan di sini.",
}

var progress = []string{
	"Kak, petugas sudah mengecek lokasi [pagi ini|kemarin|siang tadi]. ",
	"Menyambung laporan Kakak: tim sudah turun ke lapangan. ",
	"Izin memberi kabar, Kak. Lokasi sudah kami datangi. ",
	"Kak, laporan sudah diperiksa bersama [pihak desa|RT setempat|pengawas]. ",
}

var finished = []string{
	"Kak, ", "Alhamdulillah Kak, ", "Kabar baik Kak, ", "Terima kasih sudah menunggu, Kak. ",
	"Menutup laporan Kakak: ",
}

var invitations = []string{
	" Kalau masih ada kendala, silakan balas di sini ya.", " Bila belum sesuai, mohon kabari kami lagi.",
	" Terima kasih sudah peduli.",
	" Silakan hubungi kami lagi bila diperlukan.",
}

var welcomes = []string{
	"Terima kasih kembali, Kak. Semangat untuk petugas {topik} kami sampaikan.",
	"Terima kasih apresiasinya, Kak. Kami teruskan ke tim {topik} supaya makin semangat melayani.",
	"Sama-sama, Kak. Kalau ada kendala {topik} lagi, jangan ragu kabari kami.",
}

var noteds = []string{
	"Terima kasih masukannya, Kak. Usulan soal {topik} kami catat dan kami sampaikan ke bidang " +
		"perencanaan; tanggapan paling lambat 5 hari kerja.",
	"Terima kasih, Kak. Masukan {topik} kami teruskan ke pimpinan dan kami bahas pada rapat mingguan; " +
		"hasilnya kami kabarkan di sini.",
	"Baik Kak, terima kasih sarannya. Usulan juga bisa diperkuat lewat musyawarah desa; bidang {topik} " +
		"memberi tanggapan paling lambat 5 hari kerja.",
}

// chasers are how this citizen asks again.
func (t *teller) chasers(channel string) []string {
	if channelVoice(channel) == casual {
		return chasers
	}
	return politeChasers
}

var politeChasers = []string{
	"Mohon kabar atas laporan saya, sudah {dur} belum ada perubahan.",
	"Sampai hari ini petugas belum datang. Mohon ditindaklanjuti.",
	"Bagaimana kelanjutan laporan saya? Terima kasih.",
	"Saya tambahkan keterangan: keadaannya masih sama, {siapa} yang paling terdampak.",
	"Mohon maaf mengganggu lagi, apakah sudah ada jadwal perbaikan?",
}

var chasers = []string{
	"min gimana kelanjutannya?", "sudah {dur} belum ada perubahan min", "halo min, masih [mati|sama] saja",
	"sampai kapan ini min",
	"petugasnya belum datang juga", "kapan dicek min? {siapa} sudah tanya terus", "up min 🙏",
	"tolong dibalas dong min",
	"saya kirim foto barusan, masih begitu", "nomor laporannya berapa ya min",
	"kemarin katanya mau dicek, sudah belum?",
	"belum selesai min, cuma dilihat saja",
}

var closingThanks = []string{
	"makasih min sudah dicek 🙏", "alhamdulillah sudah beres, terima kasih", "ok siap, terima kasih infonya",
	"mantap min, gercep",
	"terima kasih pak, sudah [bagus|nyala|lancar] lagi", "baik min ditunggu ya", "tks min 👍",
	"sudah saya cek, beres. terima kasih",
}
