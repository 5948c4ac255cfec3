package models

// Words after a resolved ticket that still belong to it: two weeks, then a new matter is likelier.
const rejoinWithin = 14 * 24 * 3600

// join adds the message to the ticket of its thread, nil when there is none.
func (tx *Tx) join(who Actor, d *draft) (*Receipt, error) {
	t := &Ticket{}
	query := "SELECT t.* FROM tickets t WHERE t.thread = ? AND t.thread <> '' ORDER BY t.id DESC LIMIT 1" +
		tx.store.dialect.locking()
	if err := tx.find(t, query, d.ticket.Thread); err != nil {
		return nil, err
	}
	if t.ID == 0 {
		return nil, nil
	}
	goesOn, err := tx.root(t)
	if err != nil || !goesOn.Live && (goesOn.Status == StatusArchived || goesOn.ClosedAt < tx.now-rejoinWithin) {
		return nil, err
	}
	if err := tx.notBefore(goesOn); err != nil {
		return nil, err
	}
	id, err := tx.hear(who, t, d.in.Text, d.words, d.ticket.ReceivedAt, &d.in)
	if err != nil {
		return nil, err
	}
	return &Receipt{Ticket: t, MessageID: id, Repeated: id == 0}, nil
}

// hear adds a citizen's message to an existing ticket: it ends a pause, reopens what was closed, and starts the
// next_response clock unless one is already running. What is written to a merged ticket is heard by the one that goes on.
// The id is 0 when the delivery had been taken before.
func (tx *Tx) hear(who Actor, t *Ticket, body string, words []string, at Time, in *Intake) (int64, error) {
	m := &Message{
		Direction: In, Author: t.Author, Text: body, At: at, ReceivedAt: tx.now, State: Received,
		AccountID: in.AccountID, ExternalID: in.ExternalID,
	}
	if t.Status == StatusMerged {
		m.ViaID = t.ID
		root, err := tx.root(t)
		if err != nil {
			return 0, err
		}
		t = root
	}
	m.TicketID = t.ID
	if err := tx.addMessage(m, words); err != nil || m.ID == 0 {
		return 0, err
	}
	if err := tx.attach(t, m.ID, in.Files); err != nil {
		return 0, err
	}
	if err := tx.remember(in.Request, t.ID); err != nil {
		return 0, err
	}
	if err := tx.endPause(t, "citizen"); err != nil {
		return 0, err
	}
	if err := tx.endClosure(t); err != nil {
		return 0, err
	}
	t.Messages++
	t.LastInAt = at
	t.Live = true
	if t.Status != StatusNew {
		t.Status = StatusOpen
	}
	if err := tx.recordAt(who, MessageReceived, t.ID, t.UnitID, at, map[string]any{"message": m.ID}); err != nil {
		return 0, err
	}
	if err := tx.noticeAssignee(t, "citizen_wrote"); err != nil {
		return 0, err
	}
	if err := tx.noticeFollowers(who, t, "followed_wrote"); err != nil {
		return 0, err
	}
	if err := tx.alarm(t, body); err != nil {
		return 0, err
	}
	return m.ID, tx.reclock(t)
}
