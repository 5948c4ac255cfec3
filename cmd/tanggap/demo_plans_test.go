package main

import (
	"context"
	"testing"

	"tanggap/models"
)

// Every page of targets has something to show: who leads, who is away, who is on duty, what waits for whom.
func TestDemo_plans(t *testing.T) {
	for name, at := range map[string]string{
		"Tuesday morning": "2026-11-24T10:00:00+07:00", "Sunday night": "2026-11-22T23:30:00+07:00",
		"New Year": "2026-01-01T12:00:00+07:00",
	} {
		t.Run(name, func(t *testing.T) {
			ctx := context.Background()
			town, _ := demoTown(t, at, demoPerDay)
			gaps, more, err := town.store.DutyGaps(ctx)
			if err != nil || len(gaps) > 0 || more {
				t.Errorf("nobody is on duty at %v (%v), %v", gaps, more, err)
			}
			admin := town.users["admin@"+town.people[0].Email[len("admin@"):]]
			offices, err := town.store.Offices(ctx, admin)
			acting := 0
			for _, o := range offices {
				if o.Acting {
					acting++
				}
			}
			if err != nil || len(offices) < 8 || acting != 1 {
				t.Errorf("%d offices, %d acting, %v", len(offices), acting, err)
			}
			if absences, err := town.store.Absences(ctx, admin); err != nil || len(absences) != 3 {
				t.Errorf("%d leaves, %v", len(absences), err)
			}
			followers, err := town.store.SetFollowers(ctx)
			if err != nil || len(followers) != 4 {
				t.Errorf("two calendars follow two sets: %v, %v", followers, err)
			}
			var closing, asked, late int
			for _, m := range town.matters {
				k, err := town.store.Ticket(ctx, models.System, m.number)
				if err != nil {
					t.Fatal(err)
				}
				if k.Handover == models.HandoverLate {
					late++
				}
				if !m.over {
					continue
				}
				p, err := town.store.Waiting(ctx, models.System, m.id)
				if err != nil {
					t.Fatal(err)
				}
				if p != nil && p.Closing != "" {
					closing++
				}
				wanted, err := town.store.Extensions(ctx, models.System, m.id)
				if err != nil {
					t.Fatal(err)
				}
				if len(wanted) == 1 && wanted[0].State == "pending" {
					asked++
				}
			}
			if closing == 0 || asked == 0 || late == 0 {
				t.Errorf("%d close by rule, %d extensions wait, %d hand-overs are late; want some of each", closing, asked, late)
			}
			if v, err := town.store.Verify(ctx, nil); err != nil || v.Broken != 0 {
				t.Errorf("what is stored does not fit together: %v %v", v.Faults, err)
			}
		})
	}
}
