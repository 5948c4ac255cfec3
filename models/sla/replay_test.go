package sla

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

const (
	utcOffice = `{"zone":"UTC","week":{"mon":["09:00-17:00"],"tue":["09:00-17:00"],"wed":["09:00-17:00"],
		"thu":["09:00-17:00"],"fri":["09:00-17:00"]}}`
	utcHoliday = `{"zone":"UTC","week":{"mon":["09:00-17:00"],"tue":["09:00-17:00"],"wed":["09:00-17:00"],
		"thu":["09:00-17:00"],"fri":["09:00-17:00"]},"holidays":{"2024-01-22":"Sudden"}}`
	utcRound = `{"zone":"UTC","week":{"mon":["00:00-24:00"],"tue":["00:00-24:00"],"wed":["00:00-24:00"],
		"thu":["00:00-24:00"],"fri":["00:00-24:00"],"sat":["00:00-24:00"],"sun":["00:00-24:00"]}}`
	berlinDaily = `{"zone":"Europe/Berlin","week":{"mon":["09:00-18:00"],"tue":["09:00-18:00"],"wed":["09:00-18:00"],
		"thu":["09:00-18:00"],"fri":["09:00-18:00"],"sat":["09:00-18:00"],"sun":["09:00-18:00"]}}`
	berlinOffice = `{"zone":"Europe/Berlin","week":{"mon":["08:00-18:00"],"tue":["08:00-18:00"],"wed":["08:00-18:00"],
		"thu":["08:00-18:00"],"fri":["08:00-18:00"]}}`
)

// scenario writes one down in short: events as "time type", each optionally
// followed by more fields. Times are UTC of 2024-01-19, a Friday, if only the
// clock is given, "22/09:00" on another day of that month.
func scenario(calendar, targets, at string, events ...string) string {
	var list []string
	for _, e := range events {
		when, rest, _ := strings.Cut(e, " ")
		kind, more, found := strings.Cut(rest, " ")
		if found {
			more = "," + more
		}
		list = append(list, fmt.Sprintf(`{"at":%q,"type":%q%s}`, stamp(when), kind, more))
	}
	return fmt.Sprintf(`{"calendar":%s,"targets":%s,"events":[%s],"at":%q}`,
		calendar, targets, strings.Join(list, ","), stamp(at))
}

func stamp(short string) string {
	if strings.Contains(short, "T") {
		return short
	}
	day, clock, found := strings.Cut(short, "/")
	if !found {
		day, clock = "19", short
	}
	if len(clock) == len("09:00") {
		clock += ":00"
	}
	return "2024-01-" + day + "T" + clock + "Z"
}

func played(t testing.TB, document string) Result {
	t.Helper()
	s, err := ReadScenario(strings.NewReader(document))
	if err != nil {
		t.Fatalf("ReadScenario(%s): %v", document, err)
	}
	r, err := s.Replay()
	if err != nil {
		t.Fatalf("Replay(%s): %v", document, err)
	}
	return r
}

// told writes a clock in short: state, due, stop, breach, used and left, misses.
func told(c *Clock) string {
	if c == nil {
		return "none"
	}
	short := func(name string, at time.Time) string {
		if at.IsZero() {
			return ""
		}
		text := at.UTC().Format("2006-01-02T15:04:05Z")
		if rest, ok := strings.CutPrefix(text, "2024-01-"); ok {
			text = strings.TrimSuffix(strings.Replace(rest, "T", "/", 1), "Z")
			text = strings.TrimSuffix(strings.TrimPrefix(text, "19/"), ":00")
		}
		return " " + name + " " + text
	}
	text := string(c.State) + short("due", c.Due) + short("stop", c.Stopped) + short("breach", c.BreachedAt) +
		fmt.Sprintf(" used %d left %d", c.Used, c.Left)
	if c.Target == NextResponse {
		text += fmt.Sprintf(" misses %d longest %d", c.Misses, c.LongestWait)
	}
	if c.Reason != "" {
		text += " because " + c.Reason
	}
	return text
}

