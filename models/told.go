package models

import (
	"context"
	"encoding/json"
)

// Telling is that somebody was told of something on a ticket: when, by what, and in whose place.
type Telling struct {
	Key     string // as a notice's
	Target  string // of a clock; empty: the ticket as a whole
	Level   string
	Round   int // of what is told again: which time
	Name    string
	Instead string // who was away
	At      Time   // in the app
	MailAt  Time   // 0: not by mail
	MailOut bool   // it went out; else it waits until then
	ChatAt  Time
	ChatOut bool
}

// tellings reads who was told what of a ticket, oldest first. Served by notices_ticket.
func (s *Store) tellings(ctx context.Context, ref *reference, ticket int64) ([]Telling, error) {
	var rows []Notice
	err := s.find(ctx, &rows, "SELECT * FROM notices WHERE ticket_id = ? AND once <> '' ORDER BY id", ticket)
	if err != nil {
		return nil, err
	}
	out := make([]Telling, len(rows))
	for i := range rows {
		n := &rows[i]
		var data struct {
			Target string `json:"target"`
			For    string `json:"for"`
			N      int    `json:"n"`
		}
		_ = json.Unmarshal([]byte(n.Data), &data) // ours; an emergency has none
		out[i] = Telling{
			Key: n.Key, Target: data.Target, Level: topicOf(n.Key), Round: data.N, Name: ref.colleague[n.UserID].Name,
			Instead: data.For, At: n.CreatedAt, MailOut: n.Mail == 2, ChatOut: n.Chat == 2,
		}
		if n.Mail != 0 {
			out[i].MailAt = n.MailAt
		}
		if n.Chat != 0 {
			out[i].ChatAt = n.ChatAt
		}
	}
	return out, nil
}

// Away is that whoever has a ticket is away, and who does their work; nobody: the leader of the unit is told.
type Away struct {
	Until   Time
	StandIn string
}

// away tells of the leave of whoever has the ticket; nil when they are there.
func (r *reference) away(user int64, at Time) *Away {
	a := r.awayAt(user, at)
	if a == nil {
		return nil
	}
	away := &Away{Until: a.ToAt}
	if standIn, found := r.inPlaceOf(user, at); found && standIn != user {
		away.StandIn = r.colleague[standIn].Name
	}
	return away
}

// AwayOf returns who of these users is away now, and who stands in for them.
func (s *Store) AwayOf(ctx context.Context, users []User) (map[int64]Away, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	found := map[int64]Away{}
	for _, u := range users {
		if away := ref.away(u.ID, s.now()); away != nil {
			found[u.ID] = *away
		}
	}
	return found, nil
}

// Colleagues returns all users as others see them, by name.
func (s *Store) Colleagues(ctx context.Context) ([]Colleague, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	return ref.colleagues, nil
}

// StandIns returns who could stand in for the actor now, by name.
func (s *Store) StandIns(ctx context.Context, who Actor) ([]Colleague, error) {
	ref, err := s.reference(ctx)
	if err != nil {
		return nil, err
	}
	var found []Colleague
	for _, c := range ref.colleagues {
		if ref.covers(c, ref.colleague[who.ID], s.now()) {
			found = append(found, c)
		}
	}
	return found, nil
}
