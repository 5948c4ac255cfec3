package models

import (
	"context"
	"errors"
	"os"
	"testing"
)

// TestPipedConn: what waits is run in its order before whatever is asked next, fails the verb when it fails, and a verb
// that asked nothing leaves nothing behind.
func TestPipedConn(t *testing.T) {
	server := os.Getenv("TANGGAP_TEST_POSTGRES")
	if server == "" {
		t.Skip("TANGGAP_TEST_POSTGRES names no server")
	}
	s, _ := openTest(t, scratchDatabase(t, server))
	ctx := context.Background()
	count := func() (n int) {
		t.Helper()
		if err := s.find(ctx, &n, "SELECT COUNT(*) FROM throttles"); err != nil {
			t.Fatal(err)
		}
		return n
	}
	put := func(tx *Tx, key string) error {
		return tx.exec("INSERT INTO throttles (key, count, resets_at) VALUES (?, 1, 1)", key)
	}
	for _, one := range []struct {
		name string
		verb func(*Tx) error
		fail bool
		left int
	}{
		{"nothing asked", func(*Tx) error { return nil }, false, 0},
		{"a query sees what waited", func(tx *Tx) error {
			if err := put(tx, "a"); err != nil {
				return err
			}
			var n int
			if err := tx.row("SELECT COUNT(*) FROM throttles").Scan(&n); err != nil || n != 1 {
				return errors.Join(err, errors.New("the row before is not seen"))
			}
			return put(tx, "b")
		}, false, 2},
		{"more than wait at most", func(tx *Tx) error {
			for range 3 * pipedAtMost {
				if err := tx.exec("UPDATE throttles SET count = count + 1 WHERE key = 'a'"); err != nil {
					return err
				}
			}
			n, err := tx.changed("UPDATE throttles SET count = 0 WHERE key = 'a' AND count = ?", 1+3*pipedAtMost)
			if err == nil && n != 1 {
				err = errors.New("some were not run")
			}
			return err
		}, false, 2},
		{"a failure that waited until the commit", func(tx *Tx) error {
			if err := put(tx, "c"); err != nil {
				return err
			}
			return tx.exec("INSERT INTO throttles (key, count, resets_at) VALUES (NULL, 1, 1)")
		}, true, 2},
		{"a failure that a query comes after, and the verb overlooks", func(tx *Tx) error {
			if err := tx.exec("INSERT INTO throttles (key, count, resets_at) VALUES (NULL, 1, 1)"); err != nil {
				return err
			}
			var n int
			_ = tx.row("SELECT COUNT(*) FROM throttles").Scan(&n)
			_, _ = tx.changed("UPDATE throttles SET count = 7")
			return nil
		}, true, 2},
		{"the verb's own failure", func(tx *Tx) error { return errors.Join(put(tx, "d"), errors.New("no")) }, true, 2},
		{"an argument that cannot be sent", func(tx *Tx) error {
			if err := put(tx, "e"); err != nil {
				return err
			}
			return tx.exec("UPDATE throttles SET count = ?", struct{}{})
		}, true, 2},
		{"and all is well again", func(tx *Tx) error { return put(tx, "f") }, false, 3},
	} {
		if err := s.update(ctx, one.verb); (err != nil) != one.fail {
			t.Errorf("%s: %v", one.name, err)
		}
		if left := count(); left != one.left {
			t.Errorf("%s: %d rows, want %d", one.name, left, one.left)
		}
	}
}
