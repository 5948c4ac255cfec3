package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"tanggap/cmd/tanggap/regency"
	"tanggap/models"
	"tanggap/models/sla"
	"tanggap/models/text"
)

// town is the made-up regency while it is lived in: who answers, who has written, and what comes next.
type town struct {
	store *models.Store
	rnd   *rand.Rand
	hours *sla.Calendar // of the offices
	zone  *time.Location
	words *text.Categories

	people     []models.FoundedUser
	users      map[string]models.Actor // by address
	byID       map[int64]models.Actor
	machine    models.Actor // the token of another system
	root       string       // slug of the regency itself
	units      map[int64]models.Unit
	unitOf     map[int64]int64 // account -> unit
	categories map[string]models.Category
	villages   []regency.Place
	places     map[string]models.Place     // by name
	accounts   map[string][]models.Account // by channel

	end      time.Time // of what is there before somebody looks
	matters  []*matter
	agenda   agenda
	threads  map[string]bool // account, thread and handle that somebody has written under
	messages int             // for the ids that the networks give
}

// found makes the regency and lets its people in.
func found(ctx context.Context, store *models.Store, password string, seed uint64) (*town, error) {
	if _, err := store.Migrate(ctx); err != nil {
		return nil, err
	}
	t := &town{
		store: store, rnd: rand.New(rand.NewPCG(seed, 60)), words: text.Compile(regency.Words()),
		villages: regency.Places(), threads: map[string]bool{},
	}
	var err error
	if t.zone, err = time.LoadLocation(regency.Zone); err != nil {
		return nil, err
	}
	if t.hours, err = officeHours(); err != nil {
		return nil, err
	}
	f := foundation(models.HashPassword(password))
	if err := t.keepCalendars(ctx, &f); err != nil {
		return nil, err
	}
	t.people = f.Users
	ids, err := store.Found(ctx, models.System, f)
	if err != nil {
		return nil, err
	}
	if err := t.meet(ctx, ids); err != nil {
		return nil, err
	}
	if err := t.look(ctx); err != nil {
		return nil, err
	}
	return t, t.appoint(ctx)
}

// meet keeps what everybody may do.
func (t *town) meet(ctx context.Context, ids []int64) error {
	t.users, t.byID = map[string]models.Actor{}, map[int64]models.Actor{}
	for i, p := range t.people {
		who, err := t.store.ActorOf(ctx, ids[i])
		if err != nil {
			return err
		}
		t.users[p.Email], t.byID[who.ID] = who, who
	}
	secret, err := t.store.AddToken(ctx, models.System, "Aplikasi Warga", "tickets:write")
	if err == nil {
		t.machine, err = t.store.TokenActor(ctx, secret)
	}
	return err
}

// look keeps what stories refer to by name.
func (t *town) look(ctx context.Context) error {
	units, err := t.store.Units(ctx)
	if err != nil {
		return err
	}
	t.units = map[int64]models.Unit{}
	for _, u := range units {
		t.units[u.ID] = u
		if u.ParentID == 0 {
			t.root = u.Slug
		}
	}
	categories, err := t.store.Categories(ctx)
	if err != nil {
		return err
	}
	t.categories = map[string]models.Category{}
	for _, c := range categories {
		t.categories[c.Slug] = c
	}
	places, err := t.store.Places(ctx)
	if err != nil {
		return err
	}
	t.places = map[string]models.Place{}
	for _, p := range places {
		t.places[p.Name] = p
	}
	accounts, err := t.store.Accounts(ctx)
	t.accounts, t.unitOf = map[string][]models.Account{}, map[int64]int64{}
	for _, a := range accounts {
		t.accounts[a.Channel] = append(t.accounts[a.Channel], a)
		t.unitOf[a.ID] = a.UnitID
	}
	return err
}

// live writes the days before end: what every matter came to by then, and what the offices have planned from there. The
// rest goes into the agenda.
func (t *town) live(ctx context.Context, end time.Time, perDay int) error {
	begins := make([]time.Time, demoDays*perDay)
	for i := range begins {
		begins[i] = regency.Arrival(t.rnd, end.In(t.zone), demoDays)
	}
	slices.SortFunc(begins, time.Time.Compare)
	pasts := func(yield func(models.Past) bool) {
		for i, begin := range begins {
			m := &matter{plot: t.tell(begin, false), id: int64(i + 1)} // the first tickets of the house
			m.number = t.store.Number(&models.Ticket{ID: m.id, CreatedAt: m.At})
			t.matters = append(t.matters, m)
			past := m.Past
			n := slices.IndexFunc(past.Deeds, func(d models.Deed) bool { return d.At > models.At(end) })
			if n >= 0 {
				t.plan(m, past.Deeds[n:])
				past.Deeds = past.Deeds[:n]
			}
			if !yield(past) {
				return
			}
		}
	}
	t.end = end
	if _, err := t.store.Fill(ctx, pasts, nil); err != nil {
		return err
	}
	if err := t.staff(ctx, end); err != nil {
		return err
	}
	return t.leaveOpen(ctx)
}

