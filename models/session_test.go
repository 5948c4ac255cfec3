package models

import (
	"context"
	"strings"
	"testing"
	"time"
)

const testPassword = "tujuh jeruk di atas meja"

// giveLogin lets the first user of the furnished house sign in.
func giveLogin(t *testing.T, s *Store) {
	t.Helper()
	hash := HashPassword(testPassword)
	if err := s.update(context.Background(), func(tx *Tx) error { return tx.setPassword(1, hash, false) }); err != nil {
		t.Fatal(err)
	}
}

func TestSignIn(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx := context.Background()
		furnish(t, s)
		giveLogin(t, s)
		cookie, u, err := s.SignIn(ctx, " U0@Tanggap.test", testPassword, "Firefox", "192.0.2.1")
		if err != nil || u.ID != 1 {
			t.Fatalf("sign in: %v, user %d", err, u.ID)
		}
		if _, _, who, err := s.Session(ctx, cookie); err != nil || who.ID != 1 || !who.Can(ReadTickets) {
			t.Fatalf("session: %v, %+v", err, who)
		}
		if _, _, _, err := s.Session(ctx, cookie+"x"); ErrorCode(err) != NotFound {
			t.Errorf("another cookie: %v, want not_found", err)
		}
		clock.add(11 * time.Hour)
		if _, _, _, err := s.Session(ctx, cookie); err != nil {
			t.Errorf("after 11 hours: %v", err)
		}
		clock.add(13 * time.Hour)
		if _, _, _, err := s.Session(ctx, cookie); ErrorCode(err) != NotFound {
			t.Errorf("13 idle hours later: %v, want not_found", err)
		}
	})
}

func TestSignIn_deactivatedUserIsOutAtOnce(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		ctx := context.Background()
		furnish(t, s)
		giveLogin(t, s)
		cookie, _, err := s.SignIn(ctx, "u0@tanggap.test", testPassword, "", "192.0.2.1")
		if err != nil {
			t.Fatal(err)
		}
		err = s.update(ctx, func(tx *Tx) error { return tx.exec("UPDATE users SET active = FALSE WHERE id = 1") })
		if err != nil {
			t.Fatal(err)
		}
		if _, _, _, err := s.Session(ctx, cookie); ErrorCode(err) != NotFound {
			t.Errorf("session of a deactivated user: %v, want not_found", err)
		}
		if _, _, err := s.SignIn(ctx, "u0@tanggap.test", testPassword, "", "192.0.2.1"); ErrorCode(err) != Invalid {
			t.Errorf("sign in of a deactivated user: %v, want invalid", err)
		}
	})
}

func TestSignIn_throttlesFailures(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx := context.Background()
		furnish(t, s)
		giveLogin(t, s)
		for i := range 20 { // what succeeds is never counted
			if _, _, err := s.SignIn(ctx, "u0@tanggap.test", testPassword, "", "192.0.2.1"); err != nil {
				t.Fatalf("sign in %d: %v", i, err)
			}
		}
		for i := range guessesPerPair.Limit {
			if _, _, err := s.SignIn(ctx, "u0@tanggap.test", "salah", "", "192.0.2.1"); ErrorCode(err) != Invalid {
				t.Fatalf("guess %d: %v, want invalid", i, err)
			}
		}
		_, _, err := s.SignIn(ctx, "u0@tanggap.test", testPassword, "", "192.0.2.1")
		if ErrorCode(err) != Limited || AsError(err).Args[1] != int64(15) {
			t.Errorf("one guess too many: %v, want limited for 15 minutes", err)
		}
		if _, _, err := s.SignIn(ctx, "u0@tanggap.test", testPassword, "", "192.0.2.2"); err != nil {
			t.Errorf("from another address: %v", err)
		}
		clock.add(16 * time.Minute)
		if _, _, err := s.SignIn(ctx, "u0@tanggap.test", testPassword, "", "192.0.2.1"); err != nil {
			t.Errorf("after the window: %v", err)
		}
	})
}

func TestChangePassword(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		ctx := context.Background()
		h := furnish(t, s)
		giveLogin(t, s)
		here, _, _ := s.SignIn(ctx, "u0@tanggap.test", testPassword, "", "192.0.2.1")
		there, _, _ := s.SignIn(ctx, "u0@tanggap.test", testPassword, "", "192.0.2.2")
		session, _, _, err := s.Session(ctx, here)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct{ present, wanted, key string }{
			{"salah semua", "empat kucing oranye", "invalid.password_wrong"},
			{testPassword, "pendek", "invalid.password_short"},
			{testPassword, "password12", "invalid.password_common"},
			{testPassword, "aaaaaaaaaaaa", "invalid.password_common"},
			{testPassword, testPassword, "invalid.password_old"},
			{testPassword, strings.Repeat("panjang ", 60), "invalid.too_long"},
		} {
			err := s.ChangePassword(ctx, h.roads, session.ID, c.present, c.wanted)
			if e := AsError(err); e == nil || e.Key != c.key {
				t.Errorf("change %q to %q: %v, want %s", c.present, c.wanted, err, c.key)
			}
		}
		if err := s.ChangePassword(ctx, h.roads, session.ID, testPassword, "empat kucing oranye"); err != nil {
			t.Fatal(err)
		}
		if _, _, _, err := s.Session(ctx, here); err != nil {
			t.Errorf("the session that changed it: %v", err)
		}
		if _, _, _, err := s.Session(ctx, there); ErrorCode(err) != NotFound {
			t.Errorf("another session: %v, want not_found", err)
		}
	})
}

