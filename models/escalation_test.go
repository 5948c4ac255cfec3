package models

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"tanggap/channels"
	"tanggap/models/sla"
)

// crew adds people to the furnished house: a second agent of roads, a head, a supervisor of the regency.
type crew struct {
	house
	second, head, chief int64
}

func crewOf(t testing.TB, s *Store) crew {
	t.Helper()
	h := furnish(t, s)
	add := func(name string, role Role, unit string) int64 {
		id, err := s.AddUser(context.Background(), System, User{Email: name + "@tanggap.test", Name: name, Role: role}, unit, "kunci-panjang-sekali")
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	return crew{h, add("kedua", Agent, "pupr"), add("kepala", Agent, "pupr"), add("pengawas", Supervisor, "pemkab")}
}

// rungs replaces the house's ladder.
func rungs(t testing.TB, s *Store, all ...Rung) {
	t.Helper()
	err := s.update(context.Background(), func(tx *Tx) error { return tx.exec("DELETE FROM rungs") })
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		if _, err := s.SaveRung(context.Background(), System, r); err != nil {
			t.Fatal(err)
		}
	}
}

// got lists who was told of what: "user key mail chat".
func got(t testing.TB, s *Store, key string) []string {
	t.Helper()
	type row struct {
		UserID     int64
		Mail, Chat int
	}
	var out []string
	for _, r := range ask[row](t, s, "SELECT user_id, mail, chat FROM notices WHERE key = ? ORDER BY user_id, id", key) {
		out = append(out, fmt.Sprintf("%d mail %d chat %d", r.UserID, r.Mail, r.Chat))
	}
	return out
}

func late(t testing.TB, s *Store, clock *testClock, ticket *Ticket) Time {
	t.Helper()
	due := clockOf(t, s, ticket, sla.FirstResponse).DueAt
	clock.set((due + 1).Std().Format(time.RFC3339))
	sweepAt(t, s, s.now())
	return due
}

func TestLadder_reachesWhoStandsOnIt(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		c := crewOf(t, s)
		ctx := context.Background()
		if _, err := s.AppointOffice(ctx, System, Office{UnitID: 2, Office: Head, UserID: c.head, FromAt: s.now() - 60, ToAt: Never}); err != nil {
			t.Fatal(err)
		}
		for _, one := range []struct {
			whom Whom
			want []int64
		}{
			{ToAssignee, []int64{c.roads.ID}},
			{ToUnit, []int64{c.roads.ID, c.second, c.head}},
			{ToHead, []int64{c.head}},
			{ToSupervisor, []int64{c.chief}},
			{ToCoordinator, []int64{c.coordinator.ID}},
			{ToDuty, []int64{c.head}}, // nobody is on duty
			{ToParentHead, []int64{c.chief}},
			{ToParentSupervisor, []int64{c.chief}},
		} {
			p, err := s.people(ctx)
			if err != nil {
				t.Fatal(err)
			}
			calls := p.calls([]Rung{{Whom: one.whom, Ways: ByMail}}, concern{unit: 2, assignee: c.roads.ID}, "late")
			var ids []int64
			for _, one := range calls {
				ids = append(ids, one.user)
			}
			if fmt.Sprint(ids) != fmt.Sprint(one.want) {
				t.Errorf("%s: %v, want %v", one.whom, ids, one.want)
			}
		}
	})
}

func TestLadder_waitsForTheHoursOfWhoIsTold(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		c := crewOf(t, s)
		ctx := context.Background()
		rungs(t, s, Rung{Level: "late", Whom: ToUnit, Ways: ByMail}, Rung{Level: "late", Whom: ToSupervisor, Ways: ByMail, Urgent: true})
		clock.set("2026-11-27T15:30:00+07:00") // Friday; the office closes at 16:30
		ticket := receive(t, s, Intake{Text: "Jalan berlubang", Kind: Complaint})
		clock.set("2026-11-30T13:00:01+07:00") // late at lunch: 1 h on Friday, 3 of Monday morning at 10:30
		late(t, s, clock, ticket)
		if n, err := s.Digest(ctx); n != 0 || err != nil {
			t.Fatalf("%d, %v", n, err)
		}
		// Monday 10:30: within hours, so everything may go.
		clock.add(digestQuiet)
		if n, _ := s.Digest(ctx); n != 4 {
			t.Errorf("within hours: %d mails, want four", n)
		}
		second := receive(t, s, Intake{Text: "Jalan berlubang lagi", Kind: Complaint, Unit: "pupr"})
		due := late(t, s, clock, second) // 15:31 on Monday
		clock.set("2026-11-30T20:00:00+07:00")
		_ = due
		third := receive(t, s, Intake{Text: "Lubang di jembatan", Kind: Complaint, Unit: "pupr"})
		clock.set(clockOf(t, s, third, sla.FirstResponse).DueAt.Std().Format(time.RFC3339))
		clock.set("2026-12-01T20:00:00+07:00") // late since the afternoon; the job comes in the evening
		sweepAt(t, s, s.now())
		clock.add(2 * digestAtMost)
		evening := ask[int64](t, s, "SELECT DISTINCT user_id FROM notices WHERE mail = 1 AND mail_at <= ? AND ticket_id = ?", s.now(), third.ID)
		if len(evening) != 1 || evening[0] != c.chief {
			t.Errorf("in the evening mail may go to %v, want only to whom it is urgent", evening)
		}
		opens := ask[Time](t, s, "SELECT DISTINCT mail_at FROM notices WHERE mail = 1 AND user_id = ? AND ticket_id = ?", c.second, third.ID)
		if len(opens) != 1 || opens[0].Std().Format(time.RFC3339) != "2026-12-02T00:30:00Z" {
			t.Errorf("waits until %v, want the opening at 07:30", opens)
		}
	})
}

