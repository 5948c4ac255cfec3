package models

import (
	"net/mail"
	"slices"
	"time"
	"unicode/utf8"
)

// Calls and letters are entered within this time of their receipt; what is older is a slip of the pen.
const enteredWithin = 366 * 24 * time.Hour

// A program brings what was written within a quarter: a clock that began years ago would be flagged critical at once,
// and figures that were handed in long ago would change. What is older is a past to be imported; beyond thirty years it
// is a slip of the pen.
const (
	broughtWithin  = 92 * 24 * time.Hour
	importedWithin = 30 * 366 * 24 * time.Hour
)

func heardWithin(who Actor) time.Duration {
	if who.Kind == ByToken {
		return broughtWithin
	}
	return importedWithin
}

// check names every field of an intake that cannot be used, and fills the defaults.
func (s *Store) check(ref *reference, who Actor, in *Intake) error {
	var wrong problems
	if in.Channel == "" {
		in.Channel = "form"
	}
	if in.Privacy == "" {
		in.Privacy = Named
	}
	switch n := utf8.RuneCountInString(in.Text); {
	case n == 0 && len(in.Files) == 0:
		wrong.add("text", "required")
	case n > TextAtMost:
		wrong.add("text", "too_long", "Limit", TextAtMost, "Length", n)
	}
	if in.Kind != "" && !slices.Contains(Kinds, in.Kind) {
		wrong.add("kind", "choice", "Value", in.Kind, "Allowed", Kinds)
	}
	if !slices.Contains(Privacies, in.Privacy) {
		wrong.add("privacy", "choice", "Value", in.Privacy, "Allowed", Privacies)
	}
	if !slices.Contains(Channels, in.Channel) {
		wrong.add("channel", "choice", "Value", in.Channel, "Allowed", Channels)
	}
	if c, ok := ref.categoryBySlug[in.Category]; in.Category != "" && (!ok || !c.Active) {
		wrong.add("category", "unknown", "Value", in.Category)
	}
	if u, ok := ref.unitBySlug[in.Unit]; in.Unit != "" && (!ok || !u.Active) {
		wrong.add("unit", "unknown", "Value", in.Unit)
	}
	if _, ok := ref.place[in.PlaceID]; in.PlaceID != 0 && !ok {
		wrong.add("place_id", "unknown", "Value", in.PlaceID)
	}
	if _, ok := ref.account[in.AccountID]; in.AccountID != 0 && !ok {
		wrong.add("account", "unknown", "Value", in.AccountID)
	}
	if in.Priority != "" && !slices.Contains(Priorities, in.Priority) {
		wrong.add("priority", "choice", "Value", in.Priority, "Allowed", Priorities)
	}
	if within := heardWithin(who); in.At != 0 && in.At < s.now().Add(-within) {
		wrong.add("received_at", "too_old", "Days", int(within.Hours()/24))
	}
	if who.Kind == ByUser && who.Can(OpenTickets) { // those of the past, told by Fill, may nothing any more
		in.checkDesk(ref, who, s.now(), &wrong)
	}
	if len(in.Files) > FilesAtMost {
		wrong.add("files", "file_count", "Limit", FilesAtMost)
	}
	in.checkPosition(&wrong)
	in.checkPerson(&wrong)
	return wrong.err()
}

// checkDesk holds what staff enter to their own units, and to a time that can be.
func (in *Intake) checkDesk(ref *reference, who Actor, now Time, wrong *problems) {
	if in.Unit == "" && !who.AllUnits && len(who.Units) == 1 {
		in.Unit = ref.unit[who.Units[0]].Slug
	}
	switch unit, known := ref.unitBySlug[in.Unit]; {
	case in.Unit == "" && !who.AllUnits:
		wrong.add("unit", "required")
	case known && !who.In(unit.ID):
		wrong.add("unit", "unknown", "Value", in.Unit)
	}
	if in.At != 0 && (in.At > now || in.At < now.Add(-enteredWithin)) {
		wrong.add("at", "moment")
	}
}

func (in *Intake) checkPosition(wrong *problems) {
	if (in.Lat == nil) != (in.Long == nil) {
		wrong.add("lat", "position_half")
	}
	if in.Lat != nil && !(*in.Lat >= -90 && *in.Lat <= 90) {
		wrong.add("lat", "range", "Min", -90, "Max", 90)
	}
	if in.Long != nil && !(*in.Long >= -180 && *in.Long <= 180) {
		wrong.add("long", "range", "Min", -180, "Max", 180)
	}
	if utf8.RuneCountInString(in.Place) > 300 {
		wrong.add("place", "too_long", "Limit", 300)
	}
}

func (in *Intake) checkPerson(wrong *problems) {
	if utf8.RuneCountInString(in.Name) > 120 {
		wrong.add("name", "too_long", "Limit", 120)
	}
	if in.Email != "" {
		if a, err := mail.ParseAddress(in.Email); err != nil || a.Address != in.Email || len(in.Email) > 254 {
			wrong.add("email", "email", "Value", in.Email)
		}
	}
	// ITU E.164: 15 digits at most; short service numbers have three.
	if n := len(normalPhone(in.Phone)); in.Phone != "" && (n < 3 || n > 15) {
		wrong.add("phone", "phone", "Value", in.Phone)
	}
}
