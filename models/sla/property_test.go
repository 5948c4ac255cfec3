package sla

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// seen is all that can be seen of a result.
func seen(r Result) string {
	text := ""
	for i := range r.Clocks {
		c := &r.Clocks[i]
		text += string(c.Target) + " " + told(c) + fmt.Sprint(c.Warn, c.Critical, c.First, c.Flags(), c.Steps()) + "\n"
	}
	return text + fmt.Sprint(r.NextDue, r.LiveDue)
}

func anySeconds(t *rapid.T, label string) int64 {
	return rapid.OneOf(rapid.Int64Range(0, 3600), rapid.Int64Range(0, 90*86400)).Draw(t, label)
}

func drawn(t *rapid.T) (*Calendar, int64) {
	spec, from := anyCalendar(t)
	c, err := NewCalendar(spec)
	if err != nil {
		t.Fatalf("NewCalendar(%+v): %v", spec, err)
	}
	return c, from
}

func must[T any](t *rapid.T) func(T, error) T {
	return func(v T, err error) T {
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestAdd_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, from := drawn(t)
		start := from + anySeconds(t, "start")
		a, b := anySeconds(t, "a")/8, anySeconds(t, "b")/8
		due := must[int64](t)(c.add(start, a))
		if got := c.elapsed(start, due); got != a {
			t.Fatalf("Elapsed(start, Add(start, %d)) = %d", a, got)
		}
		more := must[int64](t)(c.add(start, a+b))
		if more < due {
			t.Fatalf("more work is due earlier: %d s at %v, %d s at %v", a, c.time(due), a+b, c.time(more))
		}
		if b > 0 && must[int64](t)(c.add(due, b)) != more {
			t.Fatalf("Add in two parts differs from Add at once")
		}
		if later := must[int64](t)(c.add(start+b, a)); later < due {
			t.Fatalf("a later start is due earlier: %v before %v", c.time(later), c.time(due))
		}
		mid := start + (more-start)/3
		if c.elapsed(start, mid)+c.elapsed(mid, more) != c.elapsed(start, more) {
			t.Fatalf("Elapsed of two parts differs from Elapsed of the whole")
		}
		if opening := must[int64](t)(c.add(start, 0)); must[int64](t)(c.add(opening, 0)) != opening {
			t.Fatalf("an opening is not open")
		}
	})
}

// TestAdd_split: cutting a span in two changes nothing.
func TestAdd_split(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := rapid.IntRange(0, 1438).Draw(t, "from")
		to := rapid.IntRange(from+2, 1440).Draw(t, "to")
		cut := rapid.IntRange(from+1, to-1).Draw(t, "cut")
		zone := rapid.SampledFrom(changes).Draw(t, "zone").zone
		hour := func(m int) string { return fmt.Sprintf("%02d:%02d", m/60, m%60) }
		whole, parts := CalendarSpec{Zone: zone}, CalendarSpec{Zone: zone}
		whole.Week = map[string][]string{"mon": {hour(from) + "-" + hour(to)}}
		parts.Week = map[string][]string{"mon": {hour(cut) + "-" + hour(to), hour(from) + "-" + hour(cut)}}
		one, two := must[*Calendar](t)(NewCalendar(whole)), must[*Calendar](t)(NewCalendar(parts))
		start := rapid.Int64Range(1.5e9, 1.8e9).Draw(t, "start")
		seconds := rapid.Int64Range(0, 1e6).Draw(t, "seconds")
		if a, b := must[int64](t)(one.add(start, seconds)), must[int64](t)(two.add(start, seconds)); a != b {
			t.Fatalf("Add: whole %v, split %v", one.time(a), two.time(b))
		}
		days := rapid.IntRange(1, 70).Draw(t, "days")
		if a, b := must[int64](t)(one.addDays(start, days)), must[int64](t)(two.addDays(start, days)); a != b {
			t.Fatalf("AddDays: whole %v, split %v", one.time(a), two.time(b))
		}
	})
}

func anyAmount(t *rapid.T, label string) Amount {
	if rapid.Bool().Draw(t, label+" in days") {
		return Amount{Days: rapid.IntRange(1, 5).Draw(t, label)}
	}
	return Amount{Seconds: rapid.Int64Range(1, 50*3600).Draw(t, label)}
}

func anyTargets(t *rapid.T) Targets {
	return Targets{anyAmount(t, "first"), anyAmount(t, "next"), anyAmount(t, "resolution")}
}