func TestReplay(t *testing.T) {
	all := `{"first_response":"2h","next_response":"1h","resolution":"2wd"}`
	first, resolution := `{"first_response":"2h"}`, `{"resolution":"4h"}`
	for _, tt := range []struct {
		name     string
		document string
		want     map[Target]string
	}{
		{"answered with half an hour left", scenario(berlinOffice, `{"first_response":"60m","resolution":"180m"}`,
			"2013-03-21T10:00:00Z", "2013-03-21T09:30:00Z received", "2013-03-21T10:00:00Z replied"), map[Target]string{
			FirstResponse: "met due 2013-03-21T10:30:00Z stop 2013-03-21T10:00:00Z used 1800 left 1800",
			NextResponse:  "none",
			Resolution:    "running due 2013-03-21T12:30:00Z used 1800 left 9000",
		}},
		{"answered three and a half hours late", scenario(berlinOffice, `{"first_response":"60m","resolution":"180m"}`,
			"2013-03-21T15:00:00Z", "2013-03-21T09:30:00Z received", "2013-03-21T14:00:00Z replied"), map[Target]string{
			FirstResponse: "late due 2013-03-21T10:30:00Z stop 2013-03-21T14:00:00Z breach 2013-03-21T10:30:00Z used 16200 left -12600",
			Resolution:    "breached due 2013-03-21T12:30:00Z breach 2013-03-21T12:30:00Z used 19800 left -9000",
		}},
		{"paused, resolved without an answer, reopened by staff", scenario(berlinDaily, `{"first_response":"120m"}`,
			"2013-06-04T10:45:00Z", "2013-06-04T09:00:00Z received", "2013-06-04T09:30:00Z paused", "2013-06-04T09:45:00Z resumed",
			"2013-06-04T10:00:00Z resolved", "2013-06-04T10:30:00Z reopened"), map[Target]string{
			FirstResponse: "running due 2013-06-04T11:45:00Z used 3600 left 3600",
		}},
		{
			"an answer exactly at due is on time", scenario(utcOffice, first, "16:00", "10:00 received", "12:00 replied"),
			map[Target]string{FirstResponse: "met due 12:00 stop 12:00 used 7200 left 0"},
		},
		{
			"an answer one second after due is late", scenario(utcOffice, first, "16:00", "10:00 received", "12:00:01 replied"),
			map[Target]string{FirstResponse: "late due 12:00 stop 12:00:01 breach 12:00 used 7201 left -1"},
		},
		{
			"open at due is not breached yet", scenario(utcOffice, first, "12:00", "10:00 received"),
			map[Target]string{FirstResponse: "running due 12:00 used 7200 left 0"},
		},
		{
			"open a second after due is breached", scenario(utcOffice, first, "12:00:01", "10:00 received"),
			map[Target]string{FirstResponse: "breached due 12:00 breach 12:00 used 7201 left -1"},
		},
		{
			"due at closing and answered at night is late by no working second", scenario(utcOffice, first, "20:00",
				"15:00 received", "19:00 replied"),
			map[Target]string{FirstResponse: "late due 17:00 stop 19:00 breach 17:00 used 7200 left 0"},
		},
		{
			"notes, automatic and failed answers and transfers stop nothing", scenario(utcOffice, first, "11:00", "10:00 received",
				"10:05 noted", "10:06 auto_replied", "10:07 reply_failed", "10:08 transferred"),
			map[Target]string{FirstResponse: "running due 12:00 used 3600 left 3600"},
		},
		{
			"chasers before the first answer move nothing", scenario(utcOffice, all, "11:00", "10:00 received", "10:30 received"),
			map[Target]string{FirstResponse: "running due 12:00 used 3600 left 3600", NextResponse: "none"},
		},
		{"three messages before the answer are one wait from the first", scenario(utcOffice, all, "16:00", "10:00 received",
			"10:30 replied", "11:00 received", "11:20 received", "11:40 received", "11:50 replied"), map[Target]string{
			NextResponse: "met due 12:00 stop 11:50 used 3000 left 600 misses 0 longest 3000",
		}},
		{"misses and the longest wait are those of all groups", scenario(utcOffice, all, "16:00", "10:00 received", "10:30 replied",
			"11:00 received", "12:30 replied", "13:00 received", "14:00 replied", "15:50 received"), map[Target]string{
			NextResponse: "running due 16:50 used 600 left 3000 misses 1 longest 5400",
		}},
		{"a group that is overdue now is a miss now", scenario(utcOffice, all, "13:00", "10:00 received", "10:30 replied",
			"11:00 received"), map[Target]string{
			NextResponse: "breached due 12:00 breach 12:00 used 7200 left -3600 misses 1 longest 7200",
		}},
		{
			"a pause gives its working time back", scenario(utcOffice, first, "14:00", "10:00 received", "11:00 paused", "13:30 resumed"),
			map[Target]string{FirstResponse: "running due 14:30 used 5400 left 1800"},
		},
		{"a pause outside hours gives nothing back", scenario(utcOffice, first, "22/09:30", "16:00 received", "18:00 paused",
			"22/08:00 resumed"), map[Target]string{FirstResponse: "running due 22/10:00 used 5400 left 1800"}},
		{
			"while paused there is no due", scenario(utcOffice, first, "16:00", "10:00 received", "11:00 paused"),
			map[Target]string{FirstResponse: "paused used 3600 left 3600"},
		},
		{
			"the citizen's message ends a pause", scenario(utcOffice, first, "14:00", "10:00 received", "11:00 paused", "13:00 received"),
			map[Target]string{FirstResponse: "running due 14:00 used 7200 left 0"},
		},
		{
			"a pause ends by itself", scenario(utcOffice, first, "14:00", "10:00 received", `11:00 paused "until":"2024-01-19T12:00:00Z"`),
			map[Target]string{FirstResponse: "breached due 13:00 breach 13:00 used 10800 left -3600"},
		},
		{
			"a pause prolonged", scenario(utcOffice, first, "14:00", "10:00 received", `11:00 paused "until":"2024-01-19T12:00:00Z"`,
				`11:30 paused "until":"2024-01-19T14:00:00Z"`),
			map[Target]string{FirstResponse: "running due 15:00 used 3600 left 3600"},
		},
		{
			"a breached clock cannot be paused out of sight", scenario(utcOffice, first, "16:00", "10:00 received", "13:00 paused"),
			map[Target]string{FirstResponse: "breached due 12:00 breach 12:00 used 10800 left -3600"},
		},
		{
			"a pause that begins exactly at due is in time", scenario(utcOffice, first, "16:00", "10:00 received", "12:00 paused"),
			map[Target]string{FirstResponse: "paused used 7200 left 0"},
		},
		{
			"and is due at the instant it ends", scenario(utcOffice, first, "14:00", "10:00 received", "12:00 paused", "14:00 received"),
			map[Target]string{FirstResponse: "running due 14:00 used 7200 left 0"},
		},
		{
			"and late a second after", scenario(utcOffice, first, "14:00:01", "10:00 received", "12:00 paused", "14:00 received"),
			map[Target]string{FirstResponse: "breached due 14:00 breach 14:00 used 7201 left -1"},
		},
		{
			"answered in such a pause", scenario(utcOffice, first, "16:00", "10:00 received", "12:00 paused", "13:00 replied"),
			map[Target]string{FirstResponse: "met due 13:00 stop 13:00 used 7200 left 0"},
		},
		{"a pause from the closing at which it is due", scenario(utcOffice, first, "22/09:00", "15:00 received", "17:00 paused",
			"20:00 resumed"), map[Target]string{FirstResponse: "running due 22/09:00 used 7200 left 0"}},
		{
			"a pause a second after due is too late", scenario(utcOffice, first, "16:00", "10:00 received", "12:00:01 paused"),
			map[Target]string{FirstResponse: "breached due 12:00 breach 12:00 used 7201 left -1"},
		},
		{
			"and so is one in the night after it", scenario(utcOffice, first, "22/10:00", "15:00 received", "18:00 paused", "22/09:30 resumed"),
			map[Target]string{FirstResponse: "breached due 17:00 breach 17:00 used 9000 left -1800"},
		},
		{"an answer while paused", scenario(utcOffice, all, "16:00", "10:00 received", "11:00 paused", "12:00 replied"), map[Target]string{
			FirstResponse: "met due 13:00 stop 12:00 used 3600 left 3600",
			Resolution:    "paused used 3600 left 79200",
		}},
		{
			"resolved while paused", scenario(utcOffice, resolution, "22/10:00", "10:00 received", "11:00 paused", "16:00 resolved"),
			map[Target]string{Resolution: "met due 22/11:00 stop 16:00 used 3600 left 10800"},
		},
		{
			"working days are due at the last closing", scenario(utcOffice, all, "16:00", "10:00 received", "10:30 replied"),
			map[Target]string{Resolution: "running due 23/17:00 used 21600 left 61200"},
		},
		{"a pause moves working days by its working time", scenario(utcOffice, all, "16:00", "10:00 received", "11:00 paused",
			"13:00 resumed"), map[Target]string{Resolution: "running due 24/11:00 used 14400 left 68400"}},
		{"working days, late", scenario(utcOffice, all, "25/10:00", "10:00 received", "25/10:00 resolved"), map[Target]string{
			Resolution: "late due 23/17:00 stop 25/10:00 breach 23/17:00 used 115200 left -32400",
		}},
		{
			"resolved without an answer is unanswered", scenario(utcOffice, all, "22/16:00", "10:00 received", "11:00 resolved"),
			map[Target]string{
				FirstResponse: "unanswered due 12:00 stop 11:00 used 3600 left 3600",
				Resolution:    "met due 23/17:00 stop 11:00 used 3600 left 79200",
			},
		},
		{
			"resolved overdue without an answer keeps the breach", scenario(utcOffice, first, "22/16:00", "10:00 received", "13:00 resolved"),
			map[Target]string{FirstResponse: "unanswered due 12:00 stop 13:00 breach 12:00 used 10800 left -3600"},
		},
		{"the public text of a closure is accepted after it", scenario(utcOffice, first, "16:00", "10:00 received", "11:00 resolved",
			"11:01 replied"), map[Target]string{FirstResponse: "met due 12:00 stop 11:01 used 3660 left 3540"}},
		{"reopened by the citizen", scenario(utcOffice, all, "22/10:30", "10:00 received", "10:30 replied", "11:00 resolved",
			"22/10:00 received"), map[Target]string{
			NextResponse: "running due 22/11:00 used 1800 left 1800 misses 0 longest 1800",
			Resolution:   "running due 24/16:00 used 5400 left 77400",
		}},
		{"reopened by the citizen without ever an answer", scenario(utcOffice, all, "13:30", "10:00 received", "11:00 resolved",
			"13:00 received"), map[Target]string{
			FirstResponse: "running due 14:00 used 5400 left 1800", NextResponse: "none",
		}},
		{"resolved with a next response open", scenario(utcOffice, all, "16:00", "10:00 received", "10:30 replied", "11:00 received",
			"11:30 resolved"), map[Target]string{
			NextResponse: "unanswered due 12:00 stop 11:30 used 1800 left 1800 misses 0 longest 1800",
		}},
		{"that group resumes when staff reopen", scenario(utcOffice, all, "16:00", "10:00 received", "10:30 replied", "11:00 received",
			"11:30 resolved", "15:45 reopened"), map[Target]string{
			NextResponse: "running due 16:15 used 2700 left 900 misses 0 longest 2700",
		}},
		{"and gives way to a new one when the citizen does", scenario(utcOffice, all, "16:00", "10:00 received", "10:30 replied",
			"11:00 received", "12:30 resolved", "15:45 received"), map[Target]string{
			NextResponse: "running due 16:45 used 900 left 2700 misses 1 longest 5400",
		}},
		{"a second resolution is the final one", scenario(utcOffice, resolution, "16:00", "10:00 received", "11:00 resolved",
			"12:00 reopened", "13:00 resolved"), map[Target]string{Resolution: "met due 15:00 stop 13:00 used 7200 left 7200"}},
		{"archived cancels what runs", scenario(utcOffice, all, "16:00", "10:00 received", "10:30 replied",
			`11:00 archived "reason":"noise"`), map[Target]string{
			FirstResponse: "met due 12:00 stop 10:30 used 1800 left 5400",
			Resolution:    "cancelled due 23/17:00 stop 11:00 used 3600 left 79200 because noise",
		}},
		{"merged cancels, and a breach stays", scenario(utcOffice, first, "16:00", "10:00 received", "13:00 merged"), map[Target]string{
			FirstResponse: "cancelled due 12:00 stop 13:00 breach 12:00 used 10800 left -3600 because merged",
		}},
		{"a message to an archived ticket changes nothing", scenario(utcOffice, all, "16:00", "10:00 received", "10:30 replied",
			"11:00 archived", "12:00 received"), map[Target]string{NextResponse: "none"}},
		{"archiving is no way to lose a clock", scenario(utcOffice, first, "16:00", "10:00 received", "11:00 archived",
			"14:00 reopened"), map[Target]string{FirstResponse: "breached due 15:00 breach 15:00 used 10800 left -3600"}},
		{"retargeted from the original start", scenario(utcOffice, first, "12:00", "10:00 received",
			`11:00 retargeted "targets":{"first_response":"4h"}`), map[Target]string{FirstResponse: "running due 14:00 used 7200 left 7200"}},
		{"retargeted to less than has passed", scenario(utcOffice, first, "11:30", "10:00 received",
			`11:00 retargeted "targets":{"first_response":"30m"}`), map[Target]string{FirstResponse: "breached due 10:30 breach 10:30 used 5400 left -3600"}},
		{"retargeting undoes no breach", scenario(utcOffice, first, "14:00", "10:00 received",
			`13:00 retargeted "targets":{"first_response":"8h"}`), map[Target]string{FirstResponse: "breached due 12:00 breach 12:00 used 14400 left -7200"}},
		{"retargeting leaves a met clock alone", scenario(utcOffice, first, "14:00", "10:00 received", "11:00 replied",
			`13:00 retargeted "targets":{"first_response":"30m"}`), map[Target]string{FirstResponse: "met due 12:00 stop 11:00 used 3600 left 3600"}},
		{"retargeting one target leaves the others", scenario(utcOffice, all, "11:00", "10:00 received",
			`10:30 retargeted "targets":{"resolution":"4h"}`), map[Target]string{
			FirstResponse: "running due 12:00 used 3600 left 3600", Resolution: "running due 14:00 used 3600 left 10800",
		}},
		{"a target given later runs from the original start", scenario(utcOffice, first, "11:00", "10:00 received",
			`10:30 retargeted "targets":{"resolution":"4h"}`), map[Target]string{Resolution: "running due 14:00 used 3600 left 10800"}},
		{"a target taken away ends what runs and stays off", scenario(utcOffice, all, "24/18:00", "10:00 received", "10:30 replied",
			`11:00 retargeted "targets":{"resolution":"none"},"reason":"policy"`, "12:00 resolved", "13:00 reopened"), map[Target]string{
			FirstResponse: "met due 12:00 stop 10:30 used 1800 left 5400",
			Resolution:    "cancelled due 23/17:00 stop 11:00 used 3600 left 79200 because policy",
		}},
		{"a target taken away ends a paused clock", scenario(utcOffice, `{"resolution":"4h"}`, "16:00", "10:00 received", "11:00 paused",
			`12:00 retargeted "targets":{"resolution":"none"}`, "13:00 resumed"), map[Target]string{
			Resolution: "cancelled due 15:00 stop 12:00 used 3600 left 10800 because retargeted",
		}},
		{"a target taken away undoes no breach", scenario(utcOffice, `{"resolution":"2h"}`, "15:00", "10:00 received",
			`13:00 retargeted "targets":{"resolution":"none"}`), map[Target]string{
			Resolution: "breached due 12:00 breach 12:00 used 18000 left -10800",
		}},
		{"a target given again runs as if never taken away", scenario(utcOffice, `{"resolution":"4h"}`, "15:00", "10:00 received",
			`11:00 retargeted "targets":{"resolution":"none"}`, "11:30 paused", "12:30 resumed",
			`13:00 retargeted "targets":{"resolution":"4h"}`), map[Target]string{
			Resolution: "running due 15:00 used 14400 left 0",
		}},
		{
			"a longer target given again knows no breach of the time between", scenario(utcOffice, `{"resolution":"2h"}`, "15:00",
				"10:00 received", `11:00 retargeted "targets":{"resolution":"none"}`, `14:00 retargeted "targets":{"resolution":"6h"}`),
			map[Target]string{Resolution: "running due 16:00 used 18000 left 3600"},
		},
		{"a target given again finds the answer of the time between", scenario(utcOffice, first, "15:00", "10:00 received",
			`11:00 retargeted "targets":{"first_response":"none"}`, "11:30 replied",
			`14:00 retargeted "targets":{"first_response":"2h"}`), map[Target]string{
			FirstResponse: "met due 12:00 stop 11:30 used 5400 left 1800",
		}},
		{
			"without a target the next group is not measured, and the last one stays", scenario(utcOffice, all, "16:00", "10:00 received",
				"10:30 replied", "11:00 received", "11:30 replied", `12:00 retargeted "targets":{"next_response":"none"}`, "13:00 received"),
			map[Target]string{NextResponse: "met due 12:00 stop 11:30 used 1800 left 1800 misses 0 longest 1800"},
		},
		{"a resolution whose target went while it was met stays met", scenario(utcOffice, resolution, "16:00", "10:00 received",
			"11:00 resolved", `12:00 retargeted "targets":{"resolution":"none"}`, "13:00 reopened"), map[Target]string{
			Resolution: "met due 14:00 stop 11:00 used 3600 left 10800",
		}},
		{"archived and reopened, a target taken away stays away", scenario(utcOffice, resolution, "16:00", "10:00 received",
			`11:00 retargeted "targets":{"resolution":"none"}`, "12:00 archived", "13:00 reopened"), map[Target]string{
			Resolution: "cancelled due 14:00 stop 11:00 used 3600 left 10800 because retargeted",
		}},
		{"a holiday added moves the due of what runs", scenario(utcOffice, all, "20:00", "10:00 received", "11:00 replied",
			`12:00 recalendared "calendar":`+utcHoliday), map[Target]string{
			FirstResponse: "met due 12:00 stop 11:00 used 3600 left 3600",
			Resolution:    "running due 24/17:00 used 25200 left 57600",
		}},
		{"a holiday added undoes no breach", scenario(utcOffice, `{"first_response":"9h"}`, "23/20:00", "10:00 received",
			`23/09:00 recalendared "calendar":`+utcHoliday), map[Target]string{
			FirstResponse: "breached due 22/11:00 breach 22/11:00 used 82800 left -50400",
		}},
		{"a new calendar on a met clock that reopens counts from then", scenario(utcOffice, `{"resolution":"9h"}`, "23/10:00",
			"10:00 received", "12:00 resolved", `13:00 recalendared "calendar":`+utcHoliday, "14:00 reopened"), map[Target]string{
			Resolution: "running due 23/13:00 used 21600 left 10800",
		}},
		{
			"events in any order", scenario(utcOffice, first, "16:00", "11:00 replied", "10:00 received"),
			map[Target]string{FirstResponse: "met due 12:00 stop 11:00 used 3600 left 3600"},
		},
		{
			"what comes later has not happened", scenario(utcOffice, first, "10:30", "10:00 received", "11:00 replied"),
			map[Target]string{FirstResponse: "running due 12:00 used 1800 left 5400"},
		},
		{
			"an answer before any message is none", scenario(utcOffice, first, "11:00", "09:30 replied", "10:00 received"),
			map[Target]string{FirstResponse: "running due 12:00 used 3600 left 3600"},
		},
		{"resumes, reopenings and resolutions out of place", scenario(utcOffice, resolution, "16:00", "10:00 received", "10:10 resumed",
			"10:20 reopened", "11:00 resolved", "11:30 resolved", "11:40 paused", "12:00 archived"), map[Target]string{
			Resolution: "met due 14:00 stop 11:00 used 3600 left 10800",
		}},
		{"fractions of a second are cut off", scenario(utcOffice, first, "16:00", "2024-01-19T10:00:00.9Z received",
			"2024-01-19T12:00:00.999Z replied"), map[Target]string{FirstResponse: "met due 12:00 stop 12:00 used 7200 left 0"}},
		{
			"other offsets are the same instants", scenario(utcOffice, first, "16:00", "2024-01-19T17:00:00+07:00 received"),
			map[Target]string{FirstResponse: "breached due 12:00 breach 12:00 used 21600 left -14400"},
		},
		{
			"no message, no clock", scenario(utcOffice, all, "16:00", "10:00 noted"),
			map[Target]string{FirstResponse: "none", NextResponse: "none", Resolution: "none"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := played(t, tt.document)
			for target, want := range tt.want {
				if got := told(r.Clock(target)); got != want {
					t.Errorf("%s\nreplay of %s\n got %s\nwant %s", target, tt.document, got, want)
				}
			}
		})
	}
}

