package handlers

import (
	"strings"
	"time"

	"tanggap/models"
	"tanggap/models/sla"
	"tanggap/views"
)

var clockLevels = map[string]string{
	"running": "ok", "paused": "paused", "met": "met", "late": "missed", "unanswered": "missed", "breached": "late",
	"cancelled": "none",
}

func clocksOf(found []models.ClockView, flags []models.Flag, now models.Time) []views.Clock {
	clocks := make([]views.Clock, len(found))
	for i := range found {
		k := &found[i]
		shown := clockOf(k)
		switch {
		case shown.Due.Level == "ok" && !k.Clock.Warn.IsZero() && models.At(k.Clock.Warn) <= now:
			shown.Due.Level = "near"
		case shown.Due.Level == "late" && !k.Critical.IsZero() && models.At(k.Critical) < now:
			shown.Due.Level = "critical"
		}
		for _, f := range flags {
			if f.Target == k.Target {
				shown.Flags = append(shown.Flags, views.Raised{Level: string(f.Level), At: f.At.Std(), Told: f.Told})
			}
		}
		clocks[i] = shown
	}
	return clocks
}

// clockOf is a clock with everything its date rests on.
func clockOf(k *models.ClockView) views.Clock {
	shown := views.Clock{
		Target: string(k.Target), State: string(k.State), Amount: k.Amount.String(), Policy: k.Policy,
		Basis: k.Basis, Calendar: k.Calendar, Started: k.Started, Stopped: k.Stopped,
		Used: time.Duration(k.Used) * time.Second, Left: time.Duration(k.Left) * time.Second, Misses: k.Misses,
		Due:     views.Due{Level: clockLevels[string(k.State)], At: k.Due, Target: string(k.Target)},
		Version: k.Version, VersionAt: instant(int64(k.VersionAt)), PolicyFrom: instant(int64(k.PolicyFrom)), Warn: k.WarnShare,
		StoppedBy: k.StoppedBy,
	}
	for _, gap := range k.Gaps() {
		shown.Pauses = append(shown.Pauses, views.ClockPause{From: gap.From, To: gap.To, Why: string(gap.Why)})
	}
	for _, c := range k.Changes {
		shown.Changes = append(shown.Changes, views.ClockChange{
			At: c.At.Std(), From: instant(int64(c.From)), To: instant(int64(c.To)), Who: c.Who, Why: c.Why,
		})
	}
	for _, step := range k.Steps {
		shown.Steps = append(shown.Steps, stepOf(step, k.Started.Location()))
	}
	return shown
}

func stepOf(counted sla.Step, zone *time.Location) views.Step {
	day, _ := time.ParseInLocation(time.DateOnly, counted.Date, zone) // our own writing of a date
	step := views.Step{
		Date: day, From: counted.From, To: counted.To, Counted: time.Duration(counted.Seconds) * time.Second,
		Skip: strings.ReplaceAll(string(counted.Skip), " ", "_"),
	}
	if counted.Name != "" {
		step.Skip = counted.Name
	}
	return step
}
