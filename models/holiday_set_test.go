package models

import (
	"context"
	"testing"
)

// A set goes only when nothing follows it, and its days with it.
func TestRemoveHolidaySet(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		ctx := context.Background()
		furnish(t, s)
		id := must(s.SaveHolidaySet(ctx, testAdmin, HolidaySet{Name: "Daerah"}))
		day := Holiday{Day: "2026-12-02", Name: "Hari jadi", Kind: "regional", SetID: id, Confirmed: true}
		if err := s.SaveHoliday(ctx, testAdmin, day); err != nil {
			t.Fatal(err)
		}
		office := must(s.Calendars(ctx))[0]
		follow := func(sets ...int64) {
			t.Helper()
			office.Sets = sets
			if _, err := s.SaveCalendar(ctx, testAdmin, office); err != nil {
				t.Fatal(err)
			}
		}
		follow(nationalSet, id)
		for _, kept := range []int64{id, nationalSet} {
			if err := s.RemoveHolidaySet(ctx, testAdmin, kept); ErrorCode(err) != Conflict {
				t.Errorf("set %d is followed: %v", kept, err)
			}
		}
		follow(nationalSet)
		if err := s.RemoveHolidaySet(ctx, Actor{}, id); ErrorCode(err) != Denied {
			t.Errorf("somebody: %v", err)
		}
		if err := s.RemoveHolidaySet(ctx, testAdmin, id); err != nil {
			t.Fatal(err)
		}
		if err := s.RemoveHolidaySet(ctx, testAdmin, id); ErrorCode(err) != NotFound {
			t.Errorf("twice: %v", err)
		}
		if left := ask[int](t, s, "SELECT COUNT(*) FROM holidays WHERE name = 'Hari jadi'"); left[0] != 0 {
			t.Error("its day is still there")
		}
	})
}

// Somebody without an address is told in the app, and nothing is sent, nor tried again and again.
func TestDigest_noAddress(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx, c := context.Background(), crewOf(t, s)
		clock.set("2026-11-24T08:00:00+07:00")
		rungs(t, s, Rung{Level: "late", Whom: ToHead, Ways: "mail"})
		ticket := receive(t, s, Intake{Text: "Jalan berlubang di pasar", Kind: Complaint, Unit: "pupr"})
		if _, err := s.AppointOffice(ctx, System, Office{UnitID: ticket.UnitID, Office: Head, UserID: c.head, FromAt: s.now(), ToAt: Never}); err != nil {
			t.Fatal(err)
		}
		tamper(t, s, "UPDATE users SET email = '' WHERE name = 'kepala'")
		s.caches.drop()
		late(t, s, clock, ticket)
		if told := got(t, s, "flag.late"); len(told) != 1 {
			t.Errorf("told in the app: %v, want the head alone", told)
		}
		for range 3 {
			clock.set("2026-11-25T10:00:00+07:00")
			if n, err := s.Digest(ctx); n != 0 || err != nil {
				t.Errorf("%d mails, %v", n, err)
			}
		}
		if sent := ask[int](t, s, "SELECT COUNT(*) FROM outbox WHERE kind = 'digest'"); sent[0] != 0 {
			t.Errorf("%d mails to nobody", sent[0])
		}
	})
}
