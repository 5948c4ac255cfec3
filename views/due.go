package views

import (
	"html/template"
	"time"
)

// Due is the clock of a ticket as lists and badges show it.
type Due struct {
	// Level is "ok", "near", "late", "critical", "paused", "met", "missed" (stopped after due) or "none" (no clock).
	Level  string
	At     time.Time // due time; zero while paused and without a clock
	Target string    // key below "target."
}

// shapes give every level an icon of its own, so that nobody needs to see colours.
var shapes = map[string]string{
	"ok": "circle", "near": "triangle-alert", "late": "octagon-alert", "critical": "flame", "paused": "circle-pause",
	"met": "circle-check", "missed": "circle-x", "none": "minus",
}

// Badge shows a clock in words, colour and shape.
func (p *Page) Badge(d Due) template.HTML {
	return template.HTML(p.appendBadge(nil, d)) //nolint:gosec // built of our own words and escaped parts
}

func (p *Page) appendBadge(b []byte, d Due) []byte {
	if _, ok := shapes[d.Level]; !ok {
		d.Level = "none"
	}
	b = append(append(b, `<span class="clock" data-level="`...), d.Level...)
	if d.Target != "" {
		b = append(b, `" title="`...)
		b = appendEscaped(b, p.Word("target", d.Target))
		if !d.At.IsZero() {
			b = append(append(b, ": "...), p.FullTime(d.At)...)
		}
	}
	b = append(append(append(b, `">`...), p.Icon(shapes[d.Level])...), `<span>`...)
	return append(p.appendDue(b, d), `</span></span>`...)
}

// DueWords says when: "2 jam 10 menit lagi", "lewat 3 jam", further away than a day "Sen 30 Nov, 10.30".
func (p *Page) DueWords(d Due) string { return string(p.appendDue(nil, d)) }

func (p *Page) appendDue(b []byte, d Due) []byte {
	if d.At.IsZero() || d.Level == "met" || d.Level == "missed" || d.Level == "paused" {
		return append(b, p.Word("level", d.Level)...)
	}
	left := d.At.Sub(p.Now)
	switch {
	case left < 0:
		b = append(append(b, p.T("time.over")...), ' ')
		return p.appendSpan(b, max(-left, time.Second))
	case left < 24*time.Hour:
		return append(p.appendSpan(b, max(left, time.Second)), p.T("time.left")...)
	default:
		return p.appendClock(append(p.appendDay(b, p.local(d.At)), ", "...), d.At)
	}
}