func TestReplay_firstAndFinalResolution(t *testing.T) {
	r := played(t, scenario(utcOffice, `{"resolution":"4h"}`, "22/16:00", "10:00 received", "11:00 resolved",
		"12:00 reopened", "13:00 resolved", "14:00 reopened", "22/16:00 resolved"))
	c := r.Clock(Resolution)
	if c.First == nil || c.First.At.UTC().Format(time.TimeOnly) != "11:00:00" || c.First.State != Met || c.First.Used != 3600 {
		t.Errorf("first resolution: got %+v, want met at 11:00 after 3600 s", c.First)
	}
	if c.State != Late || c.Used != 7200+3*3600+7*3600 {
		t.Errorf("final resolution: got %s", told(c))
	}
}

func TestReplay_nextDue(t *testing.T) {
	all := `{"first_response":"2h","resolution":"4h"}`
	r := played(t, scenario(utcOffice, all, "13:00", "10:00 received"))
	if got := r.NextDue.Format(time.TimeOnly); got != "14:00:00" {
		t.Errorf("next due of what runs: got %s, want 14:00:00", got)
	}
	if got := r.LiveDue.Format(time.TimeOnly); got != "12:00:00" {
		t.Errorf("live due, breached included: got %s, want 12:00:00", got)
	}
	if r = played(t, scenario(utcOffice, all, "13:00", "10:00 received", "11:00 paused")); !r.NextDue.IsZero() {
		t.Errorf("next due while paused: got %v, want none", r.NextDue)
	}
}

