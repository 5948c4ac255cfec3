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
	ended := !t.Live && (t.Status == StatusArchived || t.Status == StatusMerged || t.ClosedAt < tx.now-rejoinWithin)
	if t.ID == 0 || ended {
		return nil, nil
	}
	if err := tx.notBefore(t); err != nil {
		return nil, err
	}
	id, err := tx.hear(who, t, d.in.Text, d.words, d.ticket.ReceivedAt, &d.in)
	if err != nil {
		return nil, err
	}
	return &Receipt{Ticket: t, MessageID: id, Repeated: id == 0}, nil
}

// hear adds a citizen's message to an existing ticket: it ends a pause, reopens what was closed, and starts the
// next_response clock unless one is already running. The id is 0 when the delivery had been taken before.
func (tx *Tx) hear(who Actor, t *Ticket, body string, words []string, at Time, in *Intake) (int64, error) {
	m := &Message{
		TicketID: t.ID, Direction: In, Author: t.Author, Text: body, At: at, ReceivedAt: tx.now, State: Received,
		AccountID: in.AccountID, ExternalID: in.ExternalID,
	}
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
	if err := tx.alarm(t, body); err != nil {
		return 0, err
	}
	return m.ID, tx.reclock(t)
}