// anyEvents draws the history of a ticket, in order, at distinct instants.
func anyEvents(t *rapid.T, cal *Calendar, from int64, kinds ...EventType) []Event {
	times := rapid.SliceOfNDistinct(rapid.Int64Range(from, from+8*86400), 1, 14, rapid.ID[int64]).Draw(t, "times")
	slices.Sort(times)
	events := make([]Event, len(times))
	for i, u := range times {
		e := Event{At: time.Unix(u, 0), Type: rapid.SampledFrom(kinds).Draw(t, "type")}
		switch {
		case i == 0:
			e.Type = Received
		case e.Type == Paused && rapid.Bool().Draw(t, "limited"):
			e.Until = time.Unix(u+rapid.Int64Range(1, 86400).Draw(t, "pause"), 0)
		case e.Type == Retargeted:
			e.Targets = anyTargets(t)
			e.Dropped = rapid.SliceOfNDistinct(rapid.SampledFrom([]Target{FirstResponse, NextResponse, Resolution}), 0, 2,
				rapid.ID[Target]).Draw(t, "dropped")
		case e.Type == Recalendared:
			e.Calendar = cal
		}
		events[i] = e
	}
	return events
}

var (
	anyKind = []EventType{
		Received, Replied, Paused, Resumed, Resolved, Reopened, Archived, Merged, Retargeted, Recalendared, Noted,
	}
	anyTime = rapid.Int64Range(0, 12*86400)
)

// TestReplay_order: the order in which events arrive does not matter, and
// neither does the zone of the server or a second replay.
func TestReplay_order(t *testing.T) {
	zone := time.Local
	defer func() { time.Local = zone }()
	rapid.Check(t, func(t *rapid.T) {
		c, from := drawn(t)
		other := must[*Calendar](t)(NewCalendar(office(new(testing.T), "Asia/Tokyo", weekdaysOnly, "08:00-17:00")))
		targets, events := anyTargets(t), anyEvents(t, other, from, anyKind...)
		at := time.Unix(from+anyTime.Draw(t, "at"), 0)
		time.Local = time.UTC
		want := seen(must[Result](t)(Replay(c, targets, 0.5, events, at)))
		time.Local = time.FixedZone("somewhere", -9*3600)
		shuffled := rapid.Permutation(events).Draw(t, "order")
		before := slices.Clone(shuffled)
		if diff := cmp.Diff(want, seen(must[Result](t)(Replay(c, targets, 0.5, shuffled, at.Local())))); diff != "" {
			t.Fatalf("in another order: %s", diff)
		}
		for i := range before {
			if !before[i].At.Equal(shuffled[i].At) {
				t.Fatal("Replay changed the events it was given")
			}
		}
	})
}

// TestReplay_breach: once a first response or a resolution is breached it
// stays so at any later instant, whatever happens.
func TestReplay_breach(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, from := drawn(t)
		other := must[*Calendar](t)(NewCalendar(office(new(testing.T), "Asia/Tokyo", weekdaysOnly, "08:00-17:00")))
		targets, events := anyTargets(t), anyEvents(t, other, from, anyKind...)
		breached := map[Target]time.Time{}
		misses := 0
		for u := from; u < from+12*86400; u += rapid.Int64Range(1, 86400).Draw(t, "later") {
			r := must[Result](t)(Replay(c, targets, 0.5, events, time.Unix(u, 0)))
			for i := range r.Clocks {
				k := &r.Clocks[i]
				if k.Target == NextResponse {
					if k.Misses < misses {
						t.Fatalf("a miss was forgotten at %v: %s", time.Unix(u, 0), told(k))
					}
					misses = k.Misses
					continue
				}
				if was, ok := breached[k.Target]; ok && !k.BreachedAt.Equal(was) {
					t.Fatalf("%s breached at %v, and at %v later: %s", k.Target, was, time.Unix(u, 0), told(k))
				}
				if !k.BreachedAt.IsZero() {
					breached[k.Target] = k.BreachedAt
				}
				if k.State == Met != (!k.Stopped.IsZero() && !k.Stopped.After(k.Due) && k.State != Unanswered && k.State != Cancelled) {
					t.Fatalf("%s says met wrongly: %s", k.Target, told(k))
				}
			}
		}
	})
}

// TestReplay_recompute: a change of policy or calendar that changes nothing
// changes nothing, wherever it stands.
func TestReplay_recompute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, from := drawn(t)
		targets := anyTargets(t)
		events := anyEvents(t, c, from, Received, Replied, Paused, Resumed, Resolved, Reopened, Archived, Noted)
		at := time.Unix(from+anyTime.Draw(t, "at"), 0)
		want := seen(must[Result](t)(Replay(c, targets, 0.5, events, at)))
		again := slices.Clone(events)
		for range 3 {
			u := time.Unix(from+anyTime.Draw(t, "when"), 0)
			again = append(again, Event{At: u, Type: Recalendared, Calendar: c}, Event{At: u, Type: Retargeted, Targets: targets})
		}
		if diff := cmp.Diff(want, seen(must[Result](t)(Replay(c, targets, 0.5, again, at)))); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestReplay_pause: a pause never shortens a due; it moves it by exactly its
