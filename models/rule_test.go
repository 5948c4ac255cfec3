package models

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestAssignByRule(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h, ctx := furnish(t, s), context.Background()
		err := s.update(ctx, func(tx *Tx) error {
			for i := range 2 {
				id, err := tx.insert("INSERT INTO users (email, name, role) VALUES (?, ?, 'agent') RETURNING id",
					fmt.Sprintf("r%d@tanggap.test", i), fmt.Sprintf("Giliran %d", i))
				if err != nil {
					return err
				}
				if err := tx.exec("INSERT INTO memberships (user_id, unit_id) VALUES (?, 2)", id); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		s.caches.drop()
		old := receive(t, s, Intake{Text: "Jalan berlubang", Unit: "pupr"})
		add := func(r Rule) {
			t.Helper()
			if err := s.AddRule(ctx, System, r); err != nil {
				t.Fatal(err)
			}
		}
		add(Rule{Position: 2, UnitID: 2, Most: 2})
		add(Rule{Position: 1, UnitID: 2, Channel: "phone", UserID: 1})
		for field, r := range map[string]Rule{
			"unit": {UnitID: 99}, "user": {UnitID: 2, UserID: 2}, "channel": {UnitID: 2, Channel: "merpati"}, "most": {UnitID: 2, Most: -1},
		} {
			if err := s.AddRule(ctx, System, r); AsError(err) == nil || AsError(err).Field != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		var got []int64
		who := func(k *Ticket) int64 { return must(s.Ticket(ctx, System, s.Number(k))).AssigneeID }
		give := func(channel string) *Ticket {
			t.Helper()
			k := must(s.Receive(ctx, h.coordinator, Intake{Text: "Jalan berlubang", Unit: "pupr", Channel: channel})).Ticket
			if _, err := s.AssignByRule(ctx); err != nil {
				t.Fatal(err)
			}
			got = append(got, who(k))
			return k
		}
		for range 3 {
			give("form")
		}
		leave := Absence{UserID: 4, StandInID: 5, FromAt: s.now(), ToAt: s.now().Add(time.Hour)}
		if _, err := s.AddAbsence(ctx, System, leave); err != nil {
			t.Fatal(err)
		}
		give("form") // the first of the unit again
		give("form") // not the second, who is away
		give("form") // nobody: all have two, or are away
		phone := give("phone")
		if want := []int64{1, 4, 5, 1, 5, 0, 1}; !slices.Equal(got, want) || who(old) != 0 {
			t.Errorf("given to %v, want %v; the one from before to %d", got, want, who(old))
		}
		if r, user, err := s.RuleFor(ctx, System, Ticket{UnitID: 2, Channel: "phone"}); err != nil || r == nil || r.Position != 1 || user != 1 {
			t.Errorf("the example: %+v %d %v", r, user, err)
		}
		events := must(s.Events(ctx, System, phone.ID))
		if last := events[len(events)-1]; last.Type != TicketAssigned || !strings.Contains(last.Data, `"rule":2`) {
			t.Errorf("the history does not say why: %+v", last)
		}
		if err := s.Assign(ctx, h.roads, s.Number(phone), 0); err != nil {
			t.Fatal(err)
		}
		if n, err := s.AssignByRule(ctx); n != 0 || err != nil || who(phone) != 0 {
			t.Errorf("what was taken back by hand is given again: %d %v", n, err)
		}
		clock.add(rulesOverlap + time.Second)
		if n, err := s.AssignByRule(ctx); n != 0 || err != nil {
			t.Errorf("later: %d %v", n, err)
		}
	})
}