// foundation is the regency as the store wants it; everybody signs in with the same password.
func foundation(hash string) models.Foundation {
	var f models.Foundation
	for _, u := range regency.Units() {
		f.Units = append(f.Units, models.FoundedUnit{Parent: u.Parent, Unit: models.Unit{
			Slug: u.Slug, Name: u.Name, Kind: u.Kind, Email: u.Slug + "@" + regency.Domain, Active: true,
		}})
		for _, channel := range networksOf(u) {
			f.Accounts = append(f.Accounts, models.FoundedAccount{Unit: u.Slug, Account: models.Account{
				Channel: channel, Handle: handleOf(u), Name: u.Short, Active: true,
			}})
		}
	}
	for i, c := range regency.Categories() {
		f.Categories = append(f.Categories, models.FoundedCategory{Lead: c.Lead, Category: models.Category{
			Slug: c.Slug, NameID: c.ID, NameEN: c.EN, Keywords: strings.Join(c.Keywords, ","),
			Confidential: c.Confidential, Active: true, Position: i,
		}})
	}
	f.Places = places()
	for _, p := range regency.People() {
		f.Users = append(f.Users, models.FoundedUser{Unit: p.Unit, User: models.User{
			Email: p.Email, Name: p.Name, Role: models.Role(p.Role), PasswordHash: hash,
		}})
	}
	return f
}

// networksOf: everybody is on Facebook and Instagram, who serves at a counter also on WhatsApp, the regency itself
// wherever citizens are.
func networksOf(u regency.Unit) []string {
	switch {
	case u.Kind == regency.Root:
		return []string{"facebook", "instagram", "whatsapp", "telegram", "x", "tiktok", "youtube"}
	case slices.Contains([]string{"disdukcapil", "rsud", "perumda", "dinsos", "disdik", "dpmptsp"}, u.Slug):
		return []string{"facebook", "instagram", "whatsapp"}
	case slices.Contains([]string{"pupr", "dishub", "bpbd", "disbudpar"}, u.Slug):
		return []string{"facebook", "instagram", "x", "tiktok"}
	}
	return []string{"facebook", "instagram"}
}

func handleOf(u regency.Unit) string {
	if u.Kind == regency.Root {
		return regency.Handle
	}
	return "@" + strings.ReplaceAll(u.Slug, "-", "") + strings.TrimPrefix(regency.Handle, "@pemkab")
}

// places are the sub-districts and villages, with codes in the form of the ministry's: 21 is the province, 99 no regency.
func places() []models.FoundedPlace {
	var out []models.FoundedPlace
	villages := regency.Places()
	for _, u := range regency.Units() {
		if u.Kind != regency.SubDistrict {
			continue
		}
		code := fmt.Sprintf("21.99.%02d", 1+countKind(out, "subdistrict"))
		name := strings.TrimPrefix(u.Name, "Kecamatan ")
		out = append(out, models.FoundedPlace{Place: models.Place{Code: code, Name: name, Kind: "subdistrict"}})
		n := 0
		for _, v := range villages {
			if v.Unit == u.Slug {
				n++
				out = append(out, models.FoundedPlace{Parent: code, Place: models.Place{
					Code: fmt.Sprintf("%s.%d", code, 2000+n), Name: v.Name, Kind: "village",
				}})
			}
		}
	}
	return out
}

func countKind(places []models.FoundedPlace, kind string) (n int) {
	for _, p := range places {
		if p.Kind == kind {
			n++
		}
	}
	return n
}

// officeHours are when the made-up offices answer, as the installation's calendar has them (Perpres 21/2023).
func officeHours() (*sla.Calendar, error) {
	day, friday := []string{"07:30-12:00", "13:00-16:00"}, []string{"07:30-11:30", "13:00-16:30"}
	holidays := map[string]string{}
	for _, h := range regency.Holidays() {
		holidays[h.Date] = h.Name
	}
	return sla.NewCalendar(sla.CalendarSpec{Zone: regency.Zone, Holidays: holidays, Week: map[string][]string{
		"mon": day, "tue": day, "wed": day, "thu": day, "fri": friday,
	}})
}

// logins are one user of every role; of the agents the one with most to do.
func (t *town) logins() []models.FoundedUser {
	var one []models.FoundedUser
	for _, role := range models.Roles {
		i := slices.IndexFunc(t.people, func(p models.FoundedUser) bool {
			return p.Role == role && (role != models.Agent || p.Unit == "pupr")
		})
		one = append(one, t.people[i])
	}
	return one
}
