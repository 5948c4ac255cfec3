package text

import "strings"

// areas are the letters number plates begin with.
const areas = " A B D E F G H K L M N P R S T W Z AA AB AD AE AG BA BB BD BE BG BH BK BL BM BN BP " +
	"DA DB DC DD DE DG DH DK DL DM DN DP DR DS DT DW EA EB ED KB KH KT KU PA PB PG PS PT PY "

// notPlates are units and abbreviations that stand behind numbers: "B 500 KM".
const notPlates = " KM KG M CM MM L RT RW HP PK WIB RB JT X "

// plates adds vehicle number plates to found: an area, three or four digits,
// one to three letters, all capitals. Fewer digits would match "DP3KB".
func plates(s string, found []Finding) []Finding {
	for i := 0; i < len(s); i++ {
		if !capital(s[i]) || i > 0 && (alphanumeric(s[i-1]) || i > 1 && s[i-1] == ' ' && digit(s[i-2])) {
			continue
		}
		j := span(s, i, 2, capital)
		area := s[i:j]
		k := blank(s, j)
		digits := span(s, k, 4, digit)
		if digits-k < 3 || !listed(areas, area) {
			continue
		}
		tail := blank(s, digits)
		end := span(s, tail, 3, capital)
		if end > tail && (end == len(s) || !alphanumeric(s[end])) && !listed(notPlates, s[tail:end]) {
			found = append(found, Finding{Plate, i, end, 0.7})
			i = end
		}
	}
	return found
}

func capital(c byte) bool { return 'A' <= c && c <= 'Z' }

// span returns the end of up to n characters of a class from s[i] on.
func span(s string, i, n int, class func(byte) bool) int {
	for n > 0 && i < len(s) && class(s[i]) {
		i, n = i+1, n-1
	}
	return i
}

func blank(s string, i int) int {
	if i < len(s) && s[i] == ' ' {
		return i + 1
	}
	return i
}

func listed(list, w string) bool { return strings.Contains(list, " "+w+" ") }

// addresses adds neighbourhood and block numbers to found: "RT 03/RW 02",
// "rt3 rw 2", "RT 03/02", "Blok C 12".
func addresses(s string, found []Finding) []Finding {
	for i := 0; i+3 < len(s); i++ {
		if i > 0 && alphanumeric(s[i-1]) {
			continue
		}
		end := 0
		switch s[i] | 0x20 {
		case 'r':
			end = neighbourhood(s, i)
		case 'b':
			end = block(s, i)
		}
		if end > 0 && (end == len(s) || !alphanumeric(s[end])) {
			found = append(found, Finding{Address, i, end, 0.8})
			i = end
		}
	}
	return found
}

// neighbourhood returns the end of an RT and RW number at s[i], or 0.
func neighbourhood(s string, i int) int {
	rt := numbered(s, i, 't')
	if rt == 0 {
		return 0
	}
	gap := rt
	for gap < len(s) && gap < rt+3 && strings.IndexByte(" ,/.-", s[gap]) >= 0 {
		gap++
	}
	if rw := numbered(s, gap, 'w'); rw > 0 {
		return rw
	}
	if end := span(s, gap, 3, digit); end > gap && strings.Contains(s[rt:gap], "/") {
		return end
	}
	return 0
}

// numbered returns the end of "r", the given letter and up to three digits.
func numbered(s string, i int, second byte) int {
	if i+2 >= len(s) || s[i]|0x20 != 'r' || s[i+1]|0x20 != second {
		return 0
	}
	j := i + 2
	for j < len(s) && j < i+4 && strings.IndexByte(" .:", s[j]) >= 0 {
		j++
	}
	if end := span(s, j, 3, digit); end > j {
		return end
	}
	return 0
}

// block returns the end of "blok", one or two letters and a number, or 0.
func block(s string, i int) int {
	if i+5 >= len(s) || !strings.EqualFold(s[i:i+4], "blok") || s[i+4] != ' ' {
		return 0
	}
	j := span(s, i+5, 2, letter)
	if j == i+5 {
		return 0
	}
	k := j
	for k < len(s) && k < j+4 && strings.IndexByte(" .-noNO", s[k]) >= 0 {
		k++
	}
	if end := span(s, k, 3, digit); end > k {
		return end
	}
	return 0
}
