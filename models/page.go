package models

import (
	"fmt"

	"tanggap/models/text"
)

// page tells of an emergency: the people of the unit in the app and their next digest, and whoever is on duty at once,
// at any hour. Each is told once of a ticket.
func (tx *Tx) page(t *Ticket) error {
	people, err := tx.store.people(tx.ctx)
	if err != nil {
		return err
	}
	about := concern{t.UnitID, t.AssigneeID, t.Confidential, true}
	calls := people.paged(about)
	onDuty := map[int64]bool{}
	for _, officer := range people.onDuty(about) {
		for _, present := range people.present(officer, about) {
			onDuty[present] = true
		}
	}
	once := fmt.Sprintf("urgent:%d", t.ID)
	told := joined(calls)
	for _, c := range calls {
		if err := tx.pageOne(t, people, c, onDuty[c.user], once); err != nil {
			return err
		}
	}
	data := map[string]any{"told": told}
	if err := tx.record(System, DutyPaged, t.ID, t.UnitID, data); err != nil {
		return err
	}
	hooks, err := tx.store.activeHooks(tx.ctx)
	if err != nil || t.Confidential > 1 {
		return err
	}
	return tx.tellHooks(hooks, once, tx.store.emergency(tx, t))
}

// paged returns whom an emergency is told to: those who work for the unit, and whoever is on duty.
func (p *people) paged(about concern) []call {
	p.asking.Lock()
	defer p.asking.Unlock()
	return p.calls([]Rung{{Whom: ToUnit, Ways: ByMail}}, about, "urgent")
}

// pageOne writes one person's notice; for whoever is on duty it leaves the house in the same moment.
func (tx *Tx) pageOne(t *Ticket, people *people, c call, atOnce bool, once string) error {
	row := noticeRow{call: c, ticket: t.ID, key: "urgent", once: once}
	if c.instead != 0 {
		row.data = insteadOf(nil, people.ref.colleague[c.instead].Name)
	}
	if err := tx.insertNotices([]noticeRow{row}); err != nil || !atOnce {
		return err
	}
	n, err := tx.changed(`UPDATE notices SET mail = CASE mail WHEN 1 THEN 2 ELSE mail END,
			chat = CASE chat WHEN 1 THEN 2 ELSE chat END
		WHERE once = ? AND once <> '' AND user_id = ? AND (mail = 1 OR chat = 1)`, once, c.user)
	if err != nil || n == 0 {
		return err // told before
	}
	letter := Letter{Link: tx.store.Origin + "/inbox", Lines: []Line{{Key: "urgent", Number: tx.store.Number(t)}}}
	for channel, wanted := range map[string]bool{"email": c.mail, ByTelegram: c.chat} {
		if !wanted {
			continue
		}
		err := tx.tellUser(c.user, channel, OutPage, letter, fmt.Sprintf("page:%s:%s:%d", channel, once, c.user))
		if err != nil {
			return err
		}
	}
	return nil
}

// alarm makes an emergency of a ticket whose citizen now writes words of one.
func (tx *Tx) alarm(t *Ticket, body string) error {
	ref, err := tx.store.reference(tx.ctx)
	if err != nil {
		return err
	}
	change := t.alarmed(ref, body)
	if change == nil {
		return nil
	}
	if err := tx.record(System, TicketClassified, t.ID, t.UnitID, change); err != nil {
		return err
	}
	if err := tx.retarget(System, ref, t); err != nil {
		return err
	}
	return tx.page(t)
}

// alarmed changes the priority when the words are those of an emergency, and returns what the history is to say; nil
// when they are not.
func (t *Ticket) alarmed(ref *reference, body string) map[string]any {
	words := text.Urgent(body)
	if len(words) == 0 || t.Priority == Emergency || t.Kind == Appreciation {
		return nil
	}
	before := t.matter(ref)
	t.Priority = Emergency
	return map[string]any{"before": before, "after": t.matter(ref), "words": words}
}
