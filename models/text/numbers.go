package text

import (
	"strings"
	"unicode/utf8"
)

// Limits of a run of digits as people write numbers: groups of digits with a
// blank, dot, dash or bracket between them.
const (
	maxGroups = 12
	minDigits = 7
	maxDigits = 24
)

// group is one unbroken stretch of digits in a text.
type group struct{ start, end int }

// numbers adds the personal numbers in s to found.
func numbers(s string, found []Finding) []Finding {
	var groups [maxGroups]group
	for i := 0; i < len(s); {
		if !digit(s[i]) {
			i++
			continue
		}
		n, end := runOf(s, i, &groups)
		found = classifyRun(s, groups[:n], found)
		i = end
	}
	return found
}

// runOf reads the run of digit groups that begins at s[i] and returns how many
// groups it has and where reading goes on.
func runOf(s string, i int, groups *[maxGroups]group) (n, end int) {
	for n < maxGroups {
		start := i
		for i < len(s) && digit(s[i]) {
			i++
		}
		groups[n] = group{start, i}
		n++
		gap := separator(s[i:])
		if gap == 0 || i+gap == len(s) || !digit(s[i+gap]) {
			break
		}
		i += gap
	}
	return n, groups[n-1].end
}

// separator returns the length of what may stand between two groups: up to
// three characters, one of them not a blank. 0 when s does not begin so.
func separator(s string) int {
	length, marks := 0, 0
	for range 3 {
		r, size := utf8.DecodeRuneInString(s[length:])
		switch {
		case r == ' ' || r == '\u00A0':
		case r == '.' || r == '-' || r == ')' || r >= '\u2010' && r <= '\u2013':
			if marks++; marks > 1 {
				return length
			}
		default:
			return length
		}
		length += size
	}
	return length
}

// classifyRun finds numbers in a run: a group alone where that is one, else
// the longest stretch of groups that is.
func classifyRun(s string, groups []group, found []Finding) []Finding {
	for i := 0; i < len(groups); i++ {
		if f, ok := classify(s, groups[i:i+1]); ok {
			found = append(found, f)
			continue
		}
		for j := len(groups); j > i+1; j-- {
			if f, ok := classify(s, groups[i:j]); ok {
				found = append(found, f)
				i = j - 1
				break
			}
		}
	}
	return found
}

// number is a candidate: its digits, how it is written, what stands around it.
type number struct {
	d       []byte
	groups  []group
	plus    bool
	bracket bool
	money   bool
	label   string // what the words before (or "a.n." after) say it is
}

// classify decides whether the groups together are one personal number.
func classify(s string, groups []group) (Finding, bool) {
	var buf [maxDigits]byte
	d := buf[:0]
	for _, g := range groups {
		if len(d)+g.end-g.start > maxDigits {
			return Finding{}, false
		}
		d = append(d, s[g.start:g.end]...)
	}
	if len(d) < minDigits {
		return Finding{}, false
	}
	start, end := groups[0].start, groups[len(groups)-1].end
	num := number{d: d, groups: groups}
	if start > 0 {
		num.plus, num.bracket = s[start-1] == '+', s[start-1] == '('
	}
	num.label, num.money = labels(s, start, end)
	if kind, sure := num.kind(); kind != "" {
		if num.plus || num.bracket {
			start--
		}
		return Finding{kind, start, end, sure}, true
	}
	if passport(s, start, end, len(d)) {
		return Finding{Passport, start - 1, end, passportSure(num.label)}, true
	}
	return Finding{}, false
}

// kind returns what the number is and how sure that is, or "".
func (n number) kind() (string, float64) {
	switch len(n.d) {
	case 16:
		if kind, sure := n.sixteen(); kind != "" {
			return kind, sure
		}
	case 18:
		if validNIP(n.d) {
			return NIP, 0.95
		}
	case 15:
		if n.label == NPWP || n.taxShape() {
			return NPWP, 0.95
		}
	case 13:
		if n.label == BPJS || string(n.d[:3]) == "000" {
			return BPJS, 0.8
		}
	}
	switch {
	case n.mobile():
		return Phone, 0.95
	case n.landline():
		return Phone, 0.8
	case n.label == Account && !n.money && len(n.d) >= 8 && len(n.d) <= 16:
		return Account, 0.85
	}
	return "", 0
}

func (n number) sixteen() (string, float64) {
	switch {
	case n.label == NPWP:
		return NPWP, 0.95
	case validNIK(n.d) && n.label == NIK:
		return NIK, 0.99
	case validNIK(n.d):
		return NIK, 0.9
	case n.label == NIK:
		return NIK, 0.7
	case luhn(n.d):
		return Card, 0.8
	}
	return "", 0
}

// taxShape reports the way a tax number is printed: 2.3.3.1-3.3 digits.
func (n number) taxShape() bool {
	want := [...]int{2, 3, 3, 1, 3, 3}
	if len(n.groups) != len(want) {
		return false
	}
	for i, g := range n.groups {
		if g.end-g.start != want[i] {
			return false
		}
	}
	return true
}

// mobile reports an Indonesian mobile number (08… or 62 8…, ten digits or
// more) or any number written with its country code.
func (n number) mobile() bool {
	d, first := n.d, n.groups[0].end-n.groups[0].start
	if n.plus && len(d) >= 8 && len(d) <= 15 {
		return true
	}
	switch {
	case d[0] == '0':
		d = d[1:]
	case d[0] == '6' && d[1] == '2':
		if d, first = d[2:], first+1; d[0] == '0' {
			d = d[1:]
		}
	default:
		return false
	}
	return first > 2 && len(d) >= 9 && len(d) <= 12 && d[0] == '8' && d[1] != '0'
}

// landline reports an area code and a number behind it. Written without any
// gap only the codes of the Riau islands count: 0770 to 0779.
func (n number) landline() bool {
	if n.d[0] != '0' || len(n.d) < 9 || len(n.d) > 12 || n.d[1] < '2' || n.d[1] == '8' {
		return false
	}
	code := n.groups[0].end - n.groups[0].start
	if len(n.groups) > 1 {
		return code == 3 || code == 4
	}
	return strings.HasPrefix(string(n.d), "077")
}

// passport reports a capital letter of a passport series before seven digits.
func passport(s string, start, end, digits int) bool {
	return digits == 7 && end-start == 7 && start > 0 && strings.IndexByte("ABCEX", s[start-1]) >= 0 &&
		(start == 1 || !alphanumeric(s[start-2])) && (end == len(s) || !alphanumeric(s[end]))
}

func passportSure(label string) float64 {
	if label == Passport {
		return 0.95
	}
	return 0.6
}