func TestFlags(t *testing.T) {
	first := `{"first_response":"2h"}`
	for _, tt := range []struct {
		name     string
		document string
		want     string
	}{
		{"none before the warn point", scenario(utcOffice, first, "10:59:59", "10:00 received"), ""},
		{"near at the warn point", scenario(utcOffice, first, "11:00", "10:00 received"), "near 11:00"},
		{"near at the warn point, and a pause from there does not undo it", scenario(utcOffice, first, "16:00", "10:00 received",
			"11:00 paused"), "near 11:00"},
		{"not late at due", scenario(utcOffice, first, "12:00", "10:00 received"), "near 11:00"},
		{"late after due", scenario(utcOffice, first, "12:00:01", "10:00 received"), "near 11:00 late 12:00"},
		{
			"the true moments after three days without a job", scenario(utcOffice, first, "22/12:00", "10:00 received"),
			"near 11:00 late 12:00 critical 14:00",
		},
		{"near stays when paused afterwards", scenario(utcOffice, first, "16:00", "10:00 received", "11:30 paused"), "near 11:00"},
		{"near keeps its moment when the target becomes longer", scenario(utcOffice, first, "22/12:00:01", "10:00 received",
			`11:30 retargeted "targets":{"first_response":"5h"}`), "near 11:00 late 15:00 critical 12:00"},
		{"near keeps its moment when hours change", scenario(utcOffice, `{"first_response":"12h"}`, "23/12:00", "10:00 received",
			`16:30 recalendared "calendar":`+utcHoliday), "near 16:00"},
		{"near by the new terms, though before the change", scenario(utcOffice, first, "12:00", "10:00 received",
			`10:45 retargeted "targets":{"first_response":"1h"}`), "near 10:30 late 11:00"},
		{"none after the stop", scenario(utcOffice, first, "22/12:00", "10:00 received", "11:30 replied"), "near 11:00"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			r := played(t, tt.document)
			for _, f := range r.Clock(FirstResponse).Flags() {
				got = append(got, string(f.Level)+" "+f.At.Format("15:04"))
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("flags of %s: got %v, want %s", tt.document, got, tt.want)
			}
		})
	}
}

