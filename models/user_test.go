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

func TestTokens(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx := context.Background()
		secret, err := s.AddToken(ctx, testAdmin, "Aplikasi warga", "submit")
		if err != nil {
			t.Fatal(err)
		}
		if who, err := s.TokenActor(ctx, secret); err != nil || !who.Can(OpenTickets) || who.Can(ReadTickets) {
			t.Fatalf("token: %v, %+v", err, who)
		}
		tokens, err := s.Tokens(ctx, testAdmin)
		if err != nil || len(tokens) != 1 || tokens[0].UsedAt != s.Clock() || tokens[0].CreatedBy != 99 {
			t.Fatalf("tokens = %+v, %v", tokens, err)
		}
		if err := s.RevokeToken(ctx, testAdmin, tokens[0].ID); err != nil {
			t.Fatal(err)
		}
		if _, err := s.TokenActor(ctx, secret); ErrorCode(err) != NotFound {
			t.Errorf("a revoked token: %v, want not_found", err)
		}
		if err := s.RevokeToken(ctx, testAdmin, tokens[0].ID); ErrorCode(err) != NotFound {
			t.Errorf("revoked twice: %v, want not_found", err)
		}
	})
}

func TestNotices(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		ctx := context.Background()
		h := furnish(t, s)
		got, err := s.Receive(ctx, Citizen, Intake{Text: "Jalan berlubang di depan pasar"})
		if err != nil {
			t.Fatal(err)
		}
		err = s.update(ctx, func(tx *Tx) error {
			for range 120 {
				if err := tx.notify([]int64{h.roads.ID}, got.Ticket.ID, "assigned", nil, false); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		seen, before := 0, int64(0)
		for more := true; more; {
			var page []Told
			if page, more, err = s.Notices(ctx, h.roads, before); err != nil || len(page) == 0 {
				t.Fatalf("page of %d, %v", len(page), err)
			}
			seen, before = seen+len(page), page[len(page)-1].ID
			if s.NumberOf(page[0]) != s.Number(got.Ticket) {
				t.Fatalf("about %q, want %q", s.NumberOf(page[0]), s.Number(got.Ticket))
			}
		}
		if n, _ := s.Unread(ctx, h.roads); seen != 120 || n != UnreadAtMost {
			t.Errorf("%d notices, %d unread", seen, n)
		}
		if _, err := s.ReadNotice(ctx, h.water, before); ErrorCode(err) != NotFound {
			t.Errorf("somebody else's notice: %v, want not_found", err)
		}
		if err := s.ReadNotices(ctx, h.roads); err != nil {
			t.Fatal(err)
		}
		if n, _ := s.Unread(ctx, h.roads); n != 0 {
			t.Errorf("%d unread after reading all", n)
		}
	})
}

func TestCalendar_periods(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		ctx := context.Background()
		short := []string{"08:00-12:00", "12:30-15:00"}
		ramadan := Period{From: "2027-02-08", To: "2027-03-09", Week: map[string][]string{
			"mon": short, "tue": short, "wed": short, "thu": short, "fri": {"08:00-11:30", "12:30-15:30"},
		}}
		if err := s.AddPeriod(ctx, testAdmin, officeCalendar, ramadan); err != nil {
			t.Fatal(err)
		}
		c, err := s.Calendar(ctx, officeCalendar)
		if err != nil {
			t.Fatal(err)
		}
		periods, err := c.Periods()
		if err != nil || len(periods) != 1 || periods[0].From != ramadan.From || periods[0].To != ramadan.To {
			t.Fatalf("periods = %+v, %v", periods, err)
		}
		if got := periods[0].Week["fri"]; len(got) != 2 || got[1] != "12:30-15:30" || len(periods[0].Week["sun"]) != 0 {
			t.Errorf("week = %v", periods[0].Week)
		}
		version := c.VersionID
		for _, bad := range []struct {
			field string
			p     Period
		}{
			{"to", Period{From: "2027-02-08", To: "2027-02-01"}},
			{"from", Period{From: "8 Feb", To: "2027-02-01"}},
			{"tue", Period{From: "2027-05-03", To: "2027-05-07", Week: map[string][]string{"tue": {"08:00-07:00"}}}},
		} {
			if err := s.AddPeriod(ctx, testAdmin, officeCalendar, bad.p); ErrorCode(err) != Invalid || AsError(err).Field != bad.field {
				t.Errorf("%+v: %v, want invalid %s", bad.p, err, bad.field)
			}
		}
		if err := s.RemovePeriod(ctx, testAdmin, officeCalendar, ramadan.From, ramadan.To); err != nil {
			t.Fatal(err)
		}
		if c, _ = s.Calendar(ctx, officeCalendar); c.Dates != noDates || c.VersionID == version {
			t.Errorf("after removing: %s, version %d", c.Dates, c.VersionID)
		}
	})
}