// Repetitions come by due times of their own, end by themselves, wait for a pause, and are not told twice.
func TestLadder_againAndAgain(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		c := crewOf(t, s)
		ctx := context.Background()
		rungs(t, s, Rung{Level: "late", Whom: ToUnit}, Rung{Level: After, Whom: ToSupervisor, Ways: ByMail, Every: 2, Times: 3})
		ticket := receive(t, s, Intake{Text: "Jalan berlubang", Kind: Complaint})
		if _, err := s.Reply(ctx, c.roads, s.Number(ticket), Reply{Text: "Kami cek.", Sent: s.now()}); err != nil {
			t.Fatal(err)
		}
		first := clockOf(t, s, ticket, sla.Resolution)
		clock.set((first.CriticalAt + 1).Std().Format(time.RFC3339))
		sweepAt(t, s, s.now())
		step := func() Time { return ask[Time](t, s, "SELECT at FROM steps")[0] }
		calendar, _ := s.calendar(ctx, first.VersionID)
		if want, _ := calendar.Add(first.CriticalAt.Std(), 7200); step() != At(want) {
			t.Fatalf("the first is due at %d, want %d", step(), At(want))
		}
		sweepAt(t, s, step()-1)
		if told := got(t, s, "flag.after"); len(told) != 0 {
			t.Errorf("told before it is due: %v", told)
		}
		clock.set(step().Std().Format(time.RFC3339))
		for range 2 {
			sweepAt(t, s, s.now())
		}
		if told := got(t, s, "flag.after"); len(told) != 1 || !strings.HasPrefix(told[0], fmt.Sprint(c.chief)) {
			t.Errorf("told %v, want the supervisor once", told)
		}
		if err := s.Pause(ctx, c.roads, s.Number(ticket), "Di mana?", 5); err != nil {
			t.Fatal(err)
		}
		clock.set((step() + 60).Std().Format(time.RFC3339))
		sweepAt(t, s, s.now())
		if told := got(t, s, "flag.after"); len(told) != 1 || len(ask[int](t, s, "SELECT n FROM steps")) != 1 {
			t.Errorf("told while the citizen is waited for: %v, steps %v", told, ask[int](t, s, "SELECT n FROM steps"))
		}
		if err := s.Resume(ctx, c.roads, s.Number(ticket)); err != nil {
			t.Fatal(err)
		}
		clock.add(60 * 24 * time.Hour) // the job was away for a month: the last one only, and then no more
		sweepAt(t, s, s.now())
		sweepAt(t, s, s.now())
		if told := got(t, s, "flag.after"); len(told) != 2 || len(ask[int](t, s, "SELECT n FROM steps")) != 0 {
			t.Errorf("after a month: %v, steps %v", told, ask[int](t, s, "SELECT n FROM steps"))
		}
		events := ask[Event](t, s, "SELECT * FROM events WHERE ticket_id = ? ORDER BY id", ticket.ID)
		if brokenAt(events) != 0 {
			t.Error("the chain is broken")
		}
		v, err := s.View(ctx, c.roads, s.Number(ticket))
		if err != nil || len(v.Tellings) == 0 || v.Tellings[len(v.Tellings)-1].Round != 3 {
			t.Errorf("shown %+v, %v; want the third telling", v.Tellings, err)
		}
	})
}

func TestLadder_endsWithTheClock(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		c := crewOf(t, s)
		rungs(t, s, Rung{Level: "late", Whom: ToUnit}, Rung{Level: After, Whom: ToUnit, Every: 1, Times: 20})
		ticket := receive(t, s, Intake{Text: "Jalan berlubang", Kind: Complaint})
		clock.set((clockOf(t, s, ticket, sla.FirstResponse).CriticalAt + 1).Std().Format(time.RFC3339))
		sweepAt(t, s, s.now())
		if _, err := s.Reply(context.Background(), c.roads, s.Number(ticket), Reply{Text: "Sudah ditangani.", Sent: s.now()}); err != nil {
			t.Fatal(err)
		}
		clock.add(24 * time.Hour)
		sweepAt(t, s, s.now())
		if told := got(t, s, "flag.after"); len(told) != 0 || len(ask[int](t, s, "SELECT n FROM steps")) != 0 {
			t.Errorf("told of what was answered: %v", told)
		}
	})
}

