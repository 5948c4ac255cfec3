package models

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Kind is what a citizen wants; comment is what nobody has classified yet.
type Kind string

// The kinds (in Indonesian pengaduan, aspirasi, permintaan informasi, masukan, kritik, apresiasi, komentar).
const (
	Complaint    Kind = "complaint"
	Aspiration   Kind = "aspiration"
	Information  Kind = "information"
	Suggestion   Kind = "suggestion"
	Criticism    Kind = "criticism"
	Appreciation Kind = "appreciation"
	Comment      Kind = "comment"
)

// Kinds lists all kinds in the order they are shown.
var Kinds = []Kind{Complaint, Aspiration, Information, Suggestion, Criticism, Appreciation, Comment}

// Status is where a ticket stands.
type Status string

// The statuses; the first four are live.
const (
	StatusNew      Status = "new"
	StatusOpen     Status = "open"
	StatusWaiting  Status = "waiting"
	StatusAnswered Status = "answered"
	StatusResolved Status = "resolved"
	StatusClosed   Status = "closed"
	StatusArchived Status = "archived"
	StatusMerged   Status = "merged"
)

// Statuses lists all statuses in the order of a ticket's life.
var Statuses = []Status{
	StatusNew, StatusOpen, StatusWaiting, StatusAnswered, StatusResolved, StatusClosed, StatusArchived, StatusMerged,
}

// Live reports whether somebody still has to do something.
func (s Status) Live() bool { return slices.Index(Statuses, s) < 4 }

// Priority is how much harm waiting does.
type Priority string

// The priorities; emergencies run on a 24-hour calendar.
const (
	Normal    Priority = "normal"
	High      Priority = "high"
	Emergency Priority = "emergency"
)

// Priorities lists all priorities, lowest first.
var Priorities = []Priority{Normal, High, Emergency}

// Privacy is what a citizen allows to be shown.
type Privacy string

// Named shows the name to those who answer; anonymous to nobody but the outbox; confidential seals the person and
// keeps the whole ticket out of public sight.
const (
	Named        Privacy = "named"
	Anonymous    Privacy = "anonymous"
	Confidential Privacy = "confidential"
)

// Privacies lists all three.
var Privacies = []Privacy{Named, Anonymous, Confidential}

// Channels lists where a ticket may come from.
var Channels = []string{
	"form", "api", "phone", "letter", "visit", "email", "facebook", "instagram", "whatsapp", "telegram", "x",
	"tiktok", "youtube", "import",
}

// Ticket is one citizen's matter. The row carries only what lists sort and filter by.
type Ticket struct {
	ID           int64
	TrackingHash []byte
	TrackingSalt []byte
	Kind         Kind
	CategoryID   int64
	UnitID       int64
	AccountID    int64
	Channel      string
	Status       Status
	Live         bool
	Priority     Priority
	Privacy      Privacy
	Confidential int // 1: the reporter is sealed, 2: for the inspectorate only
	CitizenID    int64
	Author       string
	Excerpt      string
	PlaceID      int64
	Place        string
	Lat, Long    *float64
	Thread       string
	AssigneeID   int64
	PolicyID     int64
	VersionID    int64  // of the calendar its clocks use
	Extension    string // granted to the resolution, as an amount
	DueAt        Time
	DueTarget    string
	WarnAt       Time
	CriticalAt   Time
	ReceivedAt   Time
	CreatedAt    Time
	LastInAt     Time
	LastOutAt    Time
	ClosedAt     Time
	Hops         int
	Handover     HandoverState // 0: simply its unit's
	Messages     int
	Reason       string
}

// Overdue reports whether an answer is late at the instant.
func (t *Ticket) Overdue(now Time) bool { return t.Live && t.DueAt < now }

// Number is what people call the ticket: prefix, year and the id, which is never used twice.
// No counter is kept for it: one would make every intake wait for the one before (docs/decisions.md).
func (s *Store) Number(t *Ticket) string { return s.number(t.ID, t.CreatedAt) }

func (s *Store) number(id int64, created Time) string {
	return fmt.Sprintf("%s-%d-%06d", s.Prefix, created.Std().Year(), id)
}

var numberForm = regexp.MustCompile(`^\s*[A-Za-z]{2,8}[- ]?(\d{4})[- ]?(\d{1,12})\s*$`)

// parseNumber returns the id and year of a ticket number, whatever its prefix: prefixes change, letters stay.
func parseNumber(number string) (id int64, year int, ok bool) {
	m := numberForm.FindStringSubmatch(number)
	if m == nil {
		return 0, 0, false
	}
	year, _ = strconv.Atoi(m[1])
	id, _ = strconv.ParseInt(strings.TrimLeft(m[2], "0"), 10, 64)
	return id, year, id > 0
}

// Ticket returns the ticket with the number; NotFound if there is none or the actor may not see it.
func (s *Store) Ticket(ctx context.Context, who Actor, number string) (*Ticket, error) {
	id, year, ok := parseNumber(number)
	if !ok {
		return nil, errNotFound
	}
	t, err := s.ticket(ctx, who, id)
	if err == nil && t.CreatedAt.Std().Year() != year {
		return nil, errNotFound
	}
	return t, err
}

func (s *Store) ticket(ctx context.Context, who Actor, id int64) (*Ticket, error) {
	where, args := who.scope()
	t := &Ticket{}
	err := s.find(ctx, t, "SELECT t.* FROM tickets t WHERE "+where+" AND t.id = ?", append(args, id)...)
	if err == nil && t.ID == 0 {
		return nil, errNotFound
	}
	return t, err
}

// load reads the ticket a verb is about to change, locked, through the actor's scope.
func (tx *Tx) load(who Actor, id int64) (*Ticket, error) {
	where, args := who.scope()
	t := &Ticket{}
	query := "SELECT t.* FROM tickets t WHERE " + where + " AND t.id = ?" + tx.store.dialect.locking()
	if err := tx.find(t, query, append(args, id)...); err != nil {
		return nil, err
	}
	if t.ID == 0 {
		return nil, errNotFound
	}
	return t, tx.notBefore(t)
}

// notBefore keeps what happens to a ticket behind what has happened to it already, should the machine's clock have been
// set back meanwhile: its clocks are replayed by time.
func (tx *Tx) notBefore(t *Ticket) error {
	var last Time
	err := tx.find(&last, "SELECT created_at FROM events WHERE ticket_id = ? ORDER BY id DESC LIMIT 1", t.ID)
	tx.now = max(tx.now, last)
	return err
}

// act is the frame of every verb on one ticket: capability, scope, row lock.
func (s *Store) act(ctx context.Context, who Actor, number string, c Capability,
	verb func(*Tx, *Ticket) error,
) error {
	if err := who.need(c); err != nil {
		return err
	}
	id, _, ok := parseNumber(number)
	if !ok {
		return errNotFound
	}
	return s.update(ctx, func(tx *Tx) error {
		t, err := tx.load(who.exercising(c), id)
		if err != nil {
			return err
		}
		if err := tx.once(ctx, t); err != nil {
			return err
		}
		job, _ := ctx.Value(errandKey{}).(*errandJob)
		if job == nil {
			return verb(tx, t)
		}
		tx.errand = job
		if err := tx.beginErrand(t); err != nil {
			return err
		}
		before := beforeOf(t)
		if err := verb(tx, t); err != nil {
			return err
		}
		return tx.endErrandOn(id, before)
	})
}
