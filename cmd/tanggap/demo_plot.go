package main

import (
	"strings"
	"time"

	"tanggap/cmd/tanggap/regency"
	"tanggap/models"
	"tanggap/models/text"
)

// plot is one matter while it is made up: from the first word to the last, in the order of time.
type plot struct {
	*town
	regency.Story
	models.Past
	now    time.Time
	unit   string // slug of who holds it now
	sealed bool   // for the inspectorate only
	chased int    // how many of the citizen's questions were asked
	stuck  bool   // the receiver has not said whether it takes it
	rush   bool   // an office hour takes seconds: whoever looks at the demo has minutes, not days
	// what Receive makes of it where the citizen said nothing
	suggested models.Classification
}

// tell makes up a matter that begins at the instant.
func (t *town) tell(begin time.Time, rush bool) *plot {
	p := &plot{town: t, Story: regency.Tell(t.rnd), now: begin, rush: rush}
	p.intake()
	p.suggest()
	p.unit, p.sealed = t.routed(p.Intake.Unit, p.AccountID, p.suggested.Category)
	p.happen()
	return p
}

// suggest foresees what Receive will read from the text.
func (p *plot) suggest() {
	s := &p.suggested
	*s = models.Classification{Kind: p.Intake.Kind, Category: p.Intake.Category, Priority: models.Normal}
	if s.Kind == "" {
		kind, _ := text.SuggestKind(p.Story.Text)
		s.Kind = models.Kind(kind)
	}
	if s.Category == "" {
		s.Category = p.words.Suggest(text.Tokens(p.Story.Text)).Slug
	}
	if len(text.Urgent(p.Story.Text)) > 0 && s.Kind != models.Appreciation {
		s.Priority = models.Emergency
	}
}

// happen is what becomes of the matter.
func (p *plot) happen() {
	untouched := neglect
	if paces[p.unit] > 2.5 {
		untouched = slowNeglect
	}
	switch {
	case p.CategorySlug == "":
		p.office(0.3 + 6*p.rnd.Float64())
		p.does(models.TicketArchived, p.one(noise))
		return
	case p.chance(untouched): // for weeks
		p.chase()
		p.chase()
		p.office(officeDay * (4 + 12*p.rnd.Float64()))
	case p.unit != p.Story.Unit && !p.sealed:
		if p.handOver(); p.stuck {
			return
		}
	}
	p.office(p.delay())
	p.take()
	if p.Story.Kind == text.Complaint && p.chance(18) {
		p.ask()
	}
	p.does(models.ReplySent, p.Replies[0])
	p.finish()
}

// handOver gives the matter to the unit whose it is. Now and then that one says it is not, and is overruled.
func (p *plot) handOver() {
	p.office(0.2 + 2*p.rnd.ExpFloat64())
	from := p.unit
	p.does(models.TransferAsked, p.one(handOvers))
	p.unit = p.Story.Unit
	if p.chance(6) {
		p.office(p.delay())
		p.does(models.TransferReturned, "Bukan kewenangan kami, lokasi di luar ruas yang kami kelola.")
		p.unit = from
		p.office(0.5 + 2*p.rnd.Float64())
		p.does(models.TransferAsked, "Sudah dicek dengan Setda: tetap kewenangan OPD ini, mohon ditindaklanjuti.")
		p.unit = p.Story.Unit
	}
	p.office(p.delay() / 2)
	if p.stuck = p.recent() && p.chance(8); !p.stuck {
		p.does(models.TransferAccepted, "")
	}
}

// recent: of the last days before somebody looks.
func (p *plot) recent() bool { return !p.rush && p.end.Sub(p.now) < 6*24*time.Hour }

// take is how somebody begins to work on it: most set right what was suggested wrongly.
func (p *plot) take() {
	if right := p.corrections(); right != (models.Classification{}) && p.chance(90) {
		p.does(models.TicketClassified, "")
		p.Deeds[len(p.Deeds)-1].Classification = right
	}
	if p.chance(65) {
		p.does(models.TicketAssigned, "")
	}
	if p.chance(12) {
		p.does(models.NoteAdded, p.one(notes))
	}
}

// corrections are what the suggestions have wrong. What is sealed stays sealed.
func (p *plot) corrections() (c models.Classification) {
	if kind := models.Kind(p.Story.Kind); p.suggested.Kind != kind {
		c.Kind = kind
	}
	if p.suggested.Category != p.CategorySlug && !p.sealed {
		c.Category = p.CategorySlug
	}
	switch {
	case p.suggested.Priority == models.Emergency && p.Urgency != regency.Emergency:
		c.Priority = models.Normal
	case p.suggested.Priority == models.Normal && p.Urgency == regency.High:
		c.Priority = models.High
	}
	return c
}

