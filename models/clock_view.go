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

// ClockViews returns the clocks of a ticket as they stand now, each with its steps; NotFound outside the actor's scope.
func (s *Store) ClockViews(ctx context.Context, who Actor, ticket int64) ([]ClockView, error) {
	events, err := s.Events(ctx, who, ticket)
	if err != nil {
		return nil, err
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	return s.viewClocks(ctx, ref, events)
}

// viewClocks replays a ticket's events up to now.
func (s *Store) viewClocks(ctx context.Context, ref *reference, events []Event) ([]ClockView, error) {
	result, err := s.reckon(ctx, events, s.now())
	if err != nil {
		return nil, fmt.Errorf("replay for the page: %w", err)
	}
	var calendar string
	err = s.find(ctx, &calendar, `SELECT c.name FROM calendar_versions v JOIN calendars c ON c.id = v.calendar_id
		WHERE v.id = ?`, result.last.Version)
	if err != nil {
		return nil, err
	}
	var policy Policy
	for i := range ref.policies {
		if ref.policies[i].ID == result.last.Policy {
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
