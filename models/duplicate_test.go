package models

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

func TestDuplicates(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		ctx, h := context.Background(), furnish(t, s)
		take := func(at, words, mail, unit string, privacy Privacy) *Ticket {
			t.Helper()
			clock.set(at)
			return receive(t, s, Intake{Text: words, Kind: Complaint, Name: mail, Email: mail, Unit: unit, Privacy: privacy})
		}
		const lamp = "Lampu jalan di simpang pasar Kijang mati sejak Senin malam"
		take("2026-11-01T08:00:00+07:00", lamp, "lama@warga.test", "pupr", Named) // long past
		first := take("2026-11-23T08:00:00+07:00", lamp, "ani@warga.test", "pupr", Named)
		take("2026-11-23T09:00:00+07:00", lamp, "", "perumda", Named) // another unit's: out of sight
		take("2026-11-23T09:00:00+07:00", lamp, "c@warga.test", "pupr", Confidential)
		take("2026-11-23T10:00:00+07:00", "Jalan berlubang di depan sekolah", "ani@warga.test", "pupr", Named)
		half := take("2026-11-23T11:00:00+07:00", "Simpang pasar Kijang gelap, lampu jalan mati", "ani@warga.test", "pupr", Named)
		mine := take("2026-11-24T08:00:00+07:00", lamp+" juga", "ani@warga.test", "pupr", Named)
		var got []string
		for _, d := range must(s.View(ctx, h.roads, s.Number(mine))).Duplicates {
			got = append(got, fmt.Sprint(d.ID, ":", strings.Join(d.Why, "+")))
		}
		want := fmt.Sprint(first.ID, ":words+citizen ", half.ID, ":words+citizen")
		if strings.Join(got, " ") != want {
			t.Errorf("like ticket %d: %s, want %s", mine.ID, got, want)
		}
		if err := s.Merge(ctx, h.roads, s.Number(half), s.Number(first), "Sama"); err != nil {
			t.Fatal(err)
		}
		if n := len(must(s.View(ctx, h.roads, s.Number(mine))).Duplicates); n != 1 {
			t.Errorf("%d after one of them was merged, want 1", n)
		}
	})
}