// A machine whose clock jumps a day forward and back tells nobody twice, and its jobs go on.
func TestLadder_clockJumps(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		crewOf(t, s)
		ctx := context.Background()
		rungs(t, s, Rung{Level: "late", Whom: ToUnit, Ways: ByMail}, Rung{Level: After, Whom: ToUnit, Every: 1, Times: 20})
		receive(t, s, Intake{Text: "Jalan berlubang", Kind: Complaint})
		work := func(ctx context.Context) (string, error) { _, err := s.Sweep(ctx, s.now()); return "", err }
		ran := 0
		for _, jump := range []time.Duration{0, 24 * time.Hour, -24 * time.Hour, time.Minute, 24 * time.Hour, time.Minute} {
			clock.add(jump)
			if ok, err := s.Once(ctx, "sweep", s.now(), work); err != nil {
				t.Fatal(err)
			} else if ok {
				ran++
			}
		}
		if ran != 6 {
			t.Errorf("the job ran %d times of 6: a jump must not stop it until the clock has caught up", ran)
		}
		twice := ask[int](t, s, "SELECT COUNT(*) FROM (SELECT once, user_id FROM notices WHERE once <> '' GROUP BY once, user_id HAVING COUNT(*) > 1) AS d")[0]
		if told := got(t, s, "flag.late"); twice != 0 || len(told) != 3 {
			t.Errorf("%d told twice; late: %v, want the three of the unit once", twice, told)
		}
	})
}

// Two instances tell of the same steps and flags at once.
func TestLadder_twoInstances(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		crewOf(t, s)
		ctx := context.Background()
		rungs(t, s, Rung{Level: "late", Whom: ToUnit, Ways: ByMail}, Rung{Level: After, Whom: ToUnit, Every: 1, Times: 9})
		other := s
		if s.Engine() == "postgres" {
			var err error
			if other, err = Open(ctx, Options{URL: s.URL, Data: s.Data, Now: clock.now}); err != nil {
				t.Fatal(err)
			}
			defer func() { _ = other.Close() }()
		}
		for i := range 15 {
			receive(t, s, Intake{Text: fmt.Sprintf("Jalan berlubang %d", i), Kind: Complaint})
		}
		for range 3 {
			clock.add(24 * time.Hour)
			done := make(chan error)
			for _, store := range []*Store{s, other, s, other} {
				go func() { _, err := store.Sweep(ctx, s.now()); done <- err }()
			}
			for range 4 {
				if err := <-done; err != nil {
					t.Error(err)
				}
			}
			sweepAt(t, s, s.now())
		}
		type row struct{ Flags, Late, Again, Names int }
		n := ask[row](t, s, `SELECT (SELECT COUNT(*) FROM flags WHERE level = 'late' AND target = 'first_response') AS flags,
			(SELECT COUNT(*) FROM notices WHERE key = 'flag.late') AS late,
			(SELECT COUNT(*) FROM notices WHERE key = 'flag.after') AS again,
			(SELECT COUNT(DISTINCT once || ':' || user_id) FROM notices WHERE key = 'flag.after') AS names`)[0]
		if n.Flags != 15 || n.Again != n.Names || n.Again == 0 || n.Again%3 != 0 {
			t.Errorf("%+v", n)
		}
	})
}

func TestAbsence_standInGetsIt(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		c := crewOf(t, s)
		ctx := context.Background()
		rungs(t, s, Rung{Level: "late", Whom: ToAssignee, Ways: ByMail})
		leave := Absence{UserID: c.roads.ID, StandInID: c.second, FromAt: s.now() - 60, ToAt: s.now() + 5*86400}
		if _, err := s.AddAbsence(ctx, c.roads, leave); err != nil {
			t.Fatal(err)
		}
		mine := receive(t, s, Intake{Text: "Jalan berlubang", Kind: Complaint})
		if err := s.Assign(ctx, c.coordinator, s.Number(mine), c.roads.ID); err != nil {
			t.Fatal(err)
		}
		v, err := s.View(ctx, c.roads, s.Number(mine))
		if err != nil || v.AssigneeID != c.second || v.History[len(v.History)-1].For != "Petugas 0" {
			t.Fatalf("assigned to %d (%+v), %v; want the stand-in", v.AssigneeID, v.History[len(v.History)-1], err)
		}
		if told := got(t, s, "assigned"); len(told) != 1 || !strings.HasPrefix(told[0], fmt.Sprint(c.second)) {
			t.Errorf("told %v, want the stand-in", told)
		}
		// A ticket one had before the leave: its notices go to the stand-in, who is told for whom.
		old := receive(t, s, Intake{Text: "Jalan berlubang besar", Kind: Complaint})
		err = s.update(ctx, func(tx *Tx) error {
			return tx.exec("UPDATE tickets SET assignee_id = ? WHERE id = ?", c.roads.ID, old.ID)
		})
		if err != nil {
			t.Fatal(err)
		}
		late(t, s, clock, old)
		data := ask[string](t, s, "SELECT data FROM notices WHERE key = 'flag.late' AND ticket_id = ? AND user_id = ?", old.ID, c.second)
		if len(data) != 1 || !strings.Contains(data[0], "Petugas 0") {
			t.Errorf("the stand-in is told %v", data)
		}
		v, _ = s.View(ctx, c.coordinator, s.Number(old))
		if v.Away == nil || v.Away.StandIn != "kedua" || len(v.Tellings) != 1 || v.Tellings[0].Instead != "Petugas 0" {
			t.Errorf("shown: away %+v, told %+v", v.Away, v.Tellings)
		}
		// Dismissed meanwhile: whoever is away keeps it, and somebody above knows.
		u, _ := s.User(ctx, testAdmin, c.second)
		u.Active = false
		if err := s.SaveUser(ctx, testAdmin, u, "pupr"); err != nil {
			t.Fatal(err)
		}
		p, _ := s.people(ctx)
		calls := p.calls([]Rung{{Whom: ToAssignee}}, concern{unit: 2, assignee: c.roads.ID}, "late")
		if len(calls) != 2 || calls[0].user != c.roads.ID || calls[1].user != c.chief {
			t.Errorf("with a dismissed stand-in: %+v, want the user and the supervisor", calls)
		}
		clock.add(6 * 24 * time.Hour)
		p, _ = s.people(ctx)
		if calls = p.calls([]Rung{{Whom: ToAssignee}}, concern{unit: 2, assignee: c.roads.ID}, "late"); len(calls) != 1 || calls[0].user != c.roads.ID {
			t.Errorf("back from leave: %+v", calls)
		}
	})
}

