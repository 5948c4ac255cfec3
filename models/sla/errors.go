package sla

import (
	"errors"
	"fmt"
)

// What can be wrong with a calendar, an amount or a scenario. Match them with
// errors.Is; the text for people is in [Error].
var (
	// ErrAmount is an amount of working time that is not more than zero, or
	// so large that no date could be written for it.
	ErrAmount = errors.New("amount out of range")
	// ErrSpan is a span of hours that is malformed or overlaps another.
	ErrSpan = errors.New("bad span")
	// ErrNoTime means that no working time follows within 366 days.
	ErrNoTime = errors.New("no working time")
	// ErrInput is anything else: an unknown zone, a wrong date, a missing or
	// unknown field.
	ErrInput = errors.New("bad input")
)

// Error says which field is wrong and why, in plain words on one line.
type Error struct {
	Field  string
	Reason string
	Kind   error // one of the four above
}

// Error returns "field: reason".
func (e *Error) Error() string { return e.Field + ": " + e.Reason }

// Unwrap returns the kind, for errors.Is.
func (e *Error) Unwrap() error { return e.Kind }

func wrong(kind error, field, reason string, args ...any) error {
	return &Error{Field: field, Reason: fmt.Sprintf(reason, args...), Kind: kind}
}

// within names the field of an error from further out: path is called with the
// field and returns the new one. Other errors, and nil, stay as they are.
func within(err error, path func(field string) string) error {
	var e *Error
	if !errors.As(err, &e) {
		return err
	}
	return &Error{Field: path(e.Field), Reason: e.Reason, Kind: e.Kind}
}

// quoted shows a foreign text in a message: on one line and cut to a length a
// terminal can show.
func quoted(text string) string {
	const longest = 40
	if r := []rune(text); len(r) > longest {
		text = string(r[:longest]) + "…"
	}
	return fmt.Sprintf("%q", text)
}
