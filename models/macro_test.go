package models

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFillMacro(t *testing.T) {
	values := map[string]string{"nama": "Siti {{petugas}}", "nomor": "TGP-1", "batas_waktu": ""}
	for _, c := range []struct{ name, words, want string }{
		{"values", "Yth. {{ nama }}, {{nomor}}.", "Yth. Siti {petugas}, TGP-1."},
		{"a blank stays", "Pada {{?hari dan jam}}", "Pada {{?hari dan jam}}"},
		{"what has no value becomes one", "Sampai {{batas_waktu}}", "Sampai {{?batas waktu}}"},
		{"nothing to fill", "Tanpa isian { } }", "Tanpa isian { } }"},
	} {
		if got := FillMacro(c.words, values); got != c.want {
			t.Errorf("%s: %q gives %q, want %q", c.name, c.words, got, c.want)
		}
	}
}

func TestMacro_check(t *testing.T) {
	for _, c := range []struct {
		name  string
		m     Macro
		field string
	}{
		{"fine", Macro{Name: "a", Text: "{{nama}} {{?jam}}", Scope: OfAll}, ""},
		{"no name", Macro{Text: "x", Scope: OfAll}, "name"},
		{"a name too long", Macro{Name: strings.Repeat("n", macroNameAtMost+1), Text: "x", Scope: OfAll}, "name"},
		{"no text", Macro{Name: "a", Scope: OfAll}, "text"},
		{"an unknown variable", Macro{Name: "a", Text: "{{nik}}", Scope: OfAll}, "text"},
		{"braces alone", Macro{Name: "a", Text: "{{nama", Scope: OfAll}, "text"},
		{"no such scope", Macro{Name: "a", Text: "x", Scope: "house"}, "scope"},
	} {
		e := AsError(c.m.check())
		if got := e != nil; got != (c.field != "") || e != nil && e.Field != c.field {
			t.Errorf("%s: %v, want a fault of %q", c.name, e, c.field)
		}
	}
	for _, m := range firstMacros {
		m.Scope = OfAll
		if err := m.check(); err != nil {
			t.Errorf("%s: %v", m.Name, err)
		}
	}
}

func namesOf(macros []Macro, err error) []string {
	names := []string{}
	for i := range macros {
		names = append(names, macros[i].Name)
	}
	if err != nil {
		names = append(names, err.Error())
	}
	return names
}

func TestMacros_whoseTheyAre(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		h, ctx := furnish(t, s), context.Background()
		if err := s.update(ctx, func(tx *Tx) error { return tx.exec("DELETE FROM macros") }); err != nil {
			t.Fatal(err)
		}
		head := h.roads
		head.ID, head.capabilities = 77, roleCapabilities[Supervisor]
		save := func(who Actor, m Macro) (int64, Code) {
			t.Helper()
			m.Text = "Yth. {{nama}}"
			id, err := s.SaveMacro(ctx, who, m)
			return id, ErrorCode(err)
		}
		mine, _ := save(h.roads, Macro{Scope: OfPerson, OwnerID: h.water.ID, Name: "Saya"}) // one's own, whatever is sent
		units, _ := save(head, Macro{Scope: OfUnit, OwnerID: 2, Name: "Unit"})
		all, _ := save(h.coordinator, Macro{Scope: OfAll, Name: "Semua"})
		for _, c := range []struct {
			name string
			who  Actor
			m    Macro
			want Code
		}{
			{"an agent for a unit", h.roads, Macro{Scope: OfUnit, OwnerID: 2, Name: "x"}, Denied},
			{"a supervisor for another unit", head, Macro{Scope: OfUnit, OwnerID: 3, Name: "x"}, Denied},
			{"a supervisor for all", head, Macro{Scope: OfAll, Name: "x"}, Denied},
			{"a name twice", h.roads, Macro{Scope: OfPerson, Name: "Saya"}, Invalid},
			{"another's own", h.water, Macro{ID: mine, Scope: OfPerson, Name: "Diambil"}, NotFound},
			{"everybody's made one's own", h.roads, Macro{ID: all, Scope: OfPerson, Name: "Diambil"}, NotFound},
			{"one's own changed", h.roads, Macro{ID: mine, Scope: OfPerson, Name: "Saya juga"}, ""},
		} {
			if _, got := save(c.who, c.m); got != c.want {
				t.Errorf("%s: %q, want %q", c.name, got, c.want)
			}
		}
		for _, c := range []struct {
			name string
			got  []string
			want []string
		}{
			{"an agent's at the roads", namesOf(s.MacrosFor(ctx, h.roads, 2)), []string{"Unit", "Saya juga", "Semua"}},
			{"an agent's at the water", namesOf(s.MacrosFor(ctx, h.water, 3)), []string{"Semua"}},
			{"a program's", namesOf(s.MacrosFor(ctx, System, 2)), []string{}},
			{"the list of the water's agent", namesOf(s.Macros(ctx, h.water)), []string{"Semua"}},
		} {
			if d := cmp.Diff(c.want, c.got); d != "" {
				t.Errorf("%s: %s", c.name, d)
			}
		}
		if err := s.RemoveMacro(ctx, h.roads, units); ErrorCode(err) != NotFound {
			t.Errorf("an agent removes the unit's: %v, want not found", err)
		}
		if err := s.RemoveMacro(ctx, head, units); err != nil {
			t.Error(err)
		}
	})
}