func TestAbsence_refused(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		c := crewOf(t, s)
		ctx := context.Background()
		now := s.now()
		week := func(user, standIn int64) Absence {
			return Absence{UserID: user, StandInID: standIn, FromAt: now, ToAt: now + 7*86400}
		}
		if _, err := s.AddAbsence(ctx, System, week(c.second, c.head)); err != nil {
			t.Fatal(err)
		}
		if _, err := s.AddAbsence(ctx, System, week(c.head, c.roads.ID)); err != nil {
			t.Fatal(err)
		}
		gone, err := s.AddUser(ctx, System, User{Email: "lama@tanggap.test", Role: Agent}, "pupr", "kunci-panjang-sekali")
		if err == nil {
			err = s.SaveUser(ctx, testAdmin, User{ID: gone, Email: "lama@tanggap.test", Role: Agent}, "pupr")
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range []struct {
			name string
			a    Absence
			want string
		}{
			{"a circle of three", week(c.roads.ID, c.second), "invalid.stand_in_circle"},
			{"oneself", week(c.roads.ID, c.roads.ID), "invalid.stand_in_self"},
			{"somebody dismissed", week(c.roads.ID, gone), "invalid.stand_in_gone"},
			{"somebody of another unit", week(c.roads.ID, c.water.ID), "invalid.stand_in_scope"},
			{"a coordinator, who may see less", week(c.roads.ID, c.coordinator.ID), "invalid.stand_in_scope"},
			{"nobody", week(c.roads.ID, 0), "invalid.required"},
			{"twice at the same time", week(c.second, c.roads.ID), "invalid.absence_overlap"},
			{"the end before the beginning", Absence{UserID: c.roads.ID, StandInID: c.chief, FromAt: now, ToAt: now - 1}, "invalid.period"},
			{"for two years", Absence{UserID: c.roads.ID, StandInID: c.chief, FromAt: now, ToAt: now + 700*86400}, "invalid.absence_long"},
			{"over already", Absence{UserID: c.roads.ID, StandInID: c.chief, FromAt: now - 200, ToAt: now - 100}, "invalid.past"},
		} {
			_, err := s.AddAbsence(ctx, System, one.a)
			if e := AsError(err); e == nil || e.Key != one.want {
				t.Errorf("%s: %v, want %s", one.name, err, one.want)
			}
		}
		if _, err := s.AddAbsence(ctx, c.water, week(c.roads.ID, c.chief)); ErrorCode(err) != NotFound {
			t.Errorf("a colleague enters somebody's leave: %v", err)
		}
		// A circle that came about in spite of it, as two entered at once: nobody is lost.
		err = s.update(ctx, func(tx *Tx) error {
			return tx.exec(`INSERT INTO absences (user_id, stand_in_id, from_at, to_at, by_id, created_at) VALUES (?, ?, ?, ?, 1, 1)`,
				c.roads.ID, c.second, now, now+86400)
		})
		if err != nil {
			t.Fatal(err)
		}
		s.caches.drop()
		p, _ := s.people(ctx)
		calls := p.calls([]Rung{{Whom: ToAssignee}}, concern{unit: 2, assignee: c.roads.ID}, "late")
		if len(calls) != 2 || calls[0].user != c.roads.ID || calls[1].user != c.chief {
			t.Errorf("in a circle: %+v", calls)
		}
	})
}

