package models

import (
	"context"
	"fmt"
	"time"

	"tanggap/models/text"
)

// Draft is what somebody is writing on a ticket: theirs alone, on the server, so that it outlives the session, the
// browser and the device. Where two windows wrote at once there are several, and the writer chooses.
type Draft struct {
	ID        int64
	UserID    int64
	TicketID  int64
	Kind      DraftKind
	Number    string // of the ticket, as the writer knew it
	Text      string
	Revision  int
	CreatedAt Time
	UpdatedAt Time
}

// DraftKind says what the draft becomes.
type DraftKind string

// The kinds.
const (
	DraftReply DraftKind = "reply"
	DraftNote  DraftKind = "note"
)

// Mark names a draft as it stood when a window last saw it; empty for none.
func (d *Draft) Mark() string {
	if d == nil || d.ID == 0 {
		return ""
	}
	return fmt.Sprintf("%d.%d", d.ID, d.Revision)
}

func parseMark(mark string) (id int64, revision int) {
	if n, err := fmt.Sscanf(mark, "%d.%d", &id, &revision); n != 2 || err != nil {
		return 0, 0
	}
	return id, revision
}

// Drafts are kept for 90 days after the last word, and no more of them than anybody writes.
const (
	draftsStay       = 90 * 24 * time.Hour
	versionsAtMost   = 20
	draftsOfOneLimit = 500
)

// Saved is what became of a draft.
type Saved struct {
	Draft   *Draft
	Crossed bool // another window wrote meanwhile: both are kept
	Moved   bool // the ticket is not in the writer's sight (any more)
}

// Drafting is a draft as a window sends it.
type Drafting struct {
	Kind DraftKind
	Text string
	Mark string // of the draft the window has; empty: none yet
}

// KeepDraft keeps what is being written. A window that knows the draft as it stands changes it; any other gets a draft
// of its own beside it, so that nothing anybody typed is overwritten. Without text the window's draft is dropped.
// It works for a ticket out of sight too, and says so: it may have been handed on while somebody wrote.
func (s *Store) KeepDraft(ctx context.Context, who Actor, number string, in Drafting) (Saved, error) {
	var saved Saved
	if err := who.need(AnswerTickets); err != nil || who.Kind != ByUser {
		return saved, errNotFoundOr(err)
	}
	ticket, _, ok := parseNumber(number)
	if !ok || in.Kind != DraftReply && in.Kind != DraftNote {
		return saved, errNotFound
	}
	if err := tooLong("text", in.Text); err != nil {
		return saved, err
	}
	_, err := s.Ticket(ctx, who, number)
	if err != nil && ErrorCode(err) != NotFound {
		return saved, err
	}
	d := Draft{UserID: who.ID, TicketID: ticket, Kind: in.Kind, Number: number, Text: in.Text}
	saved.Moved = err != nil
	err = s.update(ctx, func(tx *Tx) (err error) {
		if !saved.Moved {
			if err := tx.writes(who.ID, ticket, in.Text); err != nil {
				return err
			}
		}
		saved.Draft, saved.Crossed, err = tx.saveDraft(d, in.Mark)
		return err
	})
	return saved, err
}

func errNotFoundOr(err error) error {
	if err != nil {
		return err
	}
	return errNotFound
}

