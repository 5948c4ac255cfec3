package models

import (
	"context"
	"fmt"
	"slices"

	"tanggap/models/sla"
)

// Measurement is a clock that stopped, as a fact: by which policy and calendar, whether in time, how long, and who had
// the ticket. What is changed in the settings later does not reach it.
type Measurement struct {
	ID              int64
	TicketID        int64
	Target          sla.Target
	Round           int // of a next response: which group of unanswered messages
	Part            int // 2 and more: the clock ran on after a reopening, or an answer came after all
	Amount          string
	PolicyID        int64
	ChangeID        int64     // by which change the policy read at the stop; 0: as before the first on record
	VersionID       int64     // of the calendar
	State           sla.State // met, late, unanswered
	StartedAt       Time
	DueAt           Time
	StoppedAt       Time
	WorkingSeconds  int64 // pauses left out
	CalendarSeconds int64 // from start to stop, nights and pauses included
	UnitID          int64 // who held the ticket at the stop
	UserID          int64 // who stopped it; 0: nobody of the house
	UndoneAt        Time  // when the clock ran on; Never: this is the last word on the round
}

// Measurements returns what the clocks of a ticket have measured, oldest first; NotFound outside the actor's scope.
func (s *Store) Measurements(ctx context.Context, who Actor, ticket int64) ([]Measurement, error) {
	if _, err := s.ticket(ctx, who, ticket); err != nil {
		return nil, err
	}
	var all []Measurement
	err := s.find(ctx, &all, "SELECT * FROM measurements WHERE ticket_id = ? ORDER BY stopped_at, id", ticket)
	return all, err
}

// measured are the facts that follow from a ticket's events, in the order they came about.
func (l *ledger) measured(ticket int64, r *sla.Result) ([]Measurement, error) {
	stops, err := r.Measurements()
	if err != nil {
		return nil, fmt.Errorf("measure ticket %d: %w", ticket, err)
	}
	type round struct {
		target sla.Target
		number int
	}
	parts := map[round]int{}
	facts := make([]Measurement, len(stops))
	for i := range stops {
		m := &stops[i]
		var c Clock
		l.on(&c, &m.Clock)
		of := round{m.Target, m.Round}
		parts[of]++
		facts[i] = Measurement{
			TicketID: ticket, Target: m.Target, Round: m.Round, Part: parts[of], Amount: m.Amount.String(),
			PolicyID: c.PolicyID, ChangeID: l.editions.at(c.PolicyID, At(m.Stopped)), VersionID: c.VersionID, State: m.State,
			StartedAt: At(m.Started), DueAt: orNever(m.Due), StoppedAt: At(m.Stopped), WorkingSeconds: m.Used, CalendarSeconds: int64(At(m.Stopped) - At(m.Started)),
			UnitID: c.UnitID, UserID: c.UserID, UndoneAt: orNever(m.Undone),
		}
	}
	return facts, nil
}

const measurementColumns = `ticket_id, target, round, part, amount, policy_id, change_id, version_id, state, started_at,
	due_at, stopped_at, working_seconds, calendar_seconds, unit_id, user_id, undone_at`

func (m *Measurement) values() []any {
	return []any{
		m.TicketID, m.Target, m.Round, m.Part, m.Amount, m.PolicyID, m.ChangeID, m.VersionID, m.State, m.StartedAt, m.DueAt,
		m.StoppedAt, m.WorkingSeconds, m.CalendarSeconds, m.UnitID, m.UserID, m.UndoneAt,
	}
}

// place names a measurement within its ticket.
type place struct {
	target      sla.Target
	round, part int
}

func (m *Measurement) place() place { return place{m.Target, m.Round, m.Part} }

// settleMeasurements writes what was measured to its end since. What is there stays, save for what came in late: an
// answer that its network accepted before another was counted moves the stop.
func (tx *Tx) settleMeasurements(ticket int64, r *reckoning) error {
	facts, err := r.terms.measured(ticket, &r.Result)
	if err != nil || len(facts) == 0 {
		return err
	}
	var found []Measurement
	if err := tx.find(&found, "SELECT * FROM measurements WHERE ticket_id = ?", ticket); err != nil {
		return err
	}
	stored := make(map[place]*Measurement, len(found))
	for i := range found {
		stored[found[i].place()] = &found[i]
	}
	var rows [][]any
	for i := range facts {
		m := &facts[i]
		was := stored[m.place()]
		delete(stored, m.place())
		if was != nil && was.PolicyID == m.PolicyID && was.StoppedAt == m.StoppedAt {
			m.ChangeID = was.ChangeID // an edit that was on its way then stays what came after
		}
		switch {
		case was == nil:
			rows = append(rows, m.values())
		case !m.is(was):
			err = tx.exec(`UPDATE measurements SET amount = ?, policy_id = ?, change_id = ?, version_id = ?, state = ?,
				started_at = ?, due_at = ?, stopped_at = ?, working_seconds = ?, calendar_seconds = ?, unit_id = ?, user_id = ?, undone_at = ? WHERE id = ?`,
				append(m.values()[4:], was.ID)...)
		}
		if err != nil {
			return err
		}
	}
	for _, gone := range stored {
		if err := tx.exec("DELETE FROM measurements WHERE id = ?", gone.ID); err != nil {
			return err
		}
	}
	return tx.batch("INSERT INTO measurements ("+measurementColumns+") VALUES ",
		"(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "", rows)
}

// is reports whether a fact is the stored one.
func (m Measurement) is(stored *Measurement) bool {
	m.ID = stored.ID
	return m == *stored
}

// mismeasured tells in what the stored measurements differ.
func (d *dossier) mismeasured(r *reckoning) (differ []string, err error) {
	facts, err := r.terms.measured(d.id, &r.Result)
	if err != nil || d.unmeasured {
		return nil, err
	}
	if len(facts) != len(d.facts) {
		differ = append(differ, fmt.Sprintf("%d measurements stored, %d replayed", len(d.facts), len(facts)))
	}
	for i := range facts {
		m := &facts[i]
		k := slices.IndexFunc(d.facts, func(stored Measurement) bool { return stored.place() == m.place() })
		if k >= 0 && d.facts[k].ChangeID == r.terms.editions.at(m.PolicyID, m.StoppedAt.Add(-editionGrace)) {
			m.ChangeID = d.facts[k].ChangeID
		}
		if k >= 0 && !m.is(&d.facts[k]) {
			m.ID = d.facts[k].ID
			differ = append(differ, fmt.Sprintf("%s, round %d: stored %+v, replayed %+v", m.Target, m.Round, d.facts[k], *m))
		}
	}
	return differ, nil
}
