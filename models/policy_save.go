package models

import (
	"context"
	"slices"
	"strings"

	"tanggap/models/sla"
)

// SavePolicy adds a policy (id 0) or changes one without a look at what it does first, and asks for the running clocks
// to be measured anew. Invalid names every field; the last policy that matches everything cannot be narrowed or
// switched off.
func (s *Store) SavePolicy(ctx context.Context, who Actor, p Policy) (int64, error) {
	p.Name, p.Basis = tidy(p.Name), tidy(p.Basis)
	ref, err := s.reference(ctx)
	if err != nil {
		return 0, err
	}
	if err := ref.checkPolicy(p); err != nil {
		return 0, err
	}
	err = s.changeHouse(ctx, who, Configure, "policy", p, func(tx *Tx) error {
		if err := tx.putPolicy(&p); err != nil {
			return err
		}
		before, after, err := bothRows(ref.policy(p.ID), p)
		if err != nil {
			return err
		}
		err = tx.exec(`INSERT INTO policy_changes (policy_id, before, after, by_id, created_at, saved_at)
			VALUES (?, ?, ?, ?, ?, ?)`, p.ID, before, after, who.ID, tx.now, tx.now)
		if err != nil {
			return err
		}
		return tx.askRecompute(who, scope{Policy: p.ID}, "policy "+p.Name)
	})
	return p.ID, err
}

// putPolicy writes the row, and its id when it is new.
func (tx *Tx) putPolicy(p *Policy) (err error) {
	if p.ID == 0 {
		p.ID, err = tx.insert(`INSERT INTO policies (name, kind, category_id, priority, unit_id, channel, first_response,
			next_response, resolution, extension, warn, calendar_id, basis, valid_from, valid_to, position, active)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`, p.columns()...)
		return err
	}
	return tx.exec(`UPDATE policies SET name = ?, kind = ?, category_id = ?, priority = ?, unit_id = ?, channel = ?,
		first_response = ?, next_response = ?, resolution = ?, extension = ?, warn = ?, calendar_id = ?, basis = ?,
		valid_from = ?, valid_to = ?, position = ?, active = ? WHERE id = ?`, append(p.columns(), p.ID)...)
}

func (p *Policy) columns() []any {
	return []any{
		p.Name, p.Kind, p.CategoryID, p.Priority, p.UnitID, p.Channel, p.FirstResponse, p.NextResponse, p.Resolution,
		p.Extension, p.Warn, p.CalendarID, p.Basis, p.ValidFrom, p.ValidTo, p.Position, p.Active,
	}
}

func (r *reference) checkPolicy(p Policy) error {
	var wrong problems
	if p.Name == "" {
		wrong.add("name", "required")
	}
	if p.Kind != "" && !slices.Contains(Kinds, p.Kind) {
		wrong.add("kind", "choice", "Value", p.Kind, "Allowed", Kinds)
	}
	if p.Priority != "" && !slices.Contains(Priorities, p.Priority) {
		wrong.add("priority", "choice", "Value", p.Priority, "Allowed", Priorities)
	}
	if p.Channel != "" && !slices.Contains(Channels, p.Channel) {
		wrong.add("channel", "choice", "Value", p.Channel, "Allowed", Channels)
	}
	if _, known := r.category[p.CategoryID]; p.CategoryID != 0 && !known {
		wrong.add("category", "unknown", "Value", p.CategoryID)
	}
	if _, known := r.unit[p.UnitID]; p.UnitID != 0 && !known {
		wrong.add("unit", "unknown", "Value", p.UnitID)
	}
	if _, known := r.versionOf[p.CalendarID]; p.CalendarID != 0 && !known {
		wrong.add("calendar", "unknown", "Value", p.CalendarID)
	}
	for _, target := range []struct{ field, text string }{
		{"first_response", p.FirstResponse},
		{"next_response", p.NextResponse},
		{"resolution", p.Resolution},
		{"extension", p.Extension},
	} {
		var amount sla.Amount
		if amount.UnmarshalText([]byte(target.text)) != nil {
			wrong.add(target.field, "target", "Value", target.text)
		}
	}
	if strings.HasSuffix(p.Extension, "wd") != strings.HasSuffix(p.Resolution, "wd") && p.Extension != "" {
		wrong.add("extension", "extension_sort", "Value", p.Extension)
	}
	if p.FirstResponse == "" {
		wrong.add("first_response", "required")
	}
	if p.Warn < 1 || p.Warn > 99 {
		wrong.add("warn", "range", "Min", 1, "Max", 99)
	}
	if p.Position < 0 {
		wrong.add("position", "number")
	}
	if p.ValidTo <= p.ValidFrom {
		wrong.add("valid_to", "period")
	}
	if !r.anythingMatches(p) {
		wrong.add("active", "policy_last")
	}
	return wrong.err()
}

// anythingMatches reports whether some active policy without conditions is left when p is saved.
func (r *reference) anythingMatches(p Policy) bool {
	for _, other := range append(slices.DeleteFunc(slices.Clone(r.policies), func(o Policy) bool { return o.ID == p.ID }), p) {
		general := other.Kind == "" && other.CategoryID == 0 && other.Priority == "" && other.UnitID == 0 && other.Channel == ""
		if general && other.Active && other.ValidFrom == 0 && other.ValidTo == Never {
			return true
		}
	}
	return false
}
