package models

import (
	"errors"
	"fmt"
	"strings"
)

// Code says what kind of failure an Error is; the edges turn it into a status.
type Code string

// The codes of the domain. Everything else is Internal.
const (
	Invalid     Code = "invalid"     // what was given cannot be used: 422
	NotFound    Code = "not_found"   // is not there, or not for this actor: 404
	Conflict    Code = "conflict"    // the state has moved on meanwhile: 409
	Denied      Code = "denied"      // the actor lacks the capability: 403
	Limited     Code = "limited"     // tried too often; Args say how long to wait: 429
	Unavailable Code = "unavailable" // database locked or full, try again: 503
	Internal    Code = "internal"    // a fault of ours: 500
)

// Error is a failure of the domain that somebody can act on. Key is translated by the views
// ("error." + Key); Args are pairs of name and value for the text.
type Error struct {
	Code  Code
	Field string // of the form or JSON body, empty when the whole is meant
	Key   string
	Args  []any
	More  []*Error // further fields that failed in the same request
	cause error
}

func (e *Error) Error() string {
	text := string(e.Code) + ": " + e.Key
	if e.Field != "" {
		text = fmt.Sprintf("%s: %s: %s", e.Code, e.Field, e.Key)
	}
	for i := 0; i+1 < len(e.Args); i += 2 {
		text += fmt.Sprintf(" %v=%v", e.Args[i], e.Args[i+1])
	}
	if e.cause != nil {
		text += ": " + e.cause.Error()
	}
	return text
}

// Unwrap returns the cause, so that errors.Is sees driver errors.
func (e *Error) Unwrap() error { return e.cause }

// ErrorCode returns the code of err: Internal when it is no Error, empty when it is nil.
func ErrorCode(err error) Code {
	var e *Error
	switch {
	case err == nil:
		return ""
	case errors.As(err, &e):
		return e.Code
	default:
		return Internal
	}
}

// AsError returns the Error inside err, nil when there is none.
func AsError(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}

var errNotFound = &Error{Code: NotFound, Key: "not_found"}

func invalid(field, key string, args ...any) *Error {
	return &Error{Code: Invalid, Field: field, Key: "invalid." + key, Args: args}
}

func conflict(key string, args ...any) *Error {
	return &Error{Code: Conflict, Key: "conflict." + key, Args: args}
}

func denied() *Error { return &Error{Code: Denied, Key: "denied"} }

// problems gathers the fields that failed, so that all are told at once.
type problems []*Error

func (p *problems) add(field, key string, args ...any) {
	*p = append(*p, invalid(field, key, args...))
}

// err returns nil, or the first problem carrying the others.
func (p problems) err() error {
	if len(p) == 0 {
		return nil
	}
	first := *p[0]
	first.More = p[1:]
	return &first
}

// Fields returns every field error of e, itself included.
func (e *Error) Fields() []*Error {
	return append([]*Error{e}, e.More...)
}

// unavailable recognises a locked or full database by the words of the drivers, which have no common type.
func unavailable(err error) bool {
	text := err.Error()
	for _, sign := range []string{
		"database is locked", "disk is full", "disk I/O error", "No space left",
		"unable to open database file", "readonly database", "SQLSTATE 53", "SQLSTATE 57P", "SQLSTATE 08", "connect: ",
		"connection refused", "failed to connect", "unexpected EOF", "connection reset", "broken pipe", "conn closed",
		"bad connection",
	} {
		if strings.Contains(text, sign) {
			return true
		}
	}
	return false
}
