package views

import (
	"html/template"
	"strconv"
	"strings"
	"time"
)

// months and days are written by hand: they are the same handful of words in every file that shows a date.
var (
	months = map[string][12]string{
		"id": {"Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"},
		"en": {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	}
	days = map[string][7]string{
		"id": {"Min", "Sen", "Sel", "Rab", "Kam", "Jum", "Sab"},
		"en": {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
	}
	// spans are the shortest words people use for days, hours, minutes, seconds.
	spans = map[string][4]string{"id": {" hari", " jam", " menit", " detik"}, "en": {" d", " h", " min", " s"}}
)

// zoneNames are how people call the three zones of the country.
var zoneNames = map[int]string{7 * 3600: "WIB", 8 * 3600: "WITA", 9 * 3600: "WIT"}

func (p *Page) local(t time.Time) time.Time {
	if p.Zone == nil {
		return t.UTC()
	}
	return t.In(p.Zone)
}

// Date is "24 Nov 2026"; empty for the zero time, like all of these.
func (p *Page) Date(t time.Time) string { return string(p.appendDate(nil, t)) }

// DateTime is "24 Nov 2026, 10.30".
func (p *Page) DateTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return string(p.appendClock(append(p.appendDate(nil, t), ", "...), t))
}

// FullTime names weekday and zone too: "Sel, 24 Nov 2026, 10.30 WIB".
func (p *Page) FullTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	local := p.local(t)
	name, offset := local.Zone()
	if own, ok := zoneNames[offset]; ok {
		name = own
	}
	return days[p.Lang][local.Weekday()] + ", " + p.DateTime(t) + " " + name
}

// ClockTime is "10.30" in Indonesian, "10:30" in English.
func (p *Page) ClockTime(t time.Time) string { return string(p.appendClock(nil, t)) }

// Hours is a time of day as calendars write it, "07:30", in the page's language.
func (p *Page) Hours(clock string) string {
	if p.Lang == "en" {
		return clock
	}
	return strings.ReplaceAll(clock, ":", ".")
}

// Day is "Sel 24 Nov", for a date near enough that its year is plain.
func (p *Page) Day(t time.Time) string { return string(p.appendDay(nil, p.local(t))) }

func (p *Page) appendDate(b []byte, t time.Time) []byte {
	if t.IsZero() {
		return b
	}
	local := p.local(t)
	b = strconv.AppendInt(b, int64(local.Day()), 10)
	b = append(append(b, ' '), months[p.Lang][local.Month()-1]...)
	return strconv.AppendInt(append(b, ' '), int64(local.Year()), 10)
}

func (p *Page) appendDay(b []byte, local time.Time) []byte {
	b = append(append(b, days[p.Lang][local.Weekday()]...), ' ')
	b = strconv.AppendInt(b, int64(local.Day()), 10)
	return append(append(b, ' '), months[p.Lang][local.Month()-1]...)
}

func (p *Page) appendClock(b []byte, t time.Time) []byte {
	if t.IsZero() {
		return b
	}
	local, mark := p.local(t), byte('.')
	if p.Lang == "en" {
		mark = ':'
	}
	b = append(b, byte('0'+local.Hour()/10), byte('0'+local.Hour()%10), mark)
	return append(b, byte('0'+local.Minute()/10), byte('0'+local.Minute()%10))
}

// Span is a duration in its two largest units: "2 jam 10 menit", "3 hari 4 jam", "45 detik". Its sign is dropped.
func (p *Page) Span(d time.Duration) string { return string(p.appendSpan(nil, d)) }

func (p *Page) appendSpan(b []byte, d time.Duration) []byte {
	seconds, words := int64(d.Abs()/time.Second), spans[p.Lang]
	part := func(n int64, unit int) {
		b = append(strconv.AppendInt(b, n, 10), words[unit]...)
	}
	two := func(a int64, unit int, rest int64) {
		part(a, unit)
		if rest > 0 {
			b = append(b, ' ')
			part(rest, unit+1)
		}
	}
	switch {
	case seconds >= 86400:
		two(seconds/86400, 0, seconds%86400/3600)
	case seconds >= 3600:
		two(seconds/3600, 1, seconds%3600/60)
	case seconds >= 60:
		part(seconds/60, 2)
	default:
		part(seconds, 3)
	}
	return b
}

// Ago is how long something is past: "5 menit lalu", after a week the date.
func (p *Page) Ago(t time.Time) string { return string(p.appendAgo(nil, t)) }

func (p *Page) appendAgo(b []byte, t time.Time) []byte {
	since := p.Now.Sub(t)
	switch {
	case t.IsZero():
		return b
	case since > 7*24*time.Hour:
		return p.appendDate(b, t)
	case since < time.Minute:
		return append(b, p.T("time.now")...)
	}
	return append(p.appendLargest(b, since), p.T("time.ago")...)
}

// appendLargest is a duration in its largest unit only: enough for the age of a row.
func (p *Page) appendLargest(b []byte, d time.Duration) []byte {
	switch {
	case d >= 24*time.Hour:
		d = d.Truncate(24 * time.Hour)
	case d >= time.Hour:
		d = d.Truncate(time.Hour)
	}
	return p.appendSpan(b, d)
}

// When is a time element: how long ago in words, the exact moment on hover and for machines.
func (p *Page) When(t time.Time) template.HTML {
	if t.IsZero() {
		return ""
	}
	return template.HTML(p.appendTime(nil, t, p.appendAgo(nil, t))) //nolint:gosec // digits and our own words
}

// Moment is a time element that shows date and time.
func (p *Page) Moment(t time.Time) template.HTML {
	if t.IsZero() {
		return ""
	}
	return template.HTML(p.appendTime(nil, t, []byte(p.DateTime(t)))) //nolint:gosec // digits and our own words
}

func (p *Page) appendTime(b []byte, t time.Time, shown []byte) []byte {
	b = p.local(t).AppendFormat(append(b, `<time datetime="`...), time.RFC3339)
	b = append(append(b, `" title="`...), p.FullTime(t)...)
	return append(append(append(b, `">`...), shown...), `</time>`...)
}
