package models

import (
	"context"
	"strings"
	"testing"
	"time"
)

// kept are the texts of an actor's drafts of a ticket, newest first.
func kept(t *testing.T, s *Store, who Actor, number string) []string {
	t.Helper()
	id, _, _ := parseNumber(number)
	found, err := s.DraftsOn(context.Background(), who, id)
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{}
	for i := range found {
		texts = append(texts, string(found[i].Kind)+":"+found[i].Text)
	}
	return texts
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

func TestKeepDraft_twoWindows(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h, ctx := furnish(t, s), context.Background()
		number := numberOf(t, s, Intake{Text: "Jalan berlubang", Category: "jalan"})
		save := func(text, mark string) Saved {
			t.Helper()
			clock.add(time.Second)
			saved, err := s.KeepDraft(ctx, h.roads, number, Drafting{Kind: DraftReply, Text: text, Mark: mark})
			if err != nil {
				t.Fatal(err)
			}
			return saved
		}
		one := save("Yth. Ka", "")
		again := save("Yth. Ka", "") // the answer got lost, the window sends it once more
		if again.Crossed || again.Draft.Mark() != one.Draft.Mark() {
			t.Errorf("the same words twice: %+v", again)
		}
		same(t, "after the first save", kept(t, s, h.roads, number), "reply:Yth. Ka")
		left, right := one.Draft.Mark(), one.Draft.Mark()
		a := save("Yth. Kakak, kami cek.", left)
		b := save("Yth. Kakak, mohon alamatnya.", right)
		if a.Crossed || !b.Crossed {
			t.Errorf("crossed: %v, %v; want the second only", a.Crossed, b.Crossed)
		}
		// both go on, each with its own
		a = save("Yth. Kakak, kami cek besok.", a.Draft.Mark())
		b = save("Yth. Kakak, mohon alamat lengkapnya.", b.Draft.Mark())
		if a.Crossed || b.Crossed {
			t.Error("a window that has a draft of its own crosses nobody")
		}
		same(t, "two windows", kept(t, s, h.roads, number), "reply:Yth. Kakak, mohon alamat lengkapnya.", "reply:Yth. Kakak, kami cek besok.")
		clock.add(time.Second)
		if err := s.ChooseDraft(ctx, h.roads, a.Draft.ID); err != nil {
			t.Fatal(err)
		}
		same(t, "the other chosen", kept(t, s, h.roads, number), "reply:Yth. Kakak, kami cek besok.", "reply:Yth. Kakak, mohon alamat lengkapnya.")
		if saved := save("", b.Draft.Mark()); saved.Draft != nil {
			t.Errorf("an emptied draft is kept: %+v", saved.Draft)
		}
		same(t, "the one emptied", kept(t, s, h.roads, number), "reply:Yth. Kakak, kami cek besok.")
		if save("", left); len(kept(t, s, h.roads, number)) != 1 {
			t.Error("a window that knows an old draft emptied the new one")
		}
	})
}

func TestKeepDraft_isItsWritersAlone(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		h, ctx := furnish(t, s), context.Background()
		number := numberOf(t, s, Intake{Text: "Jalan berlubang", Category: "jalan"})
		saved, err := s.KeepDraft(ctx, h.roads, number, Drafting{Kind: DraftNote, Text: "Hanya saya."})
		if err != nil {
			t.Fatal(err)
		}
		same(t, "the coordinator's drafts", kept(t, s, h.coordinator, number))
		for name, err := range map[string]error{
			"choosing": s.ChooseDraft(ctx, h.coordinator, saved.Draft.ID), "dropping": s.DropDraft(ctx, h.coordinator, saved.Draft.ID),
			"the house": func() error {
				_, err := s.KeepDraft(ctx, System, number, Drafting{Kind: DraftReply, Text: "x"})
				return err
			}(),
		} {
			if ErrorCode(err) != NotFound {
				t.Errorf("%s of another's draft: %v, want not found", name, err)
			}
		}
		if other, err := s.KeepDraft(ctx, h.coordinator, number, Drafting{
			Kind: DraftNote, Text: "Menimpa.", Mark: saved.Draft.Mark(),
		}); err != nil || other.Crossed || other.Draft.ID == saved.Draft.ID {
			t.Errorf("with another's mark: %+v, %v", other, err)
		}
		same(t, "the writer's", kept(t, s, h.roads, number), "note:Hanya saya.")
	})
}

