package models

import (
	"cmp"
	"slices"
)

// call is one person to be told of something, and by what besides the app.
type call struct {
	user    int64
	instead int64 // of whom, who is away
	mail    bool
	chat    bool
	urgent  bool
	ringAt  Time // not before
}

// concern is what people are told of: a clock of a ticket, or the ticket as a whole.
type concern struct {
	unit, assignee int64
	confidential   int
	emergency      bool
}

// calls returns whom the rungs name for a concern, each person once with all the ways, by id. Of an emergency whoever is
// on duty is told too, and everybody at once. When the rungs reach nobody, somebody above is told all the same.
func (p *people) calls(rungs []Rung, about concern, topic string) []call {
	byUser := map[int64]*call{}
	for i := range rungs {
		p.reach(byUser, p.whom(rungs[i].Whom, about), &rungs[i], about)
	}
	if about.emergency {
		p.reach(byUser, p.whom(ToDuty, about), &Rung{Ways: ByMail + "," + ByTelegram, Urgent: true}, about)
	}
	if len(byUser) == 0 && len(rungs) > 0 {
		p.reach(byUser, p.anybody(about.confidential), &Rung{Ways: ByMail}, about)
	}
	out := make([]call, 0, len(byUser))
	for _, c := range byUser {
		out = append(out, p.tuned(*c, topic, about.emergency))
	}
	slices.SortFunc(out, func(a, b call) int { return cmp.Compare(a.user, b.user) })
	return out
}

// reach adds people, or whoever stands in for them, by the ways of a rung.
func (p *people) reach(byUser map[int64]*call, users []int64, r *Rung, about concern) {
	for _, user := range users {
		for _, present := range p.present(user, about) {
			c := byUser[present]
			if c == nil {
				c = &call{user: present}
				if present != user {
					c.instead = user
				}
				byUser[present] = c
			}
			if present == user {
				c.instead = 0
			}
			c.mail, c.chat, c.urgent = c.mail || r.has(ByMail), c.chat || r.has(ByTelegram), c.urgent || r.Urgent
		}
	}
}

// present is who does a user's work now. When that is nobody who may know, the user keeps it, and whoever leads the unit
// is told as well.
func (p *people) present(user int64, about concern) []int64 {
	standIn, found := p.ref.inPlaceOf(user, p.at)
	if found && (standIn == user || p.known[standIn].mayKnow(about.confidential)) {
		return []int64{standIn}
	}
	told := []int64{user}
	for _, leader := range p.leaders(about.unit, about.confidential) {
		if leader != user && p.ref.awayAt(leader, p.at) == nil {
			told = append(told, leader)
		}
	}
	return told
}

// whom returns who stands on a rung.
func (p *people) whom(w Whom, about concern) []int64 {
	unit, confidential := about.unit, about.confidential
	switch w {
	case ToAssignee:
		if _, active := p.known[about.assignee]; active {
			return []int64{about.assignee}
		}
		return p.nearest(p.workers, unit, confidential)
	case ToUnit:
		return p.nearest(p.workers, unit, confidential)
	case ToHead:
		return p.leaders(unit, confidential)
	case ToSupervisor:
		var found []int64
		for above := range p.upwards(unit) {
			found = append(found, ids(p.supervisors[above], confidential)...)
		}
		return found
	case ToCoordinator:
		return ids(p.triage, confidential)
	case ToDuty:
		return p.onDuty(about)
	}
	parent := p.parent[unit]
	if parent == 0 {
		parent = unit
	}
	if w == ToParentHead {
		return p.leaders(parent, confidential)
	}
	return p.nearest(p.supervisors, parent, confidential)
}

// onDuty is who is on duty for the unit; nobody: whoever leads it, then up, then anybody who may know.
func (p *people) onDuty(about concern) []int64 {
	var found []int64
	for _, user := range p.ref.onDuty(about.unit, p.at) {
		if u, active := p.known[user]; active && u.mayKnow(about.confidential) {
			found = append(found, user)
		}
	}
	if len(found) == 0 {
		found = p.leaders(about.unit, about.confidential)
	}
	if len(found) == 0 {
		found = p.anybody(about.confidential)
	}
	return found
}

// tuned takes away what the user refused and what cannot reach them; a message that no chat takes goes by mail. It may
// ring when the user's hours begin, unless it is urgent.
func (p *people) tuned(c call, topic string, emergency bool) call {
	if c.chat && (!p.bot || p.ref.chatOf(c.user).Chat == "") {
		c.chat, c.mail = false, true
	}
	if !emergency {
		c.mail = c.mail && p.ref.wants(c.user, topic, ByMail)
		c.chat = c.chat && p.ref.wants(c.user, topic, ByTelegram)
	}
	c.urgent = c.urgent || emergency
	c.ringAt = p.at
	if !c.urgent {
		c.ringAt = p.opensFor(c.user)
	}
	return c
}
