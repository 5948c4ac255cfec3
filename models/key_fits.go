package models

import (
	"context"
	"encoding/hex"
	"errors"
	"strconv"
)

// keyMark names the setting that tells which key a house was made with, without giving the key away.
const keyMark = "key_mark"

func (k *keyring) mark() string { return hex.EncodeToString(k.mac("mark", nil)) }

// KeyFits returns Conflict when the database was made with another key than this store's: tracking codes would come
// out wrong and sealed reporters stay sealed for good.
func (s *Store) KeyFits(ctx context.Context) error {
	var mark string
	err := s.find(ctx, &mark, "SELECT value FROM settings WHERE key = ?", keyMark)
	if err == nil && mark != "" && mark != strconv.Quote(s.keys.mark()) {
		return conflict("key")
	}
	return err
}

// markKey leaves the mark on a database that has none, and refuses one that has another key's.
func (s *Store) markKey(ctx context.Context) error {
	err := s.update(ctx, func(tx *Tx) error {
		return tx.exec("INSERT INTO settings (key, value, updated_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
			keyMark, strconv.Quote(s.keys.mark()), tx.now)
	})
	return errors.Join(err, s.KeyFits(ctx))
}
