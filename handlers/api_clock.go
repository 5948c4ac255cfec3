package handlers

import (
	"time"

	"tanggap/models"
	"tanggap/models/sla"
)

// apiProof is a clock with the answer to "why this date?". Times are in the calendar's zone.
type apiProof struct {
	sla.ClockProof
	Amount     string           `json:"amount" doc:"Working time (4h) or working days (5wd)."`
	Policy     string           `json:"policy"`
	PolicyFrom *time.Time       `json:"policy_from" doc:"From when the policy holds; null: always."`
	Basis      string           `json:"basis" doc:"The law or rule the policy rests on."`
	Calendar   string           `json:"calendar"`
	Version    int64            `json:"calendar_version"`
	VersionAt  *time.Time       `json:"calendar_version_at" doc:"When that version of hours and holidays was made."`
	StoppedBy  string           `json:"stopped_by"`
	Pauses     []apiGap         `json:"pauses" doc:"What was left out: waiting for the citizen, or closed."`
	Changes    []apiClockChange `json:"changes" doc:"Recomputations that moved the due time, oldest first."`
}

type apiGap struct {
	From *time.Time `json:"from"`
	To   *time.Time `json:"to" doc:"Null while it lasts."`
	Why  string     `json:"why" enum:"paused,resolved"`
}

type apiClockChange struct {
	Event int64      `json:"event"`
	At    *time.Time `json:"at"`
	From  *time.Time `json:"from" doc:"The due time before; null while paused."`
	To    *time.Time `json:"to"`
	By    string     `json:"by" doc:"Empty: the house itself."`
	Why   string     `json:"why"`
}

// apiMeasurement is a stop of a clock as it was stored then.
type apiMeasurement struct {
	Target    string     `json:"target"`
	Round     int        `json:"round" doc:"Of next_response: which group of unanswered messages."`
	State     string     `json:"state" enum:"met,late,unanswered"`
	Amount    string     `json:"amount"`
	StartedAt *time.Time `json:"started_at"`
	DueAt     *time.Time `json:"due_at"`
	StoppedAt *time.Time `json:"stopped_at"`
	Working   int64      `json:"working_seconds"`
	Calendar  int64      `json:"calendar_seconds"`
	Unit      string     `json:"unit" doc:"Slug of who held the ticket at the stop."`
	By        string     `json:"by"`
	PolicyID  int64      `json:"policy_id"`
	Policy    string     `json:"policy" doc:"As it read at the stop, like policy_from and basis."`
	From      *time.Time `json:"policy_from"`
	Basis     string     `json:"basis"`
	Version   int64      `json:"calendar_version"`
	UndoneAt  *time.Time `json:"undone_at" doc:"When the clock ran on; null: the last word on the round."`
}

type apiDesk struct {
	Unit     string     `json:"unit" doc:"Slug."`
	From     *time.Time `json:"from"`
	To       *time.Time `json:"to"`
	Working  int64      `json:"working_seconds"`
	Calendar int64      `json:"calendar_seconds"`
}

// apiClocks is the proof of a ticket's clocks.
type apiClocks struct {
	Items        []apiProof       `json:"items"`
	Next         *string          `json:"next" doc:"Always null."`
	Measurements []apiMeasurement `json:"measurements"`
	Desks        []apiDesk        `json:"desks" doc:"Who held it how long; they add up to the time it was open."`
	Event        int64            `json:"event" doc:"The last of the history."`
	Hash         string           `json:"hash" doc:"SHA-256 of that event, which stands for all before it."`
	Intact       bool             `json:"intact" doc:"Every event follows from the one before."`
}

func (h *handlers) apiClocks(c *call, _ struct{}) (out apiClocks, err error) {
	p, err := h.Store.ProveClocks(c.ctx, c.who, c.Params("number"))
	if err != nil {
		return out, err
	}
	names, err := h.Store.Names(c.ctx)
	if err != nil {
		return out, err
	}
	out = apiClocks{
		Items: make([]apiProof, len(p.Clocks)), Measurements: make([]apiMeasurement, len(p.Measurements)),
		Desks: make([]apiDesk, len(p.Desks)), Event: p.LastEvent, Hash: p.Hash, Intact: p.Intact,
	}
	for i := range p.Clocks {
		out.Items[i] = apiProofOf(&p.Clocks[i])
	}
	for i := range p.Measurements {
		m := &p.Measurements[i]
		out.Measurements[i] = apiMeasurement{
			Target: string(m.Target), Round: m.Round, State: string(m.State), Amount: m.Amount, StartedAt: stamp(m.StartedAt),
			DueAt: stamp(m.DueAt), StoppedAt: stamp(m.StoppedAt), Working: m.WorkingSeconds, Calendar: m.CalendarSeconds,
			Unit: c.slugs.Unit(m.UnitID), By: names[m.UserID], PolicyID: m.PolicyID, Policy: m.Policy.Name,
			From: stamp(m.Policy.ValidFrom), Basis: m.Policy.Basis, Version: m.VersionID, UndoneAt: stamp(m.UndoneAt),
		}
	}
	for i := range p.Desks {
		d := &p.Desks[i]
		out.Desks[i] = apiDesk{
			Unit: c.slugs.Unit(d.UnitID), From: stamp(d.From), To: stamp(d.To), Working: d.Working, Calendar: int64(d.To - d.From),
		}
	}
	return out, nil
}

func apiProofOf(k *models.ClockView) apiProof {
	one := apiProof{
		ClockProof: k.Proof(), Amount: k.Amount.String(), Policy: k.Policy, PolicyFrom: stamp(k.PolicyFrom), Basis: k.Basis,
		Calendar: k.Calendar, Version: k.Version, VersionAt: stamp(k.VersionAt), StoppedBy: k.StoppedBy,
		Pauses: []apiGap{}, Changes: []apiClockChange{},
	}
	for _, gap := range k.Gaps() {
		shown := apiGap{From: &gap.From, Why: string(gap.Why)}
		if !gap.To.IsZero() {
			shown.To = &gap.To
		}
		one.Pauses = append(one.Pauses, shown)
	}
	for _, c := range k.Changes {
		one.Changes = append(one.Changes, apiClockChange{
			Event: c.Event, At: stamp(c.At), From: stamp(c.From), To: stamp(c.To), By: c.Who, Why: c.Why,
		})
	}
	return one
}
