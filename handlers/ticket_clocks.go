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

func clocksOf(v *models.TicketView, now models.Time) []views.Clock {
	clocks := make([]views.Clock, len(v.Clocks))
	for i := range v.Clocks {
		k := &v.Clocks[i]
		shown := views.Clock{
			Target: string(k.Target), State: string(k.State), Amount: k.Amount.String(), Policy: k.Policy,
			Basis: k.Basis, Calendar: k.Calendar, Started: k.Started, Stopped: k.Stopped,
			Used: time.Duration(k.Used) * time.Second, Left: time.Duration(k.Left) * time.Second, Misses: k.Misses,
			Due: views.Due{Level: clockLevels[string(k.State)], At: k.Due, Target: string(k.Target)},
		}
		switch {
		case shown.Due.Level == "ok" && !k.Warn.IsZero() && models.At(k.Warn) <= now:
			shown.Due.Level = "near"
		case shown.Due.Level == "late" && !k.Critical.IsZero() && models.At(k.Critical) < now:
			shown.Due.Level = "critical"
		}
		for _, f := range v.Flags {
			if f.Target == k.Target {
				shown.Flags = append(shown.Flags, views.Raised{Level: string(f.Level), At: f.At.Std(), Told: f.Told})
			}
		}
		for _, step := range k.Steps {
			shown.Steps = append(shown.Steps, stepOf(step, k.Started.Location()))
		}
		clocks[i] = shown
	}
	return clocks
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