func TestSteps(t *testing.T) {
	first := `{"first_response":"2h"}`
	for _, tt := range []struct {
		name     string
		document string
		target   Target
		want     string
	}{
		{
			"over a weekend", scenario(utcOffice, first, "16:30", "16:00 received"), FirstResponse,
			"19 16:00-17:00 3600, 20 weekend, 21 weekend, 22 09:00-10:00 3600",
		},
		{
			"over a named holiday", scenario(utcHoliday, first, "16:30", "16:00 received"), FirstResponse,
			"19 16:00-17:00 3600, 20 weekend, 21 weekend, 22 Sudden, 23 09:00-10:00 3600",
		},
		{
			"after closing", scenario(utcOffice, first, "18:30", "18:00 received"), FirstResponse,
			"19 after hours, 20 weekend, 21 weekend, 22 09:00-11:00 7200",
		},
		{
			"a pause within a day", scenario(utcOffice, first, "16:00", "10:00 received", "11:00 paused", "13:30 resumed"), FirstResponse,
			"19 10:00-11:00 3600, 19 11:00-13:30 paused, 19 13:30-14:30 3600",
		},
		{
			"a pause over whole days", scenario(utcOffice, first, "24/16:00", "16:00 received", "17:00 paused", "24/10:00 resumed"),
			FirstResponse, "19 16:00-17:00 3600, 20 weekend, 21 weekend, 22 paused, 23 paused, 24 09:00-10:00 paused, 24 10:00-11:00 3600",
		},
		{
			"an open pause", scenario(utcOffice, first, "12:00", "10:00 received", "11:00 paused"), FirstResponse,
			"19 10:00-11:00 3600, 19 11:00-12:00 paused",
		},
		{
			"closed before a reopening", scenario(utcOffice, first, "16:00", "10:00 received", "11:00 resolved", "12:00 reopened"),
			FirstResponse, "19 10:00-11:00 3600, 19 11:00-12:00 resolved, 19 12:00-13:00 3600",
		},
		{
			"working days", scenario(utcHoliday, `{"resolution":"2wd"}`, "16:00", "10:00 received"), Resolution,
			"19 day zero, 20 weekend, 21 weekend, 22 Sudden, 23 09:00-17:00 28800 day 1, 24 09:00-17:00 28800 day 2",
		},
		{
			"working days after a pause", scenario(utcOffice, `{"resolution":"1wd"}`, "23/16:00", "10:00 received", "22/09:00 paused",
				"22/10:30 resumed"), Resolution,
			"19 day zero, 20 weekend, 21 weekend, 22 09:00-10:30 paused, 22 10:30-17:00 23400 day 1, 23 09:00-10:30 5400",
		},
		{
			"round the clock to midnight", scenario(utcRound, `{"resolution":"15h"}`, "16:00", "10:00:30 received"), Resolution,
			"19 10:00:30-24:00 50370, 20 00:00-01:00:30 3630",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := played(t, tt.document)
			var got []string
			for _, s := range r.Clock(tt.target).Steps() {
				text := strings.TrimPrefix(s.Date, "2024-01-")
				if s.From != "" {
					text += " " + s.From + "-" + s.To
				}
				if s.Seconds > 0 {
					text += fmt.Sprintf(" %d", s.Seconds)
				}
				if s.Name != "" {
					text += " " + s.Name
				} else if s.Skip != "" {
					text += " " + string(s.Skip)
				}
				if s.Day > 0 {
					text += fmt.Sprintf(" day %d", s.Day)
				}
				got = append(got, text)
			}
			if strings.Join(got, ", ") != tt.want {
				t.Errorf("steps of %s\n got %s\nwant %s", tt.document, strings.Join(got, ", "), tt.want)
			}
		})
	}
}

