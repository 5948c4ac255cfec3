package models

// until lets time pass up to an instant: flags are raised at their moments, pauses end when their days are over.
func (l *life) until(at Time) error {
	for {
		next := at + 1
		for i := range l.clocks {
			next = min(next, l.clocks[i].FlagAt)
		}
		pause, reminder := Never, Never
		if l.t.Status == StatusWaiting {
			p := &l.pauses[len(l.pauses)-1]
			pause, reminder = p.UntilAt, p.RemindAt
		}
		late := Never
		if x := l.pending(); x != nil && x.LateAt == 0 && x.AcceptBy < Never {
			late = x.AcceptBy + 1
		}
		switch {
		case min(next, pause, reminder, late) > at:
			return nil
		case late < min(next, pause, reminder):
			l.now = late
			if err := l.unaccepted(); err != nil {
				return err
			}
		case reminder < min(next, pause):
			l.now = reminder
			p := &l.pauses[len(l.pauses)-1]
			p.RemindAt, p.RemindedAt = Never, l.now
			if err := l.record(System, PauseReminded, p.told()); err != nil {
				return err
			}
		case pause < next:
			l.now = pause
			l.endPause("time")
			if err := l.change(System, TicketResumed, nil); err != nil {
				return err
			}
		default:
			l.now = max(l.now, next)
			if err := l.sweep(); err != nil {
				return err
			}
		}
	}
}

// sweep raises what is due now.
func (l *life) sweep() error {
	var due []dueClock
	var which []int
	for i := range l.clocks {
		if l.clocks[i].FlagAt <= l.now {
			due = append(due, dueClock{
				Clock: l.clocks[i], assignee: l.t.AssigneeID, confidential: l.t.Confidential, priority: l.t.Priority,
			})
			which = append(which, i)
		}
	}
	for i := range due {
		due[i].UnitID = l.t.UnitID
	}
	for _, f := range passed(due, l.now) {
		told := ""
		if f.last {
			level := string(f.name())
			told = joined(l.f.people.called(f.clock, level, l.f.ladders.at(f.clock.PolicyID, level), 0))
		}
		l.b.flags.add(l.t.ID, f.clock.Target, f.clock.Round, f.name(), f.at, l.now, told)
		data := rawData(`{"level":"` + string(f.name()) + `","target":"` + string(f.clock.Target) + `"}`)
		if told != "" {
			data = data[:len(data)-1] + rawData(`,"told":"`+told+`"}`)
		}
		if err := l.recordAt(System, FlagRaised, f.at, data); err != nil {
			return err
		}
	}
	for i, at := range which {
		c := &l.clocks[at]
		c.Level, c.FlagAt, c.BreachedAt = due[i].Level, due[i].FlagAt, due[i].BreachedAt
	}
	l.t.face(l.clocks)
	return nil
}

func (l *life) pause(who Actor, question said, days int) error {
	if !l.t.Status.Live() || l.t.Status == StatusWaiting {
		return conflict("status", "Status", l.t.Status)
	}
	q := Question{Text: question.text, Days: days}
	l.pauses = append(l.pauses, q.pause(l.t.ID, who, l.now))
	p := &l.pauses[len(l.pauses)-1]
	if err := l.answer(who, question, false); err != nil {
		return err
	}
	l.t.Status = StatusWaiting
	return l.change(who, TicketPaused, p.told())
}

func (l *life) endPause(by string) {
	if l.t.Status != StatusWaiting {
		return
	}
	l.t.Status = StatusOpen
	if l.t.LastOutAt > 0 {
		l.t.Status = StatusAnswered
	}
	p := &l.pauses[len(l.pauses)-1]
	p.EndedAt, p.EndedBy = l.now, by
}
