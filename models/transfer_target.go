package models

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"tanggap/models/sla"
)

// acceptanceKey is the setting that holds how soon a unit must accept or return what it is handed.
const acceptanceKey = "acceptance"

// Acceptance is half a working day, unless the house says otherwise: a ticket between two desks is nobody's.
const Acceptance = "4h"

// AcceptWithin returns how soon a unit must accept or return what it is handed, as working time (4h) or working days.
func (s *Store) AcceptWithin(ctx context.Context) (string, error) {
	var raw, amount string
	err := s.find(ctx, &raw, "SELECT value FROM settings WHERE key = ?", acceptanceKey)
	if err != nil || raw == "" {
		return Acceptance, err
	}
	return amount, json.Unmarshal([]byte(raw), &amount)
}

// SaveAcceptWithin changes it, for what is handed over from now on. Invalid for what is no amount of working time.
func (s *Store) SaveAcceptWithin(ctx context.Context, who Actor, amount string) error {
	amount = tidy(amount)
	parsed, err := sla.ParseAmount(amount)
	if err != nil || parsed.IsZero() {
		return invalid("acceptance", "target", "Value", amount)
	}
	return s.changeHouse(ctx, who, Configure, acceptanceKey, amount, func(tx *Tx) error {
		return tx.setSetting(acceptanceKey, amount)
	})
}

// acceptBy is when a unit must have accepted what it is handed now, in its own working time. A calendar that has no
// more hours sets no limit: its unit is flagged for that elsewhere.
func (tx *Tx) acceptBy(unit int64) (Time, error) {
	within, err := tx.store.AcceptWithin(tx.ctx)
	if err != nil {
		return 0, err
	}
	ref, err := tx.store.reference(tx.ctx)
	if err != nil {
		return 0, err
	}
	calendar, err := tx.store.calendar(tx.ctx, ref.versionOf[ref.calendarOf[unit]])
	if err != nil {
		return 0, err
	}
	return acceptance(calendar, within, tx.now)
}

func acceptance(calendar *sla.Calendar, within string, now Time) (Time, error) {
	amount, err := sla.ParseAmount(within)
	if err != nil {
		return 0, fmt.Errorf("setting %s: %w", acceptanceKey, err)
	}
	due, err := calendar.Add(now.Std(), amount.Seconds)
	if amount.Days > 0 {
		due, err = calendar.AddDays(now.Std(), amount.Days)
	}
	if err != nil {
		return Never, nil
	}
	return At(due), nil
}

// FlagTransfers marks what its receiver has not accepted in time, once, and tells receiver and coordinators. It takes
// only what is due, by transfers_accept, and returns how many.
func (s *Store) FlagTransfers(ctx context.Context) (int, error) {
	var due []Transfer
	err := s.find(ctx, &due, `SELECT * FROM transfers WHERE state = 'pending' AND late_at = 0
		AND accept_by < 253402300799 AND accept_by < ? ORDER BY accept_by, id LIMIT 200`, s.now())
	if err != nil || len(due) == 0 {
		return 0, err
	}
	staff, err := s.people(ctx)
	if err != nil {
		return 0, err
	}
	for i := range due {
		if err := s.update(ctx, func(tx *Tx) error { return tx.unaccepted(staff, &due[i]) }); err != nil {
			return i, err
		}
	}
	return len(due), nil
}

func (tx *Tx) unaccepted(staff *people, x *Transfer) error {
	t, err := tx.load(System, x.TicketID)
	if err != nil {
		return err
	}
	n, err := tx.changed("UPDATE transfers SET late_at = ? WHERE id = ? AND state = 'pending' AND late_at = 0", tx.now, x.ID)
	if err != nil || n == 0 {
		return err // decided or flagged meanwhile
	}
	t.Handover = HandoverLate
	err = tx.recordAt(System, TransferLate, t.ID, t.UnitID, x.AcceptBy, map[string]any{"from": x.FromUnitID, "to": x.ToUnitID})
	if err != nil {
		return err
	}
	told, err := tx.members(t.UnitID)
	if err != nil {
		return err
	}
	told = append(told, ids(staff.triage, t.Confidential)...)
	slices.Sort(told)
	if err := tx.notify(slices.Compact(told), t.ID, "transfer_late", nil, true); err != nil {
		return err
	}
	return tx.saveTicket(t)
}
