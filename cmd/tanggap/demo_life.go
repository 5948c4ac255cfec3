package main

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"tanggap/cmd/tanggap/regency"
	"tanggap/models"
)

// life is one matter from the first word to the last.
type life struct {
	regency.Story
	in           models.Intake
	id           int64
	number       string
	code         string
	unit         int64 // who holds it now
	confidential int
	handed       bool // on its way to another unit, not yet accepted
	answered     int  // how many of the office's replies were given
	chased       int  // how many of the citizen's were
}

// paces are how many office hours half of a unit's first answers take; where answers are slow is what supervisors look
// for, so it differs. Four hours are promised.
var paces = map[string]float64{
	"pupr": 4.6, "disperkim": 3.8, "rsud": 3.2, "dinsos": 2.6, "perumda": 1.1, "disdukcapil": 0.7, "bpbd": 0.3,
	"damkar": 0.3, "dlh": 1.5, regency.Inspectorate: 5,
}

const (
	usualPace   = 1.8
	paceSpread  = 0.9 // of the logarithm: as wide as the first answers of a large city were (domain.md section 7)
	workingDay  = 7.5 // hours
	rarelySlow  = 1   // percent that nobody ever answers
	slowNeglect = 4   // percent, in a slow unit
)

// delay makes up how many office hours an answer takes.
func (t *town) delay(l *life) float64 {
	pace, ok := paces[t.units[l.unit].Slug]
	if !ok {
		pace = usualPace
	}
	if l.Urgency == regency.Emergency {
		pace /= 12
	}
	return pace * math.Exp(paceSpread*t.rnd.NormFloat64())
}

// write: the citizen writes for the first time.
func (t *town) write(ctx context.Context, l *life) error {
	l.in = t.intake(l)
	receipt, err := t.store.Receive(ctx, t.bringer(l), l.in)
	if err != nil || !receipt.Opened {
		return err
	}
	k := receipt.Ticket
	l.id, l.number, l.code, l.unit, l.confidential = k.ID, t.store.Number(k), receipt.TrackingCode, k.UnitID, k.Confidential
	t.lives = append(t.lives, l)
	if t.lively && t.chance(60) { // most of what comes while somebody looks is left to them
		return nil
	}
	t.next(l)
	return nil
}

// next plans what the office does with a matter that it has.
func (t *town) next(l *life) {
	neglect := rarelySlow
	if paces[t.units[l.unit].Slug] > 3 {
		neglect = slowNeglect
	}
	switch {
	case l.CategorySlug == "":
		if t.chance(85) {
			t.at(t.working(0.3+6*t.rnd.Float64()), l, t.putAway)
		}
	case t.chance(neglect):
		t.at(t.later(20+60*t.rnd.Float64()), l, t.chase)
	case t.units[l.unit].Slug != l.Unit && l.confidential < 2:
		t.at(t.working(0.2+2*t.rnd.ExpFloat64()), l, t.handOver)
	default:
		t.at(t.working(t.delay(l)), l, t.answer)
	}
}

// holder is who works on the matter now.
func (t *town) holder(l *life) models.Actor {
	unit := t.units[l.unit]
	switch {
	case l.confidential == 2 || unit.Slug == regency.Inspectorate:
		return t.actors["inspektur@"+regency.Domain]
	case unit.ParentID == 0 && l.confidential == 0:
		return t.actors["koordinator@"+regency.Domain]
	case unit.ParentID == 0:
		return t.actors["supervisor@"+regency.Domain]
	}
	return t.actors[unit.Slug+"@"+regency.Domain]
}

var noise = []string{
	"Bukan pengaduan: komentar umum pada unggahan.", "Hanya menandai teman.", "Ucapan, tidak perlu jawaban.",
	"Iklan, bukan urusan pemerintah daerah.",
}

func (t *town) putAway(ctx context.Context, l *life) error {
	return t.store.Archive(ctx, t.holder(l), l.number, t.one(noise))
}

var handOvers = []string{
	"Kewenangan OPD yang menangani urusan ini.", "Mohon ditindaklanjuti, lokasi dan keluhan sudah jelas.",
	"Sesuai kategori, diteruskan ke OPD teknis.",
}

// handOver gives the matter to the unit whose it is.
func (t *town) handOver(ctx context.Context, l *life) error {
	if err := t.store.Transfer(ctx, t.holder(l), l.number, l.Unit, t.one(handOvers)); err != nil {
		return err
	}
	for id, u := range t.units {
		if u.Slug == l.Unit {
			l.unit, l.handed = id, true
		}
	}
	t.at(t.working(t.delay(l)), l, t.answer)
	return nil
}