func TestStash(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx := context.Background()
		h := furnish(t, s)
		giveLogin(t, s)
		cookie, _, err := s.SignIn(ctx, "u0@tanggap.test", testPassword, "", "192.0.2.1")
		if err != nil {
			t.Fatal(err)
		}
		clock.add(sessionIdle) // the session has ended while somebody typed
		want := Stash{Path: "/tickets/TGP-2026-000001/replies", Body: "text=Terima+kasih"}
		secret, err := s.PutStash(ctx, cookie, want)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := s.Stash(ctx, h.roads, secret); err != nil || got != want {
			t.Errorf("got %+v, %v; want %+v", got, err, want)
		}
		if _, err := s.Stash(ctx, h.water, secret); ErrorCode(err) != NotFound {
			t.Errorf("a colleague at the same machine: %v, want not_found", err)
		}
		if _, err := s.PutStash(ctx, "a session that never was", want); ErrorCode(err) != NotFound {
			t.Errorf("of a session that never was: %v, want not_found", err)
		}
		if _, err := s.PutStash(ctx, cookie, Stash{Body: strings.Repeat("x", stashAtMost+1)}); ErrorCode(err) != Invalid {
			t.Errorf("too large: %v, want invalid", err)
		}
		clock.add(time.Hour)
		if _, err := s.Stash(ctx, h.roads, secret); ErrorCode(err) != NotFound {
			t.Errorf("an hour later: %v, want not_found", err)
		}
		if n, err := s.Purge(ctx); err != nil || n < 2 {
			t.Errorf("purge removed %d, %v; want both", n, err)
		}
	})
}

// TestStash_ofAnEndedSession: signed out, revoked or dismissed, what was typed is its writer's and nobody else's.
func TestStash_ofAnEndedSession(t *testing.T) {
	ctx := context.Background()
	for name, end := range map[string]func(*Store, Actor, string, int64) error{
		"signed out":           func(s *Store, _ Actor, cookie string, _ int64) error { return s.SignOut(ctx, cookie) },
		"revoked":              func(s *Store, who Actor, _ string, id int64) error { return s.RevokeSession(ctx, who, id) },
		"signed out elsewhere": func(s *Store, who Actor, _ string, _ int64) error { return s.RevokeOthers(ctx, who, 0) },
		"ended by an administrator": func(s *Store, who Actor, _ string, _ int64) error {
			return s.EndSessions(ctx, System, who.ID)
		},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, s *Store, clock *testClock) {
				h := furnish(t, s)
				giveLogin(t, s)
				cookie, _, err := s.SignIn(ctx, "u0@tanggap.test", testPassword, "", "192.0.2.1")
				if err != nil {
					t.Fatal(err)
				}
				session, _, who, err := s.Session(ctx, cookie)
				if err != nil {
					t.Fatal(err)
				}
				if err := end(s, who, cookie, session.ID); err != nil {
					t.Fatal(err)
				}
				if _, _, _, err := s.Session(ctx, cookie); ErrorCode(err) != NotFound {
					t.Errorf("the session goes on: %v", err)
				}
				if open, err := s.SessionOpen(ctx, session.ID); open || err != nil {
					t.Errorf("its pages go on: %v", err)
				}
				if listed, err := s.Sessions(ctx, who); len(listed) != 0 || err != nil {
					t.Errorf("it is still listed: %v, %v", listed, err)
				}
				if err := s.RevokeSession(ctx, who, session.ID); ErrorCode(err) != NotFound {
					t.Errorf("ended twice: %v", err)
				}
				if _, err := s.Purge(ctx); err != nil {
					t.Fatal(err)
				}
				want := Stash{Path: "/tickets/TGP-2026-000001/replies", Body: "text=Rahasia"}
				secret, err := s.PutStash(ctx, cookie, want)
				if err != nil {
					t.Fatal(err)
				}
				if got, err := s.Stash(ctx, h.roads, secret); err != nil || got != want {
					t.Errorf("its writer gets %+v, %v", got, err)
				}
				if got, err := s.Stash(ctx, h.water, secret); ErrorCode(err) != NotFound {
					t.Errorf("whoever signs in next gets %+v, %v", got, err)
				}
				clock.add(2 * time.Hour)
				if _, err := s.Purge(ctx); err != nil {
					t.Fatal(err)
				}
				if left := ask[int](t, s, "SELECT COUNT(*) FROM sessions")[0]; left != 0 {
					t.Errorf("%d sessions stay for ever", left)
				}
			})
		})
	}
}
