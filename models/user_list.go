package models

import (
	"context"
	"strings"
)

// UserFilter narrows the list of users; empty fields match everybody.
type UserFilter struct {
	Text   string // part of a name or an address
	Role   Role
	Unit   int64
	Active *bool
}

// Users shown at once: more than any house of ours has; above it the list has to be narrowed.
const usersAtMost = 500

// Everything of a user but the password's hash.
const userColumns = "u.id, u.email, u.name, u.must_change, u.role, u.lang, u.theme, u.active, u.created_at, u.seen_at"

// Users returns the users that fit, by name, with their units; more tells that there are others.
// Denied unless the actor administers.
func (s *Store) Users(ctx context.Context, who Actor, f UserFilter) (users []User, more bool, err error) {
	if err := who.need(Administer); err != nil {
		return nil, false, err
	}
	where, args := []string{"1 = 1"}, []any(nil)
	narrow := func(condition string, values ...any) {
		where, args = append(where, condition), append(args, values...)
	}
	if like := likeness(f.Text); like != "" {
		narrow(`(LOWER(u.name) LIKE ? ESCAPE '\' OR u.email LIKE ? ESCAPE '\')`, like, like)
	}
	if f.Role != "" {
		narrow("u.role = ?", f.Role)
	}
	if f.Unit != 0 {
		narrow("EXISTS (SELECT 1 FROM memberships m WHERE m.user_id = u.id AND m.unit_id = ?)", f.Unit)
	}
	if f.Active != nil {
		narrow("u.active = ?", *f.Active)
	}
	err = s.find(ctx, &users, "SELECT "+userColumns+" FROM users u WHERE "+strings.Join(where, " AND ")+
		" ORDER BY u.name, u.id LIMIT ?", append(args, usersAtMost+1)...)
	if err != nil {
		return nil, false, err
	}
	if more = len(users) > usersAtMost; more {
		users = users[:usersAtMost]
	}
	return users, more, s.withUnits(ctx, users)
}

// User returns one user with their units; NotFound when there is none. Denied unless the actor administers.
func (s *Store) User(ctx context.Context, who Actor, id int64) (User, error) {
	if err := who.need(Administer); err != nil {
		return User{}, err
	}
	var users []User
	if err := s.find(ctx, &users, "SELECT "+userColumns+" FROM users u WHERE u.id = ?", id); err != nil {
		return User{}, err
	}
	if len(users) == 0 {
		return User{}, errNotFound
	}
	return users[0], s.withUnits(ctx, users)
}

// OpenSessions returns in how many browsers a user is signed in. Denied unless the actor administers.
func (s *Store) OpenSessions(ctx context.Context, who Actor, user int64) (int, error) {
	if err := who.need(Administer); err != nil {
		return 0, err
	}
	var n int
	now := s.now()
	err := s.find(ctx, &n, "SELECT COUNT(*) FROM sessions WHERE user_id = ? AND expires_at > ? AND seen_at > ?",
		user, now, now.Add(-sessionIdle))
	return n, err
}

func (s *Store) withUnits(ctx context.Context, users []User) error {
	if len(users) == 0 {
		return nil
	}
	at, ids := make(map[int64]int, len(users)), make([]int64, len(users))
	for i := range users {
		ids[i], at[users[i].ID] = users[i].ID, i
	}
	var members []struct{ UserID, UnitID int64 }
	err := s.find(ctx, &members, "SELECT user_id, unit_id FROM memberships WHERE user_id IN ? ORDER BY unit_id", ids)
	for _, m := range members {
		users[at[m.UserID]].Units = append(users[at[m.UserID]].Units, m.UnitID)
	}
	return err
}

var likeMarks = strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`)

// likeness is the pattern of "contains this text", whatever the case; empty for an empty text.
func likeness(text string) string {
	if text = strings.ToLower(tidy(text)); text == "" {
		return ""
	}
	return "%" + likeMarks.Replace(text) + "%"
}