func TestOffice_rightsEndByThemselves(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		c := crewOf(t, s)
		ctx := context.Background()
		actor := func() Actor { a, _ := s.ActorOf(ctx, c.water.ID); return a }
		if a := actor(); a.Can(Approve) || a.In(2) {
			t.Fatalf("before: %+v", a)
		}
		o := Office{UnitID: 2, Office: Head, UserID: c.water.ID, Acting: true, FromAt: s.now(), ToAt: Never}
		if _, err := s.AppointOffice(ctx, System, o); ErrorCode(err) != Invalid {
			t.Errorf("acting without an end: %v", err)
		}
		o.ToAt = s.now() + 86400
		if _, err := s.AppointOffice(ctx, System, o); err != nil {
			t.Fatal(err)
		}
		a := actor()
		if !a.Can(Approve) || !a.In(2) || !a.In(3) || a.exercising(Approve).In(3) || !a.exercising(Approve).In(2) {
			t.Errorf("acting: %+v; may approve in the unit of the office only", a)
		}
		if err := s.mayStaff(a, must(s.reference(ctx)), 3); ErrorCode(err) != NotFound {
			t.Errorf("plans people of the own unit by an office elsewhere: %v", err)
		}
		if _, err := s.AppointOffice(ctx, System, Office{UnitID: 2, Office: Head, UserID: c.head, FromAt: s.now(), ToAt: Never}); err != nil {
			t.Fatal(err)
		}
		p, _ := s.people(ctx)
		if heads := ids(p.heads[2], 0); len(heads) != 1 || heads[0] != c.water.ID {
			t.Errorf("the acting head is told in place of the head: %v", heads)
		}
		if _, err := s.AppointOffice(ctx, System, Office{UnitID: 2, Office: Head, UserID: c.second, FromAt: s.now() + 60, ToAt: Never}); AsError(err) == nil || AsError(err).Key != "invalid.office_held" {
			t.Errorf("a second head: %v", err)
		}
		admin, err := s.AddUser(ctx, System, User{Email: "adm@tanggap.test", Role: Administrator}, "pemkab", "kunci-panjang-sekali")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.AppointOffice(ctx, System, Office{UnitID: 2, Office: Head, UserID: admin, FromAt: s.now(), ToAt: Never}); AsError(err) == nil || AsError(err).Key != "invalid.office_role" {
			t.Errorf("an administrator would read tickets: %v", err)
		}
		clock.add(24 * time.Hour)
		if a := actor(); a.Can(Approve) || a.In(2) {
			t.Errorf("after the last day: %+v", a)
		}
		p, _ = s.people(ctx)
		if heads := ids(p.heads[2], 0); len(heads) != 1 || heads[0] != c.head {
			t.Errorf("the head is back: %v", heads)
		}
	})
}

func TestEmergency_pagesWhoIsOnDuty(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		c := crewOf(t, s)
		ctx := context.Background()
		clock.set("2026-11-28T23:00:00+07:00") // a Saturday night
		root := must(s.reference(ctx)).root().ID
		if _, err := s.AddDuty(ctx, System, Duty{UnitID: root, UserID: c.second, FromAt: s.now() - 3600, ToAt: s.now() + 3600}, 1); err != nil {
			t.Fatal(err)
		}
		if err := s.SetWishes(ctx, Actor{Kind: ByUser, ID: c.second, capabilities: handling}, nil); err != nil { // wants nothing
			t.Fatal(err)
		}
		ticket := receive(t, s, Intake{Text: "Tolong, ada kebakaran di pasar", Unit: "perumda"})
		if due := clockOf(t, s, ticket, sla.FirstResponse).DueAt; due != s.now()+15*60 {
			t.Errorf("due in %d s, want 15 minutes by the clock of 24 hours", due-s.now())
		}
		mails := claim(t, s, 1)
		if mails[0].UserID != c.second || mails[0].Kind != OutPage || mails[0].Letter.Lines[0].Number != s.Number(ticket) {
			t.Errorf("paged: %+v", mails[0])
		}
		if told := got(t, s, "urgent"); len(told) != 2 {
			t.Errorf("told %v, want the unit and whoever is on duty", told)
		}
		if err := s.Classify(ctx, c.water, s.Number(ticket), Classification{Priority: Normal}); err != nil {
			t.Fatal(err)
		}
		if err := s.Classify(ctx, c.water, s.Number(ticket), Classification{Priority: Emergency}); err != nil {
			t.Fatal(err)
		}
		if told := got(t, s, "urgent"); len(told) != 2 {
			t.Errorf("told again of the same: %v", told)
		}
		// Its flags reach whoever is on duty at any hour too.
		clock.add(16 * time.Minute)
		sweepAt(t, s, s.now())
		at := ask[Time](t, s, "SELECT mail_at FROM notices WHERE key = 'flag.late' AND user_id = ? AND mail = 1", c.second)
		if len(at) != 1 || at[0] != s.now() {
			t.Errorf("late: mail may go at %v, want now", at)
		}
		v, err := s.View(ctx, c.coordinator, s.Number(ticket))
		if err != nil || len(v.History) == 0 {
			t.Fatal(err)
		}
		paged := false
		for _, e := range v.History {
			paged = paged || e.Type == DutyPaged && strings.Contains(e.Told, fmt.Sprint(c.second))
		}
		if !paged {
			t.Error("the history does not tell who was called")
		}
		// A citizen who writes words of an emergency later raises the alarm then.
		quiet := receive(t, s, Intake{Text: "Lampu jalan mati", Thread: "7", Handle: "@warga"})
		receive(t, s, Intake{Text: "Ada yang tenggelam!", Thread: "7", Handle: "@warga"})
		if p := ask[Priority](t, s, "SELECT priority FROM tickets WHERE id = ?", quiet.ID)[0]; p != Emergency {
			t.Errorf("priority %s", p)
		}
		if due := clockOf(t, s, quiet, sla.FirstResponse).DueAt; due != s.now()+15*60 {
			t.Errorf("due %d s after, want 15 minutes", due-s.now())
		}
	})
}