// ask waits for the citizen, who mostly answers.
func (p *plot) ask() {
	days := 3 + p.rnd.IntN(5)
	p.Deeds = append(p.Deeds, models.Deed{
		Type: models.TicketPaused, At: models.At(p.now), By: p.holder(), Text: p.one(questions), Days: days,
	})
	if p.canWrite() && p.chance(60) {
		p.home(1 + 30*p.rnd.Float64())
		p.says(p.one(explanations))
	} else {
		p.home(float64(24*days) + 1)
	}
	p.office(p.delay())
}

// finish is everything after the first answer.
func (p *plot) finish() {
	if p.chance(35) {
		p.chase()
	}
	if len(p.Replies) == 3 && p.chance(75) {
		p.office(officeDay * (0.3 + 1.2*p.rnd.ExpFloat64()))
		p.does(models.ReplySent, p.Replies[1])
		if p.chance(25) {
			p.chase()
		}
	}
	if p.chance(3) {
		return // answered, and never ended
	}
	p.office(officeDay * (0.1 + float64(len(p.Replies)-1)*1.2*p.rnd.ExpFloat64()))
	last := p.Replies[len(p.Replies)-1]
	if p.Thanks != "" && p.canWrite() && p.chance(60) {
		if len(p.Replies) > 1 {
			p.does(models.ReplySent, last)
		}
		p.home(0.2 + 10*p.rnd.Float64())
		p.says(p.Thanks)
		p.office(0.3 + 3*p.rnd.Float64())
		last = p.one(farewells)
	}
	p.does(models.TicketResolved, last)
	if p.chance(6) {
		p.disagree()
	}
}

// chase: the citizen asks what became of it, and mostly gets an answer.
func (p *plot) chase() {
	if p.chased == len(p.Followups) || !p.canWrite() {
		return
	}
	p.home(5 + 45*p.rnd.Float64())
	p.says(p.Followups[p.chased])
	p.chased++
	if len(p.Deeds) > 1 && p.chance(85) {
		p.office(p.delay())
		p.does(models.ReplySent, p.one(calming))
	}
}

// disagree: the citizen says that it is not solved, which opens the matter again.
func (p *plot) disagree() {
	p.home(10 + 60*p.rnd.Float64())
	if p.canWrite() {
		p.says(p.one(disagreements))
	} else {
		p.does(models.TicketReopened, "Pelapor menelepon: belum selesai.")
	}
	p.office(p.delay())
	p.does(models.ReplySent, p.one(calming))
	p.office(officeDay * (0.5 + 3*p.rnd.Float64()))
	p.does(models.TicketResolved, "Terima kasih sudah mengingatkan, Kak. Sudah diperbaiki ulang dan dicek bersama RT setempat.")
}

// does adds something the holder does.
func (p *plot) does(what models.EventType, words string) {
	d := models.Deed{Type: what, At: models.At(p.now), By: p.holder(), Text: words}
	switch what {
	case models.TicketAssigned:
		d.User = d.By
	case models.TransferAsked:
		d.Unit = p.Story.Unit
	}
	p.Deeds = append(p.Deeds, d)
	if what != models.ReplySent && what != models.TicketResolved {
		p.now = p.now.Add(time.Duration(20+p.rnd.IntN(90)) * time.Second) // to write the next thing
	}
}

// says adds something the citizen writes.
func (p *plot) says(words string) {
	p.Deeds = append(p.Deeds, models.Deed{Type: models.MessageReceived, At: models.At(p.now), Text: words})
}

// holder is the user who works on it now: whoever may see it.
func (p *plot) holder() int64 {
	name := p.unit
	switch {
	case p.sealed || p.unit == regency.Inspectorate:
		name = "inspektur"
	case p.unit == p.root && p.Intake.Privacy == models.Confidential:
		name = "supervisor"
	case p.unit == p.root:
		name = "koordinator"
	}
	return p.users[name+"@"+regency.Domain].ID
}

// canWrite: who telephoned or came to the counter does not write again.
func (p *plot) canWrite() bool {
	return p.AccountID != 0 || p.Intake.Channel == "form" || p.Intake.Channel == "email"
}

func (t *town) chance(percent int) bool { return t.rnd.IntN(100) < percent }

// one picks a text and, in it, one of [a|b].
func (t *town) one(list []string) string {
	words := list[t.rnd.IntN(len(list))]
	before, rest, found := strings.Cut(words, "[")
	if !found {
		return words
	}
	inside, after, _ := strings.Cut(rest, "]")
	choices := strings.Split(inside, "|")
	return before + choices[t.rnd.IntN(len(choices))] + after
}
