package models

import (
	"context"
	"slices"

	"tanggap/models/text"
)

// IncidentView is an incident with everything its page shows, read in a fixed number of queries.
type IncidentView struct {
	Incident
	Unit    string
	By      string
	Tickets int // all of it, also those out of the actor's sight
	Open    int // of those, live
	Rows    []IncidentTicket
	Answers []IncidentAnswerView
	Similar []Ticket // live, in sight, in no incident, and like it

	MayAnswer, MayApprove bool
}

// IncidentTicket is a ticket of an incident, in the actor's sight.
type IncidentTicket struct {
	Ticket
	State   string // what became of the last answer here: waiting, queued, skipped; empty: none
	Why     string
	Message MessageState // how far it got
}

// IncidentAnswerView is an answer with how far it has come.
type IncidentAnswerView struct {
	IncidentAnswer
	Writer, Decider          string
	Waiting, Queued, Skipped int
}

// Of the tickets of an incident the page shows so many; the inbox holds the others.
const incidentRows = 200

// Incidents returns those that go on, the newest first, then the last that ended: fifty of each.
func (s *Store) Incidents(ctx context.Context, who Actor) ([]IncidentView, error) {
	if err := who.need(ReadTickets); err != nil {
		return nil, err
	}
	var going, ended []Incident
	err := s.find(ctx, &going, "SELECT * FROM incidents WHERE ended_at = 253402300799 ORDER BY id DESC LIMIT 50")
	if err == nil {
		err = s.find(ctx, &ended, "SELECT * FROM incidents WHERE ended_at < 253402300799 ORDER BY id DESC LIMIT 50")
	}
	if err != nil {
		return nil, err
	}
	all := append(going, ended...)
	views := make([]IncidentView, len(all))
	ids := make([]int64, len(all))
	for i := range all {
		views[i].Incident, ids[i] = all[i], all[i].ID
	}
	return views, s.countIncidents(ctx, views, ids)
}

// countIncidents counts the tickets of some, in one query, and names their units.
func (s *Store) countIncidents(ctx context.Context, views []IncidentView, ids []int64) error {
	if len(ids) == 0 {
		return nil
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return err
	}
	var counts []struct {
		IncidentID    int64
		Tickets, Open int
	}
	err = s.find(ctx, &counts, `SELECT x.incident_id, COUNT(*) AS tickets, SUM(CASE WHEN t.live THEN 1 ELSE 0 END) AS open
		FROM incident_tickets x JOIN tickets t ON t.id = x.ticket_id WHERE x.incident_id IN ? GROUP BY x.incident_id`, ids)
	for i := range views {
		v := &views[i]
		v.Unit, v.By = ref.unit[v.UnitID].Name, ref.colleague[v.ByID].Name
		for _, c := range counts {
			if c.IncidentID == v.ID {
				v.Tickets, v.Open = c.Tickets, c.Open
			}
		}
	}
	return err
}

