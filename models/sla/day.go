package sla

import (
	"fmt"
	"time"
)

const (
	daySeconds  = 24 * 60 * 60
	weekSeconds = 7 * daySeconds
)

// A civil day is counted from 1970-01-01 in whatever zone it is read in.

// civilDay returns the civil day and the second of it for a local time given
// in seconds.
func civilDay(local int64) (day, second int64) {
	day = local / daySeconds
	second = local % daySeconds
	if second < 0 {
		day, second = day-1, second+daySeconds
	}
	return day, second
}

// weekdayOf returns the weekday of a civil day; 1970-01-01 was a Thursday.
func weekdayOf(day int64) time.Weekday {
	w := (day + int64(time.Thursday)) % 7
	if w < 0 {
		w += 7
	}
	return time.Weekday(w)
}

func parseDay(text string) (int64, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return 0, err
	}
	return t.Unix() / daySeconds, nil
}

func formatDay(day int64) string {
	return time.Unix(day*daySeconds, 0).UTC().Format(time.DateOnly)
}

// formatSecond prints a second of the day as people write it: minutes unless
// the seconds matter, and 24:00 for the end.
func formatSecond(s int64) string {
	if s%60 == 0 {
		return fmt.Sprintf("%02d:%02d", s/3600, s/60%60)
	}
	return fmt.Sprintf("%02d:%02d:%02d", s/3600, s/60%60, s%60)
}
