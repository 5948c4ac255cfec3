package models

import (
	"context"
	"encoding/json"
)

// tableIndex is an index as the database wrote it down.
type tableIndex struct {
	Name string
	SQL  string
}

// The setting that holds the indexes a bulk load has put aside.
const indexesKey = "indexes"

// dropIndexes puts the indexes of the tables to be filled aside; they are kept as a setting, so that nothing is lost when
// the process ends before they are built again.
func (s *Store) dropIndexes(ctx context.Context) error {
	return s.update(ctx, func(tx *Tx) error {
		var all []tableIndex
		for _, table := range filledTables {
			found, err := s.dialect.indexes(tx, table)
			if err != nil {
				return err
			}
			all = append(all, found...)
		}
		if len(all) == 0 {
			return nil
		}
		for _, index := range all {
			if err := tx.exec("DROP INDEX " + index.Name); err != nil {
				return err
			}
		}
		return tx.setSetting(indexesKey, all)
	})
}

// restoreIndexes builds what dropIndexes has put aside; nothing otherwise.
func (s *Store) restoreIndexes(ctx context.Context) error {
	var raw string
	err := s.find(ctx, &raw, "SELECT value FROM settings WHERE key = ?", indexesKey)
	if err != nil || raw == "" {
		return err
	}
	var all []tableIndex
	if err := json.Unmarshal([]byte(raw), &all); err != nil {
		return err
	}
	return s.dialect.building(ctx, s, func(tx *Tx) error {
		for _, index := range all {
			if err := tx.exec(index.SQL); err != nil {
				return err
			}
		}
		return tx.exec("DELETE FROM settings WHERE key = ?", indexesKey)
	})
}
