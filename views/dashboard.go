package views

import (
	"html/template"
	"math"
	"strconv"
	"time"
)

// Dashboard is how soon citizens were answered whose tickets were received in a period.
type Dashboard struct {
	Presets []Preset // periods up to today
	Months  []Option // Value is the key of the month
	Period  string   // key of the chosen one
	From    string   // 2026-11-01, both for the fields of one's own dates
	To      string
	First   time.Time // both as dates
	Last    time.Time
	Units   []Option
	Unit    string
	Place   string // name of what is shown: a unit or the whole house
	Sort    string // as the address says, kept by the form
	Order   string

	Whole  FigureRow
	Open   Count // now, whenever received
	Late   Count
	Tables []FigureTable
	Days   []DayFigures
	Step   string // what a line of Days is, below "step_of.": day, week, month
	Ages   []AgeFigures
	Heat   Heat
	CSV    string // address of the same as a file

	AsOf     time.Time
	Waiting  int   // days that are being counted anew
	Unlisted []int // years without an official list of holidays
}

// Preset is a period to choose with one click.
type Preset struct {
	Href    string
	Days    int
	Current bool
}

// Count is a number that leads to the tickets behind it; without an address it is only a number.
type Count struct {
	N    int
	Href string
}

// FigureRow is a line of figures.
type FigureRow struct {
	Name     string
	Received Count
	Answered Count
	Missed   Count // answered late, or still without an answer past due
	Measured Count
	Open     Count
	Late     Count
	Share    float64 // NaN: nothing to measure
	HasTimes bool
	Median   time.Duration // working time
	P90      time.Duration
}

// FigureTable holds the figures of a grouping.
type FigureTable struct {
	Key   string // below "grouping."
	Heads []FigureHead
	Rows  []FigureRow
	Whole FigureRow
}

// FigureHead is the head of a column; its link sorts by it, or the other way round.
type FigureHead struct {
	Key  string // below "column."
	Href string
	Sort string // "ascending" or "descending"; empty: not sorted by this
}

// DayFigures is a point of the line.
type DayFigures struct {
	From     time.Time
	To       time.Time // the last day; the same for a single one
	Received Count
	Answered int
	Share    float64
}

// AgeFigures is how many open tickets are of an age; From and To are days, To 0 for the oldest.
type AgeFigures struct {
	From, To int
	Count
}

// Heat is how many arrived in each hour of the week, Monday first.
type Heat struct {
	Hours [7][24]int
	Most  int
}

// Any reports whether anything arrived at all.
func (h Heat) Any() bool { return h.Most > 0 }

// Own reports whether the dates were chosen one by one.
func (d *Dashboard) Own() bool { return d.Period == "own" }

// Empty reports whether the period has nothing to show.
func (d *Dashboard) Empty() bool { return d.Whole.Received.N == 0 }

// FigureRows draws the lines of a table. They are written by hand like the rows of the inbox: a page has a hundred
// lines of nine numbers, and a template would take a thousand actions for them.
func (p *Page) FigureRows(rows []FigureRow) template.HTML {
	b := make([]byte, 0, 700*len(rows))
	for i := range rows {
		b = p.appendFigures(b, &rows[i])
	}
	return template.HTML(b) //nolint:gosec // every name and address went through appendEscaped
}

// FigureRow draws a single line, for the foot of a table.
func (p *Page) FigureRow(row FigureRow) template.HTML { return p.FigureRows([]FigureRow{row}) }

func (p *Page) appendFigures(b []byte, r *FigureRow) []byte {
	b = append(appendEscaped(append(b, `<tr><th scope="row">`...), r.Name), "</th>"...)
	b = p.appendCount(b, r.Received)
	b = p.appendCount(b, r.Answered)
	b = p.appendCount(b, r.Missed)
	b = p.appendLinked(b, p.Percent(r.Share), r.Measured)
	b = p.appendLinked(b, p.MedianOf(*r), r.Answered)
	b = p.appendLinked(b, p.P90Of(*r), r.Answered)
	b = p.appendCount(b, r.Open)
	b = p.appendCount(b, r.Late)
	return append(b, "</tr>\n"...)
}

func (p *Page) appendCount(b []byte, c Count) []byte { return p.appendLinked(b, p.Number(c.N), c) }

