package jobs

import (
	"slices"
	"testing"
	"time"
)

func TestTimetable_followsTheClockWhereverItGoes(t *testing.T) {
	at := func(text string) time.Time {
		moment, err := time.Parse("2006-01-02 15:04:05", "2026-11-"+text)
		if err != nil {
			t.Fatal(err)
		}
		return moment
	}
	jobs := []job{{"minutely", "* * * * *", nil}, {"hourly", "20 * * * *", nil}, {"nightly", "40 18 * * *", nil}}
	last := map[string]time.Time{"minutely": at("24 08:59:00"), "hourly": at("24 08:20:00"), "nightly": at("22 18:40:00")}
	times := newTimetable(jobs, last, at("24 09:00:10"))
	for _, step := range []struct {
		name, now string
		back      bool
		due       []string
	}{
		{"at the start, what was missed", "24 09:00:10", false, []string{"minutely", "nightly"}},
		{"a second later", "24 09:00:11", false, nil},
		{"the next minute", "24 09:01:00", false, []string{"minutely"}},
		{"the hour's turn", "24 09:20:01", false, []string{"minutely", "hourly"}},
		{"a day forward: each once", "25 09:20:30", false, []string{"minutely", "hourly", "nightly"}},
		{"and on", "25 09:21:00", false, []string{"minutely"}},
		{"a day back", "24 09:21:30", true, []string{"minutely"}},
		{"and on from there", "24 09:22:00", false, []string{"minutely"}},
		{"the hour's turn again", "24 10:20:00", false, []string{"minutely", "hourly"}},
		{"an hour back", "24 09:20:40", true, []string{"minutely", "hourly"}},
		{"the night's turn", "24 18:40:00", false, []string{"minutely", "hourly", "nightly"}},
	} {
		due, back := times.due(at(step.now))
		var names []string
		for _, one := range due {
			names = append(names, one.name)
		}
		if back != step.back || !slices.Equal(names, step.due) {
			t.Errorf("%s: %v, set back %v; want %v, %v", step.name, names, back, step.due, step.back)
		}
	}
	ahead := newTimetable(jobs, map[string]time.Time{"minutely": at("25 09:00:00")}, at("24 09:00:30"))
	if due, _ := ahead.due(at("24 09:01:00")); !slices.ContainsFunc(due, func(one *timed) bool { return one.name == "minutely" }) {
		t.Error("what was done in the future keeps the job from running")
	}
}