func TestMacroValues_tellNoMoreThanThePage(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		h, ctx := furnish(t, s), context.Background()
		in := Intake{Text: "Jalan berlubang", Category: "jalan", Name: "Warga Contoh", Email: "w@contoh.test"}
		for privacy, want := range map[Privacy]string{Named: "Warga Contoh", Anonymous: "", Confidential: ""} {
			in.Privacy = privacy
			number := numberOf(t, s, in)
			who := h.roads
			who.Confidential = 2
			if privacy == Confidential {
				who = System
			}
			ticket, v, err := s.MacroValues(ctx, who, number)
			if err != nil || v.Name != want || v.Number != number || v.Officer != who.Name {
				t.Errorf("%s: %+v, %v; want the name %q", privacy, v, err, want)
			}
			if _, _, err := s.MacroValues(ctx, h.water, number); ErrorCode(err) != NotFound {
				t.Errorf("%s, from another unit: %v, want not found", privacy, err)
			}
			if privacy != Named {
				continue
			}
			usable := must(s.MacrosFor(ctx, who, ticket.UnitID))
			if len(usable) != len(firstMacros) {
				t.Fatalf("%d macros in a fresh house, want %d", len(usable), len(firstMacros))
			}
			for range 2 {
				must(s.MacroFor(ctx, who, ticket, usable[3].ID))
			}
			if first := must(s.MacrosFor(ctx, who, ticket.UnitID))[0]; first.ID != usable[3].ID || first.Uses != 2 {
				t.Errorf("the most used is %+v", first)
			}
		}
	})
}

func TestReply_refusesABlank(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		h, ctx := furnish(t, s), context.Background()
		number := numberOf(t, s, Intake{Text: "Jalan berlubang", Category: "jalan"})
		words := "Petugas datang {{?hari dan jam}}."
		_, reply := s.Reply(ctx, h.roads, number, Reply{Text: words})
		_, resolve := s.Resolve(ctx, h.roads, number, Resolution{Text: words})
		for name, err := range map[string]error{
			"text": reply, "text of a closing": resolve, "question": s.Ask(ctx, h.roads, number, Question{Text: words}),
		} {
			e := AsError(err)
			if e == nil || e.Key != "invalid.blank" || e.Args[1] != "hari dan jam" || !strings.HasPrefix(name, e.Field) {
				t.Errorf("%s: %v; want the blank named", name, err)
			}
		}
	})
}
