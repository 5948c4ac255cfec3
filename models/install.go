package models

import (
	"context"
	"strings"

	"tanggap/models/text"
)

// Working time of an Indonesian agency with a five-day week: 37.5 hours, breaks of 60 and on Friday 90 minutes
// (Perpres 21/2023).
const officeWeek = `{"mon":["07:30-12:00","13:00-16:00"],"tue":["07:30-12:00","13:00-16:00"],` +
	`"wed":["07:30-12:00","13:00-16:00"],"thu":["07:30-12:00","13:00-16:00"],"fri":["07:30-11:30","13:00-16:30"]}`

// alwaysWeek is a desk that never closes.
const alwaysWeek = `{"mon":["00:00-24:00"],"tue":["00:00-24:00"],"wed":["00:00-24:00"],"thu":["00:00-24:00"],` +
	`"fri":["00:00-24:00"],"sat":["00:00-24:00"],"sun":["00:00-24:00"]}`

const noDates = `{}`

// Calendars of the installation.
const (
	officeCalendar = 1
	alwaysCalendar = 2
)

// Law the proposed targets rest on (domain.md sections 1.2 and 7).
const (
	basis62    = "PermenPANRB 62/2018 (digantikan PermenPANRB 5/2025); Perpres 76/2013"
	basisKIP   = "UU 14/2008 KIP; PermenPANRB 62/2018"
	basisLocal = "Kebijakan daerah (usulan awal, dapat diubah)"
)

// proposed are the targets a fresh house begins with: a policy choice, not law, to be changed in the settings.
var proposed = []Policy{
	{
		Name: "Darurat", Priority: Emergency, FirstResponse: "15m", NextResponse: "15m", Resolution: "24h", Warn: 33,
		CalendarID: alwaysCalendar, Basis: "Keselamatan jiwa; jam kalender 24 jam",
	},
	{
		Name: "Pengaduan berkadar pengawasan", FirstResponse: "1wd", NextResponse: "1wd", Resolution: "60wd",
		Basis: basis62, // its category is put in when there is one
	},
	{
		Name: "Pengaduan mendesak", Kind: Complaint, Priority: High, FirstResponse: "2h", NextResponse: "2h",
		Resolution: "3wd", Basis: basisLocal,
	},
	{Name: "Pengaduan", Kind: Complaint, FirstResponse: "4h", NextResponse: "4h", Resolution: "14wd", Basis: basis62},
	{
		Name: "Permintaan informasi", Kind: Information, FirstResponse: "4h", NextResponse: "4h", Resolution: "5wd",
		Extension: "7wd", Basis: basisKIP,
	},
	{Name: "Aspirasi", Kind: Aspiration, FirstResponse: "1wd", NextResponse: "1wd", Resolution: "5wd", Basis: basis62},
	{Name: "Masukan", Kind: Suggestion, FirstResponse: "1wd", NextResponse: "1wd", Resolution: "5wd", Basis: basis62},
	{Name: "Kritik", Kind: Criticism, FirstResponse: "1wd", NextResponse: "1wd", Resolution: "5wd", Basis: basis62},
	{Name: "Apresiasi", Kind: Appreciation, FirstResponse: "2wd", NextResponse: "2wd", Basis: basisLocal},
	{Name: "Semua yang lain", FirstResponse: "4h", NextResponse: "4h", Resolution: "5wd", Basis: basisLocal},
}

// sealedPolicy is which of the proposed holds for the category of the inspectorate.
const sealedPolicy = 1

// install gives an empty database what no ticket can do without: a unit, calendars, holidays, categories, targets.
func (s *Store) install(ctx context.Context) error {
	err := s.update(ctx, func(tx *Tx) error {
		var units int
		if err := tx.row("SELECT COUNT(*) FROM units").Scan(&units); err != nil || units > 0 {
			return err
		}
		if err := tx.installHolidays(); err != nil {
			return err
		}
		for _, c := range []Calendar{
			{ID: officeCalendar, Name: "Jam kerja", Week: officeWeek, Sets: []int64{nationalSet}},
			{ID: alwaysCalendar, Name: "24 jam", Week: alwaysWeek},
		} {
			c.Zone, c.Dates = "Asia/Jakarta", noDates
			var err error
			if c.ID, err = tx.insert("INSERT INTO calendars (name, zone, week, dates) VALUES (?, ?, ?, ?) RETURNING id",
				c.Name, c.Zone, c.Week, c.Dates); err != nil {
				return err
			}
			if c.Sets != nil {
				if err := tx.follow(c.ID, c.Sets); err != nil {
					return err
				}
			}
			if _, err := tx.newVersion(&c); err != nil {
				return err
			}
		}
		if err := tx.installMacros(); err != nil {
			return err
		}
		sealed, err := tx.installCategories()
		if err != nil {
			return err
		}
		for i, p := range proposed {
			if i == sealedPolicy {
				p.CategoryID = sealed
			}
			if err := tx.insertPolicy(&p, i); err != nil {
				return err
			}
		}
		_, err = tx.insert(`INSERT INTO units (slug, name, kind, calendar_id, created_at)
			VALUES ('pemkab', 'Pemerintah Kabupaten', 'regency', ?, ?) RETURNING id`, officeCalendar, tx.now)
		return err
	})
	s.caches.drop()
	return err
}

func (tx *Tx) installHolidays() error {
	for _, h := range officialHolidays {
		err := tx.exec("INSERT INTO holidays (day, name, kind, basis) VALUES (?, ?, ?, ?)",
			h.day, h.name, h.kind, officialBasis[h.day[:4]])
		if err != nil {
			return err
		}
	}
	return nil
}

// installCategories writes the topics of a regency, led by nobody yet, and returns the id of the sealed one.
func (tx *Tx) installCategories() (sealed int64, err error) {
	for i, t := range text.Topics {
		id, err := tx.insert(`INSERT INTO categories (slug, name_id, name_en, keywords, confidential, position)
			VALUES (?, ?, ?, ?, ?, ?) RETURNING id`, t.Slug, t.ID, t.EN, strings.Join(t.Words, ","), t.Sealed, i)
		if err != nil {
			return 0, err
		}
		if t.Sealed {
			sealed = id
		}
	}
	return sealed, nil
}

func (tx *Tx) insertPolicy(p *Policy, position int) error {
	warn := p.Warn
	if warn == 0 {
		warn = 50
	}
	_, err := tx.insert(`INSERT INTO policies (name, kind, category_id, priority, unit_id, channel, first_response,
		next_response, resolution, extension, warn, calendar_id, basis, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		RETURNING id`, p.Name, p.Kind, p.CategoryID, p.Priority, p.UnitID, p.Channel, p.FirstResponse, p.NextResponse,
		p.Resolution, p.Extension, warn, p.CalendarID, p.Basis, position)
	return err
}