func TestEmergency_nobodyOnDuty(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		c := crewOf(t, s)
		ctx := context.Background()
		p, _ := s.people(ctx)
		onDuty := func() []int64 { p, _ = s.people(ctx); return p.onDuty(concern{unit: 2}) }
		if got := onDuty(); len(got) != 1 || got[0] != c.chief {
			t.Errorf("without heads: %v, want the supervisor", got)
		}
		if _, err := s.AppointOffice(ctx, System, Office{UnitID: 2, Office: Head, UserID: c.head, FromAt: s.now(), ToAt: Never}); err != nil {
			t.Fatal(err)
		}
		if got := onDuty(); len(got) != 1 || got[0] != c.head {
			t.Errorf("%v, want the head", got)
		}
		for _, user := range []int64{c.chief, c.head} {
			err := s.update(ctx, func(tx *Tx) error { return tx.exec("UPDATE users SET active = FALSE WHERE id = ?", user) })
			if err != nil {
				t.Fatal(err)
			}
		}
		s.caches.drop()
		if got := onDuty(); len(got) != 1 || got[0] != c.coordinator.ID {
			t.Errorf("%v, want the coordinator: it is never lost", got)
		}
		gaps, _, err := s.DutyGaps(ctx)
		if err != nil || len(gaps) != gapsAtMost || gaps[0].From.Std().Format(time.RFC3339) != "2026-11-24T09:00:00Z" {
			t.Errorf("gaps %+v, %v; want the first from closing time on", gaps, err)
		}
	})
}

func TestWishes_exceptWhatIsObligatory(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		c := crewOf(t, s)
		ctx := context.Background()
		rungs(t, s, Rung{Level: "late", Whom: ToUnit, Ways: ByMail}, Rung{Level: "near", Whom: ToUnit, Ways: ByMail})
		if err := s.SetWishes(ctx, c.roads, []string{"near.mail"}); err != nil {
			t.Fatal(err)
		}
		chief, _ := s.ActorOf(ctx, c.chief)
		if err := s.Oblige(ctx, c.roads, Obligation{UnitID: 2, Topic: "late", Way: ByMail, Why: "x"}); ErrorCode(err) != Denied {
			t.Errorf("an agent obliges: %v", err)
		}
		ticket := receive(t, s, Intake{Text: "Jalan berlubang", Kind: Complaint})
		clock.set(clockOf(t, s, ticket, sla.FirstResponse).WarnAt.Std().Format(time.RFC3339))
		sweepAt(t, s, s.now())
		late(t, s, clock, ticket)
		if near, late := got(t, s, "flag.near")[0], got(t, s, "flag.late")[0]; near != "1 mail 1 chat 0" || late != "1 mail 0 chat 0" {
			t.Errorf("near %q, late %q; want mail of the first only", near, late)
		}
		if err := s.Oblige(ctx, chief, Obligation{UnitID: 1, Topic: "late", Way: ByMail, Why: "Perintah Bupati"}); err != nil {
			t.Fatal(err)
		}
		second := receive(t, s, Intake{Text: "Jalan berlubang besar", Kind: Complaint})
		late(t, s, clock, second)
		mail := ask[int](t, s, "SELECT mail FROM notices WHERE key = 'flag.late' AND user_id = 1 AND ticket_id = ?", second.ID)
		if len(mail) != 1 || mail[0] != 1 {
			t.Errorf("an obligation is refused: %v", mail)
		}
		wishes, err := s.Wishes(ctx, c.roads)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range wishes {
			if w.Topic == "late" && w.Way == ByMail && (!w.Locked || !w.On || w.Why != "Perintah Bupati" || w.By != "pengawas") {
				t.Errorf("shown as %+v", w)
			}
			if w.Topic == "urgent" && (!w.Locked || !w.On) {
				t.Errorf("an emergency can be refused: %+v", w)
			}
		}
	})
}

