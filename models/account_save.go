package models

import (
	"context"
	"slices"

	"tanggap/models/text"
)

// Networks are the channels on which a unit may have an official account.
var Networks = []string{"facebook", "instagram", "whatsapp", "telegram", "x", "tiktok", "youtube", "email"}

// SaveAccount adds an official account (id 0) or changes one; it is never removed, only made inactive, because
// messages name it. Invalid for a handle that the channel already has.
func (s *Store) SaveAccount(ctx context.Context, who Actor, a Account) (int64, error) {
	a.Handle, a.Name, a.Signature = tidy(a.Handle), tidy(a.Name), text.Clean(a.Signature)
	if a.Name == "" {
		a.Name = a.Handle
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return 0, err
	}
	if err := ref.checkAccount(a); err != nil {
		return 0, err
	}
	err = s.changeHouse(ctx, who, Configure, "account", a, func(tx *Tx) (err error) {
		if a.ID == 0 {
			a.ID, err = tx.insert(`INSERT INTO accounts (unit_id, channel, handle, name, signature, active, created_at)
				VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`,
				a.UnitID, a.Channel, a.Handle, a.Name, a.Signature, a.Active, tx.now)
			return err
		}
		return tx.exec(`UPDATE accounts SET unit_id = ?, channel = ?, handle = ?, name = ?, signature = ?, active = ?
			WHERE id = ?`, a.UnitID, a.Channel, a.Handle, a.Name, a.Signature, a.Active, a.ID)
	})
	return a.ID, err
}

func (r *reference) checkAccount(a Account) error {
	var wrong problems
	if !slices.Contains(Networks, a.Channel) {
		wrong.add("channel", "choice", "Value", a.Channel, "Allowed", Networks)
	}
	if a.Handle == "" {
		wrong.add("handle", "required")
	}
	if _, known := r.unit[a.UnitID]; !known {
		wrong.add("unit", "unknown", "Value", a.UnitID)
	}
	checkSignature(&wrong, a.Signature)
	for _, other := range r.accounts {
		if other.Channel == a.Channel && other.Handle == a.Handle && other.ID != a.ID {
			wrong.add("handle", "taken", "Value", a.Handle)
		}
	}
	return wrong.err()
}
