package models

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"tanggap/models/text"
)

// HolidayList is what a file of holidays says: the days that can be used, confirmed unless the file calls them
// estimates, and the lines that cannot, with the reason.
type HolidayList struct {
	Holidays []Holiday
	Rejected []RejectedLine
}

// RejectedLine is an entry of a file that was left out; Key is a text below "error.".
type RejectedLine struct {
	Line int    // of the CSV, counted from 1; the number of the event in an ICS
	What string // as it stands in the file
	Key  string
}

// A year has some thirty holidays; a file of more than this is none of ours. The parser of calendars needs time by the
// square of a line's length, so lines are limited too.
const (
	holidayFileAtMost = 1 << 20
	holidayLineAtMost = 2000
	holidaysAtMost    = 1000
)

// ReadHolidays reads an iCalendar file (whole-day events) or a CSV with a header. Columns of the CSV, in any order:
// date (tanggal), name (nama), kind (jenis), status, basis (dasar). Invalid tells why a file as a whole cannot be used.
func ReadHolidays(name string, content []byte) (HolidayList, error) {
	var list HolidayList
	if len(content) > holidayFileAtMost {
		return list, invalid("file", "file_size", "Name", name, "Megabytes", holidayFileAtMost>>20)
	}
	var err error
	switch strings.ToLower(path.Ext(name)) {
	case ".ics", ".ical":
		err = list.readICS(content)
	case ".csv", ".txt":
		err = list.readCSV(content)
	default:
		return list, invalid("file", "holiday_file", "Name", name)
	}
	if err != nil {
		return list, &Error{Code: Invalid, Field: "file", Key: "invalid.file_broken", Args: []any{"Name", name}, cause: err}
	}
	if len(list.Holidays) == 0 && len(list.Rejected) == 0 {
		return list, invalid("file", "file_empty", "Name", name)
	}
	return list, nil
}

func (l *HolidayList) reject(line int, what, key string) {
	if len(l.Rejected) < holidaysAtMost {
		l.Rejected = append(l.Rejected, RejectedLine{line, text.Excerpt(text.Clean(what), 80), "invalid." + key})
	}
}

// add takes a day once; the first of two entries of a day holds.
func (l *HolidayList) add(line int, h Holiday) {
	h.Name, h.Basis = tidy(h.Name), tidy(h.Basis)
	same := func(o Holiday) bool { return o.Day == h.Day }
	switch {
	case h.Name == "":
		l.reject(line, h.Day, "required")
	case slices.ContainsFunc(l.Holidays, same):
		l.reject(line, h.Day+" "+h.Name, "holiday_twice")
	case len(l.Holidays) < holidaysAtMost:
		l.Holidays = append(l.Holidays, h)
	}
}

// unfold joins the lines that a calendar breaks after 75 octets (RFC 5545, 3.1).
var unfold = strings.NewReplacer("\r\n ", "", "\r\n\t", "", "\n ", "", "\n\t", "")

// readICS takes whole-day events. An event with hours, in whatever zone, or one that repeats is no holiday list of ours:
// feasts move every year, so a rule cannot know them.
func (l *HolidayList) readICS(content []byte) error {
	unfolded := unfold.Replace(string(content))
	for line := range strings.SplitSeq(unfolded, "\n") {
		if len(line) > holidayLineAtMost {
			return errors.New("a line is too long")
		}
	}
	calendar, err := ics.ParseCalendar(strings.NewReader(unfolded))
	if err != nil {
		return err
	}
	for i, event := range calendar.Events() {
		line := i + 1
		name := property(event, ics.ComponentPropertySummary)
		first, err := time.Parse("20060102", property(event, ics.ComponentPropertyDtStart))
		if err != nil {
			l.reject(line, name, "holiday_hours")
			continue
		}
		if property(event, ics.ComponentPropertyRrule) != "" || property(event, ics.ComponentPropertyRdate) != "" {
			l.reject(line, name, "holiday_repeats")
			continue
		}
		last := first
		if end := property(event, ics.ComponentPropertyDtEnd); end != "" {
			after, err := time.Parse("20060102", end)
			if err != nil || after.Before(first) || after.Sub(first) > 31*24*time.Hour {
				l.reject(line, name, "period")
				continue
			}
			if after.After(first) {
				last = after.AddDate(0, 0, -1) // DTEND is the day after the last (RFC 5545, 3.6.1)
			}
		}
		kind := holidayKind(name + " " + property(event, ics.ComponentPropertyCategories))
		for day := first; !day.After(last); day = day.AddDate(0, 0, 1) {
			l.add(line, Holiday{Day: day.Format(time.DateOnly), Name: name, Kind: kind, Confirmed: true})
		}
	}
	return nil
}

func property(event *ics.VEvent, name ics.ComponentProperty) string {
	if p := event.GetProperty(name); p != nil {
		return strings.TrimSpace(p.Value)
	}
	return ""
}

// holidayKind reads what the Indonesian lists call their entries.
func holidayKind(words string) string {
	words = strings.ToLower(strings.ReplaceAll(words, "_", " "))
	switch {
	case strings.Contains(words, "cuti bersama"), strings.Contains(words, "joint leave"):
		return "joint_leave"
	case strings.Contains(words, "daerah"), strings.Contains(words, "regional"), strings.Contains(words, "pilkada"):
		return "regional"
	}
	return "national"
}

// Names a column may have.
var holidayColumns = map[string]string{
	"tanggal": "day", "date": "day", "day": "day", "hari": "day",
	"nama": "name", "name": "name", "keterangan": "name", "libur": "name",
	"jenis": "kind", "kind": "kind", "status": "status", "dasar": "basis", "basis": "basis", "dasar_hukum": "basis",
}

func (l *HolidayList) readCSV(content []byte) error {
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	reader := csv.NewReader(bytes.NewReader(content))
	reader.FieldsPerRecord, reader.TrimLeadingSpace = -1, true
	if head, _, _ := bytes.Cut(content, []byte("\n")); bytes.Count(head, []byte(";")) > bytes.Count(head, []byte(",")) {
		reader.Comma = ';'
	}
	header, err := reader.Read()
	if err != nil {
		return err
	}
	columns := map[string]int{}
	for i, name := range header {
		if column, known := holidayColumns[strings.ToLower(strings.TrimSpace(name))]; known {
			columns[column] = i
		}
	}
	if _, dated := columns["day"]; !dated {
		return errors.New("no column of dates")
	}
	for {
		row, err := reader.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		line, _ := reader.FieldPos(0)
		field := func(column string) string {
			if i, there := columns[column]; there && i < len(row) {
				return row[i]
			}
			return ""
		}
		day, ok := parseDay(field("day"))
		if !ok {
			l.reject(line, strings.Join(row, " "), "date")
			continue
		}
		l.add(line, Holiday{
			Day: day, Name: field("name"), Basis: field("basis"), Kind: holidayKind(field("kind") + " " + field("name")),
			Confirmed: !estimated(field("status")),
		})
	}
}

func estimated(status string) bool {
	status = strings.ToLower(status)
	return strings.Contains(status, "perkiraan") || strings.Contains(status, "estima") || strings.Contains(status, "tentative")
}

// parseDay reads a date as lists write them: 2027-03-10, 10/03/2027, 10-3-2027.
func parseDay(written string) (string, bool) {
	written = strings.TrimSpace(written)
	for _, form := range []string{time.DateOnly, "2/1/2006", "2-1-2006", "2.1.2006", "20060102"} {
		if day, err := time.Parse(form, written); err == nil && day.Year() >= 2000 && day.Year() < 2100 {
			return day.Format(time.DateOnly), true
		}
	}
	return "", false
}
