package main

import (
	"context"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"tanggap/cmd/tanggap/regency"
	"tanggap/models"
	"tanggap/models/sla"
	"tanggap/models/text"
)

// chronicle makes up what has happened to many tickets, one after the other.
type chronicle struct {
	rnd      *rand.Rand
	hours    *sla.Calendar
	zone     *time.Location
	end      models.Time
	agents   map[string]int64 // of a unit: who answers
	accounts map[string]int64 // of channel and unit
	places   map[string]int64
	units    []string
	told     int
	persons  int
}

// newChronicle founds the made-up regency unless it is there already.
func newChronicle(ctx context.Context, s *models.Store, password string, number uint64) (c *chronicle, founded bool, err error) {
	c = &chronicle{
		rnd: rand.New(rand.NewPCG(number, 365)), agents: map[string]int64{}, accounts: map[string]int64{}, places: map[string]int64{},
	}
	if _, err := s.Unit(ctx, regency.Coordinator); models.ErrorCode(err) == models.NotFound {
		if _, err := s.Found(ctx, models.System, foundation(models.HashPassword(password))); err != nil {
			return nil, false, err
		}
		founded = true
	}
	if c.hours, err = officeHours(); err != nil {
		return nil, false, err
	}
	if c.zone, err = time.LoadLocation(regency.Zone); err != nil {
		return nil, false, err
	}
	return c, founded, c.look(ctx, s)
}

func (c *chronicle) look(ctx context.Context, s *models.Store) error {
	slugs := map[int64]string{}
	units, err := s.Units(ctx)
	if err != nil {
		return err
	}
	for _, u := range units {
		slugs[u.ID] = u.Slug
		if u.Kind == "agency" || u.Kind == "subdistrict" {
			c.units = append(c.units, u.Slug)
		}
	}
	slices.Sort(c.units)
	users, _, err := s.Users(ctx, models.System, models.UserFilter{})
	if err != nil {
		return err
	}
	for _, u := range users {
		if u.Role == models.Agent || u.Role == models.Inspector {
			for _, unit := range u.Units {
				c.agents[slugs[unit]] = u.ID
			}
		}
	}
	accounts, err := s.Accounts(ctx)
	if err != nil {
		return err
	}
	for _, a := range accounts {
		c.accounts[a.Channel+"/"+slugs[a.UnitID]] = a.ID
	}
	places, err := s.Places(ctx)
	for _, p := range places {
		c.places[p.Name] = p.ID
	}
	return err
}

// pasts tells n tickets of the days before end, the oldest first.
func (c *chronicle) pasts(end time.Time, days, n int) iter.Seq[models.Past] {
	c.end, c.persons = models.At(end), n/3+16
	return func(yield func(models.Past) bool) {
		for at := range regency.Arrivals(c.rnd, end.In(c.zone), days, n) {
			if !yield(c.past(at)) {
				return
			}
		}
	}
}

func (c *chronicle) past(at time.Time) models.Past {
	story := regency.Fast(c.rnd)
	if _, known := c.agents[story.Unit]; !known {
		story.Unit = regency.Coordinator
	}
	p := models.Past{Intake: c.intake(&story), Deeds: make([]models.Deed, 0, 8)}
	p.At = models.At(at)
	if story.Channel == "phone" || story.Channel == "visit" || story.Channel == "letter" {
		p.By = c.agents[story.Unit]
	}
	t := telling{c: c, story: &story, past: &p, at: p.At, by: c.agents[story.Unit]}
	t.tell()
	c.told++
	return p
}

// intake is the story as its channel brings it. A person writes some three times: as many citizens as a third of the
// tickets, in an order that brings nobody twice under one post.
func (c *chronicle) intake(s *regency.Story) models.Intake {
	person := int(uint64(c.told) * 15_485_863 % uint64(c.persons))
	in := models.Intake{
		Text: s.Text, Kind: models.Kind(s.Kind), Category: s.CategorySlug, Unit: s.Unit, Privacy: models.Privacy(s.Privacy),
		Channel: s.Channel, Name: s.Author,
	}
	if place := villages[s.Place]; place != "" {
		in.PlaceID, in.Place = c.places[place], place
	}
	switch {
	case in.Privacy == models.Anonymous:
		in.Name = ""
	case s.Handle != "" || s.Channel == "whatsapp":
		in.Handle = fmt.Sprintf("%s%d", s.Handle, person)
		if in.AccountID = c.accounts[s.Channel+"/"+s.Unit]; in.AccountID == 0 {
			in.AccountID = c.accounts[s.Channel+"/pemkab"]
		}
		in.Thread = fmt.Sprintf("post-%d", c.told/8)
	case strings.Contains(s.Contact, "@"):
		in.Email = fmt.Sprintf("warga%d@warga.example", person)
	}
	return in
}

var villages = func() map[string]string {
	names := map[string]string{}
	for _, v := range regency.Places() {
		names[v.Slug] = v.Name
	}
	return names
}()

