package models

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"tanggap/models/sla"
	"tanggap/models/text"
)

// reference is what changes rarely and every verb needs: read once, dropped when the house changes.
type reference struct {
	units      []Unit
	categories []Category
	places     []Place
	accounts   []Account
	policies   []Policy
	editions   editions
	colleagues []Colleague
	roster     roster

	unit           map[int64]Unit
	unitBySlug     map[string]Unit
	category       map[int64]Category
	categoryBySlug map[string]Category
	place          map[int64]Place
	account        map[int64]Account
	colleague      map[int64]Colleague
	words          *text.Categories
	calendarOf     map[int64]int64 // unit -> calendar, inherited down the tree
	versionOf      map[int64]int64 // calendar -> its present version
	zone           *time.Location  // of the regency; nil before there is one
	calendarBy     map[int64]int64 // version -> the calendar it is one of
}

// caches are filled on first use and dropped as a whole; calendar versions never change and stay.
type caches struct {
	ref       atomic.Pointer[reference]
	filling   sync.Mutex
	calendars sync.Map // version -> *sla.Calendar
	counting  sync.Mutex
	live      *liveDays // of reports; nil: counted each time

	adding sync.Mutex
	sums   map[string]keptSum

	publishing sync.Mutex
	published  map[[2]Day]published
}

func (c *caches) drop() { c.ref.Store(nil) }

// reference returns what the house is made of at present.
func (s *Store) reference(ctx context.Context) (*reference, error) {
	if ref := s.caches.ref.Load(); ref != nil {
		return ref, nil
	}
	s.caches.filling.Lock()
	defer s.caches.filling.Unlock()
	if ref := s.caches.ref.Load(); ref != nil {
		return ref, nil
	}
	ref, err := s.loadReference(context.WithoutCancel(ctx))
	if err != nil {
		return nil, err
	}
	s.caches.ref.Store(ref)
	return ref, nil
}

func (s *Store) loadReference(ctx context.Context) (*reference, error) {
	r := &reference{}
	var calendars []struct{ ID, VersionID int64 }
	var versions []struct{ ID, CalendarID int64 }
	var members []struct{ UserID, UnitID int64 }
	for _, q := range []struct {
		out   any
		query string
	}{
		{&r.units, "SELECT * FROM units ORDER BY parent_id, name"},
		{&r.categories, "SELECT * FROM categories ORDER BY position, name_id"},
		{&r.places, "SELECT * FROM places ORDER BY code"},
		{&r.accounts, "SELECT * FROM accounts ORDER BY channel, handle"},
		{&r.policies, "SELECT * FROM policies ORDER BY position, id"},
		{&r.colleagues, "SELECT id, name, role, active FROM users ORDER BY name, id"},
		{&members, "SELECT user_id, unit_id FROM memberships ORDER BY user_id, unit_id"},
		{&calendars, "SELECT id, version_id FROM calendars"},
		{&versions, "SELECT id, calendar_id FROM calendar_versions"},
	} {
		if err := s.find(ctx, q.out, q.query); err != nil {
			return nil, err
		}
	}
	var err error
	if r.roster, err = s.loadRoster(ctx); err != nil {
		return nil, err
	}
	if r.editions, err = s.loadEditions(ctx); err != nil {
		return nil, err
	}
	r.versionOf, r.calendarBy = map[int64]int64{}, map[int64]int64{}
	for _, v := range versions {
		r.calendarBy[v.ID] = v.CalendarID
	}
	for _, c := range calendars {
		r.versionOf[c.ID] = c.VersionID
	}
	for _, m := range members {
		for i := range r.colleagues {
			if r.colleagues[i].ID == m.UserID {
				r.colleagues[i].units = append(r.colleagues[i].units, m.UnitID)
			}
		}
	}
	r.index()
	if err := s.findZone(ctx, r); err != nil {
		return nil, err
	}
	return r, nil
}

func (r *reference) index() {
	r.unit, r.unitBySlug = map[int64]Unit{}, map[string]Unit{}
	for _, u := range r.units {
		r.unit[u.ID], r.unitBySlug[u.Slug] = u, u
	}
	r.category, r.categoryBySlug = map[int64]Category{}, map[string]Category{}
	var words []text.CategoryWords
	for _, c := range r.categories {
		r.category[c.ID], r.categoryBySlug[c.Slug] = c, c
		if c.Active {
			words = append(words, c.words())
		}
	}
	r.words = text.Compile(words)
	r.place, r.account = map[int64]Place{}, map[int64]Account{}
	for _, p := range r.places {
		r.place[p.ID] = p
	}
	for _, a := range r.accounts {
		r.account[a.ID] = a
	}
	r.colleague = map[int64]Colleague{}
	for _, p := range r.colleagues {
		r.colleague[p.ID] = p
	}
	r.places = nested(r.places)
	r.calendarOf = map[int64]int64{}
	for _, u := range r.units {
		r.calendarOf[u.ID] = r.inherited(u)
	}
}

// inherited is the calendar of the unit it is inherited from.
func (r *reference) inherited(u Unit) int64 {
	if calendar := r.unit[r.calendarSource(u.ID)].CalendarID; calendar != 0 {
		return calendar
	}
	return 1 // the first calendar, made by the installation
}

// calendarSource walks up the tree to the first unit with a calendar of its own; the tree is at most a few deep.
func (r *reference) calendarSource(unit int64) int64 {
	u := r.unit[unit]
	for range len(r.units) + 1 {
		if u.CalendarID != 0 || u.ParentID == 0 {
			break
		}
		u = r.unit[u.ParentID]
	}
	return u.ID
}

// newest returns the present version of the calendar that a version belongs to.
func (r *reference) newest(version int64) int64 {
	if now := r.versionOf[r.calendarBy[version]]; now != 0 {
		return now
	}
	return version
}

// nested puts each sub-district before its villages.
func nested(places []Place) []Place {
	out := make([]Place, 0, len(places))
	for _, p := range places {
		if p.ParentID != 0 {
			continue
		}
		out = append(out, p)
		for _, village := range places {
			if village.ParentID == p.ID {
				out = append(out, village)
			}
		}
	}
	return out
}

// calendar returns a stored version of a calendar; versions are immutable, so it is kept for good.
func (s *Store) calendar(ctx context.Context, version int64) (*sla.Calendar, error) {
	if known, ok := s.caches.calendars.Load(version); ok {
		return known.(*sla.Calendar), nil
	}
	var spec string
	if err := s.find(ctx, &spec, "SELECT spec FROM calendar_versions WHERE id = ?", version); err != nil {
		return nil, err
	}
	return s.keepCalendar(version, spec)
}
