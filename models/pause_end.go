package models

import "context"

// EndPauses ends what has waited its days, in order, some at a time: the clocks go on, or the ticket is closed as its
// citizen was told. It returns how many.
func (s *Store) EndPauses(ctx context.Context) (int, error) {
	var due []Pause
	err := s.find(ctx, &due, `SELECT * FROM pauses WHERE ended_at = 253402300799 AND until_at <= ?
		ORDER BY until_at LIMIT 200`, s.now())
	if err != nil {
		return 0, err
	}
	for i := range due {
		err := s.update(ctx, func(tx *Tx) error { return tx.overdue(&due[i]) })
		if err != nil {
			return i, err
		}
	}
	return len(due), nil
}

// overdue ends one pause whose days are over. A question that never left closes nothing: nobody could have answered it.
func (tx *Tx) overdue(p *Pause) error {
	t, err := tx.load(System, p.TicketID)
	if err != nil || t.Status != StatusWaiting {
		return err
	}
	if err := tx.endPause(t, "time"); err != nil {
		return err
	}
	if err := tx.recordAt(System, TicketResumed, t.ID, t.UnitID, p.UntilAt, nil); err != nil {
		return err
	}
	if p.Closing != "" && t.LastOutAt >= p.CreatedAt {
		return tx.closeUnanswered(t, p)
	}
	if err := tx.noticeAssignee(t, "pause_ended"); err != nil {
		return err
	}
	return tx.reclock(t)
}

// closeUnanswered closes by the rule the citizen was told of, with the words written then. It is no answer of anybody:
// no response clock stops by it. The citizen's next message reopens the ticket.
func (tx *Tx) closeUnanswered(t *Ticket, p *Pause) error {
	if err := tx.say(System, t, OutUnanswered, p.Closing, nil); err != nil {
		return err
	}
	if err := tx.noticeAssignee(t, "pause_closed"); err != nil {
		return err
	}
	if err := tx.endHandover(System, t); err != nil {
		return err
	}
	_, err := tx.insert(`INSERT INTO closures (ticket_id, outcome, text, by_id, created_at)
		VALUES (?, 'resolved', ?, 0, ?) RETURNING id`, t.ID, p.Closing, tx.now)
	if err != nil {
		return err
	}
	t.Status, t.ClosedAt = StatusResolved, tx.now
	err = tx.record(System, TicketResolved, t.ID, t.UnitID, map[string]any{"public": true, "rule": "unanswered"})
	if err != nil {
		return err
	}
	return tx.reclock(t)
}

// RemindPauses tells citizens half way that an answer is waited for, once: by mail where there is an address, and on
// the tracking page. It returns how many.
func (s *Store) RemindPauses(ctx context.Context) (int, error) {
	var due []Pause
	err := s.find(ctx, &due, `SELECT * FROM pauses WHERE ended_at = 253402300799 AND remind_at < 253402300799
		AND remind_at <= ? ORDER BY remind_at LIMIT 200`, s.now())
	if err != nil {
		return 0, err
	}
	reminded := 0
	for i := range due {
		err := s.update(ctx, func(tx *Tx) error { return tx.remind(&due[i]) })
		if err != nil {
			return reminded, err
		}
		reminded++
	}
	return reminded, nil
}

func (tx *Tx) remind(p *Pause) error {
	t, err := tx.load(System, p.TicketID)
	if err != nil {
		return err
	}
	n, err := tx.changed("UPDATE pauses SET remind_at = ?, reminded_at = ? WHERE id = ? AND ended_at = ? AND remind_at = ?",
		Never, tx.now, p.ID, Never, p.RemindAt)
	if err != nil || n == 0 {
		return err // ended or done meanwhile
	}
	if err := tx.record(System, PauseReminded, t.ID, t.UnitID, p.told()); err != nil {
		return err
	}
	return tx.mailCitizen(t, Outgoing{Kind: OutReminder, Once: reminding(p.ID)},
		Letter{Text: p.Question, Until: p.UntilAt, Closes: p.Closing != ""})
}