// sealed are the categories that go to one unit only.
var sealed = func() map[string]bool {
	slugs := map[string]bool{}
	for _, c := range regency.Categories() {
		slugs[c.Slug] = c.Confidential
	}
	return slugs
}()

// telling is what happens to one ticket.
type telling struct {
	c     *chronicle
	story *regency.Story
	past  *models.Past
	at    models.Time
	by    int64
}

// do adds a deed; false when it has not happened yet.
func (t *telling) do(d models.Deed) bool {
	if t.at > t.c.end {
		return false
	}
	d.At = t.at
	if d.By == 0 && d.Type != models.MessageReceived {
		d.By = t.by
	}
	t.past.Deeds = append(t.past.Deeds, d)
	return true
}

// work lets office hours pass, around a median; wait lets hours of the day and night pass.
func (t *telling) work(median float64) {
	seconds := int64(3600 * median * math.Exp(0.9*t.c.rnd.NormFloat64()))
	at, err := t.c.hours.Add(t.at.Std(), max(seconds, 60))
	if err != nil { // beyond the last list of holidays: after the end of every past
		at = t.c.end.Std().AddDate(1, 0, 0)
	}
	t.at = models.At(at)
}

func (t *telling) wait(hours float64) {
	t.at = t.at.AddSeconds(int64(3600*hours*t.c.rnd.ExpFloat64()) + 60)
}

func (t *telling) chance(percent int) bool { return t.c.rnd.IntN(100) < percent }

// tell makes up the rest: of a hundred matters three are never answered, seven handed on, ten noted on, four wait for
// their citizen; nine in ten end.
func (t *telling) tell() {
	s := t.story
	if s.CategorySlug == "" {
		if t.work(2); t.chance(90) {
			t.do(models.Deed{Type: models.TicketArchived, Text: noise[t.c.rnd.IntN(len(noise))]})
		}
		return
	}
	if t.chance(3) {
		return
	}
	if t.chance(7) {
		t.handOver()
	}
	pace, ok := paces[s.Unit]
	if !ok {
		pace = usualPace
	}
	if s.Urgency == regency.Emergency {
		pace /= 12
	}
	if t.chance(50) {
		t.work(pace / 4)
		t.do(models.Deed{Type: models.TicketAssigned, User: t.by})
	}
	if t.chance(10) {
		t.do(models.Deed{Type: models.NoteAdded, Text: notes[t.c.rnd.IntN(len(notes))]})
	}
	if s.Kind == text.Complaint && t.chance(6) {
		t.ask()
	}
	t.work(pace)
	if len(s.Replies) == 1 && t.chance(70) || t.chance(35) { // the first answer is the last
		t.do(models.Deed{Type: models.TicketResolved, Text: s.Replies[len(s.Replies)-1]})
		return
	}
	if t.do(models.Deed{Type: models.ReplySent, Text: s.Replies[0]}) {
		t.goOn(pace)
	}
}

// handOver sends the matter to another unit first, which gives it on to the one whose it is.
func (t *telling) handOver() {
	own := t.story.Unit
	wrong := t.c.units[t.c.rnd.IntN(len(t.c.units))]
	if wrong == own || t.c.agents[wrong] == 0 || sealed[t.story.CategorySlug] {
		return
	}
	t.past.Unit = wrong
	t.work(1)
	t.do(models.Deed{Type: models.TransferAsked, By: t.c.agents[wrong], Unit: own, Text: handOvers[t.c.rnd.IntN(len(handOvers))]})
	t.work(0.3)
	t.do(models.Deed{Type: models.TransferAccepted})
}

// ask waits for the citizen, who mostly answers.
func (t *telling) ask() {
	t.work(1)
	if !t.do(models.Deed{Type: models.TicketPaused, Text: questions[t.c.rnd.IntN(len(questions))], Days: 3}) {
		return
	}
	if t.chance(65) {
		t.wait(8)
		t.do(models.Deed{Type: models.MessageReceived, Text: explanations[t.c.rnd.IntN(len(explanations))]})
	}
}

// goOn is what follows the first answer.
func (t *telling) goOn(pace float64) {
	s := t.story
	if len(s.Followups) > 0 && t.chance(20) {
		t.wait(30)
		t.do(models.Deed{Type: models.MessageReceived, Text: s.Followups[0]})
		t.work(pace)
		t.do(models.Deed{Type: models.ReplySent, Text: calming[0]})
	}
	if !t.chance(92) {
		return
	}
	t.work(officeDay * 1.5)
	ended := t.do(models.Deed{Type: models.TicketResolved, Text: s.Replies[len(s.Replies)-1]})
	if ended && t.chance(3) {
		t.wait(40)
		t.do(models.Deed{Type: models.MessageReceived, Text: disagreements[t.c.rnd.IntN(len(disagreements))]})
		t.work(officeDay)
		t.do(models.Deed{Type: models.TicketResolved, Text: calming[2]})
	}
}
