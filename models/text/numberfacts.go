package text

import "strings"

// provinces are the first two digits of citizen numbers: the 38 provinces in
// the list of the Ministry of Home Affairs (Kepmendagri 300.2.2-2430/2025).
const provinces = "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 " +
	"61 62 63 64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96"

// validNIK reports whether sixteen digits can be a citizen number: province,
// day of birth (women have 40 added), month, and a serial number.
func validNIK(d []byte) bool {
	day, month := pair(d, 6), pair(d, 8)
	if day > 40 {
		day -= 40
	}
	return strings.Contains(provinces, string(d[:2])) && pair(d, 2) > 0 && pair(d, 4) > 0 &&
		validDay(day, month) && string(d[12:]) != "0000"
}

// validNIP reports whether eighteen digits can be a civil servant's number:
// birth date, month of appointment, 1 or 2 for the sex, three more.
func validNIP(d []byte) bool {
	birth, start := pair(d, 0)*100+pair(d, 2), pair(d, 8)*100+pair(d, 10)
	return birth >= 1940 && birth <= 2015 && validDay(pair(d, 6), pair(d, 4)) &&
		start > birth && start <= 2060 && pair(d, 12) >= 1 && pair(d, 12) <= 12 &&
		(d[14] == '1' || d[14] == '2')
}

func pair(d []byte, i int) int { return int(d[i]-'0')*10 + int(d[i+1]-'0') }

func validDay(day, month int) bool {
	if month < 1 || month > 12 || day < 1 {
		return false
	}
	return day <= [...]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[month-1]
}

// luhn is the check of payment cards.
func luhn(d []byte) bool {
	sum := 0
	for i, c := range d {
		v := int(c - '0')
		if (len(d)-i)%2 == 0 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return sum%10 == 0 && sum > 0
}

// labelRoom is how far before a number a word may stand that says what it is.
const labelRoom = 25

// labels looks at the words around s[start:end] and returns what they call the
// number, and whether it is an amount of money.
func labels(s string, start, end int) (label string, money bool) {
	before := strings.ToLower(s[max(0, start-labelRoom):start])
	for i := len(before); i > 0; {
		stop := i
		for i > 0 && letter(before[i-1]) {
			i--
		}
		w := before[i:stop]
		if w == "" {
			i--
			continue
		}
		money = money || w == "rp" || w == "idr"
		if l := labelOf(w); l != "" && label == "" {
			label = l
		}
	}
	after := strings.ToLower(s[end:min(len(s), end+12)])
	for _, owner := range [...]string{"a.n", " an ", "atas nama"} {
		if label == "" && strings.Contains(after, owner) {
			label = Account
		}
	}
	return label, money
}

// labelOf returns the kind of number a word announces. Bank names are the
// large national ones and the regional bank of Riau.
func labelOf(w string) string {
	switch w {
	case "nik", "kk", "ktp", "kependudukan":
		return NIK
	case "npwp":
		return NPWP
	case "bpjs", "kis", "jkn", "peserta":
		return BPJS
	case "paspor", "passport":
		return Passport
	case "rek", "norek", "rekening", "transfer", "tf", "bri", "bni", "bca", "bsi", "brk", "mandiri",
		"pelanggan", "idpel", "meteran":
		return Account
	}
	return ""
}
