// Package sla owns response targets: calendars, working-time arithmetic and
// the replay of a ticket's events into clocks. It is pure: it must not know
// the database, the network, the language of the reader or the time of day,
// and it imports only the standard library.
//
// # Decisions where more than one reading was possible
//
// Precision is seconds: fractions of a second are cut off.
//
// Every target is turned into one number, its working seconds: an amount of
// working time is that number, and n working days are the working seconds
// between the start and the closing time of the n-th counted date. Warn point,
// critical point, pause and closure then follow one rule for both kinds: they
// are instants at which so many working seconds have passed, paused and closed
// time left out. A pause therefore gives back exactly the working time it took,
// never less than nothing, and a pause outside working hours changes nothing.
//
// A breach is for ever, and a breached clock keeps the amount, the calendar and
// the due time it was breached under: pausing it leaves it breached with its
// due shown, and retargeting or a new calendar passes it by. Only a clock that
// is not breached is paused, without due and warn point.
//
// While a ticket is resolved without an answer its first response is
// unanswered; the closed time is left out only once the ticket is reopened. An
// answer accepted while the ticket is closed (the public text of the closure
// itself, usually) stops the first response with the closed time counted. An
// open next response is treated alike, but a citizen's message after the
// closure starts a new group.
//
// Events that mean nothing where they stand (an answer before any message, a
// resume without a pause, a second resolution) change nothing. Events after the
// instant looked at have not happened yet. A citizen's message on an archived
// ticket changes nothing; reopening an archived ticket by staff resumes its
// cancelled clocks, so that archiving is no way to lose a clock.
//
// A target given by a retargeting replaces that target only; the others stay.
package sla