func TestKeepDraft_endsWhenSent(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h, ctx := furnish(t, s), context.Background()
		number := numberOf(t, s, Intake{Text: "Jalan berlubang", Category: "jalan"})
		save := func(kind DraftKind, text, mark string) string {
			t.Helper()
			clock.add(time.Second)
			saved, err := s.KeepDraft(ctx, h.roads, number, Drafting{Kind: kind, Text: text, Mark: mark})
			if err != nil {
				t.Fatal(err)
			}
			return saved.Draft.Mark()
		}
		mark := save(DraftReply, "Kami ce", "")
		save(DraftReply, "Versi lain", "")
		note := save(DraftNote, "Cata", "")
		if _, err := s.Reply(ctx, h.roads, number, Reply{Text: "Kami cek besok.", Draft: mark}); err != nil {
			t.Fatal(err)
		}
		same(t, "after sending", kept(t, s, h.roads, number), "note:Cata", "reply:Versi lain")
		if save(DraftReply, "Kami cek besok. ", mark) != "" {
			t.Error("a save that was under way when the form was sent brings the words back")
		}
		if _, err := s.WriteNote(ctx, h.roads, number, Noting{Text: "Catatan.", Draft: note}); err != nil {
			t.Fatal(err)
		}
		same(t, "after both", kept(t, s, h.roads, number), "reply:Versi lain")
		clock.add(draftsStay + time.Hour)
		if _, err := s.Purge(ctx); err != nil {
			t.Fatal(err)
		}
		same(t, "after 90 days", kept(t, s, h.roads, number))
	})
}

func TestDrafts_ofATicketHandedOn(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h, ctx := furnish(t, s), context.Background()
		number := numberOf(t, s, Intake{Text: "Jalan berlubang", Category: "jalan"})
		first, err := s.KeepDraft(ctx, h.roads, number, Drafting{Kind: DraftReply, Text: "Kami"})
		if err != nil || first.Moved {
			t.Fatal(first, err)
		}
		if err := s.Transfer(ctx, h.roads, number, "perumda", "Pipa"); err != nil {
			t.Fatal(err)
		}
		clock.add(time.Minute)
		saved, err := s.KeepDraft(ctx, h.roads, number, Drafting{Kind: DraftReply, Text: "Kami cek", Mark: first.Draft.Mark()})
		if err != nil || !saved.Moved || saved.Crossed {
			t.Errorf("writing on: %+v, %v; want it kept and told", saved, err)
		}
		rows, err := s.Drafts(ctx, h.roads)
		if err != nil || len(rows) != 1 || !rows[0].Moved || rows[0].Text != "Kami cek" || rows[0].Number != number {
			t.Errorf("the list: %+v, %v", rows, err)
		}
		// a number nobody has answers the same, and an endless list of them does not
		saved, err = s.KeepDraft(ctx, h.roads, "TGP-2026-999999", Drafting{Kind: DraftReply, Text: "Apa ada?"})
		if err != nil || !saved.Moved {
			t.Errorf("a ticket that is not there: %+v, %v", saved, err)
		}
		for i := range versionsAtMost {
			_, err = s.KeepDraft(ctx, h.roads, number, Drafting{Kind: DraftReply, Text: strings.Repeat("x", i+1)})
		}
		if ErrorCode(err) != Conflict {
			t.Errorf("one version too many: %v, want conflict", err)
		}
		if _, err := s.KeepDraft(ctx, h.roads, number, Drafting{Kind: DraftReply, Text: strings.Repeat("x", TextAtMost+1)}); ErrorCode(err) != Invalid {
			t.Errorf("a text too long: %v, want invalid", err)
		}
	})
}
