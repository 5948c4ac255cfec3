package views

import (
	"encoding/csv"
	"io"
	"math"
	"strconv"
	"strings"
)

// CSV writes lines for a spreadsheet set to the language: in Indonesian separated by semicolons, because the comma is
// that of numbers, with a mark at the beginning by which Excel knows UTF-8. A text that a spreadsheet would take for a
// formula gets an apostrophe before it.
func CSV(w io.Writer, lang string, lines [][]string) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if lang != "en" {
		out.Comma = ';'
	}
	for _, line := range lines {
		guarded := make([]string, len(line))
		for i, cell := range line {
			guarded[i] = guardFormula(cell)
		}
		if err := out.Write(guarded); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// guardFormula: =, +, -, @, tab and carriage return begin a formula (OWASP, CSV injection).
func guardFormula(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

// Decimal is a number as spreadsheets of the language read it; empty for NaN.
func Decimal(lang string, n float64, digits int) string {
	if math.IsNaN(n) {
		return ""
	}
	text := strconv.FormatFloat(n, 'f', digits, 64)
	if lang != "en" {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}
