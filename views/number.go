package views

import (
	"math"
	"strconv"
	"strings"
)

// Number groups thousands as the language does: 12.345 or 12,345.
func (p *Page) Number(n int) string {
	digits, sign := strconv.Itoa(n), ""
	if n < 0 {
		digits, sign = digits[1:], "-"
	}
	mark := "."
	if p.Lang == "en" {
		mark = ","
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(mark)
		}
		b.WriteRune(d)
	}
	return b.String()
}

// Percent shows a share between 0 and 1: "87,5%"; a dash when there is nothing to have a share of (NaN).
func (p *Page) Percent(share float64) string {
	if math.IsNaN(share) || math.IsInf(share, 0) {
		return "–"
	}
	text := strconv.FormatFloat(math.Round(share*1000)/10, 'f', -1, 64)
	if p.Lang != "en" {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text + "%"
}

// Size is a file size: "820 kB", "3,4 MB".
func (p *Page) Size(bytes int64) string {
	if bytes < 1_000_000 {
		return strconv.FormatInt(max(1, bytes/1000), 10) + " kB"
	}
	text := strconv.FormatFloat(float64(bytes)/1e6, 'f', 1, 64)
	if p.Lang != "en" {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text + " MB"
}
