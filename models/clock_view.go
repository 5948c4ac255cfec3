package models

import (
	"context"
	"fmt"

	"tanggap/models/sla"
)

// ClockView is a clock with the answer to "why this date?": the steps it was counted by, and what it rests on.
type ClockView struct {
	sla.Clock
	Steps    []sla.Step
	Policy   string
	Basis    string
	Calendar string
}

// viewClocks replays a ticket's events up to now.
func (s *Store) viewClocks(ctx context.Context, ref *reference, events []Event) ([]ClockView, error) {
	result, rule, err := s.replay(ctx, events, s.now())
	if err != nil {
		return nil, fmt.Errorf("replay for the page: %w", err)
	}
	var calendar string
	err = s.find(ctx, &calendar, `SELECT c.name FROM calendar_versions v JOIN calendars c ON c.id = v.calendar_id
		WHERE v.id = ?`, rule.Version)
	if err != nil {
		return nil, err
	}
	var policy Policy
	for i := range ref.policies {
		if ref.policies[i].ID == rule.Policy {
			policy = ref.policies[i]
		}
	}
	clocks := make([]ClockView, len(result.Clocks))
	for i := range result.Clocks {
		clocks[i] = ClockView{
			Clock: result.Clocks[i], Steps: result.Clocks[i].Steps(), Policy: policy.Name, Basis: policy.Basis,
			Calendar: calendar,
		}
	}
	return clocks, nil
}
