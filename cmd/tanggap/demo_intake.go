package main

import (
	"fmt"
	"slices"
	"strings"

	"tanggap/cmd/tanggap/regency"
	"tanggap/models"
)

// intake is the story as its channel brings it.
func (t *town) intake(l *life) models.Intake {
	in := models.Intake{Text: l.Text, Channel: l.Channel, Privacy: models.Privacy(l.Privacy), Name: l.Author}
	if strings.Contains(l.Contact, "@") {
		in.Email = l.Contact
	} else {
		in.Phone = l.Contact
	}
	switch l.Channel {
	case "form", "api":
		t.choose(l, &in)
	case "phone", "visit", "letter": // staff writes down what it is
		in.Kind, in.Category, in.Unit = models.Kind(l.Kind), l.CategorySlug, l.Unit
		t.locate(l, &in)
	case "email":
	default:
		t.post(l, &in)
	}
	if in.Privacy == models.Anonymous {
		in.Name, in.Phone = "", ""
	}
	return in
}

// choose is what somebody fills in who sees a form: most of it, not all.
func (t *town) choose(l *life, in *models.Intake) {
	if t.chance(80) {
		in.Kind = models.Kind(l.Kind)
	}
	if t.chance(60) {
		in.Category = l.CategorySlug
	}
	t.locate(l, in)
}

func (t *town) locate(l *life, in *models.Intake) {
	for _, v := range regency.Places() {
		if v.Slug != l.Place {
			continue
		}
		in.PlaceID, in.Place = t.places[v.Name].ID, v.Name
		if l.Channel == "form" && t.chance(40) {
			lat, long := v.Lat+0.01*t.rnd.Float64(), v.Long+0.01*t.rnd.Float64()
			in.Lat, in.Long = &lat, &long
		}
	}
}

// post is a comment or message on an official account: the unit's own, or the regency's, from where it is handed on.
func (t *town) post(l *life, in *models.Intake) {
	accounts := t.accounts[l.Channel]
	own := slices.IndexFunc(accounts, func(a models.Account) bool { return t.units[a.UnitID].Slug == l.Unit })
	main := slices.IndexFunc(accounts, func(a models.Account) bool { return t.units[a.UnitID].ParentID == 0 })
	if own < 0 || t.chance(35) {
		own = main
	}
	in.AccountID, in.ExternalID, in.Handle = accounts[own].ID, t.externalID(), l.Handle
	in.Thread = "dm"
	if l.Channel == "whatsapp" {
		in.Handle = l.Author + " " + l.Contact[max(0, len(l.Contact)-4):]
	} else if l.Channel != "telegram" && t.chance(85) {
		// A post of the last days, the newest most: several citizens under each.
		in.Thread = fmt.Sprintf("post-%d", t.clock.now().Unix()/86400-int64(t.rnd.IntN(3)))
	}
}

// bringer is who hands the message in.
func (t *town) bringer(l *life) models.Actor {
	switch l.Channel {
	case "form":
		return models.Citizen
	case "api":
		return t.machine
	case "phone", "visit", "letter":
		return t.actors[l.Unit+"@"+regency.Domain]
	}
	return models.System
}
