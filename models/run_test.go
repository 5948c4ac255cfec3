package models

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestOnce(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx := context.Background()
		var done atomic.Int32
		work := func(context.Context) (string, error) { done.Add(1); return "3 late", nil }
		var group sync.WaitGroup
		slot := s.Clock()
		for range 8 {
			group.Go(func() {
				if _, err := s.Once(ctx, "sweep", slot, work); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if done.Load() != 1 {
			t.Errorf("done %d times for one moment", done.Load())
		}
		if taken, err := s.Once(ctx, "sweep", slot-60, work); taken || err != nil {
			t.Errorf("an earlier moment was done after a later one, %v", err)
		}
		runs, err := s.Runs(ctx, System)
		if err != nil || len(runs) != 1 || runs[0].Result != "3 late" || runs[0].EndedAt != slot {
			t.Errorf("runs = %+v, %v", runs, err)
		}
		failure := errors.New("disk is full")
		if taken, err := s.Once(ctx, "sweep", slot+60, func(context.Context) (string, error) { return "", failure }); !taken || !errors.Is(err, failure) {
			t.Errorf("a failing job: %v, %v", taken, err)
		}
	})
}

// An instance that died while at work does not hold a job for ever, and one still at work is not doubled.
func TestOnce_cutOff(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx := context.Background()
		slot := s.Clock()
		work := func(context.Context) (string, error) { return "", nil }
		_, err := s.Once(ctx, "purge", slot, func(context.Context) (string, error) {
			if taken, err := s.Once(ctx, "purge", slot+60, work); taken || err != nil {
				t.Errorf("taken while it is under way, %v", err)
			}
			clock.add(runAtMost)
			if taken, err := s.Once(ctx, "purge", slot+120, work); !taken || err != nil {
				t.Errorf("not taken from an instance that must be dead, %v", err)
			}
			return "", nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestPurgeFiles(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		furnish(t, s)
		ctx := context.Background()
		old := time.Now().Add(-filesKept - time.Hour)
		put := func(sum string, at time.Time) string {
			if err := s.writeFile(sum, []byte(sum)); err != nil {
				t.Fatal(err)
			}
			if err := os.Chtimes(s.filePath(sum), at, at); err != nil {
				t.Fatal(err)
			}
			return s.filePath(sum)
		}
		held, left, fresh, again := put("aa11", old), put("aa22", old), put("bb33", time.Now()), put("bb44", old)
		torn := filepath.Join(filepath.Dir(held), ".new-1")
		if err := os.WriteFile(torn, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(torn, old, old); err != nil {
			t.Fatal(err)
		}
		written(t, s, Intake{Files: []Upload{{Name: "a.jpg", Type: "image/jpeg", Size: 4, Sha256: "aa11"}}})
		put("bb44", time.Now()) // the same content comes once more
		n, err := s.PurgeFiles(ctx)
		if err != nil || n != 2 {
			t.Errorf("removed %d files, %v; want what no ticket knows and what was half written", n, err)
		}
		for path, want := range map[string]bool{held: true, left: false, fresh: true, again: true, torn: false} {
			if _, err := os.Stat(path); (err == nil) != want {
				t.Errorf("%s: there %v, want %v", filepath.Base(path), err == nil, want)
			}
		}
	})
}

func TestPurgeSends(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		written(t, s, Intake{})
		receipt := claim(t, s, 1)[0]
		settle(t, s, &receipt, "a1@lapor.test", nil)
		err := s.update(ctx, func(tx *Tx) error { return tx.setPassword(h.roads.ID, "x", false) })
		if err != nil {
			t.Fatal(err)
		}
		mail := claim(t, s, 1)[0]
		settle(t, s, &mail, "a2@lapor.test", nil)
		clock.add(sendsKept + time.Hour)
		n, err := s.PurgeSends(ctx)
		if err != nil || n != 1 || sent(t, s, receipt.ID).State != OutSent {
			t.Errorf("removed %d, %v; want the mail to staff only", n, err)
		}
	})
}
