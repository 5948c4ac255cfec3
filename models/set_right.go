package models

import "context"

// SetRight is for a clock that had run ahead and was set back: what is to leave and was written in the time that has not
// come yet leaves now, instead of waiting for it. It returns how many of them there were.
func (s *Store) SetRight(ctx context.Context) (int64, error) {
	var ahead []int64
	err := s.find(ctx, &ahead, `SELECT id FROM outbox WHERE state IN ('queued', 'sending') AND next_at > ? AND created_at > ?
		ORDER BY id LIMIT 20000`, s.now(), s.now())
	if err != nil || len(ahead) == 0 {
		return 0, err
	}
	var changed int64
	err = s.update(ctx, func(tx *Tx) error {
		changed = 0
		return inBlocks(ahead, func(marks string, ids []any) error {
			n, err := tx.changed(`UPDATE outbox SET next_at = ?, created_at = ? WHERE created_at > ? AND id IN (`+marks+")",
				append([]any{tx.now, tx.now, tx.now}, ids...)...)
			changed += n
			return err
		})
	})
	return changed, err
}