func (tx *Tx) saveDraft(d Draft, mark string) (kept *Draft, crossed bool, err error) {
	id, revision := parseMark(mark)
	if text.Clean(d.Text) == "" {
		return nil, false, tx.exec("DELETE FROM drafts WHERE id = ? AND revision = ? AND user_id = ?", id, revision, d.UserID)
	}
	n, err := tx.changed(`UPDATE drafts SET text = ?, revision = revision + 1, updated_at = ?
		WHERE id = ? AND revision = ? AND user_id = ? AND ticket_id = ? AND kind = ? AND text <> ?`,
		d.Text, tx.clock, id, revision, d.UserID, d.TicketID, d.Kind, d.Text)
	if err != nil {
		return nil, false, err
	}
	others, err := tx.draftsOf(d.UserID, d.TicketID, d.Kind)
	if err != nil {
		return nil, false, err
	}
	for i := range others {
		if o := &others[i]; n > 0 && o.ID == id || o.Text == d.Text {
			return o, false, nil
		}
	}
	if said, err := tx.justSaid(d); said || err != nil {
		return nil, false, err
	}
	var all int
	if err := tx.find(&all, "SELECT COUNT(*) FROM drafts WHERE user_id = ?", d.UserID); err != nil {
		return nil, false, err
	}
	if len(others) >= versionsAtMost || all >= draftsOfOneLimit {
		return nil, false, conflict("drafts_many")
	}
	d.Revision, d.CreatedAt, d.UpdatedAt = 1, tx.clock, tx.clock
	d.ID, err = tx.insert(`INSERT INTO drafts (user_id, ticket_id, kind, number, text, created_at, updated_at)
		VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`, d.UserID, d.TicketID, d.Kind, d.Number, d.Text, d.CreatedAt, d.UpdatedAt)
	return &d, len(others) > 0, err
}

// justSaid reports whether the words have been sent already: a save that was under way when the form was sent would
// bring them back as a draft.
func (tx *Tx) justSaid(d Draft) (bool, error) {
	direction := Out
	if d.Kind == DraftNote {
		direction = Note
	}
	var last []Message
	err := tx.find(&last, `SELECT text, state FROM messages WHERE ticket_id = ? AND user_id = ? AND direction = ?
		ORDER BY id DESC LIMIT 1`, d.TicketID, d.UserID, direction)
	return len(last) > 0 && last[0].State != Cancelled && sameWords(last[0].Text, d.Text), err
}

// sameWords compares as a message is compared with what was typed.
func sameWords(a, b string) bool { return text.Clean(a) == text.Clean(b) }

// draftsOf are the versions of one draft, newest first. Served by drafts_user.
func (tx *Tx) draftsOf(user, ticket int64, kind DraftKind) ([]Draft, error) {
	var found []Draft
	err := tx.find(&found, `SELECT * FROM drafts WHERE user_id = ? AND ticket_id = ? AND kind = ?
		ORDER BY updated_at DESC, id DESC`, user, ticket, kind)
	return found, err
}

// dropSent forgets the draft that was sent, and every version with the same words; what says something else stays.
func (tx *Tx) dropSent(who Actor, ticket int64, kind DraftKind, words, mark string) error {
	if who.Kind != ByUser {
		return nil
	}
	if err := tx.writes(who.ID, ticket, ""); err != nil {
		return err
	}
	id, revision := parseMark(mark)
	versions, err := tx.draftsOf(who.ID, ticket, kind)
	if err != nil {
		return err
	}
	for i := range versions {
		v := &versions[i]
		if v.ID == id && v.Revision == revision || sameWords(v.Text, words) {
			if err := tx.exec("DELETE FROM drafts WHERE id = ?", v.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// ChooseDraft makes a version the draft; NotFound for anybody else's.
func (s *Store) ChooseDraft(ctx context.Context, who Actor, id int64) error {
	return s.onDraft(ctx, who, "UPDATE drafts SET updated_at = ?, revision = revision + 1 WHERE id = ? AND user_id = ?",
		s.now(), id, who.ID)
}

// DropDraft forgets a draft; NotFound for anybody else's.
func (s *Store) DropDraft(ctx context.Context, who Actor, id int64) error {
	return s.onDraft(ctx, who, "DELETE FROM drafts WHERE id = ? AND user_id = ?", id, who.ID)
}

func (s *Store) onDraft(ctx context.Context, who Actor, query string, args ...any) error {
	if who.Kind != ByUser {
		return errNotFound
	}
	return s.update(ctx, func(tx *Tx) error {
		n, err := tx.changed(query, args...)
		if err == nil && n == 0 {
			return errNotFound
		}
		return err
	})
}
