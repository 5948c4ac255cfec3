package models

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// PolicyChange is an edit of a policy: drafted and looked at first, then saved with a reason, and for a day undone.
type PolicyChange struct {
	ID        int64
	PolicyID  int64  // 0: a new one that is not saved yet
	Before    string // JSON of the row; empty: it is new
	After     string
	Reason    string
	ByID      int64
	CreatedAt Time
	Counted   string // JSON of a PolicyCount
	SavedAt   Time   // Never: a draft
	UndoneAt  Time   // Never: it holds, or did until the next change
	UndoneBy  int64
	ByName    string `gorm:"->"`
}

// How long an edit can be undone. What was answered meanwhile keeps its verdict, so later it would not be undone truly.
const undoWithin = 24 * time.Hour

// Policy is what the change makes of it.
func (c *PolicyChange) Policy() (Policy, error) { return readPolicy(c.After) }

// Undoable reports whether the change is young enough to be undone; another change since then may still forbid it.
func (c *PolicyChange) Undoable(now Time) bool {
	return c.SavedAt < Never && c.UndoneAt == Never && now <= c.SavedAt.Add(undoWithin)
}

func readPolicy(raw string) (p Policy, err error) {
	if raw == "" {
		return p, nil
	}
	if err = json.Unmarshal([]byte(raw), &p); err != nil {
		err = fmt.Errorf("policy of a change: %w", err)
	}
	return p, err
}

// PolicyChanges returns the newest saved changes, of one policy or of all (0).
func (s *Store) PolicyChanges(ctx context.Context, who Actor, policy int64) ([]PolicyChange, error) {
	if err := who.need(Configure); err != nil {
		return nil, err
	}
	query, args := "c.saved_at < ?", []any{Never}
	if policy != 0 {
		query, args = query+" AND c.policy_id = ?", append(args, policy)
	}
	var changes []PolicyChange
	err := s.find(ctx, &changes, `SELECT c.*, COALESCE(u.name, '') AS by_name FROM policy_changes c
		LEFT JOIN users u ON u.id = c.by_id WHERE `+query+" ORDER BY c.saved_at DESC, c.id DESC LIMIT 10", args...)
	return changes, err
}

// PolicyChange returns one change or draft; NotFound when there is none.
func (s *Store) PolicyChange(ctx context.Context, who Actor, id int64) (PolicyChange, error) {
	var c PolicyChange
	if err := who.need(Configure); err != nil {
		return c, err
	}
	err := s.find(ctx, &c, `SELECT c.*, COALESCE(u.name, '') AS by_name FROM policy_changes c
		LEFT JOIN users u ON u.id = c.by_id WHERE c.id = ?`, id)
	if err == nil && c.ID == 0 {
		err = errNotFound
	}
	return c, err
}

// DraftPolicy keeps an edit to be looked at before it is saved. Invalid names every field that cannot be.
func (s *Store) DraftPolicy(ctx context.Context, who Actor, p Policy) (PolicyChange, error) {
	c := PolicyChange{PolicyID: p.ID, ByID: who.ID, SavedAt: Never, UndoneAt: Never}
	if err := who.need(Configure); err != nil {
		return c, err
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return c, err
	}
	p.Name, p.Basis = tidy(p.Name), tidy(p.Basis)
	if err := ref.checkPolicy(p); err != nil {
		return c, err
	}
	before := ref.policy(p.ID)
	if p.ID != 0 && before.ID == 0 {
		return c, errNotFound
	}
	if c.Before, c.After, err = bothRows(before, p); err != nil {
		return c, err
	}
	err = s.update(ctx, func(tx *Tx) (err error) {
		c.CreatedAt = tx.now
		c.ID, err = tx.insert(`INSERT INTO policy_changes (policy_id, before, after, by_id, created_at)
			VALUES (?, ?, ?, ?, ?) RETURNING id`, c.PolicyID, c.Before, c.After, c.ByID, c.CreatedAt)
		return err
	})
	return c, err
}

// bothRows writes a policy as it was, empty for a new one, and as it will be.
func bothRows(was, will Policy) (before, after string, err error) {
	raw, err := json.Marshal(will)
	if err != nil || was.ID == 0 {
		return "", string(raw), err
	}
	old, err := json.Marshal(was)
	return string(old), string(raw), err
}