// The desk that never closes stays open on holidays, however its hours were written down.
func TestCalendar_alwaysStaysOpen(t *testing.T) {
	s, _ := openTest(t, "sqlite:"+t.TempDir()+"/tanggap.db")
	ctx := context.Background()
	c, err := s.Calendar(ctx, alwaysCalendar)
	if err != nil {
		t.Fatal(err)
	}
	c.Week = `{"fri": ["00:00-24:00"], "mon": ["00:00-24:00"], "sat": ["00:00-24:00"], "sun": ["00:00-24:00"],
		"thu": ["00:00-24:00"], "tue": ["00:00-24:00"], "wed": ["00:00-24:00"]}`
	before := c.VersionID
	if _, err := s.SaveCalendar(ctx, testAdmin, c); err != nil {
		t.Fatal(err)
	}
	if c, _ = s.Calendar(ctx, alwaysCalendar); c.VersionID != before {
		t.Error("the same hours in another order became another version: holidays close it")
	}
}

func TestSaveAccountAndPlace_refuse(t *testing.T) {
	s, _ := openTest(t, "sqlite:"+t.TempDir()+"/tanggap.db")
	ctx := context.Background()
	if _, err := s.SaveAccount(ctx, testAdmin, Account{Channel: "instagram", Handle: "@pemkab", UnitID: 1}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SaveAccount(ctx, testAdmin, Account{Channel: "instagram", Handle: "@pemkab", UnitID: 1}); ErrorCode(err) != Invalid {
		t.Errorf("the same handle twice: %v", err)
	}
	if _, err := s.SaveAccount(ctx, testAdmin, Account{Channel: "form", Handle: "x", UnitID: 9}); len(AsError(err).Fields()) != 2 {
		t.Errorf("no network and no unit: %v", err)
	}
	kijang, err := s.SavePlace(ctx, testAdmin, Place{Code: "21.01.01", Name: "Bintan Timur", Kind: "subdistrict"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.SavePlace(ctx, testAdmin, Place{Code: "21.01.01.1", Name: "Kijang", Kind: "village", ParentID: kijang}); err != nil {
		t.Fatal(err)
	}
	for name, p := range map[string]Place{
		"a village nowhere":             {Code: "a", Name: "a", Kind: "village"},
		"a code that is taken":          {Code: "21.01.01", Name: "a", Kind: "subdistrict"},
		"a sub-district inside another": {Code: "b", Name: "b", Kind: "subdistrict", ParentID: kijang},
		"a sub-district with villages made a village": {
			ID: kijang, Code: "21.01.01", Name: "Bintan Timur", Kind: "village", ParentID: kijang,
		},
	} {
		if _, err := s.SavePlace(ctx, testAdmin, p); ErrorCode(err) != Invalid {
			t.Errorf("%s: %v, want invalid", name, err)
		}
	}
}

func TestOutbox_listsWhatIsStuckAndWhatWaits(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		ctx := context.Background()
		h := furnish(t, s)
		got, err := s.Receive(ctx, Citizen, Intake{Text: "Jalan berlubang di depan pasar", Email: "warga@contoh.test"})
		if err != nil {
			t.Fatal(err)
		}
		waiting, more, err := s.Outbox(ctx, testAdmin, true)
		if err != nil || more || len(waiting) != 1 || waiting[0].Number(s) != s.Number(got.Ticket) {
			t.Fatalf("waiting: %+v, %v", waiting, err)
		}
		if n, _ := s.Stuck(ctx); n != 0 {
			t.Errorf("%d stuck before anything was tried", n)
		}
		err = s.update(ctx, func(tx *Tx) error { return tx.exec("UPDATE outbox SET state = 'failed', error = '550'") })
		if err != nil {
			t.Fatal(err)
		}
		stuck, _, err := s.Outbox(ctx, testAdmin, false)
		if n, _ := s.Stuck(ctx); err != nil || len(stuck) != 1 || stuck[0].Error != "550" || n != 1 {
			t.Errorf("stuck: %d, %+v, %v", n, stuck, err)
		}
		if err := s.RetrySend(ctx, testAdmin, stuck[0].ID); err != nil {
			t.Errorf("retry: %v", err)
		}
		if _, _, err := s.Outbox(ctx, h.coordinator, false); ErrorCode(err) != Denied {
			t.Errorf("a coordinator lists the outbox: %v", err)
		}
	})
}