func TestProof_shape(t *testing.T) {
	r := played(t, `{"calendar": {"zone": "Asia/Jakarta",
              "week": {"mon": ["07:30-12:00", "13:00-16:00"], "fri": ["07:30-11:30", "13:00-16:30"]},
              "holidays": ["2026-12-25"],
              "dates": {"2026-02-19": ["08:00-12:00", "12:30-15:00"]}},
 "targets": {"first_response": "4h", "next_response": "4h", "resolution": "14wd"},
 "warn": 0.5,
 "events": [{"at": "2026-11-20T15:30:00+07:00", "type": "received"},
            {"at": "2026-11-23T08:10:00+07:00", "type": "replied"}],
 "at": "2026-11-24T09:00:00+07:00"}`)
	proof := r.Proof()
	got, err := json.Marshal(proof.Clocks[0])
	want := `{"target":"first_response","state":"met","started_at":"2026-11-20T15:30:00+07:00",` +
		`"due":"2026-11-23T10:30:00+07:00","warn_at":"2026-11-23T08:30:00+07:00","stopped_at":"2026-11-23T08:10:00+07:00",` +
		`"breached_at":null,"working_seconds":6000,"left_seconds":8400,"misses":0,` +
		`"steps":[{"date":"2026-11-20","from":"15:30","to":"16:30","seconds":3600},{"date":"2026-11-21","skip":"weekend"},` +
		`{"date":"2026-11-22","skip":"weekend"},{"date":"2026-11-23","from":"07:30","to":"10:30","seconds":10800}]}`
	if err != nil || string(got) != want {
		t.Errorf("got  %s, %v\nwant %s", got, err, want)
	}
	if len(proof.Clocks) != 2 || proof.Clocks[1].Target != Resolution || *proof.NextDue != *proof.Clocks[1].Due {
		t.Errorf("second clock and next due: got %+v", proof)
	}
	empty := played(t, scenario(utcOffice, `{}`, "16:00", "10:00 received"))
	if got, _ := json.Marshal(empty.Proof()); string(got) != `{"clocks":[],"next_due":null}` {
		t.Errorf("no targets: got %s", got)
	}
}