// The mail server is down for a day: one mail afterwards, with all of it, an emergency first.
func TestDigest_serverDownForADay(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h := furnish(t, s)
		ctx := context.Background()
		down := func() {
			claimed, err := s.Claim(ctx, 100)
			if err != nil {
				t.Fatal(err)
			}
			for i := range claimed {
				settle(t, s, &claimed[i], "", channels.Temporary("connect", nil))
			}
		}
		for i := range 200 {
			key := "assigned"
			if i == 150 {
				key = "urgent"
			}
			err := s.update(ctx, func(tx *Tx) error { return tx.notify([]int64{h.roads.ID}, 0, key, nil, true) })
			if err != nil {
				t.Fatal(err)
			}
			clock.add(7 * time.Minute)
			if _, err := s.Digest(ctx); err != nil {
				t.Fatal(err)
			}
			down()
		}
		mails := ask[Outgoing](t, s, "SELECT * FROM outbox WHERE channel = 'email'")
		if len(mails) != 1 || mails[0].State != OutQueued {
			t.Fatalf("%d mails wait, want one", len(mails))
		}
		clock.add(backoffAtMost)
		up, err := s.Claim(ctx, 10)
		if err != nil || len(up) != 1 {
			t.Fatalf("claimed %d, %v", len(up), err)
		}
		if n := len(up[0].Letter.Lines) + up[0].Letter.More; n != 200 || len(up[0].Letter.Lines) != digestLines {
			t.Errorf("tells of %d in %d lines", n, len(up[0].Letter.Lines))
		}
	})
}

func TestChat_linkedOnceAndBlocked(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		c := crewOf(t, s)
		ctx := context.Background()
		if err := s.SetBot(ctx, testAdmin, "@TanggapUjiBot", "123456789:AAfake_token_for_tests_0123456789abc"); err != nil {
			t.Fatal(err)
		}
		if raw := ask[string](t, s, "SELECT value FROM settings WHERE key = 'telegram'")[0]; strings.Contains(raw, "AAfake") {
			t.Error("the token stands in the database in clear")
		}
		if events := ask[string](t, s, "SELECT data FROM events WHERE type = 'house_changed' ORDER BY id DESC LIMIT 1"); strings.Contains(events[0], "AAfake") {
			t.Error("the token stands in the history")
		}
		link := func(user Actor, chat string) {
			code, err := s.ChatCode(ctx, user)
			if err != nil {
				t.Fatal(err)
			}
			if ok, err := s.LinkChat(ctx, strings.ToLower(code), chat); !ok || err != nil {
				t.Fatalf("linked %v, %v", ok, err)
			}
			if ok, _ := s.LinkChat(ctx, code, "99"); ok {
				t.Error("a code is used twice")
			}
		}
		link(c.roads, "77")
		stale, _ := s.ChatCode(ctx, c.water)
		clock.add(16 * time.Minute)
		if ok, _ := s.LinkChat(ctx, stale, "78"); ok {
			t.Error("a code of 16 minutes ago is taken")
		}
		rungs(t, s, Rung{Level: "late", Whom: ToUnit, Ways: ByTelegram})
		ticket := receive(t, s, Intake{Text: "Jalan berlubang", Kind: Complaint})
		late(t, s, clock, ticket)
		if told := got(t, s, "flag.late"); told[0] != "1 mail 0 chat 1" || !strings.HasSuffix(told[1], "mail 1 chat 0") {
			t.Errorf("told %v; want by Telegram whoever has it, by mail the others", told)
		}
		clock.add(digestQuiet)
		if n, err := s.DigestChats(ctx); n != 1 || err != nil {
			t.Fatalf("%d messages, %v", n, err)
		}
		d := claim(t, s, 1)[0]
		if d.Channel != ByTelegram || d.To != "77" || d.Secret == "" {
			t.Fatalf("delivery to %q by %s", d.To, d.Channel)
		}
		settle(t, s, &d, "", channels.Permanent("blocked", nil))
		s.caches.drop()
		if chat, _ := s.ChatOf(ctx, c.roads); chat.Chat != "" || len(got(t, s, "telegram_blocked")) != 1 {
			t.Errorf("still linked to %q, told %v", chat.Chat, got(t, s, "telegram_blocked"))
		}
		instead := ask[Outgoing](t, s, "SELECT * FROM outbox WHERE user_id = 1 AND channel = 'email' AND state = 'queued'")
		if len(instead) != 1 || !strings.Contains(instead[0].Body, s.Number(ticket)) {
			t.Errorf("by mail instead: %+v", instead)
		}
		if n, _ := s.Stuck(ctx); n != 0 {
			t.Errorf("%d stuck", n)
		}
		// What waits for a chat that is unlinked goes by mail.
		link(c.roads, "77")
		err := s.update(ctx, func(tx *Tx) error { return tx.notify([]int64{c.roads.ID}, 0, "assigned", nil, true) })
		if err == nil {
			err = s.UnlinkChat(ctx, c.roads)
		}
		if err != nil {
			t.Fatal(err)
		}
		clock.add(digestQuiet)
		if n, err := s.DigestChats(ctx); n != 0 || err != nil {
			t.Errorf("%d messages to nobody, %v", n, err)
		}
		if told := got(t, s, "assigned"); told[0] != "1 mail 1 chat 0" {
			t.Errorf("waits as %v", told)
		}
	})
}

