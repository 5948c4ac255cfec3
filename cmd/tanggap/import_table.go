package main

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// table is a CSV file read row by row, as people's programs write them: with or without a byte order mark, in UTF-8,
// UTF-16 or Windows-1252, with commas, semicolons or tabs. A row that is broken costs only itself.
type table struct {
	in     *bufio.Reader
	comma  rune
	header []string
	bytes  int64 // read so far
	line   int   // of the last line read
	again  []rawLine
}

// row is one row with the line of the file it begins on.
type row struct {
	line   int
	fields []string
	broken error // could not be taken apart; fields holds the whole line
}

// rawLine is a line as it stands in the file, with its number.
type rawLine struct {
	text   string
	number int
}

// A row is never longer than this: a quotation mark that is not closed within it was not meant as one. A text may have
// 20,000 characters of four bytes, quoted and in company.
const rowAtMost = 256 << 10

func readTable(in *bufio.Reader) (*table, error) {
	t := &table{in: unmarked(in)}
	first, err := t.next()
	if err == io.EOF {
		return nil, errors.New("the file is empty; its first row must name the columns")
	}
	if err != nil {
		return nil, err
	}
	if sep, ok := strings.CutPrefix(strings.TrimSpace(first.text), "sep="); ok && utf8.RuneCountInString(sep) == 1 {
		t.comma, _ = utf8.DecodeRuneInString(sep) // Excel's own way to say it
	} else {
		t.again = append(t.again, first)
		t.comma = separator(first.text)
	}
	head, err := t.record()
	if err == nil && head.broken != nil {
		err = fmt.Errorf("first row: %w", head.broken)
	}
	if err != nil {
		return nil, err
	}
	for _, name := range head.fields {
		t.header = append(t.header, strings.TrimSpace(name))
	}
	return t, nil
}

// unmarked takes a byte order mark away and decodes UTF-16, which nothing else announces.
func unmarked(in *bufio.Reader) *bufio.Reader {
	mark, _ := in.Peek(3)
	switch {
	case strings.HasPrefix(string(mark), "\xef\xbb\xbf"):
		_, _ = in.Discard(3)
	case strings.HasPrefix(string(mark), "\xff\xfe"), strings.HasPrefix(string(mark), "\xfe\xff"):
		decoder := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
		return bufio.NewReader(transform.NewReader(in, decoder))
	}
	return in
}

// separator is the one of the usual three that the names of the columns are parted by.
func separator(header string) rune {
	best, most := ',', 0
	for _, r := range []rune{',', ';', '\t', '|'} {
		n, quoted := 0, false
		for _, c := range header {
			switch c {
			case '"':
				quoted = !quoted
			case r:
				if !quoted {
					n++
				}
			}
		}
		if n > most {
			best, most = r, n
		}
	}
	return best
}

// each calls use with every row behind the header until it returns false. Empty lines are no rows.
func (t *table) each(use func(row) bool) error {
	for {
		r, err := t.record()
		if err == io.EOF {
			return nil
		}
		if err != nil || !use(r) {
			return err
		}
	}
}

// record reads the next row. Where quotation marks do not fit, only its first line is broken, and reading goes on behind it.
func (t *table) record() (row, error) {
	first, err := t.next()
	for err == nil && strings.TrimSpace(first.text) == "" {
		first, err = t.next()
	}
	if err != nil {
		return row{}, err
	}
	lines, size, open := []rawLine{first}, len(first.text), strings.Count(first.text, `"`)%2 == 1
	for open && size < rowAtMost {
		more, err := t.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return row{}, err
		}
		lines, size = append(lines, more), size+len(more.text)
		open = open != (strings.Count(more.text, `"`)%2 == 1)
	}
	fields, wrong := t.split(lines)
	if wrong == nil {
		return row{line: first.number, fields: fields}, nil
	}
	t.again = append(lines[1:len(lines):len(lines)], t.again...)
	whole := decoded(strings.TrimRight(first.text, "\r\n"))
	if len(lines) > 1 { // perhaps it is a whole row by itself, of another width
		if alone, err := t.split(lines[:1]); err == nil {
			return row{line: first.number, fields: alone}, nil
		}
	}
	return row{line: first.number, fields: []string{whole}, broken: wrong}, nil
}

// split takes a row apart.
func (t *table) split(lines []rawLine) ([]string, error) {
	var whole strings.Builder
	for _, l := range lines {
		whole.WriteString(l.text)
	}
	reader := csv.NewReader(strings.NewReader(whole.String()))
	reader.Comma, reader.FieldsPerRecord = t.comma, -1
	fields, err := reader.Read()
	if err != nil {
		return nil, fault("the quotation marks do not fit")
	}
	if t.header != nil && len(fields) != len(t.header) {
		return nil, fault(fmt.Sprintf("has %d fields where the first row has %d", len(fields), len(t.header)))
	}
	for i, f := range fields {
		fields[i] = decoded(f)
	}
	return fields, nil
}

// decoded reads what is not UTF-8 as Windows-1252, which is what old spreadsheets write.
func decoded(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	out, err := charmap.Windows1252.NewDecoder().String(s)
	if err != nil {
		return strings.ToValidUTF8(s, "\ufffd")
	}
	return out
}

// next reads a line, one that was put back first. A line without an end is cut where a row must end.
func (t *table) next() (rawLine, error) {
	if len(t.again) > 0 {
		l := t.again[0]
		t.again = t.again[1:]
		return l, nil
	}
	var text []byte
	for len(text) < rowAtMost {
		part, err := t.in.ReadSlice('\n')
		text = append(text, part...)
		if err == nil || err == io.EOF && len(text) > 0 {
			break
		}
		if err != bufio.ErrBufferFull {
			return rawLine{}, err
		}
	}
	t.line++
	t.bytes += int64(len(text))
	return rawLine{string(text), t.line}, nil
}