// appendLinked shows a text that leads to the tickets counted, where there are any.
func (p *Page) appendLinked(b []byte, text string, c Count) []byte {
	b = append(b, `<td class="figure">`...)
	if c.N == 0 || c.Href == "" {
		return append(appendEscaped(b, text), "</td>"...)
	}
	b = append(appendEscaped(append(b, `<a href="`...), c.Href), `">`...)
	return append(appendEscaped(b, text), "</a></td>"...)
}

// Figure is a number with its link, outside of tables.
func (p *Page) Figure(c Count) template.HTML {
	text := p.Number(c.N)
	if c.N == 0 || c.Href == "" {
		return template.HTML(text) //nolint:gosec // digits
	}
	b := append(appendEscaped([]byte(`<a href="`), c.Href), `">`...)
	return template.HTML(append(append(b, text...), "</a>"...)) //nolint:gosec // escaped above
}

// MedianOf is the median of a line in words; a dash without any answer.
func (p *Page) MedianOf(r FigureRow) string { return p.spanOf(r, r.Median) }

// P90Of is the time within which nine of ten were answered.
func (p *Page) P90Of(r FigureRow) string { return p.spanOf(r, r.P90) }

func (p *Page) spanOf(r FigureRow, d time.Duration) string {
	if !r.HasTimes {
		return "–"
	}
	return p.Work(d)
}

// Work is working time in hours and minutes.
func (p *Page) Work(d time.Duration) string { return string(p.appendWork(nil, d)) }

// appendWork is working time in hours and minutes: a day of it would be another number of hours on every calendar.
func (p *Page) appendWork(b []byte, d time.Duration) []byte {
	if d < time.Hour {
		return p.appendSpan(b, d)
	}
	minutes, words := int64(d/time.Minute), spans[p.Lang]
	b = append(strconv.AppendInt(b, minutes/60, 10), words[1]...)
	if minutes %= 60; minutes > 0 && d < 100*time.Hour {
		b = append(strconv.AppendInt(append(b, ' '), minutes, 10), words[2]...)
	}
	return b
}

// StepName names a point of the line: a day, or the days it spans.
func (p *Page) StepName(d DayFigures) string {
	if d.From.Equal(d.To) {
		return days[p.Lang][d.From.Weekday()] + " " + p.DateOf(d.From)
	}
	return DaySpan(p.Lang, d.From, d.To)
}

// DateOf is a date that has no zone.
func (p *Page) DateOf(t time.Time) string { return dateIn(p.Lang, t) }

func dateIn(lang string, t time.Time) string { return strconv.Itoa(t.Day()) + " " + MonthName(lang, t) }

// MonthName is "Nov 2026".
func MonthName(lang string, t time.Time) string {
	return months[lang][t.Month()-1] + " " + strconv.Itoa(t.Year())
}

// DaySpan is "1 Nov 2026 – 24 Nov 2026".
func DaySpan(lang string, from, to time.Time) string {
	return dateIn(lang, from) + " – " + dateIn(lang, to)
}

// AgeName says an age in words.
func (p *Page) AgeName(a AgeFigures) string {
	switch {
	case a.To == 0 && a.From == 0:
		return p.T("dashboard.age_today")
	case a.To == 0:
		return p.T("dashboard.age_over", "From", a.From-1)
	}
	return p.T("dashboard.age_days", "From", a.From, "To", a.To)
}

// weekOrder is Monday first.
var weekOrder = [7]int{1, 2, 3, 4, 5, 6, 0}

// HeatRows draws the hours of the week; the shade of a cell is one of six, by its share of the fullest.
func (p *Page) HeatRows(h Heat) template.HTML {
	b := make([]byte, 0, 12_000)
	for i, hours := range h.Hours {
		b = append(append(append(b, `<tr><th scope="row">`...), days[p.Lang][weekOrder[i]]...), "</th>"...)
		for _, n := range hours {
			shade := 0
			if h.Most > 0 {
				shade = int(math.Ceil(5 * float64(n) / float64(h.Most)))
			}
			b = strconv.AppendInt(append(b, `<td data-shade="`...), int64(shade), 10)
			b = append(append(append(b, `">`...), p.Number(n)...), "</td>"...)
		}
		b = append(b, "</tr>\n"...)
	}
	return template.HTML(b) //nolint:gosec // digits and our own words
}

// DayHours are the hours of a day, for the head of the heat map.
func (Heat) DayHours() []int {
	hours := make([]int, 24)
	for i := range hours {
		hours[i] = i
	}
	return hours
}

// Behind is the list of tickets behind a figure.
type Behind struct {
	Title string // of the figure
	About []string
	Back  string // address of the dashboard
	Rows  []Row
	First string
	Next  string
}