// Incident returns one; NotFound when there is none. Of its tickets the actor sees those in their scope.
func (s *Store) Incident(ctx context.Context, who Actor, id int64) (*IncidentView, error) {
	if err := who.need(ReadTickets); err != nil {
		return nil, err
	}
	one := make([]IncidentView, 1)
	v := &one[0]
	if err := s.find(ctx, &v.Incident, "SELECT * FROM incidents WHERE id = ?", id); err != nil {
		return nil, err
	}
	if v.ID == 0 {
		return nil, errNotFound
	}
	if err := s.countIncidents(ctx, one, []int64{id}); err != nil {
		return nil, err
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	where, args := who.scope()
	err = s.find(ctx, &v.Rows, `SELECT t.*, COALESCE(y.state, '') AS state, COALESCE(y.why, '') AS why,
			COALESCE(m.state, '') AS message
		FROM incident_tickets x JOIN tickets t ON t.id = x.ticket_id
		LEFT JOIN incident_sends y ON y.ticket_id = t.id AND y.answer_id = (SELECT MAX(a.id) FROM incident_answers a
			WHERE a.incident_id = x.incident_id AND a.state IN ('sending', 'sent'))
		LEFT JOIN messages m ON m.id = y.message_id
		WHERE `+where+" AND x.incident_id = ? ORDER BY x.ticket_id DESC LIMIT ?", append(args, id, incidentRows)...)
	if err != nil {
		return nil, err
	}
	for i := range v.Rows {
		v.Rows[i].Author = text.Mask(v.Rows[i].Author)
	}
	err = s.find(ctx, &v.Answers, `SELECT a.*, COALESCE(SUM(CASE WHEN x.state = 'waiting' THEN 1 ELSE 0 END), 0) AS waiting,
			COALESCE(SUM(CASE WHEN x.state = 'queued' THEN 1 ELSE 0 END), 0) AS queued,
			COALESCE(SUM(CASE WHEN x.state = 'skipped' THEN 1 ELSE 0 END), 0) AS skipped
		FROM incident_answers a LEFT JOIN incident_sends x ON x.answer_id = a.id WHERE a.incident_id = ?
		GROUP BY a.id ORDER BY a.id DESC`, id)
	for i := range v.Answers {
		a := &v.Answers[i]
		a.Writer, a.Decider = ref.colleague[a.ByID].Name, ref.colleague[a.DecidedBy].Name
	}
	v.MayAnswer = v.EndedAt == Never && who.Can(AnswerTickets) && who.In(v.UnitID)
	v.MayApprove = v.EndedAt == Never && who.Can(Approve) && who.exercising(Approve).In(v.UnitID)
	if err == nil && v.MayAnswer {
		v.Similar, err = s.similarTo(ctx, who, &v.Incident)
	}
	return v, err
}

// How far back, and how many tickets, are looked at for those that may belong to an incident.
const (
	similarWithin = 3 * 24 * 3600
	similarLooked = 200
	similarShown  = 10
)

// similarTo finds live tickets of the incident's unit that speak of it. Served by tickets_unit.
func (s *Store) similarTo(ctx context.Context, who Actor, i *Incident) ([]Ticket, error) {
	where, args := who.scope()
	var looked []Ticket
	err := s.find(ctx, &looked, "SELECT t.* FROM tickets t WHERE "+where+` AND t.unit_id = ? AND t.received_at >= ?
		AND t.live = TRUE AND NOT EXISTS (SELECT 1 FROM incident_tickets x WHERE x.ticket_id = t.id)
		ORDER BY t.received_at DESC, t.id DESC LIMIT ?`, append(args, i.UnitID, i.CreatedAt-similarWithin, similarLooked)...)
	if err != nil {
		return nil, err
	}
	about := i.topic()
	var found []Ticket
	for k := range looked {
		if t := &looked[k]; len(found) < similarShown && about.in(saidBy(t)) {
			found = append(found, *t)
		}
	}
	return found, nil
}

// topic is what an incident is about: its words, each once, and how many were written.
type topic struct {
	words   []string
	written int
}

func (i *Incident) topic() topic {
	words := text.Tokens(i.Title + " " + i.About)
	written := len(words)
	slices.Sort(words)
	return topic{slices.Compact(words), written}
}

// saidBy are the words of a ticket that tell an incident.
func saidBy(t *Ticket) []string { return text.Tokens(t.Excerpt + " " + t.Place) }

// in reports whether most words of the incident are said, or at least three of them.
func (p topic) in(said []string) bool {
	common := 0
	for _, w := range p.words {
		if slices.Contains(said, w) {
			common++
		}
	}
	return common >= 3 || common >= 2 && 2*common >= p.written
}

// IncidentHint is the incident a ticket is in, or one that goes on and that it may belong to.
type IncidentHint struct {
	Incident
	In bool
}

// incidentOf finds the incident of a ticket, else up to three open ones it speaks of: a late arrival is offered to join.
func (s *Store) incidentOf(ctx context.Context, t *Ticket) ([]IncidentHint, error) {
	var in Incident
	err := s.find(ctx, &in, "SELECT i.* FROM incident_tickets x JOIN incidents i ON i.id = x.incident_id WHERE x.ticket_id = ?", t.ID)
	if err != nil || in.ID != 0 {
		return []IncidentHint{{in, true}}, err
	}
	if !t.Live {
		return nil, nil
	}
	var open []Incident
	err = s.find(ctx, &open, "SELECT * FROM incidents WHERE ended_at = 253402300799 ORDER BY id DESC LIMIT 50")
	if err != nil || len(open) == 0 {
		return nil, err
	}
	var hints []IncidentHint
	said := saidBy(t)
	for i := range open {
		if len(hints) < 3 && open[i].topic().in(said) {
			hints = append(hints, IncidentHint{open[i], false})
		}
	}
	return hints, nil
}

// TicketIncident returns the incident of a ticket for its citizen; nil when it is in none.
func (s *Store) TicketIncident(ctx context.Context, who Actor, ticket int64) (*Incident, error) {
	t, err := s.ticket(ctx, who, ticket)
	if err != nil {
		return nil, err
	}
	hints, err := s.incidentOf(ctx, &Ticket{ID: t.ID})
	if err != nil || len(hints) == 0 {
		return nil, err
	}
	return &hints[0].Incident, nil
}
