package models

import (
	"context"
	"encoding/hex"
	"fmt"

	"tanggap/models/sla"
)

// ClockView is a clock with the answer to "why this date?": the steps it was counted by, what it rests on, what it
// waited for, and how its due came to be what it is.
type ClockView struct {
	sla.Clock
	Steps      []sla.Step
	PolicyID   int64
	Policy     string // of a clock that stopped: as it read then, like what follows
	PolicyFrom Time   // from when the policy holds; 0: always
	Basis      string
	Calendar   string
	Version    int64 // of the calendar
	VersionAt  Time  // when that version was made
	WarnShare  int   // percent
	Changes    []ClockChange
	StoppedBy  string // name; empty while it runs, or when nobody of the house stopped it
}

// ClockChange is a recomputation that moved a clock: by another policy, other hours or holidays, or an extension.
type ClockChange struct {
	Event    int64
	At       Time
	From, To Time   // the due before and after; Never while it is paused
	Who      string // name; empty: the house itself
	Why      string // what was changed; empty when the ticket itself was
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
	r, err := s.reckon(ctx, events, s.now())
	if err != nil {
		return nil, fmt.Errorf("replay for the page: %w", err)
	}
	var versions []struct {
		ID        int64
		Name      string
		CreatedAt Time
	}
	err = s.find(ctx, &versions, `SELECT v.id, c.name, v.created_at FROM calendar_versions v
		JOIN calendars c ON c.id = v.calendar_id WHERE v.id IN ?`, r.versions())
	if err != nil {
		return nil, err
	}
	changes, err := s.clockChanges(ctx, ref, events)
	if err != nil {
		return nil, err
	}
	clocks := make([]ClockView, len(r.Clocks))
	for i := range r.Clocks {
		k := &r.Clocks[i]
		rule := r.terms.rules[k.Terms]
		policy := ref.policy(rule.Policy)
		if !k.Stopped.IsZero() {
			policy = ref.policyAs(rule.Policy, r.terms.editions.at(rule.Policy, At(k.Stopped)))
		}
		clocks[i] = ClockView{
			Clock: *k, Steps: k.Steps(), PolicyID: rule.Policy, Policy: policy.Name, PolicyFrom: policy.ValidFrom,
			Basis: policy.Basis, Version: rule.Version, WarnShare: rule.Warn, Changes: changes[k.Target],
		}
		if k.By > 0 {
			clocks[i].StoppedBy = ref.colleague[r.terms.acts[k.By-1].user].Name
		}
		for _, v := range versions {
			if v.ID == rule.Version {
				clocks[i].Calendar, clocks[i].VersionAt = v.Name, v.CreatedAt
			}
		}
	}
	return clocks, nil
}

// versions are the calendars that the clocks are measured by.
func (r *reckoning) versions() []int64 {
	found := []int64{0}
	for i := range r.Clocks {
		found = append(found, r.terms.rules[r.Clocks[i].Terms].Version)
	}
	return found
}

// clockChanges replays the history up to each recomputation, without and with it, and keeps which clocks it moved.
func (s *Store) clockChanges(ctx context.Context, ref *reference, events []Event) (map[sla.Target][]ClockChange, error) {
	found := map[sla.Target][]ClockChange{}
	for i := range events {
		e := &events[i]
		if e.Type != ClockRetargeted && e.Type != ClockRecalendar {
			continue
		}
		before, err := s.reckon(ctx, events[:i], e.At)
		if err != nil {
			return nil, err
		}
		after, err := s.reckon(ctx, events[:i+1], e.At)
		if err != nil {
			return nil, err
		}
		change := whoChanged(ref, events[i:])
		for k := range after.Clocks {
			now := &after.Clocks[k]
			was := before.Clock(now.Target)
			if was == nil || was.Due.Equal(now.Due) {
				continue
			}
			change.From, change.To = orNever(was.Due), orNever(now.Due)
			found[now.Target] = append(found[now.Target], change)
		}
	}
	return found, nil
}

// whoChanged reads from a recomputation, the first of the events, and from what was recorded of it, who was behind it.
func whoChanged(ref *reference, events []Event) ClockChange {
	e := &events[0]
	change := ClockChange{Event: e.ID, At: e.At, Who: ref.colleague[e.person()].Name}
	for i := range events {
		told := &events[i]
		if told.CreatedAt != e.CreatedAt {
			break
		}
		if told.Type == DueChanged {
			facts := told.facts()
			change.Why = facts.Why
			if change.Who == "" {
				change.Who = ref.colleague[facts.By].Name
			}
			break
		}
	}
	return change
}

// Names returns the names of all users by id, those of dismissed ones too.
func (s *Store) Names(ctx context.Context) (map[int64]string, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	names := make(map[int64]string, len(ref.colleagues))
	for _, one := range ref.colleagues {
		names[one.ID] = one.Name
	}
	return names, nil
}

// ClockProof is what somebody outside can check the clocks of a ticket by.
type ClockProof struct {
	*Ticket
	At           Time
	Unit         Unit
	Clocks       []ClockView
	Measurements []MeasurementView
	Desks        []Desk
	Events       int
	LastEvent    int64
	Hash         string // of the last event, hexadecimal: it stands for all before it
	Intact       bool   // every event follows from the one before
}

// MeasurementView is a measurement with the policy as it read when the clock stopped.
type MeasurementView struct {
	Measurement
	Policy Policy
}

// ProveClocks puts together the proof of a ticket's clocks; NotFound outside the actor's scope.
func (s *Store) ProveClocks(ctx context.Context, who Actor, number string) (*ClockProof, error) {
	t, err := s.Ticket(ctx, who, number)
	if err != nil {
		return nil, err
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	events, err := s.Events(ctx, who, t.ID)
	if err != nil {
		return nil, err
	}
	p := &ClockProof{Ticket: t, At: s.now(), Unit: ref.unit[t.UnitID], Events: len(events), Intact: brokenAt(events) == 0}
	if n := len(events); n > 0 {
		p.LastEvent, p.Hash = events[n-1].ID, hex.EncodeToString(events[n-1].Hash)
	}
	if p.Clocks, err = s.viewClocks(ctx, ref, events); err != nil {
		return nil, err
	}
	measured, err := s.Measurements(ctx, who, t.ID)
	if err != nil {
		return nil, err
	}
	for i := range measured {
		m := &measured[i]
		p.Measurements = append(p.Measurements, MeasurementView{*m, ref.policyAs(m.PolicyID, m.ChangeID)})
	}
	p.Desks, err = s.desksOf(ctx, t, events)
	return p, err
}
