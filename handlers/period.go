package handlers

import (
	"strconv"
	"time"

	"tanggap/models"
)

// period is the days a report is about, and how they were asked for: a preset (7, 30, 90, 365 days up to today), a
// month (2026-11), or own for a first and a last day.
type period struct {
	key      string
	from, to models.Day
}

// presets are periods up to and including today, in days.
var presets = []int{7, 30, 90, 365}

const (
	presetUsual = 30
	ownPeriod   = "own"
)

// periodOf reads a period from an address; the usual preset when nothing is asked for.
func periodOf(today models.Day, key, from, to string) (period, error) {
	if from != "" || to != "" || key == ownPeriod {
		first, err := dayNamed("from", from, today-presetUsual+1)
		if err != nil {
			return period{}, err
		}
		last, err := dayNamed("to", to, today)
		return period{ownPeriod, first, last}, err
	}
	if key == "" {
		key = strconv.Itoa(presetUsual)
	}
	if days, err := strconv.Atoi(key); err == nil && days > 0 && days <= presets[len(presets)-1] {
		return period{key, today - models.Day(days) + 1, today}, nil
	}
	month, err := time.Parse("2006-01", key)
	if err != nil {
		return period{}, &models.Error{Code: models.Invalid, Field: "period", Key: "invalid.date"}
	}
	end := models.DayAt(month.AddDate(0, 1, 0)) - 1
	return period{key, models.DayAt(month), end}, nil
}

func dayNamed(field, text string, usual models.Day) (models.Day, error) {
	if text == "" {
		return usual, nil
	}
	day, err := models.ParseDay(text)
	if err != nil {
		return 0, &models.Error{Code: models.Invalid, Field: field, Key: "invalid.date"}
	}
	return day, nil
}
