package models

import (
	"context"
	"encoding/json"
)

// rolled is how far the roll-ups reach: every day up to Through is built, or marked to be.
type rolled struct {
	Through Day    `json:"through"`
	Format  int    `json:"format"`
	Zone    string `json:"zone"` // days begin and end by; when the regency's is another, all are built anew
}

func (r rolled) holds(zone string) bool { return r.Format == cellsFormat && r.Zone == zone }

const rolledKey = "rollups"

func (s *Store) rolled(ctx context.Context) (rolled, error) {
	var raw string
	var r rolled
	err := s.find(ctx, &raw, "SELECT value FROM settings WHERE key = ?", rolledKey)
	if err != nil || raw == "" {
		return r, err
	}
	return r, json.Unmarshal([]byte(raw), &r)
}
