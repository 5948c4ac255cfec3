package models

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Purge removes sessions, stashes, drafts, throttles and remembered requests that are past their time; it returns how many.
func (s *Store) Purge(ctx context.Context) (int64, error) {
	var removed int64
	err := s.update(ctx, func(tx *Tx) error {
		removed = 0
		for _, q := range []struct {
			query string
			until Time
		}{
			{"DELETE FROM sessions WHERE expires_at <= ?", tx.now.Add(-stashKept)},
			{"DELETE FROM stashes WHERE expires_at <= ?", tx.now},
			{"DELETE FROM drafts WHERE updated_at <= ?", tx.now.Add(-draftsStay)},
			{"DELETE FROM errand_results WHERE errand_id IN (SELECT id FROM errands WHERE created_at <= ?)", tx.now.Add(-errandsKept)},
			{"DELETE FROM errands WHERE created_at <= ?", tx.now.Add(-errandsKept)},
			{"DELETE FROM presences WHERE until_at <= ?", tx.now},
			{"DELETE FROM throttles WHERE resets_at <= ?", tx.now},
			{"DELETE FROM policy_changes WHERE saved_at = 253402300799 AND created_at <= ?", tx.now.Add(-draftsKept)},
			{"DELETE FROM requests WHERE created_at <= ? AND scope NOT LIKE 'import:%'", tx.now.Add(-requestsKept)},
		} {
			n, err := tx.changed(q.query, q.until)
			if err != nil {
				return err
			}
			removed += n
		}
		return nil
	})
	return removed, err
}

// How long mails to staff stay in the outbox after they are done with, and those that could not leave because the house
// has no mail server. What went to citizens stays: it is part of the ticket.
const sendsKept = 30 * 24 * time.Hour

// PurgeSends removes old rows of the outbox that nobody will ask for, some thousands a night; it returns how many.
func (s *Store) PurgeSends(ctx context.Context) (int64, error) {
	var ids []int64
	err := s.find(ctx, &ids, `SELECT id FROM outbox WHERE created_at <= ? AND state NOT IN ('queued', 'sending')
		AND (ticket_id = 0 OR (channel = 'email' AND error = ?)) ORDER BY id LIMIT 5000`, s.now().Add(-sendsKept), NoConnector)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	var removed int64
	err = s.update(ctx, func(tx *Tx) error {
		removed = 0
		return inBlocks(ids, func(marks string, args []any) error {
			n, err := tx.changed("DELETE FROM outbox WHERE id IN ("+marks+")", args...)
			removed += n
			return err
		})
	})
	return removed, err
}

// A file that no message holds is left over from an intake that failed or a machine that stopped; it may also belong to
// an intake under way, which is why it stays for a day.
const filesKept = 24 * time.Hour

// PurgeFiles removes attachments' files that no ticket knows; it returns how many.
func (s *Store) PurgeFiles(ctx context.Context) (int, error) {
	removed := 0
	root := filepath.Join(s.Data, "attachments")
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil || entry.IsDir() {
			return ignoreGone(err)
		}
		gone, err := s.purgeFile(ctx, path)
		if gone {
			removed++
		}
		return err
	})
	return removed, err
}

// purgeFile moves the file aside before it looks a second time: an upload of the same content that comes between
// renews a file it finds, and writes one it does not.
func (s *Store) purgeFile(ctx context.Context, path string) (bool, error) {
	old, err := s.leftOver(path)
	if !old || err != nil {
		return false, ignoreGone(err)
	}
	if name := filepath.Base(path); !strings.HasPrefix(name, ".") {
		var known []int
		err := s.find(ctx, &known, "SELECT 1 FROM attachments WHERE sha256 = ? LIMIT 1", name)
		if err != nil || len(known) > 0 {
			return false, err
		}
	}
	aside := filepath.Join(filepath.Dir(path), ".old-"+randomName())
	if err := os.Rename(path, aside); err != nil {
		return false, ignoreGone(err)
	}
	if old, err := s.leftOver(aside); !old || err != nil {
		return false, errors.Join(err, os.Rename(aside, path))
	}
	return true, os.Remove(aside)
}

func (s *Store) leftOver(path string) (bool, error) {
	info, err := os.Stat(path)
	return err == nil && time.Since(info.ModTime()) > filesKept, err
}

func ignoreGone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
