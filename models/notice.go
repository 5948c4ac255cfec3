package models

// Notice tells one user something, in the app and, where mail is set, in the next digest.
type Notice struct {
	ID        int64
	UserID    int64
	TicketID  int64
	Key       string // names the text in the locales: "notice." + Key
	Data      string // JSON for the text
	CreatedAt Time
	ReadAt    Time
	Once      string // names what its user is not told twice
	Mail      int    // 1: waits for the next digest, 2: went out
	MailAt    Time   // not before; once it went out, when
	Chat      int    // the same of Telegram
	ChatAt    Time
}

// notify writes a notice to each user, or to whoever stands in for one who is away; mail asks for a place in their next
// digest and Telegram message, unless they refused it.
func (tx *Tx) notify(users []int64, ticket int64, key string, data any, mail bool) error {
	if tx.errand != nil && (key == "assigned" || key == "transferred") {
		return nil // told once for all of them, when the errand ends
	}
	ref, err := tx.store.reference(tx.ctx)
	if err != nil {
		return err
	}
	told := map[int64]bool{}
	var rows []noticeRow
	for _, user := range users {
		present, found := ref.inPlaceOf(user, tx.now)
		if !found {
			present = user
		}
		if told[present] {
			continue
		}
		told[present] = true
		row := noticeRow{call: call{user: present, ringAt: tx.now}, ticket: ticket, key: key, data: data}
		if present != user {
			row.instead, row.data = user, insteadOf(data, ref.colleague[user].Name)
		}
		topic := topicOf(key)
		row.mail = mail && ref.wants(present, topic, ByMail)
		row.chat = mail && ref.chatOf(present).Chat != "" && ref.wants(present, topic, ByTelegram)
		rows = append(rows, row)
	}
	return tx.insertNotices(rows)
}

// insteadOf adds to a notice's data for whom somebody stands in.
func insteadOf(data any, name string) any {
	all := map[string]any{"for": name}
	if given, ok := data.(map[string]any); ok {
		for key, value := range given {
			all[key] = value
		}
	}
	return all
}

// members returns the active users of a unit who work on tickets; when it has none, those of the units above:
// a notice for nobody must still reach somebody.
func (tx *Tx) members(unit int64) ([]int64, error) {
	ref, err := tx.store.reference(tx.ctx)
	if err != nil {
		return nil, err
	}
	for range len(ref.units) + 1 {
		var users []int64
		err := tx.find(&users, `SELECT u.id FROM memberships m JOIN users u ON u.id = m.user_id
			WHERE m.unit_id = ? AND u.active = TRUE AND u.role IN ('agent', 'inspector', 'coordinator')
			ORDER BY u.id LIMIT 50`, unit)
		if err != nil || len(users) > 0 {
			return users, err
		}
		parent := ref.unit[unit].ParentID
		if parent == 0 {
			break
		}
		unit = parent
	}
	var users []int64
	err = tx.find(&users, "SELECT id FROM users WHERE active = TRUE AND role = 'coordinator' ORDER BY id LIMIT 50")
	return users, err
}

// noticeUnit tells the people of the ticket's unit.
func (tx *Tx) noticeUnit(t *Ticket, key string, data any) error {
	users, err := tx.members(t.UnitID)
	if err != nil {
		return err
	}
	return tx.notify(users, t.ID, key, data, true)
}

// noticeAssignee tells who has the ticket; nobody when it is unassigned, because the inbox shows it anyway.
func (tx *Tx) noticeAssignee(t *Ticket, key string) error {
	if t.AssigneeID == 0 {
		return nil
	}
	return tx.notify([]int64{t.AssigneeID}, t.ID, key, nil, false)
}
