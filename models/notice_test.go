package models

import (
	"context"
	"testing"
)

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
