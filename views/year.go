package views

import (
	"strconv"
	"strings"
	"time"
)

// Year is a calendar's year at a glance: twelve small months, what each amounts to, and the days that have a name.
type Year struct {
	Year    int
	Months  [12]YearMonth
	Days    int
	Seconds int64
	Named   []YearDay
}

// YearMonth is one month in weeks that begin on Monday.
type YearMonth struct {
	First   time.Time
	Weeks   [][7]YearDay
	Days    int
	Seconds int64
}

// YearDay is one date; the zero one fills up a week.
type YearDay struct {
	Date     time.Time
	Kind     string // [daykind], and [daymark] the letter that stands for it
	Name     string
	Estimate bool
	Spans    []string
	Seconds  int64
}

// Add puts the next day of the year into its month.
func (y *Year) Add(d YearDay) {
	m := &y.Months[d.Date.Month()-1]
	weekday := (int(d.Date.Weekday()) + 6) % 7
	if m.First.IsZero() {
		m.First = d.Date
	}
	if len(m.Weeks) == 0 || weekday == 0 {
		m.Weeks = append(m.Weeks, [7]YearDay{})
	}
	m.Weeks[len(m.Weeks)-1][weekday] = d
	if d.Seconds > 0 {
		m.Days, y.Days = m.Days+1, y.Days+1
		m.Seconds, y.Seconds = m.Seconds+d.Seconds, y.Seconds+d.Seconds
	}
	if d.Name != "" {
		y.Named = append(y.Named, d)
	}
}

// Mark is the letter in the day's box; an estimate has its own.
func (d YearDay) Mark() string {
	if d.Estimate {
		return "estimate"
	}
	return d.Kind
}

// DayKinds are what a day of a year may be, in the order of the legend.
func (p *Page) DayKinds() []string {
	return []string{"work", "off", "national", "joint_leave", "regional", "changed", "estimate"}
}

// DayTold is what a day's box says to those who hear it, and to those who point at it.
func (p *Page) DayTold(d YearDay) string {
	told := p.Word("daykind", d.Mark())
	if d.Name != "" {
		told += ": " + d.Name
	}
	if d.Kind == "changed" && len(d.Spans) > 0 {
		hours := make([]string, len(d.Spans))
		for i, span := range d.Spans {
			hours[i] = p.Hours(span)
		}
		told += ": " + strings.Join(hours, ", ")
	}
	return told
}

// MonthName is "Januari"; of a date.
func (p *Page) MonthName(t time.Time) string { return p.Word("month", strconv.Itoa(int(t.Month()))) }

// WeekdayHead is the shortest name of a weekday, counted from Monday.
func (p *Page) WeekdayHead(i int) string { return days[p.Lang][(i+1)%7] }

// WorkHours shows working time in hours: "157,5".
func (p *Page) WorkHours(seconds int64) string {
	whole := p.Number(int(seconds / 3600))
	rest := strconv.FormatFloat(float64(seconds%3600)/3600, 'f', 2, 64)[1:]
	rest = strings.TrimRight(strings.TrimRight(rest, "0"), ".")
	if p.Lang != "en" {
		rest = strings.Replace(rest, ".", ",", 1)
	}
	return whole + rest
}

// DayMark is the letter of a kind of day; ordinary days have none.
func (p *Page) DayMark(kind string) string {
	if kind == "work" || kind == "off" {
		return ""
	}
	return p.Word("daymark", kind)
}