// working seconds, which are none outside hours.
func TestReplay_pause(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, from := drawn(t)
		targets := Targets{Resolution: anyAmount(t, "resolution")}
		events := anyEvents(t, c, from, Received, Replied, Noted)
		at := time.Unix(from+30*86400, 0)
		without := must[Result](t)(Replay(c, targets, 0.5, events, at)).Clocks[0]
		begin := from + rapid.Int64Range(0, 4*86400).Draw(t, "begin")
		end := begin + rapid.Int64Range(1, 86400).Draw(t, "length")
		// The citizen's messages would end the pause.
		alone := []Event{events[0], {At: time.Unix(begin, 0), Type: Paused}, {At: time.Unix(end, 0), Type: Resumed}}
		with := must[Result](t)(Replay(c, targets, 0.5, alone, at)).Clocks[0]
		paused := c.elapsed(max(begin, without.Started.Unix()), end)
		if begin < without.Started.Unix() || begin > without.Due.Unix() {
			paused = 0 // nothing ran yet, or nothing was left
		}
		if with.Due.Before(without.Due) {
			t.Fatalf("due %v with a pause, %v without", with.Due, without.Due)
		}
		if got := c.Elapsed(without.Due, with.Due); got != paused {
			t.Fatalf("due moved by %d s, want %d", got, paused)
		}
		if got, want := with.Used+paused, c.Elapsed(with.Started, at); got != want && paused > 0 {
			t.Fatalf("used %d and paused %d make not %d", with.Used, paused, want)
		}
	})
}

// TestSteps_properties: the steps of a target in working time add up to it.
func TestSteps_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, from := drawn(t)
		events := anyEvents(t, c, from, Received, Replied, Paused, Resumed, Resolved, Reopened)
		r := must[Result](t)(Replay(c, Targets{Resolution: Amount{Seconds: 1 + anySeconds(t, "target")/8}}, 0.5, events,
			time.Unix(from+8*86400, 0)))
		k := &r.Clocks[0]
		var sum int64
		for _, s := range k.Steps() {
			sum += s.Seconds
			if (s.Seconds > 0) == (s.Skip != "") || (s.From == "") != (s.To == "") {
				t.Fatalf("a step that neither counts nor skips: %+v", s)
			}
		}
		want := k.Total
		if k.State == OnHold {
			want = k.Used
		}
		if sum != want {
			t.Fatalf("%s: steps add up to %d, want %d: %+v", told(k), sum, want, k.Steps())
		}
	})
}

// TestReplay_dropped: a target taken away and given back is as if it had never
// been away, and while it is away its clock says nothing but cancelled.
func TestReplay_dropped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, from := drawn(t)
		targets := anyTargets(t)
		events := anyEvents(t, c, from, Received, Replied, Paused, Resumed, Noted)
		at := time.Unix(from+12*86400, 0)
		want := seen(must[Result](t)(Replay(c, targets, 0.5, events, at)))
		target := rapid.SampledFrom([]Target{FirstResponse, Resolution}).Draw(t, "target")
		away := time.Unix(from+anyTime.Draw(t, "away"), 0)
		back := away.Add(time.Duration(rapid.IntRange(1, 86400).Draw(t, "for")) * time.Second)
		if !back.Before(at) || away.Before(events[0].At) { // what ended without a target was not measured
			t.Skip()
		}
		again := append(slices.Clone(events), Event{At: away, Type: Retargeted, Dropped: []Target{target}})
		without := must[Result](t)(Replay(c, targets, 0.5, again, away))
		before := must[Result](t)(Replay(c, targets, 0.5, events, away))
		now, then := without.Clock(target), before.Clock(target)
		if then != nil && (then.State == Running || then.State == OnHold) && (now.State != Cancelled || now.Misses != 0) {
			t.Fatalf("taken away from %s: %s", told(then), told(now))
		}
		if then != nil && then.State != Running && then.State != OnHold && told(now) != told(then) {
			t.Fatalf("what had ended changed from %s to %s", told(then), told(now))
		}
		again = append(again, Event{At: back, Type: Retargeted, Targets: targets})
		if diff := cmp.Diff(want, seen(must[Result](t)(Replay(c, targets, 0.5, again, at)))); diff != "" {
			t.Fatal(diff)
		}
	})
}
