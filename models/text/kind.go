package text

import "strings"

// Kinds of matter a text can be.
const (
	Complaint    = "complaint"
	Aspiration   = "aspiration"
	Information  = "information"
	Advice       = "suggestion"
	Criticism    = "criticism"
	Appreciation = "appreciation"
	Comment      = "comment" // nothing recognised
)

// order settles equal scores: what obliges an office most comes first.
var order = [...]string{Complaint, Information, Aspiration, Advice, Criticism, Appreciation}

// kindCues are our own list. Three says it outright, two is strong, one is a
// hint, less only helps another.
var kindCues = func() cues {
	c := make(cues)
	c.add(Complaint, 3, `lapor, keluhan, mengeluh, pengaduan, mengadu, pungli, tidak kunjung, belum juga`)
	c.add(Complaint, 2, `
		rusak, mati, padam, lubang, banjir, bocor, tersumbat, mampet, keruh, bau, numpuk, tumpuk, kotor, roboh,
		tumbang, patah, jebol, retak, runtuh, ambruk, hancur, becek, macet, bising, berisik, gelap, hilang,
		kosong, langka, ditolak, dipersulit, tidak ada, tidak jalan, tidak alir, tidak hidup, tidak nyala, tidak
		pernah, tidak aktif, tidak keluar, tidak dapat, tidak bisa, tidak sampai, tidak datang, tidak angkut,
		tidak diangkut, belum diperbaiki, belum datang, belum cair, belum terima, belum angkut, belum dapat,
		nonaktif, gangguan, error, longsor, kebakaran, rawan, bahaya, jatuh, limbah, cemar, asap, gigit, liar,
		serobot, bolos, telat, bolak balik, putus, miring, keropos, reput, dangkal, luber, meluap, genang,
		karatan, tidak layan, kasar, ganggu, resah, jorok, terbengkalai, mangkrak, salah, tunggak, mahal,
		pungut, curi, minta uang, kekurangan, trauma, viral, bunuh diri, tenggelam, kecelakaan, terjebak,
		melahirkan, dipukuli, tabrak`)
	c.add(Complaint, 1, `
		mohon perbaiki, tolong perbaiki, diperbaiki, tindaklanjut, susah, sulit, lama, lambat, sudah minggu,
		kecewa, berkali, sampai kapan, segera, cek, tolong, parah, minim, sempit, licin, jarang, muter, kena`)
	c.add(Information, 3, `
		mau tanya, ingin tanya, numpang tanya, izin tanya, bertanya, minta informasi, mohon informasi, tolong
		informasi, bagaimana cara, cara daftar, apa saja, apa syarat, jam berapa, berapa biaya, berapa lama,
		bagaimana prosedur`)
	c.add(Information, 2, `
		informasi, syarat, persyaratan, jadwal, prosedur, alur, tanya, apakah, dimana, kemana, berapa, kontak,
		nomor telepon, masih buka, sudah buka, kapan buka, kapan daftar, kapan jadwal, kapan keluar, hoaks, link`)
	c.add(Information, 1, `kapan, bagaimana, siapa, daftar, bisa online, cara, where, when, how, is there, open`)
	c.add(Aspiration, 3, `
		usul, aspirasi, mohon bangun, minta bangun, agar bangun, tolong bangun, mohon ada, agar ada, supaya ada,
		semoga ada, harapan kami, kami harap, berharap, mohon tambah, agar tambah, minta tambah, perlu ada,
		perlu bangun, ingin ada, kami ingin, mohon dukung, mohon pertimbang, kapan bangun, semoga dibangun`)
	c.add(Aspiration, 1, `semoga, harap, bangun, tambah, impian, ajukan, proposal`)
	c.add(Advice, 3, `
		saran, masukan, sebaiknya, alangkah baik, lebih baik kalau, lebih bagus kalau, ada baik, sekadar
		masukan, beri masukan`)
	c.add(Advice, 2, `
		lebih baik, lebih bagus, lebih enak, coba kalau, bagaimana kalau, baiknya, bagusnya, kalau bisa`)
	c.add(Criticism, 3, `
		gaji buta, tidak becus, pencitraan, hanya janji, janji saja, janji terus, kerja apa tidur, makan gaji,
		cari muka, tidak peduli, tutup mata, saling lempar, omong kosong, sia sia, asal jadi, pilih kasih,
		tebang pilih, buang anggaran, habiskan anggaran, robot, dicuekin, cuek, bubar`)
	c.add(Criticism, 2, `
		janji, percuma, anggaran habis, giliran, kemana saja, memalukan, mengecewakan, kecewa, seremonial,
		jawaban sama, tidak transparan, tidak tegas, tidak profesional, tidak serius, kerja nyata, slogan`)
	c.add(Appreciation, 3, `
		apresiasi, salut, tahniah, terima kasih atas, terima kasih sudah, terima kasih banyak, acungan jempol,
		patut contoh, bangga, luar biasa, pertahankan, puas, good job, kerja bagus`)
	c.add(Appreciation, 2, `
		mantap, keren, hebat, ramah, mulus, gerak cepat, terbaik, sukses, terang lagi, sudah bersih, sudah
		terang, sudah nyala, sudah mulus, bagus, alhamdulillah, jempol, sigap, cepat tanggap, terbantu,
		memudahkan, top, senang, juara`)
	c.add(Appreciation, 1, `terima kasih, lancar, rapi, nyaman, cepat, semangat, jaya`)
	return c
}()

// SuggestKind returns what kind of matter s is and the phrases that say so,
// in formal spelling. Without any it is Comment.
func SuggestKind(s string) (kind string, words []string) {
	scores := make(map[string]float64, len(order))
	reasons := make(map[string][]string, len(order))
	sent := sentenceOf(s)
	for i := range sent.words {
		negated := sent.negated(i)
		sent.at(kindCues, i, func(q cue) {
			says := q.says
			switch {
			case negated && says == Appreciation:
				says = Complaint // "tidak ramah"
			case negated && says == Complaint && !strings.HasPrefix(q.words[0], "tidak"):
				return // "tidak rusak"
			}
			scores[says] += q.weight
			reasons[says] = append(reasons[says], strings.Join(q.words, " "))
		})
	}
	if strings.Contains(s, "?") && len(sent.words) > 1 {
		scores[Information]++
		reasons[Information] = append(reasons[Information], "?")
	}
	return best(scores, reasons)
}

func best(scores map[string]float64, reasons map[string][]string) (string, []string) {
	kind := Comment
	for _, k := range order {
		if scores[k] >= 1 && scores[k] > scores[kind] {
			kind = k
		}
	}
	return kind, reasons[kind]
}
