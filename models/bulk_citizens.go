package models

import (
	"context"
	"encoding/json"
)

// someone is a citizen of a chunk: one of the database, or a new one, whose id is given when all are counted.
type someone struct {
	id   int64
	life *life // the ticket a new one comes with
}

// settleCitizens finds the citizens of a chunk by their handles, addresses and numbers, as Receive does, and adds those
// who are new.
func (f *filling) settleCitizens(ctx context.Context, b *batch) error {
	known, err := f.knownIdentities(ctx, b)
	if err != nil {
		return err
	}
	type fresh struct {
		identity
		who *someone
		at  Time
	}
	var added []*someone
	var learnt []fresh
	of := make([]*someone, len(b.lives))
	for i := range b.lives {
		l := &b.lives[i]
		mine := l.person.identities()
		if len(mine) == 0 && l.person.Name == "" {
			continue
		}
		if l.t.Privacy == Confidential {
			mine = nil // nothing links a sealed citizen to what they wrote before
		}
		for _, one := range mine {
			if of[i] = known[one]; of[i] != nil {
				break
			}
		}
		if of[i] == nil {
			of[i] = &someone{life: l}
			added = append(added, of[i])
		}
		for _, one := range mine {
			if known[one] == nil {
				known[one] = of[i]
				learnt = append(learnt, fresh{one, of[i], l.t.CreatedAt})
			}
		}
	}
	if err := f.addCitizens(ctx, b, added); err != nil {
		return err
	}
	for i, citizen := range of {
		if citizen != nil {
			b.lives[i].t.CitizenID = citizen.id
		}
	}
	for _, one := range learnt {
		b.identities.add(one.who.id, one.kind, one.channel, one.value, one.at)
	}
	return nil
}

func (f *filling) addCitizens(ctx context.Context, b *batch, added []*someone) error {
	if len(added) == 0 {
		return nil
	}
	var ids []int64
	err := f.store.update(ctx, func(tx *Tx) (err error) {
		ids, err = f.store.dialect.reserve(tx, "citizens", len(added))
		return err
	})
	if err != nil {
		return err
	}
	for i, citizen := range added {
		citizen.id = ids[i]
		p, t := &citizen.life.person, &citizen.life.t
		if t.Privacy != Confidential {
			b.citizens.add(citizen.id, p.Name, nil, t.CreatedAt)
			continue
		}
		raw, err := json.Marshal(p.Person)
		if err != nil {
			return err
		}
		b.citizens.add(citizen.id, "", f.store.keys.seal(raw), t.CreatedAt)
	}
	return nil
}

// knownIdentities looks up what the chunk names, some hundred at a time.
func (f *filling) knownIdentities(ctx context.Context, b *batch) (map[identity]*someone, error) {
	asked := map[identity]bool{}
	var rows [][]any
	for i := range b.lives {
		if b.lives[i].t.Privacy == Confidential {
			continue
		}
		for _, one := range b.lives[i].person.identities() {
			if !asked[one] {
				asked[one] = true
				rows = append(rows, []any{one.kind, one.channel, one.value})
			}
		}
	}
	var known map[identity]*someone
	err := f.store.update(ctx, func(tx *Tx) error {
		known = map[identity]*someone{}
		return inRows(rows, "(CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT))", func(marks string, args []any) error {
			return tx.rows(func(scan func(...any) error) error {
				var one identity
				var citizen someone
				err := scan(&one.kind, &one.channel, &one.value, &citizen.id)
				known[one] = &citizen
				return err
			}, `SELECT i.kind, i.channel, i.value, i.citizen_id FROM (VALUES `+marks+`) AS v
				JOIN identities i ON i.kind = v.column1 AND i.channel = v.column2 AND i.value = v.column3`, args...)
		})
	})
	return known, err
}
