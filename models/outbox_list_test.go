package models

import (
	"context"
	"testing"
)

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