func TestHooks_factsWithoutCitizens(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		crewOf(t, s)
		ctx := context.Background()
		for _, bad := range []string{"http://contoh.test/x", "https://", "ftp://contoh.test", "https://a:b@contoh.test/", "contoh"} {
			if _, err := s.SaveHook(ctx, testAdmin, Hook{Name: "x", URL: bad}); ErrorCode(err) != Invalid {
				t.Errorf("%s: %v", bad, err)
			}
		}
		secret, err := s.SaveHook(ctx, testAdmin, Hook{Name: "Ruang kendali", URL: "https://kendali.contoh.test/hook?k=1", Active: true})
		if err != nil || len(secret) < 20 {
			t.Fatal(err)
		}
		rungs(t, s, Rung{Level: "late", Whom: ToUnit, Ways: ByWebhook})
		open := receive(t, s, Intake{Text: "Jalan berlubang, hubungi 081234567890", Kind: Complaint, Name: "Siti Aminah", Email: "siti@contoh.test", Place: "Rumah Bu Siti"})
		sealed := receive(t, s, Intake{Text: "Jalan berlubang rahasia", Kind: Complaint, Privacy: Confidential, Name: "Siti Aminah", Email: "siti@contoh.test"})
		hidden := receive(t, s, Intake{Text: "Ada pungli di loket", Kind: Complaint, Category: "pungli_etik"})
		clock.add(30 * 24 * time.Hour)
		sweepAt(t, s, s.now())
		bodies := ask[string](t, s, "SELECT body FROM outbox WHERE channel = 'webhook' ORDER BY id")
		all := strings.Join(bodies, "\n")
		for _, leak := range []string{"Siti", "siti@", "0812", "pungli", s.Number(hidden), secret} {
			if strings.Contains(all, leak) {
				t.Errorf("%q leaks:\n%s", leak, all)
			}
		}
		for _, body := range bodies {
			var letter Letter
			if err := json.Unmarshal([]byte(body), &letter); err != nil {
				t.Fatal(err)
			}
			if letter.Fact.Number == s.Number(sealed) && letter.Fact.Kind != "" {
				t.Errorf("of a sealed reporter more than the number: %s", body)
			}
		}
		if !strings.Contains(all, s.Number(open)) || !strings.Contains(all, `"unit":"pupr"`) {
			t.Errorf("facts: %s", all)
		}
		var d *Delivery
		claimed, _ := s.Claim(ctx, 50)
		for i := range claimed {
			if claimed[i].Channel == ByWebhook {
				d = &claimed[i]
			}
		}
		if d == nil || d.To != "https://kendali.contoh.test/hook?k=1" || d.Secret != secret {
			t.Fatalf("delivery %+v", d)
		}
		settle(t, s, d, "", channels.Unknown("no_answer", nil)) // the receiver knows a repetition
		if o := sent(t, s, d.ID); o.State != OutQueued {
			t.Errorf("after silence: %s, want it tried again", o.State)
		}
	})
}

func TestLadder_rules(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		ctx := context.Background()
		for _, c := range []struct {
			name string
			r    Rung
			want string
		}{
			{"no such level", Rung{Level: "never", Whom: ToUnit}, "invalid.choice"},
			{"nobody", Rung{Level: "late"}, "invalid.choice"},
			{"by pigeon", Rung{Level: "late", Whom: ToUnit, Ways: "pigeon"}, "invalid.choice"},
			{"for ever", Rung{Level: After, Whom: ToUnit, Every: 1}, "invalid.range"},
			{"every moment", Rung{Level: After, Whom: ToUnit, Times: 3}, "invalid.range"},
			{"a thousand times", Rung{Level: After, Whom: ToUnit, Every: 1, Times: 1000}, "invalid.range"},
			{"no such policy", Rung{PolicyID: 99, Level: "late", Whom: ToUnit}, "invalid.unknown"},
		} {
			if _, err := s.SaveRung(ctx, testAdmin, c.r); AsError(err) == nil || AsError(err).Key != c.want {
				t.Errorf("%s: %v, want %s", c.name, err, c.want)
			}
		}
		all, _ := s.ladders(ctx)
		if len(all[0]) != 7 || len(all.at(5, "critical")) != 3 {
			t.Errorf("the ladder of the installation: %+v", all)
		}
		last := error(nil)
		for _, r := range all[0] {
			if err := s.RemoveRung(ctx, testAdmin, r.ID); err != nil {
				last = err
			}
		}
		if AsError(last) == nil || AsError(last).Key != "conflict.ladder_last" {
			t.Errorf("all rungs can be removed: %v", last)
		}
		if err := s.CopyLadder(ctx, testAdmin, 3); err != nil {
			t.Fatal(err)
		}
		if err := s.CopyLadder(ctx, testAdmin, 3); ErrorCode(err) != Conflict {
			t.Errorf("copied twice: %v", err)
		}
		if _, err := s.SaveRung(ctx, testAdmin, Rung{PolicyID: 4, Level: "near", Whom: ToUnit}); err != nil {
			t.Fatal(err)
		}
		if all, _ = s.ladders(ctx); len(all.at(4, "near")) != 1 || len(all.at(4, "critical")) != 0 || len(all.at(4, "late")) != 1 {
			t.Errorf("an own ladder without what is late: %+v", all)
		}
	})
}
