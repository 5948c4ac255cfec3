package main

import (
	"context"
	"fmt"
	"time"

	"tanggap/cmd/tanggap/regency"
	"tanggap/models"
	"tanggap/models/text"
)

// liaison is the regency's office on another island, in another time zone.
const liaison = "penghubung"

// keepCalendars lets the offices and one in another zone follow the same two sets of holidays.
func (t *town) keepCalendars(ctx context.Context, f *models.Foundation) error {
	calendars, err := t.store.Calendars(ctx)
	if err != nil {
		return err
	}
	local, err := t.store.SaveHolidaySet(ctx, models.System, models.HolidaySet{Name: regency.Name})
	if err != nil {
		return err
	}
	for _, year := range []int{2025, 2026} {
		err := t.store.SaveHoliday(ctx, models.System, models.Holiday{
			Day: fmt.Sprintf("%d-07-08", year), Name: "Hari Jadi " + regency.Name, Kind: "regional", SetID: local,
			Basis: "Keputusan Bupati", Confirmed: true,
		})
		if err != nil {
			return err
		}
	}
	office := calendars[0] // the installation's first
	office.Sets = append(office.Sets, local)
	if _, err := t.store.SaveCalendar(ctx, models.System, office); err != nil {
		return err
	}
	office.ID, office.Name, office.Zone = 0, "Jam kerja (WITA)", "Asia/Makassar"
	abroad, err := t.store.SaveCalendar(ctx, models.System, office)
	if err != nil {
		return err
	}
	f.Units = append(f.Units, models.FoundedUnit{Parent: f.Units[0].Slug, Unit: models.Unit{
		Slug: liaison, Name: "Kantor Penghubung di Makassar", Kind: regency.Agency, CalendarID: abroad,
		Email: liaison + "@" + regency.Domain, Active: true,
	}})
	f.Users = append(f.Users, models.FoundedUser{Unit: liaison, User: models.User{
		Email: liaison + "@" + regency.Domain, Name: "Andi Tenri", Role: models.Agent, PasswordHash: f.Users[0].PasswordHash,
	}})
	t.people = f.Users
	_, err = t.store.Recompute(ctx)
	return err
}

func (t *town) user(name string) int64 { return t.users[name+"@"+regency.Domain].ID }

// appoint lets those who lead an agency hold its office.
func (t *town) appoint(ctx context.Context) error {
	heads := map[string]string{t.root: "sekda", "pupr": "kadis.pupr"}
	for _, slug := range regency.Led() {
		heads[slug] = "kadis." + slug
	}
	for _, u := range t.units {
		if heads[u.Slug] == "" {
			continue
		}
		_, err := t.store.AppointOffice(ctx, models.System, models.Office{
			UnitID: u.ID, Office: models.Head, UserID: t.user(heads[u.Slug]), FromAt: t.store.Clock(),
			ToAt: models.Never, Basis: "SK Bupati",
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// staff plans who is there in the weeks to come: a head on leave with an acting one, a coordinator on leave, and somebody
// on duty at any hour.
func (t *town) staff(ctx context.Context, now time.Time) error {
	local := now.In(t.zone)
	today := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, t.zone)
	day := func(n int) models.Time { return models.At(today.AddDate(0, 0, n)) }
	units := map[string]int64{}
	for _, u := range t.units {
		units[u.Slug] = u.ID
	}
	_, err := t.store.AppointOffice(ctx, models.System, models.Office{
		UnitID: units["disdik"], Office: models.Head, UserID: t.user("disdik"), Acting: true, FromAt: day(-1), ToAt: day(12),
		Basis: "Surat Perintah Plh. Sekda",
	})
	if err != nil {
		return err
	}
	for _, a := range []models.Absence{
		{UserID: t.user("kadis.disdik"), StandInID: t.user("disdik"), FromAt: day(-1), ToAt: day(12), Reason: "Cuti tahunan"},
		{UserID: t.user("koordinator2"), StandInID: t.user("koordinator"), FromAt: day(0), ToAt: day(4), Reason: "Diklat"},
		{UserID: t.user("dishub"), StandInID: t.user("kadis.dishub"), FromAt: day(20), ToAt: day(26), Reason: "Cuti tahunan"},
	} {
		if _, err := t.store.AddAbsence(ctx, models.System, a); err != nil {
			return err
		}
	}
	for week, name := range []string{"koordinator", "supervisor", "sekda", "koordinator2"} {
		d := models.Duty{UnitID: units[t.root], UserID: t.user(name), FromAt: day(7 * week), ToAt: day(7*week + 7)}
		if _, err := t.store.AddDuty(ctx, models.System, d, 1); err != nil {
			return err
		}
	}
	d := models.Duty{UnitID: units["bpbd"], UserID: t.user("bpbd"), FromAt: day(0), ToAt: day(7)}
	_, err = t.store.AddDuty(ctx, models.System, d, 4)
	return err
}

// leaveOpen leaves some matters in a state that waits for whoever looks: a question after which the ticket closes by
// itself, and more time that somebody has asked for.
func (t *town) leaveOpen(ctx context.Context) error {
	asks, extends := 2, 2
	for i := len(t.matters) - 1; i >= 0 && asks+extends > 0; i-- {
		m := t.matters[i]
		if m.sealed || m.stuck || m.Intake.Privacy == models.Confidential {
			continue
		}
		var err error
		who := t.byID[m.holder()]
		switch {
		case m.Story.Kind == text.Information && extends > 0:
			err = t.store.AskExtension(ctx, who, m.number, "Data masih dikumpulkan dari desa, belum lengkap.")
			extends--
		case m.Story.Kind == text.Complaint && asks > 0:
			err = t.store.Ask(ctx, who, m.number, models.Question{
				Text: t.one(questions), Days: 3, Closing: "Karena belum ada kabar, laporan ini kami tutup. Silakan melapor kembali kapan saja.",
			})
			asks--
		default:
			continue
		}
		switch {
		case models.AsError(err) == nil && err != nil:
			return err
		case err == nil:
			m.over = true // it waits
		case m.Story.Kind == text.Information:
			extends++ // cannot any more: the next
		default:
			asks++
		}
	}
	return nil
}
