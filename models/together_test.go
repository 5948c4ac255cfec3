package models

import (
	"context"
	"testing"
	"time"
)

func TestPresence(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h, ctx := furnish(t, s), context.Background()
		k := receive(t, s, Intake{Text: "Jalan berlubang", Unit: "pupr"})
		number, before := s.Number(k), must(s.LastEvent(ctx, 0))
		seen := func(who Actor) []Presence {
			t.Helper()
			return must(s.Present(ctx, who, []int64{k.ID}))[k.ID]
		}
		ok := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		var w watch
		sub := s.Subscribe(h.coordinator, 0)
		defer sub.Close()
		changes := func() []Change {
			t.Helper()
			w.at = time.Time{}
			return must(s.presenceChanges(ctx, &w, before))
		}
		ok(s.Look(ctx, h.roads, k.ID))
		if p := seen(h.coordinator); len(p) != 1 || p[0].Writing || p[0].Name != h.roads.Name {
			t.Errorf("looking: %+v", p)
		}
		if p := seen(h.roads); len(p) != 0 {
			t.Errorf("one sees oneself: %+v", p)
		}
		if c := changes(); len(c) != 1 || !c[0].quiet || sub.wants(c[0]) {
			t.Errorf("a list is told of who looks: %+v", c)
		}
		saved, err := s.KeepDraft(ctx, h.roads, number, Drafting{Kind: DraftReply, Text: "Yth."})
		ok(err)
		if p := seen(h.coordinator); len(p) != 1 || !p[0].Writing {
			t.Errorf("writing: %+v", p)
		}
		if c := changes(); len(c) != 1 || !sub.wants(c[0]) || len(changes()) != 0 {
			t.Errorf("a list is not told once of who writes: %+v", c)
		}
		if _, err := s.Reply(ctx, h.roads, number, Reply{Text: "Yth.", Draft: saved.Draft.Mark()}); err != nil {
			t.Fatal(err)
		}
		if p := seen(h.coordinator); len(p) != 1 || p[0].Writing {
			t.Errorf("sent: %+v", p)
		}
		clock.add(lookingFor)
		if p := seen(h.coordinator); len(p) != 0 || len(changes()) != 1 {
			t.Errorf("gone without a word: %+v", p)
		}
		ok(s.Look(ctx, h.roads, k.ID))
		ok(s.LookAway(ctx, h.roads, k.ID))
		if p := seen(h.coordinator); len(p) != 0 {
			t.Errorf("closed: %+v", p)
		}
		for _, e := range must(s.Events(ctx, System, k.ID)) {
			if e.Type == PresenceChanged {
				t.Error("who looks is in the history")
			}
		}
	})
}

func TestFollowing(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		h, ctx := furnish(t, s), context.Background()
		k := receive(t, s, Intake{Text: "Jalan berlubang", Unit: "pupr"})
		number := s.Number(k)
		for range 2 {
			if err := s.FollowTicket(ctx, h.coordinator, number); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.FollowTicket(ctx, h.water, number); ErrorCode(err) != NotFound {
			t.Errorf("out of sight: %v", err)
		}
		told := func() (keys []string) {
			all, _, err := s.Notices(ctx, h.coordinator, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range all {
				keys = append(keys, n.Key)
			}
			return keys
		}
		list := must(s.Tickets(ctx, h.coordinator, TicketFilter{Tab: TabFollowed}))
		if len(list.Rows) != 1 || list.Rows[0].ID != k.ID || len(must(s.Tickets(ctx, h.roads, TicketFilter{Tab: TabFollowed})).Rows) != 0 {
			t.Errorf("the followed: %+v", list.Rows)
		}
		must(s.Reply(ctx, h.roads, number, Reply{Text: "Kami cek."}))
		must(s.Reply(ctx, h.coordinator, number, Reply{Text: "Kami cek juga."})) // one's own is no news
		must(s.Resolve(ctx, h.roads, number, Resolution{Text: "Sudah."}))
		if keys := told(); len(keys) != 2 || keys[0] != "followed_ended" || keys[1] != "followed_answered" {
			t.Errorf("told %v", keys)
		}
		if err := s.UnfollowTicket(ctx, h.coordinator, number); err != nil || must(s.Follows(ctx, h.coordinator, k.ID)) {
			t.Errorf("still followed: %v", err)
		}
		if err := s.Reopen(ctx, h.roads, number, "Rusak lagi"); err != nil {
			t.Fatal(err)
		}
		if err := s.AssignWith(ctx, h.coordinator, number, h.roads.ID, "Pemilik rumah hanya ada sore."); err != nil {
			t.Fatal(err)
		}
		v := must(s.View(ctx, h.roads, number))
		last := v.Conversation[len(v.Conversation)-1]
		if last.Direction != Note || last.Text != "Pemilik rumah hanya ada sore." || v.AssigneeID != h.roads.ID {
			t.Errorf("handed over with %+v", last)
		}
	})
}
