package models

import (
	"context"
	"slices"
	"strings"

	"tanggap/models/text"
)

// Macro is a text to begin an answer with: variables are filled in from the ticket, required blanks by whoever sends it.
type Macro struct {
	ID        int64
	Scope     MacroScope
	OwnerID   int64 // the user or the unit; 0: everybody's
	Name      string
	Text      string
	Uses      int
	UsedAt    Time
	ByID      int64
	CreatedAt Time
	UpdatedAt Time
}

// MacroScope says whose a macro is.
type MacroScope string

// The scopes.
const (
	OfPerson MacroScope = "person"
	OfUnit   MacroScope = "unit"
	OfAll    MacroScope = "all"
)

// MacroScopes lists them as they are shown.
var MacroScopes = []MacroScope{OfPerson, OfUnit, OfAll}

// Limits of macros.
const (
	macroNameAtMost = 80
	macroTextAtMost = 4000
	macrosAtMost    = 500
)

// Macros returns those the actor can use somewhere or change, by name within their scope.
func (s *Store) Macros(ctx context.Context, who Actor) ([]Macro, error) {
	if who.Kind != ByUser {
		return nil, nil
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	var found []Macro
	err = s.find(ctx, &found, `SELECT * FROM macros WHERE scope = 'all' OR scope = 'unit' OR scope = 'person' AND owner_id = ?
		ORDER BY scope, name, id`, who.ID)
	return slices.DeleteFunc(found, func(m Macro) bool { return m.Scope == OfUnit && !ref.usable(who, m.OwnerID) }), err
}

// usable: a unit's macros are for its people, and for those below it.
func (r *reference) usable(who Actor, unit int64) bool {
	if who.AllUnits || who.Can(Configure) {
		return true
	}
	for _, own := range who.Units {
		if slices.Contains(r.upward(own), unit) {
			return true
		}
	}
	return false
}

// upward is the unit and what stands above it.
func (r *reference) upward(unit int64) []int64 {
	var line []int64
	for range len(r.units) + 1 {
		if unit == 0 {
			break
		}
		line = append(line, unit)
		unit = r.unit[unit].ParentID
	}
	return line
}

// MacrosFor returns what can be put into an answer on a ticket of the unit, the most used first: the actor's own, the
// unit's and those above it, everybody's. Served by macros_name.
func (s *Store) MacrosFor(ctx context.Context, who Actor, unit int64) ([]Macro, error) {
	if who.Kind != ByUser {
		return nil, nil
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	line := ref.upward(unit)
	args := []any{who.ID}
	for _, one := range line {
		args = append(args, one)
	}
	var found []Macro
	err = s.find(ctx, &found, `SELECT * FROM macros WHERE scope = 'all' OR scope = 'person' AND owner_id = ?
		OR scope = 'unit' AND owner_id IN (0`+strings.Repeat(", ?", len(line))+`)
		ORDER BY scope DESC, uses DESC, name, id LIMIT 300`, args...)
	return found, err
}

// MacroFor returns one macro for an answer on a ticket, and counts its use; NotFound when it is not for this actor on
// this ticket, or gone.
func (s *Store) MacroFor(ctx context.Context, who Actor, t *Ticket, id int64) (*Macro, error) {
	usable, err := s.MacrosFor(ctx, who, t.UnitID)
	if err != nil {
		return nil, err
	}
	for i := range usable {
		if m := &usable[i]; m.ID == id {
			return m, s.update(ctx, func(tx *Tx) error {
				return tx.exec("UPDATE macros SET uses = uses + 1, used_at = ? WHERE id = ?", tx.clock, id)
			})
		}
	}
	return nil, errNotFound
}

// MayWrite reports whether the actor may write macros of the scope: their own; with SetMacros those of a unit of theirs;
// and everybody's with a view over the whole house.
func (a Actor) MayWrite(scope MacroScope, owner int64) bool {
	switch {
	case a.Kind != ByUser:
		return a.Kind == BySystem
	case scope == OfPerson:
		return owner == a.ID && a.Can(AnswerTickets)
	case !a.Can(SetMacros):
		return false
	case scope == OfUnit:
		return owner != 0 && (a.In(owner) || a.Can(Configure))
	}
	return scope == OfAll && (a.AllUnits || a.Can(Configure))
}

// SaveMacro adds a macro (id 0) or changes one. Invalid without name or text, for a name its scope already has, or a
// variable nobody knows; Denied for a scope the actor may not write, NotFound for a macro that is none of theirs.
func (s *Store) SaveMacro(ctx context.Context, who Actor, m Macro) (int64, error) {
	m.Name, m.Text = tidy(m.Name), text.Clean(m.Text)
	switch m.Scope {
	case OfPerson:
		m.OwnerID = who.ID
	case OfAll:
		m.OwnerID = 0
	}
	if err := m.check(); err != nil {
		return 0, err
	}
	if !who.MayWrite(m.Scope, m.OwnerID) {
		return 0, denied()
	}
	err := s.update(ctx, func(tx *Tx) error {
		if m.ID != 0 {
			if _, err := tx.macro(who, m.ID); err != nil {
				return err
			}
		}
		var taken, all int64
		err := tx.find(&taken, "SELECT id FROM macros WHERE scope = ? AND owner_id = ? AND name = ? AND id <> ?",
			m.Scope, m.OwnerID, m.Name, m.ID)
		if err == nil {
			err = tx.find(&all, "SELECT COUNT(*) FROM macros WHERE scope = ? AND owner_id = ?", m.Scope, m.OwnerID)
		}
		switch {
		case err != nil:
			return err
		case taken != 0:
			return invalid("name", "taken", "Value", m.Name)
		case m.ID == 0 && all >= macrosAtMost:
			return invalid("name", "macros_many", "Limit", macrosAtMost)
		}
		if err := tx.writeMacro(who, &m); err != nil {
			return err
		}
		return tx.record(who, HouseChanged, 0, 0, map[string]any{"what": "macro", "data": m.told()})
	})
	return m.ID, err
}

func (tx *Tx) writeMacro(who Actor, m *Macro) (err error) {
	if m.ID == 0 {
		m.ID, err = tx.insert(`INSERT INTO macros (scope, owner_id, name, text, by_id, created_at, updated_at)
			VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`, m.Scope, m.OwnerID, m.Name, m.Text, who.ID, tx.now, tx.now)
		return err
	}
	return tx.exec("UPDATE macros SET scope = ?, owner_id = ?, name = ?, text = ?, by_id = ?, updated_at = ? WHERE id = ?",
		m.Scope, m.OwnerID, m.Name, m.Text, who.ID, tx.now, m.ID)
}

// told is what the event says: whose, and which; a person's own words are nobody's business.
func (m *Macro) told() map[string]any {
	if m.Scope == OfPerson {
		return map[string]any{"id": m.ID, "scope": m.Scope}
	}
	return map[string]any{"id": m.ID, "scope": m.Scope, "owner": m.OwnerID, "name": m.Name, "text": m.Text}
}

// macro reads one that the actor may write, locked.
func (tx *Tx) macro(who Actor, id int64) (*Macro, error) {
	m := &Macro{}
	err := tx.find(m, "SELECT * FROM macros WHERE id = ?"+tx.store.dialect.locking(), id)
	if err == nil && (m.ID == 0 || !who.MayWrite(m.Scope, m.OwnerID)) {
		return nil, errNotFound
	}
	return m, err
}

// RemoveMacro removes one; what was written with it, sent or waiting, keeps its words.
func (s *Store) RemoveMacro(ctx context.Context, who Actor, id int64) error {
	return s.update(ctx, func(tx *Tx) error {
		m, err := tx.macro(who, id)
		if err != nil {
			return err
		}
		if err := tx.exec("DELETE FROM macros WHERE id = ?", id); err != nil {
			return err
		}
		data := m.told()
		data["removed"] = true
		return tx.record(who, HouseChanged, 0, 0, map[string]any{"what": "macro", "data": data})
	})
}
