package sla

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// Scenario is one ticket to replay, read from the JSON document described in
// the handbook: calendar, targets, warn, events, at.
type Scenario struct {
	Calendar *Calendar
	Targets  Targets
	Warn     float64
	Events   []Event
	At       time.Time
}

// Bounds of a scenario. A ticket has dozens of events; the bounds keep a hostile
// document from taking minutes, as every new calendar is measured over all
// pauses before it.
const (
	maxScenario = 16 << 20
	maxEvents   = 20_000
)

// ReadScenario reads and checks a scenario. What is wrong with it comes back
// as an *Error naming the field and the reason; any other error is of the
// reader.
func ReadScenario(r io.Reader) (Scenario, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxScenario+1))
	if err != nil {
		return Scenario{}, err
	}
	n := node{root, bytes.TrimPrefix(data, []byte("\ufeff"))}
	if len(data) > maxScenario {
		return Scenario{}, n.wrong("is larger than 16 MB")
	}
	if err := json.Unmarshal(n.raw, new(json.RawMessage)); err != nil {
		return Scenario{}, n.wrong("is not JSON: %s", syntax(err))
	}
	return n.scenario()
}

// syntax adds the place to a syntax error.
func syntax(err error) string {
	var s *json.SyntaxError
	if errors.As(err, &s) {
		return fmt.Sprintf("%v, near byte %d", s, s.Offset)
	}
	return err.Error()
}

// Replay replays the scenario. It returns the errors of [Replay].
func (s Scenario) Replay() (Result, error) {
	return Replay(s.Calendar, s.Targets, s.Warn, s.Events, s.At)
}

func (n node) scenario() (s Scenario, err error) {
	fields, err := n.object("calendar", "targets", "warn", "events", "at")
	if err != nil {
		return s, err
	}
	if s.Calendar, err = n.pick(fields, "calendar").calendar(); err != nil {
		return s, err
	}
	if targets := n.pick(fields, "targets"); !targets.absent() {
		if s.Targets, err = targets.targets(); err != nil {
			return s, err
		}
	}
	if s.Warn, err = n.pick(fields, "warn").share(); err != nil {
		return s, err
	}
	if s.Events, err = n.pick(fields, "events").events(); err != nil {
		return s, err
	}
	s.At, err = n.pick(fields, "at").time()
	return s, err
}

// share reads the warn share; left out it is DefaultWarn.
func (n node) share() (float64, error) {
	if n.absent() {
		return DefaultWarn, nil
	}
	var share float64
	if json.Unmarshal(n.raw, &share) != nil {
		return 0, n.wrong("must be a number such as 0.5")
	}
	if share <= 0 || share > 1 {
		return 0, n.wrong("must be more than 0 and at most 1")
	}
	return share, nil
}

func (n node) targets() (t Targets, err error) {
	fields, err := n.object(string(FirstResponse), string(NextResponse), string(Resolution))
	if err != nil {
		return t, err
	}
	if t.FirstResponse, err = n.pick(fields, string(FirstResponse)).amount(); err != nil {
		return t, err
	}
	if t.NextResponse, err = n.pick(fields, string(NextResponse)).amount(); err != nil {
		return t, err
	}
	t.Resolution, err = n.pick(fields, string(Resolution)).amount()
	return t, err
}

// none is what a retargeting says of a target it takes away.
const none = `"none"`

// dropped reads which targets are taken away.
func (n node) dropped() (targets []Target, err error) {
	fields, err := n.object(string(FirstResponse), string(NextResponse), string(Resolution))
	for _, target := range []Target{FirstResponse, NextResponse, Resolution} {
		if string(n.pick(fields, string(target)).raw) == none {
			targets = append(targets, target)
		}
	}
	return targets, err
}

// amount reads a target; left out there is none.
func (n node) amount() (Amount, error) {
	if n.absent() {
		return Amount{}, nil
	}
	if string(n.raw) == none && strings.HasPrefix(n.path, "events") {
		return Amount{}, nil
	}
	var s string
	if json.Unmarshal(n.raw, &s) != nil {
		return Amount{}, n.wrong("must be a text such as \"4h\" or \"5wd\"")
	}
	a, err := ParseAmount(s)
	return a, within(err, func(string) string { return n.path })
}

func (n node) events() ([]Event, error) {
	if len(n.raw) == 0 {
		return nil, n.wrong("is missing")
	}
	nodes, err := n.list()
	if err != nil {
		return nil, err
	}
	if len(nodes) > maxEvents {
		return nil, n.wrong("has more than %d events", maxEvents)
	}
	events := make([]Event, len(nodes))
	for i, e := range nodes {
		if events[i], err = e.event(); err != nil {
			return nil, err
		}
	}
	return events, nil
}

// event reads one event. Beside at and type it may have a reason, until (the
// end of a pause at the latest), targets if retargeted, calendar if
// recalendared.
func (n node) event() (e Event, err error) {
	fields, err := n.object("at", "type", "reason", "until", "targets", "calendar")
	if err != nil {
		return e, err
	}
	if e.At, err = n.pick(fields, "at").time(); err != nil {
		return e, err
	}
	kind := n.pick(fields, "type")
	name, err := kind.text()
	if err != nil {
		return e, err
	}
	if e.Type = EventType(name); !e.Type.known() {
		return e, kind.wrong("%s is no event type", quoted(name))
	}
	if reason := n.pick(fields, "reason"); !reason.absent() {
		if e.Reason, err = reason.text(); err != nil {
			return e, err
		}
	}
	return e, n.extras(fields, &e)
}

// ownFields are the fields that belong to one type of event.
var ownFields = []struct {
	field string
	event EventType
}{{"until", Paused}, {"targets", Retargeted}, {"calendar", Recalendared}}

// extras reads the fields that only one type of event has.
func (n node) extras(fields map[string]node, e *Event) (err error) {
	for _, own := range ownFields {
		if f := n.pick(fields, own.field); !f.absent() && e.Type != own.event {
			return f.wrong("stands with %s only, not with %s", own.event, e.Type)
		}
	}
	switch e.Type {
	case Paused:
		if until := n.pick(fields, "until"); !until.absent() {
			if e.Until, err = until.time(); err == nil && !e.Until.After(e.At) {
				err = until.wrong("must be after the pause begins")
			}
		}
	case Retargeted:
		targets := n.pick(fields, "targets")
		if targets.absent() {
			return targets.wrong("is missing: say what a retargeted ticket is measured against")
		}
		if e.Dropped, err = targets.dropped(); err == nil {
			e.Targets, err = targets.targets()
		}
	case Recalendared:
		e.Calendar, err = n.pick(fields, "calendar").calendar()
	}
	return err
}
