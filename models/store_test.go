package models

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
)

// testClock is a store's time under the test's control.
type testClock struct {
	mu sync.Mutex
	at time.Time
}

func (c *testClock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *testClock) set(text string) {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	c.mu.Lock()
	c.at = at
	c.mu.Unlock()
}

func (c *testClock) add(d time.Duration) {
	c.mu.Lock()
	c.at = c.at.Add(d)
	c.mu.Unlock()
}

// A Tuesday in office hours.
const testStart = "2026-11-24T09:00:00+07:00"

// each runs the test on every database there is: SQLite always, PostgreSQL where TANGGAP_TEST_POSTGRES names one.
func each(t *testing.T, test func(t *testing.T, s *Store, clock *testClock)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		s, clock := openTest(t, "sqlite:"+filepath.Join(t.TempDir(), "tanggap.db"))
		test(t, s, clock)
	})
	if server := os.Getenv("TANGGAP_TEST_POSTGRES"); server != "" {
		t.Run("postgres", func(t *testing.T) {
			s, clock := openTest(t, copiedDatabase(t, server))
			test(t, s, clock)
		})
	}
}

func openTest(t testing.TB, url string) (*Store, *testClock) {
	t.Helper()
	clock := &testClock{}
	clock.set(testStart)
	if path, ok := strings.CutPrefix(url, "sqlite:"); ok {
		copyHouse(t, path)
	}
	s, err := Open(context.Background(), Options{URL: url, Data: t.TempDir(), Now: clock.now, Origin: "https://lapor.test", Key: testKey})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	if _, err := s.Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	return s, clock
}

var testKey = []byte(strings.Repeat("k", 32))

// emptyHouse is a migrated database of nobody's, made once for all tests, which begin with a copy of it.
var emptyHouse = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "tanggap-house-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(folder, "tanggap.db")
	return path, migrated(Options{URL: "sqlite:" + path, Data: folder, Scratch: true})
})

func migrated(o Options) error {
	clock := &testClock{}
	clock.set(testStart)
	o.Now, o.Key = clock.now, testKey
	s, err := Open(context.Background(), o)
	if err != nil {
		return err
	}
	_, err = s.Migrate(context.Background())
	return errors.Join(err, s.Close())
}

// copyHouse puts a migrated database where none is.
func copyHouse(t testing.TB, path string) {
	t.Helper()
	if _, err := os.Stat(path); err == nil {
		return
	}
	house, err := emptyHouse()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(house)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
}

var databases struct {
	sync.Mutex
	n int
}

// emptyDatabase is emptyHouse on the server.
var emptyDatabase = sync.OnceValues(func() (string, error) {
	server := os.Getenv("TANGGAP_TEST_POSTGRES")
	name := fmt.Sprintf("tanggap_house_%d", os.Getpid())
	admin, err := sql.Open("pgx", server)
	if err != nil {
		return "", err
	}
	defer func() { _ = admin.Close() }()
	if _, err := admin.Exec("CREATE DATABASE " + name); err != nil {
		return "", err
	}
	return name, migrated(Options{URL: databaseURL(server, name), Data: os.TempDir()})
})

// copiedDatabase makes a migrated database of its own on the server and drops it afterwards.
func copiedDatabase(t testing.TB, server string) string {
	t.Helper()
	house, err := emptyDatabase()
	if err != nil {
		t.Fatal(err)
	}
	return newDatabase(t, server, " TEMPLATE "+house)
}

// scratchDatabase makes an empty one.
func scratchDatabase(t testing.TB, server string) string {
	t.Helper()
	return newDatabase(t, server, "")
}

func newDatabase(t testing.TB, server, like string) string {
	t.Helper()
	databases.Lock()
	databases.n++
	name := fmt.Sprintf("tanggap_%d_%d", os.Getpid(), databases.n)
	databases.Unlock()
	admin, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := admin.Exec("CREATE DATABASE " + name + like); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_, _ = admin.Exec("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)")
		_ = admin.Close()
	})
	return databaseURL(server, name)
}

func databaseURL(server, name string) string {
	base, query, _ := strings.Cut(server, "?")
	at := strings.LastIndex(base, "/")
	return base[:at+1] + name + "?" + query
}

// house adds two agencies with an agent each, a coordinator and a category, and returns the actors.
type house struct {
	roads, water, coordinator Actor
}

func furnish(t testing.TB, s *Store) house {
	t.Helper()
	ctx := context.Background()
	err := s.update(ctx, func(tx *Tx) error {
		for _, unit := range []string{"pupr", "perumda", "inspektorat"} {
			if err := tx.exec("INSERT INTO units (slug, name, kind, parent_id) VALUES (?, ?, 'agency', 1)", unit, unit); err != nil {
				return err
			}
		}
		if err := tx.exec("DELETE FROM categories"); err != nil { // three are easier to reason about than all
			return err
		}
		for i, c := range []struct{ slug, words string }{
			{"jalan", "jalan berlubang,aspal,jembatan"}, {"air_bersih", "air mati,pdam,pipa"}, {"pungli_etik", "pungli,suap"},
		} {
			if err := tx.exec(`INSERT INTO categories (id, slug, name_id, name_en, keywords, unit_id, confidential)
				VALUES (?, ?, ?, ?, ?, ?, ?)`, i+1, c.slug, c.slug, c.slug, c.words, i+2, c.slug == "pungli_etik"); err != nil {
				return err
			}
		}
		for i, u := range []struct {
			role Role
			unit int64
		}{{Agent, 2}, {Agent, 3}, {Coordinator, 1}} {
			id, err := tx.insert("INSERT INTO users (email, name, role) VALUES (?, ?, ?) RETURNING id",
				fmt.Sprintf("u%d@tanggap.test", i), fmt.Sprintf("Petugas %d", i), u.role)
			if err != nil {
				return err
			}
			if err := tx.exec("INSERT INTO memberships (user_id, unit_id) VALUES (?, ?)", id, u.unit); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	s.caches.drop()
	actor := func(id int64) Actor {
		a, err := s.ActorOf(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	return house{roads: actor(1), water: actor(2), coordinator: actor(3)}
}

func TestMain(m *testing.M) {
	code := m.Run()
	if path, err := emptyHouse(); err == nil { // made now if no test has: cheaper than asking
		_ = os.RemoveAll(filepath.Dir(path))
	}
	if server := os.Getenv("TANGGAP_TEST_POSTGRES"); server != "" {
		if admin, err := sql.Open("pgx", server); err == nil {
			_, _ = admin.Exec(fmt.Sprintf("DROP DATABASE IF EXISTS tanggap_house_%d WITH (FORCE)", os.Getpid()))
			_ = admin.Close()
		}
	}
	os.Exit(code)
}
