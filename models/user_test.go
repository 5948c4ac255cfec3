package models

import (
	"context"
	"testing"
)

var testAdmin = Actor{Kind: ByUser, ID: 99, Name: "Pengelola", Role: Administrator, capabilities: roleCapabilities[Administrator]}

func TestSaveUser_deactivatingEndsSessionsAndFreesTickets(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		ctx := context.Background()
		h := furnish(t, s)
		giveLogin(t, s)
		cookie, _, err := s.SignIn(ctx, "u0@tanggap.test", testPassword, "", "192.0.2.1")
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.Receive(ctx, Citizen, Intake{Text: "Jalan berlubang di depan pasar"})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Assign(ctx, h.roads, s.Number(got.Ticket), h.roads.ID); err != nil {
			t.Fatal(err)
		}
		u, err := s.User(ctx, testAdmin, h.roads.ID)
		if err != nil || len(u.Units) != 1 || u.PasswordHash != "" {
			t.Fatalf("user = %+v, %v; want one unit and no hash", u, err)
		}
		u.Active = false
		if err := s.SaveUser(ctx, testAdmin, u, "pupr,perumda"); err != nil {
			t.Fatal(err)
		}
		if _, _, _, err := s.Session(ctx, cookie); ErrorCode(err) != NotFound {
			t.Errorf("the session of a dismissed user: %v, want not_found", err)
		}
		if u, _ = s.User(ctx, testAdmin, u.ID); u.Active || len(u.Units) != 2 {
			t.Errorf("saved as %+v", u)
		}
		ticket, err := s.ticket(ctx, System, got.Ticket.ID)
		if err != nil || ticket.AssigneeID != 0 {
			t.Errorf("the ticket waits for user %d, who is gone (%v)", ticket.AssigneeID, err)
		}
		events, _ := s.Events(ctx, System, got.Ticket.ID)
		if brokenAt(events) != 0 || events[len(events)-1].Type != TicketAssigned || events[len(events)-1].ActorID != 99 {
			t.Errorf("the history ends with %+v", events[len(events)-1])
		}
	})
}

func TestSaveUser_keepsTheLastAdministrator(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		ctx := context.Background()
		add := func(email string) User {
			id, err := s.AddUser(ctx, System, User{Email: email, Role: Administrator}, "pemkab", testPassword)
			if err != nil {
				t.Fatal(err)
			}
			u, _ := s.User(ctx, System, id)
			return u
		}
		first := add("satu@contoh.test")
		for name, change := range map[string]func(*User){
			"deactivated":   func(u *User) { u.Active = false },
			"made an agent": func(u *User) { u.Role = Agent },
		} {
			u := first
			change(&u)
			if err := s.SaveUser(ctx, testAdmin, u, "pemkab"); ErrorCode(err) != Conflict {
				t.Errorf("the last administrator %s: %v, want conflict", name, err)
			}
		}
		second := add("dua@contoh.test")
		// Two who dismiss each other at the same moment must not both succeed.
		done := make(chan error)
		for _, u := range []User{first, second} {
			go func() {
				u.Active = false
				done <- s.SaveUser(ctx, testAdmin, u, "pemkab")
			}()
		}
		a, b := <-done, <-done
		if (a == nil) == (b == nil) || ErrorCode(a) != Conflict && ErrorCode(b) != Conflict {
			t.Errorf("dismissing each other: %v and %v, want one conflict", a, b)
		}
	})
}

func TestUsers_filters(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		ctx := context.Background()
		h := furnish(t, s)
		no := false
		for _, c := range []struct {
			name   string
			filter UserFilter
			want   int
		}{
			{"everybody", UserFilter{}, 3},
			{"part of a name", UserFilter{Text: "PETUGAS 1"}, 1},
			{"part of an address", UserFilter{Text: "u2@"}, 1},
			{"a mark of LIKE means itself", UserFilter{Text: "%"}, 0},
			{"a role", UserFilter{Role: Agent}, 2},
			{"a unit", UserFilter{Unit: 2}, 1},
			{"nobody is dismissed", UserFilter{Active: &no}, 0},
		} {
			users, more, err := s.Users(ctx, testAdmin, c.filter)
			if err != nil || more || len(users) != c.want {
				t.Errorf("%s: %d users, %v, %v; want %d", c.name, len(users), more, err, c.want)
			}
		}
		if _, _, err := s.Users(ctx, h.coordinator, UserFilter{}); ErrorCode(err) != Denied {
			t.Errorf("a coordinator lists users: %v", err)
		}
		if err := s.SaveUser(ctx, h.coordinator, User{ID: 1, Email: "a@b.test", Role: Agent}, "pupr"); ErrorCode(err) != Denied {
			t.Errorf("a coordinator saves a user: %v", err)
		}
	})
}
