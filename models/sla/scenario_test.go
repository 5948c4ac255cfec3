package sla

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestReadScenario_wrong(t *testing.T) {
	good := scenario(utcOffice, `{"first_response":"2h"}`, "16:00", "10:00 received", "11:00 replied")
	swap := func(old, changed string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("%q is not in %s", old, good)
		}
		return strings.Replace(good, old, changed, 1)
	}
	event := func(e string) string {
		return scenario(utcOffice, `{"first_response":"2h"}`, "16:00", "10:00 received", e)
	}
	for _, tt := range []struct {
		name     string
		document string
		kind     error
		want     string // the beginning of the message
	}{
		{"nothing", "", ErrInput, "scenario: is not JSON"},
		{"no JSON", "clock", ErrInput, "scenario: is not JSON"},
		{"cut off", good[:len(good)-2], ErrInput, "scenario: is not JSON"},
		{"two documents", good + "{}", ErrInput, "scenario: is not JSON"},
		{"a list", "[]", ErrInput, "scenario: must be an object"},
		{"null", "null", ErrInput, "scenario: must be an object"},
		{"an unknown field", swap(`"at":"2024-01-19T16:00:00Z"`, `"until":1`), ErrInput, `scenario: has an unknown field "until"`},
		{"a field in capitals", swap(`"targets"`, `"Targets"`), ErrInput, `scenario: has an unknown field "Targets"`},
		{"a field twice", swap(`"targets":`, `"targets":{},"targets":`), ErrInput, `scenario: has the field "targets" twice`},
		{"no calendar", `{"events":[],"at":"2024-01-19T16:00:00Z"}`, ErrInput, "calendar: is missing"},
		{"no events", `{"calendar":` + utcOffice + `,"at":"2024-01-19T16:00:00Z"}`, ErrInput, "events: is missing"},
		{"no at", `{"calendar":` + utcOffice + `,"events":[]}`, ErrInput, "at: is missing"},
		{"a calendar in a text", swap(utcOffice, `"UTC"`), ErrInput, "calendar: must be an object"},
		{"no zone", swap(`"zone":"UTC",`, ""), ErrInput, "calendar.zone: is missing"},
		{"a number for a zone", swap(`"UTC"`, "7"), ErrInput, "calendar.zone: must be a text"},
		{"an unknown zone", swap(`"UTC"`, `"Mars/Olympus"`), ErrInput, `calendar.zone: "Mars/Olympus" is not`},
		{"an unknown weekday", swap(`"mon"`, `"monday"`), ErrInput, `calendar.week: "monday" is no weekday`},
		{"a span without a list", swap(`["09:00-17:00"]`, `"09:00-17:00"`), ErrInput, "calendar.week.mon: must be a list"},
		{"a span backwards", swap("09:00-17:00", "17:00-09:00"), ErrSpan, `calendar.week.mon[0]: "17:00-09:00" must close`},
		{"spans that overlap", swap(`"09:00-17:00"`, `"09:00-17:00","16:00-18:00"`), ErrSpan, "calendar.week.mon: spans"},
		{"no hours", swap(utcOffice, `{"zone":"UTC","week":{}}`), ErrNoTime, "calendar.week: has no working time"},
		{"no week", swap(utcOffice, `{"zone":"UTC"}`), ErrNoTime, "calendar.week: has no working time"},
		{"a holiday that is no date", swap(`"zone"`, `"holidays":["tomorrow"],"zone"`), ErrInput, `calendar.holidays: "tomorrow"`},
		{"holidays in a number", swap(`"zone"`, `"holidays":5,"zone"`), ErrInput, "calendar.holidays: must be a list"},
		{"a dated day that is no date", swap(`"zone"`, `"dates":{"2026-2-1":[]},"zone"`), ErrInput, `calendar.dates: "2026-2-1"`},
		{
			"dated spans that overlap", swap(`"zone"`, `"dates":{"2026-02-01":["08:00-10:00","09:00-11:00"]},"zone"`), ErrSpan,
			"calendar.dates.2026-02-01: spans",
		},
		{"an unknown target", swap(`"first_response"`, `"first_reply"`), ErrInput, `targets: has an unknown field "first_reply"`},
		{"a target in a number", swap(`"2h"`, "7200"), ErrInput, "targets.first_response: must be a text"},
		{"a target of nothing", swap(`"2h"`, `"0h"`), ErrAmount, `targets.first_response: "0h" must be more than zero`},
		{"a target below nothing", swap(`"2h"`, `"-2h"`), ErrAmount, `targets.first_response: "-2h" must be more than zero`},
		{"a target nobody can read", swap(`"2h"`, `"two hours"`), ErrInput, `targets.first_response: "two hours" is neither`},
		{"a target for ever", swap(`"2h"`, `"999999999h"`), ErrAmount, `targets.first_response: "999999999h" is longer`},
		{"a warn share in a text", swap(`"targets"`, `"warn":"50%","targets"`), ErrInput, "warn: must be a number"},
		{"a warn share of nothing", swap(`"targets"`, `"warn":0,"targets"`), ErrInput, "warn: must be more than 0"},
		{"a warn share over the whole", swap(`"targets"`, `"warn":1.5,"targets"`), ErrInput, "warn: must be more than 0"},
		{"a warn share without bounds", swap(`"targets"`, `"warn":1e400,"targets"`), ErrInput, "warn: must be a number"},
		{"events in an object", swap(`"events":[`, `"events":{},"x":[`), ErrInput, `scenario: has an unknown field "x"`},
		{"an event that is a text", swap(`"events":[`, `"events":["received",`), ErrInput, "events[0]: must be an object"},
		{"an event without a type", swap(`,"type":"replied"`, ""), ErrInput, "events[1].type: is missing"},
		{"an event of an unknown type", swap(`"replied"`, `"exploded"`), ErrInput, `events[1].type: "exploded" is no event type`},
		{"an event without a time", swap(`"at":"2024-01-19T11:00:00Z",`, ""), ErrInput, "events[1].at: is missing"},
		{"a time without an offset", swap("T11:00:00Z", "T11:00:00"), ErrInput, `events[1].at: "2024-01-19T11:00:00" is no time`},
		{"a time that does not exist", swap("T11:00:00Z", "T25:00:00Z"), ErrInput, "events[1].at:"},
		{"a time in a number", swap(`"2024-01-19T11:00:00Z"`, "1705662000"), ErrInput, "events[1].at: must be a text"},
		{"a time in the year 0", swap("2024-01-19T11:00:00Z", "0000-01-19T11:00:00Z"), ErrInput, "events[1].at:"},
		{"at is no time", swap(`"at":"2024-01-19T16:00:00Z"`, `"at":"now"`), ErrInput, `at: "now" is no time`},
		{"an unknown field of an event", event(`11:00 noted "who":"me"`), ErrInput, `events[1]: has an unknown field "who"`},
		{"targets where they do not belong", event(`11:00 noted "targets":{}`), ErrInput, "events[1].targets: stands with retargeted only"},
		{"retargeted to nothing", event(`11:00 retargeted`), ErrInput, "events[1].targets: is missing"},
		{"retargeted wrongly", event(`11:00 retargeted "targets":{"resolution":"0wd"}`), ErrAmount, `events[1].targets.resolution: "0wd"`},
		{"recalendared without a calendar", event(`11:00 recalendared`), ErrInput, "events[1].calendar: is missing"},
		{
			"recalendared wrongly", event(`11:00 recalendared "calendar":{"zone":"UTC","week":{"sat":["1"]}}`), ErrSpan,
			"events[1].calendar.week.sat[0]:",
		},
		{"a pause that ends before it begins", event(`11:00 paused "until":"2024-01-19T10:59:59Z"`), ErrInput, "events[1].until: must be after"},
		{"lines within a text", swap(`"replied"`, `"re\nplied"`), ErrInput, `events[1].type: "re\nplied"`},
		{"a very long text", swap(`"replied"`, `"`+strings.Repeat("x", 100000)+`"`), ErrInput, `events[1].type: "xxx`},
		{
			"no working time follows", swap(utcOffice, `{"zone":"UTC","dates":{"2023-01-01":["08:00-09:00"]}}`), ErrNoTime,
			"targets.first_response: calendar has no working time within 366 days",
		},
		{"a due past the last year", strings.ReplaceAll(good, "2024", "9999"), nil, ""},
		{"a due past the last day", strings.ReplaceAll(good, "2024-01-19", "9999-12-31"), nil, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := ReadScenario(strings.NewReader(tt.document))
			if err == nil {
				_, err = s.Replay()
			}
			if tt.kind == nil {
				if err != nil {
					t.Errorf("%s: got %v, want none", tt.document, err)
				}
				return
			}
			var e *Error
			if !errors.As(err, &e) || !errors.Is(err, tt.kind) || !strings.HasPrefix(err.Error(), tt.want) {
				t.Fatalf("got %v (%T), want %v with %q", err, err, tt.kind, tt.want)
			}
			if text := err.Error(); strings.ContainsAny(text, "\r\n") || len(text) > 300 {
				t.Errorf("the message is not one short line: %q", text)
			}
		})
	}
}

