package models

import (
	"context"
	"slices"
	"testing"
	"time"
)

func plainFill(_ context.Context, _ Actor, words, number string) (string, error) {
	return FillMacro(words, map[string]string{"nomor": number}), nil
}

// workOff does turns until no errand is left.
func workOff(t *testing.T, s *Store) {
	t.Helper()
	for range 100 {
		more, err := s.WorkErrand(context.Background(), plainFill)
		if err != nil {
			t.Fatal(err)
		}
		if !more {
			return
		}
	}
	t.Fatal("the errands do not end")
}

func TestErrand(t *testing.T) {
	each(t, func(t *testing.T, s *Store, clock *testClock) {
		h, ctx := furnish(t, s), context.Background()
		me := h.roads
		at := func(number string) *Ticket { return must(s.Ticket(ctx, System, number)) }
		report := func(n int) (numbers []string) {
			for range n {
				numbers = append(numbers, s.Number(receive(t, s, Intake{Text: "Jalan berlubang", Kind: Complaint, Unit: "pupr"})))
			}
			return numbers
		}
		ask := func(a ErrandAsk) int64 { t.Helper(); return must(s.AskErrand(ctx, me, a)) }
		see := func(id int64) *ErrandView { t.Helper(); return must(s.Errand(ctx, me, id, "", 0)) }

		t.Run("all that match, until then", func(t *testing.T) {
			old := report(2*errandTickets + 3)
			f := TicketFilter{Tab: TabUnassigned, Unit: "pupr", AsOf: s.now()}
			id := ask(ErrandAsk{Action: "assign", Data: ErrandData{Assignee: me.ID}, All: true, Filter: f})
			clock.add(time.Second)
			late := report(1)
			workOff(t, s)
			if v := see(id); v.State != "done" || v.Done != len(old) || v.Refused+v.Pending != 0 || !v.Undoable {
				t.Fatalf("%+v", v)
			}
			if at(old[0]).AssigneeID != me.ID || at(late[0]).AssigneeID != 0 {
				t.Error("the wrong tickets were assigned")
			}
			if err := s.Assign(ctx, h.coordinator, old[1], 0); err != nil {
				t.Fatal(err)
			}
			undo := must(s.UndoErrand(ctx, me, id))
			if again := must(s.UndoErrand(ctx, me, id)); again != undo {
				t.Errorf("undone twice: %d and %d", undo, again)
			}
			workOff(t, s)
			if v := see(undo); v.Done != len(old)-1 || v.Refused != 1 || v.Results[0].Number != old[1] ||
				v.Results[0].Reason != "conflict.errand_changed" {
				t.Errorf("the undo: %+v", v)
			}
			if at(old[0]).AssigneeID != 0 {
				t.Error("not undone")
			}
		})
		t.Run("chosen by hand, with what cannot be done", func(t *testing.T) {
			mine := report(4)
			foreign := s.Number(receive(t, s, Intake{Text: "Air mati", Kind: Complaint, Unit: "perumda"}))
			if err := s.Archive(ctx, me, mine[1], "Bukan laporan"); err != nil {
				t.Fatal(err)
			}
			a := ErrandAsk{
				Action: "archive", Data: ErrandData{Reason: "Iklan"}, Numbers: append(mine, foreign, mine[0]), Once: "form",
			}
			id := ask(a)
			if again := ask(a); again != id {
				t.Errorf("the same form: errands %d and %d", id, again)
			}
			if _, err := s.AddNote(ctx, h.coordinator, mine[2], "Ini penting"); err != nil {
				t.Fatal(err)
			}
			workOff(t, s)
			v := see(id)
			var why []string
			for _, r := range v.Results {
				why = append(why, r.Reason)
			}
			if want := []string{"conflict.status", "conflict.errand_changed", "not_found"}; v.Done != 2 || !slices.Equal(why, want) {
				t.Errorf("%d done, refused for %q, want 2 and %q", v.Done, why, want)
			}
			workOff(t, s)
			must(s.UndoErrand(ctx, me, id))
			workOff(t, s)
			if k := at(mine[0]); !k.Live || at(mine[1]).Live {
				t.Error("an undo restores what it archived, and nothing else")
			}
			if _, err := s.Errand(ctx, h.coordinator, id, "", 0); ErrorCode(err) != NotFound {
				t.Errorf("another reads it: %v", err)
			}
		})
		t.Run("an answer, classification, transfer", func(t *testing.T) {
			mine := report(2)
			id := ask(ErrandAsk{Action: "answer", Data: ErrandData{Text: "Tentang {{nomor}}: kami cek."}, Numbers: mine})
			workOff(t, s)
			v := must(s.View(ctx, me, mine[1]))
			if last := v.Conversation[len(v.Conversation)-1]; last.Direction != Out || last.Text != "Tentang "+mine[1]+": kami cek." {
				t.Errorf("answered with %q", last.Text)
			}
			if _, err := s.UndoErrand(ctx, me, id); ErrorCode(err) != Conflict {
				t.Errorf("undoing an answer: %v", err)
			}
			id = ask(ErrandAsk{Action: "classify", Data: ErrandData{Priority: High, Kind: Suggestion}, Numbers: mine})
			workOff(t, s)
			if k := at(mine[0]); k.Priority != High || k.Kind != Suggestion {
				t.Errorf("classified %s %s", k.Priority, k.Kind)
			}
			must(s.UndoErrand(ctx, me, id))
			workOff(t, s)
			if k := at(mine[0]); k.Priority != Normal || k.Kind != Complaint {
				t.Errorf("after the undo %s %s", k.Priority, k.Kind)
			}
			ask(ErrandAsk{Action: "transfer", Data: ErrandData{Unit: "perumda", Reason: "Pipa"}, Numbers: mine})
			workOff(t, s)
			told, _, err := s.Notices(ctx, h.water, 0)
			if at(mine[0]).UnitID != at(mine[1]).UnitID || err != nil || len(told) != 1 || told[0].Key != "transferred_many" {
				t.Errorf("the receivers are told %+v, %v; want once", told, err)
			}
		})
		t.Run("cancelled, and cut off", func(t *testing.T) {
			mine := report(errandTickets + 5)
			id := ask(ErrandAsk{Action: "archive", Data: ErrandData{Reason: "Uji"}, Numbers: mine[:errandTickets+5]})
			e := must(s.claimErrand(ctx)) // by an instance that dies
			if more, err := s.WorkErrand(ctx, plainFill); more || err != nil {
				t.Errorf("two instances at once: %v %v", more, err)
			}
			job := &errandJob{Errand: e, who: me, data: ErrandData{Reason: "Uji"}, fill: plainFill}
			first := at(mine[0]).ID
			if err := s.errandOn(ctx, job, first); err != nil {
				t.Fatal(err)
			}
			if err := s.errandOn(ctx, job, first); err != errErrandOver {
				t.Errorf("once more: %v", err)
			}
			clock.add(errandLease)
			if more, err := s.WorkErrand(ctx, plainFill); !more || err != nil {
				t.Fatalf("nobody goes on: %v", err)
			}
			if err := s.CancelErrand(ctx, me, id); err != nil {
				t.Fatal(err)
			}
			workOff(t, s)
			if v := see(id); v.State != "cancelled" || v.Done != errandTickets+1 || v.Pending != 4 {
				t.Errorf("%+v", v)
			}
			if err := s.CancelErrand(ctx, me, id); ErrorCode(err) != Conflict {
				t.Errorf("cancelled twice: %v", err)
			}
		})
		t.Run("wrong", func(t *testing.T) {
			for field, a := range map[string]ErrandAsk{
				"tickets":  {Action: "archive", Data: ErrandData{Reason: "x"}},
				"reason":   {Action: "archive", Numbers: []string{"TGP-2026-000001"}},
				"unit":     {Action: "transfer", Data: ErrandData{Reason: "x"}, Numbers: []string{"TGP-2026-000001"}},
				"action":   {Action: "burn", Numbers: []string{"TGP-2026-000001"}},
				"text":     {Action: "answer", Data: ErrandData{Text: "Datang {{?jam}}"}, Numbers: []string{"TGP-2026-000001"}},
				"category": {Action: "classify", Numbers: []string{"TGP-2026-000001"}},
				"assignee": {Action: "assign", Data: ErrandData{Assignee: 999}, Numbers: []string{"TGP-2026-000001"}},
			} {
				if _, err := s.AskErrand(ctx, me, a); AsError(err) == nil || AsError(err).Field != field {
					t.Errorf("%s: %v", field, err)
				}
			}
		})
	})
}
