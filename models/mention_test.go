package models

import (
	"context"
	"slices"
	"testing"
)

func TestNamedIn(t *testing.T) {
	people := []User{{ID: 1, Name: "Siti"}, {ID: 2, Name: "Siti Aminah"}, {ID: 3, Name: "Budi"}, {ID: 4, Name: "Budi"}}
	for words, want := range map[string][]int64{
		"@Siti Aminah, tolong":    {2},
		"tolong @siti.":           {1},
		"@Sitinjau bukan siapa":   nil,
		"surel siti@contoh.test":  nil,
		"@Budi dan @Siti, @Siti!": {3, 4, 1},
		"@":                       nil,
	} {
		if got := namedIn(words, people); !slices.Equal(got, want) {
			t.Errorf("%q names %v, want %v", words, got, want)
		}
	}
}

func TestWriteNote_tellsWhoIsNamed(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *testClock) {
		h, ctx := furnish(t, s), context.Background()
		number := numberOf(t, s, Intake{Text: "Jalan berlubang", Category: "jalan"})
		told := func(who Actor) int {
			list, _, err := s.Notices(ctx, who, 0)
			if err != nil {
				t.Fatal(err)
			}
			return len(slices.DeleteFunc(list, func(n Told) bool { return n.Key != "mentioned" }))
		}
		words := "@" + h.coordinator.Name + " mohon arahan. @" + h.water.Name + " @" + h.roads.Name
		if _, err := s.WriteNote(ctx, h.roads, number, Noting{Text: words}); err != nil {
			t.Fatal(err)
		}
		if told(h.coordinator) != 1 || told(h.water) != 0 || told(h.roads) != 0 {
			t.Errorf("told: coordinator %d, another unit %d, oneself %d; want the coordinator only",
				told(h.coordinator), told(h.water), told(h.roads))
		}
		note, err := s.WriteNote(ctx, h.roads, number, Noting{Text: "Mohon arahan.", Mentions: []int64{h.coordinator.ID}})
		if err != nil || note.Text != "Mohon arahan.\n@"+h.coordinator.Name || told(h.coordinator) != 2 {
			t.Errorf("chosen from the list: %+v, %v, told %d", note, err, told(h.coordinator))
		}
		_, err = s.WriteNote(ctx, h.roads, number, Noting{Text: "Mohon arahan.", Mentions: []int64{h.water.ID}})
		if e := AsError(err); e == nil || e.Field != "mention" {
			t.Errorf("somebody who may not see the ticket: %v, want the field named", err)
		}
	})
}
