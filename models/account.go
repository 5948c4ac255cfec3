package models

import "context"

// Account is an official account of a unit on a channel.
type Account struct {
	ID        int64
	UnitID    int64
	Channel   string
	Handle    string
	Name      string
	Signature string // below its answers; empty: the unit's
	Active    bool
	CreatedAt Time
}

// Accounts returns all official accounts.
func (s *Store) Accounts(ctx context.Context) ([]Account, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	return ref.accounts, nil
}