// accept takes what was handed over; now and then a unit says that it is not theirs, and the coordinator insists.
func (t *town) accept(ctx context.Context, l *life) (goOn bool, err error) {
	who := t.holder(l)
	transfers, err := t.store.Transfers(ctx, who, l.id)
	if err != nil || len(transfers) == 0 {
		return false, err
	}
	l.handed = false
	last := transfers[len(transfers)-1]
	if len(transfers) > 1 || l.confidential > 0 || !t.chance(6) {
		return true, t.store.AcceptTransfer(ctx, who, l.number, last.ID)
	}
	l.unit = last.FromUnitID
	t.at(t.working(1+2*t.rnd.Float64()), l, t.handOver)
	return false, t.store.ReturnTransfer(ctx, who, l.number, last.ID, "Bukan kewenangan kami, lokasi di luar ruas yang kami kelola.")
}

// answer is the first answer, with all that comes before it.
func (t *town) answer(ctx context.Context, l *life) error {
	if l.handed {
		if goOn, err := t.accept(ctx, l); err != nil || !goOn {
			return err
		}
	}
	if l.answered > 0 {
		return nil
	}
	if err := t.sort(ctx, l); err != nil {
		return err
	}
	if l.Kind == string(models.Complaint) && l.chased == 0 && t.chance(8) {
		return t.ask(ctx, l)
	}
	if err := t.reply(ctx, l, l.Replies[0]); err != nil {
		return err
	}
	l.answered = 1
	t.follow(l)
	return nil
}

// sort sets right what the text analysis suggested, takes the matter and notes something down.
func (t *town) sort(ctx context.Context, l *life) error {
	who := t.holder(l)
	k, err := t.store.Ticket(ctx, who, l.number)
	if err != nil {
		return err
	}
	var c models.Classification
	if kind := models.Kind(l.Kind); k.Kind != kind {
		c.Kind = kind
	}
	if t.category[k.CategoryID] != l.CategorySlug {
		c.Category = l.CategorySlug
	}
	switch {
	case k.Priority == models.Emergency && l.Urgency != regency.Emergency:
		c.Priority = models.Normal
	case k.Priority == models.Normal && l.Urgency == regency.High:
		c.Priority = models.High
	}
	if (c != models.Classification{}) && t.chance(85) {
		if err := t.store.Classify(ctx, who, l.number, c); err != nil {
			return err
		}
		if c.Category != "" && l.Unit == regency.Inspectorate {
			l.confidential = 2
		}
	}
	if t.chance(65) {
		if err := t.store.Assign(ctx, who, l.number, who.ID); err != nil {
			return err
		}
	}
	if t.chance(12) {
		_, err = t.store.AddNote(ctx, who, l.number, t.one(notes))
	}
	return err
}

var notes = []string{
	"Sudah dihubungi lewat telepon, menunggu foto.", "Koordinasi dengan petugas lapangan besok pagi.",
	"Laporan serupa dari RT sebelah, lihat tiket minggu lalu.", "Masuk rencana perbaikan bulan ini.",
	"Cek dulu apakah ruas ini milik kabupaten atau provinsi.", "Kepala bidang minta dipantau.",
}

var questions = []string{
	"Boleh dibantu titik lokasi atau patokan terdekat, Kak?", "Sejak kapan terjadinya, Kak? Boleh kirim foto?",
	"Mohon nomor pelanggan tanpa data pribadi lain, Kak.", "Di RT berapa tepatnya, Kak?",
}

// ask waits for the citizen, who mostly answers.
func (t *town) ask(ctx context.Context, l *life) error {
	if err := t.store.Pause(ctx, t.holder(l), l.number, t.one(questions), 2+t.rnd.IntN(4)); err != nil {
		return err
	}
	l.chased++
	if t.chance(65) {
		t.at(t.later(1+30*t.rnd.Float64()), l, t.explain)
		return nil
	}
	t.at(t.working(4*workingDay), l, t.answer)
	return nil
}

var explanations = []string{
	"dekat simpang tiga sebelah warung, depan masjid", "sudah seminggu ini, foto menyusul ya",
	"RT 3 RW 2, patokannya tiang listrik miring", "sejak hari Senin, makin parah kalau hujan",
}

func (t *town) explain(ctx context.Context, l *life) error {
	err := t.writeAgain(ctx, l, t.one(explanations))
	t.at(t.working(t.delay(l)), l, t.answer)
	return err
}

// follow plans what comes after the first answer.
func (t *town) follow(l *life) {
	days := func(least, spread float64) float64 { return workingDay * (least + spread*t.rnd.ExpFloat64()) }
	if len(l.Followups) > l.chased && t.chance(55) {
		t.at(t.later(6+50*t.rnd.Float64()), l, t.chase)
	}
	if len(l.Replies) < 3 {
		if t.chance(85) {
			t.at(t.working(days(0.05, 0.6)), l, t.finish)
		}
		return
	}
	if t.chance(75) {
		t.at(t.working(days(0.3, 1.5)), l, t.progress)
	}
	if t.chance(88) {
		t.at(t.working(days(1, 4)), l, t.finish)
	}
}