func TestReadScenario_forms(t *testing.T) {
	spaced := " \n{ \"calendar\" :\t" + utcOffice + ` , "targets" : { "first_response" : "2h" , "resolution" : null } ,
		"warn" : null , "events" : [ { "at" : "2024-01-19T10:00:00Z" , "type" : "received" } ] , "at" : "2024-01-19T11:00:00Z" } `
	for _, tt := range []struct{ name, document string }{
		{"with spaces, nulls and a warn share left out", spaced},
		{"with a byte order mark", "\ufeff" + spaced},
	} {
		r := played(t, tt.document)
		if len(r.Clocks) != 1 || told(&r.Clocks[0]) != "running due 12:00 used 3600 left 3600" {
			t.Errorf("%s: got %+v", tt.name, r.Clocks)
		}
	}
	if r := played(t, strings.Replace(spaced, "null", `"1wd"`, 1)); len(r.Clocks) != 2 {
		t.Errorf("with a resolution: got %+v", r.Clocks)
	}
}

// FuzzReadScenario holds the reader and the replay to an answer: no panic, no
// hang, and every mistake an *Error on one line.
func FuzzReadScenario(f *testing.F) {
	f.Add(scenario(utcOffice, `{"first_response":"2h","next_response":"1h30m","resolution":"14wd"}`, "22/16:00", "10:00 received",
		"11:00 replied", "12:00 received", `13:00 paused "until":"2024-01-22T09:00:00Z"`, "22/10:00 resolved", "22/11:00 reopened"))
	f.Add(scenario(berlinDaily, `{"resolution":"90000s"}`, "2013-10-27T02:30:00Z", "2013-03-31T01:30:00Z received",
		`2013-06-01T00:00:00Z retargeted "targets":{"resolution":"60wd"}`, `2013-06-02T00:00:00Z recalendared "calendar":`+utcRound))
	f.Add(`{"calendar":{"zone":"Pacific/Apia","dates":{"2011-12-30":["00:00-24:00"]}},"targets":{"resolution":"1s"},
		"events":[{"at":"2011-12-29T00:00:00Z","type":"received"}],"at":"9999-12-31T23:59:59Z"}`)
	f.Add(`{"calendar":{"zone":"UTC","week":{"mon":["00:00-00:00:01"]},"holidays":{"2026-01-05":"x"}},"targets":{"resolution":"3660wd"},
		"events":[{"at":"0001-01-01T00:00:00Z","type":"received"}],"at":"9999-12-31T23:59:59Z","warn":0.0001}`)
	f.Fuzz(func(t *testing.T, document string) {
		began := time.Now()
		s, err := ReadScenario(strings.NewReader(document))
		var r Result
		if err == nil {
			r, err = s.Replay()
		}
		var e *Error
		if err != nil && (!errors.As(err, &e) || strings.ContainsAny(err.Error(), "\r\n")) {
			t.Errorf("%q: error %q, want an *Error on one line", document, err)
		}
		if err == nil {
			r.Proof()
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%q took %v", document, took)
		}
	})
}
