package channels

import (
	"errors"
	"fmt"
	"time"
)

// Outcome is what a failure means for the one who sends.
type Outcome string

// The outcomes. Only after a temporary failure, or a limit, is the same sent again by itself.
const (
	IsTemporary Outcome = "temporary"    // not taken over; the same may work later
	IsLimited   Outcome = "rate_limited" // not taken over; too much at once
	IsPermanent Outcome = "permanent"    // not taken over, and never will be
	IsUnknown   Outcome = "unknown"      // may have been taken over: nobody answered
)

// Failure says why something was not sent. Code is for people who look after the house: a status, a short word; never
// an address or a text, because it is kept and logged.
type Failure struct {
	Outcome    Outcome
	Code       string
	RetryAfter time.Duration // of a limit: how long the network asks to wait
	cause      error
}

func (f *Failure) Error() string { return fmt.Sprintf("%s: %s", f.Outcome, f.Code) }

// Unwrap returns what the network said, which may hold addresses.
func (f *Failure) Unwrap() error { return f.cause }

// Temporary is a failure that may pass.
func Temporary(code string, cause error) error {
	return &Failure{Outcome: IsTemporary, Code: code, cause: cause}
}

// Permanent is a failure that will not pass.
func Permanent(code string, cause error) error {
	return &Failure{Outcome: IsPermanent, Code: code, cause: cause}
}

// Unknown is a sending of which nobody knows whether it arrived.
func Unknown(code string, cause error) error {
	return &Failure{Outcome: IsUnknown, Code: code, cause: cause}
}

// RateLimited is a network asking to wait.
func RateLimited(code string, after time.Duration, cause error) error {
	return &Failure{Outcome: IsLimited, Code: code, RetryAfter: after, cause: cause}
}

// FailureOf returns the failure inside err, nil for nil. An error that says nothing of its meaning is unknown: a second
// public answer is worse than a late one.
func FailureOf(err error) *Failure {
	var f *Failure
	switch {
	case err == nil:
		return nil
	case errors.As(err, &f):
		return f
	}
	return &Failure{Outcome: IsUnknown, Code: "no_answer", cause: err}
}
