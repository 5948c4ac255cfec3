package main

import (
	"fmt"
	"slices"
	"strings"

	"tanggap/cmd/tanggap/regency"
	"tanggap/models"
)

// intake is how the matter comes in through its channel.
func (p *plot) intake() {
	in := &p.Intake
	*in = models.Intake{
		Text: p.Story.Text, Channel: p.Story.Channel, Privacy: models.Privacy(p.Story.Privacy), Name: p.Author,
		At: models.At(p.now),
	}
	if strings.Contains(p.Contact, "@") {
		in.Email = p.Contact
	} else {
		in.Phone = p.Contact
	}
	switch in.Channel {
	case "form", "api": // somebody who sees a form fills in most of it, not all
		if p.chance(80) {
			in.Kind = models.Kind(p.Story.Kind)
		}
		if p.chance(60) {
			in.Category = p.CategorySlug
		}
		p.locate()
	case "phone", "visit", "letter": // staff writes down what it is
		in.Kind, in.Category, in.Unit = models.Kind(p.Story.Kind), p.CategorySlug, p.Story.Unit
		p.By = p.users[p.Story.Unit+"@"+regency.Domain].ID
		p.locate()
	case "email":
	default:
		p.comment()
	}
	if in.Privacy == models.Anonymous {
		in.Name, in.Phone = "", ""
	}
}

func (p *plot) locate() {
	for _, v := range p.villages {
		if v.Slug != p.Story.Place {
			continue
		}
		p.PlaceID, p.Intake.Place = p.places[v.Name].ID, v.Name
		if p.Intake.Channel == "form" && p.chance(40) {
			lat, long := v.Lat+0.01*p.rnd.Float64(), v.Long+0.01*p.rnd.Float64()
			p.Lat, p.Long = &lat, &long
		}
	}
}

// comment is what comes to an official account: the unit's own, or the regency's, from where it is handed on.
func (p *plot) comment() {
	in := &p.Intake
	accounts := p.accounts[in.Channel]
	at := slices.IndexFunc(accounts, func(a models.Account) bool { return p.units[a.UnitID].Slug == p.Story.Unit })
	if at < 0 || p.chance(35) {
		at = slices.IndexFunc(accounts, func(a models.Account) bool { return p.units[a.UnitID].Slug == p.root })
	}
	in.AccountID, in.ExternalID, in.Handle = accounts[at].ID, p.externalID(), p.Story.Handle
	in.Thread = "dm"
	switch {
	case in.Channel == "whatsapp": // shows names, and numbers only to those who look
		in.Handle = p.Author + " " + p.Contact[max(0, len(p.Contact)-4):]
	case in.Channel != "telegram" && p.chance(85): // a post of the last days: several citizens under each
		in.Thread = fmt.Sprintf("post-%d", p.now.Unix()/86400-int64(p.rnd.IntN(3)))
	}
	for base := in.Thread; p.threads[fmt.Sprint(in.AccountID, in.Thread, in.Handle)]; { // one matter each
		in.Thread = fmt.Sprintf("%s-%d", base, p.rnd.IntN(1000))
	}
	p.threads[fmt.Sprint(in.AccountID, in.Thread, in.Handle)] = true
}

// externalID is what the network calls a message.
func (t *town) externalID() string {
	t.messages++
	return fmt.Sprintf("demo-%d", t.messages)
}

// routed tells which unit gets what comes in, as Receive decides it, and whether it is sealed for the inspectorate.
func (t *town) routed(given string, account int64, category string) (unit string, sealed bool) {
	c := t.categories[category]
	lead := t.units[c.UnitID].Slug
	switch {
	case c.Confidential:
		return lead, true
	case given != "":
		return given, false
	case account != 0:
		return t.units[t.unitOf[account]].Slug, false
	case lead != "":
		return lead, false
	}
	return t.root, false
}