// SaveDraft makes a draft the policy, with a reason, and asks for the running clocks it concerns to be measured anew.
// Conflict when it was saved already, or the policy changed since it was drafted.
func (s *Store) SaveDraft(ctx context.Context, who Actor, id int64, reason string) (PolicyChange, error) {
	reason = tidy(reason)
	c, err := s.PolicyChange(ctx, who, id)
	if err != nil {
		return c, err
	}
	if reason == "" {
		return c, invalid("reason", "required")
	}
	if err := tooLong("reason", reason); err != nil {
		return c, err
	}
	p, err := c.Policy()
	if err != nil {
		return c, err
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return c, err
	}
	if err := ref.checkPolicy(p); err != nil {
		return c, err
	}
	err = s.changeHouse(ctx, who, Configure, "policy", p, func(tx *Tx) error {
		if err := tx.still(c.PolicyID, c.Before); err != nil {
			return err
		}
		if err := tx.putPolicy(&p); err != nil {
			return err
		}
		c.PolicyID, c.Reason, c.SavedAt, c.ByID = p.ID, reason, tx.now, who.ID
		_, c.After, err = bothRows(Policy{}, p)
		if err != nil {
			return err
		}
		n, err := tx.changed(`UPDATE policy_changes SET policy_id = ?, after = ?, reason = ?, by_id = ?, saved_at = ?
			WHERE id = ? AND saved_at = ?`, c.PolicyID, c.After, c.Reason, c.ByID, c.SavedAt, c.ID, Never)
		if err == nil && n == 0 {
			err = conflict("policy_saved")
		}
		if err != nil {
			return err
		}
		return tx.askRecompute(who, scope{Policy: p.ID}, "policy "+p.Name+": "+reason)
	})
	return c, err
}

// UndoPolicy puts the row of before back, or switches a new policy off, and measures again. Conflict when the day is
// over, it was undone already, or the policy was changed again since.
func (s *Store) UndoPolicy(ctx context.Context, who Actor, id int64) error {
	c, err := s.PolicyChange(ctx, who, id)
	if err != nil {
		return err
	}
	p, err := readPolicy(c.Before)
	if err == nil && p.ID == 0 {
		p, err = c.Policy()
		p.Active = false
	}
	if err != nil {
		return err
	}
	ref, err := s.reference(ctx)
	if err != nil {
		return err
	}
	switch now := s.now(); {
	case c.SavedAt == Never:
		return errNotFound
	case c.UndoneAt < Never:
		return conflict("policy_undone")
	case !c.Undoable(now):
		return conflict("policy_undo_late")
	}
	if err := ref.checkPolicy(p); err != nil {
		return errors.Join(conflict("policy_undo_last"), err)
	}
	return s.changeHouse(ctx, who, Configure, "policy", p, func(tx *Tx) error {
		if err := tx.isLast(&c); err != nil {
			return err
		}
		n, err := tx.changed("UPDATE policy_changes SET undone_at = ?, undone_by = ? WHERE id = ? AND undone_at = ?",
			tx.now, who.ID, c.ID, Never)
		if err == nil && n == 0 {
			err = conflict("policy_undone")
		}
		if err != nil {
			return err
		}
		if err := tx.putPolicy(&p); err != nil {
			return err
		}
		return tx.askRecompute(who, scope{Policy: p.ID}, "policy_undone "+p.Name+": "+c.Reason)
	})
}

// still is Conflict unless the policy's row is the one it was.
func (tx *Tx) still(id int64, row string) error {
	if id == 0 {
		return nil
	}
	was, err := readPolicy(row)
	if err != nil {
		return err
	}
	var now Policy
	if err := tx.find(&now, "SELECT * FROM policies WHERE id = ?", id); err != nil {
		return err
	}
	if now != was {
		return conflict("policy_changed")
	}
	return nil
}

// isLast is Conflict when the policy was edited after a change: also when it was edited there and back, and reads the same.
func (tx *Tx) isLast(c *PolicyChange) error {
	if err := tx.still(c.PolicyID, c.After); err != nil {
		return conflict("policy_undo_changed")
	}
	var later int64
	err := tx.find(&later, `SELECT COUNT(*) FROM policy_changes WHERE policy_id = ? AND undone_at = ? AND saved_at < ?
		AND (saved_at > ? OR saved_at = ? AND id > ?)`, c.PolicyID, Never, Never, c.SavedAt, c.SavedAt, c.ID)
	if err == nil && later > 0 {
		err = conflict("policy_undo_changed")
	}
	return err
}

// Drafts nobody saved are kept for a week.
const draftsKept = 7 * 24 * time.Hour

// Policies are what the change replaces, empty when it is new, and what it makes of it.
func (c *PolicyChange) Policies() (before, after Policy, err error) {
	if before, err = readPolicy(c.Before); err != nil {
		return before, after, err
	}
	after, err = c.Policy()
	return before, after, err
}

// PolicyHiddenBy names a policy that always comes before the draft, because it asks for the same and stands earlier;
// empty when there is none.
func (s *Store) PolicyHiddenBy(ctx context.Context, who Actor, c PolicyChange) (string, error) {
	if err := who.need(Configure); err != nil {
		return "", err
	}
	p, err := c.Policy()
	if err != nil {
		return "", err
	}
	policies, err := s.Policies(ctx)
	for _, o := range policies {
		same := o.Kind == p.Kind && o.CategoryID == p.CategoryID && o.Priority == p.Priority && o.UnitID == p.UnitID &&
			o.Channel == p.Channel && o.ValidFrom <= p.ValidFrom && o.ValidTo >= p.ValidTo
		earlier := o.Position < p.Position || o.Position == p.Position && (p.ID == 0 || o.ID < p.ID)
		if o.ID != p.ID && o.Active && p.Active && same && earlier {
			return o.Name, nil
		}
	}
	return "", err
}