// chase: the citizen asks what became of it.
func (t *town) chase(ctx context.Context, l *life) error {
	if l.chased >= len(l.Followups) {
		return nil
	}
	l.chased++
	if err := t.writeAgain(ctx, l, l.Followups[l.chased-1]); err != nil {
		return err
	}
	if l.answered > 0 && t.chance(80) {
		t.at(t.working(t.delay(l)), l, t.calm)
	}
	return nil
}

var calming = []string{
	"Mohon maaf masih menunggu, Kak. Pekerjaan dijadwalkan minggu ini dan hasilnya kami kabarkan di sini.",
	"Terima kasih sudah mengingatkan, Kak. Petugas kami ke lokasi [besok|lusa] pagi.",
	"Baik Kak, kami cek kembali ke petugas lapangan dan kabari paling lambat besok.",
}

func (t *town) calm(ctx context.Context, l *life) error { return t.reply(ctx, l, t.one(calming)) }

func (t *town) progress(ctx context.Context, l *life) error {
	if l.answered != 1 {
		return nil
	}
	l.answered = 2
	return t.reply(ctx, l, l.Replies[1])
}

// finish gives the last answer, hears the thanks, and closes the matter.
func (t *town) finish(ctx context.Context, l *life) error {
	last := l.Replies[len(l.Replies)-1]
	l.answered = len(l.Replies)
	if l.Thanks != "" && t.chance(60) && t.canWrite(l) {
		if l.answered > 1 {
			if err := t.reply(ctx, l, last); err != nil {
				return err
			}
		}
		t.at(t.later(0.2+10*t.rnd.Float64()), l, t.thank)
		return nil
	}
	if err := t.resolve(ctx, l, last); err != nil {
		return err
	}
	if t.chance(6) {
		t.at(t.later(10+60*t.rnd.Float64()), l, t.disagree)
	}
	return nil
}

func (t *town) thank(ctx context.Context, l *life) error {
	if err := t.writeAgain(ctx, l, l.Thanks); err != nil {
		return err
	}
	t.at(t.working(0.5+4*t.rnd.Float64()), l, func(ctx context.Context, l *life) error {
		_, err := t.store.Resolve(ctx, t.holder(l), l.number, models.Resolution{Reason: "Warga menyatakan selesai."})
		return err
	})
	return nil
}

func (t *town) resolve(ctx context.Context, l *life, words string) error {
	_, err := t.store.Resolve(ctx, t.holder(l), l.number, models.Resolution{Text: words})
	return err
}

var disagreements = []string{
	"belum selesai min, masih seperti kemarin", "maaf, tadi dicek lagi ternyata rusak lagi", "belum ada perubahan sama sekali",
}

// disagree: the citizen says that it is not solved, which opens the matter again.
func (t *town) disagree(ctx context.Context, l *life) error {
	if !t.canWrite(l) {
		return t.store.Reopen(ctx, t.holder(l), l.number, "Pelapor menelepon: belum selesai.")
	}
	if err := t.writeAgain(ctx, l, t.one(disagreements)); err != nil {
		return err
	}
	t.at(t.working(t.delay(l)), l, t.calm)
	t.at(t.working(workingDay*(1+3*t.rnd.Float64())), l, func(ctx context.Context, l *life) error {
		return t.resolve(ctx, l, "Terima kasih sudah mengingatkan, Kak. Sudah kami perbaiki ulang dan dicek bersama RT setempat.")
	})
	return nil
}

// reply answers; in the days before, the channel takes it at once.
func (t *town) reply(ctx context.Context, l *life, words string) error {
	r := models.Reply{Text: words}
	if !t.lively {
		r.Sent = t.store.Clock()
	}
	_, err := t.store.Reply(ctx, t.holder(l), l.number, r)
	return err
}

// canWrite: who telephoned or came to the counter does not write again.
func (t *town) canWrite(l *life) bool {
	return l.in.AccountID != 0 || slices.Contains([]string{"form", "email"}, l.Channel)
}

func (t *town) writeAgain(ctx context.Context, l *life, words string) error {
	if !t.canWrite(l) {
		return nil
	}
	if l.in.AccountID != 0 {
		again := l.in
		again.Text, again.ExternalID = words, t.externalID()
		_, err := t.store.Receive(ctx, models.System, again)
		return err
	}
	who, _, err := t.store.Track(ctx, l.number, l.code)
	if err == nil {
		_, err = t.store.WriteBack(ctx, who, l.number, models.Intake{Text: words})
	}
	return err
}

func (t *town) externalID() string {
	t.messages++
	return fmt.Sprintf("demo-%d", t.messages)
}

// one picks a text and, in it, one of [a|b].
func (t *town) one(list []string) string {
	words := list[t.rnd.IntN(len(list))]
	before, rest, found := strings.Cut(words, "[")
	if !found {
		return words
	}
	inside, after, _ := strings.Cut(rest, "]")
	choices := strings.Split(inside, "|")
	return before + choices[rand.IntN(len(choices))] + after
}
